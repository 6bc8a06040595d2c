//! Built-in nouns of the language: classes, zones, units and measures, each in the singular and the plural.
//!
//! A class and a zone may share a noun (hashtag, mention): where it stands decides.

use serde::{Deserialize, Serialize};

pub use crate::lexicon::class::Class;
use crate::text::Zone;

/// What a measure counts when it is no pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Words and numbers of what is shown.
    Words,
    /// Grapheme clusters of the body as shown.
    Characters,
    /// Length as the variant's channel counts.
    Length,
    /// Likeness to the nearest other draft, 0 to 100.
    Similarity,
    /// Instances of a zone: sentences, paragraphs, parts, images, quotes …
    Zone(Zone),
}

const ZONES: &[(&str, &str, Zone)] = &[
    ("title", "titles", Zone::Title),
    ("subtitle", "subtitles", Zone::Subtitle),
    ("lead", "leads", Zone::Lead),
    ("body", "bodies", Zone::Body),
    ("heading", "headings", Zone::Heading),
    ("paragraph", "paragraphs", Zone::Paragraph),
    ("sentence", "sentences", Zone::Sentence),
    ("list", "lists", Zone::List),
    ("quote", "quotes", Zone::Quote),
    ("own-quote", "own-quotes", Zone::OwnQuote),
    ("link-text", "link-texts", Zone::LinkText),
    ("alt-text", "alt-texts", Zone::AltText),
    ("image", "images", Zone::Image),
    ("emphasis", "emphases", Zone::Emphasis),
    ("code", "codes", Zone::Code),
    ("hashtag", "hashtags", Zone::Hashtag),
    ("mention", "mentions", Zone::Mention),
    ("boilerplate", "boilerplates", Zone::Boilerplate),
    ("contact", "contacts", Zone::Contact),
    ("dateline", "datelines", Zone::Dateline),
    ("part", "parts", Zone::Part),
];

const UNITS: &[(&str, &str, Unit)] = &[
    ("word", "words", Unit::Words),
    ("character", "characters", Unit::Characters),
    ("length", "lengths", Unit::Length),
    ("similarity", "similarities", Unit::Similarity),
];

fn look_up<T: Copy>(table: &[(&str, &str, T)], noun: &str) -> Option<T> {
    table.iter().find(|(one, many, _)| *one == noun || *many == noun).map(|entry| entry.2)
}

fn singular<T: PartialEq>(table: &[(&'static str, &str, T)], wanted: &T) -> &'static str {
    table.iter().find(|(_, _, entry)| entry == wanted).map_or("", |entry| entry.0)
}

/// The built-in zone with this noun.
#[must_use]
pub fn zone_named(noun: &str) -> Option<Zone> {
    look_up(ZONES, noun)
}

/// The noun of a built-in zone in the singular.
#[must_use]
pub fn zone_noun(zone: Zone) -> &'static str {
    singular(ZONES, &zone)
}

impl Unit {
    /// The unit with this noun; a zone's noun counts its instances.
    #[must_use]
    pub fn named(noun: &str) -> Option<Self> {
        look_up(UNITS, noun).or_else(|| zone_named(noun).map(Self::Zone))
    }

    /// Its noun: in the plural for words and characters, else in the singular.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Characters => "characters",
            Self::Zone(zone) => {
                ZONES.iter().find(|entry| entry.2 == zone).map_or("", |entry| entry.1)
            }
            other => singular(UNITS, &other),
        }
    }
}

/// Whether this is any built-in noun.
#[must_use]
pub fn is_noun(noun: &str) -> bool {
    Class::named(noun).is_some() || Unit::named(noun).is_some()
}

/// Every built-in noun, for "did you mean".
pub fn all_nouns() -> impl Iterator<Item = &'static str> {
    let classes = Class::ALL.into_iter().flat_map(|class| <[&str; 2]>::from(class.nouns()));
    let zones = ZONES.iter().flat_map(|entry| [entry.0, entry.1]);
    let units = UNITS.iter().flat_map(|entry| [entry.0, entry.1]);
    classes.chain(zones).chain(units)
}
