//! Complaints about lists.

use crate::complaints;

complaints! {
    /// A comma after which nothing comes.
    TrailingComma {}
    unjudged "trailing-comma"
    title "nothing follows this comma" / "nach diesem Komma folgt nichts"
    help "remove it, or add what is missing" / "streichen oder ergänzen, was fehlt"
    why "A comma promises another element. Where none follows, something was forgotten, or the comma was: only who wrote it knows which."
      / "Ein Komma verspricht ein weiteres Glied. Folgt keines, wurde entweder das Glied vergessen oder das Komma; welches von beiden, weiß nur, wer es schrieb."

    /// Two elements without a comma between them.
    MissingComma { found: String }
    unjudged "missing-comma"
    title "a comma is missing before `{found}`" / "vor `{found}` fehlt ein Komma"
    why "The elements of a list are separated by commas, so that a word in it cannot be taken for the word that begins the next clause."
      / "Die Glieder einer Liste trennt ein Komma, damit kein Wort darin für das Wort gehalten wird, mit dem der nächste Zusatz beginnt."

    /// The same element a second time.
    TwiceInList { word: String }
    warning "twice-in-list"
    title "`{word}` stands twice in this list" / "`{word}` steht zweimal in dieser Liste"
    help "remove one; perhaps another word was meant" / "eines streichen; vielleicht war ein anderes Wort gemeint"
    why "A repeated element changes nothing. It is nearly always a slip where another one was meant."
      / "Ein wiederholtes Glied ändert nichts. Fast immer ist es ein Versehen, und ein anderes war gemeint."

    /// The same key a second time.
    KeyTwice { key: String }
    unjudged "key-twice"
    title "`{key}` is set here a second time" / "`{key}` wird hier zum zweiten Mal gesetzt"
    help "keep one of the two; several values of a list field stand in brackets: `{key}: [a, b]`" / "einen der beiden Einträge streichen; mehrere Werte eines Listenfeldes stehen in eckigen Klammern: `{key}: [a, b]`"
    why "With two values for one field nobody can say which one the example means."
      / "Bei zwei Werten für ein Feld kann niemand sagen, welchen das Beispiel meint."
}
