//! Round trips with OpenSSH's own `ssh-keygen`: it signs and we verify, we write and it verifies.
//!
//! Every developer machine has the program (package openssh-client); without it these tests fail, for a
//! verification that was skipped proves nothing.
#![cfg(feature = "seal")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use obstat::approval::signature::{Fault, NAMESPACE, Wrong, from_armour, to_armour, verify};
use obstat::approval::{Act, Deed, Record, RecordId, signers};
use obstat::register::{Key, KeyError, Kind, Register, read};
use obstat::text::SourceId;
use sha2_of_ssh_key::{Digest, Sha256, Sha512};
use ssh_key::private::{EcdsaKeypair, Ed25519Keypair, KeypairData};
use ssh_key::sha2 as sha2_of_ssh_key;
use ssh_key::{EcdsaCurve, PrivateKey, SigningKey};
use tempfile::TempDir;

const PERSON: &str = "carla@muster.example";

/// Runs `ssh-keygen` with these arguments and this input.
fn ssh_keygen(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new("ssh-keygen")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test needs `ssh-keygen` (package openssh-client)");
    // The program may end without reading; what it says is looked at by the caller.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn new_key(folder: &Path, kind: &str, bits: &str) -> PathBuf {
    let file = folder.join(format!("{kind}{bits}"));
    let path = file.to_str().unwrap();
    let made = ssh_keygen(&["-q", "-t", kind, "-b", bits, "-N", "", "-C", "", "-f", path], b"");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    file
}

fn public(file: &Path) -> Result<Key, KeyError> {
    Key::parse(&std::fs::read_to_string(file.with_extension("pub")).unwrap())
}

/// Base64 of what `ssh-keygen -Y sign` makes of the bytes.
fn sign(file: &Path, namespace: &str, bytes: &[u8]) -> String {
    let signed = ssh_keygen(&["-Y", "sign", "-n", namespace, "-f", file.to_str().unwrap()], bytes);
    assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
    from_armour(std::str::from_utf8(&signed.stdout).unwrap()).unwrap()
}

/// What `ssh-keygen -Y verify` says of a signature, by a file of allowed signers.
fn it_verifies(allowed: &str, base64: &str, bytes: &[u8], time: &str) -> bool {
    let folder = TempDir::new().unwrap();
    let (signers, signature) = (folder.path().join("allowed"), folder.path().join("sig"));
    std::fs::write(&signers, allowed).unwrap();
    std::fs::write(&signature, to_armour(base64)).unwrap();
    let time = format!("-Overify-time={time}");
    let arguments = [
        "-Y",
        "verify",
        "-f",
        signers.to_str().unwrap(),
        "-I",
        PERSON,
        "-n",
        NAMESPACE,
        "-s",
        signature.to_str().unwrap(),
        &time,
    ];
    ssh_keygen(&arguments, bytes).status.success()
}

fn record() -> Act {
    Act {
        house: "house".into(),
        role: Some("legal".into()),
        by: PERSON.into(),
        on_behalf: None,
        delegation: None,
        time: "2026-11-22T09:00:00Z".parse().unwrap(),
        comment: Some("„doch nicht“ \"so\" \\ 😀".into()),
        after: vec![],
        deed: Deed::Revoke { of: RecordId::of("x") },
        sig: None,
    }
}

fn people(key: &Key, rest: &str) -> Register {
    let text = format!("- {{id: {PERSON}, keys: [{{key: \"{key}\"{rest}}}]}}\n");
    let (register, problems) = read(Kind::People, &text, SourceId(0));
    assert!(problems.is_empty(), "{problems:?}");
    register
}

#[test]
fn it_signs_and_we_verify() {
    let folder = TempDir::new().unwrap();
    let bytes = record().signed_bytes();
    for (kind, bits) in [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521")] {
        let file = new_key(folder.path(), kind, bits);
        let key = public(&file).unwrap();
        let signature = sign(&file, NAMESPACE, bytes.as_bytes());
        assert_eq!(verify(&signature, bytes.as_bytes()), Ok(key.clone()), "{kind} {bits}");
        let tampered = bytes.replace("legal", "comms");
        assert_eq!(verify(&signature, tampered.as_bytes()), Err(Fault::Wrong(Wrong::Words)));
        for namespace in ["git", "file"] {
            let other = sign(&file, namespace, bytes.as_bytes());
            assert_eq!(verify(&other, bytes.as_bytes()), Err(Fault::Wrong(Wrong::Namespace)));
        }
        let listed = ssh_keygen(&["-l", "-f", file.to_str().unwrap()], b"");
        assert!(String::from_utf8_lossy(&listed.stdout).contains(&key.fingerprint()));
    }
}

