//! Items, their blocks and sentences, set one after another.
//!
//! In: the tree of a file and its pieces. Out: a page. Sentences of a block stand on lines of their own, what they
//! say in one column; neighbouring declarations of one sort have their parts in columns too.

use unicode_width::UnicodeWidthStr;

use crate::format::WIDTH;
use crate::format::fill::{Measure, fill, width};
use crate::format::page::Page;
use crate::format::piece::{Kind, Piece};
use crate::syntax::tree::{File, Item, ItemKind};
use crate::syntax::trivia::is_doc;

/// Columns before the sentences of a block.
const INDENT: usize = 2;

/// An item with its pieces.
struct Set<'p, 'a> {
    item: &'p Item,
    pieces: &'p [Piece<'a>],
    /// Columns of its keyword and name, where its neighbours' parts stand in columns too.
    column: usize,
    /// Whether its block takes several lines.
    open: bool,
}

/// Sets a file.
pub(super) fn file<'a>(text: &str, file: &File, pieces: &[Piece<'a>]) -> Page<'a> {
    let mut sets: Vec<Set<'_, 'a>> = Vec::new();
    for item in &file.items {
        let from = pieces.partition_point(|piece| piece.start < item.span.start);
        let to = pieces.partition_point(|piece| piece.start < item.span.end);
        let pieces = &pieces[from..to];
        sets.push(Set { item, pieces, column: 0, open: is_open(item, pieces) });
    }
    columns(text, &mut sets);
    let mut page = Page::default();
    let mut at = 0;
    let mut spaced = false;
    for set in &sets {
        let from = pieces.partition_point(|piece| piece.start < set.item.span.start);
        let first = page.lines.len();
        between(&mut page, &pieces[at..from], spaced);
        let above = pieces[at..from].last();
        let documented = above.is_some_and(documents);
        let blank =
            above.is_some_and(is_of_file) || set.pieces.first().is_some_and(|piece| piece.blank);
        let start = page.lines.len();
        set.write(&mut page);
        if let Some(line) = page.lines.get_mut(start) {
            line.blank = !documented && (blank || (spaced && start == first));
        }
        if set.open {
            set_apart(&mut page, first, start);
        }
        spaced = set.open;
        at = from + set.pieces.len();
    }
    between(&mut page, &pieces[at..], spaced);
    page
}

/// Sets the comments between items; the first with a line of its own stands apart if the item above asks for it.
fn between<'a>(page: &mut Page<'a>, comments: &[Piece<'a>], mut spaced: bool) {
    let mut above: Option<Piece<'_>> = None;
    for &comment in comments {
        let glued = above.as_ref().is_some_and(documents);
        let below_top = above.as_ref().is_some_and(is_of_file) && !is_of_file(&comment);
        let blank = !glued && (comment.blank || spaced || below_top);
        spaced &= comment.kind == Kind::Trailing;
        page.comment(&Piece { blank, ..comment }, 0);
        above = Some(comment);
    }
}

/// Whether a comment documents the item below it.
fn documents(comment: &Piece<'_>) -> bool {
    comment.kind == Kind::Comment && is_doc(comment.text) && !is_of_file(comment)
}

/// Whether a comment documents the file.
fn is_of_file(comment: &Piece<'_>) -> bool {
    comment.text.starts_with("//!")
}

/// Puts an empty line above an item and the comments that stand right above it.
fn set_apart(page: &mut Page<'_>, first: usize, start: usize) {
    let mut top = start;
    while top > first && !page.lines[top].blank && page.lines[top - 1].is_comment {
        top -= 1;
    }
    if let Some(line) = page.lines.get_mut(top) {
        line.blank = true;
    }
}

// Blocks ----

