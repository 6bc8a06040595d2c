//! Mistakes of single characters and tokens, found before any sentence is read.
//!
//! In: the text and its first reading. Out: complaints about invisible characters, quotation marks, and
//! texts or regular expressions that are not closed. It knows nothing of sentences; where it has spoken,
//! later stages do not complain about what follows from it.

use crate::diagnostic::{Bilingual, Complaint, Diagnostic, Fix, Safety};
use crate::syntax::grammar::{Branch, Rule};
use crate::syntax::problem::character::{ControlCharacter, HiddenCharacter, StrangeBlank};
use crate::syntax::problem::quotation::{
    QuotationMarks, RegexFlag, UnclosedBlock, UnclosedRegex, UnclosedText,
};
use crate::text::{Edit, Localized, Place, SourceId, Span};

/// All such mistakes, in the order of the text.
pub(super) fn check(text: &str, source: SourceId, outline: Branch<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut texts: Vec<Span> = Vec::new();
    for branch in outline.descendants() {
        match branch.rule() {
            Rule::text => {
                texts.push(branch.span());
                found.extend(quotation(text, source, branch));
            }
            Rule::regex => found.extend(regex(text, source, branch)),
            _ => {}
        }
    }
    found.extend(characters(text, source, &texts));
    found.sort_by_key(|one| one.primary.place.span);
    found
}

/// A text that is not closed, or stands in marks of another kind.
fn quotation(text: &str, source: SourceId, branch: Branch<'_>) -> Option<Diagnostic> {
    let form = branch.children().next()?;
    let place = Place::new(source, form.span());
    match form.rule() {
        Rule::block_text if form.child(Rule::block_close).is_none() => {
            let opening = Span::new(place.span.start as usize, place.span.start as usize + 3);
            Some(UnclosedBlock {}.at(Place::new(source, opening)))
        }
        Rule::line_text if form.child(Rule::quote_close).is_none() => {
            let mut complaint = UnclosedText {}.at(place);
            complaint.fixes.extend(closing_mark(text, place.span));
            Some(complaint)
        }
        Rule::odd_text => Some(odd_quotation(text, source, form)),
        _ => None,
    }
}

/// An unclosed text that ends with a mark of another kind: that one was meant to close it.
fn closing_mark(text: &str, span: Span) -> Option<Fix> {
    let end = span.of(text).trim_end();
    let mark = end.chars().next_back().filter(|mark| "„“”‟″»«’‘'".contains(*mark))?;
    let at = span.start as usize + end.len() - mark.len_utf8();
    Some(straight_marks(vec![Edit {
        span: Span::new(at, at + mark.len_utf8()),
        replacement: "\"".into(),
    }]))
}

fn odd_quotation(text: &str, source: SourceId, form: Branch<'_>) -> Diagnostic {
    let marks: Vec<Span> = form
        .children()
        .filter(|part| {
            !matches!(
                part.rule(),
                Rule::odd_low_inner | Rule::odd_guillemet_inner | Rule::odd_single_inner
            )
        })
        .map(Branch::span)
        .collect();
    let shown: Vec<&str> = marks.iter().map(|mark| mark.of(text)).collect();
    let complaint = QuotationMarks { mark: shown.join("…") };
    match marks.as_slice() {
        [_, _] => {
            let edits = marks
                .iter()
                .filter(|mark| mark.of(text) != "\"")
                .map(|&span| Edit { span, replacement: "\"".into() })
                .collect();
            complaint.at(Place::new(source, form.span())).fix(straight_marks(edits))
        }
        _ => complaint.at(Place::new(source, marks.first().copied().unwrap_or(form.span()))),
    }
}

fn straight_marks(edits: Vec<Edit>) -> Fix {
    Fix {
        message: Localized::both("put straight quotation marks", "gerade Anführungszeichen setzen"),
        safety: Safety::Safe,
        edits,
    }
}

/// A regular expression that is not closed, or has unknown flags.
fn regex(text: &str, source: SourceId, branch: Branch<'_>) -> Option<Diagnostic> {
    if branch.child(Rule::regex_close).is_none() {
        return Some(UnclosedRegex {}.at(Place::new(source, branch.span())));
    }
    let flags = branch.child(Rule::regex_flags)?.span();
    (flags.of(text) != "i")
        .then(|| RegexFlag { flags: flags.of(text).to_owned() }.at(Place::new(source, flags)))
}

/// Invisible characters, each run of one sort once.
fn characters(text: &str, source: SourceId, texts: &[Span]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut last: Option<(Span, char)> = None;
    for (at, ch) in text.char_indices() {
        if ch.is_ascii_graphic() || matches!(ch, ' ' | '\n' | '\t') || (at == 0 && ch == '\u{FEFF}')
        {
            continue;
        }
        if ch == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n') {
            continue;
        }
        let Some(sort) = Sort::of(ch) else { continue };
        let span = Span::new(at, at + ch.len_utf8());
        let repeated = last.is_some_and(|(before, same)| before.end == span.start && same == ch);
        last = Some((span, ch));
        if !repeated {
            let nth = texts.partition_point(|one| one.end <= span.start);
            let inside = texts.get(nth).is_some_and(|one| one.contains(span));
            found.extend(complaint(source, span, ch, sort, inside));
        } else if let Some(before) = found.last_mut() {
            extend(before, span);
        }
    }
    found
}

