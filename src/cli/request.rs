//! `obstat request`: who must clear what, who has, and who is waited for since when.

use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::Timestamp;

use super::desk::{Visit, tour};
use super::office::{OfficeArgs, cannot, keep};
use super::sheet::head;
use super::signer::{Signer, SignerArgs, Stop, clock};
use super::terminal::Terminal;
use crate::approval::words::{Length, Names, brief, brief_day, last_second, measured};
use crate::approval::{Act, Deed, Entry};
use crate::diagnostic::{Diagnostic, Say};
use crate::render::visible::line;
use crate::run::{Look, Need};
use crate::text::Tongue;
use crate::world;

/// Say who must clear what, and who has, by the files as they lie there
#[derive(Debug, clap::Args)]
pub struct Request {
    /// Drafts and folders; else the current folder
    pub paths: Vec<PathBuf>,
    /// Since when who is waited for, and to whom it goes next
    #[arg(long)]
    pub due: bool,
    /// Note that you have asked: waiting counts from now on
    #[arg(long)]
    pub ask: bool,
    /// Who you are, with `--ask`; else git's mail address
    #[arg(long = "as", value_name = "PERSON")]
    pub person: Option<String>,
    /// Judge as of this instant instead of now, such as `2026-10-01T09:00Z`
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
}

/// Runs the command.
pub fn run(args: &Request, terminal: &mut Terminal) -> u8 {
    match clock(args.now.as_deref(), terminal.tongue()) {
        Ok(now) => {
            let asked = match args.ask {
                true => tour(&args.paths, now, terminal, |visit| ask(args, visit)),
                false => 0,
            };
            asked.max(tour(&args.paths, now, terminal, |visit| request(args, visit)))
        }
        Err(stop) => stop.tell(terminal),
    }
}

fn request(args: &Request, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    let look = visit.desk.look();
    let channels = visit.desk.channels();
    let tongue = visit.tongue();
    let mut blocks: Vec<(Vec<String>, String)> = Vec::new();
    for channel in channels {
        let rows = rows(args, visit, &look, &channel);
        match blocks.iter_mut().find(|(_, known)| *known == rows) {
            Some((known, _)) => known.push(channel),
            None => blocks.push((vec![channel], rows)),
        }
    }
    for (channels, rows) in blocks.iter().filter(|(_, rows)| !rows.is_empty()) {
        let head = head(&visit.desk.opened.draft.path, channels, tongue);
        let needs = tongue.pick("needs", "braucht");
        visit.terminal.out(&format!("{head} {needs}\n{rows}"));
    }
    let asks_nobody = look.needs.is_empty() && look.debts.is_empty();
    if asks_nobody && args.paths.iter().any(|path| world::is_file(&visit.folder.join(path))) {
        let path = line(&visit.desk.opened.draft.path).into_owned();
        visit.terminal.out(
            &tongue.pick(format!("{path} needs nobody\n"), format!("{path} braucht niemanden\n")),
        );
    }
    let overdue = look.debts.iter().any(|(_, debt)| debt.overdue);
    Ok(u8::from(look.missing().next().is_some() || overdue))
}

/// Notes that roles have been asked which have not been yet, for this very text.
fn ask(args: &Request, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    let look = visit.desk.look();
    let signer_args = SignerArgs { person: args.person.clone(), key: None, yes: true, now: None };
    let people = &visit.ready().office.people;
    let signer = Signer::find(&signer_args, people, visit.folder, visit.tongue())?;
    let mut asked: Vec<(String, Vec<String>)> = Vec::new();
    for need in look.missing() {
        for role in need.roles() {
            if visit.desk.request(role, &need.channel).is_some() {
                continue;
            }
            match asked.iter_mut().find(|(known, _)| known == role) {
                Some((_, channels)) if channels.contains(&need.channel) => {}
                Some((_, channels)) => channels.push(need.channel.clone()),
                None => asked.push((role.to_owned(), vec![need.channel.clone()])),
            }
        }
    }
    let office = OfficeArgs { role: None, channels: Vec::new(), on_behalf: None };
    let mut acts = Vec::new();
    for (role, channels) in asked {
        let about = visit.desk.about(&channels).map_err(|problems| cannot(visit, &problems))?;
        let act = office.act(visit, &signer, None, Deed::Request { about });
        acts.push(Act { role: Some(role), ..act }.tidy());
    }
    if acts.is_empty() { Ok(0) } else { keep(visit, acts, &[]) }
}

