//! How far a long run has come: one line on a terminal's standard error, gone before the result is shown. What is
//! quick, and what goes into a pipe or a file, sees nothing of it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use super::terminal::Terminal;
use crate::run::{self, Outcome, Progress, Request};
use crate::text::Tongue;
use crate::world::environment;

/// So long nobody wonders.
const PATIENCE: Duration = Duration::from_millis(700);

/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(100);

/// Back to the beginning of the line, and nothing on it.
const CLEAN: &str = "\r\u{1b}[K";

/// Checks drafts, and tells how far it is.
pub fn check(request: &Request, terminal: &Terminal) -> Outcome {
    if terminal.view.quiet || !environment::aside() {
        return run::check(request);
    }
    let progress = Arc::new(Progress::default());
    let request = Request { progress: Some(Arc::clone(&progress)), ..request.clone() };
    let tongue = terminal.tongue();
    let (work, ended) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let progress = &progress;
        scope.spawn(move || tell(progress, &ended, tongue));
        let outcome = run::check(&request);
        drop(work);
        outcome
    })
}

/// Tells until the work has ended.
fn tell(progress: &Progress, ended: &Receiver<()>, tongue: Tongue) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let mut terminal = io::stderr();
    // If standard error is closed, there is nobody left to tell.
    loop {
        let _ = write!(terminal, "{CLEAN}{}", line(progress.now(), tongue));
        if ended.recv_timeout(BEAT) != Err(RecvTimeoutError::Timeout) {
            let _ = write!(terminal, "{CLEAN}");
            return;
        }
    }
}

fn line(now: Option<(usize, usize)>, tongue: Tongue) -> String {
    let Some((done, all)) = now else {
        return tongue.pick("looking for drafts", "sucht Entwürfe").to_owned();
    };
    let all = tongue.count(all, ["draft", "drafts"], ["Entwurf", "Entwürfen"]);
    tongue.pick(format!("{done} of {all} checked"), format!("{done} von {all} geprüft"))
}
