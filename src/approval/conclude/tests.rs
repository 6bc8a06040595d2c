//! The attacks of the reference page, as far as they need neither files nor git, and the rules of counting.

use super::*;
use crate::approval::record::{About, Act, Scope, Subject, Window, digest};
use crate::approval::testing::Signer;
use crate::approval::testing::house::{
    Draft, House, about, act, approval, at, english, form, landed, refusal, revocation, signed,
    signed_by, signer, stamp, told, unsigned,
};
use crate::approval::{Record, RecordId};
use crate::register::People;
use crate::text::moment::Unit;
use crate::text::{Duration, Language, Place, SourceId};

const TEXT: &str = "Unser Lager ist klimaneutral.";

fn ok(who: &str, role: &str) -> Entry {
    signed(approval(who, role, TEXT))
}

/// A record with its deed changed before signing.
fn changed(mut act: Act, change: impl FnOnce(&mut Deed)) -> Act {
    change(&mut act.deed);
    act
}

fn set_window(act: Act, from: Option<&str>, until: &str) -> Act {
    changed(act, |deed| {
        if let Deed::Approve { window, .. } | Deed::Delegate { window, .. } = deed {
            *window = Window { from: from.map(at), until: at(until) };
        }
    })
}

fn set_about(act: Act, change: impl FnOnce(&mut About)) -> Act {
    changed(act, |deed| {
        if let Deed::Approve { about, .. } = deed {
            change(about);
        }
    })
}

fn days(count: u32) -> Duration {
    Duration { count, unit: Unit::Days }
}

#[test]
fn an_approval_by_a_member_meets_the_demand() {
    let house = House::new();
    let draft = Draft::new(TEXT).with(ok("carla", "legal"));
    let verdict = draft.judge(&house, &[house.by("legal")]);
    assert!(verdict.met && verdict.causes.is_empty());
    assert_eq!(verdict.answers[0].filled, [draft.entries[0].id.clone()]);
    assert_eq!(Draft::new(TEXT).verdict(&house, &[]), "met");
}

#[test]
fn nobody_has_approved() {
    let house = House::new();
    let verdict = Draft::new(TEXT).judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "missing");
    assert_eq!(english(&verdict), "nobody in `legal` has approved this text for `x`");
    let help = verdict.causes[0].help.get(Language::GERMAN);
    assert_eq!(help, "fragen Sie Carla Beispiel oder Dora Muster: `obstat request posts/lager.md`");
    assert_eq!(verdict.answers[0].ask, ["Carla Beispiel", "Dora Muster"]);
    // Another role's approval is no cause for this one.
    let other = Draft::new(TEXT).with(ok("anna", "comms"));
    assert_eq!(other.verdict(&house, &[house.by("legal")]), "missing");
}

#[test]
fn a_changed_text_is_stale_and_says_what_changed() {
    let house = House::new();
    let mut draft =
        Draft::new("Unser Lager ist seit jeher klimaneutral.").with(ok("carla", "legal"));
    let verdict = draft.judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "stale");
    assert!(english(&verdict).ends_with("something has changed since"));
    let Record::Text(kept) = Record::keep(&form(TEXT)) else { panic!("a text") };
    draft.texts.push(kept);
    let verdict = draft.judge(&house, &[house.by("legal")]);
    let id = draft.entries[0].id.short();
    assert_eq!(
        english(&verdict),
        format!(
            "Carla Beispiel approved an earlier text on 22 Nov 2026 ({id}), 1 line has changed"
        )
    );
    for other in [
        "Unser Lager ist  klimaneutral.",
        "Unser *Lager* ist klimaneutral.",
        "Unser\u{200b} Lager ist klimaneutral.",
        "Unser Lager ist klimaneutral.\nmedia/1 71\nsha256:0",
    ] {
        let draft = Draft::new(other).with(ok("carla", "legal"));
        assert_eq!(draft.verdict(&house, &[house.by("legal")]), "stale", "{other}");
    }
}

#[test]
fn a_changed_attachment_is_named() {
    let house = House::new();
    let with = |image: &str| format!("{}media/1 8\nsha256:{image}\n", form(TEXT));
    let mut draft = Draft::new(TEXT);
    draft.digests[0].digest = digest(with("1"));
    draft.digests[0].form = Some(with("1"));
    draft.media.push("lager.jpg".into());
    let act = set_about(approval("carla", "legal", TEXT), |about| {
        about.subjects[0].digest = digest(with("0"));
    });
    draft.entries.push(signed(act));
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "stale");
    let Record::Text(kept) = Record::keep(&with("0")) else { panic!("a text") };
    draft.texts.push(kept);
    let verdict = draft.judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "image-changed");
    assert!(
        english(&verdict).starts_with("Carla Beispiel approved another `lager.jpg` on 22 Nov 2026")
    );
}

