//! Items without rules in them: packs, uses, fields, roles, registers, defines, zones.

// Longer than other files: all items, in the order of their file in the grammar.

use std::collections::BTreeSet;

use crate::diagnostic::{Complaint, Near, Safety, Severity};
use crate::syntax::grammar::{Branch, Rule, Tree};
use crate::syntax::lower::leftover::Before;
use crate::syntax::lower::value::TextUse;
use crate::syntax::lower::wanted::{self, Wanted};
use crate::syntax::lower::{Lower, replacement, words};
use crate::syntax::problem::block::ClausePlace;
use crate::syntax::problem::clause::ClauseTwice;
use crate::syntax::problem::list::LevelTwice;
use crate::syntax::problem::value::UnknownChoice;
use crate::syntax::tree::{
    Assurance, BaseType, Define, Field, FieldMark, FieldType, Name, Node, Pack, PackPart, Register,
    Role, RolePart, Text, Use, UsePart, UseTarget, ZoneDef, ZoneDefKind,
};
use crate::syntax::words::Home;
use crate::text::Span;

const EQUALS: Wanted = wanted::exact("`=`", "`=`", "define negation = \"nicht\" | \"kein\"", &[]);
const FROM: Wanted =
    wanted::exact("`from`", "`from`", "register claims from \"registers/claims.yaml\"", &["from"]);
const SORT: Wanted = wanted::exact(
    "`section under` or `paragraphs with`",
    "`section under` oder `paragraphs with`",
    "zone boilerplate = section under \"Über uns\"",
    &["section", "paragraphs"],
);
const UNDER: Wanted = wanted::exact("`under`", "`under`", "section under \"Über uns\"", &["under"]);
const WITH: Wanted = wanted::exact("`with`", "`with`", "paragraphs with \"Rückfragen\"", &["with"]);
const OF: Wanted = wanted::exact("`of`", "`of`", "one of post, reply", &["of"]);
const LIST_OF: Wanted = wanted::exact("`of`", "`of`", "list of person", &["of"]);
const LEVEL: Wanted = wanted::named("a level", "eine Stufe", "level low < medium < high");
const NEXT_LEVEL: Wanted = wanted::exact(
    "`<` and a second level",
    "`<` vor einer zweiten Stufe",
    "level low < medium < high",
    &[],
);
const AT_MOST: Wanted =
    wanted::exact("`at most`", "`at most`", "severity at most warning", &["at", "most"]);
const TO: Wanted = wanted::exact("`to`", "`to`", "escalates to duty after 2 hours", &["to"]);
const AFTER: Wanted =
    wanted::exact("`after`", "`after`", "escalates to duty after 2 hours", &["after"]);
const JOINED: Wanted = wanted::exact("`joined`", "`joined`", "duties joined", &["joined"]);

