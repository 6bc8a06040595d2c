//! The JSON Schema of `obstat.toml` knows exactly what its reader knows, and turns away what it turns away.
//!
//! `schemas/obstat-toml.json` is for editors, the reader in `src/config/file.rs` decides. Each key of the one is asked of
//! the other.

use obstat::config;
use obstat::text::SourceId;
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(include_str!("../schemas/obstat-toml.json")).expect("JSON")
}

/// A file that uses everything.
const ALL: &str = "[house]\npolicy = \"policy\"\ndrafts = [\"posts/**\"]\nignore = [\"posts/old/**\"]\n\
    [[assign]]\nfiles = \"press/*.md\"\nfields = { kind = \"post\", risk = 3, sponsored = true, to = [\"a\", 1] }\n\
    [approvals]\nbase = \"origin/main\"\n";

fn codes(text: &str) -> Vec<String> {
    let problems = config::read(text, SourceId(0)).err().unwrap_or_default();
    problems.iter().map(|problem| problem.code.to_string()).collect()
}

/// The tables of the schema with their keys: name, how it is written, properties.
fn tables(schema: &Value) -> Vec<(String, &Value)> {
    let mut tables = vec![(String::new(), schema)];
    for (name, property) in schema["properties"].as_object().expect("properties") {
        match property["type"].as_str() {
            Some("object") => tables.push((format!("[{name}]\n"), property)),
            _ => tables.push((format!("[[{name}]]\n"), &property["items"])),
        }
    }
    tables
}

/// A value that a property allows, from its examples.
fn example(property: &Value) -> String {
    match &property["examples"][0] {
        Value::Null => "{}".to_owned(),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

#[test]
fn the_reader_reads_every_key_of_the_schema() {
    let schema = schema();
    for (head, table) in tables(&schema).into_iter().skip(1) {
        let properties = table["properties"].as_object().expect("properties");
        let all: String =
            properties.iter().map(|(key, one)| format!("{key} = {}\n", example(one))).collect();
        assert_eq!(codes(&format!("{head}{all}")), Vec::<String>::new(), "{head}{all}");
        for key in table["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let without: String = properties
                .iter()
                .filter(|(name, _)| *name != key)
                .map(|(name, one)| format!("{name} = {}\n", example(one)))
                .collect();
            assert_eq!(codes(&format!("{head}{without}")), ["broken-config"], "{head}{without}");
        }
    }
}

#[test]
fn the_schema_knows_every_key_of_the_reader() {
    let schema = schema();
    let properties = |table: &Value| -> Vec<String> {
        table["properties"].as_object().expect("properties").keys().cloned().collect()
    };
    let mut known: Vec<String> =
        tables(&schema).into_iter().flat_map(|(_, table)| properties(table)).collect();
    known.sort();
    let mut read: Vec<String> = config::KEYS.iter().map(|key| (*key).to_owned()).collect();
    read.sort();
    assert_eq!(known, read);
    assert_eq!(codes(ALL), Vec::<String>::new());
}

#[test]
fn both_turn_away_what_they_do_not_know() {
    let schema = schema();
    for (head, table) in tables(&schema) {
        assert_eq!(table["additionalProperties"], Value::Bool(false), "{head}");
        assert_eq!(codes(&format!("{head}gibberish = 1\n")), ["unknown-config-key"], "{head}");
    }
}
