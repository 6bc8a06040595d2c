//! Addresses in a text: links and mail addresses.
//!
//! In: a text. Out: where addresses stand and of which sort they are, in order. A bare name is a link only if
//! its last label is a real top-level domain and it does not look like a file. Addresses are also what no
//! number, date or mention is found in. What one channel links is not known here.

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::lexicon::channel::{Channel, x};
use crate::lexicon::domain;

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether it is a mail address.
    pub mail: bool,
}

/// Endings of files that are also top-level domains, so that `README.md` is no link. Only where files are
/// more common in our texts than sites.
const FILE_ENDINGS: [&str; 6] = ["md", "mov", "py", "rs", "sh", "zip"];

/// The top-level domain kept free for examples (RFC 2606): no site has it, but made-up people have addresses.
const RESERVED: &str = "example";

/// Most bytes of the local part of a mail address (RFC 5321).
const MOST_LOCAL: usize = 64;

/// All addresses in `text`.
pub(super) fn find(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    if !may_hold(text) {
        return found;
    }
    let bytes = text.as_bytes();
    let (mut at, mut done) = (0, 0);
    while at < bytes.len() {
        let (range, next) = match bytes[at] {
            b':' if text[at..].starts_with("://") => with_scheme(text, at, done),
            b'@' => mail(text, at, done),
            b'.' => bare(text, at, done),
            _ => (None, at + 1),
        };
        if let Some(range) = range {
            done = range.end;
            found.push(Address { range, mail: bytes[at] == b'@' });
        }
        at = next.max(at + 1);
    }
    found
}

/// A quick look: a dot with something on both sides, an `@`, or `://`.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'@' => true,
        b':' => bytes[at..].starts_with(b"://"),
        b'.' => at > 0 && part(bytes.get(at - 1)) && part(bytes.get(at + 1)),
        _ => false,
    })
}

/// Characters of host names in bare links and mail addresses.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '.' | '_') || is_mark(c)
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Characters of host names behind a scheme: symbols too (`http://☃.net`).
fn is_host_char(c: char) -> bool {
    is_name_char(c) || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Symbol)
}

fn run_end(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c| !belongs(c)).map_or(text.len(), |offset| at + offset)
}

fn run_start(text: &str, from: usize, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    let before = &text[from..at];
    let back = before.char_indices().rev().find(|(_, c)| !belongs(*c));
    back.map_or(from, |(offset, c)| from + offset + c.len_utf8())
}

/// `https://…` with its `://` at `at`; gives where to go on.
fn with_scheme(text: &str, at: usize, done: usize) -> (Option<Range<usize>>, usize) {
    let start = run_start(text, done, at, |c| c.is_alphanumeric());
    let scheme = &text[start..at];
    let begin = at + 3;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return (None, begin);
    }
    let host_at = match user_info(text, begin) {
        Some(Some(end)) => end,
        Some(None) => begin,
        None => return (None, run_end(text, begin, |c| !c.is_whitespace())),
    };
    match host(text, host_at) {
        Some(end) => {
            let end = behind_host(text, end);
            (Some(start..end), end)
        }
        None => (None, run_end(text, host_at, is_host_char)),
    }
}

/// The `user:password@` at `at`: where it ends, `Some(None)` if there is none, `None` if it cannot be one.
fn user_info(text: &str, at: usize) -> Option<Option<usize>> {
    const MOST: usize = 256;
    let stop = text[at..]
        .char_indices()
        .take(MOST)
        .find(|(_, c)| matches!(c, '@' | '/' | '?' | '#' | '"' | '<' | '>') || c.is_whitespace());
    let Some((offset, '@')) = stop else { return Some(None) };
    let allowed = |c: char| c.is_alphanumeric() || "-._~%!$&'()*+,;=:".contains(c);
    text[at..at + offset].chars().all(allowed).then_some(Some(at + offset + 1))
}

/// Where the host behind a scheme ends: a name of one or more labels, or an address in digits.
fn host(text: &str, at: usize) -> Option<usize> {
    if text[at..].starts_with('[') {
        let inner = run_end(text, at + 1, |c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'));
        return (inner > at + 1 && text[inner..].starts_with(']')).then_some(inner + 1);
    }
    let end = run_end(text, at, is_host_char);
    let name = text[at..end].trim_end_matches('.');
    if name.len() > 4 * domain::MOST_NAME_BYTES {
        return None;
    }
    let labels: Vec<&str> = name.split('.').collect();
    let (last, others) = labels.split_last()?;
    if labels.iter().all(|label| label.bytes().all(|byte| byte.is_ascii_digit())) {
        let octets = labels.iter().all(|label| label.len() <= 3 && label.parse::<u8>().is_ok());
        return (labels.len() == 4 && octets).then_some(at + name.len());
    }
    let plain = |label: &&str| is_label(label) && !label.contains('_');
    let sound = plain(last)
        && !last.bytes().all(|byte| byte.is_ascii_digit())
        && others.last().is_none_or(plain)
        && others.iter().all(|label| is_label(label));
    sound.then_some(at + name.len())
}

/// Whether a label can be one: some length, no hyphen or underscore at its ends.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with(['-', '_'])
        && !label.ends_with(['-', '_'])
        && domain::ascii_length(label).is_some_and(|length| length <= domain::MOST_LABEL_BYTES)
}

