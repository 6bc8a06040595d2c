//! How large a rule file may be, each limit with its reason. Beyond is a plain error, never a crash.

/// Bytes of a rule file: a pack may have any number of files, and spans have 32 bits. Four megabytes take
/// about a second to read; raising it costs time and memory in proportion.
pub const MAX_FILE: usize = 4 * 1024 * 1024;

/// Parentheses, brackets and negations inside each other, counted before a sentence is read: reading,
/// formatting and dropping the tree recurse, and must fit into the smallest stack of a thread (2 MB in
/// debug builds, where one level takes about ten kilobytes).
pub const MAX_DEPTH: usize = 64;

/// Words that `/n` and `within n words` may span: few sentences are longer, and distances end with them.
pub const MAX_DISTANCE: u32 = 100;

/// Problems shown of one file: enough for every real file, and a bound on memory for any other.
pub const MAX_PROBLEMS: usize = 1000;
