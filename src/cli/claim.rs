//! `obstat approve --claim`: somebody clears a registered wording, once for all drafts that use it to the letter.

use std::fmt::Write as _;
use std::path::Path;

use jiff::Timestamp;

use super::approve::Approve;
use super::desk::{ending, moment, no_moment};
use super::house::Opened;
use super::signer::{Signer, Stop};
use super::terminal::Terminal;
use crate::approval::record::DEFAULT_WINDOW;
use crate::approval::{About, Act, Deed, Part, Record, Stamp, Subject, Window, digest, parts};
use crate::draft::canonical::CLAIM;
use crate::render::visible::line;
use crate::run::{Ready, Registered, SIDECAR, desk, registered};
use crate::text::{Place, Sources, Span};

/// Clears the claim with this id, of the current folder's house.
pub fn run(id: &str, args: &Approve, now: Timestamp, terminal: &mut Terminal) -> u8 {
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(None, &mut sources, terminal) else { return 2 };
    let Some(ready) = opened.ready(&sources, terminal) else { return 2 };
    let house = opened.house();
    let tongue = terminal.tongue();
    let Some(found) = registered(ready, house, id) else {
        let id = line(id);
        return Stop::failed(tongue.pick(
            format!(
                "the claims register has no entry `{id}`, or a file that proves it is not there"
            ),
            format!(
                "das Register der Aussagen hat keinen Eintrag `{id}`, oder ein Beleg ist nicht da"
            ),
        ))
        .tell(terminal);
    };
    let path = house.root.join(format!("{}{SIDECAR}", found.register));
    let act = match act(&found, args, ready, (now, &opened.folder, &path), terminal) {
        Ok(act) => act,
        Err(stop) => return stop.tell(terminal),
    };
    let shown = opened.houses.shown(&path);
    let place = Place::new(sources.add(shown.as_str(), ""), Span::default());
    let short = act.id().short();
    let records = [Record::Act(Box::new(act)), Record::keep(&found.form)];
    match desk::append(&path, &shown, place, &records) {
        Ok(()) => {
            let shown = line(&shown);
            terminal.out(&tongue.pick(
                format!("{short} written to {shown}\n"),
                format!("{short} eingetragen in {shown}\n"),
            ));
            0
        }
        Err(problem) => {
            terminal.diagnostics(&[*problem], &sources);
            2
        }
    }
}

fn act(
    found: &Registered<'_>,
    args: &Approve,
    ready: &Ready,
    (now, here, path): (Timestamp, &Path, &Path),
    terminal: &mut Terminal,
) -> Result<Act, Stop> {
    let tongue = terminal.tongue();
    let office = &ready.office;
    let signer = Signer::find(&args.signer, &office.people, here, tongue)?;
    let judge = desk::judge(ready, now);
    let zone = judge.house_zone();
    let Some(role) = &args.office.role else {
        return Err(Stop::failed(tongue.pick(
            "say as which role you clear this wording: `--role ROLE`".to_owned(),
            "sagen Sie, als welche Rolle Sie diesen Wortlaut freigeben: `--role ROLLE`".to_owned(),
        )));
    };
    let until = match &args.until {
        Some(text) => moment(text, tongue)?.end(zone).map_err(|_| no_moment(text, tongue))?,
        None => now.checked_add(DEFAULT_WINDOW).unwrap_or(Timestamp::MAX),
    };
    let begin =
        |text: &String| moment(text, tongue)?.instant(zone).map_err(|_| no_moment(text, tongue));
    let window = Window { from: args.from.as_ref().map(begin).transpose()?, until };
    let subject = Subject { scope: found.lent.scope.clone(), digest: digest(&found.form) };
    let act = Act {
        house: ready.policy.pack(ready.policy.house).name.clone(),
        role: Some(role.clone()),
        by: signer.id.clone(),
        on_behalf: args.office.on_behalf.as_deref().map(|name| {
            office.people.find(name).map_or_else(|| name.to_owned(), |one| one.id.text.clone())
        }),
        delegation: None,
        time: now,
        comment: args.comment.clone(),
        after: desk::heads(path),
        deed: Deed::Approve {
            about: About {
                canon: CLAIM.to_owned(),
                subjects: vec![subject],
                unbound: Vec::new(),
                path: found.register.clone(),
            },
            stamp: Stamp { policy: ready.digest.clone(), version: office.version.clone() },
            open: Vec::new(),
            window,
        },
        sig: None,
    };
    show(found, terminal);
    let until = ending(until, ready, zone, tongue);
    let what = tongue.pick(
        format!("as {role}, and clear this wording for publication until {until}"),
        format!("als {role}, und geben diesen Wortlaut zur Veröffentlichung frei bis {until}"),
    );
    let party = office.parties.iter().find(|party| party.name == *role);
    let asked = party.map_or_else(|| desk::assurance(ready), |party| party.assurance);
    let check = |entry: &_| desk::claim_refusal(ready, &judge, found, entry);
    signer.settle(act, asked, &what, check, terminal)
}

/// Shows the entry as it will be digested.
fn show(found: &Registered<'_>, terminal: &mut Terminal) {
    let mut text = format!("{} in {}\n", line(&found.claim.id.text), line(&found.register));
    for (part, value) in parts(&found.form).unwrap_or_default() {
        let name = match part {
            Part::Field(name) => name,
            Part::Media(number) => format!("media/{number}"),
            _ => continue,
        };
        let _ = writeln!(text, "      {}  {}", line(&name), line(value));
    }
    terminal.out(&text);
}
