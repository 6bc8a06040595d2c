//! Reviews on a forge, handed in as the forge's own JSON.
//!
//! In: the answers of GitHub's, GitLab's or Forgejo's interface, one after the other in one text. Out:
//! reviews with login, verdict, commit and time; the last verdict of each login counts, as on the forge.
//! Which text a commit had, and whose login it is, the caller and the people register say; this file never
//! asks a network.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::entry::Entry;
use super::problem::finding::ReviewUnbound;
use super::record::{About, Act, DEFAULT_WINDOW, Deed, MAX_COMMENT, Stamp, Window};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::register::{Forge, People};
use crate::text::Place;

/// Bytes of all reviews. A thousand reviews with long words are below one megabyte.
pub const MAX_REVIEWS: usize = 16 * 1024 * 1024;

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Where.
    pub forge: Forge,
    /// By whom, as the forge knows the person.
    pub login: String,
    /// Cleared, or changes asked for.
    pub approved: bool,
    /// The commit that was looked at, in hexadecimal; without one the review is bound to no text.
    pub commit: Option<String>,
    /// When.
    pub time: Timestamp,
    /// What was said.
    pub words: Option<String>,
}

/// Reads reviews.
///
/// # Errors
/// What is not understood: it might be a refusal.
pub fn read(text: &str) -> Result<Vec<Review>, Bilingual> {
    if text.len() > MAX_REVIEWS {
        return Err(reason::TOO_LONG);
    }
    let mut found: Vec<(Review, bool)> = Vec::new();
    let mut heads: Vec<(Timestamp, String)> = Vec::new();
    for document in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let document = document.map_err(|_| reason::NOT_JSON)?;
        if let Some(approvals) = document.get("approved_by").and_then(Value::as_array) {
            for approval in approvals {
                found.push((gitlab(approval)?, true));
            }
            continue;
        }
        let list = document.get("reviews").unwrap_or(&document).as_array();
        for element in list.ok_or(reason::UNKNOWN)? {
            if let Some(commit) = element.get("head_commit_sha") {
                heads.push((a_time(element.get("created_at"))?, a_text(Some(commit))?));
            } else if let Some((review, stands)) = review(element)? {
                found.push((review, stands));
            }
        }
    }
    heads.sort();
    for (review, _) in found.iter_mut().filter(|(review, _)| review.forge == Forge::GitLab) {
        // GitLab does not say what was looked at; the newest version of that time was.
        let shown = heads.iter().rfind(|(time, _)| *time <= review.time);
        review.commit = shown.map(|(_, commit)| commit.clone()).filter(|commit| is_commit(commit));
    }
    Ok(last_of_each(found))
}

/// The last verdict of each login, in order of logins; those that were dismissed fall away.
fn last_of_each(mut found: Vec<(Review, bool)>) -> Vec<Review> {
    found.sort_by_key(|(review, _)| review.time);
    let mut last: BTreeMap<(Forge, String), (Review, bool)> = BTreeMap::new();
    for (review, stands) in found {
        last.insert((review.forge, review.login.to_lowercase()), (review, stands));
    }
    last.into_values().filter(|(_, stands)| *stands).map(|(review, _)| review).collect()
}

/// An element of GitHub's or Forgejo's list; nothing for mere comments and drafts of reviews.
fn review(element: &Value) -> Result<Option<(Review, bool)>, Bilingual> {
    let (approved, mut stands) = match element.get("state").and_then(Value::as_str) {
        Some("APPROVED") => (true, true),
        Some("CHANGES_REQUESTED" | "REQUEST_CHANGES") => (false, true),
        Some("DISMISSED") => (false, false),
        Some("COMMENTED" | "COMMENT" | "PENDING" | "REQUEST_REVIEW") => return Ok(None),
        _ => return Err(reason::UNKNOWN),
    };
    let dismissed = element.get("dismissed").and_then(Value::as_bool);
    stands &= dismissed != Some(true);
    let user = element.get("user").or_else(|| element.get("author"));
    // The account of a deleted user is null: nobody of ours.
    let Some(login) = user.and_then(|user| user.get("login")).and_then(Value::as_str) else {
        return Ok(None);
    };
    let commit = element
        .get("commit_id")
        .or_else(|| element.get("commit").and_then(|commit| commit.get("oid")))
        .and_then(Value::as_str);
    let time = element.get("submitted_at").or_else(|| element.get("submittedAt"));
    let review = Review {
        forge: if dismissed.is_some() { Forge::Forgejo } else { Forge::GitHub },
        login: login.to_owned(),
        approved,
        commit: commit.filter(|commit| is_commit(commit)).map(str::to_owned),
        time: a_time(time)?,
        words: element.get("body").and_then(Value::as_str).and_then(plain),
    };
    Ok(Some((review, stands)))
}

