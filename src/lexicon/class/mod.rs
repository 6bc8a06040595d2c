//! The built-in classes of text: numbers, amounts, dates, addresses, mentions, emoji and the like.
//!
//! In: the shown text of one block, its language, its channel, its sentences. Out: the finds of one class, in
//! order, disjoint, on character borders, with what they say. Pure functions, linear in the text; where
//! nothing can be found nothing is allocated. Which classes a rule asks for is not known here.
//!
//! Each class is a file with its reader, examples that are run as tests, and a line on what it does not cover.

mod address;
mod caps;
mod date;
mod degree;
mod email;
mod emoji;
mod fancy;
mod figure;
mod gate;
mod hashtag;
mod iban;
mod link;
mod mention;
mod money;
mod number;
mod percent;
mod phone;
mod question;
mod reader;
mod time;
pub mod value;
mod voice;
mod year;

use std::ops::Range;

use reader::Reader;
pub use value::{Date, Decimal, Money, Time, Value};

use crate::lexicon::channel::Channel;
use crate::text::{Language, Span};

/// A built-in class.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Class {
    /// Numbers.
    Number,
    /// Percentages.
    Percent,
    /// Amounts of money.
    Money,
    /// Days and months.
    Date,
    /// Times of day.
    Time,
    /// Bare years.
    Year,
    /// Web addresses.
    Link,
    /// Mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Bank accounts.
    Iban,
    /// Mentions.
    Mention,
    /// Hashtags.
    Hashtag,
    /// Emoji.
    Emoji,
    /// Questions.
    Question,
    /// Words in capitals.
    AllCaps,
    /// Letters of other blocks than the alphabet's.
    FancyFont,
    /// Past participles.
    Participle,
    /// Passives.
    Passive,
    /// Adjectives in the highest degree.
    SuperlativeForm,
}

/// Something of a class: where it stands and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Find {
    /// Its bytes in the text.
    pub span: Span,
    /// What it says; none for classes without values and for what cannot be told (`morgen`, `⅓`).
    pub value: Option<Value>,
}

impl Find {
    fn new(span: Span, value: Option<Value>) -> Self {
        Self { span, value }
    }
}

/// One example of a class: text with the finds between `[[` and `]]`, and their values in order.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The channel it is written for; empty for an ordinary one.
    pub channel: &'static str,
    /// The language's code.
    pub language: &'static str,
    /// The text with marks.
    pub text: &'static str,
    /// The values as they are displayed, `""` for none; empty where no find has one.
    pub values: &'static [&'static str],
}

const fn finds(
    language: &'static str,
    text: &'static str,
    values: &'static [&'static str],
) -> Example {
    finds_on("", language, text, values)
}

const fn finds_on(
    channel: &'static str,
    language: &'static str,
    text: &'static str,
    values: &'static [&'static str],
) -> Example {
    Example { channel, language, text, values }
}

impl Class {
    /// All classes, in the order of the docs.
    pub const ALL: [Self; 19] = [
        Self::Number,
        Self::Percent,
        Self::Money,
        Self::Date,
        Self::Time,
        Self::Year,
        Self::Link,
        Self::Email,
        Self::Phone,
        Self::Iban,
        Self::Mention,
        Self::Hashtag,
        Self::Emoji,
        Self::Question,
        Self::AllCaps,
        Self::FancyFont,
        Self::Participle,
        Self::Passive,
        Self::SuperlativeForm,
    ];

