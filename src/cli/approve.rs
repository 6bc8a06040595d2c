//! `obstat approve`: somebody clears a draft, having seen it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::desk::{Visit, each, visit};
use super::sheet;
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::record::DEFAULT_WINDOW;
use crate::approval::{Act, Assurance, Deed, Party, Record, Window};
use crate::diagnostic::Cause;
use crate::run::{Look, Need, desk};
use crate::text::Tongue;
use crate::world;

/// Clear drafts for publication, having seen them
#[derive(Debug, clap::Args)]
pub struct Approve {
    /// Drafts
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub office: OfficeArgs,
    /// First day or instant on which it may be published
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Last day on which it may be published, or the instant before which; else 30 days from now
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// A word to go with it
    #[arg(long)]
    pub comment: Option<String>,
    #[command(flatten)]
    pub signer: SignerArgs,
}

/// In which capacity, and for which channels
#[derive(Clone, Debug, clap::Args)]
pub struct OfficeArgs {
    /// As which role, or as the person named by which field; else the one that is asked for and yours
    #[arg(long)]
    pub role: Option<String>,
    /// For which channels; else for all that the draft goes to
    #[arg(long = "channel", value_name = "CHANNEL", value_delimiter = ',')]
    pub channels: Vec<String>,
    /// For whom, as a deputy or by a delegation
    #[arg(long = "for", value_name = "PERSON")]
    pub on_behalf: Option<String>,
}

/// Runs the command.
pub fn run(args: &Approve, terminal: &mut Terminal) -> u8 {
    let now = match clock(args.signer.now.as_deref(), terminal.tongue()) {
        Ok(now) => now,
        Err(stop) => return stop.tell(terminal),
    };
    let mut hinted = false;
    each(&args.files, |file| visit(file, now, terminal, |visit| approve(args, visit, &mut hinted)))
}

fn approve(args: &Approve, visit: &mut Visit<'_, '_>, hinted: &mut bool) -> Result<u8, Stop> {
    let look = visit.desk.look();
    let blocking: Vec<_> = look.blocking().cloned().collect();
    let problems = visit.desk.problems();
    if !blocking.is_empty() || problems.iter().any(is_broken) {
        visit.show(&blocking);
        return Err(Stop::refused(not_signed(blocking.len(), visit.tongue())));
    }
    let channels = channels(&args.office, visit)?;
    let people = &visit.ready().office.people;
    let folder = visit.folder;
    let signer = Signer::find(&args.signer, people, folder, visit.tongue())?;
    let window = window(args, visit)?;
    let about = visit.desk.about(&channels).map_err(|problems| cannot(visit, &problems))?;
    let draft = Act {
        house: visit.desk.house_name().to_owned(),
        role: None,
        by: signer.id.clone(),
        on_behalf: args.office.on_behalf.as_deref().map(|name| id_of(visit, name)),
        delegation: None,
        time: visit.now,
        comment: args.comment.clone(),
        after: visit.desk.heads(),
        deed: Deed::Approve { about, stamp: visit.desk.stamp(), open: look.open(), window },
        sig: None,
    };
    let Some(act) = in_office(args, visit, &look, &channels, draft)? else { return Ok(0) };
    let role = act.role.clone().unwrap_or_default();
    let forms = visit.desk.forms(&channels).map_err(|problems| cannot(visit, &problems))?;
    sheet::show(visit, &forms, &channels, &look);
    let what = what(&role, act.on_behalf.as_deref(), window, visit);
    let desk = visit.desk;
    let check = |entry: &_| desk.refusal(entry, &channels, &look.needs);
    let act = signer.settle(act, assurance(visit, &look, &role), &what, check, visit.terminal)?;
    let id = act.id().short();
    let mut records = vec![Record::Act(Box::new(act))];
    records.extend(forms.iter().map(|form| Record::keep(form)));
    keep(visit, &id, &records, hinted)
}