#[test]
fn channel_house_and_canonical_form_are_bound() {
    let house = House::new();
    let mut draft = Draft::new(TEXT).with(ok("carla", "legal"));
    draft.scope = Scope::Channel("linkedin".into());
    let verdict = draft.judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "other-channel");
    assert_eq!(english(&verdict), "Carla Beispiel approved this for `x`, not for `linkedin`");
    draft.scope = Scope::Whole;
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "other-channel");
    let other = Act { house: "beta".into(), ..approval("carla", "legal", TEXT) };
    assert_eq!(
        Draft::new(TEXT).with(signed(other)).verdict(&house, &[house.by("legal")]),
        "other-house"
    );
    let newer =
        set_about(approval("carla", "legal", TEXT), |about| about.canon = "obstat-canon/2".into());
    assert_eq!(
        Draft::new(TEXT).with(signed(newer)).verdict(&house, &[house.by("legal")]),
        "unknown-canon"
    );
}

#[test]
fn fields_may_be_left_out_only_where_the_policy_says_so() {
    let house = House::new();
    let without = |field: &str| {
        let act =
            set_about(approval("carla", "legal", TEXT), |about| about.unbound = vec![field.into()]);
        let mut draft = Draft::new(TEXT).with(signed(act));
        let mut digests = draft.digests[0].clone();
        digests.unbound = vec![field.into()];
        draft.digests.push(digests);
        draft.verdict(&house, &[house.by("legal")])
    };
    assert_eq!(without("status"), "met");
    assert_eq!(without("title"), "stale");
    let entries = [ok("carla", "legal"), ok("dora", "legal")];
    assert_eq!(wanted_digests(&entries), [("obstat-canon/1", &[][..])]);
}

#[test]
fn the_window_holds_the_publication() {
    let house = House::new();
    let planned = |date: &str| {
        let mut draft = Draft::new(TEXT).with(ok("carla", "legal"));
        draft.publication = Publication::new(Some(at(date)), false, house.now);
        draft.judge(&house, &[house.by("legal")])
    };
    assert!(planned("2026-12-22T08:59:59Z").met);
    let over = planned("2026-12-22T09:00:00Z");
    assert_eq!(told(&over), "expired");
    assert!(
        english(&over).contains("until 22 Dec 2026 09:59, planned is 22 Dec 2026 10:00"),
        "{}",
        english(&over)
    );
    let act = set_window(
        approval("carla", "legal", TEXT),
        Some("2026-11-23T00:00:00Z"),
        "2026-12-22T09:00:00Z",
    );
    let draft = Draft::new(TEXT).with(signed(act));
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "too-early");
}

#[test]
fn a_date_in_the_past_revives_nothing() {
    let mut house = House::new();
    let act = set_window(approval("carla", "legal", TEXT), None, "2026-11-22T10:00:00Z");
    let mut draft = Draft::new(TEXT).with(signed(act));
    house.now = at("2026-11-22T12:00:00Z");
    let back = Some(at("2026-11-22T09:30:00Z"));
    draft.publication = Publication::new(back, false, house.now);
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "met");
    draft.publication = Publication::new(back, true, house.now);
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "expired");
}

#[test]
fn neither_too_old_nor_too_fresh() {
    let house = House::new();
    let demand = |within: Option<u32>, ahead: Option<u32>, date: &str| {
        let mut draft = Draft::new(TEXT).with(ok("carla", "legal"));
        draft.publication = Publication::new(Some(at(date)), false, house.now);
        let hours = |count| Duration { count, unit: Unit::Hours };
        let demand =
            Demand { within: within.map(days), ahead: ahead.map(hours), ..house.by("legal") };
        draft.judge(&house, &[demand])
    };
    assert!(demand(Some(2), None, "2026-11-24T09:00:00Z").met);
    assert_eq!(told(&demand(Some(2), None, "2026-11-24T09:00:01Z")), "too-old");
    assert!(demand(None, Some(4), "2026-11-22T13:00:00Z").met);
    let fresh = demand(None, Some(4), "2026-11-22T12:59:59Z");
    assert_eq!(told(&fresh), "too-fresh");
    assert!(
        english(&fresh).contains("3 hours ahead, the rule asks 4 hours"),
        "{}",
        english(&fresh)
    );
    let after = demand(None, None, "2026-11-22T08:00:00Z");
    assert_eq!(told(&after), "too-fresh");
    // Clocks may differ a little where nothing is planned.
    let ahead = Act { time: at("2026-11-22T12:04:00Z"), ..approval("carla", "legal", TEXT) };
    assert_eq!(Draft::new(TEXT).with(signed(ahead)).verdict(&house, &[house.by("legal")]), "met");
}

#[test]
fn an_edited_line_has_a_bad_signature() {
    let house = House::new();
    let edits: [fn(&mut Act); 4] = [
        |act| act.role = Some("legal".into()),
        |act| act.by = "carla@muster.example".into(),
        |act| act.time = at("2026-11-22T09:00:01Z"),
        |act| {
            if let Deed::Approve { window, .. } = &mut act.deed {
                window.until = at("2027-12-22T09:00:00Z");
            }
        },
    ];
    let originals = [("carla", "comms"), ("dora", "legal"), ("carla", "legal"), ("carla", "legal")];
    for (edit, (who, role)) in edits.into_iter().zip(originals) {
        let mut act = ok(who, role).act;
        edit(&mut act);
        let draft = Draft::new(TEXT).with(unsigned(act));
        assert_eq!(draft.verdict(&house, &[house.by("legal")]), "bad-signature");
    }
}

