//! The fault: why something of the cache could not be used or kept. A fault costs a rebuild, never a build.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rustix::io::Errno;

use crate::fingerprint::Fingerprint;

/// What was wrong with an entry of the cache.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Not there. The ordinary miss; not counted as a fault.
    Absent,
    /// The system refused to open, read, write or rename: its error number.
    System(i32),
    /// Something else stands where a file or a directory should: a link, a directory, a pipe.
    WrongKind,
    /// It did not take what was to be written.
    Unwritten,
    /// Shorter or longer than it says of itself.
    Length,
    /// The bytes are not the ones that were written.
    Checksum,
    /// Object code other than the one its record names.
    Digest,
    /// Written by another format or schema.
    Foreign,
    /// The checksum holds and the content still makes no sense.
    Undecodable,
    /// Larger than anything we write; not read.
    TooLarge,
    /// Anybody could have written it: the directory is another user's, or open to all.
    Untrusted,
    /// The name cannot be the name of an entry.
    BadName,
    /// Sound and wrong: the same question asked anew has another answer. A defect of perry or a forgery.
    Different,
    /// The store is switched off.
    Disabled,
}

impl Fault {
    pub(crate) fn of(error: &io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::NotFound => Fault::Absent,
            io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => Fault::WrongKind,
            io::ErrorKind::UnexpectedEof => Fault::Length,
            io::ErrorKind::WriteZero => Fault::System(Errno::NOSPC.raw_os_error()),
            _ => Fault::System(error.raw_os_error().unwrap_or(Errno::IO.raw_os_error())),
        }
    }

    /// Whether this is worth telling: an absent entry and a store switched off are not.
    pub fn is_trouble(&self) -> bool {
        !matches!(self, Fault::Absent | Fault::Disabled)
    }
}

impl From<Errno> for Fault {
    fn from(errno: Errno) -> Fault {
        match errno {
            Errno::LOOP => Fault::WrongKind, // a link where none is followed
            errno => Fault::of(&errno.into()),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::of(&error)
    }
}

impl fmt::Display for Fault {
    /// What happened, as the end of a sentence that names the thing: `was damaged: checksum`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Absent => f.write_str("was missing"),
            Fault::System(number) => write!(f, "could not be used: {}", words(*number)),
            Fault::WrongKind => f.write_str("was not used: something else stands in its place"),
            Fault::Unwritten => f.write_str("could not be written"),
            Fault::Length => f.write_str("was damaged: length"),
            Fault::Checksum => f.write_str("was damaged: checksum"),
            Fault::Digest => f.write_str("was damaged: digest"),
            Fault::Foreign => f.write_str("was damaged: version"),
            Fault::Undecodable => f.write_str("was damaged: content"),
            Fault::TooLarge => f.write_str("was not used: it is too large"),
            Fault::Untrusted => f.write_str("was not used: it belongs to another user or is open to all"),
            Fault::BadName => f.write_str("was not used: its name is not allowed"),
            Fault::Different => f.write_str("was wrong: made anew it is another"),
            Fault::Disabled => f.write_str("was not used: the cache is off"),
        }
    }
}

/// What the system calls an error, in our spelling.
fn words(number: i32) -> String {
    let text = io::Error::from_raw_os_error(number).to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

/// What a fault was met at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    Cache(PathBuf),
    /// A folder of the cache, by what it holds.
    Folder(&'static str),
    Segment(String),
    Record(Fingerprint),
    /// Object code, by the key of its record.
    Object(Fingerprint),
    Manifest(Fingerprint),
    /// What this run found out and wanted to keep.
    News,
    Trimming,
    Merging,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Cache(path) => write!(f, "{}", path.display()),
            Entry::Folder(content) => write!(f, "the folder of {content}"),
            Entry::Segment(name) => write!(f, "segment {name}"),
            Entry::Record(key) => write!(f, "record {key}"),
            Entry::Object(key) => write!(f, "object {key}"),
            Entry::Manifest(key) => write!(f, "manifest {key}"),
            Entry::News => f.write_str("what is new"),
            Entry::Trimming => f.write_str("trimming"),
            Entry::Merging => f.write_str("merging"),
        }
    }
}

/// A fault and what it was met at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FaultNote {
    pub entry: Entry,
    pub fault: Fault,
}
