//! What a rule file means: its tree without places, comments and blank lines.
//!
//! In: a tree. Out: a tree that equals another one exactly if both files say the same. Parentheses and
//! documentation are part of what is said. Every type is taken apart completely, so a field that is added
//! to the tree and forgotten here does not compile.

use crate::diagnostic::Severity;
use crate::syntax::tree::{
    Agreement, Amend, AmendClause, Approval, Assurance, BaseType, Clause, Clearance, Comparison,
    Condition, ConditionKind, Context, ContextKind, Define, Edge, Example, Expected, Field,
    FieldMark, FieldType, File, Item, ItemKind, Measure, MeasureSubject, Node, Order, Pack,
    PackPart, Path, Pattern, PatternKind, Per, Place, PlaceKind, Plain, PlainValue, Reference,
    Register, Role, RolePart, Rule, Scenario, ScenarioPart, Scoped, Setting, SettingEntry, Side,
    Statement, Text, Use, UsePart, UseTarget, Value, ValueKind, Where, Zone, ZoneDef, ZoneDefKind,
    ZoneKind,
};
use crate::text::{Duration, Moment, Span};

/// The file without places, comments and blank lines.
#[must_use]
pub fn meaning(file: &File) -> File {
    let mut file = file.clone();
    file.trivia.clear();
    file.docs.forget();
    file.items.forget();
    file
}

/// What can forget where it stands.
trait Forget {
    fn forget(&mut self);
}

impl Forget for Span {
    fn forget(&mut self) {
        *self = Self::default();
    }
}

impl<T: Forget> Forget for Vec<T> {
    fn forget(&mut self) {
        self.iter_mut().for_each(T::forget);
    }
}

impl<T: Forget> Forget for Option<T> {
    fn forget(&mut self) {
        self.iter_mut().for_each(T::forget);
    }
}

impl<T: Forget> Forget for Box<T> {
    fn forget(&mut self) {
        self.as_mut().forget();
    }
}

impl<T: Forget> Forget for Node<T> {
    fn forget(&mut self) {
        let Self { value, span } = self;
        value.forget();
        span.forget();
    }
}

/// Whether a text is a block, and how far it is indented, is a matter of layout.
impl Forget for Text {
    fn forget(&mut self) {
        let lines = self.lines().join("\n");
        let Self { raw, block, span } = self;
        *raw = lines;
        *block = false;
        span.forget();
    }
}

impl<A: Forget, B: Forget> Forget for (A, B) {
    fn forget(&mut self) {
        self.0.forget();
        self.1.forget();
    }
}

/// Types that hold no place.
macro_rules! nowhere {
    ($($type:ty),*) => { $(impl Forget for $type { fn forget(&mut self) {} })* };
}

/// Structs, with all their fields.
macro_rules! structs {
    ($($type:ident { $($field:ident),* })*) => { $(
        impl Forget for $type {
            fn forget(&mut self) {
                let Self { $($field),* } = self;
                $($field.forget();)*
            }
        }
    )* };
}

/// Enums, with all their variants.
macro_rules! enums {
    ($($type:ident {
        $($variant:ident $(($($part:ident),*))? $([$($field:ident),*])?),* $(,)?
    })*) => { $(
        impl Forget for $type {
            fn forget(&mut self) {
                match self {
                    $(Self::$variant $(($($part),*))? $({ $($field),* })? => {
                        $($($part.forget();)*)?
                        $($($field.forget();)*)?
                    })*
                }
            }
        }
    )* };
}

nowhere!(
    bool,
    u32,
    String,
    Moment,
    Duration,
    Severity,
    Assurance,
    ZoneDefKind,
    Edge,
    ContextKind,
    Order,
    Side
);

structs! {
    Path { names, span }
    Item { docs, span, kind }
    Pack { name, title, parts }
    Use { target, except, parts }
    Field { name, kind, from, marks }
    Plain { value, span }
    Role { name, title, parts }
    Register { name, file }
    Define { name, pattern }
    ZoneDef { name, kind, pattern }
    Rule { name, title, statement, clauses }
    Amend { rule, clauses }
    Reference { register, key, span }
    Scoped { pattern, zones }
    Where { inside, outside, span }
    Zone { kind, span }
    Pattern { kind, span }
    Context { kind, within, pattern }
    Condition { kind, span }
    Approval { count, by, including_author, within, ahead }
    Measure { subject, per, zones, span }
    Per { count, unit, span }
    Value { kind, span }
    Place { kind, span }
    Example { text, becomes, with }
    Setting { entries, span }
    SettingEntry { key, values, list }
    Scenario { title, parts }
    Clearance { by, role, channel, on }
    Expected { rule, at }
}

enums! {
    ItemKind {
        Pack(item), Use(item), Field(item), Role(item), Register(item), Define(item), Zone(item),
        Rule(item), Amend(item), Scenario(item),
    }
    PackPart {
        Version(text), Owner(text), Timezone(text), HouseNames(texts), Edition(number),
        Languages(names), DutiesJoined, Assurance(assurance),
    }
    UseTarget { Folder(text), BuiltIn(path) }
    UsePart { SeverityAtMost(severity), Version(text) }
    FieldType { List(base), Level(names), Base(base) }
    BaseType { OneOf(names), Flag, Person, Text, Number, Date }
    FieldMark { Required, Unbound, Default(value) }
    PlainValue { Date(moment), Number(number), Text(text), Word(word) }
    RolePart { Members(texts), Deputies(texts), Assurance(assurance), Escalates [to, after] }
    Statement {
        Forbid(what), Allow [what, only_with], Require(condition), Limit [measure, to],
        Prefer [instead, over], Agree [what, with],
    }
    Agreement { Fact(reference), Across(name) }
    ZoneKind { Named(path), Edge [end, count, unit, of] }
    PatternKind {
        Phrase(text), Exactly(text), Regex [source, ignore_case], Name(path), Or(patterns),
        Then(first, rest), Context(first, contexts), Except(first, rest), In(pattern, zones),
        As(pattern, name), Group(pattern),
    }
    ConditionKind {
        And(conditions), Or(conditions), Not(condition), Group(condition), Approval(approval),
        Review [by, within], Evidence, Field(name), Compare(measure, comparison),
        Presence(pattern, place),
    }
    MeasureSubject { Count(pattern), Reference(reference), Name(path) }
    Comparison {
        Is(value), IsNot(value), Order(order, value), Before(value), After(value),
        Within [length, after, other], Has(value), ListedIn(path), During(path),
    }
    ValueKind { Date(moment), Number(number), Text(text), Reference(reference), Name(name) }
    PlaceKind {
        At [edge, every, zone], InSame(unit), InEvery(unit), WithinWords [count, side],
        Where(zones),
    }
    Clause {
        For(names), On(names), When(condition), Unless(condition), From(moment), Until(moment),
        Severity(severity), Message(language, text), Suggest(language, text), See(text), Owner(text),
        WaivableNo, WaivableBy(path), Replaces(paths), Flags(example), Passes(example),
    }
    AmendClause { Also(pattern), Except(pattern), Clause(clause) }
    ScenarioPart {
        Draft(text), At(moment), Approved(clearance), Rejected(clearance), Waived [rule, by],
        Edited(text), Expect(expected),
    }
}
