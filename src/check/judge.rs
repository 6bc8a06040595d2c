//! One draft under one policy: items become variants, each rule that could speak is asked.

// Longer than other files: the one way from a draft to its findings, step after step.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::agree::{self, Stated};
use super::around::{Around, Parts};
use super::condition::Eval;
use super::door::Door;
use super::field::{self, Typed};
use super::problem::{LanguageNotCovered, LanguageUnsure, NotJudged, WillApply, ZoneAssumed};
use super::rule;
use super::similar::{Likeness, Sketch};
use super::trace::{self, Step, Trace};
use crate::diagnostic::{Complaint, Diagnostic, Kind};
use crate::draft::scalar;
use crate::draft::{Block, BlockKind, Draft, Item, Settled};
use crate::matcher::{Finder, Marks, Matcher, Memo, Scan, Text};
use crate::policy::model::{
    FieldId, FieldType, FieldValue, PackId, Policy, Rule, RuleId, Statement,
};
use crate::register::{Kind as RegisterKind, People, Register};
use crate::text::{Language, Localized, Place, Span, fold, moment, tokens};

/// How far ahead a draft without a date is looked at: a rule that begins sooner is told.
const AHEAD_DAYS: i64 = 30;

/// Everything a draft is judged by.
pub struct Judge<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The policy, compiled.
    pub matcher: &'a Matcher,
    /// Data of its registers.
    pub registers: &'a [Register],
    /// The house's people.
    pub people: Option<&'a People>,
    /// The run's clock.
    pub now: Timestamp,
    /// Kept while rules are tested.
    pub marks: Option<&'a Marks>,
    /// An example says that a registered claim covers whatever needs evidence.
    pub proven: bool,
    zones: Vec<TimeZone>,
    person_names: Vec<Vec<String>>,
    house_names: Vec<Vec<String>>,
    likeness: bool,
    /// Languages that a draft without one may be in.
    languages: Vec<Language>,
}

/// What became of a draft.
#[derive(Debug, Default)]
pub struct Judged {
    /// Findings and problems, in the order of place.
    pub findings: Vec<Diagnostic>,
    /// Values to compare with other drafts.
    pub stated: Vec<Stated>,
    /// Likenesses to compare with other drafts.
    pub likenesses: Vec<Likeness>,
    /// What was asked, if that was to be recorded.
    pub steps: Vec<Step>,
    /// How many variants were judged.
    pub variants: usize,
}

impl<'a> Judge<'a> {
    /// A judge.
    #[must_use]
    pub fn new(
        policy: &'a Policy,
        matcher: &'a Matcher,
        registers: &'a [Register],
        people: Option<&'a People>,
        now: Timestamp,
    ) -> Self {
        let zones =
            policy.packs.iter().map(|pack| moment::zone(&pack.zone).unwrap_or(TimeZone::UTC));
        let persons = people.map(People::persons).unwrap_or_default();
        let names = persons.iter().flat_map(|person| {
            person.names.iter().map(|name| name.text.as_str()).filter(|name| name.contains(' '))
        });
        let houses =
            policy.packs.iter().flat_map(|pack| pack.house_names.iter().map(String::as_str));
        Self {
            policy,
            matcher,
            registers,
            people,
            now,
            marks: None,
            proven: false,
            zones: zones.collect(),
            person_names: names.map(words).collect(),
            house_names: houses.map(words).collect(),
            likeness: policy.compares_drafts,
            languages: policy.languages.clone(),
        }
    }

    /// The same judge for texts of these languages: an example is in its pack's first unless it is surely in
    /// another.
    #[must_use]
    pub fn speaking(mut self, languages: &[Language]) -> Self {
        self.languages = languages.to_vec();
        self
    }

    /// The same judge, for an example that says that claims are proven.
    #[must_use]
    pub fn proven(mut self, proven: bool) -> Self {
        self.proven = proven;
        self
    }

