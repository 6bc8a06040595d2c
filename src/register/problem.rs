//! Complaints about registers. All but two end the run with status 2: on wrong data nothing can be judged.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// Neither rows nor a mapping.
    NotARegister { }
    unjudged "register/not-a-register"
    title "a register is a list of rows or a mapping `id: value`" / "ein Register ist eine Liste von Zeilen oder eine Zuordnung `id: Wert`"
    why "A register is a YAML file. Either each row begins with a dash and has an `id`, or each line gives an id, a colon and a value."
      / "Ein Register ist eine YAML-Datei. Entweder beginnt jede Zeile mit einem Strich und hat eine `id`, oder jede Zeile nennt eine Kennung, einen Doppelpunkt und einen Wert."

    /// A row that is neither a mapping nor, where that is enough, a text.
    BadRow { wanted: Bilingual }
    unjudged "register/bad-row"
    title "this row cannot be read: {wanted} is expected here" / "diese Zeile lässt sich nicht lesen: erwartet wird {wanted}"
    why "Each kind of register has rows of a certain shape; what has another shape might be meant in several ways, and Obstat does not guess."
      / "Jede Art von Register hat Zeilen bestimmter Gestalt; anderes könnte verschieden gemeint sein, und Obstat rät nicht."

    /// A column that a row of this kind needs.
    MissingColumn { column: &'static str }
    unjudged "register/missing-column"
    title "this row has no `{column}`" / "dieser Zeile fehlt `{column}`"
    help "add `{column}`" / "ergänzen Sie `{column}`"
    why "Without this column the row says nothing that a rule could use." / "Ohne diese Spalte sagt die Zeile nichts, was eine Regel nutzen könnte."

    /// A column that nobody reads.
    UnknownColumn { column: String, near: Near }
    warning "register/unknown-column"
    title "nobody reads a column `{column}` here" / "eine Spalte `{column}` liest hier niemand"
    help "{near}" / "{near}"
    why "The registers `people`, `claims`, `facts` and `accounts` have fixed columns. A misspelt one would silently have no effect: an end of validity, for instance, would never come."
      / "Die Register `people`, `claims`, `facts` und `accounts` haben feste Spalten. Eine verschriebene bliebe still ohne Wirkung: Ein Ende der Gültigkeit zum Beispiel käme nie."

    /// A value of the wrong form.
    BadValue { column: String, wanted: Bilingual }
    unjudged "register/bad-value"
    title "`{column}` must be {wanted}" / "`{column}` muss {wanted} sein"
    why "A value of another form could only be guessed at." / "Ein Wert anderer Form ließe sich nur erraten."

    /// A number that people read in two ways.
    AmbiguousNumber { text: String, read: String }
    warning "register/ambiguous-number"
    title "`{text}` is read as {read}: the point is a decimal point" / "`{text}` wird als {read} gelesen: Der Punkt ist ein Dezimalpunkt"
    help "write the number without grouping, or with another number of decimals" / "schreiben Sie die Zahl ohne Tausenderpunkt oder mit anderer Zahl von Nachkommastellen"
    why "YAML and Obstat take the point for the decimal sign. In German texts it also groups thousands, so `1.200` may have been meant as twelve hundred."
      / "YAML und Obstat nehmen den Punkt als Dezimalzeichen. Im Deutschen trennt er auch Tausender, `1.200` könnte also zwölfhundert meinen."

    /// The same id for the same time.
    DuplicateId { id: String }
    unjudged "register/duplicate-id"
    title "`{id}` has a row already that holds at the same time" / "`{id}` hat schon eine Zeile, die zur selben Zeit gilt"
    help "join the two rows, or give them `from` and `until` that do not overlap" / "legen Sie beide Zeilen zusammen, oder geben Sie ihnen `from` und `until`, die sich nicht überschneiden"
    why "With two rows nobody can say which one holds. Persons and claims have one row each; facts and other rows may follow one another in time."
      / "Bei zwei Zeilen kann niemand sagen, welche gilt. Personen und Aussagen haben je eine Zeile; Zahlen und andere Zeilen dürfen zeitlich aufeinander folgen."

    /// Alias, login or key of two people.
    SharedIdentity { what: Bilingual, value: String, first: String, second: String }
    unjudged "register/shared-identity"
    title "{what} `{value}` belongs to `{first}` and to `{second}`" / "{what} `{value}` gehört zu `{first}` und zu `{second}`"
    help "give it to one of them; if both are the same person, join the two rows" / "ordnen Sie es einer Person zu; sind beide dieselbe, legen Sie die Zeilen zusammen"
    why "Four eyes are four only if it is certain who is who. What two people share proves nothing about either."
      / "Vier Augen sind nur dann vier, wenn feststeht, wer wer ist. Was zwei Personen teilen, beweist für keine etwas."

    /// A key of a kind that is not accepted.
    KeyKind { kind: String }
    unjudged "register/key-kind"
    title "keys of type `{kind}` are not accepted" / "Schlüssel der Art `{kind}` werden nicht angenommen"
    help "make one with `ssh-keygen -t ed25519`, or register a security key" / "erzeugen Sie einen mit `ssh-keygen -t ed25519`, oder tragen Sie einen Sicherheitsschlüssel ein"
    why "Accepted are Ed25519, ECDSA (256, 384, 521) and both kinds of security key. RSA and DSA are old; certificates would be judged by a list that Obstat does not see."
      / "Angenommen werden Ed25519, ECDSA (256, 384, 521) und beide Arten von Sicherheitsschlüsseln. RSA und DSA sind veraltet; über Zertifikate entschiede eine Liste, die Obstat nicht sieht."

    /// Text that is no public key.
    BadKey { }
    unjudged "register/bad-key"
    title "this is not a public SSH key" / "das ist kein öffentlicher SSH-Schlüssel"
    help "copy the whole line of a `.pub` file: kind, then the long word, then a comment if you like" / "übernehmen Sie die ganze Zeile einer `.pub`-Datei: Art, dann das lange Wort, dann gern ein Kommentar"
    why "A key is compared byte by byte with the one in a signature, so it must be written exactly as `ssh-keygen` writes it."
      / "Ein Schlüssel wird Byte für Byte mit dem einer Signatur verglichen, er muss also genau so dastehen, wie `ssh-keygen` ihn schreibt."

    /// A window that ends before it begins.
    ReversedWindow { from: String, until: String }
    unjudged "register/reversed-window"
    title "`until` {until} lies before `from` {from}" / "`until` {until} liegt vor `from` {from}"
    help "exchange the two, or correct the year" / "tauschen Sie beide, oder berichtigen Sie das Jahr"
    why "A row with such a window would never hold." / "Eine Zeile mit solchem Zeitraum gälte nie."

    /// A local time that its zone leaves out.
    SkippedTime { time: String, zone: String }
    unjudged "register/skipped-time"
    title "there is no {time} in {zone}: the clocks go forward" / "{time} gibt es in {zone} nicht: Die Uhren werden vorgestellt"
    help "write another time, or one with an offset (`Z`, `+02:00`)" / "schreiben Sie eine andere Zeit oder eine mit Abstand zur Weltzeit (`Z`, `+02:00`)"
    why "A time that does not exist has no place among instants, so it cannot be said when the row holds." / "Eine Zeit, die es nicht gibt, hat keinen Ort auf der Zeitachse; so lässt sich nicht sagen, wann die Zeile gilt."

    /// Rows of one fact that differ in type.
    MixedTypes { id: String, first: Bilingual, second: Bilingual }
    unjudged "register/mixed-types"
    title "`{id}` is {second} here and {first} in another row" / "`{id}` ist hier {second} und in einer anderen Zeile {first}"
    help "use one type for all rows of a fact" / "verwenden Sie für alle Zeilen einer Tatsache eine Art"
    why "Rules are checked against the type of a fact before the first draft is read; it must not change with the date." / "Regeln werden gegen die Art einer Tatsache geprüft, bevor der erste Entwurf gelesen ist; sie darf nicht vom Datum abhängen."

    /// The limit of rows is passed.
    TooManyRows { limit: usize }
    unjudged "register/too-many-rows"
    title "this register has more than {limit} rows" / "dieses Register hat mehr als {limit} Zeilen"
    help "split it by kind or year" / "teilen Sie es nach Art oder Jahr"
    why "The limit keeps a run fast and its memory bounded, whatever a generator writes into a register." / "Die Grenze hält einen Lauf schnell und seinen Speicher klein, was immer ein Programm in ein Register schreibt."
}
