//! Steps 6 to 10: did a person who may really make the record, and not for a text of their own?

use super::assess::{Bench, Failure, Outcome, Step};
use super::seats::Seat;
use super::{Assurance, Author, Party};
use crate::approval::entry::{Entry, Proof};
use crate::approval::problem::cause;
use crate::approval::problem::cause::{
    BadSignature, CannotJudge, KeyKindRefused, NoPresence, Unsigned, wrong,
};
use crate::approval::problem::person::{
    KeyCompromised, KeyExpired, Left, NotInRole, SelfApproval, UnknownKey,
};
use crate::approval::signature::{Fault, Wrong};
use crate::approval::words::{Ask, Names, last_second};
use crate::diagnostic::{Bilingual, Cause, Say};
use crate::register::{Key, Person};
use crate::text::{Localized, Tongue};

impl Bench<'_> {
    /// Steps 6 to 9 for a party: the persons that the record stands for.
    pub(in crate::approval) fn office(
        &self,
        entry: &Entry,
        party: &Party,
        authors_may: bool,
    ) -> Outcome<Seat> {
        self.trusted(entry, &party.name, party.assurance)?;
        self.holds(entry, party, authors_may)
    }

    /// Steps 6 to 8: as sure as asked, by a person who was there, with that person's key.
    pub(in crate::approval) fn trusted(
        &self,
        entry: &Entry,
        role: &str,
        asked: Assurance,
    ) -> Outcome<()> {
        let key = self.assurance(entry, role, asked)?;
        let person = self.person(entry, key)?;
        key.zip(person).map_or(Ok(()), |(key, person)| self.key(entry, key, person))
    }

    pub(in crate::approval) fn assurance<'e>(
        &self,
        entry: &'e Entry,
        role: &str,
        asked: Assurance,
    ) -> Outcome<Option<&'e Key>> {
        let fail = |cause: Cause| Err(Failure::of(Step::Assurance, cause));
        let given = match entry.proof {
            Proof::Given => return Ok(None),
            Proof::Review(_) => Assurance::Forge,
            Proof::Line if entry.act.sig.is_some() => Assurance::Signed,
            Proof::Line => Assurance::Claimed,
        };
        if given < asked {
            return fail(cause(&Unsigned {
                role: role.to_owned(),
                id: entry.id.short(),
                given: if given == Assurance::Forge { A_REVIEW } else { CLAIMED },
                asked: if asked == Assurance::Signed { SIGN } else { REVIEW },
            }));
        }
        if given != Assurance::Signed {
            return Ok(None);
        }
        let id = entry.id.short();
        match entry.signed_with() {
            Some(Ok(key)) => Ok(Some(key)),
            Some(Err(Fault::KeyKind(kind))) => {
                fail(cause(&KeyKindRefused { id, kind: kind.clone() }))
            }
            Some(Err(Fault::NotTouched)) => fail(cause(&NoPresence { id })),
            Some(Err(Fault::Wrong(what))) => {
                fail(cause(&BadSignature { id, detail: what_is_wrong(*what) }))
            }
            Some(Err(Fault::CannotJudge)) | None => {
                let mut failure = Failure::of(Step::Assurance, cause(&CannotJudge { id }));
                failure.unjudged = true;
                Err(failure)
            }
        }
    }

    /// Where nothing but the word is asked, somebody who is not registered is believed to exist; a key or a
    /// login needs a person behind it.
    pub(in crate::approval) fn person(
        &self,
        entry: &Entry,
        key: Option<&Key>,
    ) -> Outcome<Option<&Person>> {
        let by = &entry.act.by;
        let Some(person) = self.setting.people.find(by) else {
            if key.is_none() && !matches!(entry.proof, Proof::Review(_)) {
                return Ok(None);
            }
            let detail = Localized::both(
                format!("`{by}` is nobody in the people register"),
                format!("`{by}` steht nicht im Personenregister"),
            );
            return Err(Failure::of(Step::Person, self.unknown_key(entry, detail)));
        };
        let at = self.judged_at(entry);
        if person.active_at(at, self.setting.zone) {
            return Ok(Some(person));
        }
        let detail = match person.left(at, self.setting.zone) {
            Some(day) => {
                let day = day.end(self.setting.zone).map_or(at, last_second);
                let day = self.day(day);
                Localized::both(
                    format!("left on {}", day.say(Tongue::En)),
                    format!("ist am {} ausgeschieden", day.say(Tongue::De)),
                )
            }
            None => Localized::both("had not joined yet", "gehörte noch nicht zum Haus"),
        };
        let left = Left { who: person.shown().to_owned(), detail };
        Err(Failure::of(Step::Person, cause(&left)))
    }

    pub(in crate::approval) fn key(
        &self,
        entry: &Entry,
        key: &Key,
        person: &Person,
    ) -> Outcome<()> {
        let fail = |cause: Cause| Err(Failure::of(Step::Key, cause));
        let registered: Vec<_> = person.keys.iter().filter(|own| own.key == *key).collect();
        let (id, who) = (entry.id.short(), person.shown().to_owned());
        if let Some(withdrawn) = registered.iter().find_map(|own| own.compromised) {
            let date = withdrawn.instant(self.setting.zone).unwrap_or(entry.act.time);
            return fail(cause(&KeyCompromised { id, who, date: self.day(date) }));
        }
        let at = self.judged_at(entry);
        if registered.iter().any(|own| own.validity.holds(at, self.setting.zone)) {
            return Ok(());
        }
        let Some(own) = registered.first() else {
            let detail = match self.setting.people.with_key(key) {
                Some(other) => Localized::both(
                    format!("the key is registered for {}", other.shown()),
                    format!("der Schlüssel ist für {} eingetragen", other.shown()),
                ),
                None => Localized::both(
                    format!("no person registered this key ({})", key.fingerprint()),
                    format!("niemand hat diesen Schlüssel eingetragen ({})", key.fingerprint()),
                ),
            };
            return fail(self.unknown_key(entry, detail));
        };
        let over = own.validity.bounds(self.setting.zone).ok().and_then(|(_, end)| end);
        let detail = match over.filter(|end| *end <= at) {
            Some(end) => {
                let day = self.day(last_second(end));
                Localized::both(
                    format!("was valid until {}", day.say(Tongue::En)),
                    format!("galt bis zum {}", day.say(Tongue::De)),
                )
            }
            None => Localized::both("was not valid yet", "galt noch nicht"),
        };
        fail(cause(&KeyExpired { id, who, detail }))
    }

    pub(in crate::approval) fn unknown_key(&self, entry: &Entry, detail: Localized) -> Cause {
        cause(&UnknownKey { id: entry.id.short(), who: self.shown(&entry.act.by), detail })
    }

    /// Step 9: a member, somebody to whom the role escalates, a deputy who says for whom, or a delegate.
    pub(in crate::approval) fn holds(
        &self,
        entry: &Entry,
        party: &Party,
        authors_may: bool,
    ) -> Outcome<Seat> {
        let people = self.setting.people;
        let act = &entry.act;
        let among =
            |names: &[String], who: &str| names.iter().any(|name| people.same_person(name, who));
        let signer = people.identity(&act.by);
        if let Some(delegation) = &act.delegation {
            let member = self.delegated(entry, party, delegation, authors_may)?;
            return Ok(Seat { persons: vec![signer, people.identity(&member)] });
        }
        if let Some(member) = &act.on_behalf {
            if among(&party.deputies, &act.by) && among(&party.members, member) {
                let wrote = self.author(member).filter(|_| !authors_may);
                return match wrote {
                    Some(author) => {
                        Err(Failure::of(Step::Author, self.wrote(member, &author.how, party)))
                    }
                    None => Ok(Seat { persons: vec![signer, people.identity(member)] }),
                };
            }
            let cause = self.not_in_role(
                entry,
                party,
                " in a way that lets them sign for somebody",
                " so, dass für jemanden unterschrieben werden könnte",
            );
            return Err(Failure::of(Step::Role, cause));
        }
        if among(&party.members, &act.by) || among(&party.escalation, &act.by) {
            return Ok(Seat { persons: vec![signer] });
        }
        let (en, de) = if among(&party.deputies, &act.by) {
            (
                " but a deputy, and the record does not say for whom",
                ", sondern vertritt nur, und der Eintrag sagt nicht, wen",
            )
        } else {
            ("", "")
        };
        Err(Failure::of(Step::Role, self.not_in_role(entry, party, en, de)))
    }

    pub(in crate::approval) fn not_in_role(
        &self,
        entry: &Entry,
        party: &Party,
        en: &str,
        de: &str,
    ) -> Cause {
        let people = self.setting.people;
        let by = &entry.act.by;
        let roles = self.setting.roles.iter();
        let held: Vec<_> = roles
            .filter(|role| role.members.iter().any(|member| people.same_person(member, by)))
            .filter(|role| role.name != party.name)
            .map(|role| role.name.clone())
            .collect();
        let (mut en, mut de) = (en.to_owned(), de.to_owned());
        if en.is_empty() && !held.is_empty() {
            let held = Names::all(held).quoted();
            en = format!(" (is in: {})", held.say(Tongue::En));
            de = format!(" (ist in: {})", held.say(Tongue::De));
        }
        let detail = Localized::both(en, de);
        cause(&NotInRole { who: self.shown(by), role: party.name.clone(), detail })
    }

    /// The author who is this person.
    pub(in crate::approval) fn author(&self, name: &str) -> Option<&Author> {
        let people = self.setting.people;
        self.source
            .authors
            .iter()
            .find(|author| author.names.iter().any(|known| people.same_person(known, name)))
    }

    pub(in crate::approval) fn wrote(&self, who: &str, how: &Localized, party: &Party) -> Cause {
        let people = self.setting.people;
        let others = party
            .members
            .iter()
            .filter(|member| self.author(member).is_none())
            .map(|member| people.shown(member).to_owned());
        let ask = Ask { who: others.collect(), file: self.source.path.to_owned() };
        cause(&SelfApproval {
            who: self.shown(who),
            how: how.clone(),
            role: party.name.clone(),
            ask,
        })
    }

    pub(in crate::approval) fn not_author(
        &self,
        entry: &Entry,
        party: &Party,
        authors_may: bool,
    ) -> Outcome<()> {
        match self.author(&entry.act.by) {
            Some(author) if !authors_may => {
                Err(Failure::of(Step::Author, self.wrote(&entry.act.by, &author.how, party)))
            }
            _ => Ok(()),
        }
    }
}

fn what_is_wrong(what: Wrong) -> Bilingual {
    match what {
        Wrong::Base64 => wrong::BASE64,
        Wrong::Form | Wrong::Reserved => wrong::FORM,
        Wrong::Version => wrong::VERSION,
        Wrong::Namespace => wrong::NAMESPACE,
        Wrong::Hash => wrong::HASH,
        Wrong::Words => wrong::WORDS,
    }
}

const CLAIMED: Bilingual = Bilingual { en: "claimed", de: "behauptet" };
const A_REVIEW: Bilingual =
    Bilingual { en: "a review on a forge", de: "ein Review auf einer Plattform" };
const SIGN: Bilingual = Bilingual { en: "sign", de: "signieren" };
const REVIEW: Bilingual = Bilingual {
    en: "approve on the forge or sign",
    de: "auf der Plattform freigeben oder signieren",
};
