//! `obstat approvals`: the records of a tree, what counts and why not; what has changed since; and what others need to
//! check them without us.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::desk::{Visit, tour};
use super::export;
use super::house::{Opened, current_folder_or_tell};
use super::sheet::head;
use super::signer::{Stop, clock};
use super::terminal::Terminal;
use crate::approval::change::{self, ChangedLine, Part};
use crate::approval::words::{brief, brief_day, last_second};
use crate::approval::{Change, Deed, Entry, Scope, signers as signers_file};
use crate::register::People;
use crate::render::visible::line;
use crate::run::Look;
use crate::run::desk::{self, Verdict};
use crate::text::{Sources, Tongue};
use crate::world;

/// Show records of approval: which count, and why not, by the files as they lie there
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Approvals {
    #[command(subcommand)]
    pub command: Option<ApprovalsCommand>,
    /// Drafts and folders; else the current folder
    pub paths: Vec<PathBuf>,
    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output: Table,
    /// Judge as of this instant instead of now, such as `2026-10-01T09:00Z`
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
}

/// So many of a draft's records that do not count are listed.
const LISTED: usize = 20;

/// How a table is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// For people
    Human,
    /// One JSON document
    Json,
}

#[derive(Debug, Subcommand)]
pub enum ApprovalsCommand {
    /// What has changed since a draft was approved
    Diff {
        /// Drafts
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// The form that an approval digests, byte for byte: `… | sha256sum` gives the digest
    Canonical {
        /// The draft
        file: PathBuf,
        /// For which channel, where it goes to several
        #[arg(long)]
        channel: Option<String>,
    },
    /// The bytes that a record's signature is made of
    Bytes {
        /// The record, as shown (`a-3f9c2d81`) or in full
        id: String,
        /// Drafts or folders to look for it; else the current folder
        paths: Vec<PathBuf>,
    },
    /// The registered keys as a file of allowed signers, for `ssh-keygen -Y verify`
    Signers {
        /// A folder of the house; else the current one
        folder: Option<PathBuf>,
    },
    /// Every record with its verdict, for auditors
    Export(export::Export),
}

/// Runs the command.
pub fn run(args: &Approvals, terminal: &mut Terminal) -> u8 {
    match &args.command {
        None => list(args, terminal),
        Some(ApprovalsCommand::Diff { files }) => {
            tour(files, world::now(), terminal, |visit| Ok(diff(visit)))
        }
        Some(ApprovalsCommand::Canonical { file, channel }) => {
            let files = std::slice::from_ref(file);
            tour(files, world::now(), terminal, |visit| canonical(channel.as_ref(), visit))
        }
        Some(ApprovalsCommand::Bytes { id, paths }) => bytes(id, paths, terminal),
        Some(ApprovalsCommand::Signers { folder }) => signers(folder.as_ref(), terminal),
        Some(ApprovalsCommand::Export(args)) => export::run(args, terminal),
    }
}

fn list(args: &Approvals, terminal: &mut Terminal) -> u8 {
    let now = match clock(args.now.as_deref(), terminal.tongue()) {
        Ok(now) => now,
        Err(stop) => return stop.tell(terminal),
    };
    let mut documents: Vec<Value> = Vec::new();
    let mut zone = None;
    let status = tour(&args.paths, now, terminal, |visit| {
        let look = visit.desk.look();
        let rows = rows(visit, &look);
        let needs = needs(&look);
        zone = Some(visit.zone_name().to_owned());
        let problems = visit.desk.problems().to_vec();
        match args.output {
            Table::Human if rows.is_empty() && needs.is_empty() && problems.is_empty() => {}
            Table::Human => {
                visit.show(&problems);
                let table = table(visit, &rows, &needs);
                visit.terminal.out(&table);
            }
            Table::Json => documents.push(document(visit, &rows, &needs)),
        }
        let broken = problems.iter().any(|one| one.severity == crate::diagnostic::Severity::Error);
        Ok(u8::from(!needs.is_empty() || broken))
    });
    match args.output {
        Table::Human => {
            let Some(zone) = zone else { return status };
            let told = terminal.tongue().pick(
                format!("times in {zone}; judged as of {now}, unanchored\n"),
                format!("Zeiten in {zone}; beurteilt zum {now}, ohne Basis\n"),
            );
            terminal.out(&told);
        }
        Table::Json => {
            let all = json!({
                "version": 1,
                "obstat": env!("CARGO_PKG_VERSION"),
                "clock": now.to_string(),
                "zone": zone,
                "drafts": documents,
            });
            terminal.out(&format!("{all:#}\n"));
        }
    }
    status
}

/// A record with what becomes of it.
pub struct Row<'a> {
    /// The record.
    pub entry: &'a Entry,
    /// Its verdict on each channel of the draft that it speaks of, channels with one verdict together.
    pub verdicts: Vec<(Vec<String>, Verdict)>,
}

