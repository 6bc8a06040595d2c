//! Complaints about what is larger than Obstat reads.

use crate::complaints;

complaints! {
    /// The file is too large.
    RuleFileTooLarge { size: usize, most: usize }
    unjudged "rule-file-too-large"
    title "this rule file has {size} bytes; at most {most} are read" / "diese Regeldatei hat {size} Bytes; gelesen werden höchstens {most}"
    help "spread its items over several files of the folder; long lists of terms belong into a register" / "die Einträge auf mehrere Dateien des Ordners verteilen; lange Listen von Begriffen gehören in ein Register"
    why "A limit on the size of rule files keeps time and memory within bounds on every machine. A pack may have any number of files, so nothing needs a larger one."
      / "Eine Grenze für Regeldateien hält Zeit und Speicher auf jedem Rechner im Rahmen. Ein Paket darf beliebig viele Dateien haben, niemand braucht also größere."

    /// Parentheses or negations inside each other beyond reason.
    NestedTooDeep { most: usize }
    unjudged "nested-too-deep"
    title "parentheses and `not` stand more than {most} deep here" / "Klammern und `not` stehen hier mehr als {most} tief ineinander"
    help "give the inner part a name with `define`, or split the rule" / "dem inneren Teil mit `define` einen Namen geben oder die Regel teilen"
    why "A sentence that nests so deeply cannot be read aloud. The limit also keeps a hostile file from exhausting the memory of the program."
      / "Einen so tief verschachtelten Satz kann niemand vorlesen. Die Grenze hindert außerdem eine bösartige Datei daran, den Speicher des Programms zu erschöpfen."

    /// More problems than anybody reads.
    TooManyProblems { shown: usize }
    unjudged "too-many-problems"
    title "only the first {shown} problems of this file are shown" / "nur die ersten {shown} Probleme dieser Datei werden gezeigt"
    help "mend those first; perhaps this is no rule file" / "zuerst diese beheben; vielleicht ist dies keine Regeldatei"
    why "A file with more problems than this is another sort of file, or was damaged. More messages would help nobody."
      / "Eine Datei mit mehr Problemen ist eine andere Art von Datei oder wurde beschädigt. Weitere Meldungen hülfen niemandem."
}
