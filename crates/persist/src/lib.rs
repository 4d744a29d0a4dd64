//! Artifacts by key across runs: the store, the manifest, actions and fingerprints. Start at `store`.
//!
//! Owns the cache directory. Every fault of it is a miss with a reason; see `fault`.

#![allow(
    clippy::disallowed_methods,
    reason = "owns the cache directory; stamps and trimming are about files and time, no answer is"
)]

pub mod action;
pub mod build_id;
pub mod check;
pub mod counters;
mod directory;
pub mod fault;
pub mod fingerprint;
mod home;
pub mod inventory;
pub mod listing;
mod lock;
pub mod manifest;
mod merge;
pub mod object;
mod objects;
mod segment;
mod shelf;
pub mod stamp;
pub mod store;
pub mod trim;
mod walk;
