//! How the tool's own complaints are declared: one macro, both tongues side by side.

use std::borrow::Cow;

use super::catalog::Entry;
use super::finding::Diagnostic;
use crate::text::{Duration, Localized, Place, Tongue};

/// Something that can be named inside a message, in either tongue.
pub trait Say {
    /// Its words.
    fn say(&self, tongue: Tongue) -> Cow<'_, str>;
}

macro_rules! say_as_displayed {
    ($($kind:ty),*) => {$(
        impl Say for $kind {
            fn say(&self, _: Tongue) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

say_as_displayed!(usize, u32, u64, i64, char, crate::text::Moment);

impl Say for String {
    fn say(&self, _: Tongue) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Say for &str {
    fn say(&self, _: Tongue) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Say for Localized {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        Cow::Borrowed(self.get(tongue.language()))
    }
}

impl Say for Duration {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        let Self { count, unit } = *self;
        tongue.pick(self.to_string(), format!("{count} {}", unit.german(count))).into()
    }
}

/// A fixed word of ours in both tongues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// English.
    pub en: &'static str,
    /// German.
    pub de: &'static str,
}

impl Say for Bilingual {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        Cow::Borrowed(tongue.pick(self.en, self.de))
    }
}

/// "Did you mean `x`?", or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near(pub Option<String>);

impl Near {
    /// The nearest of the known words to `word`.
    pub fn to<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self(crate::text::nearest(word, known).map(str::to_owned))
    }
}

impl Say for Near {
    fn say(&self, tongue: Tongue) -> Cow<'_, str> {
        match &self.0 {
            Some(word) => Cow::Owned(
                tongue.pick(format!("did you mean `{word}`?"), format!("meinten Sie `{word}`?")),
            ),
            None => Cow::Borrowed(""),
        }
    }
}

/// A complaint of the tool's own, declared with [`complaints!`](crate::complaints).
pub trait Complaint: Sized {
    /// Code, severity, texts with their placeholders, explanation.
    const ENTRY: Entry;

    /// What is wrong, filled in.
    fn title(&self) -> Localized;
    /// The word at the place; may be empty.
    fn label(&self) -> Localized;
    /// What to do; may be empty.
    fn help(&self) -> Localized;

    /// The diagnostic at this place.
    fn at(self, place: Place) -> Diagnostic {
        let mut diagnostic =
            Diagnostic::new(Self::ENTRY.code, Self::ENTRY.severity, self.title(), place)
                .kind(Self::ENTRY.kind)
                .help(self.help());
        diagnostic.primary.text = self.label();
        diagnostic
    }
}

/// Declares complaints and a `CATALOG` of them.
///
/// Per complaint: a struct with public fields that implement [`Say`], then severity (`error`,
/// `warning`, `info`, or `unjudged`, an error after which the run cannot judge), code, and after it
/// `title`, `label`, `help` and `why`, each as `"English" / "Deutsch"`. `label` and `help` may be left out. A
/// placeholder names a field; a text that comes out empty is not shown. `why` is the page of `obstat
/// explain CODE`.
#[macro_export]
macro_rules! complaints {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident { $($field:ident: $kind:ty),* $(,)? }
        $severity:ident $code:literal
        title $title_en:literal / $title_de:literal
        $(label $label_en:literal / $label_de:literal)?
        $(help $help_en:literal / $help_de:literal)?
        why $why_en:literal / $why_de:literal
    )*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug)]
            pub struct $name { $(#[allow(missing_docs, reason = "named in the message")] pub $field: $kind),* }

            impl $crate::diagnostic::Complaint for $name {
                const ENTRY: $crate::diagnostic::Entry = $crate::diagnostic::Entry {
                    code: $code,
                    severity: $crate::complaints!(@severity $severity),
                    kind: $crate::complaints!(@kind $severity),
                    title: $crate::diagnostic::Bilingual { en: $title_en, de: $title_de },
                    label: $crate::complaints!(@pair $($label_en, $label_de)?),
                    help: $crate::complaints!(@pair $($help_en, $help_de)?),
                    why: $crate::diagnostic::Bilingual { en: $why_en, de: $why_de },
                };

                fn title(&self) -> $crate::text::Localized {
                    $crate::complaints!(@fill self [$($field),*] $title_en, $title_de)
                }

                fn label(&self) -> $crate::text::Localized {
                    $crate::complaints!(@fill self [$($field),*] $($label_en, $label_de)?)
                }

                fn help(&self) -> $crate::text::Localized {
                    $crate::complaints!(@fill self [$($field),*] $($help_en, $help_de)?)
                }
            }
        )*

        /// Every complaint declared in this file.
        pub const CATALOG: &[$crate::diagnostic::Entry] =
            &[$(<$name as $crate::diagnostic::Complaint>::ENTRY),*];
    };
    (@severity error) => { $crate::diagnostic::Severity::Error };
    (@severity unjudged) => { $crate::diagnostic::Severity::Error };
    (@severity warning) => { $crate::diagnostic::Severity::Warning };
    (@severity info) => { $crate::diagnostic::Severity::Info };
    (@kind unjudged) => { $crate::diagnostic::Kind::Unreadable };
    (@kind $other:ident) => { $crate::diagnostic::Kind::Finding };
    (@pair) => { $crate::diagnostic::Bilingual { en: "", de: "" } };
    (@pair $en:literal, $de:literal) => { $crate::diagnostic::Bilingual { en: $en, de: $de } };
    (@fill $self:ident [$($field:ident),*]) => { $crate::text::Localized::default() };
    (@fill $self:ident [$($field:ident),*] $en:literal, $de:literal) => {{
        #[allow(unused_variables, reason = "not every text names every field")]
        let en = {
            $(let $field = $crate::diagnostic::Say::say(&$self.$field, $crate::text::Tongue::En);)*
            format!($en)
        };
        #[allow(unused_variables, reason = "not every text names every field")]
        let de = {
            $(let $field = $crate::diagnostic::Say::say(&$self.$field, $crate::text::Tongue::De);)*
            format!($de)
        };
        $crate::text::Localized::both(en, de)
    }};
}
