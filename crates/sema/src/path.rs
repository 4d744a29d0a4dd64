//! Paths from the project's root: `/` between names, `..` in front for what lies outside, "" for the root.

/// The directory of a path.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The last name of a path.
pub fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// `relative` as seen from `directory`, without `.` and inner `..`.
pub fn join(directory: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The directory and all above it, nearest first, up to the project's root.
pub fn ancestors(directory: &str) -> impl Iterator<Item = &str> {
    let is_root = |path: &str| path.is_empty() || name(path) == "..";
    std::iter::successors(Some(directory), move |path| (!is_root(path)).then(|| parent(path)))
}
