//! `obstat licences`: the notices of the data that this program carries.

use super::terminal::Terminal;
use crate::lexicon::notices;

/// Runs the command.
pub fn run(terminal: &mut Terminal) -> u8 {
    for notice in notices() {
        terminal.out(&format!(
            "# {} ({})\n\n{}\n\n",
            notice.title,
            notice.licence,
            notice.notice.trim_end()
        ));
        for text in notice.texts {
            terminal.out(&format!("{}\n\n", text.trim_end()));
        }
    }
    0
}
