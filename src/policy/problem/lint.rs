//! Warnings about rules that load but cannot mean what they seem to.

use crate::complaints;
use crate::diagnostic::Bilingual;
use crate::text::Duration;

complaints! {
    /// A define that nothing uses.
    UnusedDefine { name: String }
    warning "unused-define"
    title "nothing uses `{name}`" / "nichts benutzt `{name}`"
    help "use it in a rule, or remove it" / "benutzen Sie es in einer Regel oder entfernen Sie es"
    why "An unused definition is often a misspelt use." / "Eine unbenutzte Definition ist oft ein verschriebener Gebrauch."

    /// `until` before `from`, or both in the past of each other.
    EmptyWindow { from: String, until: String }
    warning "empty-window"
    title "this rule holds from {from} until {until}: never" / "diese Regel gilt von {from} bis {until}: nie"
    why "A rule is judged at the planned instant of publication, which lies in no such window." / "Eine Regel wird zum geplanten Zeitpunkt der Veröffentlichung beurteilt; der liegt nie in diesem Fenster."

    /// A role that a rule asks for and nobody holds.
    RoleWithoutMembers { role: String }
    unjudged "role-without-members"
    title "the role `{role}` has no members" / "die Rolle `{role}` hat keine Mitglieder"
    help "add `members \"…\"`" / "ergänzen Sie `members \"…\"`"
    why "A rule asks for its approval, and nobody could give it." / "Eine Regel verlangt ihre Freigabe, und niemand könnte sie geben."

    /// An open role of a used pack that the house does not fill.
    OpenRole { role: String, pack: String }
    warning "open-role"
    title "`{pack}` asks for approval by `{role}`, and this house has no such role" / "`{pack}` verlangt eine Freigabe durch `{role}`, und dieses Haus hat keine solche Rolle"
    help "declare `role {role} {{ members \"…\" }}`" / "erklären Sie `role {role} {{ members \"…\" }}`"
    why "A used pack names the role; who holds it is for the house to say, in a role of the same name. Until then nobody is asked." / "Ein benutztes Paket nennt die Rolle; wer sie hat, sagt das Haus in einer Rolle gleichen Namens. Bis dahin wird niemand gefragt."

    /// A register that a shipped pack asks and the house does not have.
    OpenRegister { register: String, pack: String, file: String }
    warning "open-register"
    title "`{pack}` looks into the register `{register}`, and this house has none" / "`{pack}` sieht im Register `{register}` nach, und dieses Haus hat keines"
    help "write `{file}` beside your rules, or leave the rule out with `use … except`" / "legen Sie `{file}` neben Ihre Regeln, oder lassen Sie die Regel mit `use … except` weg"
    why "A shipped pack names the register; what stands in it is for the house to say. Until then the rule asks for nothing of it." / "Ein mitgeliefertes Paket nennt das Register; was darin steht, sagt das Haus. Bis dahin verlangt die Regel nichts daraus."

    /// A quorum that the members cannot reach.
    NobodyCanGive { asked: u32, members: usize }
    warning "nobody-can-give"
    title "more approvals are asked for ({asked}) than the role has people ({members})" / "es sind mehr Freigaben verlangt ({asked}), als die Rolle Menschen hat ({members})"
    help "the author does not count either: plan for one more" / "auch wer schreibt, zählt nicht mit: Rechnen Sie mit einem mehr"
    why "Approvals come from different people, never from the author unless the rule says `including author`." / "Freigaben kommen von verschiedenen Menschen, nie von der schreibenden Person, außer die Regel sagt `including author`."

    /// A clause that changes nothing.
    NoEffect { what: String }
    warning "no-effect"
    title "`{what}` has no effect here" / "`{what}` hat hier keine Wirkung"
    help "remove it, or say what was meant" / "streichen Sie es oder schreiben Sie, was gemeint war"
    why "A clause that changes nothing makes readers believe that something is ruled." / "Eine Angabe ohne Wirkung lässt glauben, es sei etwas geregelt."

    /// A rule whose clauses exclude each other.
    NeverApplies { field: String }
    warning "never-applies"
    title "this rule applies to no draft: its clauses leave no `{field}`" / "diese Regel gilt für keinen Entwurf: Ihre Angaben lassen kein `{field}` übrig"
    help "compare `for`, `on`, `when` and `unless`" / "vergleichen Sie `for`, `on`, `when` und `unless`"
    why "What `for` or `on` names, `when` or `unless` takes away again: the rule would be silent for ever." / "Was `for` oder `on` nennt, nehmen `when` oder `unless` wieder weg: Die Regel würde für immer schweigen."

    /// A rule that another one makes superfluous.
    Shadowed { rule: String, by: String }
    warning "shadowed"
    title "`{rule}` never says more than `{by}`" / "`{rule}` sagt nie mehr als `{by}`"
    help "join the two, or remove the weaker one" / "legen Sie beide zusammen oder streichen Sie die schwächere"
    why "Both find the same words in the same drafts, and the other is at least as grave." / "Beide finden dieselben Wörter in denselben Entwürfen, und die andere wiegt mindestens so schwer."

    /// A phrase that can never be found.
    NeverMatches { reason: Bilingual }
    warning "never-matches"
    title "this can never be found: {reason}" / "das ist nie zu finden: {reason}"
    why "The rule would be silent for ever." / "Die Regel würde für immer schweigen."

    /// A regex that has to be run on every text.
    RegexWithoutLiteral {}
    info "regex-without-literal"
    title "this regular expression has no fixed text, so it runs on every draft by itself" / "dieser reguläre Ausdruck hat keinen festen Text und läuft darum auf jedem Entwurf für sich"
    help "name a fixed piece of text where you can" / "nennen Sie wenn möglich ein festes Stück Text"
    why "Expressions with a fixed piece are run only where that piece stands: a hundred of them cost no more than one." / "Ausdrücke mit festem Stück laufen nur, wo dieses Stück steht: Hundert davon kosten nicht mehr als einer."

    /// A route that may take longer than the deadline allows.
    SlowRoute { role: String, need: Duration, deadline: String, length: Duration }
    warning "slow-route"
    title "`{role}` may take {need} to answer, and `{deadline}` wants it out within {length}" / "`{role}` darf {need} brauchen, und `{deadline}` verlangt die Veröffentlichung innerhalb von {length}"
    help "escalate sooner, ask fewer steps, or give such drafts a lane of their own with `replaces`" / "eskalieren Sie früher, fragen Sie weniger Stufen, oder geben Sie solchen Entwürfen mit `replaces` einen eigenen Weg"
    why "A role that escalates has asked the last of its people only after all its steps; if the deadline is over by then, the route exists on paper alone." / "Eine Rolle, die eskaliert, hat die Letzten erst nach allen Stufen gefragt; ist die Frist dann vorbei, gibt es den Weg nur auf dem Papier."
}
