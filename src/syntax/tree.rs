//! The tree of a rule file, as written: names unresolved, types unchecked, every node with its span.
//!
//! The shapes follow the grammar in `grammar/obstat.pest`, one type a concept. Doc comments stand with
//! their item; other comments and blank lines are kept in [`File::trivia`] in the order of the text.

// Longer than other files: one type a concept, in the order of the grammar; it is read as a whole.

use crate::text::{Duration, Moment, Span};

/// Something and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<T> {
    /// The thing.
    pub value: T,
    /// Its bytes.
    pub span: Span,
}

impl<T> Node<T> {
    /// `value` at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A kebab-case name, in NFC.
pub type Name = Node<String>;

/// `a/b/c`: names joined by `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// At least one name.
    pub names: Vec<Name>,
    /// From the first to the last.
    pub span: Span,
}

impl Path {
    /// As written: `channels/short-form`.
    #[must_use]
    pub fn text(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(|name| name.value.as_str()).collect();
        names.join("/")
    }
}

/// A string literal, escapes still as written: what they mean depends on where the string stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Between the quotation marks, byte for byte as in the source.
    pub raw: String,
    /// Whether it was written `"""…"""` over lines.
    pub block: bool,
    /// The whole literal, quotation marks included.
    pub span: Span,
}

/// A whole rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// `//!` lines at the top.
    pub docs: Vec<Doc>,
    /// The items that could be read.
    pub items: Vec<Item>,
    /// Plain comments and blank lines, in order.
    pub trivia: Vec<Trivia>,
}

/// One line of documentation, without its slashes and one blank after them.
pub type Doc = Node<String>;

/// What means nothing and must not be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trivia {
    /// Its bytes (for a comment from the slashes to before the line end).
    pub span: Span,
    /// What it is.
    pub kind: TriviaKind,
}

/// Sorts of [`Trivia`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriviaKind {
    /// `// …` alone on its line.
    LineComment,
    /// `// …` after something on the same line.
    TrailingComment,
    /// One or more empty lines.
    BlankLine,
}

/// One top-level item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `///` lines before it.
    pub docs: Vec<Doc>,
    /// From its keyword to its end.
    pub span: Span,
    /// What it is.
    pub kind: ItemKind,
}

/// Sorts of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `pack house "…" { … }`
    Pack(Pack),
    /// `use obstat/claims except x`
    Use(Use),
    /// `field kind one of post, reply required`
    Field(Field),
    /// `role legal "Recht" { … }`
    Role(Role),
    /// `register claims from "…"`
    Register(Register),
    /// `define negation = …`
    Define(Define),
    /// `zone boilerplate = section under …`
    Zone(ZoneDef),
    /// `rule x { … }`
    Rule(Box<Rule>),
    /// `amend pack/rule { … }`
    Amend(Amend),
    /// `scenario "…" { … }`
    Scenario(Scenario),
}

/// A pack's own declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its name: the first part of its rules' full names.
    pub name: Name,
    /// For people.
    pub title: Option<Text>,
    /// Its settings in the order written.
    pub parts: Vec<Node<PackPart>>,
}

/// A setting of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackPart {
    /// `version "2.1.0"`
    Version(Text),
    /// `owner "…"`
    Owner(Text),
    /// `timezone "Europe/Berlin"`
    Timezone(Text),
    /// `house-names "Muster AG", "Muster"`
    HouseNames(Vec<Text>),
    /// `edition 1`
    Edition(Node<u32>),
    /// `languages de, en`
    Languages(Vec<Name>),
    /// `duties joined`
    DutiesJoined,
    /// `assurance signed`
    Assurance(Node<Assurance>),
}

/// How sure an approval must be.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Assurance {
    /// Somebody says so.
    Claimed,
    /// A forge says so.
    Forge,
    /// A key says so.
    Signed,
}

/// `use …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// What is used.
    pub target: UseTarget,
    /// Rules left out.
    pub except: Vec<Name>,
    /// Settings in the order written.
    pub parts: Vec<Node<UsePart>>,
}

/// A folder or a built-in pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseTarget {
    /// `"./channels"`, relative to the folder of the pack.
    Folder(Text),
    /// `obstat/claims`
    BuiltIn(Path),
}

/// A setting of a `use`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsePart {
    /// `severity at most warning`
    SeverityAtMost(Node<crate::diagnostic::Severity>),
    /// `version "1.4"`
    Version(Text),
}

/// `field …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in the front matter.
    pub name: Name,
    /// Its type.
    pub kind: Node<FieldType>,
    /// `from state`: the register that alone sets it.
    pub from: Option<Name>,
    /// `required`, `unbound`, `default …` in the order written.
    pub marks: Vec<Node<FieldMark>>,
}

