//! Zones that follow from the whole text: title, lead, dateline, quotations, sections.

use super::{blocks, item, zone};
use crate::draft::{BlockKind, Zone};

#[test]
fn a_first_heading_of_rank_one_is_the_title() {
    assert_eq!(zone("# A\n\n# B\n", Zone::Title), ["A"]);
    assert_eq!(blocks("# A\n\n# B\n")[1].0, BlockKind::Heading(1));
    assert_eq!(zone("![x](y)\n\n# A\n", Zone::Title), ["A"]);
    assert_eq!(zone("<!-- x -->\n\nA\n===\n", Zone::Title), ["A"]);
    assert_eq!(zone("Text\n\n# A\n", Zone::Title), [""; 0]);
    assert_eq!(zone("## A\n", Zone::Title), [""; 0]);
}

#[test]
fn fields_come_first() {
    let text = "---\ntitle: 'T''s'\nsubtitle: |\n  S\nlead: L\n---\n# A\n\nB\n";
    assert_eq!(zone(text, Zone::Title), ["T's"]);
    assert_eq!(zone(text, Zone::Subtitle), ["S"]);
    assert_eq!(zone(text, Zone::Lead), ["L"]);
    let kinds: Vec<_> = blocks(text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Title,
            BlockKind::Subtitle,
            BlockKind::Paragraph,
            BlockKind::Heading(1),
            BlockKind::Paragraph
        ]
    );
}

#[test]
fn dateline_and_lead() {
    let text = "# T\n\n*Celle, 3. Mai 2026* – Das Werk.\n\nZwei.\n";
    assert_eq!(zone(text, Zone::Dateline), ["Celle, 3. Mai 2026"]);
    assert_eq!(zone(text, Zone::Lead), ["Das Werk."]);
    let text = "Celle, 3. Mai 2026\n\nDas Werk.\n";
    assert_eq!(zone(text, Zone::Dateline), ["Celle, 3. Mai 2026"]);
    assert_eq!(zone(text, Zone::Lead), ["Das Werk."]);
    assert_eq!(zone("- a\n\n> b\n\nc – d\n\ne\n", Zone::Lead), ["c – d"]);
    assert_eq!(zone("Celle, 3. Mai 2026 –\n", Zone::Lead), [""; 0]);
    let text = "---\nlead: L\n---\nCelle, 3. Mai 2026 – Das Werk.\n";
    assert_eq!(zone(text, Zone::Dateline), ["Celle, 3. Mai 2026"]);
}

#[test]
fn lines_above_the_title_of_a_release() {
    let text = "PRESSEMITTEILUNG\n\nSperrfrist: 3. Mai 2026, 10 Uhr\n\n# T\n\n**Wir öffnen**\n\nCelle, 3. Mai – Das Werk.\n";
    assert_eq!(zone(text, Zone::Title), ["T"]);
    assert_eq!(zone(text, Zone::Dateline), ["Celle, 3. Mai"]);
    assert_eq!(zone(text, Zone::Lead), ["Das Werk."]);
    let text = "Celle, 3. Mai 2026\n\n# T\n\nDas Werk.\n\nZwei.\n";
    assert_eq!(zone(text, Zone::Title), ["T"]);
    assert_eq!(zone(text, Zone::Dateline), ["Celle, 3. Mai 2026"]);
    assert_eq!(zone(text, Zone::Lead), ["Das Werk."]);
    assert_eq!(zone("Press release\n\n# A\n\n# B\n", Zone::Title), [""; 0]);
    // The sentence after a dateline begins behind it.
    assert_eq!(zone("Celle, 3. Mai 2026 – Ist es offen? Ja.\n", Zone::Lead), ["Ist es offen? Ja."]);
}

#[test]
fn unmarked_headings_of_known_sections() {
    let text = "# T\n\nA.\n\nÜber die Muster AG\n\nB.\n\nPressekontakt:\nAnna Beispiel\n";
    assert_eq!(zone(text, Zone::Boilerplate), ["B."]);
    assert_eq!(zone(text, Zone::Contact), ["Anna Beispiel"]);
    assert_eq!(zone("A.\n\nPress contact: Anna Beispiel\n", Zone::Contact), ["Anna Beispiel"]);
    assert_eq!(zone("A.\n\nAbout Muster Inc.\n\nB.\n", Zone::Boilerplate), ["B."]);
    assert_eq!(
        zone("Kontakt zu Kunden: wichtig.\n\nÜber Berlin flog er.\n", Zone::Contact),
        [""; 0]
    );
}

#[test]
fn quotation_marks_pair_within_a_block() {
    let text =
        "„Ein *Wort*“, `\"x\"` „offen\n\nzu“ &bdquo;Ja&ldquo;\n\n```\n\"c\"\n```\n\n> „zwei“\n";
    assert_eq!(zone(text, Zone::Quote), ["„Ein Wort“", "„Ja“", "„zwei“", "„zwei“"]);
}

#[test]
fn sections_end_with_the_next_heading() {
    let text =
        "# T\n\nA\n\n## Über die Muster AG\n\nB\n\n### C\n\nD\n\n## Pressekontakt\n\nE\n\n- F\n";
    assert_eq!(zone(text, Zone::Boilerplate), ["B|C|D"]);
    assert_eq!(zone(text, Zone::Contact), ["E|F"]);
}

#[test]
fn sections_under_bold_paragraphs() {
    let text = "A\n\n**About Muster**\n\nB\n\n**Media contact:**\n\nC\n\n# D\n\nE\n";
    assert_eq!(zone(text, Zone::Boilerplate), ["B"]);
    assert_eq!(zone(text, Zone::Contact), ["C"]);
    let text = "A\n\n**Pressekontakt:** Anna\\\nTelefon\n\nB\n\n**Über uns**\nC\n";
    assert_eq!(zone(text, Zone::Contact), ["Anna\nTelefon|B"]);
    assert_eq!(zone(text, Zone::Boilerplate), ["C"]);
    assert_eq!(zone("## Kontakt\n", Zone::Contact), [""; 0]);
    assert_eq!(zone("# Über uns\n\nA\n", Zone::Boilerplate), [""; 0]);
}

#[test]
fn a_title_of_the_metadata_points_there() {
    let item = super::read(
        "a.md",
        super::SOURCE,
        "# A\n",
        Some((crate::text::SourceId(1), "title: \"T &\"\n")),
        None,
    )
    .items
    .remove(0);
    assert_eq!(item.blocks[0].source, crate::text::SourceId(1));
    assert_eq!(item.blocks[0].segment.verbatim_source(0..3).map(|span| span.start), Some(8));
    assert_eq!(super::zone_of(&item, Zone::Title), ["T &"]);
}

#[test]
fn zones_of_code_do_not_quote() {
    assert_eq!(item("`„a“`\n").zones.of(Zone::Quote).len(), 0);
}
