//! The inputs: what the world shows of itself, one salsa value a path.

use std::sync::Arc;

use perry_persist::fingerprint::Fingerprint;
use perry_persist::listing::{Kind, Listing};

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
        db.note_probe(self, name);
        self.listing(db).as_ref()?.kind(name)
    }
}

/// The roots of the program: every module is reachable from one of them.
#[salsa::input(singleton, debug)]
pub struct Program {
    #[returns(ref)]
    pub entries: Vec<SourceFile>,
}

/// What the user or the environment may choose that changes ir. What changes machine code only is the driver's.
#[salsa::input(singleton, debug)]
pub struct Options {
    /// A line on stderr as each module initialises (`PERRY_DEBUG_INIT`).
    #[returns(copy)]
    pub debug_init: bool,
}

/// The digest of a file's bytes, 0 when there are none.
pub fn digest_of(seen: &Seen) -> Fingerprint {
    seen.digest().unwrap_or(Fingerprint::ABSENT)
}
