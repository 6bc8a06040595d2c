//! The classes of rules as the lexicon knows them.

use crate::lexicon::class::Class as Lexical;
use crate::policy::noun::Class;

/// The lexicon's class of the same name.
#[must_use]
pub fn of(class: Class) -> Lexical {
    match class {
        Class::Number => Lexical::Number,
        Class::Percent => Lexical::Percent,
        Class::Money => Lexical::Money,
        Class::Date => Lexical::Date,
        Class::Time => Lexical::Time,
        Class::Year => Lexical::Year,
        Class::Link => Lexical::Link,
        Class::Email => Lexical::Email,
        Class::Phone => Lexical::Phone,
        Class::Iban => Lexical::Iban,
        Class::Mention => Lexical::Mention,
        Class::Hashtag => Lexical::Hashtag,
        Class::Emoji => Lexical::Emoji,
        Class::Question => Lexical::Question,
        Class::AllCaps => Lexical::AllCaps,
        Class::FancyFont => Lexical::FancyFont,
        Class::Participle => Lexical::Participle,
        Class::Passive => Lexical::Passive,
    }
}