/// Puts records beside the draft and says so.
pub fn keep(
    visit: &mut Visit<'_, '_>,
    id: &str,
    records: &[Record],
    hinted: &mut bool,
) -> Result<u8, Stop> {
    let file = match visit.desk.keep(records) {
        Ok(file) => file,
        Err(problem) => {
            visit.show(&[*problem]);
            return Ok(2);
        }
    };
    let tongue = visit.tongue();
    let written =
        tongue.pick(format!("{id} written to {file}\n"), format!("{id} eingetragen in {file}\n"));
    visit.terminal.out(&written);
    if !*hinted {
        *hinted = hint(visit, &visit.folder.join(file));
    }
    Ok(0)
}

/// Says once that git should merge records line by line, where it does not.
fn hint(visit: &mut Visit<'_, '_>, file: &Path) -> bool {
    let missing = world::merges_by_line(visit.folder, file) == Some(false);
    if missing {
        let words = visit.tongue().pick(
            "note: put `*.approvals.jsonl merge=union` into `.gitattributes`, so that git can merge what two branches approved",
            "Hinweis: setzen Sie `*.approvals.jsonl merge=union` in `.gitattributes`, damit Git zusammenführen kann, was zwei Zweige freigaben",
        );
        visit.terminal.err(words);
    }
    missing
}

fn is_broken(problem: &crate::diagnostic::Diagnostic) -> bool {
    problem.severity == crate::diagnostic::Severity::Error
}

fn not_signed(errors: usize, tongue: Tongue) -> String {
    match (tongue, errors) {
        (Tongue::En, 1) => "nothing signed: 1 error stands that no approval can meet".to_owned(),
        (Tongue::En, _) => {
            format!("nothing signed: {errors} errors stand that no approval can meet")
        }
        (Tongue::De, 1) => {
            "nichts unterschrieben: 1 Fehler bleibt, den keine Freigabe behebt".to_owned()
        }
        (Tongue::De, _) => {
            format!("nichts unterschrieben: {errors} Fehler bleiben, die keine Freigabe behebt")
        }
    }
}

/// Why nothing can be said about a draft.
pub fn cannot(visit: &Visit<'_, '_>, problems: &[crate::diagnostic::Diagnostic]) -> Stop {
    let language = visit.terminal.view.language;
    let words = problems.iter().map(|problem| problem.message.get(language).to_owned());
    Stop::failed(words.collect::<Vec<_>>().join("\n"))
}

/// The channels meant: those named, which the draft must go to, else all of its.
pub fn channels(args: &OfficeArgs, visit: &Visit<'_, '_>) -> Result<Vec<String>, Stop> {
    let all = visit.desk.channels();
    let Some(strange) = args.channels.iter().find(|channel| !all.contains(channel)) else {
        return Ok(if args.channels.is_empty() { all } else { args.channels.clone() });
    };
    let strange = crate::render::visible::line(strange);
    let named: Vec<_> = all.iter().filter(|name| !name.is_empty()).map(String::as_str).collect();
    let named = named.join(", ");
    Err(Stop::refused(visit.tongue().pick(
        format!("the draft does not go to `{strange}` (it names: {named})"),
        format!("der Entwurf geht nicht nach `{strange}` (er nennt: {named})"),
    )))
}

/// A person as records name them.
pub fn id_of(visit: &Visit<'_, '_>, name: &str) -> String {
    let people = &visit.ready().office.people;
    people.find(name).map_or_else(|| name.to_owned(), |person| person.id.text.clone())
}

fn window(args: &Approve, visit: &Visit<'_, '_>) -> Result<Window, Stop> {
    let from = args.from.as_deref().map(|from| visit.begin(from)).transpose()?;
    let until = match &args.until {
        Some(until) => visit.end(until)?,
        None => visit.now.checked_add(DEFAULT_WINDOW).unwrap_or(Timestamp::MAX),
    };
    if until <= from.unwrap_or(visit.now).max(visit.now) {
        return Err(Stop::refused(visit.tongue().pick(
            "the window ends before it begins, or is over already".to_owned(),
            "das Zeitfenster endet, bevor es beginnt, oder ist schon vorbei".to_owned(),
        )));
    }
    Ok(Window { from, until })
}

