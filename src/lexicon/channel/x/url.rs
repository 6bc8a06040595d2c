//! Links on X: what counts 23, whatever its length.
//!
//! In: a text. Out: where links stand. A link without scheme is found too, also between characters of scripts
//! that write no blanks. The walk takes the text in runs of host characters; what is asked of a run is worked
//! out once, from its end, so that the time stays linear however often a link could begin in it.

use std::ops::Range;

use super::{is_invalid, is_latin_accent};
use crate::lexicon::domain;

/// Longest link, its scheme counted, in UTF-16 units.
const MOST_UNITS: usize = 4096;
/// Longest name behind `t.co/`.
const MOST_SLUG: usize = 40;

/// All links of `text`, in order; those without scheme only if `bare`.
#[must_use]
pub fn find(text: &str, bare: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('.') {
        return found;
    }
    let mut search = Search { text, bare, done: 0, found: &mut found };
    let mut at = 0;
    // A host holds a full stop with something directly behind it.
    while let Some(dot) = text[at..].find('.').map(|offset| at + offset) {
        if !text[dot + 1..].starts_with(is_host_char) {
            at = dot + 1;
            continue;
        }
        let floor = at.max(search.done);
        let before = text[floor..dot].char_indices().rev().find(|(_, c)| !in_run(*c));
        let start = before.map_or(floor, |(offset, c)| floor + offset + c.len_utf8());
        let end = text[dot..].find(|c| !in_run(c)).map_or(text.len(), |offset| dot + offset);
        search.run(start, end);
        at = end.max(search.done);
    }
    found
}

/// Where the search stands.
struct Search<'t, 'f> {
    text: &'t str,
    bare: bool,
    /// Behind the last match, kept or not.
    done: usize,
    found: &'f mut Vec<Range<usize>>,
}

/// One label of a run: `example` of `www.example.com`.
struct Label {
    start: usize,
    end: usize,
    /// Whether it ends in a character of hosts and a dot follows.
    ends_well: bool,
    /// Whether it can stand before a dot whole.
    sound: bool,
    /// Its last underscore, if any: a name before the top-level domain has none.
    underscore: Option<usize>,
    /// Where a top-level domain that begins here ends.
    top: Option<usize>,
    /// The farthest end of a host that begins in this label and takes at least one more label before its
    /// top-level domain.
    far: Option<usize>,
}

impl Search<'_, '_> {
    /// Finds the links in the run `start..end` of host characters.
    fn run(&mut self, start: usize, end: usize) {
        let text = self.text;
        let labels = labels(text, start, end);
        if let Some(scheme) = self.scheme_before(start)
            && let Some(host_end) = host_end(text, &labels, 0, start)
        {
            self.take(scheme, start, host_end, true);
        }
        for (nth, label) in labels.iter().enumerate() {
            for (offset, c) in text[label.start..label.end].char_indices() {
                let at = label.start + offset;
                // The character before belongs to the match, so it must not belong to the last one.
                let fresh = at == 0 || at > self.done;
                if at < self.done || !fresh || !is_host_char(c) || !may_precede(text, at) {
                    continue;
                }
                if let Some(host_end) = host_end(text, &labels, nth, at) {
                    self.take(at, at, host_end, false);
                }
            }
            if self.done >= end {
                return;
            }
        }
    }

    /// Where `http://` or `https://` begins that ends at `host`, if a link may begin there.
    fn scheme_before(&self, host: usize) -> Option<usize> {
        let before = self.text[..host].strip_suffix("://")?;
        let length = ["https", "http"].into_iter().map(str::len).find(|length| {
            let scheme = before.len().checked_sub(*length).and_then(|at| before.get(at..));
            scheme.is_some_and(|scheme| {
                scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
            })
        })?;
        let start = before.len() - length;
        let fresh = start == 0 || start > self.done;
        (fresh && may_precede(self.text, start)).then_some(start)
    }

    /// Reads on behind a host and keeps what counts as a link.
    fn take(&mut self, start: usize, host: usize, host_end: usize, scheme: bool) {
        let text = self.text;
        let (path, end) = behind_host(text, host_end);
        self.done = end;
        let scheme_units = if scheme { host - start } else { "https://".len() };
        let units: usize = text[start..end].chars().map(char::len_utf16).sum();
        if units + scheme_units > MOST_UNITS || !is_sound_host(&text[host..host_end]) {
            return;
        }
        if scheme {
            if let Some(end) = short_link_end(text, start, host_end, end) {
                self.found.push(start..end);
            }
        } else if self.bare && !text[..start].ends_with(['-', '_', '.', '/']) {
            let before = self.found.len();
            ascii_hosts(text, host, host_end, self.found);
            // Only the last of several hosts that stand close together can have the path.
            if let Some(last) = self.found[before..].last_mut().filter(|_| path) {
                last.end = end;
            }
        }
    }
}

