//! What holds for every text: reading is total, maps are exact, zones lie inside, time is linear.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{SOURCE, assert_whole, read};

/// Reads and checks a text.
fn judge(path: &str, text: &str) {
    let draft = read(path, SOURCE, text, None, None);
    assert!(draft.items.len() + draft.problems.len() > 0);
    for item in &draft.items {
        assert_whole(item, text);
    }
}

/// Pieces of which texts are made, so that constructs meet, nest and break off.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "Wort ", "über ", "u\u{308}", "\u{ad}", "\u{200b}", "👩‍👩‍👧 ", "3",
    ".", " ", "  ", "\n", "\n", "\n\n", "\r\n", "\r",
    "\t", "    ", "  \n", "\\\n", "*", "**", "_", "__",
    "***", "~~", "`", "``", "```\n", "~~~\n", "# ", "## ",
    "\n===\n", "\n---\n", "***\n", "> ", ">", "- ", "* ", "1. ",
    "+ ", "- [ ] ", "- [x] ", "[", "]", "](", ")", "](b)",
    "](<b c> 'd')", "![", "![a](b)", "[^1]", "[^1]: ", "[r]", "[r]: u\n", "[r][r]",
    "<", ">", "<b>", "</b>", "<q>", "</q>", "<br>", "<div>",
    "</div>", "<p lang=de>", "<blockquote>", "</blockquote>", "<li>", "<pre>", "<img alt='x &amp; y' src=z>", "<a href=\"u\">",
    "</a>", "<!-- ", "-->", "<script>", "</script>", "<?", "<![CDATA[", "<https://x.y>",
    "<x@y.z>", "&amp;", "&ouml;", "&#228;", "&#0;", "&nope;", "&", ";",
    "\\", "\\|", "|", "|a|b|\n|-|-|\n", "|-|\n", "„", "“", "”",
    "\"", "«", "»", "‚", "‘", "’", "–", "Celle, 3. Mai 2026 – ",
    "**Pressekontakt**", "Über uns", "---\n", "title: ", "\u{feff}",
];

/// One of them, or something quite else.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(PIECES);
    prop_oneof![20 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "[ -~]{0,8}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_composition_is_read(text in text()) {
        judge("a.md", &text);
        judge("a.txt", &text);
    }

    #[test]
    fn any_composition_with_front_matter_is_read(front in text(), body in text()) {
        judge("a.md", &format!("---\ntitle: {front}\n---\n{body}"));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        judge("a.md", &text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        if let Ok(text) = crate::draft::decode(&bytes, SOURCE) {
            judge("a.md", text);
        }
    }
}

/// Marks before and behind a word that never hide it.
fn shell() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("", " "),
        ("*", "* "),
        ("**", "**"),
        ("`", "` "),
        ("> ", "\n"),
        ("- ", "\n"),
        ("## ", "\n"),
        ("", "\n\n"),
        ("", "  \n"),
        ("[", "](u) "),
        ("![", "](u) "),
        ("<b>", "</b>"),
        ("<q>", " "),
        ("<div>", "\n"),
        ("</div>", "\n\n"),
        ("<p>", "</p>\n\n"),
        ("<blockquote>\n\n", ""),
        ("<script>", "\n\n"),
        ("~~", "~~ "),
        ("    ", "\n"),
        ("```\n", "\n```\n"),
        ("„", "“ "),
        ("\\", " "),
        ("&amp;", "&lt;"),
        ("***\n", "\n***\n"),
        ("===\n", "\n"),
        ("[^1] ", "\n\n"),
    ])
}

proptest! {
    #[test]
    fn every_word_is_shown_once(shells in prop::collection::vec(shell(), 1..30)) {
        let words = (0..shells.len()).map(|nth| format!("wort{nth}x"));
        let text: String =
            words.clone().zip(&shells).map(|(word, (before, behind))| format!("{before}{word}{behind}")).collect();
        let draft = read("a.md", SOURCE, &text, None, None);
        let blocks = draft.items.iter().flat_map(|item| &item.blocks);
        let shown: Vec<&str> = blocks.map(|block| block.segment.text()).collect();
        let shown = shown.join("\n");
        for word in words {
            prop_assert_eq!(shown.matches(&word).count(), 1, "{} in {:?}", word, text);
        }
    }
}