/// Types of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// `list of …`
    List(BaseType),
    /// `level low < medium < high`
    Level(Vec<Name>),
    /// Anything else.
    Base(BaseType),
}

/// Types without structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseType {
    /// `one of a, b`
    OneOf(Vec<Name>),
    /// yes or no
    Flag,
    /// somebody of the people register or a role
    Person,
    /// any text
    Text,
    /// a number
    Number,
    /// a date, with a time if wanted
    Date,
}

/// Marks after a field's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldMark {
    /// Must be given.
    Required,
    /// May change after approval.
    Unbound,
    /// Holds where nothing is given.
    Default(Plain),
}

/// A plain value in settings and defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The value.
    pub value: PlainValue,
    /// Where.
    pub span: Span,
}

/// What a [`Plain`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlainValue {
    /// `2026-10-01`
    Date(Moment),
    /// Digits with an optional fraction, as written.
    Number(String),
    /// `"…"`
    Text(Text),
    /// `yes`, `press-release`
    Word(String),
}

/// `role …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: Name,
    /// For people.
    pub title: Option<Text>,
    /// Its settings.
    pub parts: Vec<Node<RolePart>>,
}

/// A setting of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RolePart {
    /// `members "…", "…"`
    Members(Vec<Text>),
    /// `deputies "…"`
    Deputies(Vec<Text>),
    /// `assurance claimed`
    Assurance(Node<Assurance>),
    /// `escalates to duty after 2 hours`
    Escalates {
        /// To whom.
        to: Path,
        /// After how long.
        after: Node<Duration>,
    },
}

/// `register claims from "registers/claims.yaml"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Its name.
    pub name: Name,
    /// The file, relative to the folder of the pack.
    pub file: Text,
}

/// `define superlative = …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Define {
    /// Its name.
    pub name: Name,
    /// What it stands for.
    pub pattern: Pattern,
}

/// `zone N = …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneDef {
    /// Its name.
    pub name: Name,
    /// Section or paragraphs.
    pub kind: ZoneDefKind,
    /// What the heading or paragraph must match.
    pub pattern: Pattern,
}

/// The two ways to declare a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ZoneDefKind {
    /// `section under …`
    SectionUnder,
    /// `paragraphs with …`
    ParagraphsWith,
}

/// `rule …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub name: Name,
    /// For people.
    pub title: Option<Text>,
    /// The sentence; absent only if it could not be read (then there is a problem).
    pub statement: Option<Node<Statement>>,
    /// Its clauses in the order written.
    pub clauses: Vec<Node<Clause>>,
}

/// `amend …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amend {
    /// The rule, with its pack.
    pub rule: Path,
    /// Changes in the order written.
    pub clauses: Vec<Node<AmendClause>>,
}

/// One change of an amendment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmendClause {
    /// `also "smart"`
    Also(Pattern),
    /// `except "nahtlos Rohr"`
    Except(Pattern),
    /// A clause as in rules.
    Clause(Clause),
}

/// The sentence of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `forbid P`
    Forbid(Scoped),
    /// `allow P only with C`
    Allow {
        /// What is allowed.
        what: Scoped,
        /// Only with this.
        only_with: Condition,
    },
    /// `require C`
    Require(Condition),
    /// `limit M to N`
    Limit {
        /// What is measured.
        measure: Measure,
        /// The most it may be, as written.
        to: Node<String>,
    },
    /// `prefer "x" over P`
    Prefer {
        /// What to write.
        instead: Text,
        /// What not to write.
        over: Scoped,
    },
    /// `agree P with facts.k`, `agree P across F`
    Agree {
        /// The captured value.
        what: Scoped,
        /// With what it agrees.
        with: Agreement,
    },
}

/// Partner of an `agree`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// `with facts.headcount`
    Fact(Reference),
    /// `across campaign`
    Across(Name),
}

/// `facts.headcount`: a register and a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The register.
    pub register: Path,
    /// The key.
    pub key: Name,
    /// Both.
    pub span: Span,
}

/// A pattern with the zones that restrict it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoped {
    /// The pattern.
    pub pattern: Pattern,
    /// `in …`, `outside …`
    pub zones: Option<Where>,
}

/// `in title, body outside quotes`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where {
    /// Zones of `in`; empty without one.
    pub inside: Vec<Zone>,
    /// Zones of `outside`; empty without one.
    pub outside: Vec<Zone>,
    /// All of it.
    pub span: Span,
}

/// One zone of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// What it names.
    pub kind: ZoneKind,
    /// Where.
    pub span: Span,
}

