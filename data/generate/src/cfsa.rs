//! Reads the automaton of the German source: Morfologik's CFSA2 format.
//!
//! In: the bytes of a `.dict` file. Out: every byte string it holds, in the order of its arcs.
//!
//! After the magic number come a version, two bytes of flags and a table of frequent labels. An arc is a byte of
//! flags and a label index (0: the label follows as a byte of its own), then, unless its target follows
//! the state at once, the target's address as a variable-length number.

/// The target follows the last arc of this state.
const TARGET_NEXT: u8 = 1 << 7;
/// No further arc leaves this state.
const LAST: u8 = 1 << 6;
/// A string ends with this arc.
const FINAL: u8 = 1 << 5;
const LABEL: u8 = 0x1F;

/// An automaton.
pub struct Cfsa<'b> {
    labels: &'b [u8],
    arcs: &'b [u8],
}

impl<'b> Cfsa<'b> {
    /// Reads the header.
    ///
    /// # Errors
    /// If the bytes are no CFSA2 automaton, or one whose states are numbered.
    pub fn new(bytes: &'b [u8]) -> Result<Self, String> {
        let rest = bytes.strip_prefix(b"\\fsa\xC6").ok_or("not a CFSA2 automaton")?;
        let [numbers, _, size, rest @ ..] = rest else { return Err("header too short".into()) };
        if *numbers != 0 {
            return Err("states are numbered".into());
        }
        let (labels, arcs) = rest.split_at_checked(*size as usize).ok_or("header too short")?;
        Ok(Self { labels, arcs })
    }

    /// Calls `give` with every string.
    pub fn each(&self, give: &mut impl FnMut(&[u8])) {
        let root = self.target(0);
        self.walk(root, &mut Vec::new(), give);
    }

    fn walk(&self, state: usize, word: &mut Vec<u8>, give: &mut impl FnMut(&[u8])) {
        let mut arc = state;
        loop {
            let flags = self.arcs[arc];
            let index = (flags & LABEL) as usize;
            word.push(if index == 0 { self.arcs[arc + 1] } else { self.labels[index] });
            if flags & FINAL != 0 {
                give(word);
            }
            let target = self.target(arc);
            if target != 0 {
                self.walk(target, word, give);
            }
            word.pop();
            if flags & LAST != 0 {
                return;
            }
            arc = self.skip(arc);
        }
    }

    /// The state an arc leads to; 0 for none.
    fn target(&self, mut arc: usize) -> usize {
        if self.arcs[arc] & TARGET_NEXT == 0 {
            return self.number(arc + 1 + usize::from(self.arcs[arc] & LABEL == 0)).0;
        }
        while self.arcs[arc] & LAST == 0 {
            arc = self.skip(arc);
        }
        self.skip(arc)
    }

    /// The byte after an arc.
    fn skip(&self, arc: usize) -> usize {
        let after = arc + 1 + usize::from(self.arcs[arc] & LABEL == 0);
        if self.arcs[arc] & TARGET_NEXT == 0 { self.number(after).1 } else { after }
    }

    /// A number in groups of seven bits, lowest first, and the byte after it.
    fn number(&self, mut at: usize) -> (usize, usize) {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.arcs[at];
            value |= usize::from(byte & 0x7F) << shift;
            at += 1;
            shift += 7;
            if byte & 0x80 == 0 {
                return (value, at);
            }
        }
    }
}
