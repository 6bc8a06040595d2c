//! `obstat check`: drafts in, findings out.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::anchor::test_pending;
use super::args::{Check, Judging};
use super::fix::Fixes;
use super::terminal::Terminal;
use crate::draft::MAX_DRAFT;
use crate::run::{Anchor, Request, check};
use crate::text::{Moment, Tongue};
use crate::world;

/// Runs the command.
pub fn run(args: &Check, terminal: &mut Terminal) -> u8 {
    let anchor = args.judging.anchor.named().unwrap_or_default();
    judge(&args.judging, anchor, Some(&args.fixes), terminal)
}

/// Judges drafts by what an anchor names. The gate has no fixes.
pub fn judge(args: &Judging, anchor: Anchor, fixes: Option<&Fixes>, terminal: &mut Terminal) -> u8 {
    let request = match request(args, terminal) {
        Ok(request) => Request { anchor, ..request },
        Err(complaint) => {
            terminal.err(&format!("obstat: {complaint}"));
            return 2;
        }
    };
    terminal.view.waived = args.waived;
    terminal.view.failing = args.fail_on.into();
    let Some(outputs) = args.outputs.begin(terminal) else { return 2 };
    if let Some(status) = fixes.and_then(|fixes| fixes.run(&request, terminal)) {
        return status;
    }
    let mut outcome = check(&request);
    test_pending(&mut outcome);
    // The gate always says where it stands.
    outcome.report.anchor_matters |= fixes.is_none();
    outputs.write(&outcome.report, &outcome.sources, terminal);
    outcome.report.status(terminal.view.failing)
}

fn request(args: &Judging, terminal: &Terminal) -> Result<Request, String> {
    let tongue = terminal.tongue();
    let now = match &args.now {
        Some(text) => Some(instant(text, tongue)?),
        None => None,
    };
    let folder = world::current_folder().map_err(|error| {
        format!(
            "{}: {error}",
            tongue.pick("there is no current folder", "es gibt keinen aktuellen Ordner")
        )
    })?;
    let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    let text = if stdin {
        let path = args.stdin_path.clone().unwrap_or_else(|| PathBuf::from("stdin.md"));
        let bytes = world::standard_input(MAX_DRAFT).map_err(|reason| {
            use crate::diagnostic::Say;
            let what = tongue.pick(
                "standard input cannot be read",
                "die Standardeingabe lässt sich nicht lesen",
            );
            format!("{what}: {}", reason.words().say(tongue))
        })?;
        Some((path, bytes))
    } else {
        None
    };
    Ok(Request { paths: args.paths.clone(), text, now, folder, ..Request::default() })
}

/// An instant as typed: without offset it is read as UTC.
///
/// # Errors
/// That it is none, in words.
pub fn instant(text: &str, tongue: Tongue) -> Result<jiff::Timestamp, String> {
    let moment = Moment::parse(text).ok();
    moment.and_then(|moment| moment.instant(&TimeZone::UTC).ok()).ok_or_else(|| {
        tongue.pick(
            format!("`{text}` is no instant; write `2026-10-01` or `2026-10-01T09:00Z`"),
            format!(
                "`{text}` ist kein Zeitpunkt; schreiben Sie `2026-10-01` oder `2026-10-01T09:00Z`"
            ),
        )
    })
}
