//! The reading itself: events of the library become nodes; typed scalars go back to their text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::options::MergeKeyPolicy;
use serde_yaml::{Error, Location, Options, Spanned};

use super::node::{Entry, Node, Value};
use super::problem::{BrokenYaml, DuplicateKey, YamlTooLarge};
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::text::{Place, SourceId, Span};

/// How deep mappings and lists may nest. Raising it costs stack in every walk over the tree.
pub const MAX_DEPTH: usize = 64;

/// How many nodes a document may have, aliases expanded. A register of 100,000 rows with five
/// columns is a million; raising it costs about 100 bytes of memory a node.
pub const MAX_NODES: usize = 2_000_000;

/// How many events aliases may repeat in all. People use an alias for a name, not for a tree.
const MAX_REPLAYED: usize = 100_000;

/// Reads one YAML document that lies at `offset` of the source; an empty one is a null.
///
/// # Errors
/// One diagnostic at the place where the text stops being readable.
pub fn read(text: &str, source: SourceId, offset: usize) -> Result<Node, Box<Diagnostic>> {
    // The library reads the whole text anyway; a BOM is not part of a document for us.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let base = offset + text.len() - body.len();
    let raw: Spanned<Raw> = serde_yaml::from_str_with_options(body, options())
        .map_err(|error| Box::new(complain(&error, body, source, base)))?;
    node(raw, body, base)
        .map_err(|problem| Box::new(problem.what.at(Place::new(source, problem.span))))
}

fn options() -> Options {
    let mut options = Options::default();
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.with_snippet = false;
    options.non_finite_float_policy = serde_yaml::options::NonFiniteFloatPolicy::PassThrough;
    options.alias_limits.max_total_replayed_events = MAX_REPLAYED;
    if let Some(budget) = &mut options.budget {
        budget.max_depth = MAX_DEPTH;
        budget.max_nodes = MAX_NODES;
        budget.max_events = MAX_NODES * 2;
        budget.max_documents = 1;
    }
    options
}

/// What the library hands out; a scalar that it types is taken from the source by its span instead.
enum Raw {
    Null,
    Typed,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = access.next_element()? {
            list.push(element);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = access.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// A refusal of ours.
struct Refusal {
    what: BrokenYaml,
    span: Span,
}

fn refuse(reason: &str, span: Span) -> Refusal {
    Refusal { what: BrokenYaml { reason: reason.to_owned() }, span }
}

fn node(raw: Spanned<Raw>, text: &str, base: usize) -> Result<Node, Refusal> {
    let written = span_of(&raw.defined);
    let span = span_of(&raw.referenced).shifted(base);
    let value = match raw.value {
        Raw::Null => Value::Null(written.of(text).to_owned()),
        Raw::Typed => {
            let scalar = written.of(text);
            if scalar.starts_with(['"', '\'']) {
                return Err(refuse("tags that change the type of a value are not accepted", span));
            }
            Value::Scalar(scalar.to_owned(), false)
        }
        Raw::Text(scalar) => {
            let quoted = written.of(text) != scalar;
            Value::Scalar(scalar, quoted)
        }
        Raw::List(list) => {
            let nodes = list.into_iter().map(|element| node(element, text, base));
            Value::List(nodes.collect::<Result<_, _>>()?)
        }
        Raw::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let key = node(key, text, base)?;
                let (Value::Scalar(name, _) | Value::Null(name)) = key.value else {
                    return Err(refuse("a key is a word, not a list or a mapping", key.span));
                };
                Ok(Entry { key: name, key_span: key.span, node: node(value, text, base)? })
            });
            Value::Map(entries.collect::<Result<_, _>>()?)
        }
    };
    Ok(Node { value, span })
}

fn span_of(location: &Location) -> Span {
    let span = location.span();
    let start = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0);
    let length = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
    Span::new(start, start + length)
}

fn complain(error: &Error, text: &str, source: SourceId, base: usize) -> Diagnostic {
    let place = Place::new(source, place_of(error, text).shifted(base));
    match error.without_snippet() {
        Error::DuplicateMappingKey { key, .. } => {
            DuplicateKey { key: key.clone().unwrap_or_default() }.at(place)
        }
        Error::Budget { breach, .. } => YamlTooLarge { limit: limit_of(breach) }.at(place),
        Error::AliasError { error, .. } if is_replay(error) => {
            YamlTooLarge { limit: REPLAYED }.at(place)
        }
        error if is_replay(error) => YamlTooLarge { limit: REPLAYED }.at(place),
        other => match reason_of(other) {
            // The scanner has a bound of its own for brackets.
            reason if reason.contains("recursion limit") => YamlTooLarge { limit: DEPTH }.at(place),
            reason => BrokenYaml { reason }.at(place),
        },
    }
}