#[test]
fn keys_must_be_the_persons_own_valid_and_not_withdrawn() {
    let mut house = House::new();
    for who in ["gina", "hans"] {
        house.roles[0].members.push(format!("{who}@muster.example"));
    }
    let by = |entry: Entry| Draft::new(TEXT).with(entry).judge(&house, &[house.by("legal")]);
    let foreign = by(signed_by(approval("carla", "legal", TEXT), &signer("ben")));
    assert_eq!(told(&foreign), "unknown-key");
    assert!(english(&foreign).ends_with("the key is registered for Ben Muster"));
    let unknown = by(signed_by(approval("carla", "legal", TEXT), &Signer::p256(9)));
    assert!(
        english(&unknown).contains("no person registered this key (SHA256:"),
        "{}",
        english(&unknown)
    );
    assert_eq!(told(&by(ok("gina", "legal"))), "key-compromised");
    let old = Act { time: at("2026-04-01T09:00:00Z"), ..approval("gina", "legal", TEXT) };
    assert_eq!(told(&by(signed(old))), "key-compromised", "whatever its date");
    let expired = by(ok("hans", "legal"));
    assert_eq!(told(&expired), "key-expired");
    assert!(english(&expired).ends_with("was valid until 31 May 2026"));
    let stranger = by(ok("zoe", "legal"));
    assert_eq!(told(&stranger), "unknown-key");
    assert_eq!(told(&by(unsigned(approval("carla", "legal", TEXT)))), "unsigned");
}

#[test]
fn security_keys_must_be_touched_and_rsa_is_refused() {
    let mut house = House::new();
    let key = Signer::sk_ed25519(7);
    let text = format!(
        "- {{id: carla@muster.example, name: Carla Beispiel, keys: [\"{}\"]}}\n",
        key.key()
    );
    house.register = crate::register::read(crate::register::Kind::People, &text, SourceId(0)).0;
    let judge = |sig: String| {
        let act = Act { sig: Some(sig), ..approval("carla", "legal", TEXT) };
        Draft::new(TEXT).with(unsigned(act)).verdict(&house, &[house.by("legal")])
    };
    let bytes = approval("carla", "legal", TEXT).signed_bytes();
    assert_eq!(judge(key.sign(bytes.as_bytes())), "met");
    assert_eq!(judge(key.sign_untouched(bytes.as_bytes())), "no-presence");
    let rsa = "U1NIU0lHAAAAAQAAABYAAAAHc3NoLXJzYQAAAAMBAAEAAAAA";
    assert_eq!(judge(rsa.into()), "key-kind");
}

#[test]
fn claimed_roles_believe_the_word() {
    let mut house = House::new();
    house.roles[0].assurance = Assurance::Claimed;
    let judge = |entry: Entry| Draft::new(TEXT).with(entry).verdict(&house, &[house.by("legal")]);
    assert_eq!(judge(unsigned(approval("carla", "legal", TEXT))), "met");
    assert_eq!(judge(ok("carla", "legal")), "met");
    assert_eq!(judge(unsigned(approval("fred", "legal", TEXT))), "left");
    assert_eq!(judge(unsigned(approval("zoe", "legal", TEXT))), "not-in-role");
    // A signature that is there must hold.
    let mut forged = ok("carla", "legal").act;
    forged.comment = Some("other words".into());
    assert_eq!(judge(unsigned(forged)), "bad-signature");
    // Without a people register, members are who they say.
    let mut bare = House::new();
    bare.register = crate::register::Register::empty(crate::register::Kind::People);
    bare.roles[0].assurance = Assurance::Claimed;
    let draft = Draft::new(TEXT).with(unsigned(approval("carla", "legal", TEXT)));
    assert_eq!(draft.verdict(&bare, &[bare.by("legal")]), "met");
    let own = Draft::new(TEXT)
        .with(unsigned(approval("carla", "legal", TEXT)))
        .written_by("CARLA@muster.example");
    assert_eq!(own.verdict(&bare, &[bare.by("legal")]), "self");
}

#[test]
fn only_members_count() {
    let house = House::new();
    let verdict = Draft::new(TEXT).with(ok("ben", "legal")).judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "not-in-role");
    assert_eq!(english(&verdict), "Ben Muster is not in `legal` (is in: `comms` and `duty`)");
    let german = verdict.causes[0].message.get(Language::GERMAN);
    assert_eq!(german, "Ben Muster gehört nicht zu `legal` (ist in: `comms` und `duty`)");
}

