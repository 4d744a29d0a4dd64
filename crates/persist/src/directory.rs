//! A directory of the cache, held open: entries are reached by plain name, links are never followed.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::RwLock;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat, Timespec, Timestamps};

use crate::fault::Fault;

const DIRECTORY: OFlags = OFlags::DIRECTORY.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
// NONBLOCK: opening a pipe must fail, not wait for its writer.
const READ: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK);
const CREATE: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
/// Never open to all, whatever the umask: such a directory would not be trusted.
pub(crate) const FOLDER_MODE: Mode = Mode::from_raw_mode(0o775);
const FILE_MODE: Mode = Mode::from_raw_mode(0o664);

/// What files written aside are called until they are renamed; trimming removes those that were left.
pub(crate) const ASIDE: &str = ".aside-";

pub(crate) struct Directory {
    fd: OwnedFd,
}

/// Held for reading while a file is written and renamed.
static GATE: RwLock<()> = RwLock::new(());

/// Waits for the files that are being written and lets no other begin: this process is about to end.
pub(crate) fn shut() {
    std::mem::forget(GATE.write().unwrap_or_else(|poisoned| poisoned.into_inner()));
}

/// An entry as the directory tells it.
pub(crate) struct Entry {
    pub name: String,
    pub is_directory: bool,
}

/// What is known of a file of the cache.
#[derive(Clone, Copy)]
pub(crate) struct Facts {
    pub len: u64,
    /// Seconds since 1970. Times of use are set by us, so modification time is time of last use.
    pub used: i64,
    pub is_file: bool,
}

/// Tells a file from every other and from itself after somebody wrote to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    inode: u64,
    len: u64,
    modified: (i64, i64),
}

impl Directory {
    /// The directory of the cache itself. The path is the user's, so links in it are followed.
    pub(crate) fn root(path: &Path) -> Result<Directory, Fault> {
        let flags = OFlags::DIRECTORY | OFlags::CLOEXEC;
        Directory::trusted(rustix::fs::open(path, flags, Mode::empty())?)
    }

    pub(crate) fn sub(&self, name: &str) -> Result<Directory, Fault> {
        Directory::trusted(rustix::fs::openat(&self.fd, name, DIRECTORY, Mode::empty())?)
    }

    fn trusted(fd: OwnedFd) -> Result<Directory, Fault> {
        let stat = rustix::fs::fstat(&fd)?;
        if is_ours(&stat) { Ok(Directory { fd }) } else { Err(Fault::Untrusted) }
    }

    /// The directory of this name, made if it is not there. What is no directory gives way: only the cache's own names
    /// are asked for, and a link is removed, not followed.
    pub(crate) fn create_sub(&self, name: &str) -> Result<Directory, Fault> {
        match self.make_sub(name) {
            Err(Fault::WrongKind) => self.remove_file(name).and_then(|()| self.make_sub(name)),
            made => made,
        }
    }