/// Whether the block of an item takes several lines: always, but for a `use` or `role` with no more than one setting
/// that fits on a line.
fn is_open(item: &Item, pieces: &[Piece<'_>]) -> bool {
    let few = match &item.kind {
        ItemKind::Use(one) => one.parts.len() <= 1,
        ItemKind::Role(one) => one.parts.len() <= 1,
        ItemKind::Pack(one) => one.parts.is_empty(),
        ItemKind::Amend(one) => one.clauses.is_empty(),
        ItemKind::Scenario(one) => one.parts.is_empty(),
        ItemKind::Rule(_) => false,
        _ => return false,
    };
    let plain = pieces.iter().all(|piece| !piece.is_comment() && !piece.is_spread());
    !(few && plain && width(pieces) <= WIDTH)
}

/// Where the sentences of an item's block begin.
fn sentences(item: &Item) -> Vec<u32> {
    fn starts<T>(nodes: &[crate::syntax::tree::Node<T>]) -> impl Iterator<Item = u32> {
        nodes.iter().map(|node| node.span.start)
    }
    match &item.kind {
        ItemKind::Pack(pack) => starts(&pack.parts).collect(),
        ItemKind::Use(one) => starts(&one.parts).collect(),
        ItemKind::Role(role) => starts(&role.parts).collect(),
        ItemKind::Rule(rule) => {
            let statement = rule.statement.as_ref().map(|statement| statement.span.start);
            statement.into_iter().chain(starts(&rule.clauses)).collect()
        }
        ItemKind::Amend(amend) => starts(&amend.clauses).collect(),
        ItemKind::Scenario(scenario) => starts(&scenario.parts).collect(),
        _ => Vec::new(),
    }
}

/// The column in which the sentences of a block say what they say.
fn column(item: &Item) -> usize {
    INDENT
        + match item.kind {
            ItemKind::Pack(_) | ItemKind::Role(_) => "languages ".len(),
            ItemKind::Scenario(_) => "expect ".len(),
            _ => "severity ".len(),
        }
}

impl<'a> Set<'_, 'a> {
    fn write(&self, page: &mut Page<'a>) {
        page.line(0, false);
        if !self.open {
            return self.declaration(page);
        }
        let starts = sentences(self.item);
        let brace = self.pieces.iter().position(|piece| piece.is("{"));
        let (head, body) = self.pieces.split_at(brace.map_or(self.pieces.len(), |brace| brace + 1));
        fill(page, head, self.measure(2 * INDENT));
        let mut rest = body;
        let mut opened = true;
        while let Some(first) = rest.first() {
            let mut first = *first;
            first.blank &= !opened;
            opened &= first.kind == Kind::Trailing;
            if first.is_comment() {
                page.comment(&first, INDENT);
                rest = &rest[1..];
            } else if rest.len() == 1 {
                page.line(0, false);
                page.token(&first, 0);
                rest = &[];
            } else {
                let nth = starts.partition_point(|start| *start <= first.start);
                let end = starts.get(nth).copied().unwrap_or(u32::MAX);
                let length = length(rest, end);
                page.line(INDENT, first.blank);
                self.sentence(page, &rest[..length]);
                rest = &rest[length..];
            }
        }
    }

    fn measure(&self, column: usize) -> Measure {
        let in_amend = matches!(self.item.kind, ItemKind::Amend(_));
        Measure { column, block: 2 * INDENT, in_amend }
    }

    /// A declaration on one line: its name, then its parts.
    fn declaration(&self, page: &mut Page<'a>) {
        let Some((head, rest)) = self.pieces.split_at_checked(2).filter(|_| self.column > 0) else {
            return fill(page, self.pieces, self.measure(2 * INDENT));
        };
        head.iter().for_each(|piece| page.token(piece, 0));
        page.pad(self.column);
        let equals = rest.first().filter(|piece| piece.is("="));
        let column = self.column + if equals.is_some() { "= ".len() } else { 0 };
        fill(page, rest, self.measure(column));
    }

    /// One sentence of a block: its keyword, then what it says, in rows if that is too long for one.
    fn sentence(&self, page: &mut Page<'a>, pieces: &[Piece<'a>]) {
        let column = column(self.item);
        let in_scenario = matches!(self.item.kind, ItemKind::Scenario(_));
        let mut rows = rows(&self.item.kind, pieces);
        let inner = &pieces[..pieces.len().saturating_sub(1)];
        let broken =
            inner.iter().any(Piece::is_comment) || pieces.iter().skip(1).any(|piece| piece.blank);
        if !broken && column + width(pieces) <= WIDTH {
            rows.retain(|row| row.always);
        }
        let ends = rows.iter().skip(1).map(|row| row.start).chain([pieces.len()]);
        for (row, end) in rows.iter().zip(ends.collect::<Vec<_>>()) {
            let row_pieces = &pieces[row.start..end];
            let (keyword, value) = row_pieces.split_at(row.words.min(row_pieces.len()));
            if row.start > 0 {
                page.line(INDENT, row_pieces[0].blank);
            }
            keyword.iter().for_each(|piece| page.token(piece, 2 * INDENT));
            match value.first() {
                Some(first) if first.is_comment() => {}
                // Drafts stand below their keyword, not beside it.
                Some(first) if first.is_spread() && in_scenario => {}
                Some(_) => page.pad(column),
                None => {}
            }
            fill(page, value, self.measure(column));
        }
    }
}

