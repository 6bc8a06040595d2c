//! The notices and licences of the data that the program embeds, as it must be able to show them.

/// One body of data by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub title: &'static str,
    /// Its licences as an SPDX expression.
    pub licence: &'static str,
    /// Who made it, where it comes from, what was changed.
    pub notice: &'static str,
    /// The full texts of its licences.
    pub texts: &'static [&'static str],
}

/// All notices of the lexicon, for the command that shows licences and for release archives.
#[must_use]
pub fn notices() -> &'static [Notice] {
    NOTICES
}

const NOTICES: &[Notice] = &[
    #[cfg(feature = "lemma-de")]
    Notice {
        title: "German lemma data",
        licence: "CC-BY-SA-4.0",
        notice: include_str!("../../data/lemma-de/NOTICE"),
        texts: &[include_str!("../../data/lemma-de/LICENSE")],
    },
    Notice {
        title: "English lemma data",
        licence: "MIT AND WordNet",
        notice: include_str!("../../data/lemma-en/NOTICE"),
        texts: &[
            include_str!("../../data/lemma-en/LICENSE-lemminflect"),
            include_str!("../../data/lemma-en/LICENSE-wordnet"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_licences_ask_for_is_there() {
        let english = notices().last().unwrap();
        assert!(english.notice.contains("SPECIALIST Lexicon, U.S. National Library of Medicine"));
        assert!(english.texts[0].contains("Copyright (C) 2019 Brad Jascob"));
        assert!(english.texts[1].contains("WordNet 3.0 Copyright 2006 by Princeton University"));
    }

    #[cfg(feature = "lemma-de")]
    #[test]
    fn the_german_data_are_attributed() {
        let german = notices().first().unwrap();
        for asked in [
            "Daniel Naber",
            "Wolfgang Lezius",
            "korrekturen.de",
            "Changed:",
            "without any warranty",
        ] {
            assert!(german.notice.contains(asked), "{asked}");
        }
        assert!(german.texts[0].contains("Section 8 – Interpretation."));
    }
}
