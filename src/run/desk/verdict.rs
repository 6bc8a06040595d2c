//! What becomes of single records: whether one to be made would count, and whether those that are there do.

use super::{Desk, Look, Need};
use crate::approval::change::{self, Part};
use crate::approval::{self, Deed, Demand, Entry, Publication, RecordId, Scope, Subject};
use crate::check::Judge;
use crate::diagnostic::{Cause, Diagnostic};
use crate::policy::model::{RoleId, Waivable};
use crate::run::records::{setting, told};
use crate::run::{Ready, Registered};
use crate::text::{Duration, Localized, Place, Span, digest};

/// What becomes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it counts.
    pub counts: bool,
    /// The code of the cause why not.
    pub code: Option<String>,
    /// In a few words.
    pub words: Localized,
    /// In full.
    pub message: Localized,
}

impl Verdict {
    fn counts(en: &str, de: &str) -> Self {
        let words = Localized::both(en, de);
        Self { counts: true, code: None, message: words.clone(), words }
    }

    fn fails(code: &str, message: &Localized) -> Self {
        let (words, message) = (message.clone(), message.clone());
        Self { counts: false, code: Some(code.to_owned()), words, message }
    }
}

/// To whom a role goes when nobody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The role.
    pub role: String,
    /// After how long.
    pub after: Duration,
    /// Its members.
    pub members: Vec<String>,
}

