//! The canonical form `obstat-canon/1`: the bytes that an approval digests.
//!
//! In: an item with the text of its file, a channel, the unbound fields, digests of attachments. Out: the
//! form, byte for byte, and its digest. The source is digested, not the blocks that a
//! format makes of it: schema, rules and program version never show. Pure functions; files are the caller's.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::field::{Found, same_key};
use super::item::Item;
use super::line::lines;
use super::problem::BadKey;
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::text::{Place, SourceId};
use crate::yaml::{Entry, Node, Value};

/// The algorithm's id and the first line of every form.
pub const ID: &str = "obstat-canon/1";

/// The id of the form of a registered claim, and its first line.
pub const CLAIM: &str = "obstat-claim/1";

/// The column of a claim that names the files which prove it.
const EVIDENCE: [&str; 1] = ["evidence"];

/// Keys under which a scalar of the fields names a file.
const FILE_KEYS: [&str; 6] = ["file", "image", "video", "audio", "thumbnail", "attachment"];

/// Fields that no form holds: the channel has a record of its own, and a word in a draft never approves.
const NEVER: [&str; 2] = ["channel", "approvals"];

/// A local file that belongs to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its path as the draft means it, relative to the draft or to the root of the house.
    pub target: String,
    /// Where it is named.
    pub place: Place,
    /// The field that names it; none in the body.
    field: Option<String>,
}

/// What an item has to be digested, normalised once for all its channels.
#[derive(Clone, Debug)]
pub struct Canon {
    /// Sorted by their keys.
    fields: Vec<Field>,
    body: String,
    attachments: Vec<Attachment>,
}

/// One scalar.
#[derive(Clone, Debug)]
struct Field {
    /// Its record's key: `field/media/#1/alt`.
    key: String,
    /// The name of the field it belongs to.
    name: String,
    value: String,
}

impl Canon {
    /// Collects what is digested; `text` is the text of the draft's `source`.
    ///
    /// # Errors
    /// One `bad-key` for every key that a form cannot hold: the draft cannot be judged then.
    pub fn of(item: &Item, source: SourceId, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut walk = Walk::new(&FILE_KEYS);
        for found in item.fields.all() {
            walk.field(found);
        }
        if !walk.problems.is_empty() {
            return Err(walk.problems);
        }
        let embeds = item.embeds.iter().filter_map(|embed| {
            let place = Place::new(source, embed.span);
            address(&embed.target).map(|target| Attachment { target, place, field: None })
        });
        walk.attachments.extend(embeds);
        // A stable sort: where two layers have the same key, the winning one stays first.
        walk.fields.sort_by(|one, other| one.key.cmp(&other.key));
        let body = normalise(item.body.of(text));
        Ok(Self { fields: walk.fields, body, attachments: walk.attachments })
    }

    /// The local attachments in document order: those that fields name, then those of the body. What an
    /// unbound field names is left out with it.
    pub fn attachments<'a>(
        &'a self,
        unbound: &BTreeSet<String>,
    ) -> impl Iterator<Item = &'a Attachment> {
        self.attachments.iter().filter(|attachment| {
            attachment.field.as_deref().is_none_or(|name| !left_out(name, unbound))
        })
    }

    /// The form for a channel (empty for a draft without one). `digests` maps each attachment's target to the
    /// digest of its raw bytes (`sha256:…`).
    ///
    /// # Errors
    /// The first attachment without a digest: nobody can vouch for a file that is not there.
    pub fn form(
        &self,
        channel: &str,
        unbound: &BTreeSet<String>,
        digests: &BTreeMap<String, String>,
    ) -> Result<String, &Attachment> {
        let fields = self.fields.iter().filter(|field| !left_out(&field.name, unbound));
        let sizes = fields.clone().map(|field| field.key.len() + field.value.len() + 16);
        let mut form = String::with_capacity(self.body.len() + sizes.sum::<usize>() + 256);
        form.push_str(ID);
        form.push('\n');
        record(&mut form, "channel", channel);
        for field in fields {
            record(&mut form, &field.key, &field.value);
        }
        record(&mut form, "body", &self.body);
        for (attachment, number) in self.attachments(unbound).zip(1_usize..) {
            let digest = digests.get(&attachment.target).ok_or(attachment)?;
            record(&mut form, &format!("media/{number}"), digest);
        }
        Ok(form)
    }
}

