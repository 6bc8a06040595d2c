//! Class `email`: mail addresses.
//!
//! In: a text. Out: the addresses, with a real top-level domain.

use super::{Example, Find, address, finds};
use crate::text::Span;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "addresses that are written to hide (`presse (at) muster.de`), quoted local parts, hosts without a top-level domain";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds(
        "de",
        "Fragen an [[presse@muster.de]] oder [[vorname.nachname+test@sub.muster.de]].",
        &[],
    ),
    finds(
        "de",
        "@muster, @presse@muster.social, a@b, presse@muster, https://a.de/@presse, 3 @ 5",
        &[],
    ),
    finds("en", "Write to <[[jane.o'hara@example.co.uk]]>, mailto:[[press@example.com]].", &[]),
    finds("en", "user@localhost, @example.com, price@5, x@example.invalidtld", &[]),
];

/// The mail addresses of `text`.
pub(super) fn find(text: &str) -> Vec<Find> {
    if !text.contains('@') {
        return Vec::new();
    }
    let mails = address::find(text).into_iter().filter(|address| address.mail);
    mails.map(|address| Find::new(Span::from(address.range), None)).collect()
}
