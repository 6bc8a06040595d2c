//! The shipped packs: rule files embedded at build, with no privilege over anybody's own.
//!
//! In: nothing. Out: names and texts. What they mean is for `policy` to say.

/// A shipped pack.
#[derive(Clone, Copy, Debug)]
pub struct Pack {
    /// Its full name: `obstat/claims`.
    pub name: &'static str,
    /// Its files in path order.
    pub files: &'static [File],
}

/// A file of a shipped pack.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// As shown to people: `obstat/claims/claims.obstat`.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// All shipped packs in the order of their names.
#[must_use]
pub fn all() -> &'static [Pack] {
    PACKS
}

/// The shipped pack of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.name == name)
}

/// The pack that holds without any policy of one's own.
pub const STARTER: &str = "obstat/starter";