#[test]
fn a_signed_line_is_read_back_and_verified() {
    let folder = TempDir::new().unwrap();
    let file = new_key(folder.path(), "ed25519", "256");
    let mut act = record();
    act.sig = Some(sign(&file, NAMESPACE, act.signed_bytes().as_bytes()));
    let line = Record::Act(Box::new(act)).write().unwrap();
    let Ok(Record::Act(read)) = Record::read(line.as_bytes()) else { panic!("a record") };
    let signature = read.sig.clone().unwrap();
    assert_eq!(verify(&signature, read.signed_bytes().as_bytes()), Ok(public(&file).unwrap()));
}

#[test]
fn rsa_and_certificates_are_refused_by_name() {
    let folder = TempDir::new().unwrap();
    let rsa = new_key(folder.path(), "rsa", "3072");
    assert_eq!(public(&rsa), Err(KeyError::Kind("ssh-rsa".into())));
    let signature = sign(&rsa, NAMESPACE, b"words");
    assert_eq!(verify(&signature, b"words"), Err(Fault::KeyKind("ssh-rsa".into())));
    let authority = new_key(folder.path(), "ecdsa", "256");
    let certified = new_key(folder.path(), "ed25519", "256");
    let made = ssh_keygen(
        &[
            "-q",
            "-s",
            authority.to_str().unwrap(),
            "-I",
            "x",
            "-n",
            PERSON,
            certified.with_extension("pub").to_str().unwrap(),
        ],
        b"",
    );
    assert!(made.status.success());
    let certificate = std::fs::read_to_string(folder.path().join("ed25519256-cert.pub")).unwrap();
    let kind = "ssh-ed25519-cert-v01@openssh.com".to_owned();
    assert_eq!(Key::parse(&certificate), Err(KeyError::Kind(kind)));
}

#[test]
fn it_reads_our_signers_file_and_agrees_on_its_windows() {
    let folder = TempDir::new().unwrap();
    let file = new_key(folder.path(), "ed25519", "256");
    let key = public(&file).unwrap();
    let bytes = record().signed_bytes();
    let signature = sign(&file, NAMESPACE, bytes.as_bytes());
    let zone = obstat::text::moment::zone("Europe/Berlin").unwrap();
    let register = people(&key, ", from: 2026-01-01, until: \"2026-12-31T12:00\"");
    let people = register.people().unwrap();
    let allowed = signers::write(people, &zone);
    let own = &people.persons()[0].keys[0];
    for (time, valid) in [
        ("2025-12-31T22:59:59Z", false),
        ("2025-12-31T23:00:00Z", true),
        ("2026-12-31T10:59:59Z", true),
        ("2026-12-31T11:00:00Z", false),
    ] {
        let at: Timestamp = time.parse().unwrap();
        let compact = time.replace(['-', ':', 'T'], "");
        assert_eq!(own.validity.holds(at, &zone), valid, "{time}");
        assert_eq!(
            it_verifies(&allowed, &signature, bytes.as_bytes(), &compact),
            valid,
            "{time}\n{allowed}"
        );
    }
    assert!(!it_verifies(&allowed, &signature, b"other words", "20260601000000Z"));
}

/// Lines that both sides must read alike: same window, same key or none.
#[test]
fn we_read_signers_files_as_it_does() {
    let folder = TempDir::new().unwrap();
    let file = new_key(folder.path(), "ed25519", "256");
    let key = public(&file).unwrap();
    let signature = sign(&file, NAMESPACE, b"words");
    let lines = [
        format!("{PERSON} {key}"),
        format!("# {PERSON} {key}"),
        format!("\t {PERSON}\t{key} with a comment"),
        format!("ben@x,{PERSON} {key}"),
        format!("ben@x {key}"),
        format!("{PERSON} namespaces=\"{NAMESPACE}\" {key}"),
        format!("{PERSON} namespaces=\"git,{NAMESPACE}\" {key}"),
        format!("{PERSON} namespaces=\"git\" {key}"),
        format!("{PERSON} valid-after=\"20260601Z\" {key}"),
        format!("{PERSON} valid-after=\"202606010000Z\",valid-before=\"20260601000000Z\" {key}"),
        format!("{PERSON} valid-after=\"202605312359Z\",valid-before=\"20260601000000Z\" {key}"),
        format!("{PERSON} valid-before=\"20260531235959Z\" {key}"),
        format!("{PERSON} valid-after=\"20260601000001Z\" {key}"),
        format!("{PERSON} valid-after=\"yesterday\" {key}"),
        format!("{PERSON} no-such-option=\"x\" {key}"),
        format!("{PERSON} namespaces={NAMESPACE} {key}"),
    ];
    let at: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
    for line in lines {
        let theirs = it_verifies(&format!("{line}\n"), &signature, b"words", "20260601000000Z");
        let (supplied, _) = signers::read(&line, SourceId(0));
        let ours = supplied.iter().any(|one| {
            one.name == PERSON && one.key.key == key && one.key.validity.holds(at, &TimeZone::UTC)
        });
        assert_eq!(ours, theirs, "{line}");
    }
}