#[test]
fn whoever_left_cannot_sign_backdated() {
    let mut house = House::new();
    let april = Act { time: at("2026-04-20T09:00:00Z"), ..approval("fred", "legal", TEXT) };
    let april = set_window(april, None, "2027-01-01T00:00:00Z");
    let judge = |house: &House, entry: Entry| {
        Draft::new(TEXT).with(entry).judge(house, &[house.by("legal")])
    };
    // Without a base its own time is all there is.
    assert!(judge(&house, signed(april.clone())).met);
    house.anchored = true;
    let new = judge(&house, signed(april.clone()));
    assert_eq!(told(&new), "left");
    assert_eq!(english(&new), "Fred Alt left on 15 May 2026");
    assert!(judge(&house, landed(signed(april))).met);
    let june = Act { time: at("2026-06-20T09:00:00Z"), ..approval("fred", "legal", TEXT) };
    let june = set_window(june, None, "2027-01-01T00:00:00Z");
    assert_eq!(told(&judge(&house, landed(signed(june)))), "left");
}

#[test]
fn times_must_be_plausible() {
    let mut house = House::new();
    let judge = |house: &House, time: &str, landing: bool| {
        let act = Act { time: at(time), ..approval("carla", "legal", TEXT) };
        let act = set_window(act, None, "2027-01-01T00:00:00Z");
        let entry = if landing { landed(signed(act)) } else { signed(act) };
        Draft::new(TEXT).with(entry).verdict(house, &[house.by("legal")])
    };
    assert_eq!(judge(&house, "2026-11-22T12:05:00Z", false), "met");
    assert_eq!(judge(&house, "2026-11-22T12:05:01Z", false), "from-future");
    assert_eq!(judge(&house, "2025-11-22T12:00:00Z", false), "met");
    house.anchored = true;
    assert_eq!(judge(&house, "2026-11-08T12:00:00Z", false), "met");
    assert_eq!(judge(&house, "2026-11-08T11:59:59Z", false), "not-landed");
    assert_eq!(judge(&house, "2025-11-22T12:00:00Z", true), "met");
    assert_eq!(judge(&house, "2026-11-23T12:00:00Z", false), "from-future");
}

#[test]
fn authors_do_not_clear_their_own_text() {
    let house = House::new();
    let draft = Draft::new(TEXT).with(ok("carla", "legal")).written_by("cBeispiel");
    let verdict = draft.judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "self");
    assert_eq!(english(&verdict), "Carla Beispiel wrote this (as `cBeispiel`)");
    assert!(verdict.causes[0].help.get(Language::ENGLISH).contains("ask Dora Muster"));
    assert_eq!(verdict.answers[0].ask, ["Dora Muster"]);
    let including = Demand { including_author: true, ..house.by("legal") };
    assert_eq!(draft.verdict(&house, &[including]), "met");
    let other =
        Draft::new(TEXT).with(ok("carla", "legal")).written_by("b.muster").written_by("praktikum2");
    assert_eq!(other.verdict(&house, &[house.by("legal")]), "met");
}

#[test]
fn revocations() {
    let house = House::new();
    let given = ok("carla", "legal");
    let judge = |revoke: Entry| {
        let draft = Draft::new(TEXT).with(given.clone()).with(revoke);
        draft.judge(&house, &[house.by("legal")])
    };
    let own = judge(signed(revocation("carla", "legal", &given.id)));
    assert_eq!(told(&own), "revoked");
    assert_eq!(english(&own), "Carla Beispiel withdrew it on 22 Nov 2026: \"because\"");
    assert_eq!(
        told(&judge(signed(revocation("dora", "legal", &given.id)))),
        "revoked",
        "same role"
    );
    assert_eq!(
        told(&judge(signed(revocation("anna", "comms", &given.id)))),
        "revoked",
        "the pack's owner"
    );
    assert!(judge(signed(revocation("ben", "legal", &given.id))).met, "not in the role");
    assert!(judge(signed(revocation("ben", "comms", &given.id))).met, "another role");
    assert!(
        judge(unsigned(revocation("carla", "legal", &given.id))).met,
        "anybody could have typed it"
    );
    assert!(judge(signed_by(revocation("carla", "legal", &given.id), &signer("ben"))).met);
    // A revocation cannot be revoked.
    let revoke = signed(revocation("carla", "legal", &given.id));
    let undo = signed(revocation("carla", "legal", &revoke.id));
    let draft = Draft::new(TEXT).with(given.clone()).with(revoke).with(undo);
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "revoked");
}

#[test]
fn a_refusal_blocks_until_taken_back() {
    let house = House::new();
    let refused = signed(refusal("dora", "legal", TEXT));
    let base = || Draft::new(TEXT).with(ok("carla", "legal")).with(refused.clone());
    let verdict = base().judge(&house, &[house.by("legal")]);
    assert_eq!(told(&verdict), "rejected");
    assert_eq!(english(&verdict), "Dora Muster refused this text on 22 Nov 2026: \"because\"");
    let back = |who: &str, role: &str| {
        let draft = base().with(signed(revocation(who, role, &refused.id)));
        draft.verdict(&house, &[house.by("legal")])
    };
    assert_eq!(back("dora", "legal"), "met");
    assert_eq!(back("anna", "comms"), "met", "the pack's owner");
    assert_eq!(back("carla", "legal"), "rejected", "a colleague cannot lift a refusal");
    // It blocks this text under roles that the rule names, nothing else.
    let comms = Draft::new(TEXT).with(ok("anna", "comms")).with(refused.clone());
    assert_eq!(comms.verdict(&house, &[house.by("comms")]), "met");
    let both = comms.with(ok("carla", "legal"));
    assert_eq!(both.verdict(&house, &[house.by("comms"), house.by("legal")]), "rejected");
    let other = signed(refusal("dora", "legal", "Ein anderer Text."));
    let draft = Draft::new(TEXT).with(ok("carla", "legal")).with(other);
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "met");
    let stranger = signed(refusal("ben", "legal", TEXT));
    let draft = Draft::new(TEXT).with(ok("carla", "legal")).with(stranger);
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "met");
    // Whoever refuses need not be somebody else than the author.
    let author = base().written_by("dora@muster.example");
    assert_eq!(author.verdict(&house, &[house.by("legal")]), "rejected");
}

