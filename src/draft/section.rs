//! Sections that every release has: about the company, and whom to call.
//!
//! In: the blocks of an item. Out: the zones boilerplate and contact: what stands under a heading, or a
//! paragraph in bold, that German or English newsrooms use for them, to the next heading of the same or a
//! higher rank. A bold opening of a paragraph counts too, and an unmarked line: people write *Pressekontakt:* and go on.

use super::item::{Block, BlockKind, Extent, Item};
use crate::text::{Span, Zone, fold};

/// The rank of a bold paragraph: below every heading.
const BOLD: u8 = 7;

/// Headings are shorter than this, in bytes; a sentence in bold is none.
const LONGEST: usize = 100;

/// Adds the zones boilerplate and contact.
pub fn mark(item: &mut Item) {
    let heads = heads(item);
    for (nth, head) in heads.iter().enumerate() {
        let Some(zone) = head.zone else { continue };
        let end = heads[nth + 1..].iter().find(|next| next.rank <= head.rank);
        let end = end.map_or(item.blocks.len(), |next| next.block);
        let extents = section(&item.blocks, head, end);
        if !extents.is_empty() {
            item.zones.add(zone, extents);
        }
    }
}

/// Something that stands over what follows.
struct Head {
    /// Index of its block.
    block: usize,
    /// 1 is the highest.
    rank: u8,
    /// Which section it begins, if it is known.
    zone: Option<Zone>,
    /// Where the section begins in its own block; none if in the next.
    start: Option<usize>,
}

/// Headings, bold paragraphs, and bold openings that are known.
fn heads(item: &Item) -> Vec<Head> {
    let mut emphasised = item.zones.of(Zone::Emphasis).iter().flatten().peekable();
    let mut heads = Vec::new();
    for (block, content) in item.blocks.iter().enumerate() {
        let text = content.segment.text();
        let rank = match content.kind {
            BlockKind::Heading(rank) => Some(rank),
            BlockKind::Paragraph if content.bold => Some(BOLD),
            _ => None,
        };
        while emphasised.next_if(|extent| (extent.block as usize) < block).is_some() {}
        if let Some(rank) = rank {
            heads.push(Head { block, rank, zone: known(text), start: None });
        } else if content.kind == BlockKind::Paragraph
            && let Some(first) = emphasised.peek()
            && (first.block as usize, first.range.start) == (block, 0)
            && let Some(zone) = text.get(..first.range.end as usize).and_then(known)
        {
            let rest = text[first.range.end as usize..]
                .trim_start_matches([':', ' ', '\n', '.', '\u{a0}']);
            let start = Some(text.len() - rest.len());
            heads.push(Head { block, rank: BOLD, zone: Some(zone), start });
        } else if content.kind == BlockKind::Paragraph
            && let Some((zone, start)) = plain_head(text)
        {
            heads.push(Head { block, rank: BOLD, zone: Some(zone), start });
        }
    }
    heads
}

/// A known heading that nobody marked: alone on the first line of its paragraph, or before a colon. Where the
/// section begins in the paragraph; none if in the next.
fn plain_head(text: &str) -> Option<(Zone, Option<usize>)> {
    let line = text.find('\n').unwrap_or(text.len());
    let mut colons = memchr::memchr_iter(b':', &text.as_bytes()[..line]).map(|at| at + 1);
    let colon = colons.find(|&at| text[at..line].starts_with(' '));
    let end = colon.unwrap_or(line);
    // A sentence that begins like a heading is none: *Kontakt hält …* is longer than its head.
    let legal = LEGAL_FORMS.iter().any(|form| text[..line].ends_with(form));
    let ends = text[..line].ends_with(['.', '!', '?']) && !legal;
    let zone = known(&text[..end]).filter(|_| colon.is_some() || !ends)?;
    let rest = text[end..].trim_start();
    Some((zone, (!rest.is_empty()).then(|| text.len() - rest.len())))
}

/// What stands under a head, up to the block `end`.
fn section(blocks: &[Block], head: &Head, end: usize) -> Vec<Extent> {
    let first = head.block + usize::from(head.start.is_none());
    let inside = blocks.iter().enumerate().take(end).skip(first);
    inside
        .filter_map(|(at, block)| {
            let mut extent = block.extent(Span::empty(at).start);
            if at == head.block {
                extent.range.start = Span::empty(head.start.unwrap_or_default()).start;
            }
            (!extent.range.is_empty()).then_some(extent)
        })
        .collect()
}

