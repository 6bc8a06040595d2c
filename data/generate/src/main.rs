//! Makes the lemma data that the program embeds from its sources. See `README.md`.

mod cfsa;
mod english;
mod entry;
mod german;
mod tables;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sources, data] = arguments.as_slice() else {
        eprintln!("usage: generate SOURCES DATA");
        return ExitCode::from(2);
    };
    match run(Path::new(sources), Path::new(data)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(sources: &Path, data: &Path) -> Result<(), String> {
    let dict = sources.join("de/org/languagetool/resource/de/german.dict");
    let dict = std::fs::read(&dict).map_err(|error| format!("{}: {error}", dict.display()))?;
    tables::write(&german::read(&dict)?, true, &data.join("lemma-de"))?;
    let english =
        english::read(&sources.join("en/lemminflect/resources"), &sources.join("wordnet"))?;
    tables::write(&english, false, &data.join("lemma-en"))
}
