//! Artifacts by key across runs: the store, the manifest, actions and fingerprints. Start at `store`.
//!
//! Owns the cache directory. Every fault of it is a miss with a reason; see `fault`. A run in order:
//!
//! ```no_run
//! # use perry_persist::{build_id::BuildId, fingerprint::Fingerprint, manifest::Manifest, store::Store};
//! # fn build(_: &Store) -> Manifest { Manifest::default() }
//! # fn run(project: &std::path::Path, executable: &std::path::Path) -> std::io::Result<()> {
//! let cache = project.join(".perry-cache");
//! let store = Store::open(&cache, BuildId::of(&[executable], Some(&cache))?, 1);
//! let root = Fingerprint::of(&("main.ts", "options"));
//! if let Some(mut saved) = store.manifest(root) {
//!     let check = saved.inputs.check(project, |name, _| name.ends_with(".ts"));
//!     if check.is_clean() {
//!         if check.renewed > 0 {
//!             store.renew_manifest(root, &saved);
//!         }
//!         return Ok(()); // after replaying `saved.replay()`
//!     }
//! }
//! let manifest = build(&store); // `artifact`, `lookup_object`, `make_object`, `object`
//! store.flush();
//! store.save_manifest(root, &manifest); // last: it vouches for the rest
//! store.trim_if_due(&Default::default());
//! # Ok(())
//! # }
//! ```

#![allow(
    clippy::disallowed_methods,
    reason = "owns the cache directory; stamps and trimming are about files and time, no answer is"
)]

pub mod action;
pub mod build_id;
pub mod check;
mod checksum;
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
#[cfg(feature = "unsound")]
pub mod unsound;
mod walk;
pub mod writer;
