//! Delegations: whether one carries a record.
//!
//! In: a record that names a delegation, and the records of `registers/delegations.jsonl`. Out: the member
//! on whose behalf it was made, or what the delegation does not cover.

use jiff::Timestamp;

use super::Party;
use super::assess::{Bench, Failure, Step};
use crate::approval::entry::Entry;
use crate::approval::problem::cause;
use crate::approval::problem::person::BadDelegation;
use crate::approval::record::{Deed, MAX_DELEGATION, RecordId, Scope, Window};
use crate::approval::words::last_second;
use crate::diagnostic::Say;
use crate::text::{Localized, Tongue};

/// To whom and how far a role was handed on.
struct Limits<'a> {
    to: &'a str,
    kinds: &'a [String],
    channels: &'a [String],
    risk: Option<&'a str>,
    window: Window,
}

impl Bench<'_> {
    /// The member on whose behalf a delegate signed.
    pub fn delegated(
        &self,
        entry: &Entry,
        party: &Party,
        id: &RecordId,
        authors_may: bool,
    ) -> Result<String, Box<Failure>> {
        let refused = |who: &str, detail: Localized| {
            let bad = BadDelegation { who: self.shown(who), detail };
            Failure::of(Step::Role, cause(&bad))
        };
        let member = entry.act.on_behalf.as_deref().unwrap_or_default();
        let found = self.setting.delegations.iter().find(|delegation| delegation.id == *id);
        let Some(delegation) = found else {
            return Err(refused(
                member,
                Localized::both("there is none with this id", "es gibt keine mit dieser Kennung"),
            ));
        };
        let Deed::Delegate { to, kinds, channels, risk, window } = &delegation.act.deed else {
            return Err(refused(
                member,
                Localized::both("the record named is none", "der genannte Eintrag ist keine"),
            ));
        };
        let limits = Limits { to, kinds, channels, risk: risk.as_deref(), window: *window };
        self.genuine(delegation, party, self.judged_at(entry)).map_err(
            |problem| match problem {
                Problem::Detail(detail) => refused(&delegation.act.by, detail),
                Problem::Failure(failure) if failure.unjudged => failure,
                Problem::Failure(failure) => refused(&delegation.act.by, failure.cause.message),
            },
        )?;
        match self.limits(entry, delegation, &limits, authors_may) {
            Some(detail) => Err(refused(&delegation.act.by, detail)),
            None => Ok(delegation.act.by.clone()),
        }
    }

    /// Whether the delegation itself stands: landed, signed by a member, within its length, not taken back
    /// when it was used.
    fn genuine(&self, delegation: &Entry, party: &Party, used: Timestamp) -> Result<(), Problem> {
        let people = self.setting.people;
        let act = &delegation.act;
        let say = |en: &str, de: &str| Err(Problem::Detail(Localized::both(en, de)));
        self.house(delegation)?;
        if self.setting.anchored && !delegation.in_base {
            return say(
                "it has not landed on the base branch yet",
                "sie ist noch nicht auf dem Basiszweig",
            );
        }
        self.trusted(delegation, &party.name, party.assurance)?;
        if act.role.as_deref() != Some(party.name.as_str()) {
            return say("it hands on another role", "sie gibt eine andere Rolle weiter");
        }
        if act.on_behalf.is_some() || act.delegation.is_some() {
            return say("it was passed on", "sie wurde weitergereicht");
        }
        if !party.members.iter().any(|member| people.same_person(member, &act.by)) {
            return say(
                "only a member can hand on the role, no deputy and no delegate",
                "nur ein Mitglied kann die Rolle weitergeben, keine Vertretung und kein Beauftragter",
            );
        }
        self.plausible(delegation)?;
        self.not_revoked_by(delegation, party, self.setting.delegations, used)?;
        let window = act.deed.window();
        let long = window.is_some_and(|window| {
            window.until.duration_since(window.from.unwrap_or(act.time)) > MAX_DELEGATION
        });
        if long {
            return say("it is longer than 31 days", "sie ist länger als 31 Tage");
        }
        Ok(())
    }

    /// What of the record the delegation does not cover.
    fn limits(
        &self,
        entry: &Entry,
        delegation: &Entry,
        limits: &Limits<'_>,
        authors_may: bool,
    ) -> Option<Localized> {
        let people = self.setting.people;
        let by = &delegation.act.by;
        let say = |en: String, de: String| Some(Localized::both(en, de));
        if !people.same_person(limits.to, &entry.act.by) {
            return say("it is for somebody else".into(), "sie gilt für jemand anderen".into());
        }
        let meant = entry.act.on_behalf.as_deref();
        if !meant.is_some_and(|meant| people.same_person(meant, by)) {
            return say(
                "the record names another member".into(),
                "der Eintrag nennt ein anderes Mitglied".into(),
            );
        }
        let at = self.judged_at(entry);
        if let Some(over) = [at, entry.act.time].into_iter().find(|at| !limits.window.holds(*at)) {
            let ended = over >= limits.window.until;
            let day =
                if ended { Some(last_second(limits.window.until)) } else { limits.window.from };
            let day = self.day(day.unwrap_or(over));
            let (en, de) = if ended {
                ("it ended on", "sie endete am")
            } else {
                ("it begins only on", "sie beginnt erst am")
            };
            return say(
                format!("{en} {}", day.say(Tongue::En)),
                format!("{de} {}", day.say(Tongue::De)),
            );
        }
        let member = people.find(by);
        if member.is_some_and(|member| !member.active_at(at, self.setting.zone)) {
            return say("its giver has left".into(), "wer sie gab, ist nicht mehr da".into());
        }
        if !authors_may && self.author(by).is_some() {
            return say(
                "its giver wrote this text".into(),
                "wer sie gab, hat diesen Text geschrieben".into(),
            );
        }
        self.scope(limits)
    }

    /// Kinds, channels and risk: where the draft does not say, a limit does not cover it.
    fn scope(&self, limits: &Limits<'_>) -> Option<Localized> {
        let covers = |list: &[String], word: Option<&str>| {
            list.is_empty() || word.is_some_and(|word| list.iter().any(|known| known == word))
        };
        let shown = |word: Option<&str>| word.unwrap_or("–").to_owned();
        let not = |word: &str| {
            Some(Localized::both(
                format!("it does not cover `{word}`"),
                format!("sie deckt `{word}` nicht"),
            ))
        };
        if !covers(limits.kinds, self.case.kind) {
            return not(&shown(self.case.kind));
        }
        let channel = match self.case.own.scope {
            Scope::Channel(channel) => Some(channel.as_str()),
            Scope::Whole | Scope::Claim(_) => None,
        };
        if !covers(limits.channels, channel) {
            return not(&shown(channel));
        }
        let level = |word: Option<&str>| {
            self.setting.levels.iter().position(|known| Some(known.as_str()) == word)
        };
        let within = limits.risk.is_none()
            || level(self.case.risk)
                .zip(level(limits.risk))
                .is_some_and(|(given, most)| given <= most);
        if within { None } else { not(&shown(self.case.risk)) }
    }
}

enum Problem {
    Detail(Localized),
    Failure(Box<Failure>),
}

impl From<Box<Failure>> for Problem {
    fn from(failure: Box<Failure>) -> Self {
        Self::Failure(failure)
    }
}