    /// The noun that rules call it by, singular and plural.
    #[must_use]
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("number", "numbers"),
            // One form for both: nobody counts `percents` or `moneys`, but the plural must have a name.
            Self::Percent => ("percent", "percents"),
            Self::Money => ("money", "moneys"),
            Self::Date => ("date", "dates"),
            Self::Time => ("time", "times"),
            Self::Year => ("year", "years"),
            Self::Link => ("link", "links"),
            Self::Email => ("email", "emails"),
            Self::Phone => ("phone", "phones"),
            Self::Iban => ("iban", "ibans"),
            Self::Mention => ("mention", "mentions"),
            Self::Hashtag => ("hashtag", "hashtags"),
            Self::Emoji => ("emoji", "emojis"),
            Self::Question => ("question", "questions"),
            Self::AllCaps => ("all-caps", "all-caps"),
            Self::FancyFont => ("fancy-font", "fancy-fonts"),
            Self::Participle => ("participle", "participles"),
            Self::Passive => ("passive", "passives"),
            Self::SuperlativeForm => ("superlative-form", "superlative-forms"),
        }
    }

    /// The class that rules call by this noun, singular or plural.
    #[must_use]
    pub fn named(noun: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.nouns().0 == noun || class.nouns().1 == noun)
    }

    /// Those that digits and number words make.
    pub const FIGURES: [Self; 8] = [
        Self::Number,
        Self::Percent,
        Self::Money,
        Self::Date,
        Self::Time,
        Self::Year,
        Self::Phone,
        Self::Iban,
    ];

    /// Whether digits and number words make it.
    #[must_use]
    pub fn is_figure(self) -> bool {
        Self::FIGURES.contains(&self)
    }

    /// What it does not cover: a clause for the table in the docs.
    #[must_use]
    pub fn not_covered(self) -> &'static str {
        match self {
            Self::Number => number::NOT_COVERED,
            Self::Percent => percent::NOT_COVERED,
            Self::Money => money::NOT_COVERED,
            Self::Date => date::NOT_COVERED,
            Self::Time => time::NOT_COVERED,
            Self::Year => year::NOT_COVERED,
            Self::Link => link::NOT_COVERED,
            Self::Email => email::NOT_COVERED,
            Self::Phone => phone::NOT_COVERED,
            Self::Iban => iban::NOT_COVERED,
            Self::Mention => mention::NOT_COVERED,
            Self::Hashtag => hashtag::NOT_COVERED,
            Self::Emoji => emoji::NOT_COVERED,
            Self::Question => question::NOT_COVERED,
            Self::AllCaps => caps::NOT_COVERED,
            Self::FancyFont => fancy::NOT_COVERED,
            Self::Participle => voice::PARTICIPLES_NOT_COVERED,
            Self::Passive => voice::PASSIVES_NOT_COVERED,
            Self::SuperlativeForm => degree::NOT_COVERED,
        }
    }

    /// Its examples.
    #[must_use]
    pub fn examples(self) -> &'static [Example] {
        match self {
            Self::Number => number::EXAMPLES,
            Self::Percent => percent::EXAMPLES,
            Self::Money => money::EXAMPLES,
            Self::Date => date::EXAMPLES,
            Self::Time => time::EXAMPLES,
            Self::Year => year::EXAMPLES,
            Self::Link => link::EXAMPLES,
            Self::Email => email::EXAMPLES,
            Self::Phone => phone::EXAMPLES,
            Self::Iban => iban::EXAMPLES,
            Self::Mention => mention::EXAMPLES,
            Self::Hashtag => hashtag::EXAMPLES,
            Self::Emoji => emoji::EXAMPLES,
            Self::Question => question::EXAMPLES,
            Self::AllCaps => caps::EXAMPLES,
            Self::FancyFont => fancy::EXAMPLES,
            Self::Participle => voice::PARTICIPLES,
            Self::Passive => voice::PASSIVES,
            Self::SuperlativeForm => degree::EXAMPLES,
        }
    }
}

/// The finds of `class` in `text`, in order and disjoint. `sentences` are the ranges of its sentences, in
/// order; without any the text is one. Nothing is found across the end of a sentence.
#[must_use]
pub fn find(
    class: Class,
    text: &str,
    language: Language,
    channel: Channel,
    sentences: &[Range<u32>],
) -> Vec<Find> {
    match class {
        Class::Link => link::find(text),
        Class::Email => email::find(text),
        Class::Mention => mention::find(text, channel),
        Class::Hashtag => hashtag::find(text, channel),
        Class::Emoji => emoji::find(text, channel),
        Class::AllCaps => caps::find(text),
        Class::FancyFont => fancy::find(text),
        Class::Participle => voice::participles(text, language),
        Class::Passive => voice::passives(text, language, &stretches(text, sentences)),
        Class::SuperlativeForm => degree::superlatives(text, language),
        Class::Question => question::find(text, channel, &stretches(text, sentences)),
        Class::Number
        | Class::Percent
        | Class::Money
        | Class::Date
        | Class::Time
        | Class::Year
        | Class::Phone
        | Class::Iban => {
            let found = figures(&[class], text, language, sentences);
            found.into_iter().map(|(_, find)| find).collect()
        }
    }
}

