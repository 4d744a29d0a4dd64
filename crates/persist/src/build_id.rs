//! The build id: which compiler this is, so that no other meets its records.

use std::io;
use std::path::{Path, PathBuf};

use crate::checksum::checksum_of;
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::home::{Home, Spot};
use crate::manifest::decode;
use crate::stamp::{Look, Stamp};

/// The digest of the running executable and its libraries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildId(pub Fingerprint);

/// Paths and stamps of a few executables are not longer than this.
const MOST: u64 = 1 << 20;

impl BuildId {
    /// Digests the files: the executable and whatever else of ours is loaded. Where `cache` is given and trusted, the
    /// answer is remembered there by the stamps of the files, so that an unchanged compiler is not read again.
    pub fn of(files: &[&Path], cache: Option<&Path>) -> io::Result<BuildId> {
        let Some(cache) = cache else { return Ok(BuildId::of_stamps(&stamps(files)?)) };
        let home = Home::new(cache, String::new());
        let paths: Vec<&[u8]> = files.iter().map(|path| path.as_os_str().as_encoded_bytes()).collect();
        let name = Fingerprint::of(&paths).to_string();
        if let Some(known) = known(&home, &name, files) {
            return Ok(BuildId::of_stamps(&known));
        }
        let stamps = stamps(files)?;
        // A fault here costs the next run a digest of the executable and nothing else.
        home.write(&Spot::Builds, &name, &encode(&stamps)).ok();
        Ok(BuildId::of_stamps(&stamps))
    }

    /// For tests and tools that have a name of their own for the build.
    pub fn named(name: &str) -> BuildId {
        BuildId(Fingerprint::of(name))
    }

    fn of_stamps(stamps: &[(PathBuf, Stamp)]) -> BuildId {
        let digests: Vec<Fingerprint> = stamps.iter().map(|(_, stamp)| stamp.digest).collect();
        BuildId(Fingerprint::of(&digests))
    }
}

fn stamps(files: &[&Path]) -> io::Result<Vec<(PathBuf, Stamp)>> {
    files.iter().map(|path| Ok((path.to_path_buf(), Stamp::of(path)?))).collect()
}

/// The stamps that are remembered, if each still vouches for its file.
fn known(home: &Home, name: &str, files: &[&Path]) -> Option<Vec<(PathBuf, Stamp)>> {
    let bytes = home.at(&Spot::Builds).and_then(|directory| directory.read(name, MOST)).ok()?;
    let (checksum, rest) = bytes.split_at_checked(8)?;
    if checksum != checksum_of(rest).to_le_bytes() {
        return None;
    }
    let stamps: Vec<(PathBuf, Stamp)> = decode(rest).ok()?;
    let vouched = |(path, stamp): &(PathBuf, Stamp), file: &&Path| {
        path == file && Look::at_path(path).is_ok_and(|look| stamp.vouches_for(&look))
    };
    let all =
        stamps.len() == files.len() && stamps.iter().zip(files).all(|(known, file)| vouched(known, file));
    all.then_some(stamps)
}

fn encode(stamps: &[(PathBuf, Stamp)]) -> Vec<u8> {
    let rest = postcard::to_allocvec(stamps).unwrap_or_default(); // a path that is not UTF-8 is not remembered
    let mut bytes = checksum_of(&rest).to_le_bytes().to_vec();
    bytes.extend_from_slice(&rest);
    bytes
}