#[test]
fn another_major_version_asks_again() {
    let mut house = House::new();
    let draft = Draft::new(TEXT).with(ok("carla", "legal"));
    for (version, told) in [
        (Some("2.9"), "met"),
        (Some("3.0.0"), "old-policy"),
        (None, "old-policy"),
        (Some("20.0"), "old-policy"),
    ] {
        house.version = version;
        assert_eq!(draft.verdict(&house, &[house.by("legal")]), told, "{version:?}");
    }
}

#[test]
fn a_quorum_counts_persons() {
    let house = House::new();
    let two = [Demand::of(2, house.role("legal"))];
    let one = Draft::new(TEXT).with(ok("carla", "legal"));
    let verdict = one.judge(&house, &two);
    assert_eq!(told(&verdict), "quorum");
    assert_eq!((english(&verdict).as_str(), verdict.answers[0].have), ("1 of 2 have approved", 1));
    assert_eq!(verdict.answers[0].ask, ["Dora Muster"]);
    let both = one.with(ok("dora", "legal"));
    assert_eq!(both.verdict(&house, &two), "met");
    // The same person under an alias, at another time.
    let alias = Act {
        by: "cbeispiel".into(),
        time: at("2026-11-22T10:00:00Z"),
        ..approval("carla", "legal", TEXT)
    };
    let twice = Draft::new(TEXT).with(ok("carla", "legal")).with(signed(alias));
    let verdict = twice.judge(&house, &two);
    assert_eq!(told(&verdict), "same-person quorum");
    assert!(english(&verdict).starts_with("Carla Beispiel stands here more than once"));
}

#[test]
fn within_one_rule_each_person_fills_one_role() {
    let mut house = House::new();
    house.roles[1].members.push("carla@muster.example".into());
    let demands = [house.by("legal"), house.by("comms")];
    let carla = Draft::new(TEXT).with(ok("carla", "legal")).with(ok("carla", "comms"));
    let verdict = carla.judge(&house, &demands);
    assert_eq!(told(&verdict), "same-person");
    assert_eq!(verdict.answers.iter().map(|answer| answer.met).collect::<Vec<_>>(), [true, false]);
    let with_anna = Draft::new(TEXT)
        .with(ok("carla", "legal"))
        .with(ok("carla", "comms"))
        .with(ok("anna", "comms"));
    assert_eq!(with_anna.verdict(&house, &demands), "met");
    let among =
        [Demand::among(2, vec![house.role("legal"), house.role("comms"), house.role("duty")])];
    assert_eq!(carla.verdict(&house, &among), "same-person quorum");
    assert_eq!(with_anna.verdict(&house, &among), "met");
    house.joined = true;
    assert_eq!(carla.verdict(&house, &demands), "met");
    assert_eq!(
        carla.verdict(&house, &among),
        "same-person quorum",
        "different people were asked for"
    );
}

#[test]
fn persons_named_by_a_field() {
    let house = House::new();
    let named = |persons: &[&str]| {
        let persons: Vec<_> = persons.iter().map(ToString::to_string).collect();
        Demand::each("quoted", &persons, Assurance::Signed, house.people())
    };
    let both = named(&["ben@muster.example", "cbeispiel", "Carla Beispiel"]);
    assert_eq!(both.count, 2, "one person under two names is asked once");
    let draft = Draft::new(TEXT).with(ok("ben", "quoted"));
    assert_eq!(draft.verdict(&house, std::slice::from_ref(&both)), "quorum");
    assert_eq!(draft.with(ok("carla", "quoted")).verdict(&house, &[both]), "met");
    let stranger = Draft::new(TEXT).with(ok("dora", "quoted"));
    assert_eq!(stranger.verdict(&house, &[named(&["ben@muster.example"])]), "not-in-role");
    let nobody = Draft::new(TEXT).judge(&house, &[named(&[])]);
    assert_eq!(told(&nobody), "missing");
    assert_eq!(english(&nobody), "nobody in `quoted` has approved this text for `x`");
}

fn delegation(who: &str, until: &str) -> Act {
    let deed = Deed::Delegate {
        to: "anna@muster.example".into(),
        kinds: vec!["post".into()],
        channels: vec!["x".into()],
        risk: Some("medium".into()),
        window: Window { from: None, until: at(until) },
    };
    Act { time: at("2026-11-10T09:00:00Z"), ..act(who, "legal", deed) }
}