    fn make_sub(&self, name: &str) -> Result<Directory, Fault> {
        match rustix::fs::mkdirat(&self.fd, name, FOLDER_MODE) {
            Ok(()) | Err(rustix::io::Errno::EXIST) => self.sub(name),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Opens a regular file of at most `most` bytes; gives its length too.
    pub(crate) fn open_file(&self, name: &str, most: u64) -> Result<(File, u64), Fault> {
        let file = File::from(rustix::fs::openat(&self.fd, name, READ, Mode::empty())?);
        let stat = rustix::fs::fstat(&file)?;
        let facts = Facts::of(&stat);
        match facts.len {
            _ if !facts.is_file => Err(Fault::WrongKind),
            _ if !is_ours(&stat) => Err(Fault::Untrusted),
            len if len > most => Err(Fault::TooLarge),
            len => Ok((file, len)),
        }
    }

    pub(crate) fn read(&self, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
        let (file, len) = self.open_file(name, most)?;
        let mut bytes = Vec::with_capacity(usize::try_from(len).map_err(|_| Fault::TooLarge)?);
        file.take(len).read_to_end(&mut bytes)?;
        if bytes.len() as u64 == len { Ok(bytes) } else { Err(Fault::Length) }
    }

    /// Writes a file so that others see all of it or nothing: aside first, then renamed. Not synced: a file torn
    /// by a crash of the machine fails its checksum.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let _open = GATE.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        let aside = aside_name();
        let mut file = File::from(rustix::fs::openat(&self.fd, &*aside, CREATE, FILE_MODE)?);
        let written = file.write_all(bytes).map_err(|error| Fault::of(&error));
        let renamed = written.and_then(|()| self.rename_over(&aside, name));
        if renamed.is_err() {
            self.remove_file(&aside).ok();
        }
        renamed
    }

    /// An empty directory in the place of a file is nobody's; it gives way.
    fn rename_over(&self, aside: &str, name: &str) -> Result<(), Fault> {
        let rename = || Ok(rustix::fs::renameat(&self.fd, aside, &self.fd, name)?);
        match rename() {
            Err(Fault::WrongKind) => self.remove_empty_sub(name).and_then(|()| rename()),
            renamed => renamed,
        }
    }

    pub(crate) fn entries(&self) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::new();
        for entry in Dir::read_from(&self.fd)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().to_str() else { continue };
            if name == "." || name == ".." {
                continue;
            }
            let is_directory = match entry.file_type() {
                FileType::Unknown => self.stat(name).is_ok_and(|stat| is_directory(&stat)),
                file_type => file_type == FileType::Directory,
            };
            entries.push(Entry { name: name.to_owned(), is_directory });
        }
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    pub(crate) fn facts(&self, name: &str) -> Result<Facts, Fault> {
        Ok(Facts::of(&self.stat(name)?))
    }

    pub(crate) fn identity(&self, name: &str) -> Result<Identity, Fault> {
        let stat = self.stat(name)?;
        let modified = (stat.st_mtime, i64::try_from(stat.st_mtime_nsec).unwrap_or_default());
        Ok(Identity { inode: stat.st_ino, len: u64::try_from(stat.st_size).unwrap_or_default(), modified })
    }

    /// Sets the time of last use, in seconds since 1970.
    pub(crate) fn touch(&self, name: &str, seconds: i64) -> Result<(), Fault> {
        let time = Timespec { tv_sec: seconds, tv_nsec: 0 };
        let times = Timestamps { last_access: time, last_modification: time };
        Ok(rustix::fs::utimensat(&self.fd, name, &times, AtFlags::SYMLINK_NOFOLLOW)?)
    }

    pub(crate) fn remove_file(&self, name: &str) -> Result<(), Fault> {
        Ok(rustix::fs::unlinkat(&self.fd, name, AtFlags::empty())?)
    }

    pub(crate) fn remove_empty_sub(&self, name: &str) -> Result<(), Fault> {
        Ok(rustix::fs::unlinkat(&self.fd, name, AtFlags::REMOVEDIR)?)
    }

    /// A file to take locks on, made if missing.
    pub(crate) fn lock_file(&self, name: &str) -> Result<File, Fault> {
        let flags = OFlags::RDWR | OFlags::CREATE | READ;
        Ok(File::from(rustix::fs::openat(&self.fd, name, flags, FILE_MODE)?))
    }

    fn stat(&self, name: &str) -> Result<Stat, Fault> {
        Ok(rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW)?)
    }
}

impl AsFd for Directory {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl Facts {
    #[allow(clippy::unnecessary_cast)] // the widths differ between systems
    fn of(stat: &Stat) -> Facts {
        let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
        Facts { len: stat.st_size as u64, used: stat.st_mtime as i64, is_file }
    }
}

fn is_directory(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Directory
}

/// Whether nobody but this user (and root, who may do anything) could have put files here.
fn is_ours(stat: &Stat) -> bool {
    let owner = stat.st_uid;
    let open_to_all = Mode::from_raw_mode(stat.st_mode).contains(Mode::WOTH);
    !open_to_all && (owner == 0 || owner == rustix::process::geteuid().as_raw())
}

fn aside_name() -> String {
    static SERIAL: AtomicU64 = AtomicU64::new(0);
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    format!("{ASIDE}{}-{serial}-{:x}", std::process::id(), crate::stamp::now_ns())
}
