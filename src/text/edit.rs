//! Edits of a text: replacements of byte spans, applied together or refused together.

use super::span::Span;

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes to replace; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// Two edits want the same bytes; carries both spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap(pub Span, pub Span);

/// Applies edits that may come in any order; equal ones count once.
///
/// # Errors
/// [`Overlap`] if two different edits share a byte or insert at the same place, or if a span does not
/// fall on character borders of the text (then with itself).
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Overlap> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    sorted.dedup();
    let mut result = String::with_capacity(text.len());
    let mut done = Span::empty(0);
    for (nth, edit) in sorted.iter().enumerate() {
        let clash = edit.span.start < done.end || (nth > 0 && edit.span.start == done.start);
        let kept = text.get(done.end as usize..edit.span.start as usize);
        match kept {
            Some(kept) if !clash && text.get(edit.span.range()).is_some() => result.push_str(kept),
            _ if clash => return Err(Overlap(done, edit.span)),
            _ => return Err(Overlap(edit.span, edit.span)),
        }
        result.push_str(&edit.replacement);
        done = edit.span;
    }
    result.push_str(&text[done.end as usize..]);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, replacement: &str) -> Edit {
        Edit { span: Span::new(start, end), replacement: replacement.into() }
    }

    #[test]
    fn applies_in_any_order_and_equal_edits_once() {
        let edits = [edit(6, 9, "Y"), edit(0, 2, "xx"), edit(6, 9, "Y")];
        assert_eq!(apply("ab cd efg", &edits).unwrap(), "xx cd Y");
    }

    #[test]
    fn refuses_overlaps_and_halves_of_characters() {
        assert!(apply("abcdef", &[edit(0, 3, ""), edit(2, 4, "")]).is_err());
        assert!(apply("abcdef", &[edit(2, 2, "x"), edit(2, 2, "y")]).is_err());
        assert!(apply("ä", &[edit(1, 2, "")]).is_err());
        assert!(apply("abc", &[edit(2, 9, "")]).is_err());
    }
}