/// Anna signs for Carla by this delegation.
fn by_delegation(id: &RecordId) -> Entry {
    signed(Act {
        on_behalf: Some("carla@muster.example".into()),
        delegation: Some(id.clone()),
        ..approval("anna", "legal", TEXT)
    })
}

#[test]
fn a_delegate_signs_for_a_member() {
    let mut house = House::new();
    let given = signed(delegation("carla", "2026-12-10T09:00:00Z"));
    let draft = || Draft::new(TEXT).with(by_delegation(&given.id));
    let why = |house: &House, draft: &Draft| {
        let verdict = draft.judge(house, &[house.by("legal")]);
        if verdict.met {
            "met".to_owned()
        } else {
            format!("{}: {}", told(&verdict), english(&verdict))
        }
    };
    assert_eq!(why(&house, &draft()), "delegation: the delegation by carla@muster.example does not cover this: there is none with this id".replace("carla@muster.example", "Carla Beispiel"));
    house.delegations = vec![given.clone()];
    assert_eq!(why(&house, &draft()), "met");
    let mut other = draft();
    other.kind = Some("press-release");
    assert!(why(&house, &other).ends_with("it does not cover `press-release`"));
    other = draft();
    other.risk = Some("high");
    assert!(why(&house, &other).ends_with("it does not cover `high`"));
    other.risk = None;
    assert!(why(&house, &other).starts_with("delegation"));
    assert!(why(&house, &draft().written_by("cbeispiel")).ends_with("its giver wrote this text"));
    assert!(why(&house, &draft().written_by("a.beispiel")).starts_with("self"));
    // With a base it counts only once it has landed.
    house.anchored = true;
    assert!(why(&house, &draft()).contains("not landed"));
    house.delegations = vec![landed(given.clone())];
    assert_eq!(why(&house, &draft()), "met");
    let back = |time: &str| {
        landed(signed(Act { time: at(time), ..revocation("carla", "legal", &given.id) }))
    };
    house.delegations.push(back("2026-11-22T08:00:00Z"));
    assert!(why(&house, &draft()).contains("withdrew it"));
    // What was signed before the withdrawal and has landed stands.
    house.delegations[1] = back("2026-11-22T11:00:00Z");
    assert!(why(&house, &draft()).contains("withdrew it"));
    let mut before = draft();
    before.entries = before.entries.into_iter().map(landed).collect();
    assert_eq!(why(&house, &before), "met");
}

#[test]
fn what_a_delegation_must_be() {
    let mut house = House::new();
    let mut why = |act: Act| {
        let given = signed(act);
        let draft = Draft::new(TEXT).with(by_delegation(&given.id));
        house.delegations = vec![given];
        let verdict = draft.judge(&house, &[house.by("legal")]);
        if verdict.met {
            "met".to_owned()
        } else {
            format!("{}: {}", told(&verdict), english(&verdict))
        }
    };
    assert_eq!(why(delegation("carla", "2026-12-11T09:00:00Z")), "met");
    assert!(why(delegation("carla", "2026-12-11T09:00:01Z")).ends_with("longer than 31 days"));
    assert!(why(delegation("carla", "2026-11-20T09:00:00Z")).ends_with("it ended on 20 Nov 2026"));
    assert!(why(delegation("ben", "2026-12-10T09:00:00Z")).contains("only a member"));
    let passed_on = Act {
        on_behalf: Some("dora@muster.example".into()),
        ..delegation("carla", "2026-12-10T09:00:00Z")
    };
    assert!(why(passed_on).ends_with("it was passed on"));
    let comms = Act { role: Some("comms".into()), ..delegation("carla", "2026-12-10T09:00:00Z") };
    assert!(why(comms).ends_with("it hands on another role"));
    assert!(
        why(delegation("dora", "2026-12-10T09:00:00Z"))
            .ends_with("the record names another member")
    );
    let to_ben = changed(delegation("carla", "2026-12-10T09:00:00Z"), |deed| {
        if let Deed::Delegate { to, .. } = deed {
            *to = "ben@muster.example".into();
        }
    });
    assert!(why(to_ben).ends_with("it is for somebody else"));
}

#[test]
fn delegate_and_member_are_one_for_a_quorum() {
    let mut house = House::new();
    let given = signed(delegation("carla", "2026-12-10T09:00:00Z"));
    house.delegations = vec![given.clone()];
    let two = [Demand::of(2, house.role("legal"))];
    let draft = Draft::new(TEXT).with(by_delegation(&given.id)).with(ok("carla", "legal"));
    assert_eq!(draft.verdict(&house, &two), "same-person quorum");
    assert_eq!(draft.with(ok("dora", "legal")).verdict(&house, &two), "met");
}

