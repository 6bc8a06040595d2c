//! Fields: their types, joined over packs, and values that do not fit.

use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// Two packs declare one field with different types.
    FieldConflict { name: String, here: Bilingual, there: Bilingual }
    unjudged "field-conflict"
    title "`{name}` is {here} here, but {there} elsewhere" / "`{name}` ist hier {here}, anderswo aber {there}"
    why "Fields are shared by all packs: a draft has one front matter. So their types must agree; values of `one of` are joined." / "Felder gelten für alle Pakete: Ein Entwurf hat einen Kopf. Darum müssen die Typen übereinstimmen; Werte von `one of` werden vereinigt."

    /// Levels in different orders, or `from` different registers.
    LevelConflict { name: String, here: String, there: String }
    unjudged "level-conflict"
    title "`{name}` is `{here}` here, but `{there}` elsewhere" / "`{name}` ist hier `{here}`, anderswo aber `{there}`"
    why "The order of a level decides what `>=` means, and the register decides who may set it: both must be one and the same in all packs." / "Die Ordnung einer Stufe bestimmt, was `>=` heißt, das Register, wer sie setzen darf: Beides muss in allen Paketen dasselbe sein."

    /// A default that does not fit the type.
    BadDefault { name: String, value: String, wanted: Bilingual }
    unjudged "bad-default"
    title "`{value}` is no value for `{name}`" / "`{value}` ist kein Wert für `{name}`"
    label "{wanted} is needed" / "gebraucht wird {wanted}"
    why "The default holds for every draft that does not give the field, so it must be a value of its type." / "Die Vorgabe gilt für jeden Entwurf, der das Feld nicht nennt, also muss sie ein Wert seines Typs sein."

    /// A field both required and with a default.
    RequiredWithDefault { name: String }
    unjudged "required-with-default"
    title "`{name}` is required and has a default" / "`{name}` ist Pflicht und hat eine Vorgabe"
    help "drop `required` or the default" / "streichen Sie `required` oder die Vorgabe"
    why "With a default the field is never missing, so `required` would have no effect." / "Mit einer Vorgabe fehlt das Feld nie, `required` hätte also keine Wirkung."

    /// A value of the wrong type in the setting of an example or scenario.
    BadSetting { name: String, value: String, wanted: Bilingual }
    unjudged "bad-setting"
    title "`{value}` is no value for `{name}`" / "`{value}` ist kein Wert für `{name}`"
    label "{wanted} is needed" / "gebraucht wird {wanted}"
    why "Settings of examples are judged by the same types as front matter." / "Angaben in Beispielen werden nach denselben Typen beurteilt wie der Kopf eines Entwurfs."
}