/// The records of a draft, by time.
pub fn rows<'v>(visit: &Visit<'v, '_>, look: &Look) -> Vec<Row<'v>> {
    let desk = visit.desk;
    let channels = desk.channels();
    let mut entries: Vec<&Entry> = desk.entries().iter().collect();
    entries.sort_by(|a, b| (a.act.time, &a.id).cmp(&(b.act.time, &b.id)));
    let row = |entry: &'v Entry| {
        let mut verdicts: Vec<(Vec<String>, Verdict)> = Vec::new();
        for channel in channels.iter().filter(|channel| speaks_of(entry, channel)) {
            let verdict = desk.verdict(entry, channel, look);
            match verdicts.iter_mut().find(|(_, known)| *known == verdict) {
                Some((known, _)) => known.push(channel.clone()),
                None => verdicts.push((vec![channel.clone()], verdict)),
            }
        }
        if verdicts.is_empty() {
            let channel = channels.first().map_or("", String::as_str);
            verdicts.push((Vec::new(), desk.verdict(entry, channel, look)));
        }
        Row { entry, verdicts }
    };
    entries.into_iter().map(row).collect()
}

/// Whether a record names this channel; one about no text speaks of the first.
fn speaks_of(entry: &Entry, channel: &str) -> bool {
    let Some(about) = entry.act.deed.about() else { return false };
    about.subjects.iter().any(|subject| match &subject.scope {
        Scope::Whole => channel.is_empty(),
        Scope::Channel(name) => name == channel,
        Scope::Claim(_) => false,
    })
}

/// What is open: role and channel.
fn needs(look: &Look) -> Vec<(String, String)> {
    let mut open: Vec<(String, String)> = Vec::new();
    for need in look.missing() {
        let told = (need.roles().join(", "), need.channel.clone());
        if !open.contains(&told) {
            open.push(told);
        }
    }
    open
}

/// The rows to be listed, and older ones that only count: whoever looks for what stands in the way needs the newest of
/// those that do not count, and everything that counts.
fn folded<'r, 'e>(rows: &'r [Row<'e>]) -> (Vec<&'r Row<'e>>, Vec<&'r Row<'e>>) {
    let counts = |row: &Row<'_>| row.verdicts.iter().any(|(_, verdict)| verdict.counts);
    let mut left = rows.iter().filter(|row| !counts(row)).count().saturating_sub(LISTED);
    rows.iter().partition(|row| {
        let fold = left > 0 && !counts(row);
        left -= usize::from(fold);
        !fold
    })
}

/// How many records are not listed, by what became of them.
fn summed(folded: &[&Row<'_>], tongue: Tongue) -> String {
    let mut causes: Vec<(&str, usize)> = Vec::new();
    for (_, verdict) in folded.iter().flat_map(|row| row.verdicts.first()) {
        let code = verdict.code.as_deref().unwrap_or_default();
        let word = code.split_once('/').map_or(code, |(_, word)| word);
        match causes.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => causes.push((word, 1)),
        }
    }
    let causes: Vec<String> =
        causes.iter().map(|(word, count)| format!("{count} × {word}")).collect();
    let (count, causes) = (folded.len(), causes.join(", "));
    tongue.pick(
        format!("{count} older ones do not count: {causes} (`--output json` lists them)"),
        format!("{count} ältere zählen nicht: {causes} (`--output json` zählt sie auf)"),
    )
}

fn table(visit: &Visit<'_, '_>, rows: &[Row<'_>], needs: &[(String, String)]) -> String {
    let tongue = visit.tongue();
    let (listed, folded) = folded(rows);
    let cells: Vec<[String; 6]> = listed.iter().map(|row| cells(visit, row)).collect();
    let mut text =
        format!("{}\n", head(&visit.desk.opened.draft.path, &visit.desk.channels(), tongue));
    let mut widths = [0; 6];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(line(cell).chars().count());
        }
    }
    if !folded.is_empty() {
        let _ = writeln!(text, "  {}", summed(&folded, tongue));
    }
    for row in &cells {
        let padded = row.iter().zip(widths).map(|(cell, width)| format!("{:<width$}", line(cell)));
        let _ = writeln!(text, "  {}", padded.collect::<Vec<_>>().join("  ").trim_end());
    }
    for (channels, roles) in by_channel(needs) {
        let named: Vec<&str> = channels.into_iter().filter(|one| !one.is_empty()).collect();
        let on = if named.is_empty() {
            String::new()
        } else {
            let named = named.join(" + ");
            tongue.pick(format!(" for {named}"), format!(" für {named}"))
        };
        let needs = tongue.pick("needs", "es fehlt");
        let _ = writeln!(text, "  {needs} {}{}", line(&roles.join("; ")), line(&on));
    }
    text
}