/// Sorts of zone expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneKind {
    /// A zone or a text field by name.
    Named(Path),
    /// `first 125 characters`, `last paragraph of body`
    Edge {
        /// `first` or `last`
        end: Edge,
        /// How many; 1 if not written.
        count: Option<Node<u32>>,
        /// Of which unit.
        unit: Name,
        /// Of which zone; body if not written.
        of: Option<Path>,
    },
}

/// Beginning or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Edge {
    /// `first`, `start`
    First,
    /// `last`, `end`
    Last,
}

/// What text is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Its shape.
    pub kind: PatternKind,
    /// Where; parentheses included.
    pub span: Span,
}

/// Shapes of patterns. `Group` marks parentheses that were written; it means its inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternKind {
    /// `"innovativ Lösung"`
    Phrase(Text),
    /// `exactly "Die Grünen"`
    Exactly(Text),
    /// `/…/` or `/…/i`
    Regex {
        /// Between the slashes, `\/` still escaped.
        source: String,
        /// With `i`.
        ignore_case: bool,
    },
    /// A define, register, class or capture.
    Name(Path),
    /// `A | B`, two or more.
    Or(Vec<Pattern>),
    /// `A then/3 B then C`
    Then(Box<Pattern>, Vec<(Option<Node<u32>>, Pattern)>),
    /// `A near/5 B not after C`
    Context(Box<Pattern>, Vec<Context>),
    /// `A except B except C`
    Except(Box<Pattern>, Vec<Pattern>),
    /// `(A in Z)`: always inside a group.
    In(Box<Pattern>, Where),
    /// `A as n`
    As(Box<Pattern>, Name),
    /// `( … )`
    Group(Box<Pattern>),
}

/// One context of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Which.
    pub kind: ContextKind,
    /// `/n`, if written.
    pub within: Option<Node<u32>>,
    /// The other side.
    pub pattern: Pattern,
}

/// Sorts of contexts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ContextKind {
    /// `near`
    Near,
    /// `not near`
    NotNear,
    /// `not after`: the other side does not stand before it.
    NotAfter,
    /// `not before`: the other side does not follow it.
    NotBefore,
    /// `holding`: the other side stands inside it.
    Holding,
}

impl ContextKind {
    /// As rules write it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::NotNear => "not near",
            Self::NotAfter => "not after",
            Self::NotBefore => "not before",
            Self::Holding => "holding",
        }
    }
}

/// What must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its shape.
    pub kind: ConditionKind,
    /// Where; parentheses included.
    pub span: Span,
}

/// Shapes of conditions. `Group` marks parentheses that were written; it means its inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// `A and B`, two or more.
    And(Vec<Condition>),
    /// `A or B`, two or more.
    Or(Vec<Condition>),
    /// `not A`, `no A`
    Not(Box<Condition>),
    /// `( … )`
    Group(Box<Condition>),
    /// `approval by …`
    Approval(Approval),
    /// `review by comms within 24 hours`
    Review {
        /// By whom.
        by: Path,
        /// By when, after the instant.
        within: Node<Duration>,
    },
    /// `evidence`
    Evidence,
    /// `field embargo`
    Field(Name),
    /// A measure or field with a comparison.
    Compare(Measure, Comparison),
    /// A pattern, zone, flag or define, with a place if wanted.
    Presence(Pattern, Option<Place>),
}

/// `approval by 2 of a, b including author within 30 days at least 4 hours ahead`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// How many of them; absent for `by R`.
    pub count: Option<Node<u32>>,
    /// Roles, or one field of persons.
    pub by: Vec<Path>,
    /// `including author`
    pub including_author: bool,
    /// `within …`: at most this long before the instant.
    pub within: Option<Node<Duration>>,
    /// `at least … ahead`
    pub ahead: Option<Node<Duration>>,
}

/// A measure: `count P per 100 words in body`, `words in lead`, `risk`, `facts.limit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is counted or looked up.
    pub subject: MeasureSubject,
    /// `per 100 words`, `per sentence`
    pub per: Option<Per>,
    /// `in body`
    pub zones: Vec<Zone>,
    /// All of it.
    pub span: Span,
}

/// What a measure measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureSubject {
    /// `count P`
    Count(Pattern),
    /// `facts.k`
    Reference(Reference),
    /// A unit, field, capture, class or define.
    Name(Path),
}

/// `per 100 words`, `per sentence`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Per {
    /// The number; absent for `per sentence`.
    pub count: Option<Node<u32>>,
    /// The unit.
    pub unit: Name,
    /// All of it.
    pub span: Span,
}

