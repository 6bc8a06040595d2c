//! Names, texts, numbers, dates, durations and lists of them.

// Longer than other files: the leaves of the grammar, each with what people write instead.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Complaint, Near, Safety};
use crate::syntax::grammar::{Branch, Rule, Script, script};
use crate::syntax::limit::MAX_DISTANCE;
use crate::syntax::lower::wanted::{self, Wanted};
use crate::syntax::lower::{Lower, replacement, words};
use crate::syntax::problem::list::{TrailingComma, TwiceInList};
use crate::syntax::problem::name::{MixedScripts, NameForm, PlainName, ReservedWord};
use crate::syntax::problem::quotation::BadEscape;
use crate::syntax::problem::value::{
    ApartDistance, BadCount, BadDate, BadDistance, BadNumber, BadUnit, UnknownChoice,
};
use crate::syntax::tree::{Name, Node, Path, Plain, PlainValue, Reference, Text};
use crate::syntax::words::instead_of;
use crate::text::moment::Unit;
use crate::text::{Duration, Localized, Moment, MomentError, Span, Tongue};

/// What a text is for: it decides which escapes have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextUse {
    /// Titles, sources, examples, drafts.
    Plain,
    /// Words to be found.
    Phrase,
    /// Messages and suggestions.
    Message,
}

impl TextUse {
    fn allows(self, escaped: char) -> bool {
        match escaped {
            '"' | '\\' | 'n' => true,
            '*' | '_' => self == Self::Phrase,
            '{' => self == Self::Message,
            _ => false,
        }
    }

    fn allowed(self) -> &'static str {
        match self {
            Self::Plain => "`\\\"`, `\\\\`, `\\n`",
            Self::Phrase => "`\\\"`, `\\\\`, `\\n`, `\\*`, `\\_`",
            Self::Message => "`\\\"`, `\\\\`, `\\n`, `\\{`",
        }
    }
}