    /// The same judge, keeping marks of what comes to bear.
    #[must_use]
    pub fn marking(mut self, marks: Option<&'a Marks>) -> Self {
        self.marks = marks;
        self
    }

    /// The zone of a pack.
    #[must_use]
    pub fn zone_of(&self, pack: PackId) -> &TimeZone {
        &self.zones[pack.index()]
    }

    /// The house's zone.
    #[must_use]
    pub fn house_zone(&self) -> &TimeZone {
        self.zone_of(self.policy.house)
    }

    /// Names of the house's people, in folded words.
    #[must_use]
    pub fn person_names(&self) -> &[Vec<String>] {
        &self.person_names
    }

    /// Names of the house, in folded words.
    #[must_use]
    pub fn house_names(&self) -> &[Vec<String>] {
        &self.house_names
    }

    /// Whether two names mean one person.
    #[must_use]
    pub fn same_person(&self, a: &str, b: &str) -> bool {
        match self.people {
            Some(people) => people.same_person(a, b),
            None => fold(a) == fold(b),
        }
    }

    /// The beginning of an item: its front matter, else its first byte.
    #[must_use]
    pub fn start_of(&self, item: &Item) -> Place {
        let at = item.front.map_or(item.body.start, |front| front.start);
        Place::new(item.source, Span::empty(at as usize))
    }

    /// What one rule says about a draft, as its example is judged: without `scope` whatever decides whether the
    /// rule applies is taken as met. The rule need not be one of the policy's (a rule as published is not).
    #[must_use]
    pub fn examine(
        &self,
        memo: &mut Memo,
        draft: &Draft,
        rule: &Rule,
        scope: bool,
        door: &dyn Door,
    ) -> Vec<Diagnostic> {
        let mut judged = Judged::default();
        for (index, item) in draft.items.iter().enumerate() {
            let mut item = item.clone();
            let wanted = Wanted::One { rule, scope };
            self.judge_item(memo, draft, index, &mut item, wanted, door, &mut judged);
        }
        judged.findings.extend(agree::across(judged.stated));
        judged.findings.retain(|finding| *finding.code == *rule.name);
        merged(judged.findings)
    }

    /// What one rule of the policy says about a draft as it stands, and what was asked on the way. It comes from the
    /// same questions as a whole verdict.
    #[must_use]
    pub fn why(&self, memo: &mut Memo, draft: &Draft, rule: RuleId, door: &dyn Door) -> Judged {
        let trace = Trace::default();
        let mut judged = Judged { findings: draft.problems.clone(), ..Judged::default() };
        for (index, item) in draft.items.iter().enumerate() {
            let mut item = item.clone();
            let wanted = Wanted::Why { rule, trace: &trace };
            self.judge_item(memo, draft, index, &mut item, wanted, door, &mut judged);
        }
        let name = &self.policy.rule(rule).name;
        judged.findings.retain(|finding| *finding.code == **name || finding.kind != Kind::Finding);
        judged.findings = merged(judged.findings);
        judged.steps = trace.into_steps();
        judged
    }

    /// Judges a draft. Files that could not be read have their problem and nothing else.
    #[must_use]
    pub fn judge(&self, memo: &mut Memo, draft: &Draft, door: &dyn Door) -> Judged {
        let mut judged = Judged { findings: draft.problems.clone(), ..Judged::default() };
        for (index, item) in draft.items.iter().enumerate() {
            let mut item = item.clone();
            self.judge_item(memo, draft, index, &mut item, Wanted::All, door, &mut judged);
        }
        judged.findings = merged(judged.findings);
        judged
    }