/// What is asked for one channel, a line each; what has the same demand stands together.
fn rows(args: &Request, visit: &Visit<'_, '_>, look: &Look, channel: &str) -> String {
    let tongue = visit.tongue();
    let mut grouped: Vec<(&Need, Vec<String>)> = Vec::new();
    for need in look.needs.iter().filter(|need| need.channel == channel) {
        let rule = place(visit, look, need);
        let same = |known: &&mut (&Need, Vec<String>)| {
            known.0.demand == need.demand && known.0.met == need.met
        };
        match grouped.iter_mut().find(same) {
            Some((_, rules)) => rules.push(rule),
            None => grouped.push((need, vec![rule])),
        }
    }
    let mut lines: Vec<[String; 3]> = Vec::new();
    for (need, rules) in &grouped {
        let roles = need.roles().join(", ");
        let (what, rules) = if need.met {
            (has(visit, need), String::new())
        } else {
            (wants(need, tongue), rules.join("; "))
        };
        lines.push([roles, what, rules]);
        if !need.met && args.due {
            lines.extend(
                waiting(visit, need).into_iter().map(|told| [String::new(), told, String::new()]),
            );
        }
        let told = need.causes.iter().find(|cause| {
            !need.met && !["approval/missing", "approval/quorum"].contains(&cause.code)
        });
        if let Some(cause) = told {
            let words = cause.message.get(visit.terminal.view.language);
            lines.push([String::new(), format!("{}: {words}", cause.code), String::new()]);
        }
    }
    let zone = visit.desk.judge.house_zone();
    for (rule, debt) in look.debts.iter().filter(|_| !grouped.is_empty()) {
        let due = brief(debt.due, visit.now, zone, tongue);
        let what = if debt.overdue {
            tongue.pick(
                format!("a review that was due on {}", due.trim_start()),
                format!("eine Durchsicht, fällig war sie am {}", due.trim_start()),
            )
        } else {
            tongue.pick(
                format!("a review until {}", due.trim_start()),
                format!("eine Durchsicht bis {}", due.trim_start()),
            )
        };
        lines.push([debt.role.clone(), what, rule.clone()]);
    }
    aligned(&lines)
}