impl Lower<'_> {
    // Names ----

    /// A declared name, or one in a list of names.
    pub(super) fn name(&mut self, span: Span) -> Name {
        let word = self.word(span);
        match word.find(['/', '.']) {
            Some(at) => {
                let sign = word[at..].chars().next().unwrap_or('/').to_string();
                self.complain(span, PlainName { name: word.to_owned(), sign });
            }
            None => self.judge_name(span),
        }
        Node::new(word.nfc().collect(), span)
    }

    /// Names joined by `/`.
    pub(super) fn path(&mut self, span: Span) -> Path {
        let word = self.word(span);
        if word.contains('.') {
            self.complain(span, PlainName { name: word.to_owned(), sign: ".".to_owned() });
        }
        self.split(span)
    }

    /// `facts.headcount`
    pub(super) fn reference(&mut self, span: Span) -> Reference {
        let word = self.word(span);
        let dot = word.find('.').unwrap_or(word.len());
        let start = span.start as usize;
        let register = self.split(Span::new(start, start + dot));
        let key = self.name(Span::new(start + dot + 1, span.end as usize));
        Reference { register, key, span }
    }

    fn split(&mut self, span: Span) -> Path {
        let mut names = Vec::new();
        let mut start = span.start as usize;
        let word = self.word(span);
        if word.split('/').any(str::is_empty) {
            let reason = words("a name is missing beside `/`", "neben `/` fehlt ein Name");
            let instead =
                word.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
            self.complain(span, NameForm { name: word.to_owned(), reason, instead });
        }
        for part in word.split('/').filter(|part| !part.is_empty()) {
            start += self.word(Span::new(start, span.end as usize)).len()
                - self.word(Span::new(start, span.end as usize)).trim_start_matches('/').len();
            let at = Span::new(start, start + part.len());
            if !part.contains('.') {
                self.judge_name(at);
            }
            names.push(Node::new(part.nfc().collect(), at));
            start += part.len();
        }
        Path { names, span }
    }

    /// Reserved words, the form of names, and mixed alphabets.
    fn judge_name(&mut self, span: Span) {
        let name = self.word(span);
        if let Some(instead) = instead_of(name) {
            let (word, instead) = (name.to_owned(), instead.to_owned());
            self.complain(span, ReservedWord { word, instead });
            return;
        }
        if let Some(reason) = name_flaw(name) {
            let instead = mended(name);
            let complaint = NameForm { name: name.to_owned(), reason, instead: instead.clone() };
            let problem = complaint.at(self.place(span));
            self.report(problem.fix(replacement(span, instead, Safety::Suggestion)));
            return;
        }
        let mut scripts: Vec<Script> = name.chars().filter_map(script).collect();
        scripts.sort_unstable();
        scripts.dedup();
        if scripts.len() > 1 && self.mixed.insert(name.to_owned()) {
            let names = |tongue: Tongue| {
                let names: Vec<&str> = scripts.iter().map(|one| one.name(tongue)).collect();
                names.join(", ")
            };
            let scripts = Localized::both(names(Tongue::En), names(Tongue::De));
            self.complain(span, MixedScripts { name: name.to_owned(), scripts });
        }
    }

    /// A word of a fixed choice.
    ///
    /// `elsewhere` holds what others call it.
    pub(super) fn choice<T: Copy>(
        &mut self,
        span: Span,
        sort: Bilingual,
        known: &[(&str, T)],
        elsewhere: &[(&str, &str)],
    ) -> Option<Node<T>> {
        let word = self.word(span);
        if let Some(&(_, value)) = known.iter().find(|(name, _)| *name == word) {
            return Some(Node::new(value, span));
        }
        let same = elsewhere.iter().find(|(name, _)| *name == word);
        let near = match same {
            Some((_, here)) => Near(Some((*here).to_owned())),
            None => Near::to(word, known.iter().map(|(name, _)| *name)),
        };
        let fix = near.0.clone();
        let list: Vec<String> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
        let complaint = UnknownChoice { word: word.to_owned(), sort, known: list.join(", "), near };
        let mut problem = complaint.at(self.place(span));
        problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
        self.report(problem);
        None
    }

    // Lists ----

    /// The elements of a list that `element` matches; complains about commas after which none comes.
    pub(super) fn elements<'b>(&mut self, list: Branch<'b>, wanted: Wanted) -> Vec<Branch<'b>> {
        let mut found = Vec::new();
        let mut comma: Option<Span> = None;
        for child in list.children() {
            if child.rule() == Rule::COMMA {
                if let Some(before) = comma.replace(child.span()) {
                    self.trailing_comma(before, wanted);
                }
            } else if !matches!(
                child.rule(),
                Rule::open_brace | Rule::close_brace | Rule::OPEN_BRACKET | Rule::CLOSE_BRACKET
            ) {
                comma = None;
                found.push(child);
            }
        }
        if let Some(comma) = comma {
            self.trailing_comma(comma, wanted);
        }
        found
    }

    fn trailing_comma(&mut self, comma: Span, wanted: Wanted) {
        let problem = TrailingComma {}.at(self.place(comma));
        let fix = replacement(comma, "", Safety::Suggestion);
        self.complain_unfinished(comma, wanted, problem.fix(fix));
    }

    /// `post, reply`, each once.
    pub(super) fn names(
        &mut self,
        list: Option<Branch<'_>>,
        after: Span,
        wanted: Wanted,
    ) -> Vec<Name> {
        let Some(list) = list else {
            self.missing(after, wanted);
            return Vec::new();
        };
        let elements = self.elements(list, wanted);
        let names: Vec<Name> = elements.iter().map(|one| self.name(one.span())).collect();
        self.once_each(names.iter().map(|name| (name.value.clone(), name.span)).collect());
        names
    }

    /// `legal, comms`, each once.
    pub(super) fn paths(
        &mut self,
        list: Option<Branch<'_>>,
        after: Span,
        wanted: Wanted,
    ) -> Vec<Path> {
        let Some(list) = list else {
            self.missing(after, wanted);
            return Vec::new();
        };
        let elements = self.elements(list, wanted);
        let paths: Vec<Path> = elements.iter().map(|one| self.path(one.span())).collect();
        self.once_each(paths.iter().map(|path| (path.text(), path.span)).collect());
        paths
    }

    /// `"anna@muster.example", "ben@muster.example"`, each once.
    pub(super) fn texts(&mut self, list: Option<Branch<'_>>, after: Span) -> Vec<Text> {
        let Some(list) = list else {
            self.missing(after, wanted::TEXT);
            return Vec::new();
        };
        let elements = self.elements(list, wanted::TEXT);
        let texts: Vec<Text> = elements.iter().map(|one| self.text(*one, TextUse::Plain)).collect();
        self.once_each(texts.iter().map(|text| (text.raw.clone(), text.span)).collect());
        texts
    }

    pub(super) fn once_each(&mut self, elements: Vec<(String, Span)>) {
        let mut seen = std::collections::BTreeSet::new();
        for (word, span) in elements {
            if !seen.insert(word.clone()) {
                self.complain(span, TwiceInList { word });
            }
        }
    }

    // Texts ----

    /// The text of a clause, or a complaint that it is missing.
    pub(super) fn text_in(
        &mut self,
        branch: Branch<'_>,
        after: Span,
        use_: TextUse,
    ) -> Option<Text> {
        match branch.child(Rule::text) {
            Some(text) => Some(self.text(text, use_)),
            None => {
                self.missing(after, wanted::TEXT);
                None
            }
        }
    }

    /// A text literal.
    pub(super) fn text(&mut self, branch: Branch<'_>, use_: TextUse) -> Text {
        let span = branch.span();
        let form = branch.children().next().unwrap_or(branch);
        let is_inner = |part: &Branch<'_>| {
            matches!(
                part.rule(),
                Rule::block_inner
                    | Rule::line_inner
                    | Rule::odd_low_inner
                    | Rule::odd_guillemet_inner
                    | Rule::odd_single_inner
            )
        };
        let inside = form.children().find(is_inner).map_or(span, Branch::span);
        if form.rule() != Rule::odd_text {
            self.judge_escapes(inside, use_);
        }
        let block = form.rule() == Rule::block_text;
        Text { raw: self.word(inside).to_owned(), block, span }
    }

    fn judge_escapes(&mut self, inside: Span, use_: TextUse) {
        let raw = self.word(inside);
        let mut rest = raw.char_indices();
        while let Some((at, ch)) = rest.next() {
            if ch != '\\' {
                continue;
            }
            let escaped = rest.next().map(|(_, escaped)| escaped);
            if escaped.is_some_and(|escaped| use_.allows(escaped)) {
                continue;
            }
            let escape: String =
                ['\\'].into_iter().chain(escaped.filter(|ch| !ch.is_control())).collect();
            let start = inside.start as usize + at;
            let span = Span::new(start, start + escape.len());
            let allowed = use_.allowed().to_owned();
            let problem = BadEscape { escape, allowed }.at(self.place(span));
            let backslash = Span::new(start, start + 1);
            self.report(problem.fix(replacement(backslash, "\\\\", Safety::Suggestion)));
        }
    }

    // Numbers ----

    /// A number as written, without sign or grouping.
    pub(super) fn number(&mut self, span: Span) -> Option<Node<String>> {
        let text = self.word(span);
        match number_flaw(text) {
            None => Some(Node::new(text.to_owned(), span)),
            Some((reason, instead)) => {
                let instead: Vec<String> = instead.iter().map(|one| format!("`{one}`")).collect();
                let instead = instead.join(", ");
                self.complain(span, BadNumber { text: text.to_owned(), reason, instead });
                None
            }
        }
    }

    /// A whole number from 1.
    pub(super) fn count(&mut self, span: Span) -> Option<Node<u32>> {
        let text = self.word(span);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(count) if digits && count > 0 => Some(Node::new(count, span)),
            _ => {
                let reason = if digits && text.trim_start_matches('0').len() > 9 {
                    words(
                        "it is larger than anything counted here",
                        "sie ist größer als alles, was hier gezählt wird",
                    )
                } else {
                    words(
                        "it must be a whole number from 1 on, in digits",
                        "nötig ist eine ganze Zahl ab 1, in Ziffern",
                    )
                };
                self.complain(span, BadCount { text: text.to_owned(), reason });
                None
            }
        }
    }

    /// The number of words after `within`.
    pub(super) fn reach(&mut self, span: Span) -> Option<Node<u32>> {
        let text = self.word(span);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(count) if digits && (1..=MAX_DISTANCE).contains(&count) => {
                Some(Node::new(count, span))
            }
            _ => {
                self.complain(span, BadDistance { text: text.to_owned(), most: MAX_DISTANCE });
                None
            }
        }
    }

    /// `/3` behind `then`, `near`, `after` or `before`.
    pub(super) fn distance(&mut self, joint: Branch<'_>) -> Option<Node<u32>> {
        for child in joint.children() {
            match child.rule() {
                Rule::reach => {
                    let figure = child.children().next()?.span();
                    let shown = if figure.is_empty() { child.span() } else { figure };
                    return self.reach(shown);
                }
                Rule::reach_apart => {
                    let digits = child.children().next()?.span();
                    let word = joint.children().next().map_or(joint.span(), Branch::span);
                    let (joint_word, number) =
                        (self.word(word).to_owned(), self.word(digits).to_owned());
                    let whole = format!("{joint_word}/{number}");
                    let slash = Span::new(digits.start as usize - 1, digits.end as usize);
                    let complaint = ApartDistance { joint: joint_word, number };
                    let problem = complaint.at(self.place(slash));
                    self.report(problem.fix(replacement(word.to(digits), whole, Safety::Safe)));
                    return self.reach(digits);
                }
                _ => {}
            }
        }
        None
    }

    /// `24 hours`
    pub(super) fn duration(
        &mut self,
        branch: Option<Branch<'_>>,
        after: Span,
    ) -> Option<Node<Duration>> {
        let Some(branch) = branch else {
            self.missing(after, wanted::DURATION);
            return None;
        };
        let figure = branch.child(Rule::figure)?.span();
        let Some(unit) = branch.child(Rule::path) else {
            if !self.unit_in_figure(figure) {
                self.missing(figure, UNIT_OF_TIME);
            }
            return None;
        };
        let count = self.count(figure);
        let span = unit.span();
        let word = self.word(span);
        let Some(unit) = Unit::parse(word) else {
            let near = Near::to(word, UNITS.iter().copied());
            let fix = near.0.clone();
            let mut problem = BadUnit { unit: word.to_owned(), near }.at(self.place(span));
            problem.fixes.extend(fix.map(|word| replacement(span, word, Safety::Suggestion)));
            self.report(problem);
            return None;
        };
        Some(Node::new(Duration { count: count?.value, unit }, branch.span()))
    }

    /// Complains about `24h`; `false` if the figure does not end like that.
    fn unit_in_figure(&mut self, figure: Span) -> bool {
        let text = self.word(figure);
        let digits = text.trim_end_matches(|ch: char| ch.is_alphabetic());
        let unit = &text[digits.len()..];
        let meant = unit.chars().next().and_then(|first| {
            UNITS.iter().find(|unit| unit.starts_with(first.to_ascii_lowercase()))
        });
        let Some(meant) = meant.filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit())) else {
            return false;
        };
        let near = Near(Some((*meant).to_owned()));
        let fix = replacement(figure, format!("{digits} {meant}"), Safety::Suggestion);
        let problem = BadUnit { unit: unit.to_owned(), near }.at(self.place(figure));
        self.report(problem.fix(fix));
        true
    }

    // Dates and plain values ----

    /// A date, or a complaint that it is missing or none.
    pub(super) fn moment(
        &mut self,
        branch: Option<Branch<'_>>,
        after: Span,
    ) -> Option<Node<Moment>> {
        let Some(branch) = branch else {
            self.missing(after, wanted::DATE);
            return None;
        };
        let span = branch.span();
        match Moment::parse(self.word(span)) {
            Ok(moment) => Some(Node::new(moment, span)),
            Err(error) => {
                self.bad_date(span, error);
                None
            }
        }
    }

    fn bad_date(&mut self, span: Span, error: MomentError) {
        let text = self.word(span).to_owned();
        let instead = year_first(&text);
        let reason = match error {
            MomentError::Form => words(
                "it is not written year first, with hyphens",
                "es beginnt nicht mit dem Jahr oder hat keine Bindestriche",
            ),
            MomentError::NoSuchDay | MomentError::Skipped => {
                words("there is no such day or time", "diesen Tag oder diese Uhrzeit gibt es nicht")
            }
        };
        let mut problem = BadDate { text, reason }.at(self.place(span));
        problem.fixes.extend(instead.map(|date| replacement(span, date, Safety::Suggestion)));
        self.report(problem);
    }

    /// A value in settings and defaults.
    pub(super) fn plain(&mut self, branch: Branch<'_>) -> Option<Plain> {
        let child = branch.children().next()?;
        let span = child.span();
        let value = match child.rule() {
            Rule::figure => self.figure(span)?,
            Rule::text => PlainValue::Text(self.text(child, TextUse::Plain)),
            _ => {
                let word = self.word(span);
                if let Some(at) = word.find(['/', '.']) {
                    let sign = word[at..].chars().next().unwrap_or('/').to_string();
                    self.complain(span, PlainName { name: word.to_owned(), sign });
                }
                PlainValue::Word(word.nfc().collect())
            }
        };
        Some(Plain { value, span })
    }

    /// A date or a number: which of the two was meant shows in its form.
    pub(super) fn figure(&mut self, span: Span) -> Option<PlainValue> {
        let text = self.word(span);
        match Moment::parse(text) {
            Ok(moment) => Some(PlainValue::Date(moment)),
            Err(error) if looks_like_a_date(text) => {
                self.bad_date(span, error);
                None
            }
            Err(_) => self.number(span).map(|number| PlainValue::Number(number.value)),
        }
    }
}

