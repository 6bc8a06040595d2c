//! Steps 2 to 5: is the record about this very text?

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Digested;
use super::assess::{Bench, Failure, Outcome, Step};
use crate::approval::change;
use crate::approval::entry::Entry;
use crate::approval::problem::cause;
use crate::approval::problem::cause::{
    ImageChanged, OtherChannel, OtherHouse, Stale, UnknownCanon,
};
use crate::approval::record::{About, KeptText, Scope};
use crate::approval::words::{Names, Scopes};
use crate::diagnostic::{Cause, Say};
use crate::text::{Localized, Tongue};

/// Differences that were worked out already, by digest of the kept and of today's form: many records may be
/// stale against one kept text.
#[derive(Default)]
pub(in crate::approval) struct Memo(RefCell<BTreeMap<(String, String), Changes>>);

type Changes = Option<Vec<change::Change>>;

impl Memo {
    fn changes(&self, kept: &KeptText, now: &Digested) -> Changes {
        let form = now.form.as_deref()?;
        let key = (kept.digest.clone(), now.digest.clone());
        let mut known = self.0.borrow_mut();
        known.entry(key).or_insert_with(|| change::changes(&kept.text, form)).clone()
    }
}

impl Bench<'_> {
    pub(in crate::approval) fn text(&self, entry: &Entry, about: &About) -> Outcome<()> {
        self.house(entry)?;
        self.canon(entry, about)?;
        self.channel(entry, about)?;
        self.digest(entry, about)
    }

    pub(in crate::approval) fn house(&self, entry: &Entry) -> Outcome<()> {
        if entry.act.house == self.setting.house {
            return Ok(());
        }
        let other = OtherHouse { house: entry.act.house.clone(), id: entry.id.short() };
        Err(Failure::of(Step::House, cause(&other)))
    }

    pub(in crate::approval) fn canon(&self, entry: &Entry, about: &About) -> Outcome<()> {
        if self.source.digests.iter().any(|known| known.canon == about.canon) {
            return Ok(());
        }
        let unknown = UnknownCanon { id: entry.id.short(), canon: about.canon.clone() };
        Err(Failure::of(Step::Canon, cause(&unknown)))
    }

    pub(in crate::approval) fn channel(&self, entry: &Entry, about: &About) -> Outcome<()> {
        let mut given: Vec<_> =
            about.subjects.iter().map(|subject| subject.scope.clone()).collect();
        if given.contains(self.source.scope) {
            return Ok(());
        }
        given.dedup();
        let file = self.source.path;
        let help = match self.source.scope {
            Scope::Channel(channel) => format!("`obstat approve {file} --channel {channel}`"),
            Scope::Whole => format!("`obstat approve {file}`"),
            Scope::Claim(claim) => format!("`obstat approve --claim {claim}`"),
        };
        let other = OtherChannel {
            who: self.shown(&entry.act.by),
            given: Scopes(given),
            wanted: Scopes(vec![self.source.scope.clone()]),
            help: Localized::same(help),
        };
        Err(Failure::of(Step::Channel, cause(&other)))
    }

    pub(in crate::approval) fn digest(&self, entry: &Entry, about: &About) -> Outcome<()> {
        let loose = about.unbound.iter().find(|field| !self.source.unbound.contains(field));
        if let Some(field) = loose {
            let change = Localized::both(
                format!("without the field `{field}`, which the policy binds now"),
                format!("ohne das Feld `{field}`, das die Regeln jetzt binden"),
            );
            return Err(Failure::of(Step::Digest, self.stale(entry, change)));
        }
        let mut digests =
            about.subjects.iter().filter(|subject| subject.scope == *self.source.scope);
        let now = self
            .source
            .digests
            .iter()
            .find(|now| now.canon == about.canon && now.unbound == about.unbound);
        let equal = now.is_some_and(|now| digests.clone().any(|seen| seen.digest == now.digest));
        if equal {
            return Ok(());
        }
        let seen = digests.next().map(|subject| subject.digest.as_str()).unwrap_or_default();
        Err(Failure::of(Step::Digest, self.what_changed(entry, seen, now)))
    }

    /// Says what changed where the approved text was kept.
    pub(in crate::approval) fn what_changed(
        &self,
        entry: &Entry,
        seen: &str,
        now: Option<&Digested>,
    ) -> Cause {
        let kept = self.source.texts.iter().find(|kept| kept.digest == seen);
        let changes = kept.zip(now).and_then(|(kept, now)| self.memo.changes(kept, now));
        let Some(changes) = changes else {
            let change =
                Localized::both("something has changed since", "seither hat sich etwas geändert");
            return self.stale(entry, change);
        };
        if let Some(media) = change::only_media(&changes) {
            let named: Option<Vec<_>> = media
                .iter()
                .map(|number| self.source.media.get(number.checked_sub(1)?).cloned())
                .collect();
            let files = match named.map(|names| Names::all(names).quoted()) {
                Some(names) => Localized::both(names.say(Tongue::En), names.say(Tongue::De)),
                None => Localized::both("set of attachments", "die Anlagen"),
            };
            return cause(&ImageChanged {
                who: self.shown(&entry.act.by),
                date: self.day(entry.act.time),
                id: entry.id.short(),
                files,
                file: self.source.path.to_owned(),
            });
        }
        let change = match change::count(&changes) {
            1 => Localized::both("1 line has changed", "1 Zeile hat sich geändert"),
            count => Localized::both(
                format!("{count} lines have changed"),
                format!("{count} Zeilen haben sich geändert"),
            ),
        };
        self.stale(entry, change)
    }

    pub(in crate::approval) fn stale(&self, entry: &Entry, change: Localized) -> Cause {
        cause(&Stale {
            who: self.shown(&entry.act.by),
            date: self.day(entry.act.time),
            id: entry.id.short(),
            change,
            file: self.source.path.to_owned(),
            role: entry.act.role.clone().unwrap_or_default(),
        })
    }
}