/// The finds of several classes, in the order of `classes`, each as [`find`] gives them. Numbers, amounts, dates
/// and the like share one walk over the text, which is most of their cost.
#[must_use]
pub fn find_each(
    classes: &[Class],
    text: &str,
    language: Language,
    channel: Channel,
    sentences: &[Range<u32>],
) -> Vec<Vec<Find>> {
    let figures = figures(classes, text, language, sentences);
    let of_class = |class: Class| {
        if class.is_figure() {
            let own = figures.iter().filter(|(found, _)| *found == class);
            own.map(|(_, find)| *find).collect()
        } else {
            find(class, text, language, channel, sentences)
        }
    };
    classes.iter().map(|class| of_class(*class)).collect()
}

/// The finds of those of `classes` that digits and number words make, by one walk.
fn figures(
    classes: &[Class],
    text: &str,
    language: Language,
    sentences: &[Range<u32>],
) -> Vec<(Class, Find)> {
    let possible = classes.iter().filter(|class| match class {
        Class::Phone | Class::Iban | Class::Year => has_digit(text),
        Class::Percent => may_say_percent(text),
        _ => class.is_figure(),
    });
    let wanted = possible.fold(figure::Wanted::default(), |wanted, class| wanted.with(*class));
    if wanted == figure::Wanted::default() {
        return Vec::new();
    }
    let addresses: Vec<Range<usize>> =
        address::find(text).into_iter().map(|address| address.range).collect();
    figure::find(wanted, text, language, &stretches(text, sentences), &addresses)
}

/// The value that `text` as a whole writes for `class`, as rules and registers give one: `1.200`, `500 €`,
/// `3. Mai 2026`. `None` if it is nothing of the class, or something without a value.
#[must_use]
pub fn parse(class: Class, text: &str, language: Language) -> Option<Value> {
    let text = text.trim();
    let whole = Span::new(0, text.len());
    let found = find(class, text, language, Channel::Ordinary, &[]);
    match found.as_slice() {
        [only] if only.span == whole => only.value,
        // `2026` and `1` alone are numbers if somebody says so.
        _ if class == Class::Number => {
            number::parse(&Reader { text, start: 0, end: text.len(), language })
        }
        _ => None,
    }
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn may_say_percent(text: &str) -> bool {
    const WORDS: [&str; 5] = ["cent", "CENT", "rozent", "ROZENT", "pct"];
    text.contains(['%', '％']) || WORDS.iter().any(|word| text.contains(word))
}

/// The text from each sentence's beginning to the next one's, so that nothing is left out; ranges that do not
/// fit the text are passed over.
fn stretches(text: &str, sentences: &[Range<u32>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(sentences.len() + 1);
    let mut start = 0;
    for sentence in sentences {
        let next = sentence.start as usize;
        if next > start && next < text.len() && text.is_char_boundary(next) {
            found.push(start..next);
            start = next;
        }
    }
    found.push(start..text.len());
    found
}

/// Finds of what stands outside the ranges `taken` (in order, disjoint).
fn outside(found: Vec<Range<usize>>, taken: &[Range<usize>]) -> Vec<Find> {
    let free = found.into_iter().filter(|range| {
        let near = taken.partition_point(|other| other.end <= range.start);
        taken.get(near).is_none_or(|other| other.start >= range.end || other.start > range.start)
    });
    free.map(|range| Find::new(Span::from(range), None)).collect()
}

#[cfg(test)]
mod tests;
