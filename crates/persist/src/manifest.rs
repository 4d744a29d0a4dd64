//! The manifest: what one build of one entry read and made, so that the next can see at once that nothing changed.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::fault::Fault;
use crate::fingerprint::Fingerprint;
use crate::stamp::Stamp;

/// A path and what was seen there: `None` when nothing was.
///
/// Relative paths are taken from the directory given to `Inputs::check`: the project may move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped {
    pub path: String,
    pub stamp: Option<Stamp>,
}

impl Stamped {
    /// The digest of what was seen: what a new database starts from without reading the file.
    pub fn digest(&self) -> Fingerprint {
        self.stamp.map_or(Fingerprint::ABSENT, |stamp| stamp.digest)
    }
}

/// Everything outside the cache that the build depends on, and what it made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Sources, configuration, tools: whatever was read.
    pub files: Vec<Stamped>,
    /// Directories that were searched; they cover the candidates that were absent.
    pub listings: Vec<Stamped>,
    /// What the build wrote for the user.
    pub outputs: Vec<Stamped>,
}

/// The entries of the store that the build rests on: trimming spares them while the manifest is in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roots {
    /// Keys of records: facts, lines, diagnostics, object references.
    pub records: Vec<Fingerprint>,
    /// Keys of objects, by target.
    pub objects: Vec<(String, Vec<Fingerprint>)>,
}

/// A manifest to be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub inputs: Inputs,
    pub roots: Roots,
    /// What an unchanged build needs: diagnostics to say again, counts. The driver's own bytes.
    pub replay: Vec<u8>,
    /// What only `why` and a changed build need: modules, keys, reasons, the link list. The driver's own bytes.
    pub detail: Vec<u8>,
}

/// A manifest that was read. Only the inputs are decoded; the rest waits to be asked for.
#[derive(Clone, Debug)]
pub struct Saved {
    pub inputs: Inputs,
    bytes: Vec<u8>,
    parts: [Range<usize>; PARTS],
}

impl Saved {
    pub fn replay(&self) -> &[u8] {
        &self.bytes[self.parts[REPLAY].clone()]
    }

    pub fn detail(&self) -> &[u8] {
        &self.bytes[self.parts[DETAIL].clone()]
    }

    pub fn roots(&self) -> Option<Roots> {
        decode(&self.bytes[self.parts[ROOTS].clone()]).ok()
    }

    /// The same manifest with the inputs as they are now: for stamps that a check has renewed.
    pub(crate) fn encode(&self, key: Fingerprint) -> Vec<u8> {
        let [_, roots, replay, detail] = self.parts.clone();
        let inputs = encode_part(&self.inputs);
        assemble(key, [&inputs, &self.bytes[roots], &self.bytes[replay], &self.bytes[detail]])
    }

    pub(crate) fn decode(key: Fingerprint, bytes: Vec<u8>) -> Result<Saved, Fault> {
        let parts = disassemble(key, &bytes)?;
        let inputs = decode(&bytes[parts[INPUTS].clone()])?;
        Ok(Saved { inputs, bytes, parts })
    }
}

impl Manifest {
    pub(crate) fn encode(&self, key: Fingerprint) -> Vec<u8> {
        let (inputs, roots) = (encode_part(&self.inputs), encode_part(&self.roots));
        assemble(key, [&inputs, &roots, &self.replay, &self.detail])
    }
}

// The file: magic 8, checksum 8 of all that follows, key 16, length 8 of each part, the parts.
const MAGIC: &[u8; 8] = b"perryma1";
const PARTS: usize = 4;
const INPUTS: usize = 0;
const ROOTS: usize = 1;
const REPLAY: usize = 2;
const DETAIL: usize = 3;
const HEAD: usize = 8 + 8 + 16 + 8 * PARTS;

fn assemble(key: Fingerprint, parts: [&[u8]; PARTS]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + parts.iter().map(|part| part.len()).sum::<usize>());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[0; 8]);
    bytes.extend_from_slice(key.as_bytes());
    parts.iter().for_each(|part| bytes.extend_from_slice(&(part.len() as u64).to_le_bytes()));
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    let checksum = xxh3_64(&bytes[16..]);
    bytes[8..16].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

fn disassemble(key: Fingerprint, bytes: &[u8]) -> Result<[Range<usize>; PARTS], Fault> {
    if bytes.len() < HEAD {
        return Err(Fault::Length);
    }
    if bytes[..8] != MAGIC[..] {
        return Err(Fault::Foreign);
    }
    if bytes[8..16] != xxh3_64(&bytes[16..]).to_le_bytes() || bytes[16..32] != key.as_bytes()[..] {
        return Err(Fault::Checksum);
    }
    let mut parts = [0..0, 0..0, 0..0, 0..0];
    let mut start = HEAD;
    for (part, length) in parts.iter_mut().zip(bytes[32..HEAD].chunks_exact(8)) {
        let length = u64::from_le_bytes(length.try_into().expect("chunks of exactly 8"));
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        *part = start..end.filter(|end| *end <= bytes.len()).ok_or(Fault::Length)?;
        start = part.end;
    }
    if start == bytes.len() { Ok(parts) } else { Err(Fault::Length) }
}

fn encode_part<T: Serialize>(part: &T) -> Vec<u8> {
    postcard::to_allocvec(part).expect("manifests are plain data, whose serialization cannot fail")
}

pub(crate) fn decode<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Fault> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(Fault::Undecodable),
    }
}
