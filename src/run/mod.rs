//! The way through all stages, once, for command line, editor and tests.
//!
//! In: paths and a clock. Out: a report with its sources. It asks `world` for files until nothing is wanted, inside
//! the house only, and hands everything on as data.

mod base;
mod beside;
mod check;
pub mod decision;
mod delegation;
mod describe;
pub mod desk;
mod fix;
mod house;
mod ledger;
mod lent;
mod load;
mod office;
mod page;
mod papers;
mod pending;
mod pool;
pub mod problem;
mod progress;
mod records;
mod registers;
mod reviews;
mod sheet;
mod stored;
mod threads;
mod trust;

pub use base::Base;
pub use check::{Outcome, Recorded, Request, Wanted, check};
pub use describe::{catalog, describe};
pub use desk::{Desk, Look, Need, Opened};
pub use fix::{Mended, mend};
pub use house::{CONFIG, House, Houses};
pub use lent::{Gap, Registered, gaps, registered};
pub use load::{Loaded, Ready, load};
pub use office::Office;
pub use pending::Pending;
pub use progress::Progress;
pub use records::{Records, SIDECAR, sentence_digest, setting, sidecar_of, unbound};
pub use registers::look_through;
pub use sheet::{Line, Medium, Sheet};
pub use trust::{Anchor, Trust, git_words};
