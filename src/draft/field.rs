//! The fields of an item: untyped values with their places, from three layers of which the first wins.

use crate::text::{Place, SourceId};
use crate::yaml::{Entry, Node};

/// Where a layer of fields comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The front matter of the draft itself.
    FrontMatter,
    /// The metadata file beside it (`post.md.yaml`).
    Metadata,
    /// An `[[assign]]` of `obstat.toml`.
    PathDefault,
}

/// Fields from one origin.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Which origin.
    pub origin: Origin,
    /// The source that the spans below lie in.
    pub source: SourceId,
    /// Top-level entries in the order written.
    pub entries: Vec<Entry>,
}

/// All fields of an item; earlier layers win.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    layers: Vec<Layer>,
}

/// One field as found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// Which layer it comes from.
    pub origin: Origin,
    /// The source of its spans.
    pub source: SourceId,
    /// Key and value.
    pub entry: &'a Entry,
}

impl<'a> Found<'a> {
    /// The value.
    #[must_use]
    pub fn node(&self) -> &'a Node {
        &self.entry.node
    }

    /// Where the value stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(self.source, self.entry.node.span)
    }

    /// Where the key stands.
    #[must_use]
    pub fn key_place(&self) -> Place {
        Place::new(self.source, self.entry.key_span)
    }
}

impl Fields {
    /// Fields from layers, the winning one first.
    #[must_use]
    pub fn new(layers: Vec<Layer>) -> Self {
        Self { layers }
    }

    /// The layers, the winning one first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The field of this name; `publish_at` is read as `publish-at`. A null counts as not given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Found<'_>> {
        self.all().find(|found| same_key(&found.entry.key, name) && !found.entry.node.is_null())
    }

    /// Every entry of every layer, the winning layer first.
    pub fn all(&self) -> impl Iterator<Item = Found<'_>> {
        self.layers.iter().flat_map(|layer| {
            layer.entries.iter().map(|entry| Found {
                origin: layer.origin,
                source: layer.source,
                entry,
            })
        })
    }
}

/// Whether a key of a front matter means the field `name`: `_` is read as `-`.
#[must_use]
pub fn same_key(key: &str, name: &str) -> bool {
    key.len() == name.len()
        && key.bytes().zip(name.bytes()).all(|(a, b)| a == b || (a == b'_' && b == b'-'))
}