/// Whether aliases have unfolded to more than is read.
fn is_replay(error: &Error) -> bool {
    matches!(
        error.without_snippet(),
        Error::AliasReplayLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::AliasReplayCounterOverflow { .. }
            | Error::AliasExpansionLimitExceeded { .. }
    )
}

const DEPTH: Bilingual =
    Bilingual { en: "at most 64 levels deep", de: "höchstens 64 Ebenen tief" };
const REPLAYED: Bilingual = Bilingual {
    en: "aliases may repeat at most 100,000 values",
    de: "Verweise dürfen höchstens 100.000 Werte wiederholen",
};

/// The library's sentence without the place, which we show ourselves.
fn reason_of(error: &Error) -> String {
    let sentence = error.to_string();
    let first = sentence.lines().next().unwrap_or_default();
    first.rsplit_once(" at line ").map_or(first, |(before, _)| before).to_owned()
}

fn place_of(error: &Error, text: &str) -> Span {
    let Some(location) = error.location() else {
        return Span::empty(0);
    };
    let span = location.span();
    if span.byte_offset().is_some() {
        return span_of(&location);
    }
    let line = usize::try_from(location.line()).unwrap_or(1).max(1) - 1;
    let column = usize::try_from(location.column()).unwrap_or(1).max(1) - 1;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let within = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
    Span::empty(start + within)
}

fn limit_of(breach: &BudgetBreach) -> Bilingual {
    match breach {
        BudgetBreach::Depth { .. } => DEPTH,
        BudgetBreach::Documents { .. } => {
            Bilingual { en: "one document a file", de: "ein Dokument je Datei" }
        }
        _ => Bilingual {
            en: "at most 2,000,000 values, aliases unfolded",
            de: "höchstens 2.000.000 Werte, Verweise entfaltet",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        read(text, SourceId(0), 0).expect("readable")
    }

    fn complaint(text: &str) -> (String, Span) {
        let problem = read(text, SourceId(0), 0).expect_err("refused");
        (problem.code.to_string(), problem.primary.place.span)
    }

    #[test]
    fn scalars_stay_as_written() {
        let node = tree(
            "a: yes\nb: 007\nc: 1.50\nd: .inf\ne: 0x1F\nf: \"x\\n y\"\ng: 123456789012345678901234567890\n",
        );
        let texts: Vec<_> =
            node.entries().unwrap().iter().map(|entry| entry.node.text().unwrap()).collect();
        assert_eq!(
            texts,
            ["yes", "007", "1.50", ".inf", "0x1F", "x\n y", "123456789012345678901234567890"]
        );
    }

    #[test]
    fn spans_are_bytes_of_the_source() {
        let text = "ü: ä\nlist: [eins, 'zwei']\nempty:\n";
        let node = tree(text);
        let entries = node.entries().unwrap();
        assert_eq!(entries[0].key_span.of(text), "ü");
        assert_eq!(entries[0].node.span.of(text), "ä");
        assert_eq!(entries[1].node.list().unwrap()[1].span.of(text), "'zwei'");
        assert!(entries[2].node.is_null());
    }

    #[test]
    fn aliases_point_at_where_they_are_used() {
        let text = "a: &x yes\nb: *x\n<<: {c: 1}\n";
        let node = tree(text);
        assert_eq!(node.get("b").unwrap().text(), Some("yes"));
        assert_eq!(node.get("b").unwrap().span.of(text), "*x");
        assert!(node.get("<<").is_some() && node.get("c").is_none());
    }

    #[test]
    fn refusals_have_a_place() {
        assert_eq!(complaint("a: 1\nb: 2\na: 3\n"), ("duplicate-key".into(), Span::new(10, 11)));
        assert_eq!(complaint("a: [").0, "broken-yaml");
        assert_eq!(complaint("a: 1\n---\nb: 2\n").0, "yaml-too-large");
        assert_eq!(complaint("[1]: 2\n").0, "broken-yaml");
        assert_eq!(complaint("a: !!int \"5\"\n").0, "broken-yaml");
        assert_eq!(complaint(&"[".repeat(100_000)).0, "yaml-too-large");
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert_eq!(complaint(&deep).0, "yaml-too-large");
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let before = format!("*a{}, ", level - 1).repeat(10);
            bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        let problem = read(&bomb, SourceId(0), 0).expect_err("refused");
        assert_eq!(&*problem.code, "yaml-too-large");
    }
}
