//! Parts of a policy that are read only when somebody asks: messages, examples, the words of phrases.
//!
//! In a policy made from rule files such a part is simply there. In one read back from the cache it is bytes
//! until its first use, because a draft without findings needs none of it.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that may still be bytes.
#[derive(Clone)]
pub struct Late<T> {
    bytes: Box<[u8]>,
    value: OnceLock<T>,
}

impl<T> From<T> for Late<T> {
    fn from(value: T) -> Self {
        Self { bytes: Box::default(), value: value.into() }
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
        postcard::from_bytes(&self.bytes).unwrap_or_default()
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
        let bytes = deserializer.deserialize_bytes(Bytes)?;
        Ok(Self { bytes, value: OnceLock::new() })
    }
}

/// Takes bytes as they are.
struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Box<[u8]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Box<[u8]>, E> {
        Ok(bytes.into())
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
}
