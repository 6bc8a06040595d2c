//! Embeds the shipped packs: every folder below `rules/` that holds `.obstat` files becomes one pack, named by
//! its path. A new rule is a line in a file, a new pack a folder; nothing else lists them. No network.
//!
//! It also names the build by a hash of all it is made of, so that what one build keeps in a cache no other
//! takes for its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let rules = root.join("rules");
    println!("cargo::rerun-if-changed=rules");
    let mut packs: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    collect(&rules, &rules, &mut packs)?;
    let mut code = String::from("static PACKS: &[Pack] = &[\n");
    for (name, files) in &packs {
        writeln!(code, "    Pack {{ name: {:?}, files: &[", format!("obstat/{name}"))?;
        for file in files {
            let shown = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let shown = format!("obstat/{name}/{shown}");
            writeln!(code, "        File {{ name: {shown:?}, text: include_str!({file:?}) }},")?;
        }
        code.push_str("    ] },\n");
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("packs.rs"), code)?;
    let mut build = DefaultHasher::new();
    for part in
        ["src", "rules", "data/own", "data/lemma-de", "data/lemma-en", "grammar", "Cargo.lock"]
    {
        println!("cargo::rerun-if-changed={part}");
        hash(&root.join(part), &mut build)?;
    }
    // Without German lemma data a policy is compiled differently.
    std::env::var_os("CARGO_FEATURE_LEMMA_DE").is_some().hash(&mut build);
    println!("cargo::rustc-env=OBSTAT_BUILD={:016x}", build.finish());
    Ok(())
}

fn hash(path: &Path, into: &mut DefaultHasher) -> Result<(), Box<dyn std::error::Error>> {
    if !path.is_dir() {
        fs::read(path)?.hash(into);
        return Ok(());
    }
    let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
    let mut entries: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        entry.file_name().hash(into);
        hash(&entry, into)?;
    }
    Ok(())
}

fn collect(
    rules: &Path,
    folder: &Path,
    packs: &mut BTreeMap<String, Vec<PathBuf>>,
) -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(rules, &entry, packs)?;
        } else if entry.extension().is_some_and(|extension| extension == "obstat") {
            let name = folder.strip_prefix(rules)?.to_string_lossy().replace('\\', "/");
            packs.entry(name).or_default().push(entry);
        }
    }
    Ok(())
}
