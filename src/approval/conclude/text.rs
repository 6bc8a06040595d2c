//! Steps 2 to 5: is the record about this very text?

use super::assess::{Bench, Failure, Outcome, Step};
use crate::approval::change;
use crate::approval::entry::Entry;
use crate::approval::problem::cause;
use crate::approval::problem::cause::{
    ImageChanged, OtherChannel, OtherHouse, Stale, UnknownCanon,
};
use crate::approval::record::{About, Scope};
use crate::approval::words::{Names, Scopes};
use crate::diagnostic::{Cause, Say};
use crate::text::{Localized, Tongue};

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
        let form = now.and_then(|now| now.form.as_deref());
        Err(Failure::of(Step::Digest, self.what_changed(entry, seen, form)))
    }

    /// Says what changed where the approved text was kept.
    pub(in crate::approval) fn what_changed(
        &self,
        entry: &Entry,
        seen: &str,
        form: Option<&str>,
    ) -> Cause {
        let kept = self.source.texts.iter().find(|kept| kept.digest == seen);
        let changes = kept.zip(form).and_then(|(kept, form)| change::changes(&kept.text, form));
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
            let files = match named {
                Some(names) => Names::all(names).quoted().say(Tongue::En).into_owned(),
                None => String::new(),
            };
            let files = if files.is_empty() {
                Localized::both("set of attachments", "die Anlagen")
            } else {
                let german = files.replace(" and ", " und ");
                Localized::both(files, german)
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
