//! The URI: how a client names a file, and what it is called from the project's root.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use perry_project::root::relative;

/// All but what RFC 3986 leaves alone in a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What the paths of buffers start with that are no file; they lie in the root, so their imports start there.
const UNTITLED: &str = "untitled:";

/// The path from `root` that a URI stands for; `None` for what is neither a file nor an untitled buffer.
pub fn path_of(root: &Path, uri: &str) -> Option<String> {
    if let Some(name) = uri.strip_prefix(UNTITLED) {
        let name = decoded(name).replace('/', "_");
        let is_module = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"].iter().any(|end| name.ends_with(end));
        return Some(if is_module { format!("{UNTITLED}{name}") } else { format!("{UNTITLED}{name}.ts") });
    }
    Some(relative(root, &file_of(uri)?))
}

/// The absolute path of a `file:` URI, without links as far as it exists.
pub fn file_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(real(&without_dots(Path::new(&decoded(path)))))
}

/// A folder that paths start from.
#[derive(Clone, Debug)]
pub struct Root {
    pub path: PathBuf,
    /// With the slash at its end; an answer has the URIs of very many files.
    uri: String,
}

impl Root {
    pub fn new(path: PathBuf) -> Root {
        let uri = uri_of(&path.join(""));
        Root { path, uri }
    }

    /// The URI of a path from here.
    pub fn uri(&self, path: &str) -> String {
        if path.starts_with(UNTITLED) {
            return path.to_owned();
        }
        let is_elsewhere = path.split('/').any(|part| matches!(part, "." | "..")) || path.starts_with('/');
        if is_elsewhere {
            return uri_of(&without_dots(&self.path.join(path)));
        }
        let mut uri = String::with_capacity(self.uri.len() + path.len());
        uri.push_str(&self.uri);
        uri.extend(utf8_percent_encode(path, ESCAPED));
        uri
    }
}

fn uri_of(path: &Path) -> String {
    format!("file://{}", utf8_percent_encode(&path.to_string_lossy(), ESCAPED))
}

/// Resolves links in the part of a path that exists.
fn real(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let Ok(real) = above.canonicalize() {
            let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    path.to_owned()
}

fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = out.pop(),
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back_from_its_uri() {
        for path in ["/no/such root", "/"] {
            let root = Root::new(PathBuf::from(path));
            for path in ["a.ts", "deep/é ü#?.ts", "untitled:Untitled-1.ts"] {
                assert_eq!(path_of(&root.path, &root.uri(path)).as_deref(), Some(path));
            }
        }
        let root = Root::new(PathBuf::from("/no/such root"));
        assert_eq!(root.uri("/elsewhere/c d.ts"), "file:///elsewhere/c%20d.ts");
        assert_eq!(root.uri("../elsewhere/./c d.ts"), "file:///no/elsewhere/c%20d.ts");
        let outside = "../outside/b%20.ts";
        assert_eq!(path_of(&root.path, &root.uri(outside)).as_deref(), Some(outside));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        assert_eq!(path_of(Path::new("/p"), "git:/p/a.ts"), None);
        assert_eq!(path_of(Path::new("/p"), "file://"), None);
    }

    #[test]
    fn an_untitled_buffer_is_a_typescript_module() {
        assert_eq!(
            path_of(Path::new("/p"), "untitled:Untitled-1").as_deref(),
            Some("untitled:Untitled-1.ts")
        );
    }
}