    #[allow(clippy::too_many_arguments, reason = "the one place where all of a draft's parts meet")]
    fn judge_item(
        &self,
        memo: &mut Memo,
        draft: &Draft,
        index: usize,
        item: &mut Item,
        wanted: Wanted<'_>,
        door: &dyn Door,
        judged: &mut Judged,
    ) {
        let nowhere = self.start_of(item);
        let context = self.context(item, matches!(wanted, Wanted::One { .. }));
        let fields = field::typed_fields(item, &context);
        judged.findings.extend(fields.problems.iter().cloned());
        let instant = field::instant(&fields, &context);
        self.settle_language(item, &fields, judged);
        self.note_zone(&fields, judged);
        let own: Vec<(FieldId, Block)> = self.field_blocks(draft, item);
        let (blocks, field_at) = placed(&item.blocks, &own);
        let texts = blocks.iter().map(|block| text_of(block)).collect();
        let scan = self.matcher.scan(memo, texts);
        let awake = self.matcher.awake(&scan);
        if self.likeness {
            let sketch = Sketch::of(&scan);
            judged.likenesses.push(Likeness::new(draft, index, instant, nowhere, sketch));
        }
        for channel in self.channels(&fields) {
            judged.variants += 1;
            let mut fields = fields.clone();
            if let Some(id) = self.policy.field_named("channel").filter(|_| !channel.is_empty()) {
                fields.set(id, FieldValue::Word(channel.clone()));
            }
            let parts = Parts {
                judge: self,
                item,
                blocks: &blocks,
                fields: &field_at,
                scan: &scan,
                channel: &channel,
                instant,
            };
            let around = Around::new(parts);
            let variant = Variant {
                judge: self,
                draft,
                item,
                scan: &scan,
                around: &around,
                fields: &fields,
                instant,
                channel: &channel,
                door,
                planned: self.planned(&fields),
            };
            match wanted {
                Wanted::All => variant.judge(&awake, judged),
                Wanted::One { rule, scope } => variant.judge_one(rule, scope, judged),
                Wanted::Why { rule, trace } => variant.judge_recorded(rule, trace, judged),
            }
        }
        // Waivers are bound to a channel, so they are applied before variants are merged.
        door.finish(item, &fields, &mut judged.findings);
    }

    /// Whether the draft says when it is to be published.
    fn planned(&self, fields: &Typed) -> bool {
        self.policy.field_named("publish-at").is_some_and(|id| fields.get(id).is_some())
    }

    /// The fields of an item, typed by the policy.
    #[must_use]
    pub fn typed(&self, item: &Item) -> Typed {
        field::typed_fields(item, &self.context(item, false))
    }

