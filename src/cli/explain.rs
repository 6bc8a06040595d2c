//! `obstat explain RULE|CODE`: what a rule or a complaint of the tool means.

use super::catalog::catalog;
use super::house::Opened;
use super::layout;
use super::terminal::Terminal;
use crate::diagnostic::Entry;
use crate::handbook::{self, How, Page, PhraseForms, Sample};
use crate::policy::model::Policy;
use crate::render::severity_word;
use crate::text::{Sources, nearest};

/// Columns of a page, however wide the terminal is: longer lines are hard to read.
const WIDTH: usize = 100;

/// Say what a rule or a code means
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Name of a rule, such as `house/hollow-phrase`, or a code of the tool, such as `missing-field`
    #[arg(value_name = "RULE|CODE")]
    pub name: String,
    /// List the word forms that each phrase of the rule finds
    #[arg(long)]
    pub forms: bool,
}

/// Runs the command.
pub fn run(args: &Explain, terminal: &mut Terminal) -> u8 {
    let catalog = catalog();
    if let Some(entry) = catalog.iter().find(|entry| entry.code == args.name) {
        let text = code_page(entry, terminal);
        terminal.out(&text);
        return 0;
    }
    let mut sources = Sources::new();
    let Some(opened) = Opened::of(None, &mut sources, terminal) else { return 2 };
    let Some(ready) = opened.ready(&sources, terminal) else { return 2 };
    let policy = &ready.policy;
    let Some(id) = policy.rule_meant(&args.name) else {
        unknown(&args.name, policy, &catalog, terminal);
        return 2;
    };
    let page = handbook::page(policy, id, &sources, terminal.view.language);
    let mut text = rule_page(&page, terminal);
    if args.forms {
        let forms = handbook::forms(policy, policy.rule(id));
        forms_page(&forms, terminal, &mut text);
    }
    terminal.out(&text);
    0
}

fn unknown(name: &str, policy: &Policy, catalog: &[Entry], terminal: &mut Terminal) {
    let known = policy.rule_names().chain(catalog.iter().map(|entry| entry.code));
    let (en, de) = match nearest(name, known) {
        Some(near) => (format!("; did you mean `{near}`?"), format!("; meinten Sie `{near}`?")),
        None => (
            "; `obstat rules` lists the rules".to_owned(),
            "; `obstat rules` nennt die Regeln".to_owned(),
        ),
    };
    terminal.complain(
        &format!("there is no rule and no code `{name}`{en}"),
        &format!("eine Regel oder einen Code `{name}` gibt es nicht{de}"),
    );
}

/// What a complaint of the tool means: its words, still with their placeholders, and why.
fn code_page(entry: &Entry, terminal: &Terminal) -> String {
    let (tongue, width) = (terminal.tongue(), width(terminal));
    let mut out = format!("{} · {}\n", entry.code, severity_word(entry.severity, tongue));
    let words = |text: crate::diagnostic::Bilingual| tongue.pick(text.en, text.de);
    layout::wrap(&mut out, "", words(entry.title), width);
    out.push('\n');
    layout::wrap(&mut out, "", words(entry.why), width);
    if !words(entry.help).is_empty() {
        out.push('\n');
        layout::wrap(&mut out, tongue.pick("help: ", "Rat: "), words(entry.help), width);
    }
    out
}

fn rule_page(page: &Page, terminal: &Terminal) -> String {
    let (tongue, width) = (terminal.tongue(), width(terminal));
    let mut out = format!("{} · {}\n", page.name, severity_word(page.severity, tongue));
    layout::wrap(&mut out, "", &page.title, width);
    out.push('\n');
    if !page.why.is_empty() {
        layout::markdown(&mut out, &page.why, width);
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
    }
    let rows = page.rows.iter().map(|row| (row.label, row.lines.as_slice()));
    layout::rows(&mut out, rows, width);
    samples(&mut out, tongue.pick("speaks on", "spricht bei"), &page.fires, terminal);
    samples(&mut out, tongue.pick("stays quiet on", "schweigt bei"), &page.quiet, terminal);
    out
}

fn samples(out: &mut String, heading: &str, samples: &[Sample], terminal: &Terminal) {
    let (tongue, width) = (terminal.tongue(), width(terminal));
    if samples.is_empty() {
        return;
    }
    out.push_str(&format!("\n{heading}\n"));
    for sample in samples {
        let lines = sample.text.lines().filter(|line| !line.is_empty());
        for (nth, line) in lines.enumerate() {
            layout::wrap(out, if nth == 0 { "  - " } else { "    " }, line, width);
        }
        if !sample.with.is_empty() {
            layout::wrap(out, tongue.pick("      with ", "      mit "), &sample.with, width);
        }
        for line in sample.becomes.iter().flat_map(|text| text.lines()) {
            layout::wrap(out, "      → ", line, width);
        }
    }
}

fn forms_page(phrases: &[PhraseForms], terminal: &Terminal, out: &mut String) {
    let (tongue, width) = (terminal.tongue(), width(terminal));
    let none = tongue.pick(
        "this rule has no phrase whose words inflect",
        "diese Regel hat keine Wortgruppe, deren Wörter sich beugen",
    );
    out.push_str(&format!("\n{}\n", tongue.pick("finds", "findet")));
    if phrases.is_empty() {
        out.push_str(&format!("  {none}\n"));
    }
    for phrase in phrases {
        layout::wrap(out, "  ", &format!("\"{}\"", phrase.text), width);
        let found: Vec<(&str, Vec<String>)> = phrase
            .words
            .iter()
            .map(|word| (word.word.as_str(), how(&word.how, terminal)))
            .collect();
        let mut rows = String::new();
        let lines = found.iter().map(|(word, lines)| (*word, lines.as_slice()));
        layout::rows(&mut rows, lines, width.saturating_sub(2));
        out.extend(rows.lines().map(|line| format!("  {line}\n")));
    }
}

/// How a word is found, a line a language.
fn how(how: &How, terminal: &Terminal) -> Vec<String> {
    let tongue = terminal.tongue();
    let say = |en: &str, de: &str| vec![tongue.pick(en, de).to_owned()];
    match how {
        How::Forms(all) => {
            let line =
                |(language, forms): &(_, Vec<String>)| format!("{language}: {}", forms.join(", "));
            all.iter().map(line).collect()
        }
        How::Stems(all) => {
            let line = |(language, stem): &(crate::text::Language, String)| {
                tongue.pick(
                    format!("{language}: in no dictionary; words with the stem `{stem}`"),
                    format!("{language}: in keinem Wörterbuch; Wörter mit dem Stamm `{stem}`"),
                )
            };
            all.iter().map(line).collect()
        }
        How::Written => say("as it is written", "wie es geschrieben steht"),
        How::Part => say("any word of this shape", "jedes Wort dieser Gestalt"),
        How::Any => say("any one word", "irgendein Wort"),
    }
}

fn width(terminal: &Terminal) -> usize {
    terminal.view.width.min(WIDTH)
}