#[test]
fn deputies_say_for_whom_and_escalation_needs_nothing() {
    let mut house = House::new();
    house.roles[0].deputies = vec!["anna@muster.example".into()];
    house.roles[0].escalation = vec!["ben@muster.example".into()];
    let judge = |house: &House, act: Act, author: &str| {
        Draft::new(TEXT).with(signed(act)).written_by(author).verdict(house, &[house.by("legal")])
    };
    let deputy =
        |member: &str| Act { on_behalf: Some(member.into()), ..approval("anna", "legal", TEXT) };
    assert_eq!(judge(&house, deputy("carla@muster.example"), "x"), "met");
    assert_eq!(judge(&house, deputy("ben@muster.example"), "x"), "not-in-role");
    assert_eq!(judge(&house, approval("anna", "legal", TEXT), "x"), "not-in-role");
    assert_eq!(judge(&house, deputy("carla@muster.example"), "cbeispiel"), "self");
    assert_eq!(judge(&house, approval("ben", "legal", TEXT), "x"), "met");
    let given = signed(delegation("anna", "2026-12-10T09:00:00Z"));
    house.delegations = vec![given.clone()];
    let passed = Act {
        delegation: Some(given.id.clone()),
        on_behalf: Some("anna@muster.example".into()),
        ..approval("ben", "legal", TEXT)
    };
    assert_eq!(judge(&house, passed, "x"), "delegation", "a deputy may not delegate");
}

#[test]
fn the_furthest_record_is_told_first() {
    let house = House::new();
    let old = set_window(approval("carla", "legal", TEXT), None, "2026-11-22T10:00:00Z");
    let draft = Draft::new(TEXT)
        .with(signed(approval("dora", "legal", "Ein früherer Text.")))
        .with(ok("ben", "legal"))
        .with(signed(old))
        .with(signed(approval("dora", "legal", "Ein noch früherer Text.")));
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "expired not-in-role stale");
}

#[test]
fn records_of_other_items_of_a_file_are_no_causes() {
    let house = House::new();
    let mut draft = Draft::new(TEXT).with(signed(approval("carla", "legal", "Zeile zwei.")));
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "stale");
    draft.siblings.push(digest(form("Zeile zwei.")));
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "missing");
    let both = set_about(approval("carla", "legal", TEXT), |about| {
        about.subjects.push(Subject {
            scope: Scope::Channel("x".into()),
            digest: digest(form("Zeile zwei.")),
        });
    });
    draft.entries.push(signed(both.tidy()));
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "met");
}

#[test]
fn a_text_inherits_from_its_template_or_claim() {
    let house = House::new();
    let claim = Scope::Claim("green-power".into());
    let mut registered = Draft::new("Strom aus Wind");
    registered.scope = claim.clone();
    registered.digests[0].canon = "obstat-claim/1".into();
    let act = set_about(approval("carla", "legal", "Strom aus Wind"), |about| {
        about.canon = "obstat-claim/1".into();
        about.subjects[0].scope = claim;
    });
    registered.entries.push(signed(act));
    let refused = registered.entries[0].act.clone();
    let draft = Draft::new(TEXT);
    let judge = |registered: &Draft, draft: &Draft| {
        let inherited = [registered.source()];
        told(&conclude(&house.setting(), &draft.case(&inherited), &[house.by("legal")]))
    };
    assert_eq!(judge(&registered, &draft), "met");
    // Comms comes from the draft, legal from the claim.
    let both = Draft::new(TEXT).with(ok("anna", "comms"));
    let inherited = [registered.source()];
    let verdict =
        conclude(&house.setting(), &both.case(&inherited), &[house.by("legal"), house.by("comms")]);
    assert!(verdict.met);
    registered.authors = Draft::new("").written_by("cbeispiel").authors;
    assert_eq!(judge(&registered, &draft), "self");
    registered.authors.clear();
    // A refused claim lends nothing, but the draft's own approval counts.
    let Deed::Approve { about, stamp, .. } = refused.deed.clone() else { panic!("an approval") };
    registered.entries.push(signed(Act {
        deed: Deed::Reject { about, stamp },
        by: "dora@muster.example".into(),
        ..refused
    }));
    assert_eq!(judge(&registered, &draft), "rejected");
}

#[test]
fn a_refused_template_does_not_void_the_texts_own_approvals() {
    let house = House::new();
    let template = Draft::new("{{order-number: number}}").with(signed(refusal(
        "dora",
        "legal",
        "{{order-number: number}}",
    )));
    let draft = Draft::new(TEXT).with(ok("carla", "legal"));
    let inherited = [template.source()];
    assert!(conclude(&house.setting(), &draft.case(&inherited), &[house.by("legal")]).met);
}

#[test]
fn scenarios_count_with_whatever_assurance_is_asked() {
    let house = House::new();
    let given = Entry::given(approval("carla", "legal", TEXT));
    assert_eq!(Draft::new(TEXT).with(given).verdict(&house, &[house.by("legal")]), "met");
    let stale = Entry::given(approval("carla", "legal", "Ein anderer Text."));
    assert_eq!(Draft::new(TEXT).with(stale).verdict(&house, &[house.by("legal")]), "stale");
    let nobody = Entry::given(approval("ben", "legal", TEXT));
    assert_eq!(Draft::new(TEXT).with(nobody).verdict(&house, &[house.by("legal")]), "not-in-role");
}

