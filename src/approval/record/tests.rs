//! Records to the byte: one form, nothing else.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::text::Tongue;

const DIGEST: &str = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn approval() -> Act {
    Act {
        house: "house".into(),
        role: Some("legal".into()),
        by: "carla@muster.example".into(),
        on_behalf: None,
        delegation: None,
        time: at("2026-11-22T09:02:00Z"),
        comment: Some("„gut“ \"so\" \\".into()),
        after: vec![],
        deed: Deed::Approve {
            about: About {
                canon: "obstat-canon/1".into(),
                subjects: vec![Subject {
                    scope: Scope::Channel("x".into()),
                    digest: DIGEST.into(),
                }],
                unbound: vec!["publish-at".into(), "status".into()],
                path: "posts/lager.md".into(),
            },
            stamp: Stamp { policy: DIGEST.into(), version: Some("2.1.0".into()) },
            open: vec!["house/climate-neutral".into()],
            window: Window { from: None, until: at("2026-12-01T00:00:00Z") },
        },
        sig: Some("U1NIU0lH".into()),
    }
}

fn line(act: &Act) -> String {
    Record::Act(Box::new(act.clone())).write().unwrap()
}

#[test]
fn the_line_is_this_and_nothing_else() {
    let expected = format!(
        r#"{{"by":"carla@muster.example","canon":"obstat-canon/1","comment":"„gut“ \"so\" \\","house":"house","open":["house/climate-neutral"],"path":"posts/lager.md","policy":"{DIGEST}","role":"legal","sig":"U1NIU0lH","subject":[{{"channel":"x","digest":"{DIGEST}"}}],"time":"2026-11-22T09:02:00Z","type":"approve","unbound":["publish-at","status"],"until":"2026-12-01T00:00:00Z","v":1,"version":"2.1.0"}}"#
    );
    assert_eq!(line(&approval()), expected);
    assert_eq!(approval().signed_bytes(), expected.replace(r#""sig":"U1NIU0lH","#, ""));
    assert_eq!(Record::read(expected.as_bytes()), Ok(Record::Act(Box::new(approval()))));
}

#[test]
fn the_id_ignores_the_signature() {
    let mut other = approval();
    other.sig = Some("AAAA".into());
    assert_eq!(other.id(), approval().id());
    other.by = "ben@muster.example".into();
    assert_ne!(other.id(), approval().id());
    let id = approval().id();
    assert_eq!(id.as_str(), digest(approval().signed_bytes()));
    assert_eq!(id.short(), format!("a-{}", &id.as_str()[7..15]));
    assert!(id.is_meant_by(&id.short()) && id.is_meant_by(id.as_str()));
    assert!(!id.is_meant_by("a-") && !id.is_meant_by(&id.as_str()[7..15]));
}

#[test]
fn a_windows_checkout_is_tolerated() {
    let crlf = format!("{}\r", line(&approval()));
    assert!(Record::read(crlf.as_bytes()).is_ok());
    assert!(Record::read(format!("{crlf}\r").as_bytes()).is_err());
}

/// Changes to a good line, each with the reason for which it is refused.
#[test]
fn other_forms_are_refused() {
    let good = line(&approval());
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        Record::read(good.replacen(from, to, 1).as_bytes()).unwrap_err()
    };
    assert_eq!(changed(",", ", "), Reason::OtherForm);
    assert_eq!(changed("\"v\":1", "\"v\":1.0"), Reason::NoVersion);
    assert_eq!(changed("\"v\":1", "\"v\":2"), Reason::Newer(2));
    assert_eq!(changed("\"v\":1,", ""), Reason::NoVersion);
    assert_eq!(changed("\"v\":1", "\"v\":1,\"v\":1"), Reason::Repeated);
    assert_eq!(changed("{\"by\"", "{\"by\":\"eve\",\"by\""), Reason::Repeated);
    assert_eq!(
        changed("{\"by\"", "{\"approved\":\"yes\",\"by\""),
        Reason::UnknownMember("approved".into())
    );
    assert_eq!(changed("carla@", "c\\u0061rla@"), Reason::OtherForm);
    assert_eq!(changed("\"role\":\"legal\"", "\"role\":null"), Reason::Missing("role"));
    assert_eq!(changed("\"role\":\"legal\",", ""), Reason::Missing("role"));
    assert_eq!(changed("\"role\":\"legal\"", "\"role\":\"\""), Reason::Bad("role"));
    assert_eq!(changed("\"role\":\"legal\"", "\"role\":\"le\\u007fgal\""), Reason::Bad("role"));
    assert_eq!(changed("\"role\":\"legal\"", "\"role\":\"le\u{7f}gal\""), Reason::Bad("role"));
    assert_eq!(changed("\"role\":\"legal\"", "\"role\":\"u\u{308}\""), Reason::Bad("role"));
    assert_eq!(
        changed("[\"publish-at\",\"status\"]", "[\"status\",\"publish-at\"]"),
        Reason::Bad("unbound")
    );
    assert_eq!(
        changed("[\"publish-at\",\"status\"]", "[\"status\",\"status\"]"),
        Reason::Bad("unbound")
    );
    assert_eq!(changed("[\"publish-at\",\"status\"]", "[]"), Reason::Bad("unbound"));
    assert_eq!(changed("[\"publish-at\",\"status\"]", "\"status\""), Reason::Bad("unbound"));
    assert_eq!(changed("\"channel\":\"x\"", "\"channel\":\"\""), Reason::Bad("subject"));
    assert_eq!(
        changed("\"channel\":\"x\"", "\"channel\":\"x\",\"claim\":\"y\""),
        Reason::Bad("subject")
    );
    assert_eq!(changed("\"channel\":\"x\"", "\"chanel\":\"x\""), Reason::Bad("subject"));
    assert_eq!(changed("09:02:00Z", "09:02Z"), Reason::Bad("time"));
    assert_eq!(changed("09:02:00Z", "09:02:00+00:00"), Reason::Bad("time"));
    assert_eq!(changed("2026-11-22T", "2026-02-30T"), Reason::Bad("time"));
    assert_eq!(
        changed("\"type\":\"approve\"", "\"type\":\"bless\""),
        Reason::UnknownType("bless".into())
    );
    assert_eq!(
        changed("\"type\":\"approve\"", "\"type\":\"reject\""),
        Reason::Misplaced("open".into())
    );
    assert_eq!(changed("\"until\":\"2026-12-01T00:00:00Z\",", ""), Reason::Missing("until"));
    assert_eq!(changed("U1NIU0lH", "U1NI U0lH"), Reason::Bad("sig"));
    assert_eq!(changed("sha256:a", "sha256:A"), Reason::Bad("policy"));
    assert_eq!(Record::read(b""), Err(Reason::NotJson));
    assert_eq!(Record::read(b"<<<<<<< HEAD"), Err(Reason::NotJson));
    assert_eq!(Record::read(b"[1]"), Err(Reason::NotJson));
    assert_eq!(Record::read(b"\xff"), Err(Reason::NotText));
}

#[test]
fn every_type_has_its_members() {
    let with = |deed: Deed| Act { deed, ..approval() };
    let (about, stamp, window) = match approval().deed {
        Deed::Approve { about, stamp, window, .. } => (about, stamp, window),
        _ => unreachable!("an approval"),
    };
    let of = RecordId::parse(DIGEST).unwrap();
    let deeds = [
        Deed::Reject { about: about.clone(), stamp: stamp.clone() },
        Deed::Revoke { of: of.clone() },
        Deed::Review { about: about.clone(), stamp, open: vec![], of },
        Deed::Delegate {
            to: "dora@muster.example".into(),
            kinds: vec!["post".into()],
            channels: vec![],
            risk: Some("medium".into()),
            window,
        },
        Deed::Waive {
            rule: "house/x".into(),
            channel: None,
            matched: Some("x".into()),
            sentence: DIGEST.into(),
            window,
        },
    ];
    for deed in deeds {
        let word = deed.word();
        let act = with(deed);
        let read = Record::read(line(&act).as_bytes()).unwrap();
        assert_eq!(read.act(), Some(&act), "{word}");
        assert!(line(&act).contains(&format!("\"type\":\"{word}\"")));
    }
    let request = Act { sig: None, ..with(Deed::Request { about }) };
    assert!(Record::read(line(&request).as_bytes()).is_ok());
    let signed = Record::Act(Box::new(Act { sig: approval().sig, ..request }));
    assert_eq!(signed.write(), Err(Reason::Misplaced("sig".into())));
}

#[test]
fn refusals_need_a_reason_and_waivers_no_role() {
    let of = RecordId::parse(DIGEST).unwrap();
    let silent = Act { comment: None, deed: Deed::Revoke { of }, ..approval() };
    assert_eq!(Record::Act(Box::new(silent)).write(), Err(Reason::Missing("comment")));
    let waiver = Act {
        role: None,
        deed: Deed::Waive {
            rule: "house/x".into(),
            channel: None,
            matched: None,
            sentence: DIGEST.into(),
            window: Window { from: None, until: at("2026-12-01T00:00:00Z") },
        },
        ..approval()
    };
    assert!(Record::Act(Box::new(waiver)).write().is_ok());
    let long = Act { comment: Some("ü".repeat(MAX_COMMENT + 1)), ..approval() };
    assert_eq!(Record::Act(Box::new(long)).write(), Err(Reason::Bad("comment")));
    let full = Act { comment: Some("ü".repeat(MAX_COMMENT)), ..approval() };
    assert!(Record::Act(Box::new(full)).write().is_ok());
}

#[test]
fn limits_of_length() {
    let mut long = approval();
    if let Deed::Approve { open, .. } = &mut long.deed {
        *open = (0..2_000).map(|number| format!("house/rule-{number:05}")).collect();
    }
    let record = Record::Act(Box::new(long));
    assert_eq!(record.write(), Err(Reason::TooLong(MAX_RECORD)));
    assert_eq!(Record::read(record.line().as_bytes()), Err(Reason::TooLong(MAX_RECORD)));
    assert!(Record::keep(&"x".repeat(MAX_TEXT - 200)).write().is_ok());
    assert_eq!(Record::keep(&"x".repeat(MAX_TEXT)).write(), Err(Reason::TooLong(MAX_TEXT)));
    assert_eq!(Record::read(&vec![b' '; 10_000_000]), Err(Reason::TooLong(MAX_TEXT)));
}

#[test]
fn a_kept_text_proves_itself() {
    let kept = Record::keep("obstat-canon/1\nchannel 1\nx\n\u{1b}[0m \u{7f}\n");
    let line = kept.write().unwrap();
    assert_eq!(Record::read(line.as_bytes()), Ok(kept));
    assert_eq!(Record::read(line.replace("channel", "Channel").as_bytes()), Err(Reason::OtherText));
}

#[test]
fn making_a_record_brings_it_into_form() {
    let mut act = approval();
    act.time = at("2026-11-22T09:02:00.75Z");
    act.comment = Some("u\u{308}".into());
    if let Deed::Approve { about, .. } = &mut act.deed {
        about.unbound.reverse();
        about
            .subjects
            .push(Subject { scope: Scope::Channel("linkedin".into()), digest: DIGEST.into() });
    }
    let tidy = act.tidy();
    assert_eq!(tidy.time, at("2026-11-22T09:02:00Z"));
    assert_eq!(tidy.comment.as_deref(), Some("ü"));
    assert!(Record::Act(Box::new(tidy)).write().is_ok());
}

#[test]
fn reasons_speak_both_tongues() {
    use crate::diagnostic::Say;
    assert_eq!(Reason::Missing("role").say(Tongue::En), "`role` is missing");
    assert_eq!(Reason::Missing("role").say(Tongue::De), "`role` fehlt");
}

prop_compose! {
    fn a_digest()(seed in any::<u64>()) -> String {
        digest(seed.to_string())
    }
}

fn a_text() -> impl Strategy<Value = String> {
    "[a-zäöü\"\\\\/ \u{2028}\u{200b}😀-]{1,8}"
        .prop_filter("NFC", |text| unicode_normalization::is_nfc(text))
}

fn a_time() -> impl Strategy<Value = Timestamp> {
    (0_i64..4_000_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

prop_compose! {
    fn an_act()(
        texts in (a_text(), a_text(), a_text(), proptest::option::of(a_text())),
        times in (a_time(), a_time()),
        open in proptest::collection::btree_set(a_text(), 0..3),
        digests in proptest::collection::btree_set(a_digest(), 1..4),
        comment in a_text(),
        kind in 0..4_u8,
    ) -> Act {
        let (house, role, by, on_behalf) = texts;
        let ids: Vec<_> = digests.iter().filter_map(|id| RecordId::parse(id)).collect();
        let stamp = Stamp { policy: digest("x"), version: None };
        let window = Window { from: None, until: times.1 };
        let subjects = digests.iter().map(|digest| Subject { scope: Scope::Whole, digest: digest.clone() });
        let about = About { canon: "c/1".into(), subjects: subjects.collect(), unbound: vec![], path: "p".into() };
        let deed = match kind {
            0 => Deed::Approve { about, stamp, open: open.into_iter().collect(), window },
            1 => Deed::Reject { about, stamp },
            2 => Deed::Revoke { of: ids[0].clone() },
            _ => Deed::Delegate { to: by.clone(), kinds: open.into_iter().collect(), channels: vec![], risk: None, window },
        };
        Act { house, role: Some(role), by, on_behalf, delegation: None, time: times.0, comment: Some(comment), after: ids, deed, sig: None }
    }
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Record::read(&bytes);
    }

    #[test]
    fn reading_json_of_ours_never_panics(line in "\\{(\"(v|type|by|subject|of|after|time)\":(1|\"approve\"|\\[\\]|\\[\\{\\}\\]|null),?){0,6}\\}") {
        let _ = Record::read(line.as_bytes());
    }

    #[test]
    fn what_is_written_is_read(act in an_act()) {
        let record = Record::Act(Box::new(act));
        let line = record.write().unwrap();
        prop_assert_eq!(Record::read(line.as_bytes()), Ok(record));
    }

    #[test]
    fn a_changed_byte_is_refused_or_another_record(act in an_act(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let record = Record::Act(Box::new(act));
        let line = record.write().unwrap();
        let mut bytes = line.clone().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        if let Ok(other) = Record::read(&bytes) {
            prop_assert_ne!(other.id(), record.id());
        }
    }
}
