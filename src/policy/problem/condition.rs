//! Conditions and measures: types, places, absence.

use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// Two sides that cannot be compared.
    TypeMismatch { left: String, is: Bilingual, relation: String, wanted: Bilingual }
    unjudged "type-mismatch"
    title "`{left}` is {is}: `{relation}` cannot be asked of it" / "`{left}` ist {is}: `{relation}` lässt sich davon nicht fragen"
    help "{wanted}" / "{wanted}"
    why "Comparisons are typed: a level is compared with its own words, a number with numbers, a date with dates. Nothing is converted silently." / "Vergleiche sind typisiert: eine Stufe mit ihren eigenen Wörtern, eine Zahl mit Zahlen, ein Datum mit Daten. Nichts wird stillschweigend umgewandelt."

    /// A comparison that could meet an absent field.
    MayBeAbsent { name: String }
    unjudged "may-be-absent"
    title "`{name}` may be absent here" / "`{name}` kann hier fehlen"
    help "declare it `required` or with a `default`, or write `field {name} and …`" / "erklären Sie es als `required` oder mit `default`, oder schreiben Sie `field {name} and …`"
    why "If a missing field counted as false, leaving out a key would be a way round a rule. So a comparison may only be made where the field is known to be there."
      / "Gälte ein fehlendes Feld als »nein«, ließe sich eine Regel umgehen, indem man den Schlüssel weglässt. Darum darf nur verglichen werden, wo das Feld sicher da ist."

    /// An approval or review where none can be asked.
    ApprovalOutOfPlace { what: String }
    unjudged "approval-out-of-place"
    title "`{what}` can only be asked in `require` and `only with`" / "`{what}` lässt sich nur in `require` und `only with` verlangen"
    why "An approval is an obligation, not a circumstance: it can be owed, but it cannot decide whether a rule applies." / "Eine Freigabe ist eine Pflicht, kein Umstand: Sie kann geschuldet sein, aber nicht bestimmen, ob eine Regel gilt."

    /// `evidence` where there is no match to prove.
    EvidenceOutOfPlace {}
    unjudged "evidence-out-of-place"
    title "`evidence` belongs into `only with`" / "`evidence` gehört in `only with`"
    why "Evidence is a registered claim that covers a match; without a match there is nothing to prove." / "Ein Beleg ist eine eingetragene Aussage, die einen Fund deckt; ohne Fund gibt es nichts zu belegen."

    /// A place that is measured from a match, where there is none.
    NeedsMatch { what: String }
    unjudged "needs-match"
    title "`{what}` is measured from a match, and there is none here" / "`{what}` geht von einem Fund aus, hier gibt es keinen"
    help "such places belong into `unless` and `only with` of rules with a pattern" / "solche Orte gehören in `unless` und `only with` von Regeln mit Muster"
    why "`in same sentence` and `within 3 words` say where something stands as seen from the match of the rule." / "`in same sentence` und `within 3 words` sagen, wo etwas vom Fund der Regel aus steht."

    /// A name that is neither condition nor pattern.
    NotACondition { name: String, is: Bilingual, instead: String }
    unjudged "not-a-condition"
    title "`{name}` is {is} and no condition by itself" / "`{name}` ist {is} und allein keine Bedingung"
    help "write `{instead}`" / "schreiben Sie `{instead}`"
    why "A flag, a pattern and a zone can stand alone; every other field is compared with something, or asked for with `field`." / "Ein Schalter, ein Muster und eine Zone können allein stehen; jedes andere Feld wird verglichen oder mit `field` abgefragt."

    /// Something that is no measure.
    NotAMeasure { name: String, is: Bilingual }
    unjudged "not-a-measure"
    title "`{name}` is {is} and cannot be counted" / "`{name}` ist {is} und lässt sich nicht zählen"
    help "patterns are counted with `count …`; units are `words`, `characters`, `sentences`, `paragraphs`, `length` …" / "Muster zählt man mit `count …`; Einheiten sind `words`, `characters`, `sentences`, `paragraphs`, `length` …"
    why "`limit` and comparisons with numbers need something that has an amount." / "`limit` und Vergleiche mit Zahlen brauchen etwas, das einen Betrag hat."

    /// A `per` that cannot stand here.
    BadPer { what: String, instead: Bilingual }
    unjudged "bad-per"
    title "`{what}` cannot stand here" / "`{what}` kann hier nicht stehen"
    help "{instead}" / "{instead}"
    why "`per 100 words` is a density; `per sentence` judges every sentence on its own and stands only in `limit`." / "`per 100 words` ist eine Dichte; `per sentence` beurteilt jeden Satz für sich und steht nur in `limit`."

    /// More people asked for than there are roles, or zero.
    BadQuorum { asked: u32, roles: usize }
    unjudged "bad-quorum"
    title "{asked} of {roles} cannot be met" / "{asked} von {roles} ist nicht erfüllbar"
    help "with several roles the number is between 1 and their count" / "bei mehreren Rollen liegt die Zahl zwischen 1 und deren Anzahl"
    why "`by 2 of a, b, c` asks for two different people for two different roles." / "`by 2 of a, b, c` verlangt zwei verschiedene Menschen für zwei verschiedene Rollen."

    /// A fact or key that the register does not have.
    UnknownKey { register: String, key: String, near: crate::diagnostic::Near }
    unjudged "unknown-key"
    title "the register `{register}` has no entry `{key}`" / "das Register `{register}` hat keinen Eintrag `{key}`"
    help "{near}" / "{near}"
    why "A rule that compares with a fact needs the fact." / "Eine Regel, die mit einer Tatsache vergleicht, braucht die Tatsache."

    /// A place that holds for the last alternative only.
    PlaceHoldsForLast { place: String }
    warning "place-holds-for-last"
    title "`{place}` holds for the last alternative only" / "`{place}` gilt nur für die letzte Alternative"
    help "write the alternatives with `|`: `\"a\" | \"b\" {place}`" / "schreiben Sie die Alternativen mit `|`: `\"a\" | \"b\" {place}`"
    why "`or` joins conditions, and a place belongs to the condition it stands in." / "`or` verbindet Bedingungen, und ein Ort gehört zu der Bedingung, in der er steht."
}