/// The text of HTML: tags away, references decoded, blanks collapsed.
fn naive(html: &[&str]) -> String {
    let text: String = html.iter().filter(|piece| !piece.starts_with('<')).copied().collect();
    let text = text.replace("&amp;", "\u{1}").replace("&#228;", "ä").replace('\u{1}', "&");
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn html_shows_its_text(
        html in prop::collection::vec(
            prop::sample::select(&["a", "Wort", " ", " ", "\n", "\t", ";", "& ", "&amp;", "&#228;", "<b>", "</b>", "<q>", "<a href=x>", "</q>", "<i >", "</i>"][..]),
            0..20,
        ),
    ) {
        let text = format!("<div>x{}x</div>\n", html.concat()).replace("\n\n", "\n");
        let draft = read("a.md", SOURCE, &text, None, None);
        // An empty line ends the block: what follows is Markdown.
        if !text.trim_end().lines().any(|line| line.trim().is_empty()) {
            let shown: Vec<_> = draft.items[0].blocks.iter().map(|block| block.segment.text()).collect();
            let pieces: Vec<&str> = [&["x"], &html[..], &["x"]].concat();
            prop_assert_eq!(shown, [naive(&pieces)], "{}", text);
        }
    }
}

/// Makes a text of a size.
type Make = fn(usize) -> String;

/// Texts that made other readers slow, or overflow their stack.
const ADVERSARIES: &[(&str, Make)] = &[
    ("nested quotations", |n| ">".repeat(n) + "a\n"),
    ("nested lists", |n| "- ".repeat(n) + "a\n"),
    ("both", |n| "> - ".repeat(n) + "a\n"),
    ("nested footnotes", |n| (0..n).map(|nth| format!("[^{nth}]: ")).collect()),
    ("brackets", |n| "[".repeat(n)),
    ("closed brackets", |n| "[".repeat(n) + &"]".repeat(n)),
    ("links", |n| "[a](b ".repeat(n)),
    ("nested images", |n| "![".repeat(n) + "a" + &"](b)".repeat(n)),
    ("emphasis", |n| "*a **b ".repeat(n)),
    ("nested emphasis", |n| "*a ".repeat(n) + &" a*".repeat(n)),
    ("backticks", |n| (0..n / 100).map(|nth| "`".repeat(nth % 200) + " ").collect()),
    ("code over lines", |n| "`a\n".repeat(n) + "`"),
    ("code in quotations", |n| format!("> `{}`\n", "> > a\n".repeat(n))),
    ("open tags", |n| "<a ".repeat(n)),
    ("open tags in a block", |n| "<div>".to_owned() + &"<a ".repeat(n)),
    ("elements", |n| "<div><b>a".repeat(n)),
    ("elements apart", |n| "<div>\n\n".repeat(n)),
    ("ends without a beginning", |n| "<b>".repeat(n) + &"</i>".repeat(n)),
    ("items without an end", |n| "<ul>".to_owned() + &"<li>a".repeat(n) + "</ul>"),
    ("scripts without an end", |n| "<div>".to_owned() + &"<script>".repeat(n)),
    ("comments", |n| "<!-- ".repeat(n)),
    ("short comments", |n| "<div>".to_owned() + &"<!-->".repeat(n)),
    ("rules in elements", |n| "<div>".repeat(n) + &"<hr>".repeat(n)),
    ("entities", |n| "&amp;".repeat(n)),
    ("entities in html", |n| "<p>".to_owned() + &"&#228;&nope;&amp".repeat(n)),
    ("quotation marks", |n| "„".repeat(n)),
    ("marks of all sorts", |n| "„ “a «b ".repeat(n)),
    ("one line", |n| "Wort ".repeat(n)),
    ("lines", |n| "a\n".repeat(n)),
    ("paragraphs", |n| "a\n\n".repeat(n)),
    ("bold openings", |n| "**Kontakt:** a\n\n".repeat(n)),
    ("headings", |n| "## Kontakt\n\n**Kontakt**\n\n".repeat(n)),
    ("quoted paragraphs", |n| "> a\n\n".repeat(n)),
    ("tables", |n| "|a|b|\n|-|-|\n".to_owned() + &"|c|\n".repeat(n)),
    ("references", |n| "[a]: b\n\n".to_owned() + &"[a] ".repeat(n)),
    ("definitions", |n| (0..n).map(|nth| format!("[a{nth}]: b\n")).collect()),
    ("dashes", |n| "– ".repeat(n)),
    ("srcset", |n| format!("<img srcset=\"{}\">", "a, ".repeat(n))),
];

/// The time for a text.
fn time(text: &str) -> Duration {
    let start = Instant::now();
    let draft = read("a.md", SOURCE, text, None, None);
    assert!(draft.items.len() + draft.problems.len() > 0);
    start.elapsed()
}

#[test]
fn adversaries_take_linear_time() {
    for (name, make) in ADVERSARIES {
        let (small, large) = (make(4_000), make(16_000));
        judge("a.md", &small);
        // Four times the text: up to ten times the time for noise, where it can be measured at all. A busy
        // machine may disturb a few rounds, never all of them.
        let linear =
            (0..5).any(|_| time(&large) < (time(&small) * 10).max(Duration::from_millis(200)));
        assert!(linear, "{name}: {:?} for one, {:?} for four", time(&small), time(&large));
    }
}
