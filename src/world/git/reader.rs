//! One `git cat-file --batch` that answers as long as the repository is asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::Fault;
use crate::world::{MAX_FILE, Unread};

/// An object of the repository.
pub struct Object {
    /// Its id.
    pub id: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The id of an object, and its bytes unless they are too many.
type Answer = (String, Result<Vec<u8>, Unread>);

/// The running process.
pub struct Reader {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Reader {
    /// Starts it.
    pub fn start(mut command: Command) -> Result<Self, Fault> {
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        // What git says of names with two meanings we find out ourselves.
        command.stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| Fault::of_start(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(Self { child, questions: Some(questions), answers: BufReader::new(answers) })
            }
            _ => Err(Fault::NoGit),
        }
    }

    /// An object by its name, which must be on one line; nothing if there is none.
    pub fn ask(&mut self, name: &str) -> Result<Option<Object>, Fault> {
        match self.answer(name, MAX_FILE)? {
            None => Ok(None),
            Some((id, Ok(bytes))) => Ok(Some(Object { id, bytes })),
            Some((_, Err(_))) => Err(Fault::Said("an object is larger than is read".to_owned())),
        }
    }

    /// Bytes of an object by its id, at most so many.
    pub fn read(&mut self, id: &str, limit: usize) -> Result<Vec<u8>, Unread> {
        match self.answer(id, limit) {
            Ok(Some((_, bytes))) => bytes,
            Ok(None) => Err(Unread::Missing),
            Err(fault) => Err(Unread::Other(fault.to_string())),
        }
    }

    fn answer(&mut self, name: &str, limit: usize) -> Result<Option<Answer>, Fault> {
        let broken = |error: std::io::Error| Fault::Said(error.to_string());
        let Some(questions) = &mut self.questions else { return Err(Fault::NoGit) };
        questions.write_all(name.as_bytes()).map_err(broken)?;
        questions.write_all(b"\n").and_then(|()| questions.flush()).map_err(broken)?;
        let mut head = String::new();
        if self.answers.read_line(&mut head).map_err(broken)? == 0 {
            return Err(Fault::Said(format!("git ended while `{name}` was asked for")));
        }
        let head = head.trim_end();
        if head.ends_with(" missing") || head.ends_with(" ambiguous") {
            return Ok(None);
        }
        let mut words = head.split(' ');
        let (id, size) = (words.next().unwrap_or_default(), words.nth(1));
        let Some(size) = size.and_then(|size| size.parse::<u64>().ok()) else {
            return Err(Fault::Said(head.to_owned()));
        };
        let mut body = self.answers.by_ref().take(size + 1);
        if size > u64::try_from(limit).unwrap_or(u64::MAX) {
            std::io::copy(&mut body, &mut std::io::sink()).map_err(broken)?;
            return Ok(Some((id.to_owned(), Err(Unread::TooLarge(limit)))));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        body.read_to_end(&mut bytes).map_err(broken)?;
        if bytes.pop() != Some(b'\n') {
            return Err(Fault::Said("git ended in the middle of an object".to_owned()));
        }
        Ok(Some((id.to_owned(), Ok(bytes))))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Without questions it ends by itself.
        self.questions = None;
        let _ = self.child.wait();
    }
}