impl Desk<'_> {
    /// Why an approval to be made would not count on one of these channels. Where the draft does not say when it goes
    /// out, that is as soon as the window and the rules allow.
    #[must_use]
    pub fn refusal(&self, entry: &Entry, channels: &[String], needs: &[Need]) -> Option<Cause> {
        channels.iter().find_map(|channel| {
            let here = needs.iter().filter(|need| need.channel == *channel);
            let demands: Vec<Demand> = here.map(|need| need.demand.clone()).collect();
            self.on(channel, |setting, case| {
                let publication = soonest(case.publication, entry, &demands);
                let case = approval::Case { publication, ..*case };
                approval::acceptable(setting, &case, entry, &demands)
            })?
        })
    }

    /// Why a record does not count on a channel, whatever rules ask beyond.
    #[must_use]
    pub fn standing(&self, entry: &Entry, channel: &str, needs: &[Need]) -> Option<Cause> {
        let parties: Vec<_> =
            needs.iter().flat_map(|need| need.demand.parties.iter().cloned()).collect();
        self.on(channel, |setting, case| approval::standing(setting, case, entry, &parties))?
    }

    /// Why a withdrawal would not take back a record.
    #[must_use]
    pub fn revoke_refusal(&self, of: &Entry, revoke: &Entry, needs: &[Need]) -> Option<Cause> {
        let parties: Vec<_> =
            needs.iter().flat_map(|need| need.demand.parties.iter().cloned()).collect();
        let channels = self.channels();
        let channel = channels.first().map_or("", String::as_str);
        let refusal = |setting: &approval::Setting<'_>, case: &approval::Case<'_>| {
            approval::withdraws(setting, case, of, revoke, &parties)
        };
        self.on(channel, refusal)?
    }

    /// Why a waiver to be made would not cover this finding of a channel.
    #[must_use]
    pub fn waiver_refusal(
        &self,
        entry: &Entry,
        channel: &str,
        finding: &Diagnostic,
    ) -> Option<Cause> {
        let sentence = crate::run::sentence_digest(finding);
        let mut finding = told(finding, &sentence);
        finding.channel = Some(channel).filter(|channel| !channel.is_empty());
        let rules = || self.ready.office.waivable(&self.ready.policy);
        let top = Place::new(self.opened.sidecar, Span::default());
        self.on(channel, |setting, case| {
            let own = approval::Source { entries: std::slice::from_ref(entry), ..case.own };
            let case = approval::Case { own, ..*case };
            let waived = approval::waive(setting, &case, rules, &[finding], top);
            let problem = waived.problems.into_iter().next()?;
            let inner = problem.causes.first().cloned();
            Some(inner.unwrap_or_else(|| Cause {
                code: "waiver/not-permitted",
                message: problem.message,
                help: problem.help.first().cloned().unwrap_or_default(),
            }))
        })?
    }

    /// The role that alone may waive a rule, if there is one.
    #[must_use]
    pub fn waiving_role(&self, rule: &str) -> Option<String> {
        let policy = &self.ready.policy;
        match policy.rule(policy.rule_named(rule)?).waivable {
            Waivable::By(role) => Some(self.ready.office.parties[role.index()].name.clone()),
            Waivable::Yes | Waivable::No => None,
        }
    }

    /// What becomes of a record on a channel.
    #[must_use]
    pub fn verdict(&self, entry: &Entry, channel: &str, look: &Look) -> Verdict {
        let cause = match &entry.act.deed {
            Deed::Request { .. } => {
                let words = Localized::both("asks", "fragt an");
                return Verdict { counts: false, code: None, message: words.clone(), words };
            }
            Deed::Revoke { of } => return self.withdrawal(entry, of, look),
            Deed::Waive { .. } => return self.waiver(entry, channel, look),
            Deed::Approve { .. } => {
                let here = look.needs.iter().filter(|need| need.channel == channel);
                let demands: Vec<Demand> = here.map(|need| need.demand.clone()).collect();
                let refusal = |setting: &approval::Setting<'_>, case: &approval::Case<'_>| {
                    approval::acceptable(setting, case, entry, &demands)
                };
                self.on(channel, refusal).flatten()
            }
            Deed::Reject { .. } | Deed::Review { .. } | Deed::Delegate { .. } => {
                self.standing(entry, channel, &look.needs)
            }
        };
        let Some(cause) = cause else {
            let blocks = matches!(entry.act.deed, Deed::Reject { .. });
            return if blocks {
                Verdict::counts("blocks this text", "sperrt diesen Text")
            } else {
                Verdict::counts("counts", "zählt")
            };
        };
        let mut verdict = Verdict::fails(cause.code, &cause.message);
        if cause.code == "approval/stale" {
            verdict.words = match self.lines_changed(entry, channel) {
                Some(1) => Localized::both("1 line changed", "1 Zeile geändert"),
                Some(count) => Localized::both(
                    format!("{count} lines changed"),
                    format!("{count} Zeilen geändert"),
                ),
                None => Localized::both("something changed", "etwas geändert"),
            };
        }
        verdict
    }

    fn withdrawal(&self, entry: &Entry, of: &RecordId, look: &Look) -> Verdict {
        let Some(target) = self.entries().iter().find(|other| other.id == *of) else {
            let words = Localized::both(
                format!("{} is not here", of.short()),
                format!("{} ist nicht hier", of.short()),
            );
            return Verdict { counts: false, code: None, message: words.clone(), words };
        };
        match self.revoke_refusal(target, entry, &look.needs) {
            Some(cause) => Verdict::fails(cause.code, &cause.message),
            None => {
                let of = of.short();
                Verdict::counts(&format!("takes back {of}"), &format!("nimmt {of} zurück"))
            }
        }
    }

    fn waiver(&self, entry: &Entry, channel: &str, look: &Look) -> Verdict {
        let id = entry.id.short();
        if look.findings.iter().any(|one| one.waived.as_deref() == Some(id.as_str())) {
            return Verdict::counts("counts", "zählt");
        }
        let problem = look
            .findings
            .iter()
            .find(|one| one.code.starts_with("waiver/") && Some(one.primary.place) == entry.place);
        if let Some(problem) = problem {
            return Verdict::fails(&problem.code, &problem.message);
        }
        match self.standing(entry, channel, &look.needs) {
            Some(cause) => Verdict::fails(cause.code, &cause.message),
            None => {
                let words = Localized::both("taken back", "zurückgenommen");
                let code = Some("approval/revoked".to_owned());
                Verdict { counts: false, code, message: words.clone(), words }
            }
        }
    }

    /// How many lines differ from what a record saw; nothing if that was not kept.
    fn lines_changed(&self, entry: &Entry, channel: &str) -> Option<usize> {
        let about = entry.act.deed.about()?;
        let forms = self.forms(std::slice::from_ref(&channel.to_owned())).ok()?;
        let seen = |subject: &&Subject| names(subject, channel);
        let mut digests = about.subjects.iter().filter(seen).map(|subject| &subject.digest);
        let kept =
            digests.find_map(|digest| self.kept().iter().find(|kept| kept.digest == *digest))?;
        let mut changes = change::changes(&kept.text, forms.first()?)?;
        changes.retain(|change| change.part != Part::Channel);
        Some(change::count(&changes))
    }

    /// The first record that asks a role about this very text.
    #[must_use]
    pub fn request(&self, role: &str, channel: &str) -> Option<&Entry> {
        let forms = self.forms(std::slice::from_ref(&channel.to_owned())).ok()?;
        let now = digest(forms.first()?);
        let asks = |entry: &&Entry| {
            matches!(&entry.act.deed, Deed::Request { about } if about.subjects.iter().any(
                |subject| names(subject, channel) && subject.digest == now
            )) && entry.act.role.as_deref() == Some(role)
        };
        self.entries().iter().filter(asks).min_by_key(|entry| (entry.act.time, &entry.id))
    }

    /// To whom a role goes, step by step, when nobody answers.
    #[must_use]
    pub fn escalation(&self, role: &str) -> Vec<Step> {
        let roles = &self.ready.policy.roles;
        let mut steps = Vec::new();
        let mut seen: Vec<RoleId> = Vec::new();
        let mut next = roles.iter().find(|one| one.name == role).and_then(|one| one.escalates);
        while let Some((id, after)) = next.filter(|(id, _)| !seen.contains(id)) {
            seen.push(id);
            let above = &roles[id.index()];
            let (role, members) = (above.name.clone(), above.members.clone());
            steps.push(Step { role, after, members });
            next = above.escalates;
        }
        steps
    }
}