/// Id, what was done, in which role, by whom, when and until when, what becomes of it.
fn cells(visit: &Visit<'_, '_>, row: &Row<'_>) -> [String; 6] {
    let tongue = visit.tongue();
    let zone = visit.desk.judge.house_zone();
    let act = &row.entry.act;
    let until = act.deed.window().map(|window| {
        let day = brief_day(last_second(window.until), visit.now, zone, tongue);
        tongue.pick(format!("until {day}"), format!("bis {day}"))
    });
    let time = brief(act.time, visit.now, zone, tongue);
    let verdicts = row.verdicts.iter().map(|(channels, verdict)| {
        let told = verdict.words.get(visit.terminal.view.language);
        let told = match verdict.code.as_deref().and_then(|code| code.split_once('/')) {
            Some((_, word)) => format!("{word}: {told}"),
            None => told.to_owned(),
        };
        if row.verdicts.len() > 1 { format!("{}: {told}", channels.join(" + ")) } else { told }
    });
    [
        row.entry.id.short(),
        word(&act.deed, tongue).to_owned(),
        act.role.clone().unwrap_or_else(|| "–".to_owned()),
        who(act, &visit.ready().office.people, tongue),
        format!("{time}  {}", until.unwrap_or_default()),
        verdicts.collect::<Vec<_>>().join("; "),
    ]
}

/// Roles that are open, channels that lack the same ones together.
fn by_channel(needs: &[(String, String)]) -> Vec<(Vec<&str>, Vec<&str>)> {
    let mut open: Vec<(&str, Vec<&str>)> = Vec::new();
    for (role, channel) in needs {
        match open.iter_mut().find(|(known, _)| known == channel) {
            Some((_, roles)) => roles.push(role),
            None => open.push((channel, vec![role])),
        }
    }
    let mut grouped: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for (channel, roles) in open {
        match grouped.iter_mut().find(|(_, known)| *known == roles) {
            Some((channels, _)) => channels.push(channel),
            None => grouped.push((vec![channel], roles)),
        }
    }
    grouped
}

/// `Carla Beispiel for Dora Muster`
fn who(act: &crate::approval::Act, people: &People, tongue: Tongue) -> String {
    let shown = people.shown(&act.by);
    match act.on_behalf.as_deref().map(|name| people.shown(name)) {
        Some(other) => tongue.pick(format!("{shown} for {other}"), format!("{shown} für {other}")),
        None => shown.to_owned(),
    }
}

/// What was done, in a word.
pub fn word(deed: &Deed, tongue: Tongue) -> &'static str {
    let german = match deed {
        Deed::Approve { .. } => "Freigabe",
        Deed::Reject { .. } => "Ablehnung",
        Deed::Revoke { .. } => "Rücknahme",
        Deed::Review { .. } => "Durchsicht",
        Deed::Delegate { .. } => "Auftrag",
        Deed::Request { .. } => "Anfrage",
        Deed::Waive { .. } => "Verzicht",
    };
    tongue.pick(deed.word(), german)
}

