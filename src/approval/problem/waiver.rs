//! What can be wrong with waivers. Each is a finding of its own; what lies behind it stands below as a cause.

use crate::approval::words::When;
use crate::complaints;
use crate::diagnostic::Near;
use crate::text::Localized;

complaints! {
    /// The rule does not exist.
    UnknownRule { id: String, rule: String, near: Near }
    error "waiver/unknown-rule"
    title "no rule is called `{rule}` ({id})" / "eine Regel `{rule}` gibt es nicht ({id})"
    help "{near}" / "{near}"
    why "A waiver for a rule that does not exist would hide a misspelling, or come back to life with a later rule." / "Ein Verzicht für eine Regel, die es nicht gibt, verdeckte einen Schreibfehler oder lebte mit einer späteren Regel auf."

    /// Over.
    Expired { id: String, rule: String, until: When }
    warning "waiver/expired"
    title "the waiver {id} of `{rule}` ended on {until}" / "der Verzicht {id} auf `{rule}` endete am {until}"
    help "`obstat waive FILE --rule {rule}`, or change the wording" / "`obstat waive FILE --rule {rule}`, oder ändern Sie den Wortlaut"
    why "A waiver holds for at most 90 days, so that exceptions are looked at again." / "Ein Verzicht gilt höchstens 90 Tage, damit Ausnahmen wieder angesehen werden."

    /// Covers nothing.
    Unused { id: String, rule: String }
    warning "waiver/unused"
    title "the waiver {id} of `{rule}` covers nothing any more" / "der Verzicht {id} auf `{rule}` deckt nichts mehr"
    help "take it back: `obstat revoke {id}`" / "nehmen Sie ihn zurück: `obstat revoke {id}`"
    why "A waiver that covers nothing waits for a sentence that nobody has looked at." / "Ein Verzicht, der nichts deckt, wartet auf einen Satz, den niemand angesehen hat."

    /// Not allowed.
    NotPermitted { id: String, rule: String, detail: Localized }
    error "waiver/not-permitted"
    title "`{rule}` cannot be waived like this ({id}): {detail}" / "auf `{rule}` lässt sich so nicht verzichten ({id}): {detail}"
    help "change the wording, or ask who may waive the rule" / "ändern Sie den Wortlaut, oder fragen Sie, wer auf die Regel verzichten darf"
    why "A rule says who may waive it; some may not be waived at all, and no approval may. Where a role is asked for, the author's own waiver does not count." / "Eine Regel sagt, wer auf sie verzichten darf; auf manche darf niemand, auf Freigaben nie. Wo eine Rolle verlangt ist, zählt der eigene Verzicht der Autoren nicht."

    /// Another sentence.
    Stale { id: String, rule: String }
    warning "waiver/stale"
    title "the sentence that {id} let stand has changed since" / "der Satz, den {id} stehen ließ, hat sich seither geändert"
    help "`obstat waive FILE --rule {rule}`, or remove the wording" / "`obstat waive FILE --rule {rule}`, oder streichen Sie den Wortlaut"
    why "A waiver lets one finding in one sentence stand, not a word wherever it appears." / "Ein Verzicht lässt einen Fund in einem Satz stehen, nicht ein Wort, wo immer es steht."
}
