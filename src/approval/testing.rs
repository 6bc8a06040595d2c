//! Keys and signatures for tests: made here in memory, the same ones in every run.

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha512};
use ssh_key::private::{EcdsaKeypair, Ed25519Keypair, KeypairData};
use ssh_key::rand_core::{CryptoRng, Error, RngCore};
use ssh_key::{EcdsaCurve, PrivateKey, SigningKey};

use super::signature::NAMESPACE;
use crate::register::{Key, KeyKind};

pub mod house;

/// A key pair, in software even where the kind asks for a security key.
pub struct Signer {
    pair: KeypairData,
    key: Key,
}

impl Signer {
    pub fn ed25519(seed: u8) -> Self {
        Self::plain(KeypairData::Ed25519(Ed25519Keypair::from_seed(&[seed; 32])))
    }

    pub fn p256(seed: u8) -> Self {
        Self::plain(ecdsa(seed, EcdsaCurve::NistP256))
    }

    pub fn sk_ed25519(seed: u8) -> Self {
        let plain = Self::ed25519(seed);
        let point = plain.key.bytes()[plain.key.bytes().len() - 32..].to_vec();
        Self { pair: plain.pair, key: security_key(KeyKind::SkEd25519, &[&point]) }
    }

    pub fn sk_p256(seed: u8) -> Self {
        let plain = Self::p256(seed);
        let point = plain.key.bytes()[plain.key.bytes().len() - 65..].to_vec();
        Self { pair: plain.pair, key: security_key(KeyKind::SkP256, &[b"nistp256", &point]) }
    }

    /// One of each accepted kind.
    pub fn all() -> Vec<Self> {
        vec![
            Self::ed25519(1),
            Self::p256(1),
            Self::plain(ecdsa(1, EcdsaCurve::NistP384)),
            Self::plain(ecdsa(1, EcdsaCurve::NistP521)),
            Self::sk_ed25519(1),
            Self::sk_p256(1),
        ]
    }

    fn plain(pair: KeypairData) -> Self {
        let private = PrivateKey::new(pair.clone(), "").unwrap();
        let key = Key::from_bytes(&private.public_key().to_bytes().unwrap()).unwrap();
        Self { pair, key }
    }

    pub fn key(&self) -> Key {
        self.key.clone()
    }

    /// Base64 of a signature for our namespace.
    pub fn sign(&self, words: &[u8]) -> String {
        self.sign_with_flags(words, 1)
    }

    pub fn sign_untouched(&self, words: &[u8]) -> String {
        self.sign_with_flags(words, 0)
    }

    pub fn sign_with_flags(&self, words: &[u8], flags: u8) -> String {
        let blob = framed(self, words, 1, NAMESPACE, b"", "sha512", flags);
        Base64::encode_string(&blob)
    }
}

/// The bytes of a signature with every part of the frame as wanted, properly signed.
pub fn envelope(
    signer: &Signer,
    words: &[u8],
    version: u32,
    namespace: &str,
    reserved: &[u8],
    hash: &str,
) -> Vec<u8> {
    framed(signer, words, version, namespace, reserved, hash, 1)
}

/// Appends a string of the wire form.
pub fn put(wire: &mut Vec<u8>, bytes: &[u8]) {
    wire.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    wire.extend(bytes);
}

fn framed(
    signer: &Signer,
    words: &[u8],
    version: u32,
    namespace: &str,
    reserved: &[u8],
    hash: &str,
    flags: u8,
) -> Vec<u8> {
    let hashed = match hash {
        "sha256" => Sha256::digest(words).to_vec(),
        _ => Sha512::digest(words).to_vec(),
    };
    let mut signed = b"SSHSIG".to_vec();
    for part in [namespace.as_bytes(), reserved, hash.as_bytes(), &hashed] {
        put(&mut signed, part);
    }
    let kind = signer.key.kind();
    let mut inner = Vec::new();
    put(&mut inner, kind.word().as_bytes());
    if kind.on_security_key() {
        let tail = [&[flags][..], &7_u32.to_be_bytes()].concat();
        let seen = [&Sha256::digest(b"ssh:")[..], &tail, &Sha256::digest(&signed)[..]].concat();
        put(&mut inner, &raw(&signer.pair, &seen));
        inner.extend(tail);
    } else {
        put(&mut inner, &raw(&signer.pair, &signed));
    }
    let mut blob = b"SSHSIG".to_vec();
    blob.extend(version.to_be_bytes());
    for part in [signer.key.bytes(), namespace.as_bytes(), reserved, hash.as_bytes(), &inner] {
        put(&mut blob, part);
    }
    blob
}

fn security_key(kind: KeyKind, parts: &[&[u8]]) -> Key {
    let mut bytes = Vec::new();
    put(&mut bytes, kind.word().as_bytes());
    parts.iter().for_each(|part| put(&mut bytes, part));
    put(&mut bytes, b"ssh:");
    Key::from_bytes(&bytes).unwrap()
}

fn raw(pair: &KeypairData, message: &[u8]) -> Vec<u8> {
    fn sign(key: &impl SigningKey, message: &[u8]) -> Vec<u8> {
        key.try_sign(message).unwrap().as_bytes().to_vec()
    }
    sign(&PrivateKey::new(pair.clone(), "").unwrap(), message)
}

fn ecdsa(seed: u8, curve: EcdsaCurve) -> KeypairData {
    KeypairData::Ecdsa(EcdsaKeypair::random(&mut Counter(u64::from(seed)), curve).unwrap())
}

/// Digests of a counter: random enough for keys that guard nothing.
struct Counter(u64);

impl RngCore for Counter {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_be_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_be_bytes(bytes)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.0 = self.0.wrapping_add(0x100);
            chunk.copy_from_slice(&Sha256::digest(self.0.to_be_bytes())[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Counter {}
