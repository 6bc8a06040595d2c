//! A place on the disk for what memory shall not hold: a file without a name, which ends with the program.
//!
//! In: texts. Out: the same texts, in any order. It is made when the first text comes.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::text::{Aside, Lined, Source};

/// The file.
#[derive(Debug)]
pub struct Scratch {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    file: File,
    end: u64,
    /// The text read last, and where it lies: what shows a finding asks for its text more than once.
    last: Option<((u64, usize), Arc<Lined>)>,
}

impl Scratch {
    /// A new, empty one.
    ///
    /// # Errors
    /// If the system has no room for one.
    pub fn new() -> io::Result<Arc<Self>> {
        let state = State { file: tempfile::tempfile()?, end: 0, last: None };
        Ok(Arc::new(Self { state: Mutex::new(state) }))
    }

    /// A source whose text lies here from now on; the source as it was if there is no room left.
    #[must_use]
    pub fn keep(self: &Arc<Self>, source: Source) -> Source {
        match self.add(source.text().as_bytes()) {
            Ok(at) => source.aside(Arc::clone(self) as Arc<dyn Aside>, at),
            Err(_) => source,
        }
    }

    fn add(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let at = state.end;
        state.file.seek(SeekFrom::Start(at))?;
        state.file.write_all(bytes)?;
        state.end += bytes.len() as u64;
        Ok(at)
    }
}

impl Aside for Scratch {
    /// What was written is read back; should the disk fail in between, the text is empty.
    fn read(&self, at: u64, length: usize) -> Arc<Lined> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, last)) = state.last.as_ref().filter(|(place, _)| *place == (at, length)) {
            return Arc::clone(last);
        }
        let mut bytes = vec![0; length];
        let read =
            state.file.seek(SeekFrom::Start(at)).and_then(|_| state.file.read_exact(&mut bytes));
        let text = read.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default();
        let lined = Arc::new(Lined::new(text.into()));
        state.last = Some(((at, length), Arc::clone(&lined)));
        lined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        let scratch = Scratch::new().unwrap();
        let texts = ["eins\nzwei ü", "", "drei\n"];
        let kept: Vec<Source> =
            texts.iter().map(|text| scratch.keep(Source::new("x", *text))).collect();
        for (source, text) in kept.iter().zip(texts).rev() {
            assert_eq!(&*source.text(), text);
            assert_eq!(source.line_count(), Source::new("x", text).line_count());
            assert_eq!(source.position(8), Source::new("x", text).position(8));
        }
    }
}
