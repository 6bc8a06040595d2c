//! What is said below the message of a finding, and below all of them: the same words in every output.

use super::visible::line as visible;
use crate::diagnostic::{Anchor, Cause, Diagnostic, Report, Severity};
use crate::text::{Language, Tongue};

/// So many causes are told one by one: the first came furthest, and a draft may have two thousand records.
const CAUSES: usize = 8;

/// How many causes there are beyond, by their codes.
fn counted(others: &[Cause], tongue: Tongue) -> String {
    let mut codes: Vec<(&str, usize)> = Vec::new();
    for cause in others {
        match codes.iter_mut().find(|(code, _)| *code == cause.code) {
            Some((_, count)) => *count += 1,
            None => codes.push((cause.code, 1)),
        }
    }
    let codes: Vec<String> =
        codes.iter().map(|(code, count)| format!("{count} × {code}")).collect();
    let (count, codes) = (others.len(), codes.join(", "));
    tongue.pick(
        format!("and {count} more: {codes} (`--output json` lists them)"),
        format!("und {count} weitere: {codes} (`--output json` zählt sie auf)"),
    )
}

/// Causes, reasons, help, fixes, sources, channels: one line each, fit to be shown.
#[must_use]
pub fn details(diagnostic: &Diagnostic, language: Language) -> Vec<String> {
    let tongue = Tongue::of(language);
    let mut lines = Vec::new();
    let (causes, others) = diagnostic.causes.split_at(diagnostic.causes.len().min(CAUSES));
    for cause in causes {
        lines.push(format!("{}: {}", cause.code, visible(cause.message.get(language))));
    }
    if !others.is_empty() {
        lines.push(counted(others, tongue));
    }
    let helps = causes.iter().map(|cause| &cause.help).chain(&diagnostic.help);
    for note in &diagnostic.notes {
        lines.push(visible(note.get(language)).into_owned());
    }
    let mut told: Vec<&str> = Vec::new();
    for help in helps.map(|help| help.get(language)).filter(|help| !help.is_empty()) {
        if !told.contains(&help) {
            told.push(help);
            lines.push(format!("{}: {}", tongue.pick("help", "Rat"), visible(help)));
        }
    }
    for fix in &diagnostic.fixes {
        let words = fix.message.get(language);
        lines.push(format!("{}: {}", tongue.pick("fix", "Vorschlag"), visible(words)));
    }
    for see in &diagnostic.see {
        lines.push(format!("{}: {}", tongue.pick("see", "siehe"), visible(see)));
    }
    if diagnostic.channels.len() > 1 {
        let channels: Vec<&str> = diagnostic.channels.iter().map(AsRef::as_ref).collect();
        lines.push(format!("{}: {}", tongue.pick("on", "auf"), channels.join(", ")));
    }
    if let Some(record) = &diagnostic.waived {
        lines.push(format!("{} {record}", tongue.pick("waived by", "erlassen durch")));
    }
    lines
}

/// The word at the place, then the details: for outputs that show no excerpt.
#[must_use]
pub fn below(diagnostic: &Diagnostic, language: Language) -> Vec<String> {
    let label = visible(diagnostic.primary.text.get(language));
    let label = Some(label.into_owned()).filter(|label| !label.is_empty());
    label.into_iter().chain(details(diagnostic, language)).collect()
}

/// What was judged and what came of it, or *nihil obstat*.
#[must_use]
pub fn summary(report: &Report, tongue: Tongue) -> String {
    if let Some(summary) = &report.summary {
        return summary.get(tongue.language()).to_owned();
    }
    let counts = [
        (Severity::Error, ["error", "errors"], ["Fehler", "Fehler"]),
        (Severity::Warning, ["warning", "warnings"], ["Warnung", "Warnungen"]),
        (Severity::Info, ["note", "notes"], ["Hinweis", "Hinweise"]),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .map(|(severity, en, de)| (report.count(severity), en, de))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, en, de)| tongue.count(count, en, de))
        .collect();
    let drafts = tongue.count(report.drafts, ["draft", "drafts"], ["Entwurf", "Entwürfen"]);
    let nothing_judged = report.drafts == 0 && report.count(Severity::Error) > 0;
    let of_drafts = match nothing_judged {
        true => tongue.pick(", no draft was judged", ", kein Entwurf wurde beurteilt").to_owned(),
        false => format!(" in {drafts}"),
    };
    let waived = report.diagnostics.iter().filter(|one| one.waived.is_some()).count();
    let mut extra = String::new();
    if waived > 0 {
        extra.push_str(&tongue.pick(format!(", {waived} waived"), format!(", {waived} erlassen")));
    }
    if report.known > 0 {
        let known = report.known;
        extra.push_str(&tongue.pick(format!(", {known} known"), format!(", {known} bekannt")));
    }
    if report.ignored > 0 {
        let ignored = report.ignored;
        extra.push_str(
            &tongue.pick(format!(", {ignored} ignored"), format!(", {ignored} ausgelassen")),
        );
    }
    if !nothing_judged {
        extra.push_str(&anchor(report, tongue));
    }
    if told.is_empty() {
        format!("nihil obstat{of_drafts}{extra}")
    } else {
        format!("{}{of_drafts}{extra}", told.join(", "))
    }
}

/// What judged: a revision, a pin; that it was nothing but the tree only where people were asked.
fn anchor(report: &Report, tongue: Tongue) -> String {
    match &report.anchor {
        Anchor::Revision { name, commit } => {
            let short = commit.get(..7).unwrap_or(commit);
            let name = visible(name);
            let at = if commit.starts_with(name.as_ref()) {
                short.to_owned()
            } else {
                format!("{name} ({short})")
            };
            tongue.pick(format!(", judged by {at}"), format!(", beurteilt nach {at}"))
        }
        // By a policy that is not the pinned one nothing was judged.
        Anchor::Pin(_) if report.drafts == 0 => String::new(),
        Anchor::Pin(_) => tongue
            .pick(", judged by the pinned policy", ", beurteilt nach den festgelegten Regeln")
            .to_owned(),
        Anchor::None if report.anchor_matters => {
            tongue.pick(", unanchored", ", ohne Basis").to_owned()
        }
        Anchor::None => String::new(),
    }
}
