//! Digests as records and reports write them: `sha256:` and 64 small hexadecimal digits.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

const PREFIX: &str = "sha256:";

/// The digest of bytes.
#[must_use]
pub fn digest(bytes: impl AsRef<[u8]>) -> String {
    let mut digester = Digester::default();
    digester.update(bytes.as_ref());
    digester.finish()
}

/// The digest of bytes that come in pieces.
#[derive(Default)]
pub struct Digester(Sha256);

impl Digester {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces.
    #[must_use]
    pub fn finish(self) -> String {
        self.0.finalize().iter().fold(PREFIX.to_owned(), |mut text, byte| {
            // Writing into a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Whether a text has the form of a digest.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    text.strip_prefix(PREFIX).is_some_and(|hex| {
        hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_nothing_is_known() {
        let known = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(""), known);
        assert!(is_digest(known) && !is_digest(&known.to_uppercase()) && !is_digest("sha256:"));
    }
}
