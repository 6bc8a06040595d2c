//! Patterns: phrases, regular expressions, defines, zones, captures.

use crate::complaints;
use crate::diagnostic::Bilingual;
use crate::text::Localized;

complaints! {
    /// A phrase without a word.
    EmptyPhrase {}
    unjudged "empty-phrase"
    title "this phrase has no word" / "diese Wendung enthält kein Wort"
    help "punctuation alone is found with `exactly` or a regular expression" / "Satzzeichen allein findet man mit `exactly` oder einem regulären Ausdruck"
    why "A phrase finds words in any inflected form and looks through punctuation; without a word there is nothing to find." / "Eine Wendung findet Wörter in jeder gebeugten Form und sieht über Satzzeichen hinweg; ohne Wort gibt es nichts zu finden."

    /// More words than a phrase may have.
    PhraseTooLong { limit: usize }
    unjudged "phrase-too-long"
    title "a phrase has at most {limit} words" / "eine Wendung hat höchstens {limit} Wörter"
    help "keep the words that make it recognisable, or join two phrases with `then`" / "behalten Sie die bezeichnenden Wörter oder verbinden Sie zwei Wendungen mit `then`"
    why "Longer quotations are better bound by a register of claims." / "Längere Zitate gehören besser in ein Register."

    /// More phrases than a policy may have.
    TooManyPhrases { limit: usize }
    unjudged "too-many-phrases"
    title "a policy has at most {limit} phrases" / "eine Policy hat höchstens {limit} Wendungen"
    why "The limit bounds memory; word lists of that size are better kept by a dictionary." / "Die Grenze beschränkt den Speicher; Wortlisten dieser Größe gehören in ein Wörterbuch."

    /// A phrase made of wildcards alone.
    OnlyWildcards {}
    unjudged "only-wildcards"
    title "this phrase consists of wildcards alone" / "diese Wendung besteht nur aus Platzhaltern"
    help "name at least one word or part of a word" / "nennen Sie wenigstens ein Wort oder einen Wortteil"
    why "`_` is any word and `*` any letters: alone they would find every word." / "`_` ist ein beliebiges Wort, `*` beliebige Buchstaben: Allein fänden sie jedes Wort."

    /// A wildcard at the edge of a phrase.
    WildcardAtEdge {}
    warning "wildcard-at-edge"
    title "`_` at the edge of a phrase asks only that another word stands there" / "`_` am Rand einer Wendung verlangt nur, dass dort noch ein Wort steht"
    help "drop it, or use `then` with the word you mean" / "lassen Sie es weg oder nennen Sie mit `then` das gemeinte Wort"
    why "At the beginning or end of a phrase `_` makes the match longer but not clearer." / "Am Anfang oder Ende einer Wendung macht `_` den Fund nur länger, nicht klarer."

    /// A hash or at sign that a phrase looks through.
    SignNotSeen { sign: char, text: String }
    warning "sign-not-seen"
    title "a phrase does not see `{sign}`: this finds the words without it too" / "eine Wendung sieht `{sign}` nicht: Diese findet die Wörter auch ohne"
    help "write `exactly \"{text}\"` to find it with its sign" / "schreiben Sie `exactly \"{text}\"`, um es mit seinem Zeichen zu finden"
    why "A phrase finds words, and a word in a hashtag is that word. Only `exactly`, a regular expression and the classes `hashtag` and `mention` see the sign." / "Eine Wendung findet Wörter, und ein Wort in einem Hashtag ist dieses Wort. Das Zeichen sehen nur `exactly`, ein regulärer Ausdruck und die Klassen `hashtag` und `mention`."

    /// A regular expression that the engine refuses.
    BadRegex { reason: Localized, instead: Bilingual }
    unjudged "bad-regex"
    title "this regular expression cannot be used: {reason}" / "dieser reguläre Ausdruck ist nicht verwendbar: {reason}"
    help "{instead}" / "{instead}"
    why "Patterns run on an engine that takes time linear in the draft; it has no look-around and no back-references. The operators `near`, `then`, `not after`, `not before` and `except` do the same and can be read aloud."
      / "Muster laufen auf einer Maschine, deren Zeit mit der Länge des Entwurfs wächst; sie kennt keine Umschau und keine Rückverweise. Die Verknüpfungen `near`, `then`, `not after`, `not before` und `except` leisten dasselbe und lassen sich vorlesen."

    /// A regular expression that matches the empty text.
    EmptyRegex {}
    unjudged "empty-regex"
    title "this regular expression also matches nothing at all" / "dieser reguläre Ausdruck trifft auch auf leeren Text zu"
    help "make at least one character obligatory (`+` instead of `*`)" / "machen Sie wenigstens ein Zeichen verbindlich (`+` statt `*`)"
    why "It would be found between any two characters." / "Er fände sich zwischen je zwei Zeichen."

    /// A string after `exactly` that is blank.
    EmptyExact {}
    unjudged "empty-exact"
    title "there is nothing to find here" / "hier gibt es nichts zu finden"
    why "`exactly` compares characters; without any it would be found everywhere." / "`exactly` vergleicht Zeichen; ohne Zeichen fände es sich überall."

    /// Defines that use each other.
    DefineCircle { path: String }
    unjudged "define-circle"
    title "these definitions use each other: {path}" / "diese Definitionen benutzen einander: {path}"
    why "A define stands for its pattern; in a circle there is none." / "Eine Definition steht für ihr Muster; im Kreis gibt es keines."

    /// Defines nested too deep.
    DefineTooDeep { limit: usize }
    unjudged "define-too-deep"
    title "definitions are nested more than {limit} deep" / "Definitionen sind mehr als {limit}-fach verschachtelt"
    why "Whoever reads a rule must be able to follow it." / "Wer eine Regel liest, muss ihr folgen können."

    /// A unit that `first N …` cannot take.
    BadEdgeUnit { name: String }
    unjudged "bad-zone-unit"
    title "`{name}` cannot be counted here" / "`{name}` lässt sich hier nicht zählen"
    help "take `characters`, `words`, `sentences`, `paragraphs` or `parts`" / "nehmen Sie `characters`, `words`, `sentences`, `paragraphs` oder `parts`"
    why "`first N …` and `last N …` cut a zone by units that follow one another." / "`first N …` und `last N …` schneiden eine Zone nach Einheiten, die aufeinander folgen."

    /// A capture that some alternative does not bind.
    UnboundCapture { name: String }
    unjudged "unbound-capture"
    title "`{name}` is not captured in every alternative" / "`{name}` wird nicht in jeder Alternative erfasst"
    help "put `as {name}` around all alternatives, or into each" / "setzen Sie `as {name}` um alle Alternativen oder in jede"
    why "A message or condition that uses a capture must find it in every match." / "Eine Meldung oder Bedingung, die einen erfassten Wert nutzt, muss ihn in jedem Fund vorfinden."

    /// `as n` where no match comes from it.
    CaptureOutOfPlace { name: String }
    unjudged "capture-out-of-place"
    title "`{name}` is captured where no match comes from" / "`{name}` wird erfasst, wo kein Fund entsteht"
    help "captures stand in the pattern of `forbid`, `allow`, `prefer` or `agree`, not in contexts, exceptions, defines or conditions" / "erfasst wird im Muster von `forbid`, `allow`, `prefer` oder `agree`, nicht in Umgebungen, Ausnahmen, Definitionen oder Bedingungen"
    why "Only what is part of the match can be named for the message." / "Nur was Teil des Fundes ist, kann für die Meldung benannt werden."

    /// `agree` without exactly one capture.
    NeedsOneCapture { count: usize }
    unjudged "needs-one-capture"
    title "`agree` compares one captured value, here are {count}" / "`agree` vergleicht einen erfassten Wert, hier sind es {count}"
    help "name it: `number as n`" / "benennen Sie ihn: `number as n`"
    why "The captured value is what must be the same; the rest of the pattern says where it stands." / "Der erfasste Wert ist es, der gleich sein muss; der Rest des Musters sagt, wo er steht."
}
