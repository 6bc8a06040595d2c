//! HTML in Markdown: tags are no text, their content is.

use super::{blocks, item, source, texts, zone};
use crate::draft::{BlockKind, Zone};
use crate::text::Language;

fn languages(text: &str) -> Vec<String> {
    let marked =
        |language: Option<Language>| language.map_or("-".to_owned(), |one| one.to_string());
    item(text).blocks.iter().map(|block| marked(block.marked_language)).collect()
}

#[test]
fn tags_inside_a_paragraph() {
    let text =
        "Ein <b>fett</b>es Wort<br>und <span class='x'>mehr</span><!-- nie -->, 1 < 2 <wbr>.";
    assert_eq!(texts(text), ["Ein fettes Wort\nund mehr, 1 < 2 ."]);
    assert_eq!(zone(text, Zone::Emphasis), ["fett"]);
    assert_eq!(source(&item(text), text, "fettes"), "fett</b>es");
    assert_eq!(source(&item(text), text, "Wort\nund"), "Wort<br>und");
}

#[test]
fn blocks_of_html() {
    let text = "<div>\n  <h1>Titel &amp;\n mehr</h1>\n<p>Ein <em>Satz</em>,\n  zwei.\n<ul><li>a<li>b</ul>\n<table><tr><td>c</td><th>d</table>\n<pre>e\n  f</pre>\n<figcaption>g</figcaption>h\n</div>\n";
    let expected = [
        (BlockKind::Title, "Titel & mehr"),
        (BlockKind::Paragraph, "Ein Satz, zwei."),
        (BlockKind::ListItem, "a"),
        (BlockKind::ListItem, "b"),
        (BlockKind::TableCell, "c"),
        (BlockKind::TableCell, "d"),
        (BlockKind::Code, "e\n  f"),
        (BlockKind::Caption, "g"),
        (BlockKind::Paragraph, "h"),
    ];
    assert_eq!(blocks(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    let item = item(text);
    assert_eq!(source(&item, text, "Titel & mehr"), "Titel &amp;\n mehr");
    assert_eq!(source(&item, text, "Satz, zwei"), "Satz</em>,\n  zwei");
    assert_eq!(zone(text, Zone::List), ["a|b"]);
}

#[test]
fn blanks_before_a_semicolon_are_no_reference() {
    assert_eq!(texts("<div>zur rechten Zeit; immer</div>\n"), ["zur rechten Zeit; immer"]);
}

#[test]
fn what_is_not_shown() {
    assert_eq!(texts("<!-- a\n\nb -->\n\nc\n"), ["c"]);
    assert_eq!(texts("<script>\na <b>\n\nc</script>\n\nd\n"), ["d"]);
    assert_eq!(texts("<style>p { color: red }</style>\n\nd\n"), ["d"]);
    // What is not closed hides nothing that the reader of Markdown would show.
    assert_eq!(texts("<style>\na"), ["a"]);
    assert_eq!(texts("a <!-- b"), ["a <!-- b"]);
}

#[test]
fn quotations() {
    assert_eq!(zone("Er sagt <q>ja</q> und <q>nein.", Zone::Quote), ["ja"]);
    assert_eq!(zone("<blockquote>\n\na\n\nb\n\n</blockquote>\n\nc\n", Zone::Quote), ["a|b"]);
    assert_eq!(zone("<blockquote>\n\na\n\nb\n", Zone::Quote), [""; 0]);
    assert_eq!(zone("> a <q>b\n\nc</q>\n", Zone::Quote), ["a b"]);
    // An element opened in a container ends with it.
    assert_eq!(zone("> <blockquote>\n> a\n\nb\n\n</blockquote>\n\nc\n", Zone::Quote), ["a"]);
}

#[test]
fn links_and_images() {
    let text =
        "<a href='u&amp;v'>b <img src=\"c d.png\" alt=\"e &lt; f\"></a>\n\n<img src=g.png>\n";
    let item = item(text);
    assert_eq!(item.links[0].target, "u&v");
    assert_eq!(item.links[0].target_span.of(text), "u&amp;v");
    assert_eq!(zone(text, Zone::LinkText), ["b"]);
    assert_eq!(zone(text, Zone::AltText), ["e < f"]);
    assert_eq!(source(&item, text, "< f"), "&lt; f");
    assert_eq!(item.images[0].span.of(text), "<img src=\"c d.png\" alt=\"e &lt; f\">");
    assert_eq!(item.images[1].alt, None);
}

#[test]
fn files_that_are_shown_or_played() {
    let text = "<video src=a.mp4 poster=b.jpg><source src=c.webm></video> ![d](e.png)\n\n<picture><source srcset='f.webp 1x, g.webp 2x'><img src=h.jpg></picture>\n\n`<img src=no.png>` <!-- <img src=no.png> -->\n";
    let embeds: Vec<_> = item(text).embeds.into_iter().map(|embed| embed.target).collect();
    assert_eq!(embeds, ["a.mp4", "b.jpg", "c.webm", "e.png", "f.webp", "g.webp", "h.jpg"]);
}

#[test]
fn languages_are_marked() {
    assert_eq!(languages("<p lang=en>a</p>\n\nb\n"), ["en", "-"]);
    assert_eq!(languages("<div lang='de-AT'>\n\na\n\n- b\n\n</div>\n\nc\n"), ["de", "de", "-"]);
    assert_eq!(
        languages("<span lang=fr>a **b**</span>\n\n<span lang=fr>a</span> b\n"),
        ["fr", "-"]
    );
    assert_eq!(languages("<p lang=de>a <b lang=en>b</b></p>\n"), ["-"]);
    assert_eq!(languages("<p lang=de><b lang=en>b</b></p>\n"), ["en"]);
    assert_eq!(languages("<p lang=de><img alt=x src=y></p>\n"), ["de"]);
    assert_eq!(languages("<p lang=''>a</p>\n"), ["-"]);
}

#[test]
fn wrong_nesting_does_no_harm() {
    assert_eq!(texts("<b>a <i>b</b> c</i> d"), ["a b c d"]);
    assert_eq!(zone("<b>a <i>b</b> c</i> d", Zone::Emphasis), ["a b"]);
    assert_eq!(texts("</div>\n\na </p> b </q>\n"), ["a \n b"]);
    assert_eq!(zone("**a <b>*x</b>* y** z", Zone::Emphasis), ["a x y"]);
}

#[test]
fn blocks_inside_a_paragraph_end_a_line() {
    assert_eq!(texts("a <div>b</div> c"), ["a \nb\n c"]);
}

#[test]
fn tags_over_several_lines_of_a_quotation() {
    let text = "> a <b\n> class=x>c</b> d\n>\n> <p\n> lang=en>e\n";
    assert_eq!(texts(text), ["a c d", "e"]);
    assert_eq!(source(&item(text), text, "c d"), "c</b> d");
}
