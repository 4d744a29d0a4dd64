//! The listing: the names and kinds in a directory, which answer whether a file that was looked for is there.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::stamp::{Look, Stamp, now_ns};

/// What an entry of a directory is. A link is told by itself; where it leads stands in `Listing::links`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    File,
    Directory,
    Link,
    Other,
}

/// Which entries of a directory can matter to those who list it. The same function must observe and check.
pub type Keep = fn(name: &str, kind: Kind) -> bool;

/// The entries of a directory by name. Names that are not UTF-8 cannot be imported and are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub entries: Vec<(String, Kind)>,
    /// Of the links among them, where each leads, as the link has it: one that leads elsewhere is another listing.
    pub links: Vec<(String, String)>,
}

impl Listing {
    /// Lists a directory, keeping what matters, with the stamp that vouches for it.
    pub fn read(path: &Path, keep: Keep) -> io::Result<(Stamp, Listing)> {
        let now = now_ns();
        let before = Look::at_path(path)?;
        let listing = Listing::entries_of(path, keep)?;
        let steady = Look::at_path(path)? == before;
        Ok((before.stamp(now, steady, listing.fingerprint()), listing))
    }

    /// What `name` is.
    pub fn kind(&self, name: &str) -> Option<Kind> {
        let index = self.entries.binary_search_by(|(entry, _)| entry.as_str().cmp(name)).ok()?;
        Some(self.entries[index].1)
    }

    /// What `name` is and, if it is a link, where it leads.
    pub fn entry(&self, name: &str) -> Option<(Kind, Option<&str>)> {
        let index = self.links.binary_search_by(|(entry, _)| entry.as_str().cmp(name)).ok();
        Some((self.kind(name)?, index.map(|index| self.links[index].1.as_str())))
    }

    /// The digest of the sorted names, kinds and links.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self)
    }

    fn entries_of(path: &Path, keep: Keep) -> io::Result<Listing> {
        let (mut entries, mut links) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let kind = kind_of(entry.file_type()?);
            if let Ok(name) = entry.file_name().into_string()
                && keep(&name, kind)
            {
                if kind == Kind::Link {
                    links.push((name.clone(), fs::read_link(entry.path())?.to_string_lossy().into_owned()));
                }
                entries.push((name, kind));
            }
        }
        entries.sort_unstable();
        links.sort_unstable();
        Ok(Listing { entries, links })
    }
}

fn kind_of(file_type: fs::FileType) -> Kind {
    match file_type {
        t if t.is_file() => Kind::File,
        t if t.is_dir() => Kind::Directory,
        t if t.is_symlink() => Kind::Link,
        _ => Kind::Other,
    }
}
