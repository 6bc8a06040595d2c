//! Drafts opened for a command, one after the other: house, policy, records; or what is wrong with them, told.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::house::current_folder_or_tell;
use super::signer::Stop;
use super::terminal::Terminal;
use crate::approval::words::{When, last_second};
use crate::diagnostic::{Diagnostic, Say};
use crate::run::{Desk, Houses, Ready, desk};
use crate::text::{Moment, Sources, Tongue};
use crate::world;

/// What a command does at a desk.
pub struct Visit<'v, 'd> {
    /// The draft with all it is judged by.
    pub desk: &'v Desk<'d>,
    /// The texts that diagnostics point into.
    pub sources: &'v Sources,
    /// Where results go.
    pub terminal: &'v mut Terminal,
    /// The folder that the command was given in.
    pub folder: &'v Path,
    /// The clock.
    pub now: Timestamp,
    /// Whether the hint for git was given in this run.
    pub hinted: &'v mut bool,
}

/// Opens the drafts that paths mean, folders with all of theirs, and lets a command work on each; the worst of its
/// exit codes.
pub fn tour(
    paths: &[PathBuf],
    now: Timestamp,
    terminal: &mut Terminal,
    mut work: impl FnMut(&mut Visit<'_, '_>) -> Result<u8, Stop>,
) -> u8 {
    let Some(folder) = current_folder_or_tell(terminal) else { return 2 };
    let mut sources = Sources::new();
    let mut houses = Houses::new(&folder).with_cache(world::Cache::find());
    let mut hinted = false;
    let (files, problems) = desk::drafts(&folder, paths);
    terminal.diagnostics(&problems.report.diagnostics, &problems.sources);
    let mut worst = if problems.report.diagnostics.is_empty() { 0 } else { 2 };
    if files.is_empty() && problems.report.ignored > 0 {
        let words = terminal.tongue().pick(
            "obstat: `ignore` in `obstat.toml` leaves these files out",
            "obstat: `ignore` in `obstat.toml` lässt diese Dateien aus",
        );
        terminal.err(words);
        worst = 2;
    }
    for file in files {
        let opened = match desk::open(&mut houses, &mut sources, &file) {
            Ok(opened) => opened,
            Err(problems) => {
                terminal.diagnostics(&problems, &sources);
                worst = 2;
                continue;
            }
        };
        let house = houses.get(opened.house);
        // A draft is opened only where there is a policy.
        let Some(ready) = &house.ready else { return 2 };
        let judge = desk::judge(ready, now);
        let desk = Desk::new(ready, house, &judge, &opened);
        let (sources, folder, hinted) = (&sources, folder.as_path(), &mut hinted);
        let mut visit = Visit { desk: &desk, sources, terminal, folder, now, hinted };
        let status = match work(&mut visit) {
            Ok(status) => status,
            Err(stop) => stop.tell(terminal),
        };
        worst = worst.max(status);
    }
    worst
}

impl<'v> Visit<'v, '_> {
    /// The reader's tongue.
    pub fn tongue(&self) -> Tongue {
        self.terminal.tongue()
    }

    /// The policy.
    pub fn ready(&self) -> &'v Ready {
        self.desk.ready
    }

    /// The name of the house's time zone.
    pub fn zone_name(&self) -> &'v str {
        let policy = &self.ready().policy;
        &policy.pack(policy.house).zone
    }

    /// A person as records name them.
    pub fn id_of(&self, name: &str) -> String {
        let people = &self.ready().office.people;
        people.find(name).map_or_else(|| name.to_owned(), |person| person.id.text.clone())
    }

    /// Shows diagnostics in full.
    pub fn show(&mut self, all: &[Diagnostic]) {
        self.terminal.diagnostics(all, self.sources);
    }

    /// A day or time as typed, in the zone of the house: its first instant.
    pub fn begin(&self, text: &str) -> Result<Timestamp, Stop> {
        let zone = self.desk.judge.house_zone();
        moment(text, self.tongue())?.instant(zone).map_err(|_| no_moment(text, self.tongue()))
    }

    /// The first instant after it: of a day the beginning of the next.
    pub fn end(&self, text: &str) -> Result<Timestamp, Stop> {
        let zone = self.desk.judge.house_zone();
        moment(text, self.tongue())?.end(zone).map_err(|_| no_moment(text, self.tongue()))
    }

    /// The end of a window for people: the day, or day and time, with zone and in UTC.
    pub fn until(&self, until: Timestamp) -> String {
        ending(until, self.ready(), self.desk.judge.house_zone(), self.tongue())
    }

    /// The beginning of a window for people.
    pub fn beginning(&self, from: Timestamp) -> String {
        When::time(from, self.desk.judge.house_zone()).say(self.tongue()).into_owned()
    }
}

/// The end of a window for people: the day, or day and time, with zone and in UTC.
pub fn ending(
    until: Timestamp,
    ready: &Ready,
    zone: &jiff::tz::TimeZone,
    tongue: Tongue,
) -> String {
    let name = &ready.policy.pack(ready.policy.house).zone;
    let local = zone.to_datetime(until);
    let when = if local.time() == jiff::civil::Time::midnight() {
        When::day(last_second(until), zone)
    } else {
        When::time(until, zone)
    };
    format!("{} ({name}; {until})", when.say(tongue))
}

/// A day or time as typed.
pub fn moment(text: &str, tongue: Tongue) -> Result<Moment, Stop> {
    Moment::parse(text).map_err(|_| no_moment(text, tongue))
}

/// That a text is no day.
pub fn no_moment(text: &str, tongue: Tongue) -> Stop {
    let text = crate::render::visible::line(text);
    Stop::failed(tongue.pick(
        format!("`{text}` is no day; write `2026-10-01` or `2026-10-01T09:00`"),
        format!("`{text}` ist kein Tag; schreiben Sie `2026-10-01` oder `2026-10-01T09:00`"),
    ))
}
