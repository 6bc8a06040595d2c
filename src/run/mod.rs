//! The way through all stages, once, for command line, editor and tests.
//!
//! In: paths and a clock. Out: a report with its sources. It asks `world` for files until nothing is wanted, inside
//! the house only, and hands everything on as data.

mod check;
pub mod desk;
mod fix;
mod house;
mod load;
mod office;
pub mod problem;
mod records;
mod sheet;

pub use check::{Outcome, Request, check};
pub use desk::{Desk, Look, Need, Opened};
pub use fix::{Mended, mend};
pub use house::{CONFIG, House, Houses};
pub use load::{Loaded, Ready, load};
pub use office::Office;
pub use records::{Records, SIDECAR, sentence_digest, setting, sidecar_of, unbound};
pub use sheet::{Line, Medium, Sheet};
