//! The reference to object code: its digest, length and checksum, by which the bytes are known again.

use crate::checksum::checksum_of;
use serde::{Deserialize, Serialize};

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
        ObjRef { digest: Fingerprint::of_bytes(bytes), len: bytes.len() as u64, checksum: checksum_of(bytes) }
    }

    /// Whether these are the bytes; if not, why not.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), Fault> {
        match bytes.len() as u64 == self.len {
            false => Err(Fault::Length),
            true if checksum_of(bytes) != self.checksum => Err(Fault::Digest),
            true => Ok(()),
        }
    }
}
