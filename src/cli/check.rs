//! `obstat check`: drafts in, findings out.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::anchor::test_pending;
use super::args::{Check, Drafts, Judging};
use super::baseline::Known;
use super::fix::Fixes;
use super::house::current_folder;
use super::terminal::Terminal;
use super::which::Which;
use super::{progress, watch, why};
use crate::draft::MAX_DRAFT;
use crate::render::Output;
use crate::render::visible::line;
use crate::run::{Anchor, Outcome, Request, Wanted, decision};
use crate::text::{Moment, Tongue};
use crate::world;

/// Runs the command.
pub fn run(args: &Check, terminal: &mut Terminal) -> u8 {
    let anchor = args.judging.anchor.named().unwrap_or_default();
    let desk =
        Desk { which: &args.which, known: &args.known, fixes: &args.fixes, why: args.why.as_ref() };
    let check =
        |terminal: &mut Terminal| judge(&args.judging, anchor.clone(), Some(&desk), terminal);
    if args.watch {
        return watch::run(args, terminal, check);
    }
    check(terminal).unwrap_or_else(|status| status)
}

/// What the desk has and the gate has not: a choice of drafts, a baseline, fixes, one rule to
/// look into.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    which: &'a Which,
    known: &'a Known,
    fixes: &'a Fixes,
    why: Option<&'a String>,
}

/// Judges drafts by what an anchor names, and gives the status.
///
/// # Errors
/// The status if the flags cannot be followed; why is told.
pub fn judge(
    args: &Judging,
    anchor: Anchor,
    desk: Option<&Desk<'_>>,
    terminal: &mut Terminal,
) -> Result<u8, u8> {
    let tongue = terminal.tongue();
    let known = desk.map_or(Ok(None), |desk| desk.known.read(tongue));
    let request = request(&args.drafts, terminal);
    let request = request.and_then(|request| args.evidence.beside(request, tongue));
    let request = request.and_then(|request| match desk {
        Some(desk) => desk.which.of(request, tongue),
        None => Ok(request),
    });
    let (request, known) = match (request, known) {
        (Ok(request), Ok(known)) => {
            let why = desk.and_then(|desk| desk.why).cloned();
            (Request { anchor, why, ..request }, known)
        }
        (Err(complaint), _) | (_, Err(complaint)) => {
            // A path may be in it that somebody else has named.
            terminal.err(&format!("obstat: {}", line(&complaint)));
            return Err(2);
        }
    };
    terminal.view.waived = args.waived;
    terminal.view.failing = args.fail_on.into();
    args.showing.set(terminal);
    let outputs = args.outputs.begin(terminal).ok_or(2)?;
    let pages = outputs.has(Output::Html);
    let request = Request { wanted: Wanted { pages, ..request.wanted }, ..request };
    if let Some(status) = desk.and_then(|desk| desk.fixes.run(&request, terminal)) {
        return Ok(status);
    }
    let mut outcome = progress::check(&request, terminal);
    test_pending(&mut outcome);
    // The gate always says by what it has judged.
    outcome.report.anchor_matters |= desk.is_none() && outcome.report.drafts > 0;
    if let Some(status) = request.why.as_ref().and_then(|rule| why::show(rule, &outcome, terminal))
    {
        return Ok(status);
    }
    if let Some(known) = known {
        known.apply(&mut outcome.report);
    }
    outputs.write(&outcome.report, &outcome.sources, terminal);
    args.showing.after(&args.outputs, &outcome.report, terminal);
    let status = outcome.report.status(terminal.view.failing);
    Ok(match &args.evidence.record {
        Some(path) if !keep(path, &request, &outcome, terminal) => 2,
        _ => status,
    })
}

/// Appends the decision record.
fn keep(path: &Path, request: &Request, outcome: &Outcome, terminal: &mut Terminal) -> bool {
    let lines = decision::lines(request, outcome, terminal.view.failing);
    let Err(error) = world::append_lines(path, &lines) else { return true };
    let path = path.display();
    terminal.err(&terminal.tongue().pick(
        format!("obstat: the decision record `{path}` cannot be written: {error}"),
        format!("obstat: das Entscheidungsprotokoll `{path}` lässt sich nicht schreiben: {error}"),
    ));
    false
}

/// What the flags ask for.
///
/// # Errors
/// What is wrong with them, in words.
pub fn request(args: &Drafts, terminal: &Terminal) -> Result<Request, String> {
    let tongue = terminal.tongue();
    let now = match &args.now {
        Some(text) => Some(instant(text, tongue)?),
        None => None,
    };
    let folder = current_folder(tongue)?;
    let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    if stdin && args.paths.len() > 1 {
        return Err(tongue.pick(
            "`-` is one draft from standard input: name no other beside it".to_owned(),
            "`-` ist ein Entwurf von der Standardeingabe: nennen Sie keinen weiteren daneben"
                .to_owned(),
        ));
    }
    if !stdin && args.stdin_path.is_some() {
        return Err(tongue.pick(
            "`--stdin-path` says where a draft from standard input belongs: add `-`".to_owned(),
            "`--stdin-path` sagt, wohin ein Entwurf von der Standardeingabe gehört: ergänzen Sie `-`".to_owned(),
        ));
    }
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
    let cache = if args.no_cache { None } else { world::Cache::find() };
    let (paths, threads) = (args.paths.clone(), args.threads);
    Ok(Request { paths, text, now, folder, cache, threads, ..Request::default() })
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
