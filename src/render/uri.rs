//! Paths as addresses.

use std::fmt::Write as _;

/// A path as a relative reference, or as a `file:` address if it is absolute. Everything but letters, digits and
/// `-._~/` is percent-encoded: umlauts as UTF-8, and a colon, which would begin a scheme.
#[must_use]
pub fn reference(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
    let mut encoded = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        encoded.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/') {
        // A drive of Windows.
        encoded.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(reference("./posts/über uns.md"), "posts/%C3%BCber%20uns.md");
        assert_eq!(reference("a:b#?.md"), "a%3Ab%23%3F.md");
        assert_eq!(reference("/tmp/x.md"), "file:///tmp/x.md");
        assert_eq!(reference("C:\\x y.md"), "file:///C%3A/x%20y.md");
    }
}
