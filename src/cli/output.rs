//! `--output`: which formats go where.
//!
//! In: `FORMAT` for standard output, `FORMAT=PATH` for a file. Every file is begun before anything is judged, so
//! that a wrong path is told at once, and put in its place only when it is whole.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::terminal::Terminal;
use crate::diagnostic::Report;
use crate::render::{self, Output};
use crate::text::{Sources, nearest};
use crate::world::WholeFile;

/// Where results go
#[derive(Debug, clap::Args)]
pub struct OutputArgs {
    /// How to show findings; with `=PATH` into a file. May be given several times
    #[arg(
        long,
        value_name = "FORMAT[=PATH]",
        default_value = "human",
        value_parser = Formats
    )]
    pub output: Vec<Target>,
}

/// One output: a format, and a file unless it goes to standard output.
#[derive(Clone, Debug)]
pub struct Target {
    /// The format.
    pub format: Output,
    /// The file.
    pub path: Option<PathBuf>,
}

/// Reads a [`Target`].
#[derive(Clone)]
struct Formats;

impl TypedValueParser for Formats {
    type Value = Target;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Target, clap::Error> {
        let text = value.to_string_lossy();
        let (name, path) = text.split_once('=').map_or((text.as_ref(), None), |(name, path)| {
            (name, Some(path).filter(|path| !matches!(*path, "" | "-")))
        });
        let Some(format) = Output::named(name) else {
            return Err(unknown(command, argument, name));
        };
        Ok(Target { format, path: path.map(PathBuf::from) })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = Output::ALL.iter();
        Some(Box::new(all.map(|one| PossibleValue::new(one.name()).help(one.about()))))
    }
}

/// The mistake as the other arguments tell theirs.
fn unknown(command: &clap::Command, argument: Option<&clap::Arg>, name: &str) -> clap::Error {
    let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(command);
    if let Some(argument) = argument {
        let argument = ContextValue::String(argument.to_string());
        error.insert(ContextKind::InvalidArg, argument);
    }
    error.insert(ContextKind::InvalidValue, ContextValue::String(name.to_owned()));
    let names: Vec<String> = Output::ALL.iter().map(|one| one.name().to_owned()).collect();
    if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
        let near = ContextValue::String(near.to_owned());
        error.insert(ContextKind::SuggestedValue, near);
    }
    error.insert(ContextKind::ValidValue, ContextValue::Strings(names));
    error
}

/// Outputs, begun.
pub struct Outputs {
    all: Vec<(Output, Option<(PathBuf, WholeFile)>)>,
}

impl OutputArgs {
    /// Begins every file; what cannot be begun is told and gives nothing.
    pub fn begin(&self, terminal: &mut Terminal) -> Option<Outputs> {
        let tongue = terminal.tongue();
        let standard = self.output.iter().filter(|target| target.path.is_none()).count();
        if standard > 1 {
            terminal.err(tongue.pick(
                "obstat: only one output can go to standard output; give the others a file: `--output sarif=report.sarif`",
                "obstat: nur eine Ausgabe kann auf die Standardausgabe; geben Sie den anderen eine Datei: `--output sarif=bericht.sarif`",
            ));
            return None;
        }
        let mut all: Vec<(Output, Option<(PathBuf, WholeFile)>)> = Vec::new();
        for target in &self.output {
            let Some(path) = &target.path else {
                all.push((target.format, None));
                continue;
            };
            if self.output.iter().filter(|other| other.path.as_ref() == Some(path)).count() > 1 {
                let path = path.display();
                terminal.err(&tongue.pick(
                    format!("obstat: two outputs would be written to `{path}`"),
                    format!("obstat: zwei Ausgaben würden nach `{path}` geschrieben"),
                ));
                return None;
            }
            match WholeFile::begin(path) {
                Ok(file) => all.push((target.format, Some((path.clone(), file)))),
                Err(error) => {
                    terminal.unwritten(path, &error);
                    return None;
                }
            }
        }
        Some(Outputs { all })
    }
}

impl Outputs {
    /// Whether this format is among them.
    pub fn has(&self, format: Output) -> bool {
        self.all.iter().any(|(one, _)| *one == format)
    }

    /// Writes a report to all of them.
    pub fn write(self, report: &Report, sources: &Sources, terminal: &mut Terminal) {
        for (format, file) in self.all {
            match file {
                None => terminal.report(format, report, sources),
                Some((path, file)) => to_file(format, &path, file, report, sources, terminal),
            }
        }
    }
}

fn to_file(
    format: Output,
    path: &Path,
    mut file: WholeFile,
    report: &Report,
    sources: &Sources,
    terminal: &mut Terminal,
) {
    let view = render::View { colour: false, most: usize::MAX, ..terminal.view };
    let written = render::render(format, report, sources, &view, &mut file);
    if let Err(error) = written.and_then(|()| file.finish()) {
        terminal.unwritten(path, &error);
    }
}
