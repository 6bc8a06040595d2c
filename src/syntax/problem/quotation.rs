//! Complaints about texts in quotation marks, their escapes, and regular expressions.

use crate::complaints;

complaints! {
    /// Quotation marks other than `"`.
    QuotationMarks { mark: String }
    unjudged "quotation-marks"
    title "texts stand in straight double quotation marks, not in {mark}" / "Texte stehen in geraden doppelten Anführungszeichen, nicht in {mark}"
    help "write `\"` at both ends" / "an beiden Enden `\"` schreiben"
    why "A rule file knows one pair of quotation marks, `\"…\"`, so that all others can stand inside texts as they stand in drafts. Word processors put typographic marks by themselves; an editor for plain text does not."
      / "Eine Regeldatei kennt ein Paar Anführungszeichen, `\"…\"`, damit alle anderen in Texten stehen können wie in Entwürfen. Textverarbeitungen setzen von selbst typografische Zeichen, Editoren für reinen Text nicht."

    /// A text without its closing mark.
    UnclosedText {}
    unjudged "unclosed-text"
    title "this text is not closed on its line" / "dieser Text wird auf seiner Zeile nicht geschlossen"
    help "put `\"` at its end; a text over several lines stands between `\"\"\"` and `\"\"\"`" / "am Ende `\"` setzen; ein Text über mehrere Zeilen steht zwischen `\"\"\"` und `\"\"\"`"
    why "A text in `\"…\"` ends on the line where it begins, so that one forgotten mark cannot swallow the rules below it. A quotation mark inside a text is written `\\\"`."
      / "Ein Text in `\"…\"` endet auf der Zeile, auf der er beginnt, damit ein vergessenes Zeichen nicht die Regeln darunter verschluckt. Ein Anführungszeichen in einem Text wird `\\\"` geschrieben."

    /// A text over lines without its closing marks.
    UnclosedBlock {}
    unjudged "unclosed-block"
    title "this text over several lines is not closed" / "dieser Text über mehrere Zeilen wird nicht geschlossen"
    help "put `\"\"\"` at its end; if it is closed further down, indent the line that begins with the word of an item" / "am Ende `\"\"\"` setzen; steht es weiter unten schon, die Zeile einrücken, die mit dem Wort eines Eintrags beginnt"
    why "A text in `\"\"\"…\"\"\"` goes on until the next `\"\"\"`, but not beyond a line that begins in the first column with `rule`, `use` or another word that begins an item: there the next item begins, whatever was left open before it."
      / "Ein Text in `\"\"\"…\"\"\"` reicht bis zum nächsten `\"\"\"`, aber nicht über eine Zeile hinaus, die in der ersten Spalte mit `rule`, `use` oder einem anderen Wort eines Eintrags beginnt: Dort beginnt der nächste Eintrag, was immer davor offen blieb."

    /// A backslash before a character that needs none.
    BadEscape { escape: String, allowed: String }
    unjudged "bad-escape"
    title "`{escape}` has no meaning here" / "`{escape}` hat hier keine Bedeutung"
    help "a backslash itself is written `\\\\`; with a meaning of their own there are {allowed}" / "ein Backslash selbst wird `\\\\` geschrieben; eigene Bedeutung haben {allowed}"
    why "In every text `\\\"`, `\\\\` and `\\n` (a line end) have a meaning, in phrases also `\\*` and `\\_` (the characters themselves), in messages and suggestions also `\\{`. Anything else after a backslash is refused, so that no text means less than it shows."
      / "In jedem Text haben `\\\"`, `\\\\` und `\\n` (Zeilenende) eine Bedeutung, in Wendungen auch `\\*` und `\\_` (die Zeichen selbst), in Meldungen und Vorschlägen auch `\\{`. Alles andere nach einem Backslash wird abgelehnt, damit kein Text weniger bedeutet, als er zeigt."

    /// A regular expression without its closing slash.
    UnclosedRegex {}
    unjudged "unclosed-regex"
    title "this regular expression is not closed on its line" / "dieser reguläre Ausdruck wird auf seiner Zeile nicht geschlossen"
    help "put `/` at its end; a slash inside is written `\\/`" / "am Ende `/` setzen; ein Schrägstrich darin wird `\\/` geschrieben"
    why "A regular expression stands between two slashes on one line. A slash that is not part of a path (`obstat/claims`) or of a distance (`near/8`) begins one."
      / "Ein regulärer Ausdruck steht zwischen zwei Schrägstrichen auf einer Zeile. Ein Schrägstrich, der nicht zu einem Pfad (`obstat/claims`) oder Abstand (`near/8`) gehört, beginnt einen."

    /// A flag other than `i`.
    RegexFlag { flags: String }
    unjudged "regex-flag"
    title "`{flags}` cannot stand after a regular expression" / "`{flags}` kann nicht hinter einem regulären Ausdruck stehen"
    help "the only flag is `i`: any case; all matches of a block are found anyway" / "es gibt nur `i`: Groß- und Kleinschreibung egal; alle Treffer eines Absatzes werden ohnehin gefunden"
    why "After the closing slash of a regular expression only `i` may stand. Other flags of other languages change what a pattern means in ways that cannot be read aloud."
      / "Hinter dem schließenden Schrägstrich eines regulären Ausdrucks darf nur `i` stehen. Andere Schalter anderer Sprachen ändern die Bedeutung auf eine Weise, die sich nicht vorlesen lässt."

    /// A regular expression where none can stand.
    RegexPlace {}
    unjudged "regex-place"
    title "a regular expression cannot stand here" / "hier kann kein regulärer Ausdruck stehen"
    help "it stands where a pattern begins: after `forbid`, `|`, `then`, `near`, `except`, `(`" / "er steht, wo ein Muster beginnt: hinter `forbid`, `|`, `then`, `near`, `except`, `(`"
    why "A regular expression is a pattern like a phrase in quotation marks, and can stand wherever one can begin. Texts for people, names and values are written without slashes."
      / "Ein regulärer Ausdruck ist ein Muster wie eine Wendung in Anführungszeichen und kann überall stehen, wo eines beginnt. Texte für Menschen, Namen und Werte schreibt man ohne Schrägstriche."
}
