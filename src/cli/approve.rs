//! `obstat approve`: somebody clears a draft, having seen it.

use std::path::PathBuf;

use jiff::Timestamp;

use super::desk::{Visit, tour};
use super::office::{OfficeArgs, assurance, cannot, capacity, keep, roles};
use super::sheet;
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::record::DEFAULT_WINDOW;
use crate::approval::{Act, Deed, Window};
use crate::run::gaps;
use crate::text::Tongue;

/// Clear drafts for publication, having seen them
#[derive(Debug, clap::Args)]
pub struct Approve {
    /// Drafts
    #[arg(required_unless_present = "claim")]
    pub files: Vec<PathBuf>,
    /// The drafts are templates: what fills their gaps inherits the approval
    #[arg(long)]
    pub template: bool,
    /// Clear this entry of the claims register instead of a draft
    #[arg(long, value_name = "ID", conflicts_with_all = ["files", "template", "channels"])]
    pub claim: Option<String>,
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

/// Runs the command.
pub fn run(args: &Approve, terminal: &mut Terminal) -> u8 {
    match clock(args.signer.now.as_deref(), terminal.tongue()) {
        Ok(now) => match &args.claim {
            Some(id) => super::claim::run(id, args, now, terminal),
            None => tour(&args.files, now, terminal, |visit| approve(args, visit)),
        },
        Err(stop) => stop.tell(terminal),
    }
}

fn approve(args: &Approve, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    template(args, visit)?;
    let look = visit.desk.look();
    let blocking: Vec<_> = look.blocking().cloned().collect();
    if !blocking.is_empty() {
        visit.show(&blocking);
        return Err(Stop::refused(not_signed(blocking.len(), visit.tongue())));
    }
    let channels = args.office.channels(visit)?;
    let people = &visit.ready().office.people;
    let signer = Signer::find(&args.signer, people, visit.folder, visit.tongue())?;
    let window = window(args, visit)?;
    let about = visit.desk.about(&channels).map_err(|problems| cannot(visit, &problems))?;
    let deed = Deed::Approve { about, stamp: visit.desk.stamp(), open: look.open(), window };
    let act = args.office.act(visit, &signer, args.comment.as_ref(), deed);
    let waiting = roles(look.missing().filter(|need| channels.contains(&need.channel)));
    let desk = visit.desk;
    let check = |entry: &_| desk.refusal(entry, &channels, &look.needs);
    let Some(act) = args.office.fill(visit, &waiting, &act, check)? else {
        let path = &desk.opened.draft.path;
        let waits = visit.tongue().pick(
            format!("{path} waits for nobody; `--role ROLE` approves it all the same\n"),
            format!("{path} wartet auf niemanden; `--role ROLLE` gibt trotzdem frei\n"),
        );
        visit.terminal.out(&waits);
        return Ok(0);
    };
    let forms = desk.forms(&channels).map_err(|problems| cannot(visit, &problems))?;
    sheet::show(visit, &forms, &channels, &look);
    let what = what(&act, window, visit);
    let asked = assurance(visit, &look, act.role.as_deref().unwrap_or_default());
    let act = signer.settle(act, asked, &what, check, visit.terminal)?;
    keep(visit, vec![act], &forms)
}

/// That the draft is a template if and only if the signer says so: a template speaks for texts that nobody has seen yet.
fn template(args: &Approve, visit: &Visit<'_, '_>) -> Result<(), Stop> {
    let tongue = visit.tongue();
    match (visit.desk.is_template(), args.template) {
        (true, false) => Err(Stop::refused(tongue.pick(
            "this is a template: whatever fills its gaps inherits your approval; say `--template` if you mean that".to_owned(),
            "dies ist eine Vorlage: Was immer ihre Lücken füllt, erbt Ihre Freigabe; sagen Sie `--template`, wenn Sie das meinen".to_owned(),
        ))),
        (false, true) => Err(Stop::refused(tongue.pick(
            "this is no template: it does not say `kind: template`".to_owned(),
            "dies ist keine Vorlage: Es fehlt `kind: template`".to_owned(),
        ))),
        (true, true) => {
            let channels = visit.desk.channels();
            let forms = visit.desk.forms(&channels).unwrap_or_default();
            match forms.iter().find_map(|form| gaps(form).err()) {
                Some(gap) => {
                    let gap = crate::render::visible::line(&gap).into_owned();
                    Err(Stop::refused(tongue.pick(
                        format!("the gap `{gap}` has no class that exists; write `{{{{name: class}}}}`"),
                        format!("die Lücke `{gap}` hat keine Klasse, die es gibt; schreiben Sie `{{{{name: klasse}}}}`"),
                    )))
                }
                None => Ok(()),
            }
        }
        (false, false) => Ok(()),
    }
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

/// In which capacity and for how long, as a clause.
fn what(act: &Act, window: Window, visit: &Visit<'_, '_>) -> String {
    let until = visit.until(window.until);
    let begin = window.from.map(|from| visit.beginning(from));
    let (from_en, from_de) = match begin {
        Some(from) => (format!(" from {from}"), format!(" ab {from}")),
        None => (String::new(), String::new()),
    };
    let office = capacity(visit, act);
    visit.tongue().pick(
        format!("{office}, for publication{from_en} until {until}"),
        format!("{office}, zur Veröffentlichung{from_de} bis {until}"),
    )
}
