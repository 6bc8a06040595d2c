//! Parts of a policy that are read only when somebody asks: rules, messages, examples, the words of phrases.
//!
//! In a policy made from rule files such a part is simply there. In one read back from the cache it is bytes
//! until its first use, because a draft without findings needs none of it. These bytes are not copied: what was
//! read from the cache stays in memory as long as a part of it does.

use std::cell::RefCell;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes that belong to a larger whole.
#[derive(Clone, Default)]
pub struct Bytes {
    whole: Arc<Vec<u8>>,
    range: Range<usize>,
}

thread_local! {
    /// What is being read on this thread.
    static WHOLE: RefCell<Option<Arc<Vec<u8>>>> = const { RefCell::new(None) };
}

impl Bytes {
    /// Reads a value from a stretch of bytes; the [`Bytes`] in it stay parts of the whole.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read<T: DeserializeOwned>(
        whole: &Arc<Vec<u8>>,
        range: Range<usize>,
    ) -> Result<T, postcard::Error> {
        let before = WHOLE.replace(Some(Arc::clone(whole)));
        let read = postcard::from_bytes(whole.get(range).unwrap_or_default());
        WHOLE.set(before);
        read
    }

    /// The value that all of these bytes are.
    #[must_use]
    pub fn value<T: DeserializeOwned>(&self) -> Option<T> {
        Self::read(&self.whole, self.range.clone()).ok()
    }

    /// The value that a stretch of these bytes is.
    #[must_use]
    pub fn part<T: DeserializeOwned>(&self, range: Range<usize>) -> Option<T> {
        self.get(range.clone())?;
        let start = self.range.start;
        Self::read(&self.whole, start + range.start..start + range.end).ok()
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self { range: 0..bytes.len(), whole: Arc::new(bytes) }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.whole.get(self.range.clone()).unwrap_or_default()
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(AsTheyAre)
    }
}

/// Takes bytes as they are; where they are part of what is being read, without copying them.
struct AsTheyAre;

impl Visitor<'_> for AsTheyAre {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
        let shared = WHOLE.with_borrow(|whole| {
            let whole = whole.as_ref()?;
            let start = (bytes.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
            let range = start..start.checked_add(bytes.len())?;
            let same = whole.get(range.clone()).is_some_and(|part| std::ptr::eq(part, bytes));
            same.then(|| Bytes { whole: Arc::clone(whole), range })
        });
        Ok(shared.unwrap_or_else(|| bytes.to_vec().into()))
    }
}

/// A value that may still be bytes.
#[derive(Clone)]
pub struct Late<T> {
    bytes: Bytes,
    value: OnceLock<T>,
}

impl<T> From<T> for Late<T> {
    fn from(value: T) -> Self {
        Self { bytes: Bytes::default(), value: value.into() }
    }
}

impl<T: Default> Default for Late<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: DeserializeOwned + Default> Late<T> {
    /// The bytes are part of a whole whose hash was compared: that they cannot be read is as good as
    /// impossible, and leaves nothing.
    fn read(&self) -> T {
        self.bytes.value().unwrap_or_default()
    }

    /// Changes the value.
    pub fn change(&mut self, with: impl FnOnce(&mut T)) {
        let mut value = self.value.take().unwrap_or_else(|| self.read());
        with(&mut value);
        *self = value.into();
    }
}

impl<T: DeserializeOwned + Default> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| self.read())
    }
}

impl<'a, T: DeserializeOwned> IntoIterator for &'a Late<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

impl<T: Serialize + DeserializeOwned + Default> Serialize for Late<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec(self.deref()).map_err(S::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de, T> Deserialize<'de> for Late<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: Bytes::deserialize(deserializer)?, value: OnceLock::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_comes_back_when_it_is_asked_for() {
        let words: Late<Vec<String>> = vec!["eins".to_owned(), "zwei".to_owned()].into();
        let bytes = postcard::to_stdvec(&words).expect("stored");
        let read: Late<Vec<String>> = postcard::from_bytes(&bytes).expect("read");
        assert!(read.value.get().is_none());
        assert_eq!(*read, *words);
        let mut changed: Late<Vec<String>> = postcard::from_bytes(&bytes).expect("read");
        changed.change(|words| words.push("drei".to_owned()));
        assert_eq!(changed.len(), 3);
    }

    #[test]
    fn parts_of_parts_stay_where_they_are() {
        let inner: Late<Vec<String>> = vec!["eins".to_owned()].into();
        let outer: Late<Vec<Late<Vec<String>>>> = vec![inner].into();
        let mut bytes = vec![7, 7];
        bytes.extend(postcard::to_stdvec(&outer).expect("stored"));
        let whole = Arc::new(bytes);
        let read: Late<Vec<Late<Vec<String>>>> = Bytes::read(&whole, 2..whole.len()).expect("read");
        assert!(Arc::ptr_eq(&read.bytes.whole, &whole));
        assert!(Arc::ptr_eq(&read[0].bytes.whole, &whole));
        assert_eq!(*read[0], ["eins"]);
        // Nothing is shared with what is read afterwards.
        let alone: Late<Vec<String>> = postcard::from_bytes(&[1, 0]).expect("read");
        assert!(!Arc::ptr_eq(&alone.bytes.whole, &whole));
    }
}
