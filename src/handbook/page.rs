//! The page of one rule.

use super::words;
use crate::diagnostic::Severity;
use crate::policy::model::{
    Condition, Example, ExampleKind, Policy, Rule, RuleId, Statement, Waivable,
};
use crate::text::{Language, Place, Sources, Tongue};

/// What there is to say about a rule, in the order in which a reader asks.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its full name.
    pub name: String,
    /// For people.
    pub title: String,
    /// How grave a finding is.
    pub severity: Severity,
    /// Why there is such a rule: its documentation, Markdown.
    pub why: String,
    /// What it says, to whom it applies, who decides.
    pub rows: Vec<Row>,
    /// Examples on which it speaks.
    pub fires: Vec<Sample>,
    /// Examples on which it stays quiet.
    pub quiet: Vec<Sample>,
}

/// One thing to say, under its word.
#[derive(Clone, Debug)]
pub struct Row {
    /// The word.
    pub label: &'static str,
    /// What is said, a line each.
    pub lines: Vec<String>,
}

/// An example.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The text, `[[`…`]]` around what is found.
    pub text: String,
    /// The text after the fixes.
    pub becomes: Option<String>,
    /// Its circumstances; empty if none are given.
    pub with: String,
}

/// The page of a rule, for a reader of `language`.
#[must_use]
pub fn page(policy: &Policy, id: RuleId, sources: &Sources, language: Language) -> Page {
    let rule = policy.rule(id);
    let samples = |kind| {
        let wanted = rule.examples.iter().filter(|example| example.kind == kind);
        wanted.map(|example| sample(policy, example)).collect()
    };
    let writer = Writer { policy, rule, id, sources, language, tongue: Tongue::of(language) };
    Page {
        name: rule.name.clone(),
        title: rule.title.clone(),
        severity: rule.severity,
        why: rule.docs.clone(),
        rows: writer.rows(),
        fires: samples(ExampleKind::Flags),
        quiet: samples(ExampleKind::Passes),
    }
}

fn sample(policy: &Policy, example: &Example) -> Sample {
    let mut text = String::with_capacity(example.text.len());
    let mut done = 0;
    for &(start, end) in &example.marks {
        let (start, end) = (start as usize, end as usize);
        text.push_str(example.text.get(done..start).unwrap_or(""));
        text.push_str("[[");
        text.push_str(example.text.get(start..end).unwrap_or(""));
        text.push_str("]]");
        done = end;
    }
    text.push_str(example.text.get(done..).unwrap_or(""));
    Sample {
        text,
        becomes: example.becomes.clone(),
        with: example.with.as_ref().map_or(String::new(), |with| words::setting(policy, with)),
    }
}

/// What the rows of a page are written from.
struct Writer<'a> {
    policy: &'a Policy,
    rule: &'a Rule,
    id: RuleId,
    sources: &'a Sources,
    language: Language,
    tongue: Tongue,
}