/// The units of time.
const UNITS: &[&str] = &["minutes", "hours", "days", "weeks", "minute", "hour", "day", "week"];

const UNIT_OF_TIME: Wanted =
    wanted::exact("a unit of time", "eine Zeiteinheit", "within 24 hours", UNITS);

/// Why a word is no name.
fn name_flaw(name: &str) -> Option<Bilingual> {
    let letter = name.chars().next().is_some_and(char::is_alphabetic);
    if name.contains('_') {
        Some(words(
            "parts are joined by hyphens, not by `_`",
            "Teile verbindet ein Bindestrich, nicht `_`",
        ))
    } else if !letter {
        Some(words("it does not begin with a letter", "er beginnt nicht mit einem Buchstaben"))
    } else if name.contains("--") {
        Some(words("two hyphens stand side by side", "zwei Bindestriche stehen nebeneinander"))
    } else if name.ends_with('-') {
        Some(words("it ends with a hyphen", "er endet mit einem Bindestrich"))
    } else {
        None
    }
}

/// The nearest word that is a name.
fn mended(name: &str) -> String {
    let hyphens = name.replace('_', "-");
    let parts: Vec<&str> = hyphens.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-");
    if joined.chars().next().is_some_and(char::is_alphabetic) {
        joined
    } else {
        format!("n{joined}")
    }
}