/// A name without scheme around the dot at `at`: `example.com/path`; gives where to go on.
fn bare(text: &str, at: usize, done: usize) -> (Option<Range<usize>>, usize) {
    let start = run_start(text, done, at, is_name_char);
    let end = run_end(text, at, is_name_char);
    let trimmed = text[start..end].trim_start_matches(['.', '-', '_']);
    let start = end - trimmed.len();
    let name = trimmed.trim_end_matches(['.', '-', '_']);
    let name_end = start + name.len();
    let before = text[..start].chars().next_back();
    let held = before.is_some_and(|c| c.is_alphanumeric() || "@#$/\\=&%".contains(c));
    if held
        || name.len() > domain::MOST_NAME_BYTES
        || leads_to_mail(text, end)
        || !is_site(name, text, end)
    {
        return (None, end);
    }
    let link_end = if name_end == end { behind_host(text, end) } else { name_end };
    (Some(start..link_end), link_end.max(end))
}

/// Whether what stands at `end` goes on to an `@`: the name was the beginning of a mail address.
fn leads_to_mail(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let local = rest.chars().take(MOST_LOCAL).find(|c| !(is_name_char(*c) || "+%'".contains(*c)));
    local == Some('@')
}

/// Whether a bare name is the name of a site: labels, a real top-level domain in lower case, and no file.
fn is_site(name: &str, text: &str, end: usize) -> bool {
    let Some((rest, last)) = name.rsplit_once('.') else { return false };
    let www = rest.len() > 4 && rest.as_bytes()[..4].eq_ignore_ascii_case(b"www.");
    let path = text[end..].starts_with('/') && name.len() == name.trim_end_matches('.').len();
    // `fertig.In` is a missing blank, `ASP.NET` a name.
    let lower = www || !last.chars().any(char::is_uppercase);
    let file = FILE_ENDINGS.contains(&last) && !www && !path;
    // `um 5.am Montag`
    let digits = last.len() == 2 && !path && rest.bytes().all(|byte| byte.is_ascii_digit());
    lower
        && !file
        && !digits
        && !rest.contains('_')
        && rest.split('.').all(is_label)
        && domain::is_top_level(last)
}

/// Behind the port, path, query and fragment that may follow a host.
fn behind_host(text: &str, host_end: usize) -> usize {
    let mut end = host_end;
    if text[end..].starts_with(':') {
        let port = run_end(text, end + 1, |c| c.is_ascii_digit());
        if (1..=5).contains(&(port - end - 1)) {
            end = port;
        }
    }
    if !text[end..].starts_with(['/', '?', '#']) {
        return end;
    }
    let stop = run_end(text, end, |c| {
        !c.is_whitespace()
            && !c.is_control()
            && !"\"<>\\^`{|}«»‹›„“”\u{AD}\u{200B}\u{2060}\u{FEFF}".contains(c)
            || c == '|'
    });
    end + trimmed(&text[end..stop])
}

/// The length of a path without the marks that end the sentence and the brackets that were opened outside.
fn trimmed(path: &str) -> usize {
    let count = |mark: char| path.matches(mark).count();
    let mut round = (count('('), count(')'));
    let mut square = (count('['), count(']'));
    let mut rest = path;
    while let Some(last) = rest.chars().next_back() {
        let unbalanced = match last {
            ')' => {
                let open = round.1 > round.0;
                round.1 -= 1;
                open
            }
            ']' => {
                let open = square.1 > square.0;
                square.1 -= 1;
                open
            }
            '(' => {
                round.0 -= 1;
                true
            }
            _ => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | '*' | '…'),
        };
        let possessive =
            last == 's' && rest.len() > 2 && rest[..rest.len() - 1].ends_with(['\'', '’']);
        if !unbalanced && !possessive {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest.len()
}

/// A mail address around the `@` at `at`; gives where to go on.
fn mail(text: &str, at: usize, done: usize) -> (Option<Range<usize>>, usize) {
    let belongs = |c: char| is_name_char(c) || "+%'".contains(c);
    let nearby = text[..at].char_indices().rev().take(MOST_LOCAL + 1).last();
    let floor = nearby.map_or(at, |(offset, _)| offset).max(done);
    let start = run_start(text, floor, at, belongs);
    let local = text[start..at].trim_start_matches(['.', '-', '\'', '_', '%', '+']);
    let start = at - local.len();
    let before = text[..start].chars().next_back();
    let end = run_end(text, at + 1, is_name_char);
    let host = text[at + 1..end].trim_end_matches(['.', '-', '_']);
    let host_end = at + 1 + host.len();
    let sound = !local.is_empty()
        && local.len() <= MOST_LOCAL
        && !local.ends_with('.')
        && !before.is_some_and(|c| c == '@' || c == '/')
        && host.len() <= domain::MOST_NAME_BYTES
        && host.rsplit_once('.').is_some_and(|(rest, last)| {
            (domain::is_top_level(last) || last.eq_ignore_ascii_case(RESERVED))
                && !rest.contains('_')
                && rest.split('.').all(is_label)
        });
    (sound.then_some(start..host_end), end)
}

/// Where a channel's text holds links and mail addresses: no mention and no hashtag stands inside.
pub(super) fn links(text: &str, channel: Channel) -> Vec<Range<usize>> {
    if channel == Channel::X {
        return x::url::find(text, true);
    }
    find(text).into_iter().map(|address| address.range).collect()
}
