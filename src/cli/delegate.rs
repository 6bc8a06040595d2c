//! `obstat delegate`: a member of a role hands it to somebody for a while.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::desk::{ending, moment, no_moment};
use super::house::Opened;
use super::revoke::Revoke;
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::record::MAX_DELEGATION;
use crate::approval::{Act, Assurance, Deed, Entry, Record, Window};
use crate::policy::model::FieldType;
use crate::render::visible::line;
use crate::run::{Ready, desk};
use crate::text::{Place, Sources, Span, Tongue};

/// Hand a role of yours to somebody for a while
#[derive(Debug, clap::Args)]
pub struct Delegate {
    /// A folder of the house; else the current one
    pub folder: Option<PathBuf>,
    /// The role
    #[arg(long)]
    pub role: String,
    /// To whom, by id or alias
    #[arg(long, value_name = "PERSON")]
    pub to: String,
    /// First day or instant; else now
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Last day; at most 31 days
    #[arg(long, value_name = "DAY")]
    pub until: String,
    /// Only for drafts of these kinds
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    pub kinds: Vec<String>,
    /// Only for these channels
    #[arg(long = "channel", value_name = "CHANNEL", value_delimiter = ',')]
    pub channels: Vec<String>,
    /// Only up to this level of risk
    #[arg(long, value_name = "LEVEL")]
    pub risk: Option<String>,
    /// A word to go with it
    #[arg(long)]
    pub comment: Option<String>,
    #[command(flatten)]
    pub signer: SignerArgs,
}

/// Runs the command.
pub fn run(args: &Delegate, terminal: &mut Terminal) -> u8 {
    let now = match clock(args.signer.now.as_deref(), terminal.tongue()) {
        Ok(now) => now,
        Err(stop) => return stop.tell(terminal),
    };
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(args.folder.as_deref(), &mut sources, terminal) else { return 2 };
    let Some(ready) = opened.ready(&sources, terminal) else { return 2 };
    let path = kept(&opened, ready);
    let act = match act(args, ready, now, (&opened.folder, &path), terminal) {
        Ok(act) => act,
        Err(stop) => return stop.tell(terminal),
    };
    let shown = opened.houses.shown(&path);
    let place = Place::new(sources.add(shown.as_str(), ""), Span::default());
    written(act, (&path, &shown, place), &sources, terminal)
}

/// Where delegations are kept.
fn kept(opened: &Opened, ready: &Ready) -> PathBuf {
    opened.house().root.join(&ready.folder).join(desk::DELEGATIONS)
}

/// Takes back a delegation of the current folder's house, if that is what is meant.
pub fn take_back(args: &Revoke, terminal: &mut Terminal) -> Option<u8> {
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(None, &mut sources, terminal) else { return Some(2) };
    let ready = opened.house().ready.as_ref()?;
    let path = kept(&opened, ready);
    let of = desk::act(&path, &args.id)?;
    let shown = opened.houses.shown(&path);
    let place = Place::new(sources.add(shown.as_str(), ""), Span::default());
    let made = withdrawal(args, ready, &of, &path, &opened.folder, terminal);
    Some(match made {
        Ok(act) => written(act, (&path, &shown, place), &sources, terminal),
        Err(stop) => stop.tell(terminal),
    })
}

fn withdrawal(
    args: &Revoke,
    ready: &Ready,
    of: &Entry,
    path: &Path,
    here: &Path,
    terminal: &mut Terminal,
) -> Result<Act, Stop> {
    let tongue = terminal.tongue();
    let now = clock(args.signer.now.as_deref(), tongue)?;
    let people = &ready.office.people;
    let signer = Signer::find(&args.signer, people, here, tongue)?;
    let judge = desk::judge(ready, now);
    let act = Act {
        by: signer.id.clone(),
        time: now,
        comment: Some(args.comment.clone()),
        after: desk::heads(path),
        deed: Deed::Revoke { of: of.id.clone() },
        sig: None,
        ..of.act.clone()
    };
    let role = of.act.role.as_deref().unwrap_or_default();
    let party = ready.office.parties.iter().find(|party| party.name == role);
    let asked = party.map_or(Assurance::Signed, |party| party.assurance);
    let (id, by) = (of.id.short(), people.shown(&of.act.by));
    let what = tongue.pick(
        format!("and take back {id} ({by} handed on {role})"),
        format!("und nehmen {id} zurück ({by} gab {role} weiter)"),
    );
    let check = |entry: &_| desk::delegation_refusal(ready, &judge, entry, Some(of));
    signer.settle(act, asked, &what, check, terminal)
}

