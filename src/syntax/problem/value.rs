//! Complaints about dates, numbers, durations, distances, and words of a fixed choice.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// No date, or a day that does not exist.
    BadDate { text: String, reason: Bilingual }
    unjudged "bad-date"
    title "`{text}` is no date: {reason}" / "`{text}` ist kein Datum: {reason}"
    help "dates are written `2026-09-27` or `2026-09-27T10:00`, if wanted with seconds and `Z` or `+02:00`" / "ein Datum schreibt man `2026-09-27` oder `2026-09-27T10:00`, bei Bedarf mit Sekunden und `Z` oder `+02:00`"
    why "Dates in rules have one form, year first, so that the third of April and the fourth of March cannot be confused. A day that no calendar has is a mistake of typing, not the day after."
      / "Daten in Regeln haben eine Form, das Jahr zuerst, damit sich der dritte April und der vierte März nicht verwechseln lassen. Ein Tag, den kein Kalender kennt, ist ein Tippfehler und nicht der Tag danach."

    /// A number in a form that could be misread.
    BadNumber { text: String, reason: Bilingual, instead: String }
    unjudged "bad-number"
    title "`{text}` is no number: {reason}" / "`{text}` ist keine Zahl: {reason}"
    help "for example {instead}" / "zum Beispiel {instead}"
    why "Numbers are digits, with a point before a fraction: `280`, `2.5`. Grouping is refused because `1.000` is a thousand in German and one in English; signs because nothing that is measured goes below zero."
      / "Zahlen sind Ziffern, mit einem Punkt vor Nachkommastellen: `280`, `2.5`. Gruppierung wird abgelehnt, weil `1.000` im Deutschen tausend und im Englischen eins ist; Vorzeichen, weil nichts Gemessenes unter null fällt."

    /// Not a whole number where one must stand.
    BadCount { text: String }
    unjudged "bad-count"
    title "`{text}` is no whole number from 1 to 4,294,967,295" / "`{text}` ist keine ganze Zahl von 1 bis 4.294.967.295"
    help "write digits only" / "nur Ziffern schreiben"
    why "What is counted (words, people, hours, characters) is counted in whole numbers, written in digits without sign, grouping or fraction."
      / "Was gezählt wird (Wörter, Menschen, Stunden, Zeichen), zählt man in ganzen Zahlen, geschrieben in Ziffern ohne Vorzeichen, Gruppierung oder Nachkommastellen."

    /// A length of time in another unit.
    BadUnit { unit: String, near: Near }
    unjudged "bad-unit"
    title "`{unit}` is no unit of time" / "`{unit}` ist keine Zeiteinheit"
    help "{near}" / "{near}"
    why "Lengths of time are whole numbers of `minutes`, `hours`, `days` (24 hours each) or `weeks`, also in the singular. Months and years differ in length, so two people would count differently."
      / "Zeiträume sind ganze Zahlen von `minutes`, `hours`, `days` (je 24 Stunden) oder `weeks`, auch in der Einzahl. Monate und Jahre sind verschieden lang, zwei Menschen würden verschieden zählen."

    /// A distance out of range.
    BadDistance { text: String, most: u32 }
    unjudged "bad-distance"
    title "`{text}` is no distance: a whole number of words from 1 to {most} is needed" / "`{text}` ist kein Abstand: nötig ist eine ganze Zahl von Wörtern von 1 bis {most}"
    help "`/1` means right beside it; without a number the distance is the sentence" / "`/1` heißt direkt daneben; ohne Zahl gilt der Satz"
    why "`/n` and `within n words` mean that at most the n-th word away belongs. No distance reaches beyond the sentence, and sentences of more than a hundred words are rare, so a larger number says nothing that leaving it out would not say."
      / "`/n` und `within n words` heißen: höchstens das n-te Wort daneben. Kein Abstand reicht über den Satz hinaus, und Sätze mit mehr als hundert Wörtern sind selten; eine größere Zahl sagt also nichts, was ihr Fehlen nicht auch sagt."

    /// A distance apart from its word.
    ApartDistance { joint: String, number: String }
    unjudged "apart-distance"
    title "the distance stands apart from `{joint}`" / "der Abstand steht getrennt von `{joint}`"
    help "write `{joint}/{number}` in one piece" / "`{joint}/{number}` in einem Stück schreiben"
    why "A slash after a blank begins a regular expression, so a distance stands right after its word: `near/8`, `then/3`."
      / "Ein Schrägstrich nach einem Leerzeichen beginnt einen regulären Ausdruck, darum steht ein Abstand direkt hinter seinem Wort: `near/8`, `then/3`."

    /// A word that is none of the few which may stand here.
    UnknownChoice { word: String, sort: Bilingual, known: String, near: Near }
    unjudged "unknown-choice"
    title "`{word}` is no {sort}" / "`{word}` ist {sort}"
    label "{near}" / "{near}"
    help "there are {known}" / "es gibt {known}"
    why "In some places only a few words can stand: three severities, three assurances, the types of fields. They cannot be extended, so that every rule means the same in every house."
      / "An manchen Stellen können nur wenige Wörter stehen: drei Schweregrade, drei Sicherheiten, die Typen von Feldern. Sie lassen sich nicht erweitern, damit jede Regel in jedem Haus dasselbe bedeutet."
}
