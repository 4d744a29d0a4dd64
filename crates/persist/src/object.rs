//! The reference to object code: its digest, length and checksum, by which the bytes are known again.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::fault::Fault;
use crate::fingerprint::Fingerprint;

/// Object code by content: what the record of an object action holds instead of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ObjRef {
    /// Names the content: equal digests, equal object code.
    pub digest: Fingerprint,
    pub len: u64,
    /// Tells damage when the bytes are read back, at a fifth of the digest's cost.
    pub checksum: u64,
}

impl ObjRef {
    pub fn of(bytes: &[u8]) -> ObjRef {
        ObjRef { digest: Fingerprint::of_bytes(bytes), len: bytes.len() as u64, checksum: xxh3_64(bytes) }
    }

    /// Whether these are the bytes; if not, why not.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), Fault> {
        #[cfg(feature = "unsound")]
        if crate::unsound::skips_verification() {
            return Ok(());
        }
        match bytes.len() as u64 == self.len {
            false => Err(Fault::Length),
            true if xxh3_64(bytes) != self.checksum => Err(Fault::Digest),
            true => Ok(()),
        }
    }
}