impl Writer<'_> {
    fn rows(&self) -> Vec<Row> {
        let rows = [self.statement(), self.scope(), self.words(), self.decides(), self.origin()];
        rows.into_iter().flatten().filter(|row| !row.lines.is_empty()).collect()
    }

    fn row(&self, en: &'static str, de: &'static str, lines: Vec<String>) -> Row {
        Row { label: self.tongue.pick(en, de), lines }
    }

    fn statement(&self) -> Vec<Row> {
        let rule = self.rule;
        let left = rule.in_force.as_ref().map(|_| {
            let words = self.tongue.pick(
                "only in part: the house has not named whom it asks",
                "nur zum Teil: Das Haus hat nicht benannt, wen sie fragt",
            );
            words.to_owned()
        });
        vec![
            self.row("rule", "Regel", vec![rule.sentence.clone()]),
            self.row("in force", "in Kraft", left.into_iter().collect()),
        ]
    }

    /// To which drafts it applies, when, and what lets a match stand.
    fn scope(&self) -> Vec<Row> {
        let rule = self.rule;
        let list = |names: &[String]| match names {
            [] => Vec::new(),
            _ => vec![names.join(", ")],
        };
        let words = |condition: &Condition| condition.words();
        vec![
            self.row("for", "für", list(&rule.kinds)),
            self.row("on", "auf", list(&rule.channels)),
            self.row("when", "wenn", rule.when.iter().map(words).collect()),
            self.row("unless", "außer", rule.unless.iter().map(words).collect()),
            self.row("from", "gilt ab", rule.window.from.iter().map(ToString::to_string).collect()),
            self.row(
                "until",
                "gilt bis",
                rule.window.until.iter().map(ToString::to_string).collect(),
            ),
        ]
    }

    /// What it tells authors.
    fn words(&self) -> Vec<Row> {
        let rule = self.rule;
        let template = |one| words::template(self.policy, rule, one);
        let own = rule.message.iter().find(|(language, _)| *language == self.language);
        let message = own.or(rule.message.first()).map(|(_, message)| template(message));
        let instead = match &rule.statement {
            Statement::Prefer(instead, ..) => Some(instead.text.clone()),
            _ => None,
        };
        let suggestions = rule.suggestions(|_, one| words::template(self.policy, rule, one));
        let suggestions = suggestions.iter().map(|one| one.get(self.language).to_owned());
        vec![
            self.row("message", "Meldung", message.into_iter().collect()),
            self.row("instead", "stattdessen", instead.into_iter().chain(suggestions).collect()),
        ]
    }

    /// Who clears, answers for it, may waive it.
    fn decides(&self) -> Vec<Row> {
        let rule = self.rule;
        let asked = match &rule.statement {
            Statement::Allow(_, _, condition) | Statement::Require(condition) => {
                words::asked(self.policy, condition, self.tongue)
            }
            _ => Vec::new(),
        };
        let owner = rule.owner.iter().chain(&self.policy.pack(rule.pack).owner).next().cloned();
        let waiver = match rule.waivable {
            Waivable::Yes => None,
            Waivable::No => Some(self.tongue.pick("nobody", "niemand").to_owned()),
            Waivable::By(role) => Some(self.policy.roles[role.index()].name.clone()),
        };
        vec![
            self.row("clears it", "gibt frei", asked),
            self.row("owner", "zuständig", owner.into_iter().collect()),
            self.row("waives it", "erlässt", waiver.into_iter().collect()),
        ]
    }

    /// What it replaces and is replaced by, who amended it, where it stands, where to read more.
    fn origin(&self) -> Vec<Row> {
        let rules = &self.policy.rules;
        let replaced = self.rule.replaces.iter().map(|id| self.policy.rule(*id).name.clone());
        let replacing = rules.iter().filter(|other| other.replaces.contains(&self.id));
        let replacing = replacing.map(|other| other.name.clone());
        let amended = self.rule.amended.iter().map(|(pack, place)| {
            format!("{} ({})", self.policy.pack(*pack).name, self.position(*place))
        });
        let mut amended: Vec<String> = amended.collect();
        amended.extend(self.published());
        vec![
            self.row("replaces", "ersetzt", replaced.collect()),
            self.row("replaced by", "ersetzt durch", replacing.collect()),
            self.row("amended by", "geändert durch", amended),
            self.row("file", "Datei", vec![self.position(self.rule.place)]),
            self.row("see", "siehe", self.rule.see.clone()),
        ]
    }

    /// How grave its pack made it, if that was changed.
    fn published(&self) -> Option<String> {
        let published = self.rule.published.as_ref()?.severity;
        (published != self.rule.severity).then(|| {
            self.tongue.pick(
                format!("published as {published}"),
                format!("veröffentlicht als {published}"),
            )
        })
    }

    fn position(&self, place: Place) -> String {
        let source = self.sources.get(place.source);
        format!("{}:{}", source.name(), source.position(place.span.start as usize).line)
    }
}
