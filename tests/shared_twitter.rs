//! X's own conformance cases: what it links, mentions and tags, what a post weighs.
//!
//! In: `validate.yml` and `extract.yml` of twitter-text, which lie beside the repository (see the feature
//! `shared-data`). Every group of cases is either run or named in [`NOT_OURS`] with the reason.

use std::collections::BTreeMap;
use std::path::Path;

use obstat::lexicon::channel::Channel;
use obstat::lexicon::channel::x;
use obstat::lexicon::channel::x::weight::{Configuration, invalid_at, pieces};
use obstat::lexicon::class::{Class, find};
use obstat::text::Language;
use serde::Deserialize;
use serde_json::{Value, json};

/// Groups that test what we do not have, and why.
const NOT_OURS: [(&str, &str); 3] = [
    ("replies", "whether a post is a reply is a field of the draft"),
    ("cashtags", "there is no class of stock symbols"),
    ("cashtags_with_indices", "there is no class of stock symbols"),
];

#[derive(Deserialize)]
struct File {
    tests: BTreeMap<String, Vec<Case>>,
}

#[derive(Deserialize)]
struct Case {
    description: String,
    text: String,
    #[serde(default)]
    expected: Value,
}

fn read(name: &str) -> File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/twitter-text").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "the conformance files of twitter-text are not here ({}: {error}); without them, test without \
             the feature `shared-data`",
            path.display()
        )
    });
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Runs all cases of a file; `judge` gives what we make of a text, `None` for a group it does not know.
fn run(name: &str, most: usize, judge: impl Fn(&str, &str) -> Option<Value>) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (group, cases) in read(name).tests {
        if NOT_OURS.iter().any(|(known, _)| *known == group) {
            continue;
        }
        for case in cases {
            let ours =
                judge(&group, &case.text).unwrap_or_else(|| panic!("unknown group `{group}`"));
            count += 1;
            if ours != case.expected {
                let text: String = case.text.chars().take(200).collect();
                wrong.push(format!(
                    "{group}: {}\n  text   {text}\n  wanted {}\n  ours   {ours}",
                    case.description, case.expected
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} cases of {name} fail\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(count, most, "cases of {name}");
}

fn characters(text: &str, at: usize) -> usize {
    text[..at].chars().count()
}

fn shown<'t>(text: &'t str, ranges: &[std::ops::Range<usize>], skip: usize) -> Vec<&'t str> {
    ranges
        .iter()
        .map(|range| {
            let shown = &text[range.clone()];
            let sign: usize = shown.chars().take(skip).map(char::len_utf8).sum();
            &shown[sign..]
        })
        .collect()
}

#[test]
fn extract() {
    run("extract.yml", 215, |group, text| {
        let urls = x::url::find(text, true);
        let mentions = x::mention::find(text);
        let of_class = |class| -> Vec<_> {
            let found = find(class, text, Language::ENGLISH, Channel::X, &[]);
            found.into_iter().map(|find| find.span.range()).collect()
        };
        let (names, tags) = (of_class(Class::Mention), of_class(Class::Hashtag));
        let indices =
            |start: usize, end: usize| json!([characters(text, start), characters(text, end)]);
        Some(match group {
            "mentions" => json!(shown(text, &names, 1)),
            "mentions_with_indices" => mentions
                .iter()
                .map(|mention| {
                    json!({
                        "screen_name": shown(text, std::slice::from_ref(&mention.range), 1)[0],
                        "indices": indices(mention.range.start, mention.range.end),
                    })
                })
                .collect(),
            "mentions_or_lists_with_indices" => mentions
                .iter()
                .map(|mention| {
                    let list = mention.list.clone().unwrap_or(mention.range.end..mention.range.end);
                    json!({
                        "screen_name": shown(text, std::slice::from_ref(&mention.range), 1)[0],
                        "list_slug": &text[list.clone()],
                        "indices": indices(mention.range.start, list.end),
                    })
                })
                .collect(),
            "urls" | "tco_urls_with_params" => json!(shown(text, &urls, 0)),
            "urls_with_indices" | "urls_with_directional_markers" => urls
                .iter()
                .map(|url| json!({ "url": &text[url.clone()], "indices": indices(url.start, url.end) }))
                .collect(),
            "hashtags" | "hashtags_from_astral" => json!(shown(text, &tags, 1)),
            "hashtags_with_indices" => tags
                .iter()
                .map(|tag| {
                    json!({
                        "hashtag": shown(text, std::slice::from_ref(tag), 1)[0],
                        "indices": indices(tag.start, tag.end),
                    })
                })
                .collect(),
            _ => return None,
        })
    });
}

#[test]
fn validate() {
    run("validate.yml", 97, |group, text| {
        Some(match group {
            // The rules before weights (configuration 1): 140 characters, a link 23.
            "tweets" => {
                let links = x::url::find(text, true);
                let linked: usize =
                    links.iter().map(|link| text[link.clone()].chars().count()).sum();
                let length = text.chars().count() - linked + 23 * links.len();
                json!((1..=140).contains(&length))
            }
            "usernames" => json!(is_whole(text, Class::Mention)),
            "lists" => json!(x::mention::find(text).iter().any(|mention| {
                mention.range.start == 0
                    && mention.list.as_ref().is_some_and(|list| list.end == text.len())
            })),
            "hashtags" => json!(is_whole(text, Class::Hashtag)),
            "urls" | "urls_without_protocol" => json!(is_whole(text, Class::Link)),
            "WeightedTweetsCounterTest" => weigh(text, Configuration::V2),
            "WeightedTweetsWithDiscountedEmojiCounterTest"
            | "UnicodeDirectionalMarkerCounterTest" => weigh(text, Configuration::V3),
            _ => return None,
        })
    });
}

/// Whether the whole text is one find of the class.
fn is_whole(text: &str, class: Class) -> bool {
    let found = find(class, text, Language::ENGLISH, Channel::X, &[]);
    matches!(found.as_slice(), [only] if only.span.range() == (0..text.len()))
}

/// What the conformance file expects of a post: its weight, its share of 280, the UTF-16 units that can be
/// shown, and up to which of them the post is still valid.
fn weigh(text: &str, configuration: Configuration) -> Value {
    const MOST: usize = 280;
    let invalid = invalid_at(text);
    let (mut weight, mut fits) = (0, 0);
    pieces(text, configuration, &mut |piece, weight_of_piece| {
        weight += weight_of_piece;
        if weight <= MOST && invalid.is_none_or(|at| piece.end <= at) {
            fits = piece.end;
        }
    });
    let units = |end: usize| text[..end].encode_utf16().count();
    json!({
        "weightedLength": weight,
        "valid": weight > 0 && weight <= MOST && invalid.is_none(),
        "permillage": weight * 1000 / MOST,
        "displayRangeStart": 0,
        "displayRangeEnd": units(text.len()).saturating_sub(1),
        "validRangeStart": 0,
        "validRangeEnd": units(fits).saturating_sub(1),
    })
}