/// The labels of a run, with what a host that begins in each of them can come to, worked out from the end.
fn labels(text: &str, start: usize, end: usize) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut at = start;
    for part in text[start..end].split('.') {
        let before_dot = at + part.len() < end;
        let ends_well = before_dot && part.ends_with(is_host_char);
        labels.push(Label {
            start: at,
            end: at + part.len(),
            ends_well,
            sound: ends_well && part.starts_with(is_host_char),
            underscore: part.rfind('_').map(|offset| at + offset),
            top: if labels.is_empty() { None } else { top_level_end(text, at) },
            far: None,
        });
        at += part.len() + 1;
    }
    for nth in (0..labels.len().saturating_sub(2)).rev() {
        let next = &labels[nth + 1];
        let near = if next.underscore.is_none() { labels[nth + 2].top } else { None };
        labels[nth].far = if next.sound { next.far.or(near) } else { None };
    }
    labels
}

/// The farthest end of a host that begins at `at` in the label `nth`.
fn host_end(text: &str, labels: &[Label], nth: usize, at: usize) -> Option<usize> {
    let label = labels.get(nth)?;
    if !label.ends_well || at >= label.end || !text[at..].starts_with(is_host_char) {
        return None;
    }
    let plain = label.underscore.is_none_or(|underscore| underscore < at);
    let near = if plain { labels.get(nth + 1).and_then(|next| next.top) } else { None };
    label.far.or(near)
}

/// Where a top-level domain that begins at `at` ends: the longest that no letter, digit, `@`, `+` or `-` follows.
fn top_level_end(text: &str, at: usize) -> Option<usize> {
    /// More characters than any top-level domain has that is not in ASCII.
    const MOST: usize = 24;
    let rest = &text[at..];
    if rest.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--")) {
        let more = rest
            .bytes()
            .skip(4)
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            .count();
        return (more > 0).then_some(at + 4 + more);
    }
    let free = |end: usize| {
        !rest[end..]
            .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-'))
    };
    let mut longest = None;
    let mut ascii = true;
    for (offset, c) in rest.char_indices().take(64) {
        if !is_host_char(c) || (!ascii && offset > 4 * MOST) {
            break;
        }
        ascii &= c.is_ascii();
        let end = offset + c.len_utf8();
        if free(end) && domain::is_top_level(&rest[..end]) {
            longest = Some(at + end);
        }
    }
    longest
}

/// Behind the port, path and query that may follow a host; whether there is a path.
fn behind_host(text: &str, host_end: usize) -> (bool, usize) {
    let mut end = host_end;
    if text[end..].starts_with(':') {
        let digits = text[end + 1..].bytes().take_while(u8::is_ascii_digit).count();
        end += if digits > 0 { digits + 1 } else { 0 };
    }
    let path = text[end..].starts_with('/');
    if path {
        end = path_end(text, end + 1);
    }
    (path, query_end(text, end))
}

/// Behind the path whose first slash ends at `start`: up to its last character that may end one.
fn path_end(text: &str, start: usize) -> usize {
    let (mut at, mut end) = (start, start);
    while let Some(c) = text[at..].chars().next() {
        if is_path_char(c) {
            at += c.len_utf8();
            if may_end_path(c) {
                end = at;
            }
        } else if let Some(close) = brackets_end(text, at) {
            at = close;
            end = close;
        } else {
            break;
        }
    }
    end
}

/// Behind a pair of brackets at `at`, with at most one pair inside.
fn brackets_end(text: &str, at: usize) -> Option<usize> {
    let skip =
        |from: usize| text[from..].find(|c| !is_path_char(c)).map_or(text.len(), |n| from + n);
    let open = |at: usize| text[at..].starts_with('(').then_some(at + 1);
    let close = |at: usize| text[at..].starts_with(')').then_some(at + 1);
    let begin = open(at)?;
    let first = skip(begin);
    if let Some(end) = close(first) {
        return (first > begin).then_some(end);
    }
    let inner = open(first)?;
    let inner_end = skip(inner);
    let after = close(inner_end).filter(|_| inner_end > inner)?;
    close(skip(after))
}

fn query_end(text: &str, at: usize) -> usize {
    let Some(query) = text[at..].strip_prefix('?') else { return at };
    let mut end = 0;
    for (offset, byte) in query.bytes().enumerate() {
        if !byte.is_ascii_alphanumeric() && !b"!?*'@();:&=+$/%#[]-_.,~|".contains(&byte) {
            break;
        }
        if byte.is_ascii_alphanumeric() || b"-_&=#/".contains(&byte) {
            end = offset + 1;
        }
    }
    if end == 0 { at } else { at + 1 + end }
}

