//! Files of allowed signers, as OpenSSH keeps them: read to supply keys, written so that anybody can check.
//!
//! In: the text of such a file. Out: keys with the name they are for and the window in which they count.
//! Only what means the same on every machine is read; any other line is an error. The other way: people of
//! the register as such a file.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::problem::finding::{SignersKey, SignersLine, UnknownPrincipal};
use super::signature::NAMESPACE;
use super::words::last_second;
use crate::diagnostic::{Bilingual, Complaint, Diagnostic};
use crate::register::{Key, KeyError, People, Person, PersonKey, Validity};
use crate::text::{Moment, Place, SourceId, Span};

/// A key for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplied {
    /// The principal.
    pub name: String,
    /// The key and its window.
    pub key: PersonKey,
}

/// Reads a file of allowed signers; keys of other purposes are left out.
#[must_use]
pub fn read(text: &str, source: SourceId) -> (Vec<Supplied>, Vec<Diagnostic>) {
    let mut supplied = Vec::new();
    let mut problems = Vec::new();
    let mut start = 0;
    for (at, whole) in text.split_inclusive('\n').enumerate() {
        let line = whole.trim_end_matches(['\n', '\r']);
        let place = Place::new(source, Span::new(start, start + line.len()));
        start += whole.len();
        match read_line(line) {
            Ok(None) => {}
            Ok(Some((names, Some((key, validity))))) => {
                let key = PersonKey { key, validity, compromised: None, place };
                let each = names.into_iter().map(|name| Supplied { name, key: key.clone() });
                supplied.extend(each);
            }
            Ok(Some((_, None))) => {}
            Err(Refused::Kind(kind)) => problems.push(SignersKey { kind }.at(place)),
            Err(Refused::Line(reason)) => {
                problems.push(SignersLine { line: at + 1, reason }.at(place));
            }
        }
    }
    (supplied, problems)
}

/// Gives supplied keys to the people whose they are.
pub fn add(people: &mut People, supplied: Vec<Supplied>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for Supplied { name, key } in supplied {
        let place = key.place;
        match people.add_key(&name, key) {
            Ok(Some(())) => {}
            Ok(None) => problems.push(UnknownPrincipal { name }.at(place)),
            Err(shared) => problems.push(shared.at(place)),
        }
    }
    problems
}

enum Refused {
    Kind(String),
    Line(Bilingual),
}

type Line = (Vec<String>, Option<(Key, Validity)>);

/// `NAME[,NAME] [OPTION[,OPTION]] KIND BASE64 [COMMENT]`; nothing for blank lines and comments; no key
/// where it serves other purposes.
fn read_line(line: &str) -> Result<Option<Line>, Refused> {
    let line = line.trim_matches([' ', '\t']);
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    if line.chars().any(|one| one.is_control() && one != '\t') {
        return Err(Refused::Line(reason::SHAPE));
    }
    let (names, rest) = line.split_once([' ', '\t']).ok_or(Refused::Line(reason::SHAPE))?;
    let names: Vec<_> = names.split(',').map(str::to_owned).collect();
    let plain = |name: &String| !name.is_empty() && !name.contains(['*', '?', '!', '"', '\'']);
    if !names.iter().all(plain) {
        return Err(Refused::Line(reason::PRINCIPAL));
    }
    let rest = rest.trim_start_matches([' ', '\t']);
    match Key::parse(rest) {
        Ok(key) => return Ok(Some((names, Some((key, Validity::default()))))),
        Err(KeyError::Kind(kind)) if rest.starts_with(&kind) => return Err(Refused::Kind(kind)),
        Err(_) => {}
    }
    let (options, rest) = cut_options(rest).ok_or(Refused::Line(reason::OPTION))?;
    let options = read_options(&options)?;
    match Key::parse(rest) {
        Ok(key) => Ok(Some((names, options.ours.then_some((key, options.validity))))),
        Err(KeyError::Kind(kind)) if rest.starts_with(&kind) => Err(Refused::Kind(kind)),
        Err(_) => Err(Refused::Line(reason::SHAPE)),
    }
}

/// Options up to the first blank outside quotation marks, as names with their values.
fn cut_options(text: &str) -> Option<(Vec<(&str, &str)>, &str)> {
    let mut options = Vec::new();
    let mut rest = text;
    loop {
        let (name, tail) = rest.split_once("=\"")?;
        let (value, tail) = tail.split_once('"')?;
        if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            return None;
        }
        options.push((name, value));
        match tail.strip_prefix(',') {
            Some(next) => rest = next,
            None => {
                let key = tail.trim_start_matches([' ', '\t']);
                return (key.len() < tail.len()).then_some((options, key));
            }
        }
    }
}

struct Options {
    ours: bool,
    validity: Validity,
}