/// The form of a registered claim: its columns as fields are written, then the digests of the files that prove it, which
/// `digest_of` gives. Nothing if one is not there, or a key cannot be held.
pub fn claim_form(columns: &[Entry], digest_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    // Places are for complaints, and none is made here.
    let source = SourceId(0);
    let mut walk = Walk::new(&EVIDENCE);
    for column in columns {
        let (name, place) = (column.key.as_str(), Place::new(source, column.key_span));
        if walk.key(name, place) {
            walk.node(&column.node, source, name, &format!("field/{name}"), name);
        }
    }
    if !walk.problems.is_empty() {
        return None;
    }
    walk.fields.sort_by(|one, other| one.key.cmp(&other.key));
    let mut form = format!("{CLAIM}\n");
    for field in &walk.fields {
        record(&mut form, &field.key, &field.value);
    }
    for (attachment, number) in walk.attachments.iter().zip(1_usize..) {
        record(&mut form, &format!("media/{number}"), &digest_of(&attachment.target)?);
    }
    Some(form)
}

fn record(form: &mut String, key: &str, value: &str) {
    form.push_str(key);
    form.push(' ');
    form.push_str(&value.len().to_string());
    form.push('\n');
    form.push_str(value);
    form.push('\n');
}

fn left_out(name: &str, unbound: &BTreeSet<String>) -> bool {
    NEVER.contains(&name) || unbound.iter().any(|field| same_key(name, field))
}

/// A walk over all fields.
struct Walk {
    /// Keys under which a scalar names a file.
    file_keys: &'static [&'static str],
    fields: Vec<Field>,
    attachments: Vec<Attachment>,
    problems: Vec<Diagnostic>,
}

impl Walk {
    fn new(file_keys: &'static [&'static str]) -> Self {
        let (fields, attachments, problems) = (Vec::new(), Vec::new(), Vec::new());
        Self { file_keys, fields, attachments, problems }
    }

    fn field(&mut self, found: Found<'_>) {
        let name = found.entry.key.as_str();
        if self.key(name, found.key_place()) {
            self.node(found.node(), found.source, name, &format!("field/{name}"), name);
        }
    }

    /// A node of the field `name`, whose nearest key is `nearest`. Recursion ends with the depth that room
    /// `yaml` admits.
    fn node(&mut self, node: &Node, source: SourceId, name: &str, key: &str, nearest: &str) {
        match &node.value {
            Value::Null(value) => self.scalar(name, key, value),
            Value::Scalar(value, _) => {
                if self.file_keys.contains(&nearest) && is_local(value) {
                    let place = Place::new(source, node.span);
                    let field = Some(name.to_owned());
                    self.attachments.push(Attachment { target: value.clone(), place, field });
                }
                self.scalar(name, key, value);
            }
            Value::List(nodes) => {
                for (element, number) in nodes.iter().zip(1_usize..) {
                    self.node(element, source, name, &format!("{key}/#{number}"), nearest);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    if self.key(&entry.key, Place::new(source, entry.key_span)) {
                        let key = format!("{key}/{}", entry.key);
                        self.node(&entry.node, source, name, &key, &entry.key);
                    }
                }
            }
        }
    }

    fn scalar(&mut self, name: &str, key: &str, value: &str) {
        let value = normalise(value);
        self.fields.push(Field { key: key.to_owned(), name: name.to_owned(), value });
    }

    /// Whether a form can hold this key.
    fn key(&mut self, key: &str, place: Place) -> bool {
        let fault = if key.is_empty() {
            Bilingual { en: "it is empty", de: "er ist leer" }
        } else if key.starts_with('#') {
            Bilingual { en: "it begins with `#`", de: "er beginnt mit `#`" }
        } else if key.contains('/') {
            Bilingual { en: "it holds a `/`", de: "er enthält ein `/`" }
        } else if key.contains(char::is_control) {
            Bilingual { en: "it holds a control character", de: "er enthält ein Steuerzeichen" }
        } else {
            return true;
        };
        let key = key.escape_debug().to_string();
        self.problems.push(BadKey { key, fault }.at(place));
        false
    }
}

