//! `obstat revoke` and `obstat review`: what is done about a record that stands somewhere.

use std::path::{Path, PathBuf};

use super::desk::{Visit, tour};
use super::house::current_folder;
use super::office::{OfficeArgs, assurance, cannot, capacity, keep};
use super::sheet;
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::{Act, Deed, Entry, RecordId, Scope};
use crate::render::visible::line;
use crate::run::{Look, desk};

/// Take a record back
#[derive(Debug, clap::Args)]
pub struct Revoke {
    /// The record, as shown (`a-3f9c2d81`) or in full
    pub id: String,
    /// Drafts or folders to look for it; else the current folder
    pub paths: Vec<PathBuf>,
    /// Why
    #[arg(long)]
    pub comment: String,
    #[command(flatten)]
    pub signer: SignerArgs,
}

/// Say that you have looked at what went out on the fast lane
#[derive(Debug, clap::Args)]
pub struct Review {
    /// The approval it went out with, as shown (`a-3f9c2d81`) or in full
    pub id: String,
    /// Drafts or folders to look for it; else the current folder
    pub paths: Vec<PathBuf>,
    /// A word to go with it
    #[arg(long)]
    pub comment: Option<String>,
    #[command(flatten)]
    pub office: OfficeArgs,
    #[command(flatten)]
    pub signer: SignerArgs,
}

/// Runs `obstat revoke`.
pub fn run(args: &Revoke, terminal: &mut Terminal) -> u8 {
    if let Some(status) = super::delegate::take_back(args, terminal) {
        return status;
    }
    with_record(&args.id, &args.paths, &args.signer, terminal, |entry, visit| {
        revoke(args, entry, visit)
    })
}

/// Runs `obstat review`.
pub fn review(args: &Review, terminal: &mut Terminal) -> u8 {
    with_record(&args.id, &args.paths, &args.signer, terminal, |entry, visit| {
        look_at(args, entry, visit)
    })
}

/// Finds the one record that is meant and opens the draft beside it.
fn with_record(
    id: &str,
    paths: &[PathBuf],
    signer: &SignerArgs,
    terminal: &mut Terminal,
    work: impl Fn(&Entry, &mut Visit<'_, '_>) -> Result<u8, Stop>,
) -> u8 {
    let tongue = terminal.tongue();
    let found = clock(signer.now.as_deref(), tongue).and_then(|now| {
        let folder = current_folder(tongue).map_err(Stop::failed)?;
        Ok((now, the_one(id, desk::find(&folder, paths, id), terminal)?))
    });
    match found {
        Ok((now, (file, found))) => tour(&[file], now, terminal, |visit| {
            let entry = visit.desk.entries().iter().find(|entry| entry.id == found);
            match entry {
                Some(entry) => work(&entry.clone(), visit),
                // The sidecar was read a moment ago; what it lacks now was removed meanwhile.
                None => Err(nowhere(id, visit.terminal)),
            }
        }),
        Err(stop) => stop.tell(terminal),
    }
}

