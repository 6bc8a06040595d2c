//! Complaints about drafts as files: what keeps them from being read at all.

use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// Bytes that are no text.
    UnreadableDraft { reason: Bilingual, offset: usize }
    unjudged "unreadable-draft"
    title "this file is not readable as text: {reason}, at byte {offset}"
      / "diese Datei ist nicht als Text lesbar: {reason}, bei Byte {offset}"
    help "save it as UTF-8 in your editor (\"Save with encoding\"), or leave it out with `ignore` if it is no draft"
      / "im Editor als UTF-8 speichern („Speichern mit Kodierung“), oder mit `ignore` auslassen, wenn es kein Entwurf ist"
    why "Obstat reads UTF-8, as browsers and publishing systems do. Bytes that are not UTF-8 would show as other letters than you see, and a zero byte means that the file is no text at all. What cannot be read cannot be judged, so the run ends with status 2; the other drafts are judged all the same."
      / "Obstat liest UTF-8, wie Browser und Redaktionssysteme. Bytes, die kein UTF-8 sind, erschienen als andere Buchstaben, als Sie sehen, und ein Nullbyte heißt, dass die Datei gar kein Text ist. Was sich nicht lesen lässt, lässt sich nicht beurteilen, darum endet der Lauf mit Status 2; die anderen Entwürfe werden trotzdem beurteilt."

    /// A file whose ending no format claims.
    UnknownFormat { path: String, known: String }
    unjudged "unknown-format"
    title "`{path}` has no format that can be read" / "`{path}` hat kein lesbares Format"
    help "drafts end in {known}" / "Entwürfe enden auf {known}"
    why "The ending of the file name tells how the text is to be read: what is a heading, a link, a quotation. Without it every guess could hide words from the rules."
      / "Die Endung des Dateinamens sagt, wie der Text zu lesen ist: was Überschrift, Link oder Zitat ist. Ohne sie könnte jede Vermutung Wörter vor den Regeln verbergen."

    /// A front matter without its second fence.
    UnclosedFrontMatter {}
    unjudged "unclosed-front-matter"
    title "the front matter has no end" / "die Kopfdaten haben kein Ende"
    label "begins here" / "beginnen hier"
    help "put a line `---` below the last field; for a line across the page at the very top write `***`"
      / "unter das letzte Feld eine Zeile `---` setzen; für eine Trennlinie ganz oben `***` schreiben"
    why "A first line `---` opens the front matter, a second one closes it. Without the second nobody can say where the fields end and the text begins, so neither can be judged."
      / "Eine erste Zeile `---` öffnet die Kopfdaten, eine zweite schließt sie. Ohne die zweite kann niemand sagen, wo die Felder enden und der Text beginnt, also lässt sich beides nicht beurteilen."

    /// Front matter or a metadata file that is no mapping.
    FieldsExpected { what: Bilingual }
    unjudged "fields-expected"
    title "{what} must consist of fields" / "{what} müssen aus Feldern bestehen"
    label "not written as `name: value`" / "nicht als `name: wert` geschrieben"
    help "write one field a line, as `name: value`" / "je Zeile ein Feld schreiben, als `name: wert`"
    why "Fields say of what kind a draft is, where it goes and who wrote it. A list or a bare sentence in their place has no names that a rule could ask for. A line of your text between two lines `---` at the very top is taken for front matter: write `***` for a line across the page."
      / "Felder sagen, welcher Art ein Entwurf ist, wohin er geht und wer ihn schrieb. Eine Liste oder ein bloßer Satz an ihrer Stelle hat keine Namen, nach denen eine Regel fragen könnte. Eine Zeile Ihres Textes zwischen zwei Zeilen `---` ganz oben gilt als Kopfdaten: Für eine Trennlinie `***` schreiben."

    /// A draft or metadata file over the limit.
    DraftTooLarge { limit: usize }
    unjudged "draft-too-large"
    title "this file is larger than {limit} MB" / "diese Datei ist größer als {limit} MB"
    help "split it, or leave it out with `ignore` if it is no draft"
      / "aufteilen, oder mit `ignore` auslassen, wenn es kein Entwurf ist"
    why "Nobody writes a post of sixteen million letters; a file of that size is a mistake or an attack. The limit keeps the memory of a run in bounds."
      / "Niemand schreibt einen Beitrag aus sechzehn Millionen Buchstaben; eine solche Datei ist ein Irrtum oder ein Angriff. Die Grenze hält den Speicherbedarf eines Laufs im Rahmen."

    /// One block over the limit.
    BlockTooLarge { limit: usize }
    unjudged "block-too-large"
    title "this block of text is larger than {limit} MB" / "dieser Textblock ist größer als {limit} MB"
    label "begins here" / "beginnt hier"
    help "divide it into paragraphs by empty lines" / "mit Leerzeilen in Absätze teilen"
    why "A paragraph is judged as a whole. One of a million letters is no prose; the limit keeps the time and memory of a run in bounds."
      / "Ein Absatz wird als Ganzes beurteilt. Einer aus einer Million Buchstaben ist keine Prosa; die Grenze hält Zeit und Speicherbedarf eines Laufs im Rahmen."

    /// Quotes and lists nested so deeply that reading the rest would take too long.
    NestedTooDeep { depth: usize, lines: usize }
    unjudged "draft-nested-too-deep"
    title "quotations and lists are nested {depth} deep here, in a text of {lines} lines"
      / "Zitate und Listen sind hier {depth}-fach geschachtelt, in einem Text von {lines} Zeilen"
    help "nest them less deeply; a row of `>` as an ornament needs a backslash before it"
      / "weniger tief schachteln; eine Reihe von `>` als Schmuck braucht einen Backslash davor"
    why "Every line may continue every open quotation and list, so the time to read a text grows with its lines times its depth. No policy and no draft may hang a run."
      / "Jede Zeile kann jedes offene Zitat und jede offene Liste fortsetzen, die Lesezeit wächst also mit Zeilen mal Tiefe. Keine Leitlinie und kein Entwurf darf einen Lauf aufhalten."

    /// A key that the canonical form cannot hold.
    BadKey { key: String, fault: Bilingual }
    unjudged "bad-key"
    title "`{key}` cannot be the name of a field: {fault}" / "`{key}` kann kein Feldname sein: {fault}"
    help "rename the field" / "das Feld umbenennen"
    why "An approval covers every field under its full name, as in `media/#1/alt`. A name that is empty, begins with `#` or holds `/` or a control character could be taken for another one, and then an approval of one draft would fit a different one."
      / "Eine Freigabe umfasst jedes Feld unter seinem vollen Namen, etwa `media/#1/alt`. Ein Name, der leer ist, mit `#` beginnt oder `/` oder ein Steuerzeichen enthält, ließe sich mit einem anderen verwechseln, und dann passte die Freigabe des einen Entwurfs zu einem anderen."
}
