//! Tests of all classes: their examples, and what must hold of any text.

use proptest::prelude::*;

use super::{Channel, Class, Decimal, Find, Language, Range, Value, find, find_each, parse};
use crate::lexicon::{calendar, channel, quantity, sentences};

/// The text without marks, and where they stood.
fn unmark(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        // Brackets of an address: the innermost pair is the mark.
        let (inside, behind) = after.split_once("]]").expect("a mark that is closed");
        text.push_str(before);
        ranges.push(text.len()..text.len() + inside.len());
        text.push_str(inside);
        rest = behind;
    }
    text.push_str(rest);
    (text, ranges)
}

/// Whether the dictionary that a class asks is part of this build: German verbs come with their data.
fn known(class: Class, language: &str) -> bool {
    let asks = matches!(class, Class::Participle | Class::Passive | Class::SuperlativeForm);
    !asks || language != "de" || cfg!(feature = "lemma-de")
}

#[test]
fn every_example_holds() {
    let mut wrong = Vec::new();
    for class in Class::ALL {
        for example in class.examples().iter().filter(|example| known(class, example.language)) {
            let (text, ranges) = unmark(example.text);
            let language = Language::parse(example.language).unwrap();
            let found = find(class, &text, language, Channel::named(example.channel), &[]);
            let shown: Vec<&str> = found.iter().map(|find| find.span.of(&text)).collect();
            let wanted: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
            if shown != wanted {
                wrong.push(format!("{class:?}: {text}\n  wanted {wanted:?}\n  found  {shown:?}"));
                continue;
            }
            let values: Vec<String> = found
                .iter()
                .map(|find| find.value.map_or(String::new(), |value| value.to_string()))
                .collect();
            let wanted = if example.values.is_empty() {
                vec![""; values.len()]
            } else {
                example.values.to_vec()
            };
            if values != wanted {
                wrong.push(format!("{class:?}: {text}\n  wanted {wanted:?}\n  values {values:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_class_has_examples_in_both_languages_and_near_misses() {
    for class in Class::ALL {
        for language in ["de", "en"] {
            let of_language =
                || class.examples().iter().filter(|example| example.language == language);
            assert!(
                of_language().any(|example| example.text.contains("[[")),
                "{class:?} {language}"
            );
            assert!(
                of_language().any(|example| !example.text.contains("[[")),
                "{class:?} {language}"
            );
        }
        assert!(!class.not_covered().is_empty());
        assert_eq!(Class::named(class.nouns().0), Some(class));
        assert_eq!(Class::named(class.nouns().1), Some(class));
    }
}

#[test]
fn values_of_whole_texts() {
    let german = |class, text| parse(class, text, Language::GERMAN).map(|value| value.to_string());
    assert_eq!(german(Class::Number, "1.200").as_deref(), Some("1200"));
    assert_eq!(german(Class::Number, " 2026 ").as_deref(), Some("2026"));
    assert_eq!(german(Class::Number, "zwölf").as_deref(), Some("12"));
    assert_eq!(german(Class::Money, "500 €").as_deref(), Some("500 EUR"));
    assert_eq!(german(Class::Money, "EUR 5 Mio.").as_deref(), Some("5000000 EUR"));
    assert_eq!(german(Class::Percent, "3,5 %").as_deref(), Some("3.5 %"));
    assert_eq!(german(Class::Date, "3. Mai 2026").as_deref(), Some("2026-05-03"));
    assert_eq!(german(Class::Time, "9 Uhr").as_deref(), Some("09:00"));
    assert_eq!(german(Class::Year, "1998").as_deref(), Some("1998"));
    for (class, text) in [
        (Class::Number, "1.200 Kunden"),
        (Class::Number, "1.2.3"),
        (Class::Number, ""),
        (Class::Money, "500"),
        (Class::Date, "morgen"),
        (Class::Link, "https://muster.de"),
    ] {
        assert_eq!(german(class, text), None, "{text}");
    }
    assert_eq!(
        parse(Class::Number, "1,200", Language::ENGLISH),
        Decimal::parse("1200").map(Value::Number)
    );
}

#[test]
fn several_classes_at_once_give_what_each_gives() {
    let text = "Am 3. Mai 2026 kamen 12 % mehr, für 5 €; #Messe um 9 Uhr, Tel. 030 1234567.";
    let each = find_each(&Class::ALL, text, Language::GERMAN, Channel::X, &[]);
    for (class, found) in Class::ALL.into_iter().zip(each) {
        assert_eq!(found, find(class, text, Language::GERMAN, Channel::X, &[]), "{class:?}");
    }
}

/// The words that we read with a full stop behind them must not end a sentence, or what they belong to is torn.
#[test]
fn abbreviations_end_no_sentence() {
    for (language, before_month) in [(Language::GERMAN, "Am 3."), (Language::ENGLISH, "It was on")]
    {
        let quantities = quantity::scale::abbreviations(language);
        let months = calendar::abbreviations(language);
        let each = quantities
            .map(|word| ("Es waren 5", word, "Euro dabei."))
            .chain(months.map(|word| (before_month, word, "26 genau.")));
        for (before, word, behind) in each {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            let text = format!("{before} {}{rest}. {behind}", first.to_uppercase());
            assert_eq!(sentences(&text, language, false).len(), 1, "{text}");
        }
    }
}

#[test]
fn nothing_is_found_across_sentences() {
    let text = "Es waren 30\nProzent davon.";
    let lines = [0..11, 12..26];
    let found = |sentences: &[Range<u32>]| {
        find(Class::Percent, text, Language::GERMAN, Channel::Ordinary, sentences).len()
    };
    assert_eq!((found(&[]), found(&lines)), (1, 0));
    // Ranges that do not fit are harmless.
    assert_eq!(found(&[5..5, 900..901, 1..2]), 1);
}

/// Fails unless the finds of every class are in order, disjoint, not empty and on character borders.
fn assert_sound(text: &str, sentences: &[Range<u32>]) {
    for language in ["de", "en", "fr"] {
        let language = Language::parse(language).unwrap();
        for channel in ["x", "mastodon", "bluesky", "instagram", ""] {
            let channel = Channel::named(channel);
            for class in Class::ALL {
                let mut done = 0;
                for Find { span, .. } in find(class, text, language, channel, sentences) {
                    assert!(
                        span.start >= done && !span.is_empty(),
                        "{class:?} {span:?} in {text:?}"
                    );
                    assert!(text.get(span.range()).is_some(), "{class:?} {span:?} in {text:?}");
                    done = span.end;
                }
                let _ = parse(class, text, language);
            }
            let mut done = 0;
            channel.pieces(text, &mut |piece, _| {
                assert_eq!(piece.start, done, "{text:?}");
                done = piece.end;
            });
            assert_eq!(done, text.len(), "{text:?}");
        }
    }
}

/// Scraps that classes are made of, so that random texts come near to them.
const SCRAPS: [&str; 72] = [
    "1",
    "3",
    "12",
    "2026",
    "1.200",
    "3,5",
    "0",
    "00",
    "030",
    "49",
    ".",
    ",",
    "-",
    "–",
    "/",
    ":",
    "+",
    "(",
    ")",
    " ",
    "\u{A0}",
    "\n",
    "%",
    "€",
    "$",
    "EUR",
    "Euro",
    "Mio.",
    "Millionen",
    "million",
    "k",
    "Mai",
    "May",
    "3rd",
    "Freitag",
    "Fri",
    "Uhr",
    "am",
    "pm",
    "bis",
    "to",
    "und",
    "zwei",
    "two",
    "hundred",
    "and",
    "a",
    "half",
    "½",
    "ein",
    "DE89",
    "3704",
    "https://",
    "www.",
    "muster.de",
    "example.com",
    "@",
    "#",
    "x",
    "ä",
    "ß",
    "か",
    "👩‍👧",
    "\u{FE0F}",
    "\u{20E3}",
    "1️⃣",
    "𝗻𝗲",
    "ABCD",
    "?",
    "“",
    "\u{AD}",
    "'s",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_sound(&text, &[]);
    }

    #[test]
    fn near_texts_are_read(
        scraps in prop::collection::vec(prop::sample::select(&SCRAPS[..]), 0..24),
        cut in 0_u32..40,
    ) {
        let text: String = scraps.concat();
        assert_sound(&text, &[0..cut, cut..cut + 7]);
    }

    #[test]
    fn decimals_keep_their_order(a in -999_999_i64..999_999, b in -999_999_i64..999_999, scale in 0_u8..6) {
        let (one, other) = (Decimal::new(a.into(), scale).unwrap(), Decimal::new(b.into(), scale).unwrap());
        prop_assert_eq!(one.cmp(&other), a.cmp(&b));
        prop_assert_eq!(Decimal::parse(&one.to_string()), Some(one));
    }
}

/// What an adversary repeats.
const SEEDS: [&str; 44] = [
    "1",
    "@",
    "#",
    ".",
    "1.",
    "1 ",
    "1-",
    "a.",
    "@a",
    "#a",
    "(1",
    "+1",
    "0 ",
    "03 ",
    "?",
    "1 und ",
    "zwei ",
    "two and ",
    "a@",
    "a.co ",
    "a.co",
    "か",
    "か.",
    "http://",
    "http://a.co/(",
    "AB",
    "3. ",
    "3., ",
    "[",
    "€",
    "€1",
    "Mo ",
    "DE12 ",
    "\u{AD}",
    "\u{301}",
    "👩\u{200D}",
    "𝗻 ",
    "’",
    "a.co_",
    "xn--",
    "_.",
    "Mai ",
    "12:30–",
    " ",
];

/// Much of whatever could send a reader back over what it has read: a megabyte where the compiler optimises, 64
/// kB where it does not. Quadratic time would take minutes here, so the bound can be generous.
#[test]
fn adversaries_take_linear_time() {
    const SIZE: usize = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 20 };
    // The other classes of figures take the same walk as numbers do.
    let classes =
        Class::ALL.into_iter().filter(|class| *class == Class::Number || !class.is_figure());
    for seed in SEEDS {
        let text = seed.repeat(SIZE / seed.len());
        let language = if seed.contains("two") { Language::ENGLISH } else { Language::GERMAN };
        let begin = std::time::Instant::now();
        for class in classes.clone() {
            let found = find(class, &text, language, Channel::X, &[]);
            assert!(found.len() <= text.len());
        }
        for channel in [Channel::X, Channel::Mastodon, Channel::Bluesky, Channel::Ordinary] {
            assert!(channel.length(&text) >= channel.length(seed));
            let mentions = channel::mention::find(&text, channel);
            let tags = channel::hashtag::find(&text, channel);
            assert!(mentions.len() + tags.len() <= text.len());
        }
        assert!(begin.elapsed().as_secs() < 20, "{seed:?} took {:?}", begin.elapsed());
    }
}
