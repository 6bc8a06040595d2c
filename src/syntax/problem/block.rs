//! Complaints about the file and its items: where they begin and end, and what stands between them.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// A line in the first column that begins no item.
    UnknownItem { word: String, near: Near }
    unjudged "unknown-item"
    title "`{word}` begins no item" / "`{word}` beginnt keinen Eintrag"
    label "{near}" / "{near}"
    help "items begin with `pack`, `use`, `field`, `role`, `register`, `define`, `zone`, `rule`, `amend` or `scenario`" / "Einträge beginnen mit `pack`, `use`, `field`, `role`, `register`, `define`, `zone`, `rule`, `amend` oder `scenario`"
    why "A rule file is a sequence of items, each beginning with its word in the first column. What begins otherwise would be skipped, and a rule that is skipped checks nothing; so it is refused."
      / "Eine Regeldatei ist eine Folge von Einträgen, jeder beginnt mit seinem Wort in der ersten Spalte. Was anders beginnt, würde übersprungen, und eine übersprungene Regel prüft nichts; darum wird es abgelehnt."

    /// An item that does not begin in the first column.
    ItemColumn { word: String }
    unjudged "item-column"
    title "`{word}` does not stand in the first column" / "`{word}` steht nicht in der ersten Spalte"
    help "begin it at the beginning of a line" / "am Anfang einer Zeile beginnen"
    why "An item begins in the first column. So a reader sees where each one begins, and a forgotten brace in one item cannot hide the next."
      / "Ein Eintrag beginnt in der ersten Spalte. So sieht man, wo jeder beginnt, und eine vergessene Klammer in einem Eintrag kann den nächsten nicht verstecken."

    /// Text between items.
    StrayText { found: String }
    unjudged "stray-text"
    title "`{found}` belongs to no item" / "`{found}` gehört zu keinem Eintrag"
    help "remove it, or make it a comment with `//`" / "streichen oder mit `//` zum Kommentar machen"
    why "Between items only comments and empty lines stand. Obstat never skips what it does not understand."
      / "Zwischen Einträgen stehen nur Kommentare und leere Zeilen. Obstat überspringt nie, was es nicht versteht."

    /// A brace that closes nothing.
    StrayBrace {}
    unjudged "stray-brace"
    title "this `}}` closes nothing" / "diese `}}` schließt nichts"
    help "remove it; perhaps another `}}` above it is too many" / "streichen; vielleicht ist weiter oben eine `}}` zu viel"
    why "Every `}` closes the block of one item. One too many ends an item early, and its last clauses would belong to no rule."
      / "Jede `}` schließt den Block eines Eintrags. Eine zu viel beendet einen Eintrag zu früh, und seine letzten Zusätze gehörten zu keiner Regel."

    /// A block without its closing brace.
    UnclosedBrace {}
    unjudged "unclosed-brace"
    title "this `{{` is not closed" / "diese `{{` wird nicht geschlossen"
    help "put `}}` where it ends" / "`}}` setzen, wo sie endet"
    why "The clauses of an item stand between `{` and `}`. An unclosed block ends before the next line that begins an item, so nothing after it is lost."
      / "Die Zusätze eines Eintrags stehen zwischen `{` und `}`. Ein offener Block endet vor der nächsten Zeile, die einen Eintrag beginnt, so geht danach nichts verloren."

    /// An item without its block.
    MissingBrace { after: String, word: String }
    unjudged "missing-brace"
    title "after `{after}` the `{{` of this `{word}` is missing" / "nach `{after}` fehlt die `{{` dieses Eintrags (`{word}`)"
    help "what belongs to it stands between `{{` and `}}`" / "was dazugehört, steht zwischen `{{` und `}}`"
    why "What belongs to a `pack`, `role`, `rule`, `amend` or `scenario` stands in braces after its name."
      / "Was zu `pack`, `role`, `rule`, `amend` oder `scenario` gehört, steht in Klammern hinter seinem Namen."

    /// Documentation that documents nothing.
    LostDoc {}
    unjudged "lost-doc"
    title "this documentation belongs to no item" / "diese Dokumentation gehört zu keinem Eintrag"
    help "put it on lines of its own right before an item; a plain comment begins with `//`" / "auf eigene Zeilen direkt vor einen Eintrag setzen; ein einfacher Kommentar beginnt mit `//`"
    why "`///` documents the item after it and becomes its page in the handbook. Inside an item, after it on the same line, or at the end of the file it would be lost without a word."
      / "`///` dokumentiert den Eintrag danach und wird seine Seite im Handbuch. In einem Eintrag, dahinter auf derselben Zeile oder am Ende der Datei ginge sie wortlos verloren."

    /// `//!` after the top of the file.
    LateFileDoc {}
    unjudged "late-file-doc"
    title "`//!` documents the file and stands only at its top" / "`//!` dokumentiert die Datei und steht nur an ihrem Anfang"
    help "move it above the first item, or write `///` to document the next item" / "über den ersten Eintrag setzen oder mit `///` den nächsten Eintrag dokumentieren"
    why "`//!` lines are the introduction of a file in the handbook, so they stand where a reader begins: before every item and every `///`."
      / "`//!`-Zeilen sind die Einleitung einer Datei im Handbuch und stehen darum, wo man zu lesen beginnt: vor jedem Eintrag und jedem `///`."

    /// A second pack in one file.
    SecondPack {}
    unjudged "second-pack"
    title "a second `pack` in one file" / "ein zweites `pack` in einer Datei"
    help "a pack is a folder with one `pack` item: move this one into a folder of its own and `use` it" / "ein Paket ist ein Ordner mit einem Eintrag `pack`: dieses in einen eigenen Ordner legen und mit `use` verwenden"
    why "The `pack` item gives the rules of its folder the first part of their full names. With two of them no rule would have one name."
      / "Der Eintrag `pack` gibt den Regeln seines Ordners den ersten Teil ihres vollen Namens. Mit zweien hätte keine Regel einen eindeutigen Namen."

    /// A word in a place where it cannot stand, though it can elsewhere.
    ClausePlace { word: String, place: Bilingual }
    unjudged "clause-place"
    title "`{word}` cannot stand here" / "`{word}` kann hier nicht stehen"
    help "it belongs {place}" / "es gehört {place}"
    why "The parts of a sentence have a fixed order, the same in every rule: the statement with its zones first, then the clauses in any order. So a part never changes its meaning with its place."
      / "Die Teile eines Satzes haben eine feste Folge, in jeder Regel dieselbe: zuerst die Anweisung mit ihren Zonen, dann die Zusätze in beliebiger Folge. So ändert kein Teil mit seinem Platz die Bedeutung."
}
