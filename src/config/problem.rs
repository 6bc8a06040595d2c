//! Complaints about `obstat.toml`.

use crate::complaints;
use crate::diagnostic::Near;

complaints! {
    /// Not TOML, or not of our form.
    BrokenConfig { reason: String }
    unjudged "broken-config"
    title "`obstat.toml` cannot be read: {reason}" / "`obstat.toml` lässt sich nicht lesen: {reason}"
    why "The configuration says which files are drafts and under which policy. If it cannot be read, nothing can be judged." / "Die Konfiguration sagt, welche Dateien Entwürfe sind und unter welcher Policy. Lässt sie sich nicht lesen, lässt sich nichts beurteilen."

    /// A key we do not know.
    UnknownKey { name: String, near: Near }
    unjudged "unknown-config-key"
    title "`obstat.toml` knows no `{name}`" / "`obstat.toml` kennt kein `{name}`"
    help "{near}" / "{near}"
    why "A misspelt key would be a setting that never takes effect." / "Ein verschriebener Schlüssel wäre eine Einstellung, die nie wirkt."

    /// A pattern of paths that is none.
    BadGlob { glob: String, reason: String }
    unjudged "bad-glob"
    title "`{glob}` is no pattern of paths: {reason}" / "`{glob}` ist kein Pfadmuster: {reason}"
    help "`**` stands for folders, `*` for part of a name: `posts/**/*.md`" / "`**` steht für Ordner, `*` für einen Namensteil: `posts/**/*.md`"
    why "Patterns of paths say which files are drafts." / "Pfadmuster sagen, welche Dateien Entwürfe sind."

    /// A pattern of drafts that no file matches.
    EmptyGlob { glob: String }
    unjudged "empty-glob"
    title "no file matches `{glob}`" / "keine Datei passt zu `{glob}`"
    help "mend the pattern, or remove it" / "berichtigen oder streichen Sie das Muster"
    why "A pattern that matches nothing is most often a renamed folder: its drafts would no longer be checked, and nobody would notice." / "Ein Muster, das nichts trifft, ist meist ein umbenannter Ordner: Seine Entwürfe würden nicht mehr geprüft, und niemand merkte es."

    /// A path that leads out of the house.
    OutsideHouse { path: String }
    unjudged "outside-house"
    title "`{path}` lies outside of this house" / "`{path}` liegt außerhalb dieses Hauses"
    help "name a folder below the one with `obstat.toml`" / "nennen Sie einen Ordner unterhalb von `obstat.toml`"
    why "What judges drafts must lie in the repository that is reviewed." / "Was Entwürfe beurteilt, muss in dem Repository liegen, das geprüft wird."

    /// A field value that no draft could carry.
    BadAssignment { name: String }
    unjudged "bad-assignment"
    title "`{name}` must be a text, a number, a date, `true`, `false` or a list of these" / "`{name}` muss ein Text, eine Zahl, ein Datum, `true`, `false` oder eine Liste davon sein"
    why "Path defaults stand in for front matter, which is untyped text." / "Vorgaben nach Pfad stehen für den Kopf eines Entwurfs, und der ist Text."
}
