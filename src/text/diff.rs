//! The difference between two texts, as people and `patch` read it.

use similar::TextDiff;

/// The lines that differ, with three around them, under the name of the file; empty if none does.
#[must_use]
pub fn unified(name: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(unified("x", "a\nb\n", "a\nb\n"), "");
        let diff = "--- x\n+++ x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n";
        assert_eq!(unified("x", "a\nb", "a\nc\n"), diff);
    }
}