    fn context(&self, item: &Item, staged: bool) -> field::Context<'_> {
        field::Context {
            policy: self.policy,
            registers: self.registers,
            zone: self.house_zone(),
            now: self.now,
            nowhere: self.start_of(item),
            staged,
        }
    }

    /// The channels of a draft; one empty name without any.
    #[must_use]
    pub fn channels(&self, fields: &Typed) -> Vec<String> {
        let id = self.policy.field_named("channel");
        let mut channels: Vec<String> = id
            .map(|id| fields.words(id))
            .unwrap_or_default()
            .into_iter()
            .map(str::to_owned)
            .collect();
        channels.dedup();
        if channels.is_empty() {
            channels.push(String::new());
        }
        channels
    }

    /// The languages in which the texts of a draft are read, each once, and whether all of them are sure.
    #[must_use]
    pub fn languages_of(&self, draft: &Draft) -> (Vec<Language>, bool) {
        let (mut languages, mut sure) = (Vec::new(), true);
        for item in &draft.items {
            let mut item = item.clone();
            let fields = self.typed(&item);
            sure &= self.settle(&mut item, &fields) == Settled::Sure;
            languages.extend(item.blocks.iter().map(|block| block.language));
        }
        languages.sort_unstable();
        languages.dedup();
        (languages, sure)
    }

    /// Settles the languages of an item, those that its fields name first.
    fn settle(&self, item: &mut Item, fields: &Typed) -> Settled {
        let named = self.policy.field_named("language").map(|id| fields.words(id));
        let named: Vec<Language> =
            named.unwrap_or_default().into_iter().filter_map(Language::parse).collect();
        crate::draft::settle_languages(item, &named, &self.languages)
    }

    fn settle_language(&self, item: &mut Item, fields: &Typed, judged: &mut Judged) {
        let place = self.start_of(item);
        if let Settled::Unsure(language) = self.settle(item, fields) {
            let complaint = LanguageUnsure { language: language.to_string() };
            judged.findings.push(complaint.at(place));
        }
        let mut strange: Vec<Language> = item
            .blocks
            .iter()
            .filter(|block| !block.segment.is_empty())
            .map(|block| block.language)
            .filter(|language| !self.policy.languages.contains(language))
            .collect();
        strange.sort_unstable();
        strange.dedup();
        for language in strange {
            let complaint = LanguageNotCovered { language: language.to_string() };
            judged.findings.push(complaint.at(place));
        }
    }

    /// A date without offset in a house without zone: hours may be wrong.
    fn note_zone(&self, fields: &Typed, judged: &mut Judged) {
        let house = self.policy.pack(self.policy.house);
        if house.zone != "UTC" || house.built_in || house.zone_stated {
            return;
        }
        let vague = self.policy.fields.iter().enumerate().find_map(|(at, field)| {
            let id = FieldId::of(at);
            match (&field.kind, fields.get(id)) {
                (FieldType::Date, Some(FieldValue::Date(moment)))
                    if moment.time.is_some() && moment.offset.is_none() =>
                {
                    fields.place(id)
                }
                _ => None,
            }
        });
        judged.findings.extend(vague.map(|place| ZoneAssumed {}.at(place)));
    }

    /// The blocks of text fields that rules look into. Their map is exact where the field stands in the draft
    /// itself; a path default has no text of its own to point into.
    fn field_blocks(&self, draft: &Draft, item: &Item) -> Vec<(FieldId, Block)> {
        let first = item.blocks.first().map(|block| block.language);
        let language =
            first.or(self.policy.languages.first().copied()).unwrap_or(Language::ENGLISH);
        let mut blocks = Vec::new();
        for &id in &self.policy.zone_fields {
            let Some(found) = item.fields.get(&self.policy.field(id).name) else { continue };
            let text = draft.text_of(found.source);
            let nodes = found.node().list().unwrap_or(std::slice::from_ref(found.node()));
            for node in nodes {
                if let Some(mut block) = scalar::block(node, found.source, text, BlockKind::Field) {
                    block.language = language;
                    crate::draft::cut(&mut block, item.marks_paragraphs);
                    blocks.push((id, block));
                }
            }
        }
        blocks
    }
}

/// Which rules are asked.
#[derive(Clone, Copy)]
enum Wanted<'r> {
    /// All that could speak.
    All,
    /// One, for its example.
    One { rule: &'r Rule, scope: bool },
    /// One, recorded.
    Why { rule: RuleId, trace: &'r Trace },
}

/// One item on one channel.
struct Variant<'a> {
    judge: &'a Judge<'a>,
    draft: &'a Draft,
    item: &'a Item,
    scan: &'a Scan<'a>,
    around: &'a Around<'a>,
    fields: &'a Typed,
    instant: Timestamp,
    channel: &'a str,
    door: &'a dyn Door,
    planned: bool,
}

impl<'a> Variant<'a> {
    fn judge(&self, awake: &[RuleId], judged: &mut Judged) {
        let finder = Finder::new(self.judge.policy, self.scan, self.around, self.judge.marks);
        let replaced = self.replaced(&finder);
        let mut not_judged: BTreeMap<FieldId, Vec<&str>> = BTreeMap::new();
        for &id in awake {
            self.consider(&finder, id, &replaced, None, &mut not_judged, judged);
        }
        self.tell_not_judged(not_judged, judged);
    }

