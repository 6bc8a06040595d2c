//! Complaints about YAML as such.

use crate::complaints;

complaints! {
    /// Not YAML, or YAML that we refuse.
    BrokenYaml { reason: String }
    unjudged "broken-yaml"
    title "this is not readable as YAML: {reason}" / "das ist nicht als YAML lesbar: {reason}"
    why "Front matter, metadata files and registers are YAML. What cannot be read cannot be judged, so the run ends with status 2. Values with a colon or a leading special character need quotation marks."
      / "Kopfdaten, Metadateien und Register sind YAML. Was sich nicht lesen lässt, lässt sich nicht beurteilen, darum endet der Lauf mit Status 2. Werte mit Doppelpunkt oder Sonderzeichen am Anfang brauchen Anführungszeichen."

    /// The same key twice in one mapping.
    DuplicateKey { key: String }
    unjudged "duplicate-key"
    title "`{key}` stands here a second time" / "`{key}` steht hier zum zweiten Mal"
    help "keep one of the two" / "einen der beiden Einträge streichen"
    why "With two values for one key nobody can say which one holds; publishing systems differ. Obstat refuses to choose."
      / "Bei zwei Werten für einen Schlüssel kann niemand sagen, welcher gilt; Redaktionssysteme entscheiden verschieden. Obstat wählt nicht."

    /// A limit of the reader is passed.
    YamlTooLarge { limit: Bilingual }
    unjudged "yaml-too-large"
    title "this YAML is larger than is read: {limit}" / "dieses YAML ist größer, als gelesen wird: {limit}"
    why "Depth, number of nodes and aliases are bounded, so that a few lines cannot unfold into gigabytes."
      / "Tiefe, Zahl der Knoten und Verweise sind begrenzt, damit sich nicht wenige Zeilen zu Gigabytes entfalten."
}

use crate::diagnostic::Bilingual;
