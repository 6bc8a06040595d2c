//! `obstat check --watch`: checks again whenever a file of the house has changed, until Ctrl-C.
//!
//! On a terminal the screen begins anew with every check, and what stood there before can still be scrolled to.
//! Into a pipe one report follows the other.

use std::path::PathBuf;

use super::args::Check;
use super::house::current_folder_or_tell;
use super::terminal::Terminal;
use crate::run::Houses;
use crate::text::Sources;
use crate::world::{self, Cache, Watch};

/// Runs the command again and again; `check` gives its status, or an error if the flags cannot be followed.
pub fn run(
    args: &Check,
    terminal: &mut Terminal,
    mut check: impl FnMut(&mut Terminal) -> Result<u8, u8>,
) -> u8 {
    if args.judging.drafts.paths.iter().any(|path| path.as_os_str() == "-") {
        terminal.complain(
            "standard input can be read only once: name files for `--watch`",
            "die Standardeingabe lässt sich nur einmal lesen: nennen Sie Dateien für `--watch`",
        );
        return 2;
    }
    let Some(mut watch) = watch(args, terminal) else { return 2 };
    let mut first = true;
    loop {
        terminal.begin_screen();
        let status = match check(terminal) {
            // Flags that cannot be followed are told at once; what stops holding later may be mended.
            Err(status) if first => return status,
            Ok(status) | Err(status) => status,
        };
        if terminal.closed() {
            return status;
        }
        first = false;
        if !args.judging.showing.quiet {
            let files =
                terminal.tongue().count(watch.count(), ["file", "files"], ["Datei", "Dateien"]);
            terminal.err(&terminal.tongue().pick(
                format!("obstat: watching {files}, Ctrl-C ends"),
                format!("obstat: beobachtet {files}, Strg-C beendet"),
            ));
        }
        watch.wait();
    }
}

/// What decides about the drafts: everything in their houses, the baseline, but not what we write.
fn watch(args: &Check, terminal: &mut Terminal) -> Option<Watch> {
    let here = current_folder_or_tell(terminal)?;
    let here = world::real_path(&here).unwrap_or(here);
    let full = |path: &PathBuf| {
        let path = here.join(path);
        world::real_path(&path).unwrap_or(path)
    };
    let mut paths: Vec<PathBuf> = args.judging.drafts.paths.iter().map(full).collect();
    if paths.is_empty() {
        paths.push(here.clone());
    }
    let (mut houses, mut sources) = (Houses::new(&here), Sources::new());
    for path in &paths {
        houses.of(path, &mut sources);
    }
    let roots = houses.all().map(|house| house.root.clone());
    let (folders, mut files): (Vec<_>, Vec<_>) =
        paths.iter().cloned().partition(|path| world::is_folder(path));
    files.extend(args.known.baseline.iter().map(full));
    let cache = Cache::find().map(|cache| cache.folder().to_owned());
    let written = args.judging.outputs.output.iter().filter_map(|target| target.path.as_ref());
    let ours = written.chain(&cache).map(full).collect();
    Some(Watch::new(roots.chain(folders).collect(), files, ours))
}
