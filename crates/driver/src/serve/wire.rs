//! The wire: what a client and the host say to each other, in frames of bounded length.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::dev::talk::{News, Request};
use crate::environment::Environment;
use crate::progress::Sketch;

/// Version of all that is below. The door is that of one build, so another version means a peer that is no perry.
pub const PROTOCOL: u32 = 2;
/// A question: arguments and variables. The system lets a process have 2 MiB of them in all.
pub const MOST_ASKED: usize = 4 << 20;
/// An answer. What builds say is cut off far below it, see `guest`.
pub const MOST_ANSWERED: usize = 64 << 20;

/// A frame has room for so much before anything of it has come. A guess.
const MOST_TRUSTED: usize = 1 << 17;

/// The one thing a client says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ask {
    pub protocol: u32,
    /// Of the asking perry.
    pub build: String,
    pub surroundings: Surroundings,
    pub what: What,
}

#[derive(Debug, Serialize, Deserialize)]
pub enum What {
    /// How are you?
    Status,
    /// Do what the arguments in there say.
    Command(Environment),
    /// From now on I send bytes of the language server's protocol. With the variables for the processes it starts.
    Lsp(Environment, Vec<(OsString, OsString)>),
    /// Watch and build as the arguments in there say; from now on I send calls.
    Dev(Environment),
}

/// What `perry dev` says while the host builds for it.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    Build(Request),
    Cancel,
}

/// What a build takes from its process without asking. Where client and host differ, the client builds alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surroundings {
    /// Device and inode of the root directory, and inode of the mount namespace: the same paths lead to the same files.
    pub root: (u64, u64, u64),
    /// The effective group and the supplementary ones: the same files may be read.
    pub groups: Vec<u32>,
    /// Where temporary files go.
    pub temporary: PathBuf,
    /// The permissions that new files do not get.
    pub umask: u32,
}

impl Surroundings {
    /// Those of this process. The system call that tells the mask would also set it, for all threads.
    pub fn read() -> io::Result<Surroundings> {
        let root = std::fs::metadata("/")?;
        let status = std::fs::read_to_string("/proc/self/status")?;
        let umask = status.lines().find_map(|line| line.strip_prefix("Umask:"));
        let umask = umask.and_then(|umask| u32::from_str_radix(umask.trim(), 8).ok());
        let umask = umask.ok_or(io::ErrorKind::Unsupported)?;
        let mounts = std::fs::metadata("/proc/self/ns/mnt")?;
        let others = rustix::process::getgroups()?;
        let groups = std::iter::once(rustix::process::getegid()).chain(others).map(|group| group.as_raw());
        Ok(Surroundings {
            root: (root.dev(), root.ino(), mounts.ino()),
            groups: groups.collect(),
            temporary: std::path::absolute(std::env::temp_dir())?,
            umask,
        })
    }
}

/// What the host says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// First, when it takes the question.
    Welcome,
    /// It does not do this; the client does it alone.
    Declined(String),
    Status(Status),
    /// The command is at work; what of it a terminal shows.
    Working(Option<Sketch>),
    /// The command is done.
    Done(Done),
    /// Bytes of the language server's protocol.
    Bytes(#[serde(with = "whole")] Vec<u8>),
    /// Of the builder for `perry dev`.
    News(News),
    /// The language server has ended, with this exit code.
    Left(u8),
}

/// Bytes at once. A list of numbers has the same form, but is read and written number by number.
mod whole {
    use std::fmt;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_bytes(Whole)
    }

    struct Whole;

    impl Visitor<'_> for Whole {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }
}

/// All that a command said and did.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub code: u8,
    /// In the order in which it was said.
    pub said: Vec<(Stream, Vec<u8>)>,
    /// What the client becomes.
    pub program: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    Out,
    Error,
}

/// What `perry doctor` shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub pid: u32,
    /// Connected now, without the one who asks.
    pub clients: u64,
    /// Of them, those that are `perry dev`.
    pub developers: u64,
    /// Commands that were carried out.
    pub answered: u64,
    /// Of them, those that found the answers of an earlier one in memory.
    pub warm: u64,
    /// Configurations whose answers are in memory.
    pub kept: u64,
    /// Resident bytes.
    pub memory: u64,
}

/// Writes one frame: its length, then the message.
pub fn write<T: Serialize>(stream: &mut impl Write, message: &T) -> io::Result<()> {
    let mut frame = vec![0; 4];
    frame = postcard::to_extend(message, frame).map_err(io::Error::other)?;
    let length = u32::try_from(frame.len() - 4).map_err(io::Error::other)?;
    frame[..4].copy_from_slice(&length.to_le_bytes());
    stream.write_all(&frame)?;
    stream.flush()
}

/// Reads one frame. Whatever comes: an error at worst, and never more memory than `most` bytes.
pub fn read<T: DeserializeOwned>(stream: &mut impl Read, most: usize) -> io::Result<T> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the frame is too long"));
    }
    // Grows with what comes, not with what was announced.
    let mut frame = Vec::with_capacity(length.min(MOST_TRUSTED));
    if stream.take(length as u64).read_to_end(&mut frame)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    match postcard::take_from_bytes(&frame) {
        Ok((message, [])) => Ok(message),
        Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "something stands behind the message")),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Ask, Done, MOST_ASKED, Stream, read, write};

    #[test]
    fn what_was_written_is_read() {
        let said = vec![(Stream::Out, b"one".to_vec()), (Stream::Error, vec![0xff, 0])];
        let done = Done { code: 1, said, program: Some("/bin/true".into()) };
        let mut bytes = Vec::new();
        write(&mut bytes, &Answer::Done(done)).expect("a vector takes all");
        let Answer::Done(done) = read(&mut &*bytes, MOST_ASKED).expect("it is whole") else {
            panic!("another message came")
        };
        assert_eq!((done.code, done.said.len()), (1, 2));
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_survived() {
        let done = Done { code: 0, said: vec![(Stream::Out, vec![7; 40])], program: None };
        let mut bytes = Vec::new();
        write(&mut bytes, &Answer::Done(done)).expect("a vector takes all");
        for at in 0..bytes.len() {
            assert!(read::<Answer>(&mut &bytes[..at], MOST_ASKED).is_err(), "cut at {at}");
            for value in 0..=255 {
                let mut changed = bytes.clone();
                changed[at] = value;
                drop(read::<Answer>(&mut &*changed, MOST_ASKED));
                drop(read::<Ask>(&mut &*changed, MOST_ASKED));
            }
        }
    }

    #[test]
    fn a_long_frame_is_refused_before_it_is_read() {
        let bytes = u32::MAX.to_le_bytes();
        assert!(read::<Ask>(&mut &bytes[..], MOST_ASKED).is_err());
    }
}