pub fn the_one(
    typed: &str,
    mut found: Vec<(PathBuf, RecordId)>,
    terminal: &Terminal,
) -> Result<(PathBuf, RecordId), Stop> {
    let first = found.pop().ok_or_else(|| nowhere(typed, terminal))?;
    if found.is_empty() {
        return Ok(first);
    }
    let named: Vec<String> = found
        .iter()
        .chain([&first])
        .map(|(file, id)| format!("{} ({id})", line(&shown(file))))
        .collect();
    let named = named.join(", ");
    Err(Stop::failed(terminal.tongue().pick(
        format!("several records begin like this: {named}"),
        format!("mehrere Einträge beginnen so: {named}"),
    )))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn nowhere(typed: &str, terminal: &Terminal) -> Stop {
    let typed = line(typed);
    Stop::failed(terminal.tongue().pick(
        format!("no record `{typed}` stands beside these drafts"),
        format!("ein Eintrag `{typed}` steht bei diesen Entwürfen nicht"),
    ))
}

fn revoke(args: &Revoke, entry: &Entry, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    if matches!(entry.act.deed, Deed::Revoke { .. }) {
        return Err(Stop::refused(visit.tongue().pick(
            "a withdrawal cannot be withdrawn".to_owned(),
            "eine Rücknahme lässt sich nicht zurücknehmen".to_owned(),
        )));
    }
    let look = visit.desk.look();
    let people = &visit.ready().office.people;
    let signer = Signer::find(&args.signer, people, visit.folder, visit.tongue())?;
    let office = OfficeArgs { role: None, channels: Vec::new(), on_behalf: None };
    let deed = Deed::Revoke { of: entry.id.clone() };
    let act = office.act(visit, &signer, Some(&args.comment), deed);
    // A waiver need not name a role; who takes it back acts as the one who made it.
    let role = entry.act.role.clone().unwrap_or_else(|| "author".to_owned());
    let act = Act { role: Some(role.clone()), ..act };
    let desk = visit.desk;
    let check = |revoke: &_| desk.revoke_refusal(entry, revoke, &look.needs);
    let told = describe(entry, visit);
    let what =
        visit.tongue().pick(format!("and take back {told}"), format!("und nehmen zurück: {told}"));
    let act = signer.settle(act, assurance(visit, &look, &role), &what, check, visit.terminal)?;
    keep(visit, vec![act], &[])
}

/// `a-3f9c2d81 (approve, Carla Beispiel as legal, 22 Nov 2026)`
fn describe(entry: &Entry, visit: &Visit<'_, '_>) -> String {
    use crate::approval::words::When;
    use crate::diagnostic::Say;
    let people = &visit.ready().office.people;
    let act = &entry.act;
    let who = people.shown(&act.by);
    let day = When::day(act.time, visit.desk.judge.house_zone());
    let day = day.say(visit.tongue());
    let word = super::approvals::word(&act.deed, visit.tongue());
    format!("{} ({word}, {}, {day})", entry.id.short(), line(who))
}

fn look_at(args: &Review, entry: &Entry, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    let Deed::Approve { about, .. } = &entry.act.deed else {
        return Err(Stop::refused(visit.tongue().pick(
            "only an approval can be reviewed".to_owned(),
            "nachsehen lässt sich nur eine Freigabe".to_owned(),
        )));
    };
    let look = visit.desk.look();
    let people = &visit.ready().office.people;
    let signer = Signer::find(&args.signer, people, visit.folder, visit.tongue())?;
    let all = visit.desk.channels();
    let seen = |channel: &String| {
        about.subjects.iter().any(|subject| match &subject.scope {
            Scope::Whole => channel.is_empty(),
            Scope::Channel(name) => name == channel,
            Scope::Claim(_) => false,
        })
    };
    let channels: Vec<String> = all.into_iter().filter(seen).collect();
    let about = visit.desk.about(&channels).map_err(|problems| cannot(visit, &problems))?;
    let deed =
        Deed::Review { about, stamp: visit.desk.stamp(), open: look.open(), of: entry.id.clone() };
    let act = args.office.act(visit, &signer, args.comment.as_ref(), deed);
    let desk = visit.desk;
    let check =
        |entry: &_| channels.iter().find_map(|channel| desk.standing(entry, channel, &look.needs));
    let Some(act) = args.office.fill(visit, &owed(&look), &act, check)? else {
        return Err(Stop::refused(
            visit.tongue().pick(
                "no review is owed here".to_owned(),
                "hier ist nichts nachzusehen".to_owned(),
            ),
        ));
    };
    let forms = desk.forms(&channels).map_err(|problems| cannot(visit, &problems))?;
    sheet::show(visit, &forms, &channels, &look);
    let office = capacity(visit, &act);
    let of = entry.id.short();
    let what = visit.tongue().pick(
        format!("{office}, and have looked at what went out with {of}"),
        format!("{office}, und haben nachgesehen, was mit {of} hinausging"),
    );
    let sure = assurance(visit, &look, act.role.as_deref().unwrap_or_default());
    let act = signer.settle(act, sure, &what, check, visit.terminal)?;
    keep(visit, vec![act], &forms)
}

/// The roles that owe a review.
fn owed(look: &Look) -> Vec<String> {
    let mut names: Vec<String> = look.debts.iter().map(|(_, debt)| debt.role.clone()).collect();
    names.sort();
    names.dedup();
    names
}