/// Makes a complaint about a run of equal characters reach as far as this one.
fn extend(complaint: &mut Diagnostic, span: Span) {
    let place = &mut complaint.primary.place.span;
    if place.end == span.start {
        *place = place.to(span);
        for edit in complaint.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = edit.span.to(span);
        }
    }
}

fn complaint(
    source: SourceId,
    span: Span,
    ch: char,
    sort: Sort,
    inside: bool,
) -> Option<Diagnostic> {
    let place = Place::new(source, span);
    let code = format!("U+{:04X}", u32::from(ch));
    let words = sort.words();
    let replace = |with: &str| Fix {
        message: Localized::both("replace it", "ersetzen"),
        safety: Safety::Safe,
        edits: vec![Edit { span, replacement: with.into() }],
    };
    match (sort, inside) {
        (Sort::Control | Sort::Direction, true) => {
            Some(HiddenCharacter { code, sort: words }.at(place))
        }
        (_, true) => None,
        (Sort::Control | Sort::Direction, false) => {
            Some(ControlCharacter { code, sort: words }.at(place).fix(replace("")))
        }
        (Sort::Blank, false) => {
            Some(StrangeBlank { code, sort: words }.at(place).fix(replace(" ")))
        }
        (Sort::Invisible, false) => {
            Some(StrangeBlank { code, sort: words }.at(place).fix(replace("")))
        }
    }
}

/// Sorts of characters that a reader cannot see, or not tell from a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Control,
    Direction,
    Blank,
    Invisible,
}

impl Sort {
    fn of(ch: char) -> Option<Self> {
        Some(match ch {
            '\u{061C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' => Self::Direction,
            '\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}' => Self::Blank,
            '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2065}'
            | '\u{FEFF}' => Self::Invisible,
            '\u{2028}' | '\u{2029}' | '\u{206A}'..='\u{206F}' => Self::Control,
            _ if ch.is_control() => Self::Control,
            _ => return None,
        })
    }

    fn words(self) -> Bilingual {
        match self {
            Self::Control => Bilingual { en: "a control character", de: "ein Steuerzeichen" },
            Self::Direction => Bilingual {
                en: "which turns the direction of writing",
                de: "das die Schreibrichtung umkehrt",
            },
            Self::Blank => {
                Bilingual { en: "a blank of another width", de: "ein Leerzeichen anderer Breite" }
            }
            Self::Invisible => {
                Bilingual { en: "an invisible character", de: "ein unsichtbares Zeichen" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::grammar::{Tree, matches};

    fn codes(text: &str) -> Vec<(String, String)> {
        let tree = Tree::read(Rule::outline, text, Span::new(0, text.len()));
        check(text, SourceId(0), tree.root())
            .iter()
            .map(|one| (one.code.to_string(), one.primary.place.span.of(text).to_owned()))
            .collect()
    }

    fn pair(code: &str, at: &str) -> (String, String) {
        (code.to_owned(), at.to_owned())
    }

    #[test]
    fn the_grammar_separates_by_exactly_the_refused_blanks() {
        for ch in (0..=0x10FFFF).filter_map(char::from_u32) {
            let refused = Sort::of(ch).is_some() && !matches!(ch, '\t' | '\n' | '\r');
            assert_eq!(matches(Rule::odd_blank, &ch.to_string()), refused, "{ch:?}");
        }
    }

    #[test]
    fn invisible_characters_outside_texts_are_errors_and_runs_count_once() {
        assert_eq!(
            codes("// \u{202E}\u{202E}x\r\n"),
            [pair("control-character", "\u{202E}\u{202E}")]
        );
        assert_eq!(codes("rule\u{A0}x"), [pair("strange-blank", "\u{A0}")]);
        assert_eq!(codes("\u{FEFF}rule x"), []);
        assert_eq!(codes("a\rb"), [pair("control-character", "\r")]);
    }

    #[test]
    fn in_texts_only_control_characters_are_named() {
        assert_eq!(codes("\"a\u{A0}b\u{AD}c\u{202E}\""), [pair("hidden-character", "\u{202E}")]);
    }

    #[test]
    fn other_quotation_marks_come_with_their_fix() {
        let text = "rule x „Titel“ {}";
        let tree = Tree::read(Rule::outline, text, Span::new(0, text.len()));
        let found = check(text, SourceId(0), tree.root());
        let fixed = crate::text::apply(text, &found[0].fixes[0].edits).unwrap();
        assert_eq!(fixed, "rule x \"Titel\" {}");
        assert_eq!(codes("forbid ‘a | b"), [pair("quotation-marks", "‘")]);
    }

    #[test]
    fn what_is_not_closed_ends_with_its_line() {
        assert_eq!(codes("forbid \"a | b\nfor x"), [pair("unclosed-text", "\"a | b")]);
        assert_eq!(codes("forbid /a | b\nfor x"), [pair("unclosed-regex", "/a | b")]);
        assert_eq!(codes("draft \"\"\"\n x\nrule b {}"), [pair("unclosed-block", "\"\"\"")]);
        assert_eq!(codes("/a/ig"), [pair("regex-flag", "ig")]);
    }
}
