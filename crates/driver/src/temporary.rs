//! The temporary folder: where files are made before they are renamed into place. It vanishes with its owner.
//!
//! The owner holds a lock on it, which ends with the process however it ends; so what a killed process left is known
//! for it, and the next one that wants a folder of this name takes it over.

use std::fs::{self, DirBuilder, File, Metadata};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// More processes at work on one output have to be a mistake.
const MOST: u32 = 1000;

/// The folders of this process, for whoever ends it.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A folder that nobody else uses.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
    /// Holds the lock.
    _folder: File,
}

impl Temporary {
    /// Beside an output, so that renaming to it is atomic.
    pub fn beside(output: &Path) -> io::Result<Temporary> {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
        Temporary::of(folder.unwrap_or(Path::new(".")), &format!(".{name}.perry"))
    }

    /// Among the system's temporary files.
    pub fn in_system() -> io::Result<Temporary> {
        Temporary::of(&std::env::temp_dir(), "perry")
    }

    fn of(parent: &Path, name: &str) -> io::Result<Temporary> {
        let mut open = open();
        for number in 0..MOST {
            let path = parent.join(format!("{name}-{number}"));
            if let Some(folder) = taken(&path)? {
                sweep_left(&parent.join(format!("{name}-{}", number + 1)));
                open.push(path.clone());
                return Ok(Temporary { path, _folder: folder });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        remove(&self.path);
        open().retain(|path| *path != self.path);
    }
}

/// Removes the folders of this process and lets no new one be made.
pub fn remove_all_for_good() {
    let open = open();
    open.iter().for_each(|path| remove(path));
    std::mem::forget(open);
}

fn open() -> MutexGuard<'static, Vec<PathBuf>> {
    OPEN.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The folder, empty and locked; `None` when somebody else uses it.
fn taken(path: &Path) -> io::Result<Option<File>> {
    let made = DirBuilder::new().mode(0o700).create(path);
    let is_new = match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        made => made.is_ok(),
    };
    match locked(path, is_new) {
        Ok(Some(folder)) => Ok(Some(folder)),
        // A disk that failed once may not fail again, and nobody would look for a new folder that was given up.
        _ if is_new => locked(path, is_new),
        refused => refused,
    }
}

/// The same for a folder that is there.
fn locked(path: &Path, is_new: bool) -> io::Result<Option<File>> {
    let Ok(folder) = File::open(path) else { return Ok(None) };
    let is_free = match folder.try_lock() {
        Ok(()) => true,
        Err(fs::TryLockError::WouldBlock) => false,
        // A file system without locks: then only a folder of our own making is known to be free.
        Err(fs::TryLockError::Error(_)) => is_new,
    };
    if !is_free || !is_still(path, &folder) {
        return Ok(None);
    }
    empty(path)?;
    Ok(Some(folder))
}

/// Whether the path still leads to the folder that was opened, and that one is ours and no link.
fn is_still(path: &Path, folder: &File) -> bool {
    let identity = |it: &Metadata| (it.dev(), it.ino());
    // SAFETY: it reads a number of this process and cannot fail.
    let user = unsafe { libc::geteuid() };
    match (fs::symlink_metadata(path), folder.metadata()) {
        (Ok(there), Ok(opened)) => {
            there.is_dir() && identity(&there) == identity(&opened) && there.uid() == user
        }
        _ => false,
    }
}

/// What a killed process left under the next name.
fn sweep_left(path: &Path) {
    if path.exists()
        && let Ok(Some(_locked)) = taken(path)
    {
        remove(path);
    }
}

fn empty(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        fs::remove_file(entry?.path())?;
    }
    Ok(())
}

/// Until it is gone: another thread may be writing into it, and can make nothing any more when it is.
fn remove(path: &Path) {
    // A disk that failed once may not fail again. What cannot be removed at all is left to the next process that
    // wants the name.
    for _attempt in 0..100 {
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {}
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Temporary, fs};

    #[test]
    fn folders_are_apart_and_vanish() {
        let parent = Temporary::in_system().expect("there is one");
        let output = parent.path().join("app");
        let (one, two) = (Temporary::beside(&output), Temporary::beside(&output));
        let (one, two) = (one.expect("it can be made"), two.expect("it can be made"));
        assert_ne!(one.path(), two.path());
        fs::write(one.path().join("file"), "text").expect("it is ours");
        drop((one, two));
        assert_eq!(fs::read_dir(parent.path()).expect("it is there").count(), 0);
    }

    #[test]
    fn what_a_killed_process_left_is_swept() {
        let parent = Temporary::in_system().expect("there is one");
        let output = parent.path().join("app");
        for number in [0, 1] {
            let left = parent.path().join(format!(".app.perry-{number}"));
            fs::create_dir(&left).expect("it is ours");
            fs::write(left.join("half"), "text").expect("it is ours");
        }
        let folder = Temporary::beside(&output).expect("it can be made");
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
        drop(folder);
        assert_eq!(fs::read_dir(parent.path()).expect("it is there").count(), 0);
    }

    #[test]
    fn a_link_in_its_place_is_passed_over() {
        let parent = Temporary::in_system().expect("there is one");
        let elsewhere = parent.path().join("elsewhere");
        fs::create_dir(&elsewhere).expect("it is ours");
        fs::write(elsewhere.join("precious"), "text").expect("it is ours");
        std::os::unix::fs::symlink(&elsewhere, parent.path().join(".app.perry-0")).expect("it is ours");
        let folder = Temporary::beside(&parent.path().join("app")).expect("it can be made");
        assert!(folder.path().ends_with(".app.perry-1") && elsewhere.join("precious").exists());
    }
}
