//! The manifest: what one build of one entry read and made, so that the next can see at once that nothing changed.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use crate::checksum::checksum_of;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(deserialize_with = "bounded")]
    pub files: Vec<Stamped>,
    /// Directories that were searched; they cover the candidates that were absent.
    #[serde(deserialize_with = "bounded")]
    pub listings: Vec<Stamped>,
    /// What the build wrote for the user.
    #[serde(deserialize_with = "bounded")]
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
    let checksum = checksum_of(&bytes[16..]);
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
    if bytes[8..16] != checksum_of(&bytes[16..]).to_le_bytes() || bytes[16..32] != key.as_bytes()[..] {
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

/// No build of ours reads more files: a count beyond it is refused before there is memory for it.
const MOST_INPUTS: usize = 1 << 20;

fn bounded<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Bounded<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Bounded<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "at most {MOST_INPUTS} inputs")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
            if items.size_hint().is_none_or(|count| count > MOST_INPUTS) {
                return Err(A::Error::custom("too many inputs"));
            }
            let mut list = Vec::with_capacity(items.size_hint().unwrap_or(0).min(4096));
            while let Some(item) = items.next_element()? {
                list.push(item);
            }
            Ok(list)
        }
    }
    deserializer.deserialize_seq(Bounded(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::{Fault, Inputs, MOST_INPUTS, Stamped, decode};

    /// A list of inputs that says it is `count` long, with so many in it.
    fn check_count(count: usize, written: usize) -> Result<Inputs, Fault> {
        let mut bytes = postcard::to_allocvec(&count).expect("a number");
        let one = postcard::to_allocvec(&Stamped { path: String::new(), stamp: None }).expect("plain data");
        bytes.extend(one.repeat(written));
        bytes.extend([0, 0]);
        decode(&bytes)
    }

    #[test]
    fn a_list_is_as_long_as_it_says() {
        assert_eq!(check_count(3, 3).map(|inputs| inputs.files.len()), Ok(3));
        assert_eq!(check_count(4, 3), Err(Fault::Undecodable));
    }

    #[test]
    fn a_count_beyond_all_builds_is_refused() {
        assert_eq!(check_count(MOST_INPUTS + 1, MOST_INPUTS + 1), Err(Fault::Undecodable));
        assert_eq!(check_count(usize::MAX, 5), Err(Fault::Undecodable));
    }
}