/// When a draft that is not planned could go out by an approval: within its window, as long after it as rules ask.
fn soonest(publication: Publication, entry: &Entry, demands: &[Demand]) -> Publication {
    if publication.planned {
        return publication;
    }
    let role = entry.act.role.as_deref();
    let asks =
        |demand: &&Demand| demand.parties.iter().any(|party| role == Some(party.name.as_str()));
    let ahead = demands.iter().filter(asks).filter_map(|demand| demand.ahead);
    let ready = ahead.filter_map(|ahead| entry.act.time.checked_add(ahead.length()).ok());
    let from = entry.act.deed.window().and_then(|window| window.from);
    let at = ready.chain(from).fold(publication.at, jiff::Timestamp::max);
    Publication { at, window: at, ..publication }
}

fn names(subject: &Subject, channel: &str) -> bool {
    match &subject.scope {
        Scope::Whole => channel.is_empty(),
        Scope::Channel(name) => name == channel,
        Scope::Claim(_) => false,
    }
}

/// Why an approval of a registered claim would not count.
#[must_use]
pub fn claim_refusal(
    ready: &Ready,
    judge: &Judge<'_>,
    claim: &Registered<'_>,
    entry: &Entry,
) -> Option<Cause> {
    let planned = Publication::new(None, false, judge.now);
    let publication = soonest(planned, entry, &[]);
    let own = claim.lent.source();
    let case = approval::Case { own, inherited: &[], publication, kind: None, risk: None };
    approval::standing(&setting(ready, judge), &case, entry, &[])
}

/// Why a delegation to be made would not count, or a withdrawal would not take one back.
#[must_use]
pub fn delegation_refusal(
    ready: &Ready,
    judge: &Judge<'_>,
    entry: &Entry,
    of: Option<&Entry>,
) -> Option<Cause> {
    let setting = setting(ready, judge);
    let scope = Scope::Whole;
    let own = approval::Source {
        scope: &scope,
        digests: &[],
        unbound: &[],
        siblings: &[],
        entries: &[],
        texts: &[],
        media: &[],
        authors: &[],
        path: "",
    };
    let publication = approval::Publication::new(None, false, judge.now);
    let case = approval::Case { own, inherited: &[], publication, kind: None, risk: None };
    match of {
        Some(of) => approval::withdraws(&setting, &case, of, entry, &[]),
        None => approval::standing(&setting, &case, entry, &[]),
    }
}