/// What a measure is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `is X`
    Is(Value),
    /// `is not X`
    IsNot(Value),
    /// `<= X` and its kin
    Order(Order, Value),
    /// `before X`
    Before(Value),
    /// `after X`
    After(Value),
    /// `within 4 hours after received-at`, `within 2 days before embargo`
    Within {
        /// How long.
        length: Node<Duration>,
        /// `true` for `after`.
        after: bool,
        /// The other date.
        other: Name,
    },
    /// `has X`
    Has(Value),
    /// `listed in R`
    ListedIn(Path),
    /// `during R`
    During(Path),
}

/// `<`, `<=`, `>`, `>=`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Order {
    /// Its sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether two sides that compare so stand in this order.
    #[must_use]
    pub fn holds(self, sides: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => sides.is_lt(),
            Self::AtMost => sides.is_le(),
            Self::More => sides.is_gt(),
            Self::AtLeast => sides.is_ge(),
        }
    }
}

/// The right side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What.
    pub kind: ValueKind,
    /// Where.
    pub span: Span,
}

/// Sorts of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A date.
    Date(Moment),
    /// A number as written.
    Number(String),
    /// A string.
    Text(Text),
    /// `facts.k`
    Reference(Reference),
    /// A value of the other side's type, or a field.
    Name(String),
}

/// Where the pattern of a condition must stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which place.
    pub kind: PlaceKind,
    /// Where it is written.
    pub span: Span,
}

/// Sorts of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// `at start of body`, `at end of every part`
    At {
        /// Start or end.
        edge: Edge,
        /// `every` was written.
        every: bool,
        /// Of which zone.
        zone: Name,
    },
    /// `in same sentence`
    InSame(Name),
    /// `in every part`
    InEvery(Name),
    /// `within 3 words before`
    WithinWords {
        /// How many.
        count: Node<u32>,
        /// Only on one side?
        side: Option<Side>,
    },
    /// `in title outside quotes`
    Where(Where),
}

/// On which side of the match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Side {
    /// `before`
    Before,
    /// `after`
    After,
}

/// A clause of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// `for post, reply`
    For(Vec<Name>),
    /// `on x`
    On(Vec<Name>),
    /// `when C`
    When(Condition),
    /// `unless C`
    Unless(Condition),
    /// `from 2026-09-27`
    From(Node<Moment>),
    /// `until 2026-09-26`
    Until(Node<Moment>),
    /// `severity warning`
    Severity(Node<crate::diagnostic::Severity>),
    /// `message de "…"`
    Message(Option<Name>, Text),
    /// `suggest de "…"`
    Suggest(Option<Name>, Text),
    /// `see "…"`
    See(Text),
    /// `owner "…"`
    Owner(Text),
    /// `waivable no`
    WaivableNo,
    /// `waivable by legal`
    WaivableBy(Path),
    /// `replaces a, b`
    Replaces(Vec<Path>),
    /// `flags "…" becomes "…" with { … }`
    Flags(Example),
    /// `passes "…" with { … }`
    Passes(Example),
}

/// An example inside a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The Markdown, `[[`…`]]` around what must be found.
    pub text: Text,
    /// The text after the fixes.
    pub becomes: Option<Text>,
    /// `with { … }`; absent if not written.
    pub with: Option<Setting>,
}

/// `{ kind: reply, approved-by: legal }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its entries.
    pub entries: Vec<SettingEntry>,
    /// Braces included.
    pub span: Span,
}

/// One entry of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingEntry {
    /// Field name, `approved-by` or `at`.
    pub key: Name,
    /// One value, or those of a list.
    pub values: Vec<Plain>,
    /// Whether brackets were written.
    pub list: bool,
}

/// `scenario …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What it shows.
    pub title: Text,
    /// Its parts in order.
    pub parts: Vec<Node<ScenarioPart>>,
}

/// A step of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioPart {
    /// `draft """…"""`
    Draft(Text),
    /// `at 2026-10-01`
    At(Node<Moment>),
    /// `approved by "…" as role for channel on date`
    Approved(Clearance),
    /// `rejected by …`
    Rejected(Clearance),
    /// `waived pack/rule by "…"`
    Waived {
        /// Which rule.
        rule: Path,
        /// By whom.
        by: Text,
    },
    /// `edited """…"""`
    Edited(Text),
    /// `expect nothing` (empty) or rules with places.
    Expect(Vec<Expected>),
}

/// Who cleared or rejected, in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// Person.
    pub by: Text,
    /// `as comms`
    pub role: Option<Path>,
    /// `for linkedin`
    pub channel: Option<Name>,
    /// `on 2026-04-30`
    pub on: Option<Node<Moment>>,
}

/// A rule that must speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Which; `house/x`, or `x` of this pack.
    pub rule: Path,
    /// Words that its primary label touches.
    pub at: Option<Text>,
}