fn read_options(options: &[(&str, &str)]) -> Result<Options, Refused> {
    let mut read = Options { ours: true, validity: Validity::default() };
    let mut seen = Vec::new();
    for (name, value) in options {
        if seen.contains(name) {
            return Err(Refused::Line(reason::TWICE));
        }
        seen.push(*name);
        match *name {
            "namespaces" => {
                if value.contains(['*', '?', '!', '\\']) {
                    return Err(Refused::Line(reason::PATTERN));
                }
                read.ours = value.split(',').any(|one| one == NAMESPACE);
            }
            "valid-after" => read.validity.from = Some(moment(read_time(value)?)),
            "valid-before" => {
                // Both ends are inside for OpenSSH; ours ends before its end.
                let last = read_time(value)?;
                let end = last.checked_add(jiff::SignedDuration::from_secs(1));
                read.validity.until = Some(moment(end.unwrap_or(last)));
            }
            _ => return Err(Refused::Line(reason::OPTION)),
        }
    }
    // OpenSSH refuses a line whose window has at most one instant.
    let empty = matches!(
        read.validity.bounds(&TimeZone::UTC),
        Ok((Some(from), Some(until))) if last_second(until) <= from
    );
    if empty { Err(Refused::Line(reason::WINDOW)) } else { Ok(read) }
}

/// `YYYYMMDD[HHMM[SS]]Z`
fn read_time(text: &str) -> Result<Timestamp, Refused> {
    let refused = || Refused::Line(reason::TIME);
    let digits = text.strip_suffix('Z').ok_or_else(refused)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused());
    }
    let full = match digits.len() {
        8 => format!("{digits}000000"),
        12 => format!("{digits}00"),
        14 => digits.to_owned(),
        _ => return Err(refused()),
    };
    let part = |from: usize, to: usize| full.get(from..to).unwrap_or_default();
    let written = format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    );
    Moment::parse(&written).and_then(|moment| moment.instant(&TimeZone::UTC)).map_err(|_| refused())
}

fn moment(at: Timestamp) -> Moment {
    let local = TimeZone::UTC.to_datetime(at);
    Moment { date: local.date(), time: Some(local.time()), offset: Some(Offset::UTC) }
}

/// The keys of all people as a file of allowed signers, for `ssh-keygen -Y verify`. A withdrawn key is
/// left out; windows are those of person and key together.
#[must_use]
pub fn write(people: &People, zone: &TimeZone) -> String {
    let mut file = String::new();
    for person in people.persons() {
        let id = &person.id.text;
        let plain = !id.starts_with('#')
            && !id.contains(|one: char| one.is_whitespace() || "*?!,\"'".contains(one));
        for key in person.keys.iter().filter(|key| key.compromised.is_none()) {
            let Some((from, until)) = window(person, key, zone) else { continue };
            if !plain {
                let _ = writeln!(file, "# {} cannot be a principal", id.escape_debug());
                continue;
            }
            let _ = write!(file, "{id} namespaces=\"{NAMESPACE}\"");
            if let Some(from) = from {
                let _ = write!(file, ",valid-after=\"{}\"", write_time(from));
            }
            if let Some(until) = until {
                let _ = write!(file, ",valid-before=\"{}\"", write_time(last_second(until)));
            }
            let _ = writeln!(file, " {}", key.key);
        }
    }
    file
}

/// When signatures of a key count; nothing if never.
fn window(
    person: &Person,
    key: &PersonKey,
    zone: &TimeZone,
) -> Option<(Option<Timestamp>, Option<Timestamp>)> {
    let mut from: Option<Timestamp> = None;
    let mut until: Option<Timestamp> = None;
    for window in person.active.iter().chain([&key.validity]) {
        let (start, end) = window.bounds(zone).ok()?;
        from = from.max(start);
        until = match (until, end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    let empty = from.zip(until).is_some_and(|(from, until)| until <= from);
    (!empty).then_some((from, until))
}

fn write_time(at: Timestamp) -> String {
    let local = TimeZone::UTC.to_datetime(at);
    format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}Z",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second()
    )
}

mod reason {
    use crate::diagnostic::Bilingual;

    pub const SHAPE: Bilingual = Bilingual {
        en: "a name, perhaps options, then a key are expected",
        de: "erwartet werden ein Name, gegebenenfalls Optionen, dann ein Schlüssel",
    };
    pub const PRINCIPAL: Bilingual = Bilingual {
        en: "names are written out, without patterns and quotation marks",
        de: "Namen werden ausgeschrieben, ohne Muster und Anführungszeichen",
    };
    pub const OPTION: Bilingual = Bilingual {
        en: "only `namespaces`, `valid-after` and `valid-before` are read, each with its value in quotation marks",
        de: "gelesen werden nur `namespaces`, `valid-after` und `valid-before`, jeweils mit Wert in Anführungszeichen",
    };
    pub const TWICE: Bilingual =
        Bilingual { en: "an option stands twice", de: "eine Option steht doppelt" };
    pub const PATTERN: Bilingual = Bilingual {
        en: "namespaces are written out, without patterns",
        de: "`namespaces` werden ausgeschrieben, ohne Muster",
    };
    pub const WINDOW: Bilingual = Bilingual {
        en: "`valid-before` must be later than `valid-after`",
        de: "`valid-before` muss später sein als `valid-after`",
    };
    pub const TIME: Bilingual = Bilingual {
        en: "times are written as `20261231235959Z`; without the `Z` they mean something else on every machine",
        de: "Zeiten werden als `20261231235959Z` geschrieben; ohne das `Z` bedeuten sie auf jeder Maschine anderes",
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Kind, read as read_register};

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";
    const SOURCE: SourceId = SourceId(0);

