//! The file itself, typed, with places.

use std::collections::BTreeMap;
use std::ops::Range;

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use super::problem::{BadAssignment, BadGlob, BrokenConfig, OutsideHouse, UnknownKey};
use crate::diagnostic::{Complaint, Diagnostic, Near};
use crate::text::{Place, SourceId, Span};
use crate::yaml::{Entry, Node, Value};

/// The configuration of a house.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Its source; none for a house without `obstat.toml`.
    pub source: Option<SourceId>,
    /// The folder of rule files, relative to the house; `policy` if not said.
    pub policy: Option<String>,
    /// Which files are drafts; every file of a known format if not said.
    pub drafts: Vec<Glob>,
    /// Which files are none.
    pub ignore: Vec<Glob>,
    /// Fields for files that carry none.
    pub assign: Vec<Assign>,
    /// The base revision for `check`, and where it is named.
    pub base: Option<(String, Place)>,
}

/// A pattern of paths, relative to the house.
#[derive(Clone, Debug)]
pub struct Glob {
    /// As written.
    pub text: String,
    /// Where.
    pub place: Place,
    matcher: GlobMatcher,
}

impl Glob {
    /// Whether a path below the house, written with `/`, matches.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

/// Fields for files that carry none.
#[derive(Clone, Debug)]
pub struct Assign {
    /// Which files.
    pub files: Glob,
    /// Which fields, untyped as in a front matter.
    pub fields: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    house: RawHouse,
    #[serde(default)]
    assign: Vec<RawAssign>,
    #[serde(default)]
    approvals: RawApprovals,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHouse {
    policy: Option<Spanned<String>>,
    #[serde(default)]
    drafts: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAssign {
    files: Spanned<String>,
    fields: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawApprovals {
    base: Option<Spanned<String>>,
}

/// Every key there is, for "did you mean".
pub const KEYS: &[&str] =
    &["house", "policy", "drafts", "ignore", "assign", "files", "fields", "approvals", "base"];

/// Reads `obstat.toml`.
///
/// # Errors
/// Everything wrong with it; after an error of form that alone.
pub fn read(text: &str, source: SourceId) -> Result<Config, Vec<Diagnostic>> {
    let raw: Raw = toml::from_str(text).map_err(|error| vec![refusal(&error, source)])?;
    let mut problems = Vec::new();
    let place = |span: Range<usize>| Place::new(source, span.into());
    let mut globs = |all: Vec<Spanned<String>>| -> Vec<Glob> {
        let built = all.into_iter().map(|one| glob(&one, place(one.span())));
        built.filter_map(|one| one.map_err(|problem| problems.push(*problem)).ok()).collect()
    };
    let (drafts, ignore) = (globs(raw.house.drafts), globs(raw.house.ignore));
    let mut assign = Vec::new();
    for one in raw.assign {
        match glob(&one.files, place(one.files.span())) {
            Ok(files) => {
                assign.push(Assign { files, fields: fields(one.fields, source, &mut problems) })
            }
            Err(problem) => problems.push(*problem),
        }
    }
    let policy = raw.house.policy.map(|policy| {
        if leads_out(policy.get_ref()) {
            let complaint = OutsideHouse { path: policy.get_ref().clone() };
            problems.push(complaint.at(place(policy.span())));
        }
        policy.into_inner()
    });
    let base = raw.approvals.base.map(|base| (base.get_ref().clone(), place(base.span())));
    let config = Config { source: Some(source), policy, drafts, ignore, assign, base };
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

/// The complaint about a file whose bytes are no text: a pattern read wrongly would name other files.
#[must_use]
pub fn not_utf8(source: SourceId) -> Diagnostic {
    let reason = "it is not UTF-8".to_owned();
    BrokenConfig { reason }.at(Place::new(source, Span::default()))
}

/// Whether a path is absolute or climbs out of its folder.
#[must_use]
pub fn leads_out(path: &str) -> bool {
    path.starts_with(['/', '\\'])
        || path.contains(':')
        || path.split(['/', '\\']).any(|part| part == "..")
}

fn refusal(error: &toml::de::Error, source: SourceId) -> Diagnostic {
    let span = error.span().map_or(Span::default(), Span::from);
    let place = Place::new(source, span);
    let message = error.message();
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    match unknown {
        Some((name, _)) => {
            let near = Near::to(name, KEYS.iter().copied());
            UnknownKey { name: name.to_owned(), near }.at(place)
        }
        None => {
            BrokenConfig { reason: message.lines().next().unwrap_or_default().to_owned() }.at(place)
        }
    }
}

fn glob(text: &Spanned<String>, place: Place) -> Result<Glob, Box<Diagnostic>> {
    let written = text.get_ref();
    let built = GlobBuilder::new(written).literal_separator(true).build();
    match built {
        Ok(glob) => Ok(Glob { text: written.clone(), place, matcher: glob.compile_matcher() }),
        Err(error) => {
            let complaint = BadGlob { glob: written.clone(), reason: error.kind().to_string() };
            Err(Box::new(complaint.at(place)))
        }
    }
}

fn fields(
    raw: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    source: SourceId,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (key, value) in raw {
        let key_span = Span::from(key.span());
        let span = Span::from(value.span());
        match node(value.get_ref(), span) {
            Some(node) => entries.push(Entry { key: key.into_inner(), key_span, node }),
            None => {
                let complaint = BadAssignment { name: key.into_inner() };
                problems.push(complaint.at(Place::new(source, span)));
            }
        }
    }
    entries.sort_by_key(|entry| entry.key_span);
    entries
}

/// A value as front matter would hold it: scalars as text.
fn node(value: &toml::Value, span: Span) -> Option<Node> {
    let value = match value {
        toml::Value::String(text) => Value::Scalar(text.clone(), true),
        toml::Value::Integer(number) => Value::Scalar(number.to_string(), false),
        toml::Value::Float(number) => Value::Scalar(number.to_string(), false),
        toml::Value::Boolean(flag) => Value::Scalar(flag.to_string(), false),
        toml::Value::Datetime(moment) => Value::Scalar(moment.to_string(), false),
        toml::Value::Array(all) => {
            Value::List(all.iter().map(|one| node(one, span)).collect::<Option<_>>()?)
        }
        toml::Value::Table(_) => return None,
    };
    Some(Node { value, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let problems = read(text, SourceId(0)).expect_err("refused");
        problems.iter().map(|problem| problem.code.to_string()).collect()
    }

    #[test]
    fn reads_all_it_knows() {
        let text = "[house]\npolicy = \"rules\"\ndrafts = [\"posts/**\"]\nignore = [\"posts/old/**\"]\n\
                    [[assign]]\nfiles = \"press/*.md\"\nfields = { kind = \"press-release\", risk = 3, day = 2026-05-03, to = [\"a\", \"b\"] }\n\
                    [approvals]\nbase = \"origin/main\"\n";
        let config = read(text, SourceId(0)).expect("readable");
        assert!(
            config.drafts[0].matches("posts/2026/a.md") && !config.drafts[0].matches("press/a.md")
        );
        assert!(
            config.assign[0].files.matches("press/a.md")
                && !config.assign[0].files.matches("press/x/a.md")
        );
        let texts: Vec<_> = config.assign[0]
            .fields
            .iter()
            .map(|entry| (entry.key.as_str(), entry.node.text()))
            .collect();
        assert_eq!(
            texts,
            [
                ("kind", Some("press-release")),
                ("risk", Some("3")),
                ("day", Some("2026-05-03")),
                ("to", None)
            ]
        );
        assert_eq!(config.base.map(|(name, _)| name).as_deref(), Some("origin/main"));
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        assert_eq!(codes("[house]\nplicy = \"x\"\n"), ["unknown-config-key"]);
        assert_eq!(codes("[house\n"), ["broken-config"]);
        assert_eq!(
            codes("[house]\ndrafts = [\"a{b\", \"[\"]\npolicy = \"../x\"\n"),
            ["bad-glob", "bad-glob", "outside-house"]
        );
        assert_eq!(
            codes("[[assign]]\nfiles = \"a\"\nfields = { a = { b = 1 } }\n"),
            ["bad-assignment"]
        );
    }
}
