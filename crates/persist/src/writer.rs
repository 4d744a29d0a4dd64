//! The writer: which build of the compiler used a cache last, noted outside of the records of any build.
//!
//! Another compiler never meets our records. This note is how it still knows that there were some.

use xxhash_rust::xxh3::xxh3_64;

use crate::home::Spot;
use crate::store::Store;

const NAME: &str = "writer";
/// A checksum and the name of a folder are not longer than this.
const MOST: u64 = 1 << 10;

/// Who built in a cache last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    Nobody,
    This,
    /// Another compiler.
    Other,
}

impl Store {
    /// Who built here last. A note that is missing or damaged tells of nobody.
    pub fn last_writer(&self) -> Writer {
        match (self.writer(), self.home()) {
            (Some(writer), Some(home)) if home.shelf() == writer => Writer::This,
            (Some(_), Some(_)) => Writer::Other,
            _ => Writer::Nobody,
        }
    }

    /// Notes that this compiler built here. Written only when it differs.
    pub fn sign(&self) {
        let Some(home) = self.home() else { return };
        if self.writer().as_deref() == Some(home.shelf()) {
            return;
        }
        let mut bytes = xxh3_64(home.shelf().as_bytes()).to_le_bytes().to_vec();
        bytes.extend_from_slice(home.shelf().as_bytes());
        // A fault here costs a later `why` its words and nothing else.
        home.write(&Spot::Builds, NAME, &bytes).ok();
    }

    fn writer(&self) -> Option<String> {
        let bytes = self.home()?.at(&Spot::Builds).and_then(|directory| directory.read(NAME, MOST)).ok()?;
        let (checksum, shelf) = bytes.split_at_checked(8)?;
        (checksum == xxh3_64(shelf).to_le_bytes()).then(|| String::from_utf8(shelf.to_vec()).ok())?
    }
}
