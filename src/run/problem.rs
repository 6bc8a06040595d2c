//! Complaints about policies as files.

use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// A rule file that cannot be read.
    UnreadablePolicy { path: String, reason: Bilingual }
    unjudged "unreadable-policy"
    title "`{path}` cannot be read: {reason}" / "`{path}` lässt sich nicht lesen: {reason}"
    why "A rule file that cannot be read may hold the very rule that matters, so nothing is judged without it." / "Eine unlesbare Regeldatei könnte gerade die Regel enthalten, auf die es ankommt; ohne sie wird nichts beurteilt."

    /// A rule file or register that is not UTF-8.
    NotUtf8 { path: String }
    unjudged "policy-not-utf8"
    title "`{path}` is not UTF-8" / "`{path}` ist kein UTF-8"
    help "save it as UTF-8" / "speichern Sie sie als UTF-8"
    why "Rule files and registers are UTF-8, so that everybody reads the same words." / "Regeldateien und Register sind UTF-8, damit alle dieselben Wörter lesen."

    /// A register whose file cannot be read.
    MissingRegister { path: String, reason: Bilingual }
    unjudged "missing-register"
    title "the register file `{path}` cannot be read: {reason}" / "die Registerdatei `{path}` lässt sich nicht lesen: {reason}"
    help "its path is relative to the folder of the pack" / "ihr Pfad gilt ab dem Ordner des Pakets"
    why "Rules that depend on a register cannot be judged without its data." / "Regeln, die von einem Register abhängen, lassen sich ohne seine Daten nicht beurteilen."
}
