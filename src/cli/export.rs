//! `obstat approvals export`: every record with its verdict, in a fixed order and the same bytes each time.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::approvals::{Row, rows};
use super::desk::{Visit, tour};
use super::signer::clock;
use super::terminal::Terminal;
use crate::approval::Record;
use crate::render::visible::line;
use crate::text::digest;

/// Every record with its verdict, for auditors
#[derive(Debug, clap::Args)]
pub struct Export {
    /// Drafts and folders; else the current folder
    pub paths: Vec<PathBuf>,
    /// As what
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: Format,
    /// Only records made on or after this day
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Only records made on or before this day, or before this instant
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// Judge as of this instant instead of now, such as `2026-10-01T09:00Z`
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
}

/// A form of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object for each text and channel
    Jsonl,
    /// One row for each record, for spreadsheets
    Csv,
}

/// Runs the command.
pub fn run(args: &Export, terminal: &mut Terminal) -> u8 {
    let now = match clock(args.now.as_deref(), terminal.tongue()) {
        Ok(now) => now,
        Err(stop) => return stop.tell(terminal),
    };
    if args.format == Format::Csv {
        terminal.out(&row(&HEAD.map(str::to_owned)));
    }
    tour(&args.paths, now, terminal, |visit| {
        let from = args.from.as_deref().map(|day| visit.begin(day)).transpose()?;
        let until = args.until.as_deref().map(|day| visit.end(day)).transpose()?;
        let text = draft(args.format, (from, until), visit);
        visit.terminal.out(&text);
        Ok(0)
    })
}

const HEAD: [&str; 15] = [
    "path", "channel", "digest", "policy", "record", "type", "role", "by", "for", "time", "from",
    "until", "counts", "cause", "comment",
];

fn draft(
    format: Format,
    (from, until): (Option<Timestamp>, Option<Timestamp>),
    visit: &Visit<'_, '_>,
) -> String {
    let look = visit.desk.look();
    let within = |row: &Row<'_>| {
        let time = row.entry.act.time;
        from.is_none_or(|from| from <= time) && until.is_none_or(|until| time < until)
    };
    let rows: Vec<Row<'_>> = rows(visit, &look).into_iter().filter(within).collect();
    let channels = visit.desk.channels();
    let forms = visit.desk.forms(&channels).unwrap_or_default();
    let mut text = String::new();
    for (channel, form) in channels.iter().zip(&forms) {
        let told = Told { visit, channel, digest: digest(form), rows: &rows };
        match format {
            Format::Jsonl if rows.is_empty() => {}
            Format::Jsonl => text.push_str(&format!("{}\n", told.json())),
            Format::Csv => text.push_str(&told.csv()),
        }
    }
    text
}

/// A text on a channel with its records.
struct Told<'a> {
    visit: &'a Visit<'a, 'a>,
    channel: &'a str,
    digest: String,
    rows: &'a [Row<'a>],
}

impl Told<'_> {
    /// Whether a record counts here, and the code of the cause why not.
    fn verdict<'r>(&self, row: &'r Row<'_>) -> (bool, Option<&'r str>) {
        let here = row.verdicts.iter().find(|(channels, _)| {
            channels.is_empty() || channels.iter().any(|one| one == self.channel)
        });
        here.map_or((false, Some("approval/other-channel")), |(_, verdict)| {
            (verdict.counts, verdict.code.as_deref())
        })
    }

    fn json(&self) -> Value {
        let records = self.rows.iter().map(|row| {
            let (counts, cause) = self.verdict(row);
            let line = Record::Act(Box::new(row.entry.act.clone())).write();
            let record: Value =
                line.ok().and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default();
            let id = row.entry.id.as_str();
            json!({ "id": id, "counts": counts, "cause": cause, "record": record })
        });
        json!({
            "path": self.visit.desk.opened.draft.path,
            "channel": self.channel,
            "digest": self.digest,
            "policy": self.visit.ready().digest,
            "records": records.collect::<Vec<_>>(),
        })
    }

    fn csv(&self) -> String {
        let path = &self.visit.desk.opened.draft.path;
        let rows = self.rows.iter().map(|one| {
            let act = &one.entry.act;
            let (counts, cause) = self.verdict(one);
            let window = act.deed.window();
            let optional = |text: Option<&String>| text.cloned().unwrap_or_default();
            row(&[
                path.clone(),
                self.channel.to_owned(),
                self.digest.clone(),
                self.visit.ready().digest.clone(),
                one.entry.id.as_str().to_owned(),
                act.deed.word().to_owned(),
                optional(act.role.as_ref()),
                act.by.clone(),
                optional(act.on_behalf.as_ref()),
                act.time.to_string(),
                window.and_then(|window| window.from).map(|at| at.to_string()).unwrap_or_default(),
                window.map(|window| window.until.to_string()).unwrap_or_default(),
                if counts { "yes" } else { "no" }.to_owned(),
                cause.unwrap_or_default().to_owned(),
                optional(act.comment.as_ref()),
            ])
        });
        rows.collect()
    }
}

/// A row of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front.
fn row(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        let formula = cell.starts_with(['=', '+', '-', '@']);
        let mark = if formula { "'" } else { "" };
        format!("\"{mark}{}\"", line(cell).replace('"', "\"\""))
    });
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(","))
}