/// How many pieces belong to the sentence that begins here: up to the next one or the closing brace, without the
/// comments on lines of their own before that.
fn length(pieces: &[Piece<'_>], next: u32) -> usize {
    let last = pieces.len() - 1;
    let mut end = pieces[..last].partition_point(|piece| piece.start < next);
    while end > 1 && pieces[end - 1].kind == Kind::Comment {
        end -= 1;
    }
    end
}

/// A part of a sentence that can stand on a line of its own, its words in the column of keywords.
struct Row {
    /// Its first piece.
    start: usize,
    /// How many words count as its keyword.
    words: usize,
    /// Whether it always does.
    always: bool,
}

/// The rows of a sentence; at least one.
fn rows(kind: &ItemKind, pieces: &[Piece<'_>]) -> Vec<Row> {
    let mut rows = vec![Row { start: 0, words: 1, always: true }];
    let keyword = pieces.first().map_or("", |piece| piece.text);
    let known: &[&str] = match (kind, keyword) {
        (ItemKind::Rule(_), "forbid" | "allow" | "agree") => {
            &["except", "in", "outside", "only", "with", "across"]
        }
        (ItemKind::Rule(_), "prefer") => &["over", "except", "in", "outside"],
        (ItemKind::Rule(_) | ItemKind::Amend(_), "flags" | "passes") => &["becomes", "with"],
        _ => return rows,
    };
    let mut depth = 0_usize;
    let mut inside = false;
    for (nth, piece) in pieces.iter().enumerate().skip(1) {
        match piece.text {
            _ if piece.is_comment() => {}
            "(" | "{" if piece.kind == Kind::Token => depth += 1,
            ")" | "}" if piece.kind == Kind::Token => depth = depth.saturating_sub(1),
            word if depth == 0 && piece.kind == Kind::Word && known.contains(&word) => {
                if word == "outside" && inside {
                    continue;
                }
                inside |= word == "in";
                let only = word == "only";
                let with = pieces.get(nth + 1).is_some_and(|piece| only && piece.is("with"));
                rows.push(Row { start: nth, words: if with { 2 } else { 1 }, always: only });
                if only {
                    break;
                }
            }
            _ => {}
        }
    }
    rows
}

// Columns ----

/// Gives neighbouring declarations of one sort the same column.
fn columns(text: &str, sets: &mut [Set<'_, '_>]) {
    let mut start = 0;
    while start < sets.len() {
        let mut end = start + 1;
        while end < sets.len() && neighbours(text, &sets[end - 1], &sets[end]) {
            end += 1;
        }
        let group = &mut sets[start..end];
        let widest = group.iter().filter_map(head_width).max();
        for set in group {
            set.column = head_width(set).and(widest).map_or(0, |widest| widest + 1);
        }
        start = end;
    }
}

/// Columns of the keyword and name of a declaration without a block.
fn head_width(set: &Set<'_, '_>) -> Option<usize> {
    let columned = matches!(
        set.item.kind,
        ItemKind::Field(_) | ItemKind::Register(_) | ItemKind::Define(_) | ItemKind::Zone(_)
    );
    match set.pieces {
        [keyword, name, ..] if columned && !name.is_comment() => {
            Some(keyword.text.width() + 1 + name.text.width())
        }
        _ => None,
    }
}

/// Whether two declarations are of one sort and stand right below each other.
fn neighbours(text: &str, above: &Set<'_, '_>, below: &Set<'_, '_>) -> bool {
    let gap = text.get(above.item.span.end as usize..below.item.span.start as usize);
    let close = gap.is_some_and(|gap| gap.matches('\n').count() == 1);
    close && std::mem::discriminant(&above.item.kind) == std::mem::discriminant(&below.item.kind)
}
