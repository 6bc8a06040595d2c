//! Complaints about patterns and conditions.

use crate::complaints;
use crate::diagnostic::Bilingual;
use crate::text::Localized;

complaints! {
    /// Joints side by side that need parentheses.
    MixedJoints { first: String, second: String, one: String, other: String }
    unjudged "mixed-joints"
    title "`{first}` and `{second}` side by side can be read in two ways" / "`{first}` und `{second}` nebeneinander lassen sich auf zwei Weisen lesen"
    help "write `{one}` or `{other}`" / "`{one}` oder `{other}` schreiben"
    why "The language has no precedence to remember: different joints (`|`, `then`, `near` and its kin; `and`, `or`) stand side by side only in parentheses. When real guidelines were first written as rules, the usual precedence read most such mixtures wrongly."
      / "Die Sprache hat keine Rangfolge, die man sich merken müsste: Verschiedene Verbindungen (`|`, `then`, `near` und Verwandte; `and`, `or`) stehen nebeneinander nur in Klammern. Als echte Leitlinien erstmals als Regeln aufgeschrieben wurden, las die übliche Rangfolge die meisten solcher Mischungen falsch."

    /// A condition where a pattern must stand.
    NotAPattern { found: String, reason: Bilingual }
    unjudged "not-a-pattern"
    title "`{found}` cannot stand in a pattern" / "`{found}` kann nicht in einem Muster stehen"
    help "{reason}" / "{reason}"
    why "A pattern says which words are found; a condition says what must be so. `forbid`, `allow`, `prefer`, `agree`, `define` and `count` take patterns; `when`, `unless`, `require` and `only with` take conditions."
      / "Ein Muster sagt, welche Wörter gefunden werden; eine Bedingung sagt, was gelten muss. `forbid`, `allow`, `prefer`, `agree`, `define` und `count` nehmen Muster, `when`, `unless`, `require` und `only with` Bedingungen."

    /// A pattern that is not measured but compared.
    NotAMeasure { found: String, instead: Localized }
    unjudged "not-measured"
    title "`{found}` is no measure, so it cannot be compared" / "`{found}` ist kein Maß und lässt sich nicht vergleichen"
    help "{instead}" / "{instead}"
    why "Compared are measures (`words`, `length`, `count P`), fields, values of registers and captured values. A pattern itself is neither more nor less than anything."
      / "Verglichen werden Maße (`words`, `length`, `count P`), Felder, Werte aus Registern und benannte Treffer. Ein Muster selbst ist weder mehr noch weniger als etwas."

    /// A measure without a comparison.
    LoneMeasure { found: String }
    unjudged "lone-measure"
    title "`{found}` is a measure, so a comparison is missing" / "`{found}` ist ein Maß, es fehlt ein Vergleich"
    help "for example `{found} > 2`" / "zum Beispiel `{found} > 2`"
    why "A condition holds or it does not. A measure is a number, and becomes a condition only by a comparison: `count \"wir\" > 3`, `words in lead <= 60`."
      / "Eine Bedingung gilt oder gilt nicht. Ein Maß ist eine Zahl und wird erst durch einen Vergleich zur Bedingung: `count \"wir\" > 3`, `words in lead <= 60`."

    /// A place after something that has none.
    PlaceAfter { place: String, reason: Bilingual }
    unjudged "no-place-here"
    title "`{place}` cannot stand here" / "`{place}` kann hier nicht stehen"
    help "{reason}" / "{reason}"
    why "A zone restricts a pattern, a measure takes `in` and zones, a condition as a whole has no place: `(\"a\" in title) and (\"b\" in lead)`, not `(\"a\" and \"b\") in title`."
      / "Eine Zone schränkt ein Muster ein, ein Maß nimmt `in` und Zonen, eine Bedingung als Ganzes hat keinen Ort: `(\"a\" in title) and (\"b\" in lead)`, nicht `(\"a\" and \"b\") in title`."

    /// `except` in a condition without parentheses.
    ExceptNeedsParentheses { pattern: String }
    unjudged "except-needs-parentheses"
    title "here `except` needs parentheses around it and its pattern" / "hier braucht `except` Klammern um sich und sein Muster"
    help "write `({pattern})`" / "`({pattern})` schreiben"
    why "`except` closes a pattern and takes off from all of it. In a condition, after `count`, after `also` and in a `zone` parentheses show how far the pattern reaches."
      / "`except` schließt ein Muster ab und zieht von allem darin ab. In einer Bedingung, nach `count`, nach `also` und in einer `zone` zeigen Klammern, wie weit das Muster reicht."

    /// Zones in the wrong order.
    ScopeOrder { first: String, then: String }
    unjudged "scope-order"
    title "`{first}` stands after `{then}`" / "`{first}` steht nach `{then}`"
    help "put `{first}` before `{then}`" / "`{first}` vor `{then}` setzen"
    why "The order is fixed: the pattern, what `except` takes off, the zones it stands in, the zones it stands outside. So every rule reads the same way."
      / "Die Folge ist fest: das Muster, was `except` abzieht, die Zonen, in denen, und die Zonen, außerhalb deren es steht. So lesen sich alle Regeln gleich."

    /// Clauses of an approval in the wrong order or twice.
    ApprovalOrder { found: String }
    unjudged "approval-order"
    title "`{found}` stands out of order" / "`{found}` steht außer der Reihe"
    help "the order is `approval by …`, `including author`, `within 30 days`, `at least 4 hours ahead`, each at most once" / "die Folge ist `approval by …`, `including author`, `within 30 days`, `at least 4 hours ahead`, jedes höchstens einmal"
    why "What belongs to an approval stands in a fixed order, so that every approval reads the same way and none of its terms can stand twice."
      / "Was zu einer Freigabe gehört, steht in fester Folge, damit sich jede Freigabe gleich liest und keine ihrer Bedingungen doppelt stehen kann."
}