#[test]
fn what_it_would_accept_and_we_do_not() {
    let folder = TempDir::new().unwrap();
    let file = new_key(folder.path(), "ed25519", "256");
    let key = public(&file).unwrap();
    let signature = sign(&file, NAMESPACE, b"words");
    for line in [
        format!("*@muster.example {key}"),
        format!("\"{PERSON}\" {key}"),
        format!("{PERSON} namespaces=\"obstat-*\" {key}"),
        format!("{PERSON} valid-after=\"20200101\" {key}"),
    ] {
        assert!(
            it_verifies(&format!("{line}\n"), &signature, b"words", "20260601000000Z"),
            "{line}"
        );
        let (supplied, problems) = signers::read(&line, SourceId(0));
        assert!(supplied.is_empty() && problems.len() == 1, "{line}");
    }
}

fn put(wire: &mut Vec<u8>, bytes: &[u8]) {
    wire.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    wire.extend(bytes);
}

/// A security key in software: its public key and a signature with these flags, as PROTOCOL.u2f has them.
fn security_key(elliptic: bool, flags: u8, words: &[u8]) -> (Key, String) {
    fn raw(key: &impl SigningKey, message: &[u8]) -> Vec<u8> {
        key.try_sign(message).unwrap().as_bytes().to_vec()
    }
    let pair = if elliptic {
        let mut random = ssh_key::rand_core::OsRng;
        KeypairData::Ecdsa(EcdsaKeypair::random(&mut random, EcdsaCurve::NistP256).unwrap())
    } else {
        KeypairData::Ed25519(Ed25519Keypair::from_seed(&[5; 32]))
    };
    let private = PrivateKey::new(pair, "").unwrap();
    let plain = private.public_key().to_bytes().unwrap();
    let (word, point): (&[u8], _) = if elliptic {
        (b"sk-ecdsa-sha2-nistp256@openssh.com", &plain[plain.len() - 65..])
    } else {
        (b"sk-ssh-ed25519@openssh.com", &plain[plain.len() - 32..])
    };
    let mut public = Vec::new();
    put(&mut public, word);
    if elliptic {
        put(&mut public, b"nistp256");
    }
    put(&mut public, point);
    put(&mut public, b"ssh:");
    let mut signed = b"SSHSIG".to_vec();
    for part in [NAMESPACE.as_bytes(), b"", b"sha512", &Sha512::digest(words)[..]] {
        put(&mut signed, part);
    }
    let tail = [&[flags][..], &1_u32.to_be_bytes()].concat();
    let seen = [&Sha256::digest(b"ssh:")[..], &tail, &Sha256::digest(&signed)[..]].concat();
    let mut inner = Vec::new();
    put(&mut inner, word);
    put(&mut inner, &raw(&private, &seen));
    inner.extend(&tail);
    let mut blob = b"SSHSIG\0\0\0\x01".to_vec();
    for part in [&public[..], NAMESPACE.as_bytes(), b"", b"sha512", &inner] {
        put(&mut blob, part);
    }
    use base64ct::{Base64, Encoding};
    (Key::from_bytes(&public).unwrap(), Base64::encode_string(&blob))
}

#[test]
fn security_keys_of_both_kinds_are_verified_by_both() {
    for elliptic in [false, true] {
        let (key, signature) = security_key(elliptic, 1, b"words");
        let allowed = signers::write(people(&key, "").people().unwrap(), &TimeZone::UTC);
        assert!(it_verifies(&allowed, &signature, b"words", "20260601000000Z"), "{:?}", key.kind());
        assert_eq!(verify(&signature, b"words"), Ok(key));
        // OpenSSH does not mind a signature without touch; we do.
        let (key, untouched) = security_key(elliptic, 0, b"words");
        let allowed = signers::write(people(&key, "").people().unwrap(), &TimeZone::UTC);
        assert!(it_verifies(&allowed, &untouched, b"words", "20260601000000Z"));
        assert_eq!(verify(&untouched, b"words"), Err(Fault::NotTouched));
    }
}
