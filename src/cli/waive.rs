//! `obstat waive`: somebody lets a finding stand for a while.

use std::path::PathBuf;

use super::desk::{Visit, tour};
use super::office::{OfficeArgs, assurance, capacity, keep};
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::{Act, Deed, Window};
use crate::diagnostic::Diagnostic;
use crate::render::visible::line;
use crate::run::sentence_digest;

/// Let a finding stand for a while, as long as its sentence stays as it is
#[derive(Debug, clap::Args)]
pub struct Waive {
    /// The draft
    pub file: PathBuf,
    /// The rule whose finding may stand, by its name
    #[arg(long)]
    pub rule: String,
    /// The last day; at most 90 days ahead
    #[arg(long, value_name = "DAY")]
    pub until: String,
    /// Why
    #[arg(long)]
    pub comment: String,
    /// The finding in this line, where the rule has several
    #[arg(long)]
    pub line: Option<usize>,
    #[command(flatten)]
    pub office: OfficeArgs,
    #[command(flatten)]
    pub signer: SignerArgs,
}

/// Runs the command.
pub fn run(args: &Waive, terminal: &mut Terminal) -> u8 {
    match clock(args.signer.now.as_deref(), terminal.tongue()) {
        Ok(now) => {
            let files = std::slice::from_ref(&args.file);
            tour(files, now, terminal, |visit| waive(args, visit))
        }
        Err(stop) => stop.tell(terminal),
    }
}

fn waive(args: &Waive, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    let rule = rule(args, visit)?;
    let look = visit.desk.look();
    let findings: Vec<Diagnostic> = look
        .findings
        .iter()
        .filter(|one| *one.code == *rule && one.subject.is_some())
        .cloned()
        .collect();
    let meant = meant(args, visit, &findings)?;
    let people = &visit.ready().office.people;
    let signer = Signer::find(&args.signer, people, visit.folder, visit.tongue())?;
    let window = Window { from: None, until: visit.end(&args.until)? };
    let role = args.office.role.clone().or_else(|| visit.desk.waiving_role(&rule));
    visit.show(std::slice::from_ref(&meant));
    let channels = match (args.office.channels.is_empty(), meant.channels.is_empty()) {
        (false, _) => args.office.channels(visit)?.into_iter().map(Some).collect(),
        (true, true) => vec![None],
        (true, false) => meant.channels.iter().map(|one| Some(one.to_string())).collect(),
    };
    let mut acts: Vec<Act> = Vec::new();
    for channel in channels {
        let on = channel.clone().unwrap_or_default();
        let subject = meant.subject.as_ref();
        let matched = subject.map(|subject| subject.matched.clone());
        let deed = Deed::Waive {
            rule: rule.clone(),
            channel,
            matched: matched.filter(|matched| !matched.is_empty()),
            sentence: sentence_digest(&meant),
            window,
        };
        let act = args.office.act(visit, &signer, Some(&args.comment), deed);
        let act = Act { role: role.clone(), ..act };
        let sure = match &role {
            Some(role) => assurance(visit, &look, role),
            None => visit.desk.assurance(),
        };
        let desk = visit.desk;
        let check = |entry: &_| desk.waiver_refusal(entry, &on, &meant);
        let what = what(&act, window, visit);
        acts.push(signer.settle(act, sure, &what, check, visit.terminal)?);
    }
    keep(visit, acts, &[])
}

/// The full name of the rule meant; a name without pack is one of the house's, or the only one so called.
fn rule(args: &Waive, visit: &Visit<'_, '_>) -> Result<String, Stop> {
    let policy = &visit.ready().policy;
    let own = format!("{}/{}", visit.desk.house_name(), args.rule);
    let known = policy.rule_named(&own).or_else(|| policy.rule_meant(&args.rule));
    if let Some(rule) = known {
        return Ok(policy.rule(rule).name.clone());
    }
    let near =
        crate::text::nearest(&args.rule, policy.rule_names()).map(|near| format!(" ({near}?)"));
    let (near, rule) = (near.unwrap_or_default(), line(&args.rule));
    Err(Stop::failed(visit.tongue().pick(
        format!("waiver/unknown-rule: no rule is called `{rule}`{near}"),
        format!("waiver/unknown-rule: eine Regel `{rule}` gibt es nicht{near}"),
    )))
}

/// The one finding meant.
fn meant(
    args: &Waive,
    visit: &mut Visit<'_, '_>,
    findings: &[Diagnostic],
) -> Result<Diagnostic, Stop> {
    let sources = visit.sources;
    let number = |one: &Diagnostic| {
        let place = one.primary.place;
        sources.get(place.source).position(place.span.start as usize).line
    };
    let here: Vec<&Diagnostic> = findings
        .iter()
        .filter(|one| one.waived.is_none() && args.line.is_none_or(|line| line == number(one)))
        .collect();
    match here.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Stop::refused(visit.tongue().pick(
            "there is no such finding to waive".to_owned(),
            "es gibt keinen solchen Fund, der stehen bleiben könnte".to_owned(),
        ))),
        several => {
            let lines: Vec<_> = several.iter().map(|one| number(one).to_string()).collect();
            let lines = lines.join(", ");
            Err(Stop::failed(visit.tongue().pick(
                format!("there are several such findings, in lines {lines}: say which, `--line N`"),
                format!("es gibt mehrere solche Funde, in den Zeilen {lines}: sagen Sie welchen, `--line N`"),
            )))
        }
    }
}

fn what(act: &Act, window: Window, visit: &Visit<'_, '_>) -> String {
    let until = visit.until(window.until);
    let office = act.role.as_ref().map(|_| format!("{}, ", capacity(visit, act)));
    let office = office.unwrap_or_default();
    visit.tongue().pick(
        format!("{office}and let this stand until {until}"),
        format!("{office}und lassen dies stehen bis {until}"),
    )
}
