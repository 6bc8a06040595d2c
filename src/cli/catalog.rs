//! Every complaint of the tool's own, from all rooms: what `obstat explain CODE` knows.

use crate::diagnostic::Entry;
use crate::{run, trial};

/// All of them: what a check can say, and what a trial can.
#[must_use]
pub fn catalog() -> Vec<Entry> {
    let mut all = run::catalog();
    all.extend_from_slice(trial::problem::CATALOG);
    all
}

#[cfg(test)]
mod tests {
    use super::catalog;

    /// Codes as the sources declare them: a line with a severity and the code, as the macro wants it.
    fn declared() -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.unwrap().into_path());
        let code =
            regex::Regex::new(r#"(?m)^    (?:error|warning|info|unjudged) "([^"]+)"$"#).unwrap();
        let mut codes = Vec::new();
        for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
            let text = std::fs::read_to_string(path).unwrap();
            codes.extend(code.captures_iter(&text).map(|found| found[1].to_owned()));
        }
        codes.sort();
        codes
    }

    #[test]
    fn no_room_is_forgotten() {
        let mut codes: Vec<String> = catalog().iter().map(|entry| entry.code.to_owned()).collect();
        codes.sort();
        assert_eq!(codes, declared());
    }
}
