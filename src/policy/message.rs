//! Messages: words and placeholders, every one of which something fills.

use super::model::{CaptureId, Part, Template};
use super::problem::example::{OpenPlaceholder, UnknownPlaceholder};
use super::resolver::{Resolver, Scope};
use crate::diagnostic::Near;
use crate::syntax::Letter;
use crate::syntax::tree::Text;
use crate::text::Span;

/// What the statement of a rule can fill.
#[derive(Clone, Copy, Debug)]
pub struct Fills {
    /// `{match}`: the rule has a pattern.
    pub matches: bool,
    /// `{count}` and `{limit}`: it is a `limit`.
    pub limit: bool,
    /// `{needs}`: it is an `allow` or a `require`.
    pub needs: bool,
    /// `{reason}`: its pattern has a context.
    pub reason: bool,
}

/// Reads a message; unknown placeholders are complained about and kept as text.
pub fn template(resolver: &mut Resolver, scope: &Scope<'_>, text: &Text, fills: Fills) -> Template {
    let letters: Vec<Letter> = text.letters().collect();
    let mut template = Template::default();
    let mut words = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let opens = letter.ch == '{' && !letter.escaped;
        if !opens {
            words.push(letter.ch);
            at += 1;
            continue;
        }
        let rest = &letters[at + 1..];
        let Some(length) = rest.iter().position(|letter| letter.ch == '}' && !letter.escaped)
        else {
            resolver.complain(scope, letter.span, OpenPlaceholder {});
            words.extend(letters[at..].iter().map(|letter| letter.ch));
            break;
        };
        let name: String = rest[..length].iter().map(|letter| letter.ch).collect();
        let span = letter.span.to(rest[length].span);
        if let Some(part) = placeholder(resolver, scope, &name, span, fills) {
            if !words.is_empty() {
                template.parts.push(Part::Text(std::mem::take(&mut words)));
            }
            template.parts.push(part);
        }
        at += length + 2;
    }
    if !words.is_empty() {
        template.parts.push(Part::Text(words));
    }
    template
}

fn placeholder(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    name: &str,
    span: Span,
    fills: Fills,
) -> Option<Part> {
    let built_in = [
        ("match", fills.matches, Part::Match),
        ("count", fills.limit, Part::Count),
        ("limit", fills.limit, Part::Limit),
        ("needs", fills.needs, Part::Needs),
        ("reason", fills.reason, Part::Reason),
    ];
    if let Some(at) = scope.captures.iter().position(|capture| capture == name) {
        return Some(Part::Capture(CaptureId::of(at)));
    }
    if let Some((_, _, part)) = built_in.iter().find(|(word, filled, _)| *filled && *word == name) {
        return Some(part.clone());
    }
    if let Some(id) = resolver.names.field(name) {
        return Some(Part::Field(id));
    }
    let words = built_in.iter().filter(|(_, filled, _)| *filled).map(|(word, ..)| *word);
    let captures = scope.captures.iter().map(String::as_str);
    let fields = resolver.fields.iter().map(|field| field.name.as_str());
    let near = Near::to(name, words.chain(captures).chain(fields));
    resolver.complain(scope, span, UnknownPlaceholder { name: name.to_owned(), near });
    None
}
