//! What the environment says about the reader.

use std::io::IsTerminal;

use crate::text::Language;

/// The first version of the library behind GNOME's and other terminals that opens links without crashing.
const FIRST_VTE: u32 = 5002;

/// The language of the reader: `LC_ALL`, `LC_MESSAGES`, `LANG`, in this order; English if none says.
#[must_use]
pub fn reader_language() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    said.and_then(|value| Language::parse(&value)).unwrap_or(Language::ENGLISH)
}

/// Whether colour is wanted by the environment: a terminal, and neither `NO_COLOR` nor `TERM=dumb`.
#[must_use]
pub fn colour_wanted() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb()
}

/// Whether standard output is a terminal that is known to open links (OSC 8).
#[must_use]
pub fn links_wanted() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let known = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"];
    let vte = set("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    std::io::stdout().is_terminal()
        && set("TERM").is_none_or(|term| term != "dumb")
        && (vte.is_some_and(|version| version >= FIRST_VTE)
            || set("TERM_PROGRAM").is_some_and(|name| known.contains(&name.as_str()))
            || set("TERM").is_some_and(|term| term.contains("kitty") || term.contains("alacritty"))
            || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].iter().any(|name| set(name).is_some()))
}

/// Whether a person sits at both ends.
#[must_use]
pub fn interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Whether standard output is a terminal whose screen can be cleared.
#[must_use]
pub fn screen() -> bool {
    std::io::stdout().is_terminal() && !dumb()
}

/// Whether standard error is a terminal on which a line can be written over.
#[must_use]
pub fn aside() -> bool {
    std::io::stderr().is_terminal() && !dumb()
}

/// Whether the terminal obeys no escape sequences.
fn dumb() -> bool {
    std::env::var("TERM").is_ok_and(|term| term == "dumb")
}

/// Width of the terminal in columns, if there is one.
#[must_use]
pub fn terminal_width() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
}
