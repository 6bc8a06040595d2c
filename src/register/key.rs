//! Public SSH keys as the people register names them.
//!
//! In: a line as `ssh-keygen` writes it, or the bytes in a signature. Out: a [`Key`] of an accepted kind
//! whose parts have the right form. Whether it belongs to anybody, and whether a signature fits, is judged
//! elsewhere.

use std::fmt;

use base64ct::{Base64, Base64Unpadded, Encoding};
use sha2::{Digest, Sha256};

use super::wire::Wire;

/// Kinds of keys that are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// `ssh-ed25519`
    Ed25519,
    /// `ecdsa-sha2-nistp256`
    P256,
    /// `ecdsa-sha2-nistp384`
    P384,
    /// `ecdsa-sha2-nistp521`
    P521,
    /// `sk-ssh-ed25519@openssh.com`
    SkEd25519,
    /// `sk-ecdsa-sha2-nistp256@openssh.com`
    SkP256,
}

impl KeyKind {
    const ALL: [Self; 6] =
        [Self::Ed25519, Self::P256, Self::P384, Self::P521, Self::SkEd25519, Self::SkP256];

    /// Its name in keys and signatures.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ed25519 => "ssh-ed25519",
            Self::P256 => "ecdsa-sha2-nistp256",
            Self::P384 => "ecdsa-sha2-nistp384",
            Self::P521 => "ecdsa-sha2-nistp521",
            Self::SkEd25519 => "sk-ssh-ed25519@openssh.com",
            Self::SkP256 => "sk-ecdsa-sha2-nistp256@openssh.com",
        }
    }

    /// The kind with this name, if it is accepted.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it is kept in a security key that somebody has to touch.
    #[must_use]
    pub fn on_security_key(self) -> bool {
        matches!(self, Self::SkEd25519 | Self::SkP256)
    }

    /// For elliptic curves: the curve's name and the bytes of a coordinate.
    #[must_use]
    pub fn curve(self) -> Option<(&'static str, usize)> {
        match self {
            Self::P256 | Self::SkP256 => Some(("nistp256", 32)),
            Self::P384 => Some(("nistp384", 48)),
            Self::P521 => Some(("nistp521", 66)),
            Self::Ed25519 | Self::SkEd25519 => None,
        }
    }
}

/// A public key of an accepted kind. Equal if every byte is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    kind: KeyKind,
    bytes: Vec<u8>,
}

/// Why a text or bytes are no key of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// A key perhaps, but of a kind that is not accepted; its name.
    Kind(String),
    /// Not a key as `ssh-keygen` writes it.
    Form,
}

impl Key {
    /// Reads `KIND BASE64` with any comment after it.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn parse(line: &str) -> Result<Self, KeyError> {
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let (Some(word), Some(base64)) = (words.next(), words.next()) else {
            return Err(KeyError::Form);
        };
        let bytes = Base64::decode_vec(base64).map_err(|_| KeyError::Form);
        let key = Self::from_bytes(&bytes?)?;
        if key.kind.word() == word { Ok(key) } else { Err(KeyError::Form) }
    }

    /// Reads the bytes inside the base64, as they stand in a signature too.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let mut wire = Wire::new(bytes);
        let word = wire.string().and_then(|word| std::str::from_utf8(word).ok());
        let word = word.filter(|word| word.bytes().all(|byte| byte.is_ascii_graphic()));
        let word = word.ok_or(KeyError::Form)?;
        let kind = KeyKind::parse(word).ok_or_else(|| KeyError::Kind(word.to_owned()))?;
        well_formed(kind, wire).ok_or(KeyError::Form)?;
        Ok(Self { kind, bytes: bytes.to_vec() })
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// As `ssh-keygen -l` shows it: `SHA256:` and base64.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", Base64Unpadded::encode_string(&Sha256::digest(&self.bytes)))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.word(), Base64::encode_string(&self.bytes))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}

/// The parts after the name: a point, and for security keys the application it was made for.
fn well_formed(kind: KeyKind, mut wire: Wire<'_>) -> Option<()> {
    match kind.curve() {
        Some((curve, size)) => {
            (wire.string()? == curve.as_bytes()).then_some(())?;
            let point = wire.string()?;
            (point.len() == 2 * size + 1 && point.first() == Some(&4)).then_some(())?;
        }
        None => (wire.string()?.len() == 32).then_some(())?,
    }
    if kind.on_security_key() {
        std::str::from_utf8(wire.string()?).ok()?;
    }
    wire.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with `ssh-keygen -t ed25519`; the fingerprint is what `ssh-keygen -lf` says of it.
    const ED25519: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn reads_what_it_writes_and_ignores_the_comment() {
        let key = Key::parse(format!("{ED25519}  carla@muster.example work\n").trim_end()).unwrap();
        assert_eq!(key.to_string(), ED25519);
        assert_eq!(key.kind(), KeyKind::Ed25519);
        assert_eq!(key.fingerprint(), "SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ");
    }

    #[test]
    fn a_key_has_one_spelling() {
        let base64 = ED25519.split(' ').nth(1).unwrap();
        let cut = &ED25519[..ED25519.len() - 1];
        // Unused bits of the last character must be zero, or one key would have several texts.
        let other_bits = format!("ssh-ed25519 {}A==", base64);
        for refused in
            [cut, "ssh-ed25519", base64, &other_bits, &format!("ecdsa-sha2-nistp256 {base64}")]
        {
            assert_eq!(Key::parse(refused), Err(KeyError::Form), "{refused}");
        }
    }

    #[test]
    fn other_kinds_are_named() {
        let mut bytes = vec![0, 0, 0, 7];
        bytes.extend(b"ssh-rsa\0\0\0\x01\x03");
        assert_eq!(Key::from_bytes(&bytes), Err(KeyError::Kind("ssh-rsa".into())));
    }
}
