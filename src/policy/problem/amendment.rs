//! Amendments, replacements, waivers: changes to rules of other packs.

use crate::complaints;
use crate::diagnostic::Near;

complaints! {
    /// A rule that is not there.
    UnknownRule { name: String, near: Near }
    unjudged "unknown-rule"
    title "there is no rule called `{name}`" / "eine Regel `{name}` gibt es nicht"
    help "{near}" / "{near}"
    why "Rules of used packs are named with their pack; rules left out by `use … except` are no longer there." / "Regeln benutzter Pakete heißen mit ihrem Paket; mit `use … except` ausgenommene sind nicht mehr da."

    /// A pack amends its own rule.
    AmendsItself { name: String }
    unjudged "amends-itself"
    title "`{name}` is a rule of this very pack" / "`{name}` ist eine Regel dieses Pakets selbst"
    help "change the rule itself" / "ändern Sie die Regel selbst"
    why "An amendment changes somebody else's rule without copying it; your own can simply be written otherwise." / "Eine Änderung passt fremde Regeln an, ohne sie abzuschreiben; die eigene lässt sich einfach anders schreiben."

    /// Two amendments of one rule by one pack.
    AmendedTwice { name: String }
    unjudged "amended-twice"
    title "`{name}` is amended a second time by this pack" / "`{name}` wird von diesem Paket ein zweites Mal geändert"
    help "join the two amendments" / "legen Sie beide Änderungen zusammen"
    why "Whoever reads one amendment must see the whole change." / "Wer eine Änderung liest, muss sie ganz sehen."

    /// Something an amendment cannot do.
    CannotAmend { what: String, rule: String }
    unjudged "cannot-amend"
    title "an amendment cannot change `{what}` of `{rule}`" / "eine Änderung kann `{what}` von `{rule}` nicht ändern"
    help "amendments change severity, texts, owner, waivability, window and examples, add alternatives with `also`, and narrow with `except`, `unless` and `when`; for anything else leave the rule out and write your own" / "geändert werden Schwere, Texte, Zuständigkeit, Verzichtbarkeit, Gültigkeit und Beispiele, ergänzt wird mit `also`, eingeengt mit `except`, `unless` und `when`; für alles andere nehmen Sie die Regel aus und schreiben eine eigene"
    why "An amended rule must still be the rule that its pack tested and explains." / "Eine geänderte Regel muss die bleiben, die ihr Paket geprüft hat und erklärt."

    /// A rule that says it may not be softened.
    NotToBeSoftened { rule: String, what: String }
    unjudged "not-to-be-softened"
    title "`{rule}` is `waivable no`: {what} would soften it" / "`{rule}` ist `waivable no`: {what} würde sie aufweichen"
    help "ask the owner of the pack; texts, examples and a higher severity may be amended" / "fragen Sie die Zuständigen des Pakets; Texte, Beispiele und eine höhere Schwere dürfen geändert werden"
    why "`waivable no` is a promise that no pack further out gets round the rule: it is neither left out nor replaced, narrowed, lowered or given a window." / "`waivable no` verspricht, dass kein äußeres Paket die Regel umgeht: Sie wird weder ausgenommen noch ersetzt, eingeengt, herabgestuft oder befristet."

    /// Rules that replace each other.
    ReplacesCircle { path: String }
    unjudged "replaces-circle"
    title "these rules replace each other: {path}" / "diese Regeln ersetzen einander: {path}"
    why "In a circle no rule would be left that applies." / "Im Kreis bliebe keine Regel, die gilt."

    /// Replacement that never takes effect.
    NeverTogether { rule: String, other: String }
    warning "never-together"
    title "`{rule}` and `{other}` never apply to the same draft" / "`{rule}` und `{other}` gelten nie für denselben Entwurf"
    help "check `for`, `on`, `from` and `until` of both" / "prüfen Sie `for`, `on`, `from` und `until` beider Regeln"
    why "`replaces` says that where this rule applies, the other does not. Where the two never meet it has no effect." / "`replaces` heißt: Wo diese Regel gilt, gilt die andere nicht. Wo beide sich nie treffen, hat es keine Wirkung."
}
