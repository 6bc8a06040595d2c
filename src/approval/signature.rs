//! SSH signatures (SSHSIG) over records, judged more strictly than libraries do.
//!
//! In: the base64 of a signature and the signed bytes. Out: the key that made it, or why it is not
//! accepted. Framing is read here byte by byte, so that one signature has one form: version, reserved
//! bytes and every length are what they must be, and nothing is left over. The arithmetic is crate
//! `ssh-key`'s, behind feature `seal`. Whose key it is, and whether it counted then, is judged elsewhere.

use base64ct::{Base64, Encoding};

use crate::register::wire::Wire;
use crate::register::{Key, KeyError, KeyKind};

/// The namespace of our signatures: nothing signed for another purpose is taken for an approval.
pub const NAMESPACE: &str = "obstat-approval";

/// Bytes of a decoded signature. The largest accepted kind needs under 500.
const MAX_SIGNATURE: usize = 4_096;

/// Why a signature is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A kind of key or signature that is not accepted; its name.
    KeyKind(String),
    /// The security key was not touched.
    NotTouched,
    /// Not the one form of a signature, made for another purpose, or not over these bytes.
    Wrong(Wrong),
    /// This program was built without feature `seal`.
    CannotJudge,
}

/// What exactly is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not base64, or base64 with unused bits set.
    Base64,
    /// Lengths or contents that no signer writes.
    Form,
    /// Another version of the format.
    Version,
    /// Made for another purpose.
    Namespace,
    /// Bytes where none may be.
    Reserved,
    /// Another hash than sha512 or sha256.
    Hash,
    /// The signature is not the key's over these bytes.
    Words,
}

/// A signature, taken apart.
#[derive(Clone, Debug)]
#[cfg_attr(
    not(feature = "seal"),
    expect(dead_code, reason = "the arithmetic that reads them is left out")
)]
pub(super) struct Parts {
    pub key: Key,
    pub sha512: bool,
    /// As the crate wants it: for security keys with flags and counter at the end.
    pub signature: Vec<u8>,
    /// The touch of a security key; always true for others.
    pub touched: bool,
}

/// Checks that `base64` is a signature over `signed` for our namespace, and gives the key that made it.
///
/// # Errors
/// [`Fault`].
pub fn verify(base64: &str, signed: &[u8]) -> Result<Key, Fault> {
    if base64.len() > MAX_SIGNATURE * 4 / 3 + 4 {
        return Err(Fault::Wrong(Wrong::Form));
    }
    let blob = Base64::decode_vec(base64).map_err(|_| Fault::Wrong(Wrong::Base64))?;
    let parts = take_apart(&blob)?;
    if !seal::fits(&parts, signed)? {
        return Err(Fault::Wrong(Wrong::Words));
    }
    // After the arithmetic: whoever forges a signature should hear of that first.
    if parts.touched { Ok(parts.key) } else { Err(Fault::NotTouched) }
}

/// The base64 of an armoured signature, as `ssh-keygen -Y sign` prints it, without breaks.
#[must_use]
pub fn from_armour(text: &str) -> Option<String> {
    let body = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    Some(body.split_ascii_whitespace().collect())
}

/// An armoured signature, as `ssh-keygen -Y verify` reads it.
#[must_use]
pub fn to_armour(base64: &str) -> String {
    let mut armour = format!("{BEGIN}\n");
    let mut rest = base64;
    while !rest.is_empty() {
        let (line, tail) = rest.split_at_checked(70).unwrap_or((rest, ""));
        armour.push_str(line);
        armour.push('\n');
        rest = tail;
    }
    armour.push_str(END);
    armour.push('\n');
    armour
}

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";

fn take_apart(blob: &[u8]) -> Result<Parts, Fault> {
    let form = || Fault::Wrong(Wrong::Form);
    let mut wire = Wire::new(blob);
    if wire.take(6) != Some(b"SSHSIG") {
        return Err(form());
    }
    if wire.number().ok_or_else(form)? != 1 {
        return Err(Fault::Wrong(Wrong::Version));
    }
    let key = Key::from_bytes(wire.string().ok_or_else(form)?).map_err(|error| match error {
        KeyError::Kind(kind) => Fault::KeyKind(kind),
        KeyError::Form => form(),
    })?;
    let namespace = wire.string().ok_or_else(form)?;
    if namespace != NAMESPACE.as_bytes() {
        return Err(Fault::Wrong(Wrong::Namespace));
    }
    if !wire.string().ok_or_else(form)?.is_empty() {
        return Err(Fault::Wrong(Wrong::Reserved));
    }
    let sha512 = match wire.string().ok_or_else(form)? {
        b"sha512" => true,
        b"sha256" => false,
        _ => return Err(Fault::Wrong(Wrong::Hash)),
    };
    let inner = wire.string().ok_or_else(form)?;
    wire.end().ok_or_else(form)?;
    let (signature, touched) = signature_of(key.kind(), inner).ok_or_else(form)?;
    Ok(Parts { key, sha512, signature, touched })
}

