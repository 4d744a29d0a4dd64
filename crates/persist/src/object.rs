//! The reference to object code: its digest and length, by which the bytes are known again.

use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::fingerprint::Fingerprint;

/// Object code by content: what the record of an object action holds instead of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ObjRef {
    pub digest: Fingerprint,
    pub len: u64,
}

impl ObjRef {
    pub fn of(bytes: &[u8]) -> ObjRef {
        ObjRef { digest: Fingerprint::of_bytes(bytes), len: bytes.len() as u64 }
    }

    /// Whether these are the bytes; if not, why not.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), Fault> {
        match bytes.len() as u64 == self.len {
            false => Err(Fault::Length),
            true if Fingerprint::of_bytes(bytes) != self.digest => Err(Fault::Checksum),
            true => Ok(()),
        }
    }
}