/// An element of GitLab's `approved_by`. Older servers give no time; then it can be bound to no version.
fn gitlab(approval: &Value) -> Result<Review, Bilingual> {
    let login = a_text(approval.get("user").and_then(|user| user.get("username")))?;
    let time = match approval.get("approved_at") {
        None | Some(Value::Null) => Timestamp::UNIX_EPOCH,
        time => a_time(time)?,
    };
    Ok(Review { forge: Forge::GitLab, login, approved: true, commit: None, time, words: None })
}

fn a_text(value: Option<&Value>) -> Result<String, Bilingual> {
    value.and_then(Value::as_str).map(str::to_owned).ok_or(reason::UNKNOWN)
}

fn a_time(value: Option<&Value>) -> Result<Timestamp, Bilingual> {
    let time = value.and_then(Value::as_str).and_then(|text| text.parse::<Timestamp>().ok());
    let whole = time.and_then(|time| Timestamp::from_second(time.as_second()).ok());
    whole.ok_or(reason::UNKNOWN)
}

fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64)
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Words as a comment may hold them: on one line, not too long; nothing if nothing is left.
fn plain(words: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let kept: String =
        words.nfc().map(|one| if one.is_control() { ' ' } else { one }).take(MAX_COMMENT).collect();
    let kept = kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!kept.is_empty()).then_some(kept)
}

impl Review {
    /// The review as a record for the text that its commit had; nothing if the login belongs to nobody of
    /// the house, or the review is bound to no commit. It names no role: it stands for any that the person
    /// holds, for as long as an approval does by default.
    #[must_use]
    pub fn entry(&self, people: &People, house: &str, about: About, stamp: Stamp) -> Option<Entry> {
        let person = people.with_login(self.forge, &self.login)?;
        self.commit.as_ref()?;
        let until = self.time.checked_add(DEFAULT_WINDOW).ok()?;
        let deed = if self.approved {
            Deed::Approve { about, stamp, open: Vec::new(), window: Window { from: None, until } }
        } else {
            Deed::Reject { about, stamp }
        };
        let comment = self.words.clone().unwrap_or_else(|| "changes requested".to_owned());
        let act = Act {
            house: house.to_owned(),
            role: None,
            by: person.id.text.clone(),
            on_behalf: None,
            delegation: None,
            time: self.time,
            comment: Some(comment),
            after: Vec::new(),
            deed,
            sig: None,
        };
        Some(Entry::review(act, self.forge))
    }

    /// A warning for a review by somebody of the house that is bound to no commit.
    #[must_use]
    pub fn unbound(&self, people: &People, place: Place) -> Option<Diagnostic> {
        people.with_login(self.forge, &self.login)?;
        let login = self.login.clone();
        self.commit.is_none().then(|| ReviewUnbound { login }.at(place))
    }
}

mod reason {
    use crate::diagnostic::Bilingual;

    pub const NOT_JSON: Bilingual = Bilingual { en: "not JSON", de: "kein JSON" };
    pub const TOO_LONG: Bilingual = Bilingual { en: "longer than 16 MB", de: "länger als 16 MB" };
    pub const UNKNOWN: Bilingual = Bilingual {
        en: "neither reviews of GitHub or Forgejo nor approvals and versions of GitLab",
        de: "weder Reviews von GitHub oder Forgejo noch Freigaben und Fassungen von GitLab",
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    fn github(login: &str, state: &str, commit: &str, time: &str) -> String {
        format!(
            r#"{{"id":1,"user":{{"login":"{login}"}},"body":"fine\nby me","state":"{state}","commit_id":"{commit}","submitted_at":"{time}"}}"#
        )
    }

    fn short(reviews: &[Review]) -> Vec<(&str, bool, Option<&str>)> {
        reviews
            .iter()
            .map(|review| {
                (
                    review.login.as_str(),
                    review.approved,
                    review.commit.as_deref().map(|commit| &commit[..1]),
                )
            })
            .collect()
    }

    #[test]
    fn the_last_verdict_of_each_login_counts() {
        let text = format!(
            "[{},{},{},{}]\n[{},{}]",
            github("carla-b", "CHANGES_REQUESTED", A, "2026-11-22T09:00:00Z"),
            github("ben-m", "APPROVED", A, "2026-11-22T09:00:00Z"),
            github("Carla-B", "APPROVED", B, "2026-11-22T10:00:00Z"),
            github("carla-b", "COMMENTED", B, "2026-11-22T11:00:00Z"),
            github("dora", "APPROVED", A, "2026-11-22T09:00:00Z"),
            github("dora", "DISMISSED", B, "2026-11-22T10:00:00Z"),
        );
        let reviews = read(&text).unwrap();
        assert_eq!(short(&reviews), [("ben-m", true, Some("a")), ("Carla-B", true, Some("b"))]);
        assert_eq!(reviews[0].words.as_deref(), Some("fine by me"));
        assert_eq!(reviews[0].forge, Forge::GitHub);
    }

    #[test]
    fn answers_of_the_command_line_and_of_forgejo() {
        let gh = format!(
            r#"{{"reviews":[{{"author":{{"login":"carla-b"}},"state":"APPROVED","commit":{{"oid":"{A}"}},"submittedAt":"2026-11-22T09:00:00Z"}}]}}"#
        );
        assert_eq!(short(&read(&gh).unwrap()), [("carla-b", true, Some("a"))]);
        let forgejo = format!(
            r#"[{{"user":{{"login":"carla"}},"state":"REQUEST_CHANGES","commit_id":"{A}","submitted_at":"2026-11-22T10:00:00+01:00","dismissed":false}},
               {{"user":{{"login":"ben"}},"state":"APPROVED","commit_id":"{A}","submitted_at":"2026-11-22T10:00:00+01:00","dismissed":true}}]"#
        );
        let reviews = read(&forgejo).unwrap();
        assert_eq!(short(&reviews), [("carla", false, Some("a"))]);
        assert_eq!(
            (reviews[0].forge, reviews[0].time.to_string().as_str()),
            (Forge::Forgejo, "2026-11-22T09:00:00Z")
        );
    }