    /// Judges one rule and records what is asked.
    fn judge_recorded(&self, id: RuleId, trace: &Trace, judged: &mut Judged) {
        let finder = Finder::new(self.judge.policy, self.scan, self.around, self.judge.marks);
        let replaced = self.replaced(&finder);
        let mut not_judged: BTreeMap<FieldId, Vec<&str>> = BTreeMap::new();
        let before = judged.findings.len();
        let zone = self.judge.zone_of(self.judge.policy.rule(id).pack);
        let open = trace.open(trace::variant(self.channel, self.instant, zone), None);
        self.consider(&finder, id, &replaced, Some(trace), &mut not_judged, judged);
        self.tell_not_judged(not_judged, judged);
        trace.step(trace::findings(judged.findings.len() - before), None, None);
        trace.close(open, None);
    }

    /// Asks whether a rule applies, and if so what it says.
    fn consider(
        &self,
        finder: &Finder<'_>,
        id: RuleId,
        replaced: &[(RuleId, RuleId)],
        trace: Option<&Trace>,
        not_judged: &mut BTreeMap<FieldId, Vec<&'a str>>,
        judged: &mut Judged,
    ) {
        let policy = self.judge.policy;
        let rule = policy.rule(id);
        if let Some((_, by)) = replaced.iter().find(|(one, _)| *one == id) {
            trace::note(trace, false, || trace::replaced(&policy.rule(*by).name));
            return;
        }
        let mut eval = self.eval(finder, rule, in_force(rule), self.instant);
        eval.trace = trace;
        let (of_kind, on_channel) = (self.of_kind(rule), self.on_channel(rule));
        if !rule.kinds.is_empty() {
            trace::note(trace, of_kind, || trace::listed("for", &rule.kinds));
        }
        if !rule.channels.is_empty() {
            trace::note(trace, on_channel, || trace::listed("on", &rule.channels));
        }
        if !of_kind || !on_channel {
            return;
        }
        if let Some(broken) = rule.needs.iter().find(|id| self.fields.broken.contains(id)) {
            trace::note(trace, false, || trace::broken(&policy.field(*broken).name));
            // A rule that would find nothing is not missed.
            if trace.is_some() || self.judge.matcher.is_woken(self.scan, id) {
                not_judged.entry(*broken).or_default().push(&rule.name);
            }
            return;
        }
        let in_window = self.in_window(rule);
        if rule.window.from.is_some() || rule.window.until.is_some() {
            trace::note(trace, in_window, || trace::window(&rule.window));
        }
        if !in_window {
            self.look_ahead(finder, rule, judged);
            return;
        }
        if rule.when.as_ref().is_some_and(|when| !eval.question("when", when, None)) {
            return;
        }
        self.ask(&eval, id, judged);
    }

    /// Asks one rule; without `scope` it is taken to apply.
    fn judge_one(&self, rule: &Rule, scope: bool, judged: &mut Judged) {
        let finder = Finder::new(self.judge.policy, self.scan, self.around, self.judge.marks);
        let eval = self.eval(&finder, rule, &rule.statement, self.instant);
        let when = || rule.when.as_ref().is_none_or(|when| eval.holds(when, None));
        if !scope || (self.in_scope(rule) && self.in_window(rule) && when()) {
            self.ask(&eval, RuleId::of(usize::MAX), judged);
        }
    }