pub(super) const SEVERITIES: &[(&str, Severity)] =
    &[("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];
/// What severities are called elsewhere.
const OTHER_SEVERITIES: &[(&str, &str)] = &[
    ("warn", "warning"),
    ("err", "error"),
    ("fatal", "error"),
    ("critical", "error"),
    ("high", "error"),
    ("medium", "warning"),
    ("low", "info"),
    ("note", "info"),
    ("notice", "info"),
    ("hint", "info"),
    ("suggestion", "info"),
];
const ASSURANCES: &[(&str, Assurance)] =
    &[("claimed", Assurance::Claimed), ("forge", Assurance::Forge), ("signed", Assurance::Signed)];
const BASES: &[(&str, &BaseType)] = &[
    ("flag", &BaseType::Flag),
    ("person", &BaseType::Person),
    ("text", &BaseType::Text),
    ("number", &BaseType::Number),
    ("date", &BaseType::Date),
];
/// What types are called elsewhere.
const OTHER_TYPES: &[(&str, &str)] = &[
    ("boolean", "flag"),
    ("bool", "flag"),
    ("string", "text"),
    ("str", "text"),
    ("integer", "number"),
    ("int", "number"),
    ("float", "number"),
    ("decimal", "number"),
    ("datetime", "date"),
    ("time", "date"),
    ("timestamp", "date"),
    ("enum", "one of"),
    ("user", "person"),
    ("people", "list of person"),
    ("array", "list of"),
];

impl Lower<'_> {
    // Heads ----

    /// The name after an item's word.
    pub(super) fn head_name(&mut self, root: Branch<'_>) -> Option<Name> {
        match root.child(Rule::name) {
            Some(name) => Some(self.name(name.span())),
            None => {
                let example = match self.context.home {
                    Home::Pack => "pack house \"Leitlinien\" { … }",
                    Home::Field => "field kind one of post, reply",
                    Home::Role => "role legal \"Recht\" { … }",
                    Home::Register => "register claims from \"registers/claims.yaml\"",
                    Home::Define => "define negation = \"nicht\" | \"kein\"",
                    Home::Zone => "zone boilerplate = section under \"Über uns\"",
                    _ => "rule hollow-phrase \"Hohle Phrase\" { … }",
                };
                self.missing(word_of(root), Wanted { example, ..wanted::NAME });
                None
            }
        }
    }

    /// `pack house "…"`, `role legal "…"`, `rule x "…"`: name and title.
    pub(super) fn titled(&mut self, rule: Rule, head: Branch<'_>) -> Option<(Name, Option<Text>)> {
        let tree = self.read(rule, head)?;
        let name = self.head_name(tree.root());
        let title = tree.root().child(Rule::text).map(|text| self.text(text, TextUse::Plain));
        self.leftovers(&tree, Before::Name);
        name.map(|name| (name, title))
    }

    /// Complains about what is left over at the end of a head.
    pub(super) fn leftovers(&mut self, tree: &Tree, before: Before) {
        for left in tree.root().children().filter(|child| child.rule() == Rule::leftover) {
            self.leftover(left, before);
        }
    }

    /// Reads the sentences of a block and hands their parts on; what is left over is complained about.
    pub(super) fn sentences(
        &mut self,
        rule: Rule,
        block: Branch<'_>,
        mut part: impl FnMut(&mut Self, Branch<'_>),
    ) {
        self.context.block = true;
        for sentence in block.children() {
            if matches!(sentence.rule(), Rule::open_brace | Rule::close_brace) {
                continue;
            }
            let Some(tree) = self.read(rule, sentence) else { continue };
            let mut before = Before::Other;
            for child in tree.root().children() {
                if child.rule() == Rule::leftover {
                    self.leftover(child, before);
                } else {
                    self.missing = None;
                    before = Before::of(child.rule());
                    part(self, child);
                }
            }
        }
    }

    /// The parts of a block, each of which may stand once.
    pub(super) fn parts<T>(
        &mut self,
        rule: Rule,
        block: Branch<'_>,
        mut lower: impl FnMut(&mut Self, Branch<'_>) -> Option<T>,
    ) -> Vec<Node<T>> {
        let mut parts = Vec::new();
        let mut seen: Vec<(Rule, Span)> = Vec::new();
        self.sentences(rule, block, |this, child| {
            let word = word_of(child);
            match seen.iter().find(|(rule, _)| *rule == child.rule()) {
                Some(&(_, first)) => this.twice(word, first),
                None => seen.push((child.rule(), word)),
            }
            if let Some(part) = lower(this, child) {
                parts.push(Node::new(part, child.span()));
            }
        });
        parts
    }

    /// Complains about a part that may stand once.
    pub(super) fn twice(&mut self, second: Span, first: Span) {
        let word = self.word(second).to_owned();
        let instead = match word.as_str() {
            "for" | "on" | "replaces" | "languages" | "house-names" | "members" | "deputies" => {
                words("put all into one list", "alle in eine Liste setzen")
            }
            "when" => {
                words("join both conditions by `and`", "beide Bedingungen mit `and` verbinden")
            }
            _ => words("keep one of the two", "eines von beiden streichen"),
        };
        let problem = ClauseTwice { word, instead }.at(self.place(second));
        let first_time = crate::text::Localized::both("the first time", "das erste Mal");
        let first = self.place(first);
        self.report(problem.and(first, first_time));
    }

    // Packs and uses ----

    pub(super) fn pack(&mut self, head: Branch<'_>, block: Branch<'_>) -> Option<Pack> {
        let named = self.titled(Rule::read_pack, head);
        let parts = self.parts(Rule::read_pack_part, block, Self::pack_part);
        let (name, title) = named?;
        Some(Pack { name, title, parts })
    }

    fn pack_part(&mut self, part: Branch<'_>) -> Option<PackPart> {
        let span = part.span();
        Some(match part.rule() {
            Rule::version => PackPart::Version(self.text_in(part, span, TextUse::Plain)?),
            Rule::owner => PackPart::Owner(self.text_in(part, span, TextUse::Plain)?),
            Rule::timezone => PackPart::Timezone(self.text_in(part, span, TextUse::Plain)?),
            Rule::house_names => PackPart::HouseNames(self.texts(part.child(Rule::texts), span)),
            Rule::edition => match part.child(Rule::figure) {
                Some(figure) => PackPart::Edition(self.count(figure.span())?),
                None => {
                    self.missing(span, wanted::COUNT);
                    return None;
                }
            },
            Rule::languages => {
                let wanted = Wanted { example: "languages de, en", ..wanted::NAMES };
                PackPart::Languages(self.names(part.child(Rule::names), span, wanted))
            }
            Rule::duties => {
                if part.child(Rule::JOINED).is_none() {
                    self.missing(span, JOINED);
                    return None;
                }
                PackPart::DutiesJoined
            }
            _ => PackPart::Assurance(self.assurance(part)?),
        })
    }

    fn assurance(&mut self, part: Branch<'_>) -> Option<Node<Assurance>> {
        let Some(word) = part.child(Rule::name) else {
            self.missing(part.span(), wanted::ASSURANCE);
            return None;
        };
        let sort = words("assurance", "keine Sicherheit");
        self.choice(word.span(), sort, ASSURANCES, &[])
    }

    /// A severity after the word of a clause.
    pub(super) fn severity(&mut self, part: Branch<'_>, after: Span) -> Option<Node<Severity>> {
        let Some(word) = part.child(Rule::name) else {
            self.missing(after, wanted::SEVERITY);
            return None;
        };
        self.choice(
            word.span(),
            words("severity", "kein Schweregrad"),
            SEVERITIES,
            OTHER_SEVERITIES,
        )
    }

    pub(super) fn use_(&mut self, head: Branch<'_>, block: Branch<'_>) -> Option<Use> {
        let tree = self.read(Rule::read_use, head)?;
        let root = tree.root();
        let word = root.children().next()?.span();
        let target = match (root.child(Rule::text), root.child(Rule::path)) {
            (Some(text), _) => Some(UseTarget::Folder(self.text(text, TextUse::Plain))),
            (None, Some(path)) => Some(UseTarget::BuiltIn(self.path(path.span()))),
            (None, None) => {
                self.missing(word, wanted::FOLDER);
                None
            }
        };
        let except = match root.child(Rule::EXCEPT) {
            Some(word) => {
                let wanted = Wanted { example: "use obstat/claims except x", ..wanted::NAMES };
                self.names(root.child(Rule::names), word.span(), wanted)
            }
            None => Vec::new(),
        };
        let before = if except.is_empty() { Before::Other } else { Before::List };
        self.leftovers(&tree, before);
        let parts = self.parts(Rule::read_use_part, block, Self::use_part);
        Some(Use { target: target?, except, parts })
    }

    fn use_part(&mut self, part: Branch<'_>) -> Option<UsePart> {
        if part.rule() == Rule::version {
            return Some(UsePart::Version(self.text_in(part, part.span(), TextUse::Plain)?));
        }
        let most = part.child(Rule::MOST);
        if part.child(Rule::AT).is_none() || most.is_none() {
            let word = part.children().next()?.span();
            self.missing(word, AT_MOST);
        }
        let after = most.map_or(part.span(), Branch::span);
        most?;
        Some(UsePart::SeverityAtMost(self.severity(part, after)?))
    }

    // Fields ----

    pub(super) fn field(&mut self, item: Branch<'_>) -> Option<(Field, Span)> {
        let tree = self.read(Rule::read_field, item)?;
        let root = tree.root();
        let name = self.head_name(root);
        let mut kind = None;
        let mut from = None;
        let mut marks: Vec<Node<FieldMark>> = Vec::new();
        let mut seen: Vec<(Rule, Span)> = Vec::new();
        let mut end = root.children().next()?.span();
        if let (Some(name), None) = (&name, root.child(Rule::field_type)) {
            self.missing(name.span, wanted::TYPE);
        }
        for child in root.children() {
            let word = word_of(child);
            if let Some(&(_, first)) = seen.iter().find(|(rule, _)| *rule == child.rule()) {
                self.twice(word, first);
            }
            match child.rule() {
                Rule::leftover => break,
                Rule::field_type => kind = self.field_type(child),
                Rule::field_from => from = self.field_from(child, word, !marks.is_empty()),
                Rule::required => marks.push(Node::new(FieldMark::Required, child.span())),
                Rule::unbound => marks.push(Node::new(FieldMark::Unbound, child.span())),
                Rule::default => marks.extend(self.default(child)),
                _ => {
                    end = child.span();
                    continue;
                }
            }
            seen.push((child.rule(), word));
            end = child.span();
        }
        let list = kind.as_ref().is_some_and(|kind: &Node<FieldType>| ends_with_list(&kind.value));
        self.leftovers(&tree, if list && marks.is_empty() { Before::List } else { Before::Other });
        let span = root.span().to(end);
        let span = Span { start: span.start, end: end.end };
        Some((Field { name: name?, kind: kind?, from, marks }, span))
    }

    fn field_from(&mut self, child: Branch<'_>, word: Span, late: bool) -> Option<Name> {
        if late && let Some(place) = crate::syntax::words::belongs("from", None, &[]) {
            self.complain(word, ClausePlace { word: "from".to_owned(), place });
        }
        match child.child(Rule::name) {
            Some(name) => Some(self.name(name.span())),
            None => {
                self.missing(word, wanted::REGISTER);
                None
            }
        }
    }

    fn default(&mut self, child: Branch<'_>) -> Option<Node<FieldMark>> {
        let Some(plain) = child.child(Rule::plain) else {
            self.missing(child.span(), Wanted { example: "default low", ..wanted::PLAIN });
            return None;
        };
        Some(Node::new(FieldMark::Default(self.plain(plain)?), child.span()))
    }

    fn field_type(&mut self, branch: Branch<'_>) -> Option<Node<FieldType>> {
        let inner = branch.children().next()?;
        let span = branch.span();
        let kind = match inner.rule() {
            Rule::list_type => {
                let word = inner.children().next()?.span();
                let Some(of) = inner.child(Rule::OF) else {
                    self.missing(word, LIST_OF);
                    return None;
                };
                let Some(base) = inner.child(Rule::base_type) else {
                    self.missing(of.span(), Wanted { example: "list of person", ..wanted::TYPE });
                    return None;
                };
                FieldType::List(self.base_type(base)?)
            }
            Rule::level_type => FieldType::Level(self.levels(inner)?),
            _ => FieldType::Base(self.base_type(inner)?),
        };
        Some(Node::new(kind, span))
    }

    fn levels(&mut self, branch: Branch<'_>) -> Option<Vec<Name>> {
        let mut levels = Vec::new();
        let mut open = None;
        for child in branch.children().skip(1) {
            match child.rule() {
                Rule::name => {
                    open = None;
                    levels.push(self.name(child.span()));
                }
                _ => open = Some(child.span()),
            }
        }
        match open {
            Some(sign) => self.missing(sign, LEVEL),
            None if levels.is_empty() => self.missing(branch.span(), LEVEL),
            None if levels.len() == 1 => self.missing(branch.span(), NEXT_LEVEL),
            None => {}
        }
        let mut seen = BTreeSet::new();
        for level in &levels {
            if !seen.insert(&level.value) {
                self.complain(level.span, LevelTwice { level: level.value.clone() });
            }
        }
        (levels.len() > 1).then_some(levels)
    }

    fn base_type(&mut self, branch: Branch<'_>) -> Option<BaseType> {
        let Some(one) = branch.child(Rule::ONE) else {
            return self.simple_type(branch.span());
        };
        let Some(of) = branch.child(Rule::OF) else {
            self.missing(one.span(), OF);
            return None;
        };
        let wanted = Wanted { example: "one of post, reply", ..wanted::NAMES };
        let values = self.names(branch.child(Rule::names), of.span(), wanted);
        (!values.is_empty()).then_some(BaseType::OneOf(values))
    }

    fn simple_type(&mut self, span: Span) -> Option<BaseType> {
        let word = self.word(span);
        if let Some((_, base)) = BASES.iter().find(|(name, _)| *name == word) {
            return Some((*base).clone());
        }
        let elsewhere = OTHER_TYPES.iter().find(|(name, _)| *name == word.to_lowercase());
        let near = match elsewhere {
            Some((_, here)) => Near(Some((*here).to_owned())),
            None => Near::to(word, wanted::TYPES.iter().copied()),
        };
        let fix = near.0.clone();
        let complaint = UnknownChoice {
            word: word.to_owned(),
            sort: words("type", "kein Typ"),
            known: "`one of`, `flag`, `person`, `text`, `number`, `date`, `level`, `list of`"
                .to_owned(),
            near,
        };
        let mut problem = complaint.at(self.place(span));
        problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
        self.report(problem);
        None
    }

    // Roles, registers, defines, zones ----

    pub(super) fn role(&mut self, head: Branch<'_>, block: Branch<'_>) -> Option<Role> {
        let named = self.titled(Rule::read_role, head);
        let parts = self.parts(Rule::read_role_part, block, Self::role_part);
        let (name, title) = named?;
        Some(Role { name, title, parts })
    }

    fn role_part(&mut self, part: Branch<'_>) -> Option<RolePart> {
        let span = part.span();
        Some(match part.rule() {
            Rule::members => RolePart::Members(self.texts(part.child(Rule::texts), span)),
            Rule::deputies => RolePart::Deputies(self.texts(part.child(Rule::texts), span)),
            Rule::escalates => self.escalates(part)?,
            _ => RolePart::Assurance(self.assurance(part)?),
        })
    }

    fn escalates(&mut self, part: Branch<'_>) -> Option<RolePart> {
        let word = part.children().next()?.span();
        let Some(to) = part.child(Rule::TO) else {
            self.missing(word, TO);
            self.left = true;
            return None;
        };
        let Some(role) = part.child(Rule::path) else {
            self.missing(to.span(), Wanted { example: TO.example, ..wanted::ROLE });
            return None;
        };
        let to = self.path(role.span());
        let Some(after) = part.child(Rule::AFTER) else {
            self.missing(role.span(), AFTER);
            return None;
        };
        let after = self.duration(part.child(Rule::duration), after.span())?;
        Some(RolePart::Escalates { to, after })
    }

    pub(super) fn register(&mut self, item: Branch<'_>) -> Option<(Register, Span)> {
        let tree = self.read(Rule::read_register, item)?;
        let root = tree.root();
        let name = self.head_name(root);
        let file = match (&name, root.child(Rule::FROM)) {
            (None, _) => None,
            (Some(name), None) => {
                self.missing(name.span, FROM);
                None
            }
            (Some(_), Some(from)) => self.text_in(root, from.span(), TextUse::Plain),
        };
        self.leftovers(&tree, Before::Other);
        let (name, file) = (name?, file?);
        let span = Span { start: root.span().start, end: file.span.end };
        Some((Register { name, file }, span))
    }

    pub(super) fn define(&mut self, item: Branch<'_>) -> Option<(Define, Span)> {
        let tree = self.read(Rule::read_define, item)?;
        let root = tree.root();
        let name = self.head_name(root);
        let equals = self.equals(root, name.as_ref());
        let pattern = match equals {
            Some(equals) => self.bare_pattern(root.child(Rule::scoped), equals),
            None => None,
        };
        self.leftovers(&tree, Before::Expression);
        let pattern = pattern?;
        let span = root.span().start;
        let end = root.child(Rule::scoped).map_or(pattern.span.end, |scoped| scoped.span().end);
        Some((Define { name: name?, pattern }, Span { start: span, end }))
    }

    fn equals(&mut self, root: Branch<'_>, name: Option<&Name>) -> Option<Span> {
        let equals = root.child(Rule::EQUALS).map(Branch::span);
        if let (None, Some(name)) = (equals, name) {
            self.missing(name.span, EQUALS);
        }
        equals
    }

    pub(super) fn zone_def(&mut self, item: Branch<'_>) -> Option<(ZoneDef, Span)> {
        let tree = self.read(Rule::read_zone, item)?;
        let root = tree.root();
        let name = self.head_name(root);
        let found =
            self.equals(root, name.as_ref()).and_then(|equals| self.zone_sort(root, equals));
        self.leftovers(&tree, Before::Expression);
        let (kind, pattern) = found?;
        let end = root.child(Rule::scoped).map_or(pattern.span.end, |scoped| scoped.span().end);
        let span = Span { start: root.span().start, end };
        Some((ZoneDef { name: name?, kind, pattern }, span))
    }

    fn zone_sort(
        &mut self,
        root: Branch<'_>,
        equals: Span,
    ) -> Option<(ZoneDefKind, crate::syntax::tree::Pattern)> {
        let Some(sort) = root.child(Rule::zone_sort) else {
            match root.child(Rule::scoped).and_then(|found| self.first_token(found)) {
                Some(found) => {
                    let problem = self.wrong_part(found, SORT);
                    self.report(problem);
                    self.left = true;
                }
                None => self.missing(equals, SORT),
            }
            return None;
        };
        let section = sort.child(Rule::SECTION).is_some();
        if section && sort.child(Rule::UNDER).is_none() {
            self.missing(sort.span(), UNDER);
            return None;
        }
        if !section && sort.child(Rule::WITH).is_none() {
            self.missing(sort.span(), WITH);
            return None;
        }
        let kind = if section { ZoneDefKind::SectionUnder } else { ZoneDefKind::ParagraphsWith };
        let pattern = self.core_of_scoped(root.child(Rule::scoped), sort.span())?;
        Some((kind, pattern))
    }
}

/// The word that begins a sentence or part.
pub(super) fn word_of(part: Branch<'_>) -> Span {
    part.children().next().map_or(part.span(), Branch::span)
}

/// Whether the words of a type end with a list, so that a comma may have been forgotten after it.
fn ends_with_list(kind: &FieldType) -> bool {
    matches!(kind, FieldType::Base(BaseType::OneOf(_)) | FieldType::List(BaseType::OneOf(_)))
}