/// Why a figure is no number, and what might be written.
fn number_flaw(text: &str) -> Option<(Bilingual, Vec<String>)> {
    let unsigned = text.trim_start_matches(['-', '+', '−']);
    if unsigned.len() < text.len() {
        let reason = words("numbers have no sign", "Zahlen haben kein Vorzeichen");
        return Some((reason, vec![unsigned.to_owned()]));
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let plain = digits(whole) && fraction.is_none_or(digits);
    let could_be_grouped =
        fraction.is_some_and(|part| part.len() == 3) && whole.len() <= 3 && whole != "0";
    if plain && !could_be_grouped {
        return None;
    }
    let joined: String = text.chars().filter(char::is_ascii_digit).collect();
    if plain {
        let short = text.trim_end_matches('0').trim_end_matches('.').to_owned();
        let reason = words(
            "read another way it is a thousand times as much",
            "anders gelesen ist es das Tausendfache",
        );
        return Some((reason, vec![joined, short]));
    }
    let grouped =
        text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, ',' | '.' | '\'' | '_'));
    if grouped {
        let reason = words("digits are not grouped", "Ziffern werden nicht gruppiert");
        return Some((reason, vec![joined]));
    }
    let reason = words(
        "only digits and one `.` may stand in it",
        "nur Ziffern und ein `.` dürfen darin stehen",
    );
    Some((reason, vec!["280".to_owned(), "2.5".to_owned()]))
}