    fn eval<'e>(
        &'e self,
        finder: &'e Finder<'e>,
        rule: &'e Rule,
        statement: &'e Statement,
        instant: Timestamp,
    ) -> Eval<'e> {
        Eval {
            judge: self.judge,
            item: self.item,
            around: self.around,
            finder,
            fields: self.fields,
            instant,
            door: self.door,
            rule,
            statement,
            trace: None,
        }
    }

    /// Takes what the rule says: findings now, values and likenesses for when all drafts are known.
    fn ask(&self, eval: &Eval<'_>, id: RuleId, judged: &mut Judged) {
        for mut diagnostic in rule::findings(eval) {
            if !self.channel.is_empty() {
                diagnostic.channels = vec![Arc::from(self.channel)];
            }
            judged.findings.push(diagnostic);
        }
        if let Statement::AgreeAcross(pattern, zones, capture, field) = &eval.rule.statement {
            let kind = &self.judge.policy.field(*field).kind;
            if let Some(group) = self.fields.get(*field).map(|value| value.text(kind)) {
                let path = &self.draft.path;
                let stated = agree::stated(eval, id, pattern, zones, *capture, &group, path);
                judged.stated.extend(stated);
            }
        }
        if eval.rule.compares_drafts()
            && let Some(likeness) = judged.likenesses.last_mut()
        {
            likeness.asked_by(id, self.channel);
        }
    }

    /// Whether `for` and `on` name the variant.
    fn in_scope(&self, rule: &Rule) -> bool {
        self.of_kind(rule) && self.on_channel(rule)
    }

    fn of_kind(&self, rule: &Rule) -> bool {
        let kind = self.judge.policy.field_named("kind");
        let kind_broken = kind.is_some_and(|id| self.fields.broken.contains(&id));
        let kinds = kind.map(|id| self.fields.words(id)).unwrap_or_default();
        rule.kinds.is_empty()
            || kind_broken
            || kinds.iter().any(|kind| rule.kinds.iter().any(|one| one == kind))
    }

    fn on_channel(&self, rule: &Rule) -> bool {
        let channel = self.judge.policy.field_named("channel");
        let channel_broken = channel.is_some_and(|id| self.fields.broken.contains(&id));
        rule.channels.is_empty()
            || channel_broken
            || rule.channels.iter().any(|one| one == self.channel)
    }

    fn in_window(&self, rule: &Rule) -> bool {
        holds_at(rule, self.judge.zone_of(rule.pack), self.instant)
    }

    /// Rules that another one, applying here, replaces, with that one. One that is itself replaced replaces nothing.
    fn replaced(&self, finder: &Finder<'_>) -> Vec<(RuleId, RuleId)> {
        let mut applying: Vec<(RuleId, &Rule)> = Vec::new();
        for &id in &self.judge.policy.replacing {
            let rule = self.judge.policy.rule(id);
            if !self.in_scope(rule) || !self.in_window(rule) {
                continue;
            }
            let broken = rule.needs.iter().any(|id| self.fields.broken.contains(id));
            let eval = self.eval(finder, rule, in_force(rule), self.instant);
            if !broken && rule.when.as_ref().is_none_or(|when| eval.holds(when, None)) {
                applying.push((id, rule));
            }
        }
        // From the rules that nobody replaces downwards; circles do not load.
        let mut replaced: Vec<(RuleId, RuleId)> = Vec::new();
        let mut done: Vec<RuleId> = Vec::new();
        while done.len() < applying.len() {
            let next = applying.iter().find(|(id, _)| {
                let above = |other: &&(RuleId, &Rule)| other.1.replaces.contains(id);
                !done.contains(id)
                    && applying.iter().filter(above).all(|(other, _)| done.contains(other))
            });
            let Some((id, rule)) = next else { break };
            if replaced.iter().all(|(one, _)| one != id) {
                replaced.extend(rule.replaces.iter().map(|replaced| (*replaced, *id)));
            }
            done.push(*id);
        }
        replaced
    }

    /// A draft without a date is told of rules that begin within 30 days and would speak.
    fn look_ahead(&self, finder: &Finder<'_>, rule: &Rule, judged: &mut Judged) {
        let Some(from) = rule.window.from.filter(|_| !self.planned) else { return };
        let Ok(begin) = from.instant(self.judge.zone_of(rule.pack)) else { return };
        let soon = jiff::SignedDuration::from_hours(AHEAD_DAYS * 24);
        if begin <= self.instant || begin.duration_since(self.instant) > soon {
            return;
        }
        let eval = self.eval(finder, rule, in_force(rule), begin);
        if rule.when.as_ref().is_some_and(|when| !eval.holds(when, None)) {
            return;
        }
        let found = rule::findings(&eval);
        if let Some(first) = found.first() {
            let complaint =
                WillApply { rule: rule.name.clone(), count: found.len(), from: from.to_string() };
            judged.findings.push(complaint.at(first.primary.place));
        }
    }

    fn tell_not_judged(&self, broken: BTreeMap<FieldId, Vec<&str>>, judged: &mut Judged) {
        for (id, rules) in broken {
            let field = self.judge.policy.field(id);
            let place = self.fields.place(id).unwrap_or_else(|| self.judge.start_of(self.item));
            let quoted: Vec<_> = rules.iter().take(3).map(|rule| format!("`{rule}`")).collect();
            let shown = quoted.join(", ");
            let rules = match rules.len() - quoted.len() {
                0 => Localized::same(shown),
                more => Localized::both(
                    format!("{shown} and {more} more"),
                    format!("{shown} und {more} weiteren"),
                ),
            };
            let complaint = NotJudged { name: field.name.clone(), rules };
            judged.findings.push(complaint.at(place).kind(Kind::NotJudged));
        }
    }
}

