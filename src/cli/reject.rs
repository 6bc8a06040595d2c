//! `obstat reject`: somebody refuses a draft.

use std::path::PathBuf;

use super::desk::{Visit, tour};
use super::office::{OfficeArgs, assurance, cannot, capacity, keep, roles};
use super::sheet;
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::Deed;

/// Refuse drafts: this very text stays blocked until you take it back
#[derive(Debug, clap::Args)]
pub struct Reject {
    /// Drafts
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub office: OfficeArgs,
    /// Why
    #[arg(long, required = true)]
    pub comment: String,
    #[command(flatten)]
    pub signer: SignerArgs,
}

/// Runs the command.
pub fn run(args: &Reject, terminal: &mut Terminal) -> u8 {
    match clock(args.signer.now.as_deref(), terminal.tongue()) {
        Ok(now) => tour(&args.files, now, terminal, |visit| reject(args, visit)),
        Err(stop) => stop.tell(terminal),
    }
}

fn reject(args: &Reject, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    let look = visit.desk.look();
    let channels = args.office.channels(visit)?;
    let people = &visit.ready().office.people;
    let signer = Signer::find(&args.signer, people, visit.folder, visit.tongue())?;
    let about = visit.desk.about(&channels).map_err(|problems| cannot(visit, &problems))?;
    let deed = Deed::Reject { about, stamp: visit.desk.stamp() };
    let act = args.office.act(visit, &signer, Some(&args.comment), deed);
    let asked = roles(look.needs.iter().filter(|need| channels.contains(&need.channel)));
    let desk = visit.desk;
    let check =
        |entry: &_| channels.iter().find_map(|channel| desk.standing(entry, channel, &look.needs));
    let Some(act) = args.office.fill(visit, &asked, &act, check)? else {
        return Err(Stop::refused(
            visit.tongue().pick(
                "no rule asks anybody about this draft, so a refusal would block nothing"
                    .to_owned(),
                "keine Regel fragt jemanden zu diesem Entwurf, eine Ablehnung sperrte also nichts"
                    .to_owned(),
            ),
        ));
    };
    let forms = desk.forms(&channels).map_err(|problems| cannot(visit, &problems))?;
    sheet::show(visit, &forms, &channels, &look);
    let office = capacity(visit, &act);
    let what = visit.tongue().pick(
        format!("{office}, and refuse this text"),
        format!("{office}, und lehnen diesen Text ab"),
    );
    let sure = assurance(visit, &look, act.role.as_deref().unwrap_or_default());
    let act = signer.settle(act, sure, &what, check, visit.terminal)?;
    keep(visit, vec![act], &forms)
}