/// Puts an act into the file of delegations and says so.
fn written(
    act: Act,
    (path, shown, place): (&Path, &str, Place),
    sources: &Sources,
    terminal: &mut Terminal,
) -> u8 {
    let id = act.id().short();
    match desk::append(path, shown, place, &[Record::Act(Box::new(act))]) {
        Ok(()) => {
            let shown = line(shown);
            terminal.out(&terminal.tongue().pick(
                format!("{id} written to {shown}; with a base it counts once it has landed there\n"),
                format!("{id} eingetragen in {shown}; mit einem Basiszweig zählt es, sobald es dort ist\n"),
            ));
            0
        }
        Err(problem) => {
            terminal.diagnostics(&[*problem], sources);
            2
        }
    }
}

fn act(
    args: &Delegate,
    ready: &Ready,
    now: Timestamp,
    (here, path): (&Path, &Path),
    terminal: &mut Terminal,
) -> Result<Act, Stop> {
    let tongue = terminal.tongue();
    let office = &ready.office;
    let people = &office.people;
    let signer = Signer::find(&args.signer, people, here, tongue)?;
    let judge = desk::judge(ready, now);
    let zone = judge.house_zone();
    let to = match people.find(&args.to) {
        Some(person) => person.id.text.clone(),
        None if people.is_empty() => args.to.clone(),
        None => return Err(unknown("person", "eine Person", &args.to, tongue)),
    };
    let Some(party) = office.parties.iter().find(|party| party.name == args.role) else {
        return Err(unknown("role", "eine Rolle", &args.role, tongue));
    };
    words(ready, "kind", &args.kinds, tongue)?;
    words(ready, "channel", &args.channels, tongue)?;
    words(ready, "risk", args.risk.as_slice(), tongue)?;
    if !party.members.iter().any(|member| people.same_person(member, &signer.id)) {
        return Err(Stop::refused(tongue.pick(
            format!(
                "only a member can hand on a role, and {} is none of `{}`",
                signer.shown(),
                party.name
            ),
            format!(
                "nur ein Mitglied kann eine Rolle weitergeben, und {} gehört nicht zu `{}`",
                signer.shown(),
                party.name
            ),
        )));
    }
    let window = window(args, now, zone, tongue)?;
    let act = Act {
        house: ready.policy.pack(ready.policy.house).name.clone(),
        role: Some(party.name.clone()),
        by: signer.id.clone(),
        on_behalf: None,
        delegation: None,
        time: now,
        comment: args.comment.clone(),
        after: desk::heads(path),
        deed: Deed::Delegate {
            to: to.clone(),
            kinds: args.kinds.clone(),
            channels: args.channels.clone(),
            risk: args.risk.clone(),
            window,
        },
        sig: None,
    };
    let until = ending(window.until, ready, zone, tongue);
    let (to, role) = (people.shown(&to), &party.name);
    let what = tongue.pick(
        format!("and hand {role} to {to} until {until}"),
        format!("und geben {role} an {to} bis {until}"),
    );
    let check = |entry: &_| desk::delegation_refusal(ready, &judge, entry, None);
    signer.settle(act, party.assurance, &what, check, terminal)
}

/// For how long, in the zone of the house.
fn window(
    args: &Delegate,
    now: Timestamp,
    zone: &TimeZone,
    tongue: Tongue,
) -> Result<Window, Stop> {
    let bad = |text: &str| no_moment(text, tongue);
    let begin = |text: &String| moment(text, tongue)?.instant(zone).map_err(|_| bad(text));
    let from = args.from.as_ref().map(begin).transpose()?;
    let until = moment(&args.until, tongue)?.end(zone).map_err(|_| bad(&args.until))?;
    let length = until.duration_since(from.unwrap_or(now));
    if length > MAX_DELEGATION || until <= from.unwrap_or(now) {
        return Err(Stop::refused(tongue.pick(
            "a delegation holds for at most 31 days, and ends after it begins".to_owned(),
            "ein Auftrag gilt höchstens 31 Tage und endet, nachdem er begonnen hat".to_owned(),
        )));
    }
    Ok(Window { from, until })
}

/// That the words are among those of a field.
fn words(ready: &Ready, field: &str, words: &[String], tongue: Tongue) -> Result<(), Stop> {
    let id = ready.policy.field_named(field);
    let known = id.map(|id| &ready.policy.field(id).kind).and_then(FieldType::words);
    let strange = |word: &&String| !known.unwrap_or_default().contains(word);
    match words.iter().find(strange) {
        Some(word) => Err(unknown(field, field, word, tongue)),
        None => Ok(()),
    }
}

fn unknown(en: &str, de: &str, word: &str, tongue: Tongue) -> Stop {
    let word = line(word);
    Stop::failed(
        tongue.pick(format!("there is no {en} `{word}`"), format!("{de} `{word}` gibt es nicht")),
    )
}
