//! `obstat init`: a small policy and two drafts that check with findings a beginner learns from.
//!
//! It asks nothing and overwrites nothing: if one of its files is there already, none is written.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::terminal::Terminal;
use crate::world;

/// Begin: write a small policy, a post and a press release
#[derive(Debug, clap::Args)]
#[command(after_help = "In German with `--lang de`. Nothing that is there already is overwritten.")]
pub struct Init {
    /// Folder to begin in; the current one if none is given
    pub folder: Option<PathBuf>,
}

/// The files of a new house, in either language.
type Files = [(&'static str, &'static str); 5];

const GERMAN: Files = [
    ("obstat.toml", include_str!("init/de/obstat.toml")),
    ("policy/house.obstat", include_str!("init/de/house.obstat")),
    ("policy/registers/spokespersons.yaml", include_str!("init/de/spokespersons.yaml")),
    ("posts/first-post.md", include_str!("init/de/post.md")),
    ("press/first-release.md", include_str!("init/de/release.md")),
];

const ENGLISH: Files = [
    ("obstat.toml", include_str!("init/en/obstat.toml")),
    ("policy/house.obstat", include_str!("init/en/house.obstat")),
    ("policy/registers/spokespersons.yaml", include_str!("init/en/spokespersons.yaml")),
    ("posts/first-post.md", include_str!("init/en/post.md")),
    ("press/first-release.md", include_str!("init/en/release.md")),
];

/// Runs the command.
pub fn run(args: &Init, terminal: &mut Terminal) -> u8 {
    let tongue = terminal.tongue();
    let folder = args.folder.clone().unwrap_or_default();
    let files = tongue.pick(ENGLISH, GERMAN).map(|(path, text)| (folder.join(path), text));
    if let Err((path, error)) = world::write_all_new(&files) {
        let path = path.display();
        terminal.err(&match error.kind() {
            ErrorKind::AlreadyExists => tongue.pick(
                format!("obstat: `{path}` is there already; nothing was overwritten"),
                format!("obstat: `{path}` gibt es schon; nichts wurde überschrieben"),
            ),
            _ => tongue.pick(
                format!("obstat: `{path}` cannot be written: {error}"),
                format!("obstat: `{path}` lässt sich nicht schreiben: {error}"),
            ),
        });
        return 2;
    }
    for (path, _) in &files {
        terminal.out(&format!("{}\n", path.display()));
    }
    terminal.out(tongue.pick(NEXT.0, NEXT.1));
    0
}

/// What to do with them.
const NEXT: (&str, &str) = (
    "
Written. From here:
  obstat check                 what stands in the way of the two drafts
  obstat check --fix           mend what can be mended by itself
  obstat explain people-as-resource
                               a rule as a page
  obstat test                  whether the rules do what their examples say
Rules stand in policy/house.obstat: change one, add one with its examples, and check again.
",
    "
Geschrieben. So geht es weiter:
  obstat check                 was den beiden Entwürfen im Weg steht
  obstat check --fix           berichtigen, was sich von selbst berichtigen lässt
  obstat explain people-as-resource
                               eine Regel als Seite
  obstat test                  ob die Regeln tun, was ihre Beispiele sagen
Die Regeln stehen in policy/house.obstat: Ändern Sie eine, schreiben Sie eine mit Beispielen dazu, und prüfen Sie wieder.
",
);
