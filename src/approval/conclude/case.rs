//! What is handed in: the house, the text, the demands.
//!
//! Plain data, made by whoever knows policies, drafts and clocks. Nothing here judges.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::approval::entry::Entry;
use crate::approval::problem::finding::UnknownAuthor;
use crate::approval::record::{KeptText, Scope};
use crate::diagnostic::{Complaint, Diagnostic};
use crate::register::People;
use crate::text::{Duration, Localized, Place};

/// How sure we are that the person meant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// Somebody says so.
    Claimed,
    /// A forge says so.
    Forge,
    /// A key says so.
    Signed,
}

/// People who may fill a seat: a role, or the persons whom a field names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name of the role or field, as records give it.
    pub name: String,
    /// Members, by id or alias.
    pub members: Vec<String>,
    /// Who may stand in for a member.
    pub deputies: Vec<String>,
    /// Members of the roles to which this one escalates: they may always.
    pub escalation: Vec<String>,
    /// How sure an approval must be.
    pub assurance: Assurance,
}

/// What one `approval by …` asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// How many different people.
    pub count: u32,
    /// For how many different ones of these; if it is a single one, all from it.
    pub parties: Vec<Party>,
    /// Does the author count?
    pub including_author: bool,
    /// At most this long before the instant.
    pub within: Option<Duration>,
    /// At least this long before the instant.
    pub ahead: Option<Duration>,
}

impl Demand {
    /// `by R`, `by N of R`.
    #[must_use]
    pub fn of(count: u32, party: Party) -> Self {
        Self::among(count, vec![party])
    }

    /// `by N of R, S, T`: different people for different roles.
    #[must_use]
    pub fn among(count: u32, parties: Vec<Party>) -> Self {
        Self { count, parties, including_author: false, within: None, ahead: None }
    }

    /// `by F`: each person whom the field names. Where it names nobody, nobody can meet it.
    #[must_use]
    pub fn each(field: &str, persons: &[String], assurance: Assurance, people: &People) -> Self {
        let party = |members: &[String]| Party {
            name: field.to_owned(),
            members: members.to_vec(),
            deputies: Vec::new(),
            escalation: Vec::new(),
            assurance,
        };
        let mut parties: Vec<Party> = Vec::new();
        for person in persons {
            let mut known = parties.iter().flat_map(|party| &party.members);
            if !known.any(|known| people.same_person(known, person)) {
                parties.push(party(std::slice::from_ref(person)));
            }
        }
        if parties.is_empty() {
            parties.push(party(&[]));
        }
        Self::among(u32::try_from(parties.len()).unwrap_or(u32::MAX), parties)
    }
}

/// What is the same for every text of a run.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The name of the pack that judges.
    pub house: &'a str,
    /// Its version, if it has one.
    pub version: Option<&'a str>,
    /// Who is who.
    pub people: &'a People,
    /// All roles, to say where somebody belongs and who may withdraw.
    pub roles: &'a [Party],
    /// Who owns the pack.
    pub owners: &'a [String],
    /// The pack's default assurance, asked of its owners.
    pub assurance: Assurance,
    /// Records of `registers/delegations.jsonl`.
    pub delegations: &'a [Entry],
    /// May one person fill several roles of one rule?
    pub duties_joined: bool,
    /// Whether there is a base: then what has not landed is judged at now.
    pub anchored: bool,
    /// The clock.
    pub now: Timestamp,
    /// The pack's zone, for windows of registers and for dates in messages.
    pub zone: &'a TimeZone,
    /// The words of the field `risk`, from low to high.
    pub levels: &'a [String],
}

/// A text with the records that may speak of it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// For what.
    pub scope: &'a Scope,
    /// Its digests: at least one for every canonical form that is known, and one for every list of unbound
    /// fields that its records name (see [`super::wanted_digests`]).
    pub digests: &'a [Digested],
    /// Fields that the policy leaves unbound today.
    pub unbound: &'a [String],
    /// Digests of the file's other items: records that name only those are not about this one.
    pub siblings: &'a [String],
    /// Records.
    pub entries: &'a [Entry],
    /// Kept texts.
    pub texts: &'a [KeptText],
    /// Names of attachments in the order of the canonical form.
    pub media: &'a [String],
    /// Who wrote it.
    pub authors: &'a [Author],
    /// Its path, for messages.
    pub path: &'a str,
}

/// A digest of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digested {
    /// The canonical form's id.
    pub canon: String,
    /// Fields left out, sorted.
    pub unbound: Vec<String>,
    /// The digest.
    pub digest: String,
    /// The form itself, to say what has changed.
    pub form: Option<String>,
}

/// Somebody who wrote a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The names by which the person may be known: as written, a mail address.
    pub names: Vec<String>,
    /// How we know: `as b.muster in commit abc123`.
    pub how: Localized,
}

/// Findings about authors whom the register does not know: whether they clear their own text cannot be
/// seen. Without a register nobody is unknown.
#[must_use]
pub fn unknown_authors(authors: &[Author], people: &People, place: Place) -> Vec<Diagnostic> {
    let unknown = |author: &&Author| {
        !people.is_empty() && author.names.iter().all(|name| people.find(name).is_none())
    };
    let complain = |author: &Author| {
        let name = author.names.first().cloned().unwrap_or_default();
        UnknownAuthor { name, how: author.how.clone() }.at(place)
    };
    authors.iter().filter(unknown).map(complain).collect()
}

/// When a text is to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The instant by which age is judged.
    pub at: Timestamp,
    /// The instant that windows must hold.
    pub window: Timestamp,
    /// Whether the text says when; else it goes out when somebody lets it.
    pub planned: bool,
}

impl Publication {
    /// From `publish-at`. Where that field is unbound and the draft differs from the base, it is `movable`:
    /// windows are then asked for the later of date and clock, so that dating back revives nothing.
    #[must_use]
    pub fn new(publish_at: Option<Timestamp>, movable: bool, now: Timestamp) -> Self {
        let at = publish_at.unwrap_or(now);
        let window = if movable { at.max(now) } else { at };
        Self { at, window, planned: publish_at.is_some() }
    }
}

/// One text to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The text itself.
    pub own: Source<'a>,
    /// Texts whose approvals it inherits: its template, the registered claim that the match lies in.
    pub inherited: &'a [Source<'a>],
    /// When it is to go out.
    pub publication: Publication,
    /// Its kind, for delegations.
    pub kind: Option<&'a str>,
    /// Its level of risk, for delegations.
    pub risk: Option<&'a str>,
}
