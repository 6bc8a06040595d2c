//! Signatures of every accepted kind, and what becomes of them when one bit changes.

use base64ct::{Base64, Encoding};
use proptest::prelude::*;

use super::*;
use crate::approval::testing::{Signer, envelope};

const WORDS: &[u8] = b"{\"by\":\"carla\"}";

fn blob(base64: &str) -> Vec<u8> {
    Base64::decode_vec(base64).unwrap()
}

#[test]
fn every_accepted_kind_is_verified() {
    for signer in Signer::all() {
        let signature = signer.sign(WORDS);
        assert_eq!(verify(&signature, WORDS), Ok(signer.key()), "{:?}", signer.key().kind());
        assert_eq!(verify(&signature, b"{\"by\":\"eve\"}"), Err(Fault::Wrong(Wrong::Words)));
    }
}

#[test]
fn no_bit_may_flip() {
    let signers = Signer::all();
    std::thread::scope(|scope| {
        for signer in &signers {
            scope.spawn(|| {
                let good = blob(&signer.sign(WORDS));
                for bit in 0..good.len() * 8 {
                    let mut flipped = good.clone();
                    flipped[bit / 8] ^= 1 << (bit % 8);
                    let flipped = Base64::encode_string(&flipped);
                    assert!(
                        verify(&flipped, WORDS).is_err(),
                        "{:?}, bit {bit}",
                        signer.key().kind()
                    );
                }
            });
        }
    });
}

#[test]
fn nothing_may_be_cut_or_added() {
    let good = blob(&Signer::ed25519(1).sign(WORDS));
    for length in 0..good.len() {
        assert!(verify(&Base64::encode_string(&good[..length]), WORDS).is_err());
    }
    let longer = [good.as_slice(), &[0]].concat();
    assert_eq!(verify(&Base64::encode_string(&longer), WORDS), Err(Fault::Wrong(Wrong::Form)));
    assert_eq!(verify("", WORDS), Err(Fault::Wrong(Wrong::Form)));
    assert_eq!(verify(&"A".repeat(100_000), WORDS), Err(Fault::Wrong(Wrong::Form)));
}

#[test]
fn base64_has_one_form() {
    let good = Signer::ed25519(1).sign(WORDS);
    for other in [format!("{good} "), format!("{}\n", good), good.trim_end_matches('=').to_owned()]
    {
        if other != good {
            assert_eq!(verify(&other, WORDS), Err(Fault::Wrong(Wrong::Base64)), "{other:?}");
        }
    }
    // 100 bytes end in one character of which four bits are unused.
    let unused = "A".repeat(133);
    assert_eq!(verify(&format!("{unused}B=="), WORDS), Err(Fault::Wrong(Wrong::Base64)));
}

#[test]
fn signatures_for_another_purpose_or_of_another_version() {
    let signer = Signer::ed25519(1);
    let made = |version: u32, namespace: &str, reserved: &[u8], hash: &str| {
        let envelope = envelope(&signer, WORDS, version, namespace, reserved, hash);
        verify(&Base64::encode_string(&envelope), WORDS)
    };
    assert!(made(1, NAMESPACE, b"", "sha512").is_ok());
    assert!(made(1, NAMESPACE, b"", "sha256").is_ok());
    assert_eq!(made(0, NAMESPACE, b"", "sha512"), Err(Fault::Wrong(Wrong::Version)));
    assert_eq!(made(2, NAMESPACE, b"", "sha512"), Err(Fault::Wrong(Wrong::Version)));
    for namespace in ["git", "file", "obstat-approval2", ""] {
        assert_eq!(made(1, namespace, b"", "sha512"), Err(Fault::Wrong(Wrong::Namespace)));
    }
    assert_eq!(made(1, NAMESPACE, b"x", "sha512"), Err(Fault::Wrong(Wrong::Reserved)));
    assert_eq!(made(1, NAMESPACE, b"", "sha1"), Err(Fault::Wrong(Wrong::Hash)));
}

#[test]
fn a_security_key_must_be_touched() {
    for signer in [Signer::sk_ed25519(3), Signer::sk_p256(3)] {
        assert_eq!(verify(&signer.sign(WORDS), WORDS), Ok(signer.key()));
        assert_eq!(verify(&signer.sign_untouched(WORDS), WORDS), Err(Fault::NotTouched));
        // With user verification (0x04) the touch still counts, without it nothing does.
        assert!(verify(&signer.sign_with_flags(WORDS, 0x05), WORDS).is_ok());
        assert_eq!(verify(&signer.sign_with_flags(WORDS, 0x04), WORDS), Err(Fault::NotTouched));
    }
}

#[test]
fn other_kinds_of_keys_are_named() {
    for kind in ["ssh-rsa", "ssh-dss", "ssh-ed25519-cert-v01@openssh.com"] {
        let mut key = Vec::new();
        crate::approval::testing::put(&mut key, kind.as_bytes());
        crate::approval::testing::put(&mut key, &[1, 2, 3]);
        let mut blob = b"SSHSIG\0\0\0\x01".to_vec();
        crate::approval::testing::put(&mut blob, &key);
        let refused = verify(&Base64::encode_string(&blob), WORDS);
        assert_eq!(refused, Err(Fault::KeyKind(kind.into())));
    }
}

#[test]
fn armour_and_back() {
    let signature = Signer::p256(1).sign(WORDS);
    let armour = to_armour(&signature);
    assert!(armour.lines().all(|line| line.len() <= 70));
    assert_eq!(from_armour(&armour), Some(signature.clone()));
    assert_eq!(from_armour(&armour.replace('\n', "\r\n")), Some(signature));
    assert_eq!(from_armour("nothing"), None);
}

proptest! {
    #[test]
    fn any_bytes_are_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(verify(&Base64::encode_string(&bytes), WORDS).is_err());
        let framed = [&b"SSHSIG\0\0\0\x01"[..], &bytes].concat();
        prop_assert!(verify(&Base64::encode_string(&framed), WORDS).is_err());
    }
}
