//! Rules and texts that would bring a careless engine to its knees: each can be made of any size.
//!
//! In: a size. Out: rules, and a draft of about so many bytes. Twice the bytes must take twice the time.

use std::fmt::Write as _;

/// A trap: its name, its rules, and a draft of about so many bytes.
pub struct Trap {
    pub name: &'static str,
    pub rules: String,
    pub draft: fn(usize) -> String,
}

/// A block may hold a megabyte; longer texts have several.
const BLOCK: usize = 500_000;

/// A text repeated to about `bytes`, in as few blocks as may be.
fn repeated(text: &str, bytes: usize) -> String {
    let mut all = String::with_capacity(bytes + BLOCK);
    let mut block = 0;
    while all.len() < bytes {
        if all.len() - block > BLOCK {
            all.push_str("\n\n");
            block = all.len();
        }
        all.push_str(text);
    }
    all
}

fn rule(name: &str, statement: &str) -> String {
    format!("rule {name} \"Rule\" {{\n  forbid {statement}\n}}\n\n")
}

/// One rule of so many alternatives.
pub fn alternatives(count: usize) -> String {
    let mut statement = String::from("\"anfang\"");
    for nth in 0..count {
        let _ = write!(statement, " | \"wort{nth} folge{}\"", nth % 97);
    }
    rule("many", &statement)
}

/// All traps; one rule has so many alternatives.
#[allow(clippy::too_many_lines, reason = "a list: one trap after the other")]
pub fn traps(count: usize) -> Vec<Trap> {
    let word = ["immer"; 32].join(" ");
    let usual = [
        rule("nearby", "\"der\" near/100 \"die\""),
        rule("after-that", "\"der\" then \"das\""),
        rule("apart", "\"aufzeigen\" | \"ankommen\""),
        rule("wild", "\"*ung\" | \"un*lich*\""),
        rule("as-written", "exactly \"der Tag\""),
        rule("regex", "/\\bTag\\w*\\s+\\w+e\\b/i"),
    ]
    .concat();
    vec![
        Trap {
            name: "a phrase of 32 words",
            rules: rule("long", &format!("\"{word}\"")),
            draft: |bytes| repeated("immer ", bytes),
        },
        Trap {
            name: "many alternatives in one rule",
            rules: alternatives(count),
            draft: |bytes| repeated("Ein wort7 folge7 und wort8 folge9 am anfang. ", bytes),
        },
        Trap {
            name: "near/100 between two common words in one sentence over and over",
            rules: rule("nearby", "(\"der\" near/100 \"die\") not near/100 \"xyz\""),
            draft: |bytes| {
                repeated("Der Hund und die Katze sehen der Maus und die Maus der Katze zu. ", bytes)
            },
        },
        Trap {
            name: "expressions with many ways",
            rules: [
                rule("ways", "/(a|b|ab)*c/"),
                rule("nested", "/(\\w+\\s?)+xyz/"),
                rule("counted", "/(a?){20}ab{3,30}z/"),
            ]
            .concat(),
            draft: |bytes| repeated("ababab aab abab ", bytes),
        },
        Trap {
            name: "one word",
            rules: usual.clone(),
            draft: |bytes| {
                format!("Das ist ein {}.", repeated("unglaublichkeit", bytes.min(BLOCK)))
            },
        },
        Trap {
            name: "combining marks",
            rules: usual.clone(),
            draft: |bytes| {
                format!("Der Tag: {} die Tage", repeated("\u{301}\u{323}", bytes.min(BLOCK)))
            },
        },
        Trap {
            name: "a block without a sentence end",
            rules: usual.clone(),
            draft: |bytes| repeated("der Tag zeigt die Nacht an das Licht und ", bytes),
        },
        Trap {
            name: "a third language",
            rules: usual.clone(),
            draft: |bytes| {
                let french =
                    "Nous sommes heureux de vous présenter notre nouvelle école, près de là. ";
                format!("---\nlanguage: fr\n---\n{}", repeated(french, bytes))
            },
        },
        Trap {
            name: "two languages in one paragraph",
            rules: usual,
            draft: |bytes| {
                repeated("Der Tag was long and die Tage are der Anfang of the end. ", bytes)
            },
        },
    ]
}