/// Whether a figure that is no date was meant as one: it has hyphens, or two dots or slashes.
fn looks_like_a_date(text: &str) -> bool {
    let inside = text.trim_start_matches(['-', '+', '−']);
    inside.contains(['-', ':', '/'])
        || (text.matches('.').count() == 2 && text.len() <= "27.09.2026".len())
}

/// `27.9.2026` as `2026-09-27`, if the order cannot be mistaken and there is such a day.
fn year_first(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '-']).collect();
    let (year, month, day) = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => (year, month, day),
        [year, month, day] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    Moment::parse(&date).is_ok().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_could_be_misread() {
        for text in ["280", "2.5", "0.125", "1234.567", "10.50"] {
            assert!(number_flaw(text).is_none(), "{text}");
        }
        for (text, instead) in [
            ("1.000", "1000 or 1"),
            ("12.340", "12340 or 12.34"),
            ("1.000.000", "1000000"),
            ("1,000", "1000"),
            ("1'000", "1000"),
            ("-5", "5"),
            ("4h", "280 or 2.5"),
        ] {
            assert_eq!(number_flaw(text).unwrap().1.join(" or "), instead, "{text}");
        }
    }

    #[test]
    fn dates_are_turned_round_only_if_they_exist() {
        assert_eq!(year_first("27.9.2026").as_deref(), Some("2026-09-27"));
        assert_eq!(year_first("2026-9-7").as_deref(), Some("2026-09-07"));
        assert_eq!(year_first("30.2.2026"), None);
        assert_eq!(year_first("09/27/2026"), None);
    }

    #[test]
    fn mended_names_are_names() {
        for (name, instead) in
            [("publish_at", "publish-at"), ("a--b-", "a-b"), ("_x", "x"), ("2x", "n2x")]
        {
            assert!(name_flaw(name).is_some());
            assert_eq!(mended(name), instead);
            assert!(name_flaw(&mended(name)).is_none());
        }
    }
}
