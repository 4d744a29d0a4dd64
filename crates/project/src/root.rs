//! The root: the directory that a project's paths start from.

use std::io;
use std::path::{Component, Path, PathBuf};

/// Files that make a directory a project.
const MARKS: [&str; 2] = ["perry.toml", "package.json"];

/// The nearest directory with a mark, at `start` or above it.
pub fn enclosing(start: &Path) -> Option<&Path> {
    start.ancestors().find(|directory| MARKS.iter().any(|mark| directory.join(mark).is_file()))
}

/// The same where a disk that does not answer must not look like a missing mark: another root would be another program.
fn marked(start: &Path) -> io::Result<Option<&Path>> {
    for directory in start.ancestors() {
        for mark in MARKS {
            match directory.join(mark).metadata() {
                Ok(metadata) if metadata.is_file() => return Ok(Some(directory)),
                Err(error) if !is_absence(&error) => return Err(error),
                _ => {}
            }
        }
    }
    Ok(None)
}

/// A directory above that we may not search has no mark for us.
fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotFound | NotADirectory | PermissionDenied)
}

/// The root of a project and the path of its entry from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    pub root: PathBuf,
    pub entry: String,
}

impl Located {
    /// The project around an entry, which need not exist; a file outside any project is one of its own.
    pub fn of(entry: &Path) -> io::Result<Located> {
        let parent = entry.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let directory = parent.canonicalize()?;
        let name = entry.file_name().unwrap_or_default();
        let root = marked(&directory)?.unwrap_or(&directory).to_owned();
        let entry = relative(&root, &directory.join(name));
        Ok(Located { root, entry })
    }
}

/// `path` as seen from `root`, with `/` between names. Both are absolute and without links.
pub fn relative(root: &Path, path: &Path) -> String {
    let (mut root, mut path) = (root.components().peekable(), path.components().peekable());
    while let (Some(a), Some(b)) = (root.peek(), path.peek())
        && a == b
    {
        root.next();
        path.next();
    }
    let up = root.map(|_| "..".to_owned());
    let down = path.filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}
