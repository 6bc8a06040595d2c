//! Plain text.

use super::{item_of, source, zone_of};
use crate::draft::{BlockKind, Item, Zone};

fn item(text: &str) -> Item {
    item_of("a.txt", text)
}

fn texts(text: &str) -> Vec<String> {
    item(text).blocks.iter().map(|block| block.segment.text().to_owned()).collect()
}

#[test]
fn empty_lines_divide_paragraphs() {
    assert_eq!(
        texts("eins\nzwei  \n\n \t\n# drei\r\nvier\rfünf\n"),
        ["eins\nzwei", "# drei\nvier\nfünf"]
    );
    assert_eq!(texts("\u{feff}eins"), ["eins"]);
    assert_eq!(texts("\n\n"), [""; 0]);
    assert!(item("a").blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
}

#[test]
fn every_byte_has_its_place() {
    let text = "\u{feff}eins  \r\nzwei\n";
    assert_eq!(source(&item(text), text, "eins\nzwei"), "eins  \r\nzwei");
}

#[test]
fn there_is_no_front_matter() {
    assert_eq!(texts("---\ntitle: a\n---\n"), ["---\ntitle: a\n---"]);
}

#[test]
fn what_cannot_be_marked_is_said() {
    let item = item("Sie sagte: „Ja.“\nÜber uns\n");
    assert!(!item.marks_paragraphs);
    assert!(item.missing_zones.contains(&Zone::Boilerplate));
    assert!(!item.missing_zones.contains(&Zone::Quote));
    assert_eq!(zone_of(&item, Zone::Quote), ["„Ja.“"]);
    assert_eq!(zone_of(&item, Zone::Lead), ["Sie sagte: „Ja.“\nÜber uns"]);
}