#[test]
fn reviews_are_owed_and_settled() {
    let mut house = House::new();
    let owed = Owed { party: house.role("comms"), within: days(1) };
    let fast = signed(approval("ben", "duty", TEXT));
    let mut draft = Draft::new(TEXT).with(fast.clone()).written_by("b.muster");
    draft.publication = Publication::new(Some(at("2026-11-22T10:00:00Z")), false, house.now);
    let including = Demand { including_author: true, ..house.by("duty") };
    assert_eq!(draft.verdict(&house, &[including]), "met", "the fast lane counts at once");
    let debt = owed.settle(&house.setting(), &draft.case(&[])).unwrap_err();
    assert_eq!((debt.due, debt.overdue), (at("2026-11-23T10:00:00Z"), false));
    let place = crate::text::Place::new(SourceId(0), crate::text::Span::default());
    assert_eq!(debt.at(place, &house.setting()).code.as_ref(), "approval/review-due");
    house.now = at("2026-11-23T10:00:00Z");
    let debt = owed.settle(&house.setting(), &draft.case(&[])).unwrap_err();
    let late = debt.at(place, &house.setting());
    assert_eq!(late.code.as_ref(), "approval/review-overdue");
    assert_eq!(
        late.message.get(Language::ENGLISH),
        "the fast-lane reply of 22 Nov 2026 was to be reviewed by `comms` until 23 Nov 2026 11:00"
    );
    let review = |who: &str, role: &str, of: &RecordId, body: &str| {
        signed(act(
            who,
            role,
            Deed::Review { about: about(body), stamp: stamp(), open: vec![], of: of.clone() },
        ))
    };
    for (entry, settled) in [
        (review("anna", "comms", &fast.id, "Ein anderer Text."), false),
        (review("ben", "comms", &fast.id, TEXT), false),
        (review("carla", "comms", &fast.id, TEXT), false),
        (review("anna", "comms", &RecordId::of("nothing"), TEXT), false),
        (review("anna", "comms", &fast.id, TEXT), true),
    ] {
        let mut reviewed = Draft::new(TEXT).with(fast.clone()).written_by("b.muster").with(entry);
        reviewed.publication = draft.publication;
        assert_eq!(owed.settle(&house.setting(), &reviewed.case(&[])).is_ok(), settled);
    }
}

#[test]
fn lists_of_records_say_what_counts() {
    let house = House::new();
    let draft = Draft::new(TEXT);
    let code = |entry: &Entry| {
        let cause = standing(&house.setting(), &draft.case(&[]), entry, &[]);
        cause.map(|cause| cause.code.trim_start_matches("approval/")).unwrap_or("counts")
    };
    assert_eq!(code(&ok("carla", "legal")), "counts");
    assert_eq!(code(&ok("ben", "legal")), "not-in-role");
    assert_eq!(code(&ok("ben", "nobody")), "not-in-role");
    assert_eq!(code(&signed(refusal("dora", "legal", TEXT))), "counts");
    assert_eq!(code(&signed(approval("dora", "legal", "Anders."))), "stale");
    assert_eq!(code(&signed(revocation("anna", "owner", &RecordId::of("x")))), "counts");
    assert_eq!(code(&unsigned(revocation("anna", "owner", &RecordId::of("x")))), "unsigned");
}

#[test]
fn words_in_a_draft_are_no_approval() {
    let house = House::new();
    let draft = Draft::new("Freigabe: Recht, Carla Beispiel").written_by("Freigabe: legal");
    assert_eq!(draft.verdict(&house, &[house.by("legal")]), "missing");
}

#[test]
fn a_deleted_withdrawal_still_counts() {
    use crate::approval::sidecar::{join, read, removed};
    let house = House::new();
    let line = |entry: &Entry| Record::Act(Box::new(entry.act.clone())).write().unwrap() + "\n";
    let given = ok("carla", "legal");
    let back = signed(revocation("carla", "legal", &given.id));
    let base = read((line(&given) + &line(&back)).as_bytes()).unwrap();
    for text in [line(&given), String::new()] {
        let tree = read(text.as_bytes()).unwrap();
        let mut draft = Draft::new(TEXT);
        draft.entries = join(&tree, SourceId(0), &base.lines, &std::collections::BTreeSet::new());
        assert_eq!(draft.verdict(&house, &[house.by("legal")]), "revoked");
        let shown = removed(&tree, SourceId(0), &draft.entries);
        assert!(shown.iter().any(|one| one.severity == crate::diagnostic::Severity::Error));
    }
}

#[test]
fn unknown_authors_are_told() {
    let house = House::new();
    let draft = Draft::new(TEXT).written_by("b.muster").written_by("praktikum2");
    let place = Place::new(SourceId(0), crate::text::Span::default());
    let told = unknown_authors(&draft.authors, house.people(), place);
    assert_eq!(told.len(), 1);
    assert!(told[0].message.get(Language::ENGLISH).starts_with("`praktikum2`"));
    assert!(unknown_authors(&draft.authors, &People::default(), place).is_empty());
}
