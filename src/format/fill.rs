//! Lines that are too long, broken where a reader would breathe.
//!
//! In: the tokens and comments of one sentence, and the column of its values. Out: lines on the page. A line is broken
//! before a joint or after a comma; inside parentheses only if there is no other way. It never begins a line with a
//! word that would begin a sentence there.

use crate::format::WIDTH;
use crate::format::page::Page;
use crate::format::piece::{Kind, Piece, apart};
use crate::syntax::begins;

/// Columns by which each depth of parentheses moves a broken line.
const STEP: usize = 2;

/// Columns by which a bar stands before the column of its alternatives.
const BAR: usize = 2;

/// How a stretch of a sentence is set.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    /// The column where continuing lines begin.
    pub column: usize,
    /// The column of what stands in block texts.
    pub block: usize,
    /// Whether `except` begins a sentence here.
    pub in_amend: bool,
}

/// Sets tokens and comments on the last line of the page and as many more as are needed.
pub(super) fn fill<'a>(page: &mut Page<'a>, pieces: &[Piece<'a>], measure: Measure) {
    fill_at(page, Stretch { pieces, depth: 0 }, measure, 0);
}

/// Tokens and comments in a row.
#[derive(Clone, Copy)]
struct Stretch<'p, 'a> {
    pieces: &'p [Piece<'a>],
    /// Parentheses open before it.
    depth: usize,
}

/// Breaks lines at the loosest joints, and at tighter ones where that is not enough: `except` outside of parentheses,
/// other joints there, `except` inside of one pair, and so on.
fn fill_at<'a>(page: &mut Page<'a>, stretch: Stretch<'_, 'a>, measure: Measure, tightness: usize) {
    for chunk in chunks(stretch, tightness, measure) {
        let Some(first) = chunk.pieces.first() else { continue };
        if first.is_comment() {
            page.comment(first, measure.column);
            continue;
        }
        let bar = if chunk.depth == 0 && first.is("|") { BAR } else { 0 };
        let begins = (measure.column + chunk.depth * STEP).saturating_sub(bar);
        let fits = |page: &Page<'_>| page.column() + 1 + width(chunk.pieces) <= WIDTH;
        let full = page.is_ended() || (page.column() > begins && !fits(page));
        if full || (first.blank && !page.is_fresh()) {
            page.continue_line(begins, first.blank);
        }
        if tightness <= 2 * deepest(chunk) && !fits(page) {
            fill_at(page, chunk, measure, tightness + 1);
        } else {
            chunk.pieces.iter().for_each(|piece| page.token(piece, measure.block));
        }
    }
}

/// The columns of tokens on one line.
pub(super) fn width(pieces: &[Piece<'_>]) -> usize {
    let gaps = pieces.windows(2).filter(|pair| apart(&pair[0], &pair[1])).count();
    gaps + pieces.iter().map(Piece::width).sum::<usize>()
}

/// The stretches between places where a line may or must be broken.
fn chunks<'p, 'a>(
    stretch: Stretch<'p, 'a>,
    tightness: usize,
    measure: Measure,
) -> Vec<Stretch<'p, 'a>> {
    let Stretch { pieces, mut depth } = stretch;
    let mut chunks = Vec::new();
    let (mut start, mut start_depth) = (0, depth);
    for (nth, piece) in pieces.iter().enumerate() {
        if let Some(before) = nth.checked_sub(1).and_then(|nth| pieces.get(nth)) {
            let must = piece.blank || piece.is_comment() || before.is_comment();
            let joint = || breaks(before, piece, pieces.get(nth + 1), measure);
            let loose = tightness % 2 == 1 || piece.is("except");
            if must || (depth == tightness / 2 && loose && joint()) {
                chunks.push(Stretch { pieces: &pieces[start..nth], depth: start_depth });
                (start, start_depth) = (nth, depth);
            }
        }
        depth = deeper(depth, piece);
    }
    chunks.push(Stretch { pieces: &pieces[start..], depth: start_depth });
    chunks
}

fn deeper(depth: usize, piece: &Piece<'_>) -> usize {
    if ["(", "[", "{"].iter().any(|sign| piece.is(sign)) {
        depth + 1
    } else if [")", "]", "}"].iter().any(|sign| piece.is(sign)) {
        depth.saturating_sub(1)
    } else {
        depth
    }
}

/// The most parentheses open in a stretch.
fn deepest(stretch: Stretch<'_, '_>) -> usize {
    let depths = stretch.pieces.iter().scan(stretch.depth, |depth, piece| {
        *depth = deeper(*depth, piece);
        Some(*depth)
    });
    depths.max().unwrap_or(stretch.depth)
}

/// Whether a line may be broken between two tokens.
fn breaks(
    before: &Piece<'_>,
    piece: &Piece<'_>,
    after: Option<&Piece<'_>>,
    measure: Measure,
) -> bool {
    if before.is(",") {
        let entry = after.is_some_and(|after| after.is(":"));
        return entry || piece.kind != Kind::Word || !begins(piece.text);
    }
    if piece.is("|") {
        return true;
    }
    let is_context = |piece: &Piece<'_>| {
        piece.kind == Kind::Word
            && ["near", "after", "before"].iter().any(|joint| is_joint(piece.text, joint))
    };
    match piece.text {
        _ if piece.kind != Kind::Word => false,
        "and" | "or" => true,
        "except" => !measure.in_amend,
        "not" => after.is_some_and(is_context),
        word => is_joint(word, "then") || (is_joint(word, "near") && !before.is("not")),
    }
}

/// Whether a word is a joint, with its distance or without.
fn is_joint(word: &str, joint: &str) -> bool {
    word.strip_prefix(joint).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
