//! Without feature `seal` a signed record can be judged neither for nor against.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::approval::record::{About, Act, Scope, Stamp, Subject, Window, digest};
use crate::register::Register;

fn act(deed: Deed, sig: Option<&str>) -> Entry {
    let act = Act {
        house: "house".into(),
        role: Some("legal".into()),
        by: "carla".into(),
        on_behalf: None,
        delegation: None,
        time: Timestamp::UNIX_EPOCH,
        comment: Some("because".into()),
        after: vec![],
        deed,
        sig: sig.map(str::to_owned),
    };
    let id = act.id();
    Entry::line(act, id)
}

fn judge(entries: &[Entry]) -> Verdict {
    let register = Register::empty(crate::register::Kind::People);
    let scope = Scope::Whole;
    let digests =
        [Digested { canon: "c/1".into(), unbound: vec![], digest: digest("x"), form: None }];
    let own = Source {
        scope: &scope,
        digests: &digests,
        unbound: &[],
        siblings: &[],
        entries,
        texts: &[],
        media: &[],
        authors: &[],
        path: "x.md",
    };
    let now = Timestamp::UNIX_EPOCH;
    let publication = Publication::new(None, false, now);
    let case = Case { own, inherited: &[], publication, kind: None, risk: None };
    let setting = Setting {
        house: "house",
        version: None,
        people: register.people().unwrap(),
        roles: &[],
        owners: &[],
        assurance: Assurance::Claimed,
        delegations: &[],
        duties_joined: false,
        anchored: false,
        now,
        zone: &TimeZone::UTC,
        levels: &[],
    };
    let legal = Party {
        name: "legal".into(),
        members: vec!["carla".into(), "dora".into()],
        deputies: vec![],
        escalation: vec![],
        assurance: Assurance::Claimed,
    };
    conclude(&setting, &case, &[Demand::of(1, legal)])
}

#[test]
fn signed_records_end_with_status_2() {
    let sig = crate::approval::signature::framing::empty_signature();
    let about = || About {
        canon: "c/1".into(),
        subjects: vec![Subject { scope: Scope::Whole, digest: digest("x") }],
        unbound: vec![],
        path: "x.md".into(),
    };
    let stamp = || Stamp { policy: digest("p"), version: None };
    let window = Window { from: None, until: Timestamp::MAX };
    let approval =
        |sig| act(Deed::Approve { about: about(), stamp: stamp(), open: vec![], window }, sig);
    let signed = judge(&[approval(Some(&sig))]);
    assert!(!signed.met && signed.unjudged);
    assert_eq!(signed.causes[0].code, "approval/no-seal");
    assert!(judge(&[approval(None)]).met, "the word needs no arithmetic");
    let refusal = act(Deed::Reject { about: about(), stamp: stamp() }, Some(&sig));
    let maybe = judge(&[approval(None), refusal]);
    assert!(!maybe.met && maybe.unjudged, "it might be a refusal");
    let withdrawal = act(Deed::Revoke { of: approval(None).id }, Some(&sig));
    let maybe = judge(&[approval(None), withdrawal]);
    assert!(!maybe.met && maybe.unjudged, "it might be a withdrawal");
}
