//! Names that are unknown, ambiguous, taken or of the wrong sort.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// Nothing is declared under this name.
    UnknownName { name: String, wanted: Bilingual, near: Near }
    unjudged "unknown-name"
    title "`{name}` is not declared" / "`{name}` ist nicht erklärt"
    label "{wanted} is needed here" / "gebraucht wird {wanted}"
    help "{near}" / "{near}"
    why "Every name in a rule must be declared in the pack, in a pack it uses, or be a built-in noun. A misspelt name would otherwise make a rule that is silent for ever."
      / "Jeder Name in einer Regel muss im Paket, in einem benutzten Paket oder als eingebautes Wort erklärt sein. Ein verschriebener Name ergäbe sonst eine Regel, die für immer schweigt."

    /// The name exists, but is of another sort than what is needed here.
    WrongSort { name: String, is: Bilingual, wanted: Bilingual }
    unjudged "wrong-sort"
    title "`{name}` is {is}, but {wanted} is needed here" / "`{name}` ist {is}, hier wird aber {wanted} gebraucht"
    why "What a name is decides what it may do: a flag is a condition, a define or register is a pattern, a zone is a place, a role can approve."
      / "Was ein Name ist, bestimmt, was er darf: Ein Schalter ist eine Bedingung, eine Definition oder ein Register ein Muster, eine Zone ein Ort, eine Rolle kann freigeben."

    /// The name belongs to a used pack and lacks the pack in front.
    PackInFront { name: String, full: String }
    unjudged "pack-in-front"
    title "`{name}` belongs to another pack" / "`{name}` gehört zu einem anderen Paket"
    help "write `{full}`" / "schreiben Sie `{full}`"
    why "Names of used packs are written with the pack in front, so that a new release of that pack can never change what a rule of yours means."
      / "Namen benutzter Pakete werden mit dem Paket davor geschrieben, damit eine neue Ausgabe dieses Pakets nie ändert, was Ihre Regel bedeutet."

    /// Two declarations under one name.
    DeclaredTwice { name: String }
    unjudged "declared-twice"
    title "`{name}` is declared a second time" / "`{name}` wird ein zweites Mal erklärt"
    label "here again" / "hier noch einmal"
    help "choose another name, or join the two" / "wählen Sie einen anderen Namen oder legen Sie beide zusammen"
    why "Fields, roles, registers, defines and zones of a pack share one set of names; rules have their own."
      / "Felder, Rollen, Register, Definitionen und Zonen eines Pakets teilen sich einen Vorrat an Namen; Regeln haben ihren eigenen."

    /// A declaration carries a built-in noun.
    ShadowsNoun { name: String }
    unjudged "shadows-noun"
    title "`{name}` is a built-in word" / "`{name}` ist ein eingebautes Wort"
    help "choose another name; only a `zone` may carry a built-in zone's name, it adds to it" / "wählen Sie einen anderen Namen; nur eine `zone` darf den Namen einer eingebauten Zone tragen, sie ergänzt sie"
    why "Built-in classes, zones and measures mean the same in every policy. If a pack could rename them, nobody could read a rule without its whole pack."
      / "Eingebaute Klassen, Zonen und Maße bedeuten in jeder Policy dasselbe. Könnte ein Paket sie umdeuten, wäre keine Regel mehr ohne ihr ganzes Paket lesbar."

    /// `for` or `on` without a declaration of the field.
    UndeclaredScope { clause: String, field: String, values: String }
    unjudged "undeclared-scope"
    title "`{clause}` needs a declaration of `{field}`" / "`{clause}` braucht eine Erklärung von `{field}`"
    help "add `field {field} one of {values} required`" / "ergänzen Sie `field {field} one of {values} required`"
    why "Kinds and channels are words of your house. Declaring them once lets Obstat find a misspelt one in a rule and in a draft."
      / "Arten und Kanäle sind Wörter Ihres Hauses. Sind sie einmal erklärt, findet Obstat ein verschriebenes in Regel und Entwurf."

    /// A value that its field does not have.
    UnknownValue { value: String, field: String, known: String, near: Near }
    unjudged "unknown-value"
    title "`{field}` has no value `{value}`" / "`{field}` hat keinen Wert `{value}`"
    label "one of {known}" / "eines von {known}"
    help "{near}" / "{near}"
    why "The values of a field are declared with it; a comparison with any other value could never hold."
      / "Die Werte eines Feldes sind mit ihm erklärt; ein Vergleich mit einem anderen Wert könnte nie zutreffen."
}