/// Whether a target names a file here rather than an address elsewhere.
fn is_local(target: &str) -> bool {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        // One letter is a drive.
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    !target.trim().is_empty() && !target.starts_with("//") && !scheme
}

/// The path that an address in the body means: without query and fragment, percent signs decoded.
fn address(target: &str) -> Option<String> {
    let target = target.trim();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    (is_local(target) && !path.is_empty()).then(|| percent_decoded(path))
}

/// `%C3%A4` as `ä`; what does not decode to text stays as it is written.
fn percent_decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = path
            .get(at + 1..at + 3)
            .filter(|pair| pair.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(value) if byte == b'%' => {
                decoded.push(value);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

/// Text as it is digested: LF for every line end, NFC, no blanks at line ends, no empty lines around, no
/// LF at the end. Nothing else changes: zero-width, bidirectional and no-break characters stay.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut line_ends = 0;
    for line in lines(text, 0..text.len()) {
        let content = text[line.content].trim_end_matches([' ', '\t']);
        if !content.is_empty() {
            normal.extend(std::iter::repeat_n('\n', line_ends));
            line_ends = 0;
            compose(&mut normal, content);
        }
        line_ends += usize::from(!normal.is_empty());
    }
    normal
}

/// Adds a line in NFC. A line end never composes, so lines may be taken one by one.
fn compose(normal: &mut String, line: &str) {
    if surely_composed(line.as_bytes()) || is_nfc_quick(line.chars()) == IsNormalized::Yes {
        normal.push_str(line);
    } else {
        normal.extend(line.nfc());
    }
}

/// Whether a line holds only characters below U+0300, where nothing composes, and the punctuation of
/// U+2002 to U+203F and signs of U+2080 to U+20BF. A short cut for ordinary prose.
fn surely_composed(line: &[u8]) -> bool {
    let mut at = 0;
    while at < line.len() {
        // Most of a line is Latin: its largest byte tells for many at once.
        let chunk = &line[at..line.len().min(at + 32)];
        if chunk.iter().fold(0, |most, &byte| byte.max(most)) < FIRST_COMBINING {
            at += chunk.len();
            continue;
        }
        let end = at + chunk.len();
        while at < end {
            at += match line[at..] {
                [0..FIRST_COMBINING, ..] => 1,
                [0xE2, 0x80, 0x82..=0xFF, ..] | [0xE2, 0x82, ..] => 3,
                _ => return false,
            };
        }
    }
    true
}

/// The first byte of U+0300.
const FIRST_COMBINING: u8 = 0xCC;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, Layer, Origin, read};
    use crate::text::digest;
    use crate::yaml;
    use proptest::prelude::*;

    const SOURCE: SourceId = SourceId(0);

    fn names(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    fn canon_of(draft: &Draft, text: &str) -> Canon {
        assert!(draft.problems.is_empty(), "{:?}", draft.problems);
        Canon::of(&draft.items[0], SOURCE, text).expect("good keys")
    }

    fn canon(path: &str, text: &str) -> Canon {
        canon_of(&read(path, SOURCE, text, None, None), text)
    }

    fn form(text: &str) -> String {
        canon("a.md", text).form("x", &names(&[]), &BTreeMap::new()).expect("no attachments")
    }

    /// Digests for every attachment: `sha256:` and the target.
    fn digests(canon: &Canon) -> BTreeMap<String, String> {
        let none = names(&[]);
        canon
            .attachments(&none)
            .map(|one| (one.target.clone(), format!("sha256:{}", one.target)))
            .collect()
    }

    #[test]
    fn a_form_written_by_hand() {
        let text = "\u{feff}---\r\nkind: post\r\nchannel: [x, linkedin]\r\nsponsored: yes\r\nmedia:\r\n  - file: lager.jpg\r\n    alt: \"  Unser La\u{308}ger \"\r\npublish_at: 2026-12-01\r\nempty:\r\ntags: []\r\napprovals: legal\r\n---\r\n\r\n \t\r\n# Titel  \r\n\r\n\r\nEin Satz.\t\r\n![Tor](tor%20zwei.png 't')\r\n\r\n";
        let canon = canon("a.md", text);
        let form = canon.form("x", &names(&["publish-at"]), &digests(&canon)).expect("digests");
        let expected = "obstat-canon/1\n\
            channel 1\nx\n\
            field/empty 0\n\n\
            field/kind 4\npost\n\
            field/media/#1/alt 14\n  Unser Läger\n\
            field/media/#1/file 9\nlager.jpg\n\
            field/sponsored 3\nyes\n\
            body 46\n# Titel\n\n\nEin Satz.\n![Tor](tor%20zwei.png 't')\n\
            media/1 16\nsha256:lager.jpg\n\
            media/2 19\nsha256:tor zwei.png\n";
        assert_eq!(form, expected);
    }

    #[test]
    fn a_form_without_anything() {
        let empty = canon("a.txt", "").form("", &names(&[]), &BTreeMap::new()).expect("a form");
        assert_eq!(empty, "obstat-canon/1\nchannel 0\n\nbody 0\n\n");
        assert_eq!(
            digest(&empty),
            "sha256:f8e70314be63ef206bd6b60734035b59d415595609a6fb78a02ea90f85ffdd53"
        );
    }

    #[test]
    fn digests_are_those_of_sha256sum() {
        assert_eq!(
            digest(""),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            digest("abc"),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn every_layer_counts_and_keys_stay_as_written() {
        let defaults =
            yaml::read("kind: post\nowner: &o anna\nagain: *o\n", SourceId(2), 0).expect("yaml");
        let entries = defaults.entries().expect("fields").to_vec();
        let layer = Layer { origin: Origin::PathDefault, source: SourceId(2), entries };
        let text = "---\nkind: reply\n<<: {a: 1}\n10: x\n2: y\nlist: [[p, q], {r: s}]\n---\nText\n";
        let draft =
            read("a.md", SOURCE, text, Some((SourceId(1), "kind: note\ntitle: T\n")), Some(layer));
        let form = canon_of(&draft, text).form("", &names(&[]), &BTreeMap::new()).expect("a form");
        let expected = "obstat-canon/1\nchannel 0\n\n\
            field/10 1\nx\n\
            field/2 1\ny\n\
            field/<</a 1\n1\n\
            field/again 4\nanna\n\
            field/kind 5\nreply\n\
            field/kind 4\nnote\n\
            field/kind 4\npost\n\
            field/list/#1/#1 1\np\n\
            field/list/#1/#2 1\nq\n\
            field/list/#2/r 1\ns\n\
            field/owner 4\nanna\n\
            field/title 1\nT\n\
            body 4\nText\n";
        assert_eq!(form, expected);
    }

    #[test]
    fn attachments_in_document_order() {
        let text = "---\nimage: [a.jpg, https://x.example/b.jpg, '', //c, c:\\d.png]\nhero: {image: {src: no.jpg}, file: e f.pdf}\nthumbnail: g%20h.png\nvideo: i.mp4\nimages: no.jpg\n---\n![x](j%C3%A4.png?v=2#k) ![y][r] ![z](http://x.example/z.png) ![n](#frag) ![e](%ff.png)\n\n<video poster=p.jpg><source src=q.webm></video>\n\n[r]: <s t.png> 'u'\n";
        let canon = canon("a.md", text);
        let targets = |unbound: &[&str]| {
            canon.attachments(&names(unbound)).map(|one| one.target.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            targets(&["video", "hero"]),
            ["a.jpg", "c:\\d.png", "g%20h.png", "jä.png", "s t.png", "%ff.png", "p.jpg", "q.webm"]
        );
        assert_eq!(targets(&[]).len(), 10);
        let none = names(&[]);
        let first = canon.attachments(&none).next().expect("one");
        assert_eq!(first.place.span.of(text), "a.jpg");
        assert_eq!(canon.form("", &none, &BTreeMap::new()).expect_err("no digest").target, "a.jpg");
    }

    #[test]
    fn keys_that_could_be_taken_for_others() {
        for (yaml, key) in [
            ("a/b: 1", "a/b"),
            ("'': 1", "\"\""),
            ("'#1': 1", "'#1'"),
            ("a: [{'x/y': 1}]", "'x/y'"),
            ("\"a\\u0007\": 1", "\"a\\u0007\""),
            ("unbound: {'/': 1}", "'/'"),
        ] {
            let text = format!("---\n{yaml}\n---\n");
            let draft = read("a.md", SOURCE, &text, None, None);
            let problems = Canon::of(&draft.items[0], SOURCE, &text).expect_err(yaml);
            let [problem] = &problems[..] else { panic!("{problems:?}") };
            assert_eq!(&*problem.code, "bad-key");
            let written = problem.primary.place.span.of(&text);
            assert!(
                written.trim_matches(['"', '\'']) == key.trim_matches(['"', '\'']),
                "{written}"
            );
        }
        assert!(
            Canon::of(
                &read("a.md", SOURCE, "---\n\"a\\u0007\": 1\n---\n", None, None).items[0],
                SOURCE,
                ""
            )
            .is_err()
        );
    }

    #[test]
    fn text_cannot_imitate_a_record() {
        assert_ne!(form("a\nmedia/1 71\nb"), form("a"));
        assert!(form("a\nmedia/1 1\nb").contains("body 13\n"));
    }

    /// Section 3 of the design, word by word and slowly.
    fn as_written(text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text: String = text.nfc().collect();
        let lines: Vec<&str> =
            text.split('\n').map(|line| line.trim_end_matches([' ', '\t'])).collect();
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
        lines[first..last].join("\n")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn normalising_is_as_written(text in "([a \t\r\n\u{308}u\u{300}é„“–€\u{2000}\u{212b}\u{ad}\u{200b}\u{1100}\u{1161}]|\\PC){0,40}") {
            prop_assert_eq!(normalise(&text), as_written(&text));
            prop_assert_eq!(normalise(&normalise(&text)), normalise(&text));
        }

        #[test]
        fn how_a_file_is_stored_does_not_matter(
            lines in prop::collection::vec("[a-zäöüé „“-]{0,12}", 1..8),
            ends in prop::collection::vec(prop::sample::select(vec!["\n", "\r\n", " \n", "\t \r\n"]), 8),
        ) {
            let plain = format!("---\nkind: post\n---\n{}", lines.join("\n"));
            let mut stored = String::from("\u{feff}---\r\nkind: post\r\n---  \r\n\r\n");
            for (line, end) in lines.iter().zip(&ends) {
                stored.extend(line.nfd());
                stored.push_str(end);
            }
            prop_assert_eq!(form(&plain), form(&stored));
        }

        #[test]
        fn any_other_change_shows(text in "[a-c]( ?[a-c*\u{200b}\u{a0}\n]){0,20}", at in any::<prop::sample::Index>(), with in "[d #*\u{200b}\u{202e}\u{a0}]") {
            let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = borders[at.index(borders.len())];
            let mut changed = text.clone();
            changed.insert_str(at, &with);
            if as_written(&changed) != as_written(&text) {
                prop_assert_ne!(digest(form(&text)), digest(form(&changed)));
            } else {
                prop_assert_eq!(&with, " ");
            }
        }
    }
}