/// The act in the role that is named, or in the one that is asked for and the signer's; nothing where nobody is asked.
fn in_office(
    args: &Approve,
    visit: &mut Visit<'_, '_>,
    look: &Look,
    channels: &[String],
    act: Act,
) -> Result<Option<Act>, Stop> {
    if let Some(role) = &args.office.role {
        let act = with_role(act, role, visit);
        let entry = desk::unsigned(&act.clone().tidy());
        return match visit.desk.refusal(&entry, channels, &look.needs) {
            None => Ok(Some(act)),
            Some(cause) => Err(Stop::of(&cause, visit.terminal)),
        };
    }
    let here = |need: &&Need| channels.contains(&need.channel);
    let mut roles: Vec<&str> = Vec::new();
    for role in look.missing().filter(here).flat_map(Need::roles) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let mut fitting: Vec<Act> = Vec::new();
    let mut causes: Vec<Cause> = Vec::new();
    for role in &roles {
        let act = with_role(act.clone(), role, visit);
        match visit.desk.refusal(&desk::unsigned(&act.clone().tidy()), channels, &look.needs) {
            None => fitting.push(act),
            Some(cause) => causes.push(cause),
        }
    }
    let tongue = visit.tongue();
    let path = visit.desk.opened.draft.path.clone();
    match (fitting.len(), causes.first()) {
        (1, _) => Ok(fitting.pop()),
        (0, None) => {
            visit.terminal.out(&tongue.pick(
                format!("{path} waits for nobody; `--role ROLE` approves it all the same\n"),
                format!("{path} wartet auf niemanden; `--role ROLLE` gibt trotzdem frei\n"),
            ));
            Ok(None)
        }
        (0, Some(cause)) => Err(Stop::of(cause, visit.terminal)),
        _ => {
            let names: Vec<_> = fitting.iter().filter_map(|act| act.role.as_deref()).collect();
            let names = names.join(", ");
            Err(Stop::failed(tongue.pick(
                format!("you could sign as {names}: say which, `--role ROLE`"),
                format!("Sie könnten als {names} unterschreiben: sagen Sie es, `--role ROLLE`"),
            )))
        }
    }
}

/// An act in a role; on somebody's behalf without being a deputy, by the delegation that allows it.
fn with_role(act: Act, role: &str, visit: &Visit<'_, '_>) -> Act {
    let delegation = visit.desk.delegation(&act, role);
    Act { role: Some(role.to_owned()), delegation, ..act }
}

/// How sure the role asks a record to be.
pub fn assurance(visit: &Visit<'_, '_>, look: &Look, role: &str) -> Assurance {
    let asked = look.needs.iter().flat_map(|need| &need.demand.parties);
    let party: Option<&Party> =
        asked.chain(&visit.ready().office.parties).find(|party| party.name == role);
    party.map_or_else(|| visit.desk.assurance(), |party| party.assurance)
}

/// In which capacity and for how long, as a clause.
fn what(role: &str, on_behalf: Option<&str>, window: Window, visit: &Visit<'_, '_>) -> String {
    let people = &visit.ready().office.people;
    let until = visit.until(window.until);
    let whom = on_behalf.map(|name| people.shown(name));
    let (en, de) = match whom {
        Some(whom) => (format!(" for {whom}"), format!(" für {whom}")),
        None => (String::new(), String::new()),
    };
    let begin = window.from.map(|from| visit.beginning(from));
    let (from_en, from_de) = match begin {
        Some(from) => (format!(" from {from}"), format!(" ab {from}")),
        None => (String::new(), String::new()),
    };
    visit.tongue().pick(
        format!("as {role}{en}, for publication{from_en} until {until}"),
        format!("als {role}{de}, zur Veröffentlichung{from_de} bis {until}"),
    )
}
