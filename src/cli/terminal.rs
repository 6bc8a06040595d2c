//! What the terminal is told: one writer for results, one for complaints, and what a closed pipe means.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::{Colour, Common};
use super::links;
use crate::diagnostic::{Diagnostic, Report};
use crate::render::{self, Output, View};
use crate::text::{Sources, Tongue};
use crate::world::{colour_wanted, current_folder, environment, reader_language};

/// The terminal, or what stands for it.
pub struct Terminal {
    /// How things are shown.
    pub view: View,
    /// Where paths begin, if places are shown as links.
    links: Option<PathBuf>,
    closed: bool,
    failed: bool,
}

impl Terminal {
    /// The terminal as the flags and the environment want it.
    pub fn new(common: &Common) -> Self {
        let language = common.lang.unwrap_or_else(reader_language);
        let colour = match common.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => colour_wanted(),
        };
        let view = View { colour, width: width(), ..View::plain(language) };
        let links = environment::links_wanted().then(|| current_folder().ok()).flatten();
        Self { view, links, closed: false, failed: false }
    }

    /// The tongue we speak to this reader.
    pub fn tongue(&self) -> Tongue {
        self.view.tongue()
    }

    /// Begins a new screen, if there is one; what was scrolled away stays. The window may have another width by now.
    pub fn begin_screen(&mut self) {
        if environment::screen() {
            self.view.width = width();
            self.out("\u{1b}[2J\u{1b}[H");
        }
    }

    /// Whether nobody reads standard output any more.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// Writes to standard output; a closed pipe ends the output, not the work.
    pub fn out(&mut self, text: &str) {
        let result = io::stdout().lock().write_all(text.as_bytes());
        self.note(result);
    }

    /// Says on standard error what went wrong, after the program's name.
    pub fn complain(&mut self, en: &str, de: &str) {
        let words = self.tongue().pick(en, de);
        self.err(&format!("obstat: {}", render::visible::line(words)));
    }

    /// Writes a line to standard error.
    pub fn err(&mut self, text: &str) {
        // If standard error is closed, there is nobody left to tell.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Shows a report.
    pub fn report(&mut self, output: Output, report: &Report, sources: &Sources) {
        let mut writer = io::BufWriter::new(io::stdout().lock());
        let result = match self.links.as_ref().filter(|_| output == Output::Human) {
            Some(folder) => {
                let mut text = Vec::new();
                render::render(output, report, sources, &self.view, &mut text).and_then(|()| {
                    let text = links::linked(&String::from_utf8_lossy(&text), folder);
                    writer.write_all(text.as_bytes())
                })
            }
            None => render::render(output, report, sources, &self.view, &mut writer),
        };
        let result = result.and_then(|()| writer.flush());
        drop(writer);
        self.note(result);
    }

    /// Says that a file could not be written; the status is 2 then.
    pub fn unwritten(&mut self, path: &Path, error: &io::Error) {
        self.failed = true;
        let words = self.tongue().pick("cannot write", "lässt sich nicht schreiben:");
        let path = path.display();
        self.err(&format!("obstat: {words} `{path}`: {error}"));
    }

    /// Shows diagnostics without a report around them.
    pub fn diagnostics(&mut self, all: &[Diagnostic], sources: &Sources) {
        let text = self.rendered(all, sources);
        let result = io::stdout().lock().write_all(&text);
        self.note(result);
    }

    /// Shows diagnostics on standard error, where standard output is for something else.
    pub fn diagnostics_aside(&mut self, all: &[Diagnostic], sources: &Sources) {
        let text = self.rendered(all, sources);
        // If standard error is closed, there is nobody left to tell.
        let _ = io::stderr().lock().write_all(&text);
    }

    fn rendered(&mut self, all: &[Diagnostic], sources: &Sources) -> Vec<u8> {
        let mut text = Vec::new();
        for one in all {
            let result = render::human::one(one, sources, &self.view, &mut text);
            self.note(result);
        }
        text
    }

    fn note(&mut self, result: io::Result<()>) {
        match result {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            // It is told once.
            Err(_) if self.failed => {}
            Err(error) => {
                self.failed = true;
                let words = self
                    .tongue()
                    .pick("cannot write the result", "das Ergebnis lässt sich nicht schreiben");
                self.err(&format!("obstat: {words}: {error}"));
            }
        }
    }

    /// The status, unless the result could not be written.
    pub fn finish(self, status: u8) -> u8 {
        if self.failed { 2 } else { status }
    }
}

/// Columns of a line.
fn width() -> usize {
    environment::terminal_width().unwrap_or(render::WIDTH).max(40)
}
