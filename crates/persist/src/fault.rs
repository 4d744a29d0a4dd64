//! The fault: why something of the cache could not be used or kept. A fault costs a rebuild, never a build.

use std::fmt;
use std::io;

use rustix::io::Errno;

/// What was wrong with an entry of the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not there. The ordinary miss; not counted as a fault.
    Absent,
    /// The system refused to open, read, write or rename.
    System(io::ErrorKind),
    /// Something else stands where a file or a directory should: a link, a directory, a pipe.
    WrongKind,
    /// Shorter or longer than it says of itself.
    Length,
    /// The bytes are not the ones that were written.
    Checksum,
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
    /// The store is switched off.
    Disabled,
}

impl Fault {
    pub(crate) fn of(error: &io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::NotFound => Fault::Absent,
            io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => Fault::WrongKind,
            io::ErrorKind::UnexpectedEof => Fault::Length,
            kind => Fault::System(kind),
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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Absent => f.write_str("it is not there"),
            Fault::System(kind) => write!(f, "{kind}"),
            Fault::WrongKind => f.write_str("something else stands in its place"),
            Fault::Length => f.write_str("its length is wrong"),
            Fault::Checksum => f.write_str("its checksum is wrong"),
            Fault::Foreign => f.write_str("it has another version"),
            Fault::Undecodable => f.write_str("its content cannot be read"),
            Fault::TooLarge => f.write_str("it is too large"),
            Fault::Untrusted => f.write_str("it belongs to another user or is open to all"),
            Fault::BadName => f.write_str("its name is not allowed"),
            Fault::Disabled => f.write_str("the cache is off"),
        }
    }
}

/// A fault and the place it was met at, as the user would name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultNote {
    pub place: String,
    pub fault: Fault,
}
