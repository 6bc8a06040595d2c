//! Messages filled: placeholders become the words of this match.

use super::condition::{Eval, Open};
use crate::matcher::Span;
use crate::policy::model::{Part, Statement, Template};
use crate::text::{Localized, Tongue};

/// What a message can name beside the match.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// `{count}`
    pub count: String,
    /// `{limit}`
    pub limit: String,
    /// `{needs}`
    pub needs: Localized,
}

/// The message of a finding in every language its rule speaks; without one, the rule's own sentence, or
/// what is missing.
#[must_use]
pub fn message(eval: &Eval<'_>, span: Option<&Span>, facts: &Facts) -> Localized {
    if eval.rule.message.is_empty() {
        return unworded(eval, facts);
    }
    let mut message = Localized::default();
    for (language, template) in &eval.rule.message {
        let tongue = Tongue::of(*language);
        message.set(*language, fill(eval, template, span, facts, tongue));
    }
    message
}

/// A rule without a message is quoted as the sentence it is; what people must do is said first.
fn unworded(eval: &Eval<'_>, facts: &Facts) -> Localized {
    let asks = matches!(eval.rule.statement, Statement::Allow(..) | Statement::Require(_));
    if asks && !facts.needs.is_empty() {
        let en = facts.needs.get(Tongue::En.language());
        let de = facts.needs.get(Tongue::De.language());
        return Localized::both(format!("{en} is missing"), format!("es fehlt: {de}"));
    }
    Localized::same(format!("`{}`", eval.rule.sentence))
}

/// What to do, in the words of the rule.
#[must_use]
pub fn suggestions(eval: &Eval<'_>, span: Option<&Span>, facts: &Facts) -> Vec<Localized> {
    eval.rule
        .suggestions(|language, template| fill(eval, template, span, facts, Tongue::of(language)))
}

fn fill(
    eval: &Eval<'_>,
    template: &Template,
    span: Option<&Span>,
    facts: &Facts,
    tongue: Tongue,
) -> String {
    let mut text = String::new();
    for part in &template.parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Match => text.push_str(&span.map(|span| shown(eval, span)).unwrap_or_default()),
            Part::Count => text.push_str(&facts.count),
            Part::Limit => text.push_str(&facts.limit),
            Part::Needs => text.push_str(facts.needs.get(tongue.language())),
            Part::Reason => {
                let reason = span.and_then(|span| eval.finder.note(span).reason);
                text.push_str(&reason.map(|span| shown(eval, &span)).unwrap_or_default());
            }
            Part::Capture(id) => {
                let captures = span.map(|span| eval.finder.note(span).captures).unwrap_or_default();
                let captured = captures.iter().find(|(one, _)| one == id);
                text.push_str(&captured.map(|(_, span)| shown(eval, span)).unwrap_or_default());
            }
            Part::Field(id) => {
                let kind = &eval.judge.policy.field(*id).kind;
                let value = eval.fields.get(*id).map(|value| value.text(kind));
                text.push_str(value.as_deref().unwrap_or("–"));
            }
        }
    }
    text
}

/// The shown text of a span, blanks folded.
#[must_use]
pub fn shown(eval: &Eval<'_>, span: &Span) -> String {
    let text = eval.around.blocks()[span.block as usize].segment.text();
    let part = text.get(span.start as usize..span.end as usize).unwrap_or("");
    let visible: String = part.chars().filter(|&ch| !crate::text::fold::invisible(ch)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `{needs}`: the open leaves in words, joined by »and«.
#[must_use]
pub fn needs(open: &[Open]) -> Localized {
    let mut en: Vec<&str> = Vec::new();
    let mut de: Vec<&str> = Vec::new();
    for one in open {
        let words = (one.words.get(Tongue::En.language()), one.words.get(Tongue::De.language()));
        if !en.contains(&words.0) {
            en.push(words.0);
            de.push(words.1);
        }
    }
    Localized::both(en.join(" and "), de.join(" und "))
}