    #[test]
    fn gitlab_needs_its_versions_too() {
        let approvals = r#"{"id":5,"approved_by":[
            {"user":{"username":"carla-b"},"approved_at":"2026-11-22T09:30:00.123Z"},
            {"user":{"username":"old-server"}}]}"#;
        let versions = format!(
            r#"[{{"id":2,"head_commit_sha":"{B}","created_at":"2026-11-22T10:00:00Z"}},
                {{"id":1,"head_commit_sha":"{A}","created_at":"2026-11-22T08:00:00Z"}}]"#
        );
        let bound = read(&format!("{approvals}{versions}")).unwrap();
        assert_eq!(short(&bound), [("carla-b", true, Some("a")), ("old-server", true, None)]);
        assert_eq!(short(&read(approvals).unwrap())[0], ("carla-b", true, None));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "{",
            "[1]",
            "{\"approved\":true}",
            "[{\"state\":\"BLESSED\"}]",
            "3",
            "[{\"state\":\"APPROVED\",\"user\":{\"login\":\"x\"}}]",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(read("[]"), Ok(vec![]));
        let ghost = r#"[{"user":null,"state":"APPROVED","commit_id":"x","submitted_at":"2026-11-22T09:00:00Z"}]"#;
        assert_eq!(read(ghost), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }
}

#[cfg(test)]
#[cfg(feature = "seal")]
mod counting {
    use super::*;
    use crate::approval::testing::house::{Draft, House, about, at, stamp};
    use crate::approval::{Assurance, Demand};

    fn review(login: &str, approved: bool) -> Review {
        Review {
            forge: Forge::GitHub,
            login: login.into(),
            approved,
            commit: Some("a".repeat(40)),
            time: at("2026-11-22T09:00:00Z"),
            words: None,
        }
    }

    #[test]
    fn a_review_counts_for_the_text_of_its_commit() {
        let mut house = House::new();
        house.roles[0].assurance = Assurance::Forge;
        let judge = |house: &House, review: &Review, body: &str| {
            let entry = review.entry(house.people(), "house", about(body), stamp());
            let mut draft = Draft::new("Text");
            draft.entries.extend(entry);
            draft.verdict(house, &[house.by("legal")])
        };
        assert_eq!(judge(&house, &review("Carla-B", true), "Text"), "met");
        assert_eq!(judge(&house, &review("carla-b", true), "Anders"), "stale");
        assert_eq!(judge(&house, &review("carla-b", false), "Text"), "rejected missing");
        assert_eq!(judge(&house, &review("ben-m", true), "Text"), "not-in-role");
        assert_eq!(judge(&house, &review("drive-by", true), "Text"), "missing");
        let unbound = Review { commit: None, ..review("carla-b", true) };
        assert_eq!(judge(&house, &unbound, "Text"), "missing");
        house.roles[0].assurance = Assurance::Signed;
        assert_eq!(judge(&house, &review("carla-b", true), "Text"), "unsigned");
        house.roles[0].assurance = Assurance::Claimed;
        assert_eq!(judge(&house, &review("carla-b", true), "Text"), "met");
    }

    #[test]
    fn one_review_fills_one_role() {
        let mut house = House::new();
        for role in &mut house.roles {
            role.assurance = Assurance::Forge;
        }
        house.roles[1].members.push("carla@muster.example".into());
        let entry = review("carla-b", true).entry(house.people(), "house", about("Text"), stamp());
        let mut draft = Draft::new("Text");
        draft.entries.extend(entry);
        let demands: [Demand; 2] = [house.by("legal"), house.by("comms")];
        assert_eq!(draft.verdict(&house, &demands[1..]), "met");
        assert_eq!(draft.verdict(&house, &demands), "same-person");
    }
}