    fn one(line: &str) -> Vec<Supplied> {
        let (supplied, problems) = read(line, SOURCE);
        assert!(problems.is_empty(), "{problems:#?}");
        supplied
    }

    fn code(line: &str) -> String {
        let (supplied, problems) = read(line, SOURCE);
        assert!(supplied.is_empty(), "{supplied:?}");
        problems.iter().map(|one| one.code.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_options_and_keys() {
        assert!(one("\n# comment\n  \n").is_empty());
        let two = one(&format!("carla@x,cb {KEY} carla's laptop\n"));
        assert_eq!(two.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["carla@x", "cb"]);
        let windowed = one(&format!(
            "a namespaces=\"file,obstat-approval\",valid-after=\"20260101Z\",valid-before=\"20261231235959Z\" {KEY}\r\n"
        ));
        let validity = windowed[0].key.validity;
        let at = |text: &str| text.parse().unwrap();
        assert!(!validity.holds(at("2025-12-31T23:59:59Z"), &TimeZone::UTC));
        assert!(validity.holds(at("2026-01-01T00:00:00Z"), &TimeZone::UTC));
        assert!(validity.holds(at("2026-12-31T23:59:59Z"), &TimeZone::UTC));
        assert!(!validity.holds(at("2027-01-01T00:00:00Z"), &TimeZone::UTC));
        assert!(one(&format!("a namespaces=\"git\" {KEY}")).is_empty());
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for line in [
            "carla@x".to_owned(),
            format!("*@x {KEY}"),
            format!("\"carla b\" {KEY}"),
            format!("!carla {KEY}"),
            format!("carla,, {KEY}"),
            format!("a cert-authority {KEY}"),
            format!("a namespaces=obstat-approval {KEY}"),
            format!("a namespaces=\"obstat-*\" {KEY}"),
            format!("a valid-after=\"20260101\" {KEY}"),
            format!("a valid-after=\"20260230Z\" {KEY}"),
            format!("a valid-after=\"2026Z\" {KEY}"),
            format!("a valid-after=\"20260101Z\",valid-after=\"20260101Z\" {KEY}"),
            format!("a valid-after=\"20260601Z\",valid-before=\"20260601Z\" {KEY}"),
            format!("a verify-required=\"yes\" {KEY}"),
            format!("a namespaces=\"obstat-approval\"{KEY}"),
            format!("a {}", &KEY[..KEY.len() - 1]),
        ] {
            assert_eq!(code(&line), "approval/signers-line", "{line}");
        }
        assert_eq!(code("a ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7"), "approval/signers-key");
    }

    #[test]
    fn keys_go_to_people_of_the_register() {
        let text = "- {id: carla@x, aliases: [cb]}\n- {id: ben@x}\n";
        let (mut register, _) = read_register(Kind::People, text, SOURCE);
        let people = register.people_mut().unwrap();
        assert!(add(people, one(&format!("cb {KEY}"))).is_empty());
        let key = people.find("carla@x").unwrap().keys[0].key.clone();
        assert_eq!(people.with_key(&key).unwrap().id.text, "carla@x");
        let codes = |problems: Vec<Diagnostic>| problems[0].code.to_string();
        assert_eq!(codes(add(people, one(&format!("nobody {KEY}")))), "approval/unknown-principal");
        assert_eq!(codes(add(people, one(&format!("ben@x {KEY}")))), "register/shared-identity");
        assert!(people.find("ben@x").unwrap().keys.is_empty());
    }

    #[test]
    fn what_is_written_is_read() {
        let text = format!(
            "- {{id: carla@x, active: {{until: 2026-12-31}}, keys: [{{key: {KEY}, from: \"2026-01-01T00:00:00Z\"}}]}}\n"
        );
        let (register, problems) = read_register(Kind::People, &text, SOURCE);
        assert!(problems.is_empty());
        let zone = crate::text::moment::zone("Europe/Berlin").unwrap();
        let file = write(register.people().unwrap(), &zone);
        assert_eq!(
            file,
            format!(
                "carla@x namespaces=\"obstat-approval\",valid-after=\"20260101000000Z\",valid-before=\"20261231225959Z\" {KEY}\n"
            )
        );
        let again = one(&file);
        assert_eq!(again[0].key.validity.until.unwrap().to_string(), "2026-12-31T23:00Z");
        let withdrawn = format!(
            "- {{id: a, keys: [{{key: {KEY}, compromised: 2026-05-02}}]}}\n- {{id: b c}}\n"
        );
        let (register, _) = read_register(Kind::People, &withdrawn, SOURCE);
        assert_eq!(write(register.people().unwrap(), &zone), "");
    }
}
