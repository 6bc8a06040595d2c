//! A draft opened for a command: its house, its policy, its records; or what is wrong with them, told.

use std::path::Path;

use jiff::Timestamp;

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
}

/// Opens the draft `file` and lets a command work on it; its exit code.
pub fn visit(
    file: &Path,
    now: Timestamp,
    terminal: &mut Terminal,
    work: impl FnOnce(&mut Visit<'_, '_>) -> Result<u8, Stop>,
) -> u8 {
    let Ok(folder) = world::current_folder() else { return 2 };
    let mut sources = Sources::new();
    let mut houses = Houses::new(&folder);
    let opened = match desk::open(&mut houses, &mut sources, &folder, file) {
        Ok(opened) => opened,
        Err(problems) => {
            terminal.diagnostics(&problems, &sources);
            return 2;
        }
    };
    let house = houses.get(opened.house);
    // A draft is opened only where there is a policy.
    let Some(ready) = &house.ready else { return 2 };
    let judge = desk::judge(ready, now);
    let desk = Desk::new(ready, house, &judge, &opened);
    let mut visit = Visit { desk: &desk, sources: &sources, terminal, folder: &folder, now };
    match work(&mut visit) {
        Ok(status) => status,
        Err(stop) => stop.tell(terminal),
    }
}

/// The worst of several exit codes, one for each file.
pub fn each<T>(files: &[T], work: impl FnMut(&T) -> u8) -> u8 {
    files.iter().map(work).max().unwrap_or(2)
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

    /// Shows diagnostics in full.
    pub fn show(&mut self, all: &[Diagnostic]) {
        self.terminal.diagnostics(all, self.sources);
    }

    /// A day or time as typed, in the zone of the house: its first instant.
    pub fn begin(&self, text: &str) -> Result<Timestamp, Stop> {
        let zone = self.desk.judge.house_zone();
        self.moment(text)?.instant(zone).map_err(|_| self.no_moment(text))
    }

    /// The first instant after it: of a day the beginning of the next.
    pub fn end(&self, text: &str) -> Result<Timestamp, Stop> {
        let zone = self.desk.judge.house_zone();
        self.moment(text)?.end(zone).map_err(|_| self.no_moment(text))
    }

    fn moment(&self, text: &str) -> Result<Moment, Stop> {
        Moment::parse(text).map_err(|_| self.no_moment(text))
    }

    fn no_moment(&self, text: &str) -> Stop {
        let text = crate::render::visible::line(text);
        Stop::failed(self.tongue().pick(
            format!("`{text}` is no day; write `2026-10-01` or `2026-10-01T09:00`"),
            format!("`{text}` ist kein Tag; schreiben Sie `2026-10-01` oder `2026-10-01T09:00`"),
        ))
    }

    /// The beginning of a window for people.
    pub fn beginning(&self, from: Timestamp) -> String {
        When::time(from, self.desk.judge.house_zone()).say(self.tongue()).into_owned()
    }

    /// The end of a window for people: the day, or day and time, with zone and in UTC.
    pub fn until(&self, until: Timestamp) -> String {
        let zone = self.desk.judge.house_zone();
        let name = &self.ready().policy.pack(self.ready().policy.house).zone;
        let local = zone.to_datetime(until);
        let when = if local.time() == jiff::civil::Time::midnight() {
            When::day(last_second(until), zone)
        } else {
            When::time(until, zone)
        };
        format!("{} ({name}; {until})", when.say(self.tongue()))
    }
}