/// Which section a heading begins.
fn known(heading: &str) -> Option<Zone> {
    if heading.len() > LONGEST {
        return None;
    }
    let trimmed = heading.trim().trim_end_matches([':', '.', ' ', '\u{a0}']);
    let folded = fold(trimmed).split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = |with: &str| {
        folded
            .strip_prefix(with)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '/', ',']))
    };
    if CONTACTS.contains(&folded.as_str()) || CONTACT_OPENINGS.iter().any(|with| begins(with)) {
        Some(Zone::Contact)
    } else if COMPANIES.contains(&folded.as_str()) || is_about(trimmed) {
        Some(Zone::Boilerplate)
    } else {
        None
    }
}

/// `Über die Muster AG`, `Über uns`, `About Muster`: the word, then a name. Not `Über 500 Gäste`, `About time`.
fn is_about(heading: &str) -> bool {
    let mut words = heading.split_whitespace();
    let Some(first) = words.next().map(fold) else { return false };
    let Some(next) = words.next() else { return false };
    let article = match first.as_ref() {
        "über" => ["uns", "die", "das", "den"].contains(&next),
        "about" => ["us", "the"].contains(&next),
        _ => return false,
    };
    article || next.chars().next().is_some_and(char::is_uppercase)
}

/// Legal forms that end in a full stop: *About Muster Inc.* is a heading, not a sentence.
const LEGAL_FORMS: [&str; 8] =
    [" Inc.", " Corp.", " Co.", " Ltd.", " e.V.", " e. V.", " e.K.", " a. G."];

/// Headings of the boilerplate beside *Über …* and *About …*, in small letters.
const COMPANIES: &[&str] = &[
    "boilerplate",
    "company profile",
    "das unternehmen",
    "die unternehmen",
    "firmenporträt",
    "firmenprofil",
    "kurzporträt",
    "kurzprofil",
    "unternehmensporträt",
    "unternehmensprofil",
    "zum unternehmen",
];

/// Headings of the press contact, in small letters.
const CONTACTS: &[&str] = &[
    "ansprechpartner",
    "ansprechpartnerin",
    "ansprechperson",
    "contact",
    "contact us",
    "contacts",
    "ihr kontakt",
    "ihre ansprechpartnerin",
    "kontakt",
    "kontakte",
    "rückfragen",
    "weitere informationen und kontakt",
];

/// Beginnings of such headings that say enough whatever follows (a name, *für Medien*).
const CONTACT_OPENINGS: &[&str] = &[
    "ansprechpartner für",
    "ansprechpartnerin für",
    "ansprechperson für",
    "contact for",
    "contact information",
    "for further information",
    "for media inquiries",
    "for more information",
    "for press inquiries",
    "kontakt für",
    "kontaktdaten",
    "media contact",
    "media contacts",
    "media enquiries",
    "media inquiries",
    "media relations",
    "medienanfragen",
    "medienkontakt",
    "medienkontakte",
    "press contact",
    "press contacts",
    "press enquiries",
    "press inquiries",
    "press office",
    "presseanfragen",
    "pressekontakt",
    "pressekontakte",
    "pressestelle",
    "rückfragen an",
    "rückfragen bitte an",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_both_languages() {
        for heading in [
            "Über die Muster AG",
            "Über uns",
            "ÜBER MUSTER",
            "About Muster",
            "About the company:",
            "Unternehmens\u{ad}profil",
            "U\u{308}ber uns",
        ] {
            assert_eq!(known(heading), Some(Zone::Boilerplate), "{heading}");
        }
        for heading in [
            "Pressekontakt",
            "Kontakt:",
            "Pressekontakt Muster AG",
            "Media contact",
            "PRESS CONTACTS",
            "Kontakt für Medien",
            "For further information, please contact:",
        ] {
            assert_eq!(known(heading), Some(Zone::Contact), "{heading}");
        }
        for heading in [
            "Über 500 Gäste",
            "Über eine Million",
            "About time",
            "About 500 jobs",
            "Kontakt mit Kunden halten",
            "Pressekontakte-Treffen",
            "Überall",
            "",
            "About",
        ] {
            assert_eq!(known(heading), None, "{heading}");
        }
    }
}
