//! Markdown, construct by construct: what is shown, and where each byte of it stands.

use super::{blocks, item, source, texts, zone};
use crate::draft::{BlockKind, PieceKind, Zone};
use crate::text::Span;

#[test]
fn blocks_of_every_kind() {
    let text = "# T\n\nP *e*\n\n## H\n\n- a\n- b\n\n  c\n\n|x|y|\n|-|-|\n|z||\n\n    code\n\n![alt](i.png)\n\n[^1]\n\n[^1]: Note\n";
    let expected = [
        (BlockKind::Title, "T"),
        (BlockKind::Paragraph, "P e"),
        (BlockKind::Heading(2), "H"),
        (BlockKind::ListItem, "a"),
        (BlockKind::ListItem, "b"),
        (BlockKind::ListItem, "c"),
        (BlockKind::TableCell, "x"),
        (BlockKind::TableCell, "y"),
        (BlockKind::TableCell, "z"),
        (BlockKind::Code, "code"),
        (BlockKind::AltText, "alt"),
        (BlockKind::Caption, "Note"),
    ];
    assert_eq!(blocks(text), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn shown_bytes_have_their_source() {
    for (text, word, written) in [
        ("a &amp; b", "&", "&amp;"),
        ("a &amp; b", "a & b", "a &amp; b"),
        ("f&uuml;r", "für", "f&uuml;r"),
        ("1 \\* 2", "*", "*"),
        ("1 \\* 2", "1 * 2", "1 \\* 2"),
        ("inno**va**tiv", "innovativ", "inno**va**tiv"),
        ("inno**va**tiv", "va", "va"),
        ("am Puls\nder Zeit", "am Puls der Zeit", "am Puls\nder Zeit"),
        ("> am Puls\n> der Zeit", "Puls der", "Puls\n> der"),
        ("- am Puls\n\tder Zeit", "Puls der", "Puls\n\tder"),
        ("a  \nb", "a\nb", "a  \nb"),
        ("a\\\nb", "a\nb", "a\\\nb"),
        ("a\r\nb\r\n", "a b", "a\r\nb"),
        ("\u{feff}# Titel", "Titel", "Titel"),
        ("u\u{308}ber a\u{ad}ll", "u\u{308}ber a\u{ad}ll", "u\u{308}ber a\u{ad}ll"),
        ("x `a  b` y", "a  b", "a  b"),
        ("> x `a\n> b` y", "a b", "a\n> b"),
        ("|a \\| b|\n|-|\n", "a | b", "a \\| b"),
        ("|`a \\| b`|\n|-|\n", "a | b", "a \\| b"),
        ("<https://muster.example>", "https://muster.example", "https://muster.example"),
        ("[der *Text*][r]\n\n[r]: u", "der Text", "der *Text"),
        ("~~alt~~ neu", "alt neu", "alt~~ neu"),
        ("- [x] *fertig*", "fertig", "fertig"),
        ("```\r\na\r\nb\r\n```", "a\nb", "a\r\nb"),
        ("\ta\n\t\tb", "a\n\tb", "a\n\t\tb"),
        ("Titel\n===\n", "Titel", "Titel"),
    ] {
        assert_eq!(source(&item(text), text, word), written, "{text:?}");
    }
}

#[test]
fn a_soft_break_is_a_blank_and_a_hard_break_a_line_end() {
    assert_eq!(texts("a\nb\n\nc  \nd"), ["a b", "c\nd"]);
}

#[test]
fn marks_are_not_text() {
    assert_eq!(
        texts("# A #\n\n* b [^1]\n* [ ] c\n\n[^1]: d\n\n[r]: x 'y'\n\n***\n"),
        ["A", "b", "c", "d"]
    );
    assert_eq!(texts("![](a.png)\n\n`` ` ``\n\n<!-- c -->\n"), ["`"]);
    assert_eq!(texts(""), [""; 0]);
    assert_eq!(texts("\u{feff}"), [""; 0]);
}

#[test]
fn emphasis_is_a_zone_and_bold_paragraphs_are_known() {
    let text = "a *b **c** d* e **f**\n\n**g *h***\n\n**i** j\n";
    assert_eq!(zone(text, Zone::Emphasis), ["b c d", "f", "g h", "i"]);
    let bold: Vec<_> = item(text).blocks.iter().map(|block| block.bold).collect();
    assert_eq!(bold, [false, true, false]);
}

#[test]
fn code_is_a_zone() {
    assert_eq!(zone("a `b` c\n\n```rs\nd\n```\n", Zone::Code), ["b", "d"]);
}

#[test]
fn lists_and_quotations_are_whole() {
    assert_eq!(zone("- a\n  - b\n- c\n\nd\n\n1. e\n", Zone::List), ["a|b|c", "e"]);
    assert_eq!(zone("> a\n>\n> > b\n\nc\n\n> d\n", Zone::Quote), ["a|b", "d"]);
    assert_eq!(blocks("- > a\n")[0].0, BlockKind::ListItem);
    assert_eq!(blocks("> - a\n")[0].0, BlockKind::ListItem);
}

#[test]
fn links_know_text_and_target() {
    let text = "[a *b*](u&amp;v \"t\") <w@x.example> [c][r] [r] [d]( <e f> ) [](g) <https://h>\n\n[r]:\n  /z\\) 't'\n";
    let item = item(text);
    let shown: Vec<_> = item
        .links
        .iter()
        .map(|link| {
            let block = item.blocks[link.text.block as usize].segment.text();
            let range = link.text.range.start as usize..link.text.range.end as usize;
            (&block[range], link.target.as_str(), link.target_span.of(text))
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("a b", "u&v", "u&amp;v"),
            ("w@x.example", "mailto:w@x.example", ""),
            ("c", "/z)", "/z\\)"),
            ("r", "/z)", "/z\\)"),
            ("d", "e f", "e f"),
            ("", "g", "g"),
            ("https://h", "https://h", ""),
        ]
    );
    assert_eq!(zone(text, Zone::LinkText), ["a b", "w@x.example", "c", "r", "d", "https://h"]);
}

#[test]
fn links_without_text_have_a_place() {
    let place =
        |text| item(text).links.first().map(|link| (link.text.block, link.text.range.clone()));
    assert_eq!(place("a\n\n[](b)\n\nc\n"), Some((1, 0..0)));
    assert_eq!(place("a\n\n[![](b)](c)\n"), Some((0, 1..1)));
    assert_eq!(place("[](b)\n"), None);
}

#[test]
fn images_stand_behind_their_block() {
    let text =
        "a ![b *c* &amp;](d%20e.png 't') f ![](g.png)\n\n[![h](i.png)](j)\n\n![k ![l](m)](n)\n";
    let item = item(text);
    let found: Vec<_> =
        item.images.iter().map(|image| (image.alt, image.target.as_str(), image.block)).collect();
    assert_eq!(
        found,
        [(Some(1), "d%20e.png", 0), (None, "g.png", 0), (Some(2), "i.png", 2), (Some(3), "n", 3)]
    );
    assert_eq!(zone(text, Zone::AltText), ["b c &", "h", "k l"]);
    assert_eq!(zone(text, Zone::Image), ["b c &", "", "h", "k l"]);
    assert_eq!(item.images[1].span.of(text), "![](g.png)");
    assert_eq!(source(&item, text, "c &"), "c* &amp;");
    let embeds: Vec<_> = item.embeds.iter().map(|embed| embed.target.as_str()).collect();
    assert_eq!(embeds, ["d%20e.png", "g.png", "i.png", "n"]);
    assert_eq!(item.links[0].target, "j");
}

#[test]
fn breaks_divide_the_text_itself() {
    let breaks = |text| item(text).breaks;
    assert_eq!(breaks("a\n\n---\n\nb\n\n***\n***\n\nc\n\n---\n"), [1, 2]);
    assert_eq!(breaks("---x\n\n> a\n>\n> ---\n>\n> b\n\n- c\n\n  ---\n"), [0; 0]);
    assert_eq!(breaks("***\n\na\n"), [0; 0]);
    assert_eq!(breaks("a\n\n![x](y)\n\n---\n\nb\n"), [2]);
}

#[test]
fn a_blank_that_a_tab_leaves_is_invented() {
    let item = item("-    \td\n");
    assert_eq!(item.blocks[0].segment.text(), "  d");
    assert!(matches!(item.blocks[0].segment.pieces()[0].kind, PieceKind::Invented(_)));
}

#[test]
fn footnotes_and_their_paragraphs() {
    assert_eq!(
        blocks("a[^n]\n\n[^n]: b\n\n    c\n"),
        [
            (BlockKind::Paragraph, "a".into()),
            (BlockKind::Caption, "b".into()),
            (BlockKind::Caption, "c".into())
        ]
    );
}

#[test]
fn the_map_of_a_whole_paragraph() {
    let text = "a *b* &lt;c\n> d";
    let item = item(text);
    let segment = &item.blocks[0].segment;
    assert_eq!(segment.text(), "a b <c");
    assert_eq!(segment.source(0..segment.len()), Span::new(0, 11));
    assert_eq!(segment.verbatim_source(0..2), Some(Span::new(0, 2)));
    assert_eq!(segment.verbatim_source(2..3), Some(Span::new(3, 4)));
    assert_eq!(segment.verbatim_source(4..5), None);
}
