//! The echo: what is told of a change once more, when it may have been built already.
//!
//! One save is several events, and a busy machine may let some time pass between them.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use perry_project::watch::Touch;

/// Device, inode, size and times of what a path leads to; `None` where nothing is.
type Look = Option<(u64, u64, u64, [i64; 4])>;

/// How paths looked when they were told of last.
pub struct Echoes {
    root: PathBuf,
    last: HashMap<String, Look>,
}

impl Echoes {
    pub fn new(root: &Path) -> Echoes {
        Echoes { root: root.to_owned(), last: HashMap::new() }
    }

    /// An echo stops no build. It is passed on all the same: two changes within a tick of the clock look alike.
    pub fn sift(&mut self, touch: Touch) -> Touch {
        match touch {
            Touch::Path { path, is_awaited: true } => {
                let look = look(&self.root.join(&path));
                let before = self.last.insert(path.clone(), look);
                Touch::Path { path, is_awaited: before != Some(look) }
            }
            touch => touch,
        }
    }
}

fn look(path: &Path) -> Look {
    let it = fs::metadata(path).ok()?;
    Some((it.dev(), it.ino(), it.size(), [it.mtime(), it.mtime_nsec(), it.ctime(), it.ctime_nsec()]))
}

#[cfg(test)]
mod tests {
    use super::{Echoes, Touch, fs};
    use crate::temporary::Temporary;

    #[test]
    fn only_the_first_of_like_touches_is_awaited() {
        let folder = Temporary::in_system().expect("there is one");
        let touch = || Touch::Path { path: "file".to_owned(), is_awaited: true };
        let mut echoes = Echoes::new(folder.path());
        let mut is_awaited = || matches!(echoes.sift(touch()), Touch::Path { is_awaited: true, .. });
        assert!(is_awaited());
        assert!(!is_awaited());
        fs::write(folder.path().join("file"), "text").expect("it is ours");
        assert!(is_awaited());
        assert!(!is_awaited());
        fs::write(folder.path().join("file"), "longer text").expect("it is ours");
        assert!(is_awaited());
    }
}