/// The signature proper: named like its key, of the key's length, and for security keys with flags and
/// counter.
fn signature_of(kind: KeyKind, bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut wire = Wire::new(bytes);
    (wire.string()? == kind.word().as_bytes()).then_some(())?;
    let proper = wire.string()?;
    match kind.curve() {
        None => (proper.len() == 64).then_some(())?,
        Some((_, size)) => {
            let mut numbers = Wire::new(proper);
            numbers.positive(size)?;
            numbers.positive(size)?;
            numbers.end()?;
        }
    }
    let mut signature = proper.to_vec();
    let mut touched = true;
    if kind.on_security_key() {
        let flags = wire.byte()?;
        let counter = wire.take(4)?;
        signature.push(flags);
        signature.extend(counter);
        touched = flags & 1 == 1;
    }
    wire.end()?;
    Some((signature, touched))
}

#[cfg(feature = "seal")]
mod seal {
    //! The arithmetic, by crate `ssh-key`.

    use ssh_key::{Algorithm, EcdsaCurve, HashAlg, PublicKey, Signature, SshSig};

    use super::{Fault, NAMESPACE, Parts};
    use crate::register::KeyKind;

    pub fn fits(parts: &Parts, signed: &[u8]) -> Result<bool, Fault> {
        let fits = || {
            let key = PublicKey::from_bytes(parts.key.bytes()).ok()?;
            let algorithm = algorithm(parts.key.kind());
            let signature = Signature::new(algorithm, parts.signature.clone()).ok()?;
            let hash = if parts.sha512 { HashAlg::Sha512 } else { HashAlg::Sha256 };
            let whole = SshSig::new(key.key_data().clone(), NAMESPACE, hash, signature).ok()?;
            key.verify(NAMESPACE, signed, &whole).ok()
        };
        Ok(fits().is_some())
    }

    fn algorithm(kind: KeyKind) -> Algorithm {
        let ecdsa = |curve| Algorithm::Ecdsa { curve };
        match kind {
            KeyKind::Ed25519 => Algorithm::Ed25519,
            KeyKind::P256 => ecdsa(EcdsaCurve::NistP256),
            KeyKind::P384 => ecdsa(EcdsaCurve::NistP384),
            KeyKind::P521 => ecdsa(EcdsaCurve::NistP521),
            KeyKind::SkEd25519 => Algorithm::SkEd25519,
            KeyKind::SkP256 => Algorithm::SkEcdsaSha2NistP256,
        }
    }
}

#[cfg(not(feature = "seal"))]
mod seal {
    //! Without the arithmetic no signature can be judged, neither for nor against.

    use super::{Fault, Parts};

    pub fn fits(_: &Parts, _: &[u8]) -> Result<bool, Fault> {
        Err(Fault::CannotJudge)
    }
}

#[cfg(test)]
#[cfg(feature = "seal")]
mod tests;

#[cfg(test)]
pub(super) mod framing {
    use super::*;

    /// A frame in which every part is right but the arithmetic: the signature is all zeros.
    pub fn empty_signature() -> String {
        fn put(wire: &mut Vec<u8>, bytes: &[u8]) {
            wire.extend(u32::try_from(bytes.len()).unwrap_or(0).to_be_bytes());
            wire.extend(bytes);
        }
        let mut key = Vec::new();
        put(&mut key, b"ssh-ed25519");
        put(&mut key, &[7; 32]);
        let mut inner = Vec::new();
        put(&mut inner, b"ssh-ed25519");
        put(&mut inner, &[0; 64]);
        let mut blob = b"SSHSIG\0\0\0\x01".to_vec();
        for part in [&key[..], NAMESPACE.as_bytes(), b"", b"sha512", &inner] {
            put(&mut blob, part);
        }
        Base64::encode_string(&blob)
    }

    #[test]
    fn without_the_arithmetic_nothing_is_believed() {
        let expected =
            if cfg!(feature = "seal") { Fault::Wrong(Wrong::Words) } else { Fault::CannotJudge };
        assert_eq!(verify(&empty_signature(), b""), Err(expected));
    }
}
