//! Packs: their declaration, what they use, their registers and roles.

use crate::complaints;
use crate::diagnostic::Near;

complaints! {
    /// A folder of rules without a `pack` item.
    NoPack { folder: String }
    unjudged "no-pack"
    title "the folder `{folder}` has no `pack` item" / "dem Ordner `{folder}` fehlt ein `pack`-Eintrag"
    help "begin one of its files with `pack NAME \"…\" {{ languages de }}`" / "beginnen Sie eine seiner Dateien mit `pack NAME \"…\" {{ languages de }}`"
    why "A pack is a folder of rule files, one `pack` item among them. It gives the rules their full names, their language and their time zone."
      / "Ein Paket ist ein Ordner mit Regeldateien, darin ein `pack`-Eintrag. Er gibt den Regeln ihren vollen Namen, ihre Sprache und ihre Zeitzone."

    /// A second `pack` item in one folder.
    TwoPacks { name: String }
    unjudged "two-packs"
    title "this folder is already the pack `{name}`" / "dieser Ordner ist schon das Paket `{name}`"
    help "a pack of its own needs a subfolder and a `use`" / "ein eigenes Paket braucht einen Unterordner und ein `use`"
    why "One folder is one pack; otherwise nobody could say which rules belong to which." / "Ein Ordner ist ein Paket; sonst könnte niemand sagen, welche Regeln zu welchem gehören."

    /// Two packs of the same name in one policy.
    PackNameTaken { name: String }
    unjudged "pack-name-taken"
    title "two packs are called `{name}`" / "zwei Pakete heißen `{name}`"
    help "rename one of them" / "benennen Sie eines um"
    why "The pack's name is the first part of its rules' full names, so it must be unique." / "Der Name des Pakets ist der erste Teil der vollen Regelnamen und muss daher eindeutig sein."

    /// `use` of something that is not there.
    UnknownPack { name: String, near: Near }
    unjudged "unknown-pack"
    title "there is no pack `{name}`" / "das Paket `{name}` gibt es nicht"
    help "{near}" / "{near}"
    why "`use obstat/…` takes a pack shipped with the program (`obstat rules` lists them); `use \"./folder\"` takes a folder beside the pack, inside the repository."
      / "`use obstat/…` nimmt ein mitgeliefertes Paket (`obstat rules` zählt sie auf), `use \"./ordner\"` einen Ordner neben dem Paket, innerhalb des Repositorys."

    /// Packs that use each other.
    UseCircle { path: String }
    unjudged "use-circle"
    title "these packs use each other: {path}" / "diese Pakete benutzen einander: {path}"
    why "Used packs are loaded before those that use them, so a circle has no beginning." / "Benutzte Pakete werden vor denen geladen, die sie benutzen; ein Kreis hat keinen Anfang."

    /// More packs than a policy may have.
    TooManyPacks { limit: usize }
    unjudged "too-many-packs"
    title "a policy has at most {limit} packs" / "eine Policy hat höchstens {limit} Pakete"
    why "The limit keeps a mistaken folder from being read for minutes." / "Die Grenze verhindert, dass ein falscher Ordner minutenlang gelesen wird."

    /// The used pack has another version than asked for.
    VersionMismatch { pack: String, asked: String, found: String }
    unjudged "version-mismatch"
    title "`{pack}` is version {found}, but {asked} is asked for" / "`{pack}` hat Version {found}, verlangt ist {asked}"
    help "`version \"1.4\"` accepts 1.4 and later versions of 1.x" / "`version \"1.4\"` lässt 1.4 und spätere Ausgaben von 1.x zu"
    why "A major version may change what rules find. Asking for a version makes that visible before the first draft is judged."
      / "Eine neue Hauptversion darf ändern, was Regeln finden. Wer eine Version verlangt, sieht das vor dem ersten Entwurf."

    /// Not a version.
    BadVersion { text: String }
    unjudged "bad-version"
    title "`{text}` is no version" / "`{text}` ist keine Version"
    help "a version is up to three numbers, such as `2.1.0`" / "eine Version besteht aus bis zu drei Zahlen, etwa `2.1.0`"
    why "Approvals fall when the major version changes, so the version must be readable." / "Freigaben verfallen mit der Hauptversion, darum muss die Version lesbar sein."

    /// An edition that this program does not know.
    UnknownEdition { edition: u32 }
    unjudged "unknown-edition"
    title "this program knows edition 1 of the language, not {edition}" / "dieses Programm kennt Ausgabe 1 der Sprache, nicht {edition}"
    help "use a newer obstat" / "nehmen Sie ein neueres obstat"
    why "A policy that loads keeps loading within an edition; a newer edition may have words that this program would misread." / "Eine Policy, die lädt, lädt innerhalb einer Ausgabe weiter; eine neuere könnte Wörter haben, die dieses Programm falsch läse."

    /// Not a name of the time zone database.
    UnknownZone { name: String }
    unjudged "unknown-timezone"
    title "there is no time zone `{name}`" / "die Zeitzone `{name}` gibt es nicht"
    help "take a name of the IANA database, such as `Europe/Berlin`" / "nehmen Sie einen Namen der IANA-Datenbank, etwa `Europe/Berlin`"
    why "Embargoes and validity are judged in the pack's time zone." / "Sperrfristen und Gültigkeit werden in der Zeitzone des Pakets beurteilt."

    /// Not a language code.
    UnknownLanguage { name: String }
    unjudged "unknown-language"
    title "`{name}` is no language code" / "`{name}` ist kein Sprachkürzel"
    help "take two or three letters, such as `de` or `en`" / "nehmen Sie zwei oder drei Buchstaben, etwa `de` oder `en`"
    why "Languages decide in which forms words are found and which message a reader sees." / "Sprachen bestimmen, in welchen Formen Wörter gefunden werden und welche Meldung erscheint."

    /// A rule left out that the pack does not have.
    UnknownExcept { name: String, pack: String, near: Near }
    unjudged "unknown-except"
    title "`{pack}` has no rule `{name}`" / "`{pack}` hat keine Regel `{name}`"
    help "{near}" / "{near}"
    why "Leaving out a rule that does not exist is a slip: the one you meant still holds." / "Wer eine Regel ausnimmt, die es nicht gibt, hat sich verschrieben: Die gemeinte gilt weiter."

    /// A member who is not in the people register.
    UnknownPerson { person: String, near: Near }
    warning "unknown-person"
    title "`{person}` is nobody in the people register" / "`{person}` steht nicht im Personenregister"
    help "{near}" / "{near}"
    why "Where a people register exists, members of roles are its people: only so can aliases and keys be known." / "Wo es ein Personenregister gibt, sind Mitglieder von Rollen Menschen daraus: Nur so sind Decknamen und Schlüssel bekannt."
}
