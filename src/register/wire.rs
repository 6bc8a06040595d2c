//! The wire form of SSH (RFC 4251, section 5), as far as keys and signatures need it: strict and total.
//!
//! In: bytes. Out: their parts, or nothing as soon as one byte is not as it must be. This file knows
//! neither keys nor signatures.

/// What is left to read.
#[derive(Clone, Copy, Debug)]
pub struct Wire<'a>(&'a [u8]);

impl<'a> Wire<'a> {
    /// All of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A number of four bytes.
    pub fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    /// A string: its length, then its bytes.
    pub fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).ok()?)
    }

    /// A positive whole number in its shortest form, of at most `most` bytes without the sign.
    pub fn positive(&mut self, most: usize) -> Option<&'a [u8]> {
        let number = self.string()?;
        let digits = match number {
            [0, high, ..] if *high >= 0x80 => number.get(1..)?,
            [0, ..] | [] => return None,
            [high, ..] if *high >= 0x80 => return None,
            _ => number,
        };
        (digits.len() <= most).then_some(digits)
    }

    /// Nothing, if nothing is left.
    #[must_use]
    pub fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_exactly_and_never_beyond_the_end() {
        let mut wire = Wire::new(&[0, 0, 0, 2, b'a', b'b', 7]);
        assert_eq!(wire.string(), Some(&b"ab"[..]));
        assert_eq!(wire.end(), None);
        assert_eq!((wire.byte(), wire.byte()), (Some(7), None));
        assert_eq!(Wire::new(&[0, 0, 0, 9, b'a']).string(), None);
        assert_eq!(Wire::new(&[255, 255, 255, 255]).string(), None);
    }

    #[test]
    fn whole_numbers_have_one_form() {
        let positive = |bytes: &[u8]| {
            let mut wire = vec![0, 0, 0, u8::try_from(bytes.len()).unwrap()];
            wire.extend(bytes);
            Wire::new(&wire).positive(2).map(<[u8]>::to_vec)
        };
        assert_eq!(positive(&[0x7F]), Some(vec![0x7F]));
        assert_eq!(positive(&[0, 0x80]), Some(vec![0x80]));
        assert_eq!(positive(&[0, 0x80, 1]), Some(vec![0x80, 1]));
        for refused in [&[][..], &[0], &[0, 1], &[0x80], &[1, 2, 3]] {
            assert_eq!(positive(refused), None, "{refused:?}");
        }
    }
}
