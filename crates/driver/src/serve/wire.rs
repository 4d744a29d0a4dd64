//! The wire: what a client and the host say to each other, in frames of bounded length.

use std::ffi::OsString;
use std::io::{self, IoSlice, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use perry_lsp::transport::write_together;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::dev::talk::{News, Request};
use crate::environment::Environment;
use crate::progress::Sketch;

/// Version of all that is below. The door is that of one build, so another version means a peer that is no perry.
pub const PROTOCOL: u32 = 3;
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
    /// From now on I send bytes of the language server's protocol, and you send them in pieces. With the variables for the processes it starts.
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
    /// Work goes on, with nothing to tell yet; what of it a terminal shows.
    Working(Option<Sketch>),
    /// The command is done.
    Done(Done),
    /// Of the builder for `perry dev`.
    News(News),
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
    let mut frame = vec![0; length.min(MOST_TRUSTED)];
    stream.read_exact(&mut frame)?;
    stream.take((length - frame.len()) as u64).read_to_end(&mut frame)?;
    if frame.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    match postcard::take_from_bytes(&frame) {
        Ok((message, [])) => Ok(message),
        Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "something stands behind the message")),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
    }
}

/// Writes bytes of the language server's protocol as a piece: their number, then themselves. Gives how many were taken of
/// the parts, all but for what no length can tell.
pub fn write_piece(stream: &mut impl Write, parts: &[IoSlice<'_>]) -> io::Result<usize> {
    let mut left = u32::MAX as usize;
    let mut taken = Vec::with_capacity(parts.len());
    for part in parts {
        let part = &part[..part.len().min(left)];
        left -= part.len();
        taken.push(part);
    }
    let count = u32::MAX - left as u32;
    if count == 0 {
        return Ok(0); // a piece without bytes is the end
    }
    let length = count.to_le_bytes();
    let mut all: Vec<IoSlice> = std::iter::once(&length[..]).chain(taken).map(IoSlice::new).collect();
    write_together(stream, &mut all)?;
    Ok(count as usize)
}

/// Writes that the language server has ended, with this exit code: a piece without bytes, and the code.
pub fn write_end(stream: &mut impl Write, code: u8) -> io::Result<()> {
    stream.write_all(&[0, 0, 0, 0, code])
}

/// What a language server says, without the frames around it.
pub struct Pieces<R> {
    pub stream: R,
    /// Bytes of a piece that are still to come.
    left: u32,
    /// The server has ended, with this exit code.
    pub code: Option<u8>,
}

impl<R: Read> Pieces<R> {
    pub fn new(stream: R) -> Pieces<R> {
        Pieces { stream, left: 0, code: None }
    }
}

impl<R: Read> Read for Pieces<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.code.is_some() || buffer.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            let mut length = [0; 4];
            self.stream.read_exact(&mut length)?;
            self.left = u32::from_le_bytes(length);
        }
        if self.left == 0 {
            let mut code = [0];
            self.stream.read_exact(&mut code)?;
            self.code = Some(code[0]);
            return Ok(0);
        }
        let most = buffer.len().min(self.left as usize);
        let count = self.stream.read(&mut buffer[..most])?;
        self.left -= count as u32;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{IoSlice, Read};

    use super::{Answer, Ask, Done, MOST_ASKED, Pieces, Stream, read, write, write_end, write_piece};

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
    fn pieces_are_bytes_again_until_the_end() {
        let mut bytes = Vec::new();
        for piece in [&b"one"[..], b"two", &[0; 9000]] {
            let (first, second) = piece.split_at(1);
            let parts = [first, &[], second].map(IoSlice::new);
            assert_eq!(write_piece(&mut bytes, &parts).expect("a vector takes all"), piece.len());
        }
        assert_eq!(write_piece(&mut bytes, &[]).expect("nothing is written"), 0);
        write_end(&mut bytes, 7).expect("a vector takes all");
        let (mut pieces, mut said) = (Pieces::new(&*bytes), Vec::new());
        pieces.read_to_end(&mut said).expect("it is whole");
        assert_eq!((&said[..6], said.len(), pieces.code), (&b"onetwo"[..], 9006, Some(7)));
        for at in 0..bytes.len() {
            let (mut pieces, mut said) = (Pieces::new(&bytes[..at]), Vec::new());
            drop(pieces.read_to_end(&mut said));
            assert_eq!(pieces.code, None, "cut at {at}");
        }
    }

    #[test]
    fn a_long_frame_is_refused_before_it_is_read() {
        let bytes = u32::MAX.to_le_bytes();
        assert!(read::<Ask>(&mut &bytes[..], MOST_ASKED).is_err());
    }
}
