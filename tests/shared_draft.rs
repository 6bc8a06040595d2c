//! Reads the project's shared corpora as drafts: honest prose of two languages with front matter, links,
//! images, HTML and whatever else people write.
//!
//! What holds for every text is checked in the library's own tests; here it is held against real ones, and
//! every word of a paragraph without marks must be shown at its place.

#![allow(clippy::print_stderr, reason = "the figures are what one runs it for")]

use std::path::{Path, PathBuf};

use obstat::draft::{BlockKind, Draft, Item, PieceKind, Zone, read};
use obstat::text::SourceId;

/// Every file of the corpora with its text, in order of names.
fn corpus() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/corpus");
    let mut files = Vec::new();
    for folder in ["de-codefor", "en-18f"] {
        let folder = root.join(folder);
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| {
            panic!(
                "the shared test data is missing ({}: {error}); leave out `--features shared-data`",
                folder.display()
            )
        });
        files.extend(entries.map(|entry| entry.expect("an entry of the folder").path()));
    }
    files.sort();
    let text = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        (path, text)
    };
    files.into_iter().map(text).collect()
}

fn draft(path: &Path, text: &str) -> Draft {
    read(&path.to_string_lossy(), SourceId(0), text, None, None)
}

/// The shown bytes that stand verbatim in the source, and all.
fn assert_exact(item: &Item, text: &str) -> (usize, usize) {
    let (mut verbatim, mut all) = (0, 0);
    for block in &item.blocks {
        let segment = &block.segment;
        let pieces = segment.pieces();
        assert_eq!(pieces.first().map(|piece| piece.at), Some(0));
        for (nth, piece) in pieces.iter().enumerate() {
            let end = pieces.get(nth + 1).map_or(segment.len(), |next| next.at);
            assert!(piece.at < end);
            let shown = &segment.text()[piece.at as usize..end as usize];
            if let PieceKind::Verbatim(start) = piece.kind {
                let start = start as usize;
                assert_eq!(text.get(start..start + shown.len()), Some(shown));
                verbatim += shown.len();
            }
            all += shown.len();
        }
    }
    (verbatim, all)
}

#[test]
fn every_draft_is_read_with_an_exact_map() {
    let (mut files, mut verbatim, mut all) = (0, 0, 0);
    for (path, text) in corpus() {
        let draft = draft(&path, &text);
        assert!(draft.problems.is_empty(), "{}: {:?}", path.display(), draft.problems);
        for item in &draft.items {
            let (exact, shown) = assert_exact(item, &text);
            verbatim += exact;
            all += shown;
        }
        files += 1;
    }
    eprintln!("{files} drafts, {all} bytes shown, {verbatim} of them verbatim");
    assert!(files > 200);
    // The rest are line ends and entities.
    assert!(verbatim * 100 > all * 97, "{verbatim} of {all}");
}

#[test]
fn lines_without_marks_are_shown_where_they_stand() {
    let mut lines = 0;
    for (path, text) in corpus() {
        for item in &draft(&path, &text).items {
            lines += plain_lines(item, &text, &path);
        }
    }
    eprintln!("{lines} plain lines");
    assert!(lines > 3_000);
}

/// How many lines of the body are letters, blanks and harmless signs only; each must be shown, in one piece, and
/// nowhere else than where it stands.
fn plain_lines(item: &Item, text: &str, path: &Path) -> usize {
    let mut verbatim: Vec<(usize, usize)> = Vec::new();
    for block in &item.blocks {
        let pieces = block.segment.pieces();
        for (nth, piece) in pieces.iter().enumerate() {
            let end = pieces.get(nth + 1).map_or(block.segment.len(), |next| next.at);
            if let PieceKind::Verbatim(start) = piece.kind {
                verbatim.push((start as usize, (start + end - piece.at) as usize));
            }
        }
    }
    verbatim.sort_unstable();
    let body = item.body.range();
    let mut at = body.start;
    let mut lines = 0;
    let hidden = |line: &str| {
        line.contains([
            '<', '>', '[', ']', '*', '_', '`', '\\', '&', '|', '~', '#', '{', '!', '=', '(', ')',
            '"',
        ])
    };
    for line in text[body].split_inclusive('\n') {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let first = content.chars().next();
        let marked = first.is_none_or(|first| !first.is_alphabetic())
            || hidden(line)
            || line.starts_with("  ");
        if marked || content.len() < 40 {
            continue;
        }
        let piece = verbatim.partition_point(|&(from, _)| from <= start);
        let inside =
            piece.checked_sub(1).is_some_and(|piece| verbatim[piece].1 >= start + content.len());
        assert!(inside, "{}: {content:?} is not shown in one piece", path.display());
        lines += 1;
    }
    lines
}

#[test]
fn zones_of_real_drafts() {
    let (mut titles, mut leads, mut quotes, mut links, mut images) = (0, 0, 0, 0, 0);
    for (path, text) in corpus() {
        for item in &draft(&path, &text).items {
            titles += item.zones.of(Zone::Title).len();
            leads += item.zones.of(Zone::Lead).len();
            quotes += item.zones.of(Zone::Quote).len();
            links += item.links.len();
            images += item.images.len();
            let located =
                item.links.iter().filter(|link| link.target_span.of(&text) == link.target).count();
            let elsewhere = item.links.len() - located;
            // Autolinks are their own target, escapes are written otherwise.
            assert!(elsewhere * 4 <= item.links.len() + 8, "{}: {elsewhere}", path.display());
            assert!(item.blocks.iter().all(|block| block.kind != BlockKind::Field));
        }
    }
    eprintln!(
        "{titles} titles, {leads} leads, {quotes} quotations, {links} links, {images} images"
    );
    assert!(titles > 200 && leads > 200 && quotes > 100 && links > 1_000);
}
