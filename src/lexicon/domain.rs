//! Domain names: whether a name can be one, and whether its last label is a real top-level domain.
//!
//! In: a host name as it stands in a text, in any script. Out: yes or no. The list of top-level domains is
//! IANA's, by way of the crate `tld`; labels in other scripts are looked up in their ASCII form (punycode,
//! RFC 3492). Only the last label is judged: `co.uk` alone passes.

/// Most bytes of a label in its ASCII form (RFC 1035).
pub const MOST_LABEL_BYTES: usize = 63;

/// Most bytes of a whole name (RFC 1035).
pub const MOST_NAME_BYTES: usize = 253;

/// Whether `label` is a top-level domain of the root zone, in any case and any script.
#[must_use]
pub fn is_top_level(label: &str) -> bool {
    if label.is_ascii() {
        return tld::exist_case_insensitive(label);
    }
    // The longest label of the root zone is `xn--` and 20 characters; a longer one need not be encoded.
    label.len() <= 4 * MOST_LABEL_BYTES
        && ascii_form(&label.to_lowercase()).is_some_and(|ascii| tld::exist(&ascii))
}

/// The bytes `label` has in its ASCII form; `None` if it has none.
#[must_use]
pub fn ascii_length(label: &str) -> Option<usize> {
    if label.is_ascii() {
        return Some(label.len());
    }
    // Every character beyond ASCII takes a byte at least: so long a label is too long anyway, and the
    // encoder, which is quadratic, never sees it.
    if label.chars().count() > MOST_LABEL_BYTES {
        return Some(label.chars().count());
    }
    ascii_form(&label.to_lowercase()).map(|ascii| ascii.len())
}

/// The ASCII form of a label in another script: `xn--` and its punycode.
fn ascii_form(label: &str) -> Option<String> {
    let basic: String = label.chars().filter(char::is_ascii).collect();
    let mut output = format!("xn--{basic}");
    if !basic.is_empty() {
        output.push('-');
    }
    let mut state = Punycode { delta: 0, bias: 72, handled: u32::try_from(basic.len()).ok()? };
    let (basic, mut threshold) = (state.handled, 128u32);
    let total = u32::try_from(label.chars().count()).ok()?;
    while state.handled < total {
        let next = label.chars().map(u32::from).filter(|&code| code >= threshold).min()?;
        let step = (next - threshold).checked_mul(state.handled + 1)?;
        state.delta = state.delta.checked_add(step)?;
        for code in label.chars().map(u32::from) {
            if code < next {
                state.delta = state.delta.checked_add(1)?;
            } else if code == next {
                state.emit(basic, &mut output);
            }
        }
        state.delta = state.delta.checked_add(1)?;
        threshold = next + 1;
    }
    Some(output)
}

/// The encoder's state, by the names of RFC 3492, section 6.3.
struct Punycode {
    delta: u32,
    bias: u32,
    handled: u32,
}

impl Punycode {
    /// Writes `delta` as a variable-length integer and adapts the bias.
    fn emit(&mut self, basic: u32, output: &mut String) {
        let mut rest = self.delta;
        let mut position = 36;
        loop {
            let limit = if position <= self.bias {
                1
            } else if position >= self.bias + 26 {
                26
            } else {
                position - self.bias
            };
            if rest < limit {
                break;
            }
            output.push(digit(limit + (rest - limit) % (36 - limit)));
            rest = (rest - limit) / (36 - limit);
            position += 36;
        }
        output.push(digit(rest));
        self.adapt(self.handled == basic);
        self.delta = 0;
        self.handled += 1;
    }

    fn adapt(&mut self, first: bool) {
        let mut delta = if first { self.delta / 700 } else { self.delta / 2 };
        delta += delta / (self.handled + 1);
        let mut steps = 0;
        while delta > 455 {
            delta /= 35;
            steps += 36;
        }
        self.bias = steps + 36 * delta / (delta + 38);
    }
}

/// Punycode counts letters first: `a` is 0, `z` is 25, then come `0` to `9`.
fn digit(value: u32) -> char {
    let byte = u8::try_from(value % 36).unwrap_or(0);
    char::from(if byte < 26 { b'a' + byte } else { b'0' + byte - 26 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_root_zone() {
        for label in ["com", "DE", "co", "museum", "みんな", "рф", "پاکستان", "xn--p1ai"]
        {
            assert!(is_top_level(label), "{label}");
        }
        for label in ["pdf", "html", "b", "", "deutschland", "日本語"] {
            assert!(!is_top_level(label), "{label}");
        }
    }

    #[test]
    fn punycode_as_the_standard_gives_it() {
        let samples = [
            ("bücher", "xn--bcher-kva"),
            ("münchen", "xn--mnchen-3ya"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
            ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
            ("☃", "xn--n3h"),
        ];
        for (label, ascii) in samples {
            assert_eq!(ascii_form(label).as_deref(), Some(ascii));
        }
        assert_eq!(ascii_length("bücher"), Some(13));
    }

    #[test]
    fn a_long_label_is_not_encoded() {
        let label = "ü".repeat(1_000_000);
        assert_eq!(ascii_length(&label), Some(1_000_000));
        assert!(!is_top_level(&label));
    }
}