/// The end of a link, cut behind the name if it is one of X's own short links; `None` if that is too long.
fn short_link_end(text: &str, start: usize, host_end: usize, end: usize) -> Option<usize> {
    let own = text[start..host_end]
        .rsplit('/')
        .next()
        .is_some_and(|host| host.eq_ignore_ascii_case("t.co"));
    let Some(rest) = text[host_end..end].strip_prefix('/').filter(|_| own) else {
        return Some(end);
    };
    let slug = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match slug {
        0 => Some(end),
        1..=MOST_SLUG => Some(query_end(text, host_end + 1 + slug)),
        _ => None,
    }
}

/// Whether a host's labels have a length that the domain name system allows, in their ASCII form.
fn is_sound_host(host: &str) -> bool {
    if host.starts_with("xn--") {
        // A name that says it is encoded must be in ASCII, or hold one that is.
        let mut inner = Vec::new();
        ascii_hosts(host, 0, host.len(), &mut inner);
        if inner.is_empty() {
            return false;
        }
    }
    host.split('.').all(|label| {
        domain::ascii_length(label)
            .is_some_and(|length| (1..=domain::MOST_LABEL_BYTES).contains(&length))
    })
}

/// The hosts of Latin letters in `from..to`: all that is linked without a scheme.
fn ascii_hosts(text: &str, from: usize, to: usize, found: &mut Vec<Range<usize>>) {
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_latin_accent(c);
    let host = &text[..to];
    let mut at = from;
    while at < to {
        // A chain of labels with a dot behind each, and the last place where a top-level domain fits.
        let start = at;
        let mut end = None;
        while let Some(length) = host[at..].find(|c| !latin(c)).filter(|length| *length > 0) {
            at += length;
            if !host[at..].starts_with('.') {
                break;
            }
            at += 1;
            end = top_level_end(host, at).or(end);
        }
        if let Some(end) = end {
            found.push(start..end);
            at = at.max(end);
        }
        if at == start || end.is_none() {
            // Nothing here: behind the character that ended the chain.
            at += host[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// Whether a link may begin behind the character before `at`.
fn may_precede(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_ascii_alphanumeric() && !"@＠$#＃".contains(c) && !is_invalid(c))
}

fn in_run(c: char) -> bool {
    is_host_char(c) || matches!(c, '-' | '_' | '.')
}

/// Whether a host can hold the character: no mark, blank, direction or invalid character.
fn is_host_char(c: char) -> bool {
    if c.is_ascii() {
        return !"!'#%&()*+,\\-./:;<=>?@[]^_{|}~$".contains(c)
            && c != ' '
            && !matches!(c, '\t'..='\r');
    }
    !matches!(
        c,
        '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}'
            | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{202A}'..='\u{202E}' | '\u{61C}' | '\u{200E}'
            | '\u{200F}' | '\u{2066}'..='\u{2069}'
    ) && !is_invalid(c)
}

fn is_path_char(c: char) -> bool {
    may_end_path(c) || "!*';:,.$%[]–~@|&".contains(c)
}

fn may_end_path(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "+-=_#/".contains(c)
        || matches!(c, '\u{400}'..='\u{4FF}')
        || is_latin_accent(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        find(text, true).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn links_with_and_without_scheme() {
        assert_eq!(
            links("Mehr: https://muster.de/a_(b), muster.de."),
            ["https://muster.de/a_(b)", "muster.de"]
        );
        assert_eq!(links("z.B. bericht.pdf, a@muster.de, $muster.de, -muster.de"), [""; 0]);
        assert_eq!(links("HTTP://Müller.DE/ü?a=b."), ["HTTP://Müller.DE/ü?a=b"]);
        let text = "nur muster.de und http://muster.de und http://a.de";
        assert_eq!(find(text, false), [18..34, 39..50]);
    }

    #[test]
    fn links_between_scripts_without_blanks() {
        assert_eq!(
            links("会社example.com/pathです例えばt.co/a한국"),
            ["example.com/path", "t.co/a"]
        );
        assert_eq!(links("http://twitter.みんなです"), ["http://twitter.みんな"]);
    }

    #[test]
    fn short_links_end_behind_their_name() {
        assert_eq!(links("https://t.co/Abc1's"), ["https://t.co/Abc1"]);
        assert_eq!(links(&format!("https://t.co/{}", "a".repeat(41))), [""; 0]);
    }
}
