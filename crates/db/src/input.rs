//! The inputs: what the world shows of itself, one salsa value a path.

use std::sync::Arc;

use perry_persist::fingerprint::Fingerprint;
use perry_persist::listing::{Kind, Listing};
use serde::{Deserialize, Serialize};

use crate::system::Seen;

/// A file, present or not. Its text is a function of what was seen: `span::source_text`.
#[salsa::input(debug)]
pub struct SourceFile {
    /// Path from the project's root.
    #[returns(deref)]
    pub path: Arc<str>,
    #[returns(ref)]
    pub seen: Seen,
}

/// A directory: answers whether a file that is looked for is there, and is asked again when one appears.
#[salsa::input(debug)]
pub struct Directory {
    #[returns(deref)]
    pub path: Arc<str>,
    #[returns(ref)]
    pub listing: Option<Arc<Listing>>,
}

impl Directory {
    /// What `name` is in this directory.
    pub fn entry(self, db: &dyn crate::database::Db, name: &str) -> Option<Kind> {
        let listing = self.listing(db).as_ref()?;
        let index = listing.entries.binary_search_by(|(entry, _)| entry.as_str().cmp(name)).ok()?;
        Some(listing.entries[index].1)
    }
}

/// The roots of the program: every module is reachable from one of them.
#[salsa::input(singleton, debug)]
pub struct Program {
    #[returns(ref)]
    pub entries: Vec<SourceFile>,
}

/// Everything the user or the environment may choose that changes compiled bytes.
#[salsa::input(singleton, debug)]
pub struct Options {
    /// A line on stderr as each module initialises (`PERRY_DEBUG_INIT`).
    #[returns(copy)]
    pub debug_init: bool,
    #[returns(ref)]
    pub target: Target,
}

/// What objects are made for. Spelled out: never "native", never a default of the back end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    pub triple: String,
    pub cpu: String,
    /// `+avx2,-avx512f`...; empty for what the CPU's name implies.
    pub features: String,
    pub optimization: Optimization,
    pub debug_symbols: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Optimization {
    O0,
    O1,
    O2,
    O3,
}

/// The digest of a file's bytes, 0 when there are none.
pub fn digest_of(seen: &Seen) -> Fingerprint {
    seen.digest().unwrap_or(Fingerprint::ABSENT)
}
