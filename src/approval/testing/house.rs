//! A small house for tests: people with keys, roles, a text, records.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Signer;
use crate::approval::record::digest;
use crate::approval::{
    About, Act, Assurance, Author, Case, Deed, Demand, Digested, Entry, KeptText, Party,
    Publication, RecordId, Scope, Setting, Source, Stamp, Subject, Verdict, Window, conclude,
};
use crate::register::{Kind, People, Register, read};
use crate::text::{Language, Localized, SourceId};

pub const POLICY: &str = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub struct House {
    pub register: Register,
    pub roles: Vec<Party>,
    pub owners: Vec<String>,
    pub delegations: Vec<Entry>,
    pub joined: bool,
    pub anchored: bool,
    pub now: Timestamp,
    pub version: Option<&'static str>,
    pub zone: TimeZone,
    pub levels: Vec<String>,
}

pub fn party(name: &str, members: &[&str]) -> Party {
    Party {
        name: name.into(),
        members: members.iter().map(ToString::to_string).collect(),
        deputies: vec![],
        escalation: vec![],
        assurance: Assurance::Signed,
    }
}

/// The key of a person of the house, by the first letter of the name.
pub fn signer(who: &str) -> Signer {
    Signer::ed25519(who.as_bytes()[0])
}

impl House {
    /// Carla and Dora in legal, Anna and Ben in comms, Ben on duty; Fred has left, Gina's key is withdrawn,
    /// Hans has a key that is over.
    pub fn new() -> Self {
        let row = |id: &str, rest: &str| {
            let key = signer(id).key();
            format!("- {{id: {id}@muster.example, {}}}\n", rest.replace("KEY", &key.to_string()))
        };
        let text = [
            row("anna", "name: Anna Beispiel, aliases: [a.beispiel], keys: [KEY]"),
            row(
                "ben",
                "name: Ben Muster, aliases: [b.muster], forge: {github: ben-m}, keys: [KEY]",
            ),
            row(
                "carla",
                "name: Carla Beispiel, aliases: [cbeispiel], forge: {github: carla-b}, keys: [KEY]",
            ),
            row("dora", "name: Dora Muster, keys: [KEY]"),
            row("fred", "name: Fred Alt, active: {until: 2026-05-15}, keys: [KEY]"),
            row("gina", "name: Gina Neu, keys: [{key: KEY, compromised: 2026-05-02}]"),
            row("hans", "name: Hans Lang, keys: [{key: KEY, until: 2026-05-31}]"),
        ]
        .concat();
        let (register, problems) = read(Kind::People, &text, SourceId(0));
        assert!(problems.is_empty(), "{problems:#?}");
        Self {
            register,
            roles: vec![
                party(
                    "legal",
                    &["carla@muster.example", "dora@muster.example", "fred@muster.example"],
                ),
                party("comms", &["anna@muster.example", "ben@muster.example"]),
                party("duty", &["ben@muster.example"]),
            ],
            owners: vec!["anna@muster.example".into()],
            delegations: vec![],
            joined: false,
            anchored: false,
            now: at("2026-11-22T12:00:00Z"),
            version: Some("2.1.0"),
            zone: crate::text::moment::zone("Europe/Berlin").unwrap(),
            levels: ["low", "medium", "high"].map(String::from).to_vec(),
        }
    }

    pub fn people(&self) -> &People {
        self.register.people().unwrap()
    }

    pub fn role(&self, name: &str) -> Party {
        self.roles.iter().find(|role| role.name == name).unwrap().clone()
    }

    pub fn by(&self, role: &str) -> Demand {
        Demand::of(1, self.role(role))
    }

    pub fn setting(&self) -> Setting<'_> {
        Setting {
            house: "house",
            version: self.version,
            people: self.people(),
            roles: &self.roles,
            owners: &self.owners,
            assurance: Assurance::Signed,
            delegations: &self.delegations,
            duties_joined: self.joined,
            anchored: self.anchored,
            now: self.now,
            zone: &self.zone,
            levels: &self.levels,
        }
    }
}

/// A text with its records.
pub struct Draft {
    pub scope: Scope,
    pub digests: Vec<Digested>,
    pub unbound: Vec<String>,
    pub siblings: Vec<String>,
    pub entries: Vec<Entry>,
    pub texts: Vec<KeptText>,
    pub media: Vec<String>,
    pub authors: Vec<Author>,
    pub publication: Publication,
    pub kind: Option<&'static str>,
    pub risk: Option<&'static str>,
}

