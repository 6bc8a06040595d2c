//! Fixes on random drafts, from the files to the files: what is mended once is mended, and no byte changes but those
//! of the phrases that a rule replaces.

use std::path::Path;

use obstat::fix::Reach;
use obstat::run::{Mended, Request, mend};
use proptest::prelude::*;

const RULES: &str = r#"pack house "Rules" {
  languages en
}

rule plain "Say it plainly" {
  prefer "apply" over "utilise"
  flags  "You can [[utilise]] it." becomes "You can apply it."
  passes "You can apply it."
}

rule earlier "Before" {
  prefer "before" over "prior to"
  flags  "It was [[prior to]] May." becomes "It was before May."
  passes "It was before May."
}

rule no-colleague "Work with" {
  prefer "work with" over "collaborate with" | "interface with"
  flags  "We [[collaborate with]] you." becomes "We work with you."
  flags  "We [[interface with]] you." becomes "We work with you."
  passes "We work with you."
}
"#;

/// What a rule replaces, as its first letters, and by what: no two begin alike, so that a walk along both texts meets
/// the first letter of each change.
const REPLACED: &[(&str, &str)] =
    &[("util", "appl"), ("prior", "before"), ("collab", "work"), ("interf", "work")];

/// Pieces of drafts: phrases in several forms, markup through and around them, all that bytes can be.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "utilise ", "Utilise ", "utilises ", "UTILISE ", "**utilise** ", "utili**se** ", "prior to ", "Prior to ", "prior\nto ",
    "prior\r\nto ", "prior *to* ", "prior&nbsp;to ", "collaborate with ", "collaborated\nwith ", "interface with ",
    "`utilise` ", "\n    utilise\n", "> utilise\n", "\"utilise\" ", "[utilise](https://a.example/utilise) ", "<b>utilise</b> ",
    "util\u{ad}ise ", "utilise\u{301} ", "| utilise | prior to |\n| --- | --- |\n", "---\ntitle: utilise\n---\n", "![utilise](a.png) ",
    "You can ", "it. ", "größer 😀 ", "&auml; ", "\u{feff}", "\r\n", "\n", "\n\n", "\r", "\t", "  ", "# ", "- ", "* ", "`", "<!-- ", " -->",
    "\\", "\u{202e}", "\u{0}", "e\u{301}", "to ", "with ",
];

fn mended(folder: &Path, reach: Reach) -> Vec<Mended> {
    mend(&Request { folder: folder.to_owned(), ..Request::default() }, reach)
}

/// Where two texts begin to differ other than by a replacement; none if nowhere.
fn strange<'t>(mut old: &'t str, mut new: &'t str) -> Option<(&'t str, &'t str)> {
    loop {
        let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let same = (0..=same).rev().find(|&at| old.is_char_boundary(at)).unwrap_or(0);
        (old, new) = (&old[same..], &new[same..]);
        if old.is_empty() && new.is_empty() {
            return None;
        }
        let begins = |text: &str, with: &str| {
            text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        let replaced = REPLACED.iter().find(|(bad, good)| begins(old, bad) && begins(new, good));
        let Some((bad, good)) = replaced else { return Some((old, new)) };
        // The rest of the phrase on either side: letters, and for two words what stands between them.
        let word = |text: &'t str, from: usize| {
            text[from..].trim_start_matches(|ch: char| ch.is_ascii_alphabetic() || ch == '\u{ad}')
        };
        (old, new) = (word(old, bad.len()), word(new, good.len()));
        let second = |text: &'t str| {
            text.trim_start_matches([' ', '\n', '\r', '\t', '>', '*']).strip_prefix("to")
        };
        if *bad == "prior" {
            let Some(rest) = second(old) else { return Some((old, new)) };
            old = rest;
        } else if *good == "work"
            && !(old.starts_with(char::is_whitespace) && begins(old.trim_start(), "with"))
        {
            return Some((old, new));
        } else if *good == "work" {
            (old, new) = (old.trim_start(), new.trim_start());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn mended_once_is_mended_and_nothing_else_is_touched(
        drafts in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 0..30), 1..6),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |at: usize| folder.path().join(format!("{at}.md"));
        std::fs::create_dir(folder.path().join("policy")).expect("a folder");
        std::fs::write(folder.path().join("policy/house.obstat"), RULES).expect("written");
        for (at, pieces) in drafts.iter().enumerate() {
            std::fs::write(path(at), pieces.concat()).expect("written");
        }
        for reach in [Reach::Safe, Reach::Suggestions] {
            for one in mended(folder.path(), reach) {
                prop_assert!(!one.circular, "{:?}", one.before);
                prop_assert_eq!(strange(&one.before, &one.after), None, "{:?} became {:?}", one.before, one.after);
                one.write().expect("written");
                let now = std::fs::read_to_string(folder.path().join(&one.shown)).expect("read");
                prop_assert_eq!(&now, &one.after);
            }
            let again: Vec<String> = mended(folder.path(), reach).into_iter().map(|one| one.before).collect();
            prop_assert_eq!(again, Vec::<String>::new());
        }
    }
}

#[test]
fn a_strange_change_would_be_seen() {
    assert_eq!(strange("a utilise b\r\n", "a apply b\r\n"), None);
    assert_eq!(strange("prior\r\nto May", "before May"), None);
    assert_eq!(strange("a utilise b\r\n", "a apply b\n"), Some(("\r\n", "\n")));
    assert_eq!(strange("a utilise b", "a apply  b"), Some(("b", " b")));
}
