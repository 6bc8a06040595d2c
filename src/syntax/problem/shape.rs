//! Complaints about what is missing in a sentence, and about what is too much in it.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// A sentence stops before it is complete.
    MissingPart { after: String, what: Bilingual, example: String }
    unjudged "missing-part"
    title "after `{after}` {what} is missing" / "nach `{after}` fehlt {what}"
    help "for example `{example}`" / "zum Beispiel `{example}`"
    why "A sentence of the rule language is complete only with all its parts. A line that begins with the word of a clause always begins that clause, so a part that was left out is never taken from the next line."
      / "Ein Satz der Regelsprache ist erst mit allen Teilen vollständig. Eine Zeile, die mit dem Wort eines Zusatzes beginnt, beginnt immer diesen Zusatz; ein ausgelassener Teil wird nie aus der nächsten Zeile genommen."

    /// Something else stands where a part should.
    WrongPart { found: String, what: Bilingual, example: String, near: Near }
    unjudged "wrong-part"
    title "`{found}` stands where {what} should" / "`{found}` steht, wo {what} stehen sollte"
    label "{near}" / "{near}"
    help "for example `{example}`" / "zum Beispiel `{example}`"
    why "Every word of the rule language says what must come after it. Where something else stands, a word was mistyped, left out, or put in the wrong place."
      / "Jedes Wort der Regelsprache sagt, was nach ihm kommen muss. Steht dort etwas anderes, wurde ein Wort vertippt, ausgelassen oder an die falsche Stelle gesetzt."

    /// Something after a complete sentence.
    Leftover { found: String, near: Near }
    unjudged "does-not-belong"
    title "`{found}` does not belong here" / "`{found}` gehört nicht hierher"
    label "{near}" / "{near}"
    help "what stands before it is complete: begin a new clause, or remove it" / "was davor steht, ist vollständig: einen neuen Zusatz beginnen oder es streichen"
    why "The sentence before it is complete, and this word continues nothing. Obstat never skips what it does not understand, because a rule would then mean less than it says."
      / "Der Satz davor ist vollständig, und dieses Wort setzt nichts fort. Obstat überspringt nie, was es nicht versteht, denn eine Regel würde sonst weniger bedeuten, als sie sagt."

    /// Two patterns or conditions side by side.
    MissingJoint { found: String }
    unjudged "missing-joint"
    title "before `{found}` a word is missing that joins it to what stands before" / "vor `{found}` fehlt ein Wort, das es mit dem davor verbindet"
    help "patterns are joined by `|` (either), `then` (in this order) or `near`; conditions by `and` or `or`" / "Muster verbindet man mit `|` (eines von beiden), `then` (in dieser Folge) oder `near`, Bedingungen mit `and` oder `or`"
    why "Two patterns side by side could mean either of them, one after the other, or one in the neighbourhood of the other. The language never guesses."
      / "Zwei Muster nebeneinander könnten heißen: eines von beiden, eins nach dem anderen oder eins in der Nähe des anderen. Die Sprache rät nie."

    /// A sign of another language.
    ForeignSign { found: String, instead: Bilingual }
    unjudged "foreign-sign"
    title "the rule language has no `{found}`" / "die Regelsprache kennt kein `{found}`"
    help "{instead}" / "{instead}"
    why "Rules are read aloud by people who do not program, so they are written in words. Few signs have a meaning: `|` between patterns, comparisons, commas, parentheses, braces, and `=` in `define` and `zone`."
      / "Regeln werden von Menschen vorgelesen, die nicht programmieren, darum stehen sie in Worten. Wenige Zeichen haben eine Bedeutung: `|` zwischen Mustern, Vergleiche, Kommas, Klammern und `=` in `define` und `zone`."

    /// A parenthesis or bracket without its partner.
    UnclosedParenthesis { found: String, partner: String }
    unjudged "unclosed-parenthesis"
    title "this `{found}` is not closed in its sentence" / "diese `{found}` wird in ihrem Satz nicht geschlossen"
    help "put `{partner}` where it ends; a line that begins with the word of a clause ends the sentence before it" / "`{partner}` setzen, wo sie endet; eine Zeile, die mit dem Wort eines Zusatzes beginnt, beendet den Satz davor"
    why "Parentheses decide what belongs together. Where one is missing, only who wrote the rule knows which reading was meant."
      / "Klammern entscheiden, was zusammengehört. Fehlt eine, weiß nur, wer die Regel schrieb, welche Lesart gemeint war."

    /// A closing parenthesis or bracket without an opening one.
    StrayParenthesis { found: String }
    unjudged "stray-parenthesis"
    title "this `{found}` closes nothing" / "diese `{found}` schließt nichts"
    help "remove it, or put the opening one where it begins" / "streichen oder die öffnende setzen, wo sie beginnt"
    why "Parentheses decide what belongs together. Where one is missing, only who wrote the rule knows which reading was meant."
      / "Klammern entscheiden, was zusammengehört. Fehlt eine, weiß nur, wer die Regel schrieb, welche Lesart gemeint war."
}
