//! Holds the lexicon against pairs of a phrase and a text, of which it is known whether the text holds every word
//! of the phrase in some form, in any order.
//!
//! In: lines `phrase TAB text TAB yes|no TAB kind` under a headline. Out: recall (the share of pairs to be found
//! that are found), false joins (the share of the others that are found too), and what went wrong.

use std::fmt::Write;

use obstat::lexicon::{Lexicon, Readings, Wanted};
use obstat::text::{Language, fold, tokens};

/// One word of a phrase.
enum Word {
    Wanted(Box<Wanted>),
    /// `*führer`: the folded form or a lemma ends so.
    Ending(String),
}

fn phrase(lexicon: &Lexicon, phrase: &str) -> Vec<Vec<Word>> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let apart = words.iter().map(|word| match word.strip_prefix('*') {
        Some(ending) => Word::Ending(fold(ending).into_owned()),
        None => Word::Wanted(Box::new(lexicon.want(word))),
    });
    let mut ways = vec![apart.collect::<Vec<_>>()];
    for (at, pair) in words.windows(2).enumerate() {
        if let Some(joined) = lexicon.want_joined(pair[0], pair[1]) {
            let others = words.iter().enumerate().filter(|(nth, _)| *nth != at && *nth != at + 1);
            let mut way: Vec<Word> =
                others.map(|(_, word)| Word::Wanted(Box::new(lexicon.want(word)))).collect();
            way.push(Word::Wanted(Box::new(joined)));
            ways.push(way);
        }
    }
    ways
}

fn finds(word: &Word, text: &[Readings]) -> bool {
    match word {
        Word::Ending(ending) => text.iter().any(|readings| {
            readings.folded.ends_with(ending.as_str())
                || readings
                    .all
                    .iter()
                    .any(|reading| fold(&reading.lemma).ends_with(ending.as_str()))
        }),
        Word::Wanted(wanted) => {
            let apart = wanted.separable.as_ref().is_some_and(|separable| {
                let base = |r: &Readings| {
                    r.all
                        .iter()
                        .any(|reading| separable.base.iter().any(|base| base.takes(reading)))
                };
                text.iter().enumerate().any(|(at, readings)| {
                    base(readings)
                        && (text[at + 1..].iter().any(|r| r.folded == separable.particle)
                            || (at > 0 && text[at - 1].folded == separable.particle))
                })
            });
            apart || text.iter().any(|readings| wanted.matches(readings))
        }
    }
}

/// Recall, false joins, and a report.
pub fn measure(pairs: &str, language: Language) -> (f64, f64, String) {
    let lexicon = Lexicon::of(language);
    let (mut yes, mut found, mut no, mut wrong) = (0, 0, 0, 0);
    let mut report = String::new();
    let mut all = Vec::new();
    for line in pairs.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [written, text, expected, kind] = columns[..] else { panic!("bad line {line:?}") };
        tokens(text, &mut all);
        let readings: Vec<Readings> = all
            .iter()
            .enumerate()
            .map(|(nth, token)| lexicon.read(token.of(text), nth == 0))
            .collect();
        let matched = phrase(lexicon, written)
            .iter()
            .any(|way| way.iter().all(|word| finds(word, &readings)));
        let wanted = expected == "yes";
        yes += u32::from(wanted);
        no += u32::from(!wanted);
        found += u32::from(wanted && matched);
        wrong += u32::from(!wanted && matched);
        if matched != wanted {
            let _ = writeln!(report, "{kind}: `{written}` and `{text}`: {expected} expected");
        }
    }
    let (recall, false_joins) =
        (f64::from(found) / f64::from(yes), f64::from(wrong) / f64::from(no));
    let _ = writeln!(report, "recall {recall:.4}, false joins {false_joins:.4}");
    (recall, false_joins, report)
}
