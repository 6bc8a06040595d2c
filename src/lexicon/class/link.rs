//! Class `link`: bare addresses of the web in the shown text.
//!
//! In: a text. Out: the addresses. The links that a format marks (`[text](target)`) are known to the draft,
//! not here; what a single channel turns into a link is in `channel`.

use super::{Example, Find, address, finds};
use crate::text::Span;

/// What is not covered, for the table in the docs.
pub const NOT_COVERED: &str = "schemes other than http and https; names without scheme and `www` whose ending is in capitals (`ASP.NET`) or is more often that of a file (`README.md`, `archiv.zip`); company names written as addresses (`Booking.com`) are found";

/// Examples, run as tests: marks show the finds, values stand in order.
pub const EXAMPLES: &[Example] = &[
    finds("de", "Mehr auf [[https://www.muster.example/presse]] und [[muster.de]].", &[]),
    finds(
        "de",
        "([[https://de.wikipedia.org/wiki/Celle_(Stadt)]]), [[www.beispiel.de]]: ja! [[müller.de/a?b=c#d]]",
        &[],
    ),
    finds(
        "de",
        "Siehe bericht.pdf, README.md, z.B. Version 2.0.1, u.a. am 3.5.2026, fertig.In Berlin",
        &[],
    ),
    finds("de", "presse@muster.de, ASP.NET, e.V., 1.200.de-facto, @muster.de, #muster.de", &[]),
    finds(
        "en",
        "See [[example.com]], [[http://localhost:3000/a]] or [[HTTPS://EXAMPLE.COM/A]].",
        &[],
    ),
    finds(
        "en",
        "Find report.html, main.rs, node.js, v1.2.3, e.g. setup.sh; ftp://example.com",
        &[],
    ),
    finds(
        "en",
        "Have you seen [[example.co.uk]]? [[https://example.com/a,b]], [[https://example.com/a]]'s",
        &[],
    ),
    finds(
        "en",
        "[[http://user:pw@example.com:8080/x]] [[http://192.168.0.1/]] [[http://[::1]/a]] http://256.1.2.3/",
        &[],
    ),
];

/// The links of `text`.
pub(super) fn find(text: &str) -> Vec<Find> {
    let links = address::find(text).into_iter().filter(|address| !address.mail);
    links.map(|address| Find::new(Span::from(address.range), None)).collect()
}