fn aligned(lines: &[[String; 3]]) -> String {
    let width = |at: usize| {
        let cells = lines.iter().filter(|row| at == 0 || !row[2].is_empty());
        cells.map(|row| line(&row[at]).chars().count()).max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    let mut text = String::new();
    for [role, what, rules] in lines {
        let row = format!("  {:<first$}  {:<second$}  {}", line(role), line(what), line(rules));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

/// The rule that asks, and the line of its finding.
fn place(visit: &Visit<'_, '_>, look: &Look, need: &Need) -> String {
    let of_rule = |one: &&Diagnostic| {
        let here = one.channels.is_empty()
            || one.channels.iter().any(|channel| **channel == *need.channel);
        *one.code == *need.rule && here
    };
    let Some(finding) = look.findings.iter().find(of_rule) else { return need.rule.clone() };
    let place = finding.primary.place;
    let number = visit.sources.get(place.source).position(place.span.start as usize).line;
    let word = visit.tongue().pick("line", "Zeile");
    format!("{}, {word} {number}", need.rule)
}

/// `1 of Carla Beispiel, Dora Muster`
fn wants(need: &Need, tongue: Tongue) -> String {
    let open = need.answer.need.saturating_sub(need.answer.have);
    let names = need.answer.ask.join(", ");
    if names.is_empty() && open > 0 {
        return tongue
            .pick(
                "nobody who could: ask the owner of the policy",
                "niemand, der könnte: fragen Sie die Zuständigen der Regeln",
            )
            .to_owned();
    }
    match (need.answer.have, open) {
        // A refusal stands: who could clear it is not the question.
        (_, 0) => tongue.pick("has it, but", "hat freigegeben, aber").to_owned(),
        (0, _) => tongue.pick(format!("{open} of {names}"), format!("{open} von {names}")),
        (have, _) => tongue.pick(
            format!("{open} more of {names} (has {have})"),
            format!("noch {open} von {names} (hat {have})"),
        ),
    }
}

/// `has it: Anna Beispiel, 22 Nov 09:10, until 22 Dec`
fn has(visit: &Visit<'_, '_>, need: &Need) -> String {
    let tongue = visit.tongue();
    let people = &visit.ready().office.people;
    let zone = visit.desk.judge.house_zone();
    let entries = visit.desk.entries().iter();
    let told = entries.filter(|entry| need.answer.filled.contains(&entry.id)).map(|entry| {
        let who = people.shown(&entry.act.by);
        let time = brief(entry.act.time, visit.now, zone, tongue);
        let until = entry.act.deed.window().map(|window| last_second(window.until));
        let until = until.map(|until| brief_day(until, visit.now, zone, tongue));
        let until = until.unwrap_or_default();
        let (time, until) = (time.trim_start(), until.trim_start());
        tongue.pick(format!("{who}, {time}, until {until}"), format!("{who}, {time}, bis {until}"))
    });
    let told = told.collect::<Vec<_>>().join("; ");
    tongue.pick(format!("has it: {told}"), format!("liegt vor: {told}"))
}

/// Since when each role is waited for, and to whom it goes next.
fn waiting(visit: &Visit<'_, '_>, need: &Need) -> Vec<String> {
    let roles = need.roles();
    let several = roles.len() > 1;
    let told = roles.into_iter().map(|role| {
        let words = match visit.desk.request(role, &need.channel) {
            Some(request) => since(visit, role, request),
            None => visit.tongue().pick("not asked yet", "noch nicht gefragt").to_owned(),
        };
        if several { format!("{role}: {words}") } else { words }
    });
    told.collect()
}

fn since(visit: &Visit<'_, '_>, role: &str, request: &Entry) -> String {
    let tongue = visit.tongue();
    let people = &visit.ready().office.people;
    let zone = visit.desk.judge.house_zone();
    let at = request.act.time;
    let when = brief(at, visit.now, zone, tongue);
    let (when, who) = (when.trim_start(), people.shown(&request.act.by));
    let length = measured(visit.now.duration_since(at));
    let length = length.say(tongue);
    let mut told = tongue.pick(
        format!("asked on {when} by {who}, waits for {length}"),
        format!("gefragt am {when} von {who}, wartet seit {length}"),
    );
    let mut from = at;
    for step in visit.desk.escalation(role) {
        from = from.checked_add(step.after.length()).unwrap_or(Timestamp::MAX);
        let when = brief(from, visit.now, zone, tongue);
        let members = step.members.iter().map(|name| people.shown(name).to_owned()).collect();
        let (when, role) = (when.trim_start(), &step.role);
        let names = Names::any(members);
        let names = names.say(tongue);
        let after = Length(step.after);
        let after = after.say(tongue);
        let begun = from <= visit.now;
        told.push_str(&match (tongue, begun) {
            (Tongue::En, true) => {
                format!("; has gone to {role} ({names}) on {when}, after {after}")
            }
            (Tongue::En, false) => format!("; goes to {role} ({names}) on {when}, after {after}"),
            (Tongue::De, true) => format!("; ging am {when} an {role} ({names}), nach {after}"),
            (Tongue::De, false) => format!("; geht am {when} an {role} ({names}), nach {after}"),
        });
    }
    told
}