fn document(visit: &Visit<'_, '_>, rows: &[Row<'_>], needs: &[(String, String)]) -> Value {
    let language = visit.terminal.view.language;
    let channels = visit.desk.channels();
    let forms = visit.desk.forms(&channels).unwrap_or_default();
    let subjects = channels
        .iter()
        .zip(&forms)
        .map(|(channel, form)| json!({ "channel": channel, "digest": crate::text::digest(form) }));
    let records = rows.iter().map(|row| {
        let verdicts = row.verdicts.iter().map(|(channels, verdict)| {
            let mut told = json!({ "channels": channels, "counts": verdict.counts });
            if let Some(code) = &verdict.code {
                told["cause"] = json!({ "code": code, "message": verdict.message.get(language) });
            }
            told
        });
        let record = crate::approval::Record::Act(Box::new(row.entry.act.clone())).write();
        let record: Value =
            record.ok().and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default();
        json!({
            "id": row.entry.id.as_str(),
            "verdicts": verdicts.collect::<Vec<_>>(),
            "record": record,
        })
    });
    let needs = needs.iter().map(|(role, channel)| json!({ "role": role, "channel": channel }));
    json!({
        "path": visit.desk.opened.draft.path,
        "policy": visit.ready().digest,
        "subjects": subjects.collect::<Vec<_>>(),
        "records": records.collect::<Vec<_>>(),
        "needs": needs.collect::<Vec<_>>(),
    })
}

fn diff(visit: &mut Visit<'_, '_>) -> u8 {
    let tongue = visit.tongue();
    let people = &visit.ready().office.people;
    let channels = visit.desk.channels();
    let mut told: Vec<String> = Vec::new();
    let mut text = String::new();
    for (channel, form) in channels.iter().zip(visit.desk.forms(&channels).unwrap_or_default()) {
        let mut seen: Vec<(&str, Vec<String>)> = Vec::new();
        for entry in visit.desk.entries() {
            let Deed::Approve { about, .. } = &entry.act.deed else { continue };
            for subject in about.subjects.iter().filter(|_| speaks_of(entry, channel)) {
                let by = format!("{}, {}", people.shown(&entry.act.by), entry.id.short());
                match seen.iter_mut().find(|(digest, _)| *digest == subject.digest) {
                    Some((_, known)) => known.push(by),
                    None => seen.push((&subject.digest, vec![by])),
                }
            }
        }
        for (digest, by) in seen {
            let kept = visit.desk.kept().iter().find(|kept| kept.digest == digest);
            let Some(changes) = kept.and_then(|kept| change::changes(&kept.text, &form)) else {
                continue;
            };
            // What differs in the channel alone is another channel's text.
            let changes: Vec<Change> =
                changes.into_iter().filter(|change| change.part != Part::Channel).collect();
            let by = by.join("; ");
            let shown = differences(&changes, &by, &visit.desk.media(), tongue);
            if !shown.is_empty() && !told.contains(&shown) {
                text.push_str(&shown);
                told.push(shown);
            }
        }
    }
    if !text.is_empty() {
        let path = line(&visit.desk.opened.draft.path).into_owned();
        visit.terminal.out(&format!("{path}\n{text}"));
    }
    u8::from(!text.is_empty())
}

/// Lines that were approved and lines that stand now, side by side with whose they are.
fn differences(changes: &[Change], by: &str, media: &[String], tongue: Tongue) -> String {
    let mut lines: Vec<(char, String, String)> = Vec::new();
    for change in changes {
        let of = |line: &ChangedLine| match &change.part {
            Part::Field(name) => format!("{name}: {}", line.text),
            Part::Media(number) => {
                let name = number.checked_sub(1).and_then(|at| media.get(at));
                let digest = line.text.get(..15).unwrap_or(&line.text);
                format!("{} {digest}…", name.map_or("", String::as_str))
            }
            _ => line.text.clone(),
        };
        for line in &change.lines {
            let (sign, whose) = if line.added {
                ('+', tongue.pick("now", "jetzt").to_owned())
            } else {
                ('-', tongue.pick(format!("approved by {by}"), format!("freigegeben von {by}")))
            };
            lines.push((sign, of(line), whose));
        }
    }
    let width = lines.iter().map(|(_, text, _)| line(text).chars().count()).max().unwrap_or(0);
    let shown = lines
        .iter()
        .map(|(sign, text, whose)| format!("{sign} {:<width$}   {}\n", line(text), line(whose)));
    shown.collect()
}

fn canonical(channel: Option<&String>, visit: &mut Visit<'_, '_>) -> Result<u8, Stop> {
    let all = visit.desk.channels();
    let meant = match channel {
        Some(channel) => Some(channel),
        None if all.len() == 1 => all.first(),
        None => None,
    };
    let Some(channel) = meant else {
        let named = all.join(", ");
        return Err(Stop::failed(visit.tongue().pick(
            format!("the draft goes to several channels ({named}): say which, `--channel C`"),
            format!(
                "der Entwurf geht an mehrere Kanäle ({named}): sagen Sie welchen, `--channel C`"
            ),
        )));
    };
    match visit.desk.forms(std::slice::from_ref(channel)) {
        Ok(forms) => {
            visit.terminal.out(&forms.concat());
            Ok(0)
        }
        Err(problems) => {
            visit.show(&problems);
            Ok(2)
        }
    }
}

fn bytes(id: &str, paths: &[PathBuf], terminal: &mut Terminal) -> u8 {
    let Some(folder) = current_folder_or_tell(terminal) else { return 2 };
    let found = desk::find(&folder, paths, id);
    let one = super::revoke::the_one(id, found, terminal);
    match one {
        Ok((file, id)) => tour(&[file], world::now(), terminal, |visit| {
            let entry = visit.desk.entries().iter().find(|entry| entry.id == id);
            let bytes = entry.map(|entry| entry.act.signed_bytes()).unwrap_or_default();
            visit.terminal.out(&bytes);
            Ok(0)
        }),
        Err(stop) => stop.tell(terminal),
    }
}

fn signers(folder: Option<&PathBuf>, terminal: &mut Terminal) -> u8 {
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(folder.map(PathBuf::as_path), &mut sources, terminal) else {
        return 2;
    };
    let Some(ready) = opened.ready(&sources, terminal) else { return 2 };
    let zone = desk::judge(ready, world::now()).house_zone().clone();
    terminal.out(&signers_file::write(&ready.office.people, &zone));
    0
}
