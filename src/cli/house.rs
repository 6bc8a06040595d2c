//! The house that a command is about: found from where it was typed, opened and loaded.

use std::path::{Path, PathBuf};

use super::terminal::Terminal;
use crate::run::{House, Houses, Ready};
use crate::text::{Sources, Tongue};
use crate::world;

/// The current folder.
///
/// # Errors
/// That it was removed meanwhile, in the reader's tongue.
pub fn current_folder(tongue: Tongue) -> Result<PathBuf, String> {
    world::current_folder().map_err(|error| {
        let none = tongue.pick("there is no current folder", "es gibt keinen aktuellen Ordner");
        format!("{none}: {error}")
    })
}

/// The current folder; `None` if it was removed meanwhile, which is told.
pub fn current_folder_or_tell(terminal: &mut Terminal) -> Option<PathBuf> {
    let found = current_folder(terminal.tongue());
    found.inspect_err(|words| terminal.err(&format!("obstat: {words}"))).ok()
}

/// A house that was opened for a command, loaded or with what keeps it from that.
pub struct Opened {
    /// The folder that the command was given in.
    pub folder: PathBuf,
    /// All houses that were met: this one alone.
    pub houses: Houses,
    /// Its number among them.
    pub number: usize,
}

impl Opened {
    /// Opens the house of a file or folder, else of the current folder. `None` if there is no current folder, which
    /// is told.
    pub fn of(path: Option<&Path>, sources: &mut Sources, terminal: &mut Terminal) -> Option<Self> {
        let folder = current_folder_or_tell(terminal)?;
        let start = path.map_or_else(|| folder.clone(), |path| folder.join(path));
        let mut houses = Houses::new(&folder);
        let number = houses.of(&start, sources);
        houses.load(number, sources);
        Some(Self { folder, houses, number })
    }

    /// The house.
    pub fn house(&self) -> &House {
        self.houses.get(self.number)
    }

    /// Its policy; `None` if it did not load, which is told with the reasons.
    pub fn ready(&self, sources: &Sources, terminal: &mut Terminal) -> Option<&Ready> {
        let house = self.house();
        if house.ready.is_none() {
            terminal.diagnostics(&house.problems, sources);
        }
        house.ready.as_ref()
    }
}
