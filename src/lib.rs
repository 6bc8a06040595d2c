//! Obstat: policy as code for everything a company says in public.
//!
//! The rooms, in the way data takes: rule text becomes a tree ([`syntax`]), the tree a checked policy
//! ([`policy`]), the policy a matcher ([`matcher`]); files become drafts ([`draft`]); they meet in `check`; out
//! come diagnostics ([`diagnostic`]).

pub mod approval;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod draft;
pub mod fix;
pub mod format;
pub mod handbook;
pub mod lexicon;
pub mod matcher;
pub mod pack;
pub mod policy;
pub mod register;
pub mod render;
pub mod run;
pub mod syntax;
pub mod text;
pub mod trial;
pub mod world;
pub mod yaml;