/// What the rule asks in this house.
fn in_force(rule: &Rule) -> &Statement {
    rule.in_force.as_ref().unwrap_or(&rule.statement)
}

/// Whether the rule's window holds an instant.
#[must_use]
pub fn holds_at(rule: &Rule, zone: &TimeZone, instant: Timestamp) -> bool {
    let begun =
        rule.window.from.is_none_or(|from| from.instant(zone).is_ok_and(|from| from <= instant));
    let over =
        rule.window.until.is_some_and(|until| until.end(zone).is_ok_and(|end| end <= instant));
    begun && !over
}

/// Folded words of a name.
fn words(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokens(name, &mut found);
    found.iter().map(|token| fold(token.of(name)).into_owned()).collect()
}

/// The blocks of a draft with those of its text fields behind them, and where each field's block stands.
fn placed<'b>(
    body: &'b [Block],
    own: &'b [(FieldId, Block)],
) -> (Vec<&'b Block>, Vec<(FieldId, u32)>) {
    let mut blocks: Vec<&Block> = body.iter().collect();
    let mut field_at = Vec::new();
    for (id, block) in own {
        field_at.push((*id, u32::try_from(blocks.len()).unwrap_or(u32::MAX)));
        blocks.push(block);
    }
    (blocks, field_at)
}

/// A block as the matcher takes it.
fn text_of(block: &Block) -> Text<'_> {
    Text {
        shown: block.segment.text(),
        language: block.language,
        sentences: &block.sentences,
        tokens: &block.tokens,
        heading: matches!(
            block.kind,
            BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading(_)
        ),
        hidden: block.kind == BlockKind::Field,
    }
}

/// Findings of several variants at the same bytes become one, with their channels; then by place.
fn merged(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut index: BTreeMap<(Arc<str>, Place), Vec<usize>> = BTreeMap::new();
    for finding in findings {
        let key = (finding.code.clone(), finding.primary.place);
        let same = index.entry(key).or_default();
        let twin = same.iter().copied().find(|&at| {
            let mut other = kept[at].clone();
            other.channels.clone_from(&finding.channels);
            other == finding
        });
        match twin {
            Some(at) => {
                for channel in finding.channels {
                    if !kept[at].channels.contains(&channel) {
                        kept[at].channels.push(channel);
                    }
                }
            }
            None => {
                same.push(kept.len());
                kept.push(finding);
            }
        }
    }
    kept.sort_by(|a, b| {
        (a.primary.place, &a.code, &a.channels).cmp(&(b.primary.place, &b.code, &b.channels))
    });
    kept
}

/// The people register of a house, declared or not.
#[must_use]
pub fn people_of<'r>(
    registers: &'r [Register],
    undeclared: Option<&'r Register>,
) -> Option<&'r People> {
    let declared = registers.iter().find(|register| register.kind() == RegisterKind::People);
    declared.or(undeclared).and_then(Register::people)
}
