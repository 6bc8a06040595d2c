//! A draft as its signer is shown it: what the public will read, what is bound besides, and what hides.

use std::fmt::Write as _;

use super::desk::Visit;
use crate::diagnostic::Severity;
use crate::draft::BlockKind;
use crate::render::severity_word;
use crate::render::visible::{escaped, line, must_show};
use crate::run::{Line, Look, Medium};
use crate::text::Tongue;

/// Endings of image files.
const IMAGES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "tiff"];

/// Shows the draft by the forms that will be digested, one for each channel.
pub fn show(visit: &mut Visit<'_, '_>, forms: &[String], channels: &[String], look: &Look) {
    let Some(form) = forms.first() else { return };
    let tongue = visit.tongue();
    let sheet = visit.desk.sheet(form);
    let mut text = head(&visit.desk.opened.draft.path, channels, tongue);
    let images = sheet.media.iter().filter(|medium| is_image(medium)).count();
    let _ = writeln!(text, ", {}{}", words(sheet.words, tongue), counted(images, tongue));
    let width = sheet.fields.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, value) in &sheet.fields {
        let _ = writeln!(text, "      {:<width$}  {}", line(name), line(value));
    }
    for one in &sheet.lines {
        let _ = writeln!(text, "{} {}{}", number(one), mark(one.kind, tongue), line(&one.text));
    }
    for one in &sheet.media {
        let kind =
            if is_image(one) { tongue.pick("image", "Bild") } else { tongue.pick("file", "Datei") };
        let digest = one.digest.get(..15).unwrap_or(&one.digest);
        let size = size(one.size, tongue);
        let _ = writeln!(text, "      {kind} {}  {size}  {digest}…", line(&one.name));
    }
    let _ = writeln!(text, "      {}", hidden(form, tongue));
    for finding in look.lasting.iter().filter(|one| one.waived.is_none()) {
        let at = visit.sources.get(finding.primary.place.source);
        let number = at.position(finding.primary.place.span.start as usize).line;
        let message = finding.message.get(visit.terminal.view.language);
        let word = severity_word(finding.severity, tongue);
        let place = tongue.pick("line", "Zeile");
        if finding.severity < Severity::Error {
            let _ = writeln!(
                text,
                "      {word}[{}] {place} {number}: {}",
                finding.code,
                line(message)
            );
        }
    }
    visit.terminal.out(&text);
}

/// `posts/lager.md for linkedin, x`
pub fn head(path: &str, channels: &[String], tongue: Tongue) -> String {
    let named: Vec<_> =
        channels.iter().filter(|name| !name.is_empty()).map(String::as_str).collect();
    if named.is_empty() {
        return line(path).into_owned();
    }
    let named = named.join(" + ");
    format!("{} {} {}", line(path), tongue.pick("for", "für"), line(&named))
}

fn words(count: usize, tongue: Tongue) -> String {
    match (tongue, count) {
        (Tongue::En, 1) => "1 word".to_owned(),
        (Tongue::En, _) => format!("{count} words"),
        (Tongue::De, 1) => "1 Wort".to_owned(),
        (Tongue::De, _) => format!("{count} Wörter"),
    }
}

fn counted(images: usize, tongue: Tongue) -> String {
    match (tongue, images) {
        (Tongue::En, 0) => ", no image".to_owned(),
        (Tongue::En, 1) => ", 1 image".to_owned(),
        (Tongue::En, _) => format!(", {images} images"),
        (Tongue::De, 0) => ", kein Bild".to_owned(),
        (Tongue::De, 1) => ", 1 Bild".to_owned(),
        (Tongue::De, _) => format!(", {images} Bilder"),
    }
}

fn is_image(medium: &Medium) -> bool {
    let ending = medium.name.rsplit_once('.').map_or("", |(_, ending)| ending);
    IMAGES.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn number(line: &Line) -> String {
    if line.number == 0 { "     ".to_owned() } else { format!("{:>5}", line.number) }
}

/// The mark before a line that is no ordinary one.
fn mark(kind: Option<BlockKind>, tongue: Tongue) -> &'static str {
    match kind {
        None => tongue.pick("not read: ", "nicht zu lesen: "),
        Some(BlockKind::Title) => "# ",
        Some(BlockKind::Subtitle) => "## ",
        Some(BlockKind::Heading(_)) => "### ",
        Some(BlockKind::ListItem) => "• ",
        Some(BlockKind::TableCell) => "| ",
        Some(BlockKind::AltText) => "[alt] ",
        Some(BlockKind::Code) => "> ",
        _ => "",
    }
}

/// `1.2 MB`
fn size(bytes: u64, tongue: Tongue) -> String {
    let (whole, rest, unit) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (bytes / 1_000, bytes % 1_000 / 100, "kB"),
        _ => (bytes / 1_000_000, bytes % 1_000_000 / 100_000, "MB"),
    };
    format!("{whole}{}{rest} {unit}", tongue.pick('.', ','))
}

/// Which characters hide in what will be digested.
fn hidden(form: &str, tongue: Tongue) -> String {
    let mut found: Vec<char> = form.chars().filter(|&ch| must_show(ch)).collect();
    let count = found.len();
    found.sort_unstable();
    found.dedup();
    let shown: Vec<String> = found.into_iter().map(escaped).collect();
    let shown = shown.join(" ");
    match count {
        0 => tongue.pick("hidden characters: none", "verborgene Zeichen: keine").to_owned(),
        _ => tongue.pick(
            format!("hidden characters: {count} ({shown})"),
            format!("verborgene Zeichen: {count} ({shown})"),
        ),
    }
}
