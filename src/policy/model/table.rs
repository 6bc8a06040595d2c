//! The rules of a policy: each is read from the cache when somebody asks for it, its name is there at once.
//!
//! A policy has a thousand rules, and a draft wakes a few of them.

use std::ops::Index;
use std::sync::OnceLock;

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Rule, RuleId};
use crate::policy::late::Bytes;

/// All rules of a policy, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct RuleTable {
    names: Vec<String>,
    rules: Vec<OnceLock<Box<Rule>>>,
    /// Rules as they were stored, one after the other.
    stored: Bytes,
    /// Where each of them ends.
    ends: Vec<u32>,
}

impl RuleTable {
    /// How many rules there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rules in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Rule> + ExactSizeIterator {
        (0..self.len()).map(|at| &self[at])
    }

    /// Their full names, in the same order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The rule with this full name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<RuleId> {
        self.names.iter().position(|one| one == name).map(RuleId::of)
    }

    /// The bytes are part of a whole whose hash was compared: that they cannot be read is as good as impossible.
    fn read(&self, at: usize) -> Rule {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(at)).map(|(from, &to)| from as usize..to as usize);
        range.and_then(|range| self.stored.part(range)).unwrap_or_default()
    }
}

impl Index<usize> for RuleTable {
    type Output = Rule;

    fn index(&self, at: usize) -> &Rule {
        self.rules[at].get_or_init(|| Box::new(self.read(at)))
    }
}

impl From<Vec<Rule>> for RuleTable {
    fn from(rules: Vec<Rule>) -> Self {
        let names = rules.iter().map(|rule| rule.name.clone()).collect();
        let rules = rules.into_iter().map(|rule| OnceLock::from(Box::new(rule))).collect();
        Self { names, rules, ..Self::default() }
    }
}

impl<'a> IntoIterator for &'a RuleTable {
    type Item = &'a Rule;
    type IntoIter = Box<dyn Iterator<Item = &'a Rule> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl Serialize for RuleTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut stored, mut ends) = (Vec::new(), Vec::new());
        for rule in self {
            stored.extend(postcard::to_stdvec(rule).map_err(S::Error::custom)?);
            ends.push(u32::try_from(stored.len()).map_err(S::Error::custom)?);
        }
        (self.names.as_slice(), ends, Bytes::from(stored)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RuleTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (names, ends, stored): (Vec<String>, Vec<u32>, Bytes) =
            Deserialize::deserialize(deserializer)?;
        let rules = names.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { names, rules, stored, ends })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_come_back_one_by_one() {
        let rule = |name: &str| Rule { name: name.to_owned(), ..Rule::default() };
        let table = RuleTable::from(vec![rule("house/one"), rule("house/two")]);
        let bytes = postcard::to_stdvec(&table).expect("stored");
        let read: RuleTable = postcard::from_bytes(&bytes).expect("read");
        assert_eq!(read.named("house/two"), Some(RuleId(1)));
        assert!(read.rules[1].get().is_none());
        assert_eq!((read[1].name.as_str(), read.len()), ("house/two", 2));
        assert!(read.rules[0].get().is_none());
        assert_eq!(postcard::to_stdvec(&read).expect("stored"), bytes);
    }
}