pub fn form(body: &str) -> String {
    format!("obstat-canon/1\nchannel 1\nx\nbody {}\n{body}\n", body.len())
}

impl Draft {
    /// A text for channel x, to go out at the house's now.
    pub fn new(body: &str) -> Self {
        let form = form(body);
        let now = House::new().now;
        Self {
            scope: Scope::Channel("x".into()),
            digests: vec![Digested {
                canon: "obstat-canon/1".into(),
                unbound: vec![],
                digest: digest(&form),
                form: Some(form),
            }],
            unbound: vec!["status".into()],
            siblings: vec![],
            entries: vec![],
            texts: vec![],
            media: vec![],
            authors: vec![],
            publication: Publication::new(None, false, now),
            kind: Some("post"),
            risk: Some("low"),
        }
    }

    pub fn with(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    pub fn written_by(mut self, name: &str) -> Self {
        let how = Localized::both(format!("as `{name}`"), format!("als `{name}`"));
        self.authors.push(Author { names: vec![name.into()], how });
        self
    }

    pub fn source(&self) -> Source<'_> {
        Source {
            scope: &self.scope,
            digests: &self.digests,
            unbound: &self.unbound,
            siblings: &self.siblings,
            entries: &self.entries,
            texts: &self.texts,
            media: &self.media,
            authors: &self.authors,
            path: "posts/lager.md",
        }
    }

    pub fn case<'a>(&'a self, inherited: &'a [Source<'a>]) -> Case<'a> {
        Case {
            own: self.source(),
            inherited,
            publication: self.publication,
            kind: self.kind,
            risk: self.risk,
        }
    }

    pub fn judge(&self, house: &House, demands: &[Demand]) -> Verdict {
        conclude(&house.setting(), &self.case(&[]), demands)
    }

    /// `met`, or the codes of the causes.
    pub fn verdict(&self, house: &House, demands: &[Demand]) -> String {
        told(&self.judge(house, demands))
    }
}

pub fn told(verdict: &Verdict) -> String {
    if verdict.met {
        return "met".into();
    }
    let codes: Vec<_> =
        verdict.causes.iter().map(|cause| cause.code.trim_start_matches("approval/")).collect();
    codes.join(" ")
}

pub fn english(verdict: &Verdict) -> String {
    verdict.causes[0].message.get(Language::ENGLISH).to_owned()
}

pub fn about(body: &str) -> About {
    About {
        canon: "obstat-canon/1".into(),
        subjects: vec![Subject { scope: Scope::Channel("x".into()), digest: digest(form(body)) }],
        unbound: vec![],
        path: "posts/lager.md".into(),
    }
}

pub fn stamp() -> Stamp {
    Stamp { policy: POLICY.into(), version: Some("2.0.0".into()) }
}

/// An act by somebody of the house, made on the morning of the house's now.
pub fn act(who: &str, role: &str, deed: Deed) -> Act {
    Act {
        house: "house".into(),
        role: Some(role.into()),
        by: format!("{who}@muster.example"),
        on_behalf: None,
        delegation: None,
        time: at("2026-11-22T09:00:00Z"),
        comment: Some("because".into()),
        after: vec![],
        deed,
        sig: None,
    }
}

pub fn approval(who: &str, role: &str, body: &str) -> Act {
    let window = Window { from: None, until: at("2026-12-22T09:00:00Z") };
    act(who, role, Deed::Approve { about: about(body), stamp: stamp(), open: vec![], window })
}

pub fn refusal(who: &str, role: &str, body: &str) -> Act {
    act(who, role, Deed::Reject { about: about(body), stamp: stamp() })
}

pub fn revocation(who: &str, role: &str, of: &RecordId) -> Act {
    act(who, role, Deed::Revoke { of: of.clone() })
}

/// Signed with the person's own key.
pub fn signed(act: Act) -> Entry {
    let who = signer(&act.by);
    signed_by(act, &who)
}

pub fn signed_by(mut act: Act, signer: &Signer) -> Entry {
    act.sig = Some(signer.sign(act.signed_bytes().as_bytes()));
    let id = act.id();
    Entry::line(act, id)
}

pub fn unsigned(act: Act) -> Entry {
    let id = act.id();
    Entry::line(act, id)
}

pub fn landed(mut entry: Entry) -> Entry {
    entry.in_base = true;
    entry.in_tree = true;
    entry
}
