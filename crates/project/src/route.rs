//! The route: the places on disk that decide what is found at a path, every link followed.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// As many links as the kernel follows.
const MOST_LINKS: usize = 40;

/// The way to something.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// Directories and links on the way, below and beside the root, each in a directory without links. The last one may
    /// be absent.
    pub passages: Vec<PathBuf>,
    /// Where the way ends, without links; `None` when it leads nowhere.
    pub end: Option<PathBuf>,
}

/// Routes that were found, by path from the root.
pub struct Routes {
    root: PathBuf,
    directories: HashMap<String, Route>,
}

impl Routes {
    pub fn new(root: &Path) -> Routes {
        Routes { root: root.to_owned(), directories: HashMap::new() }
    }

    /// Follows every way again.
    pub fn forget(&mut self) {
        self.directories.clear();
    }

    pub fn directory(&mut self, path: &str) -> &Route {
        if !self.directories.contains_key(path) {
            let mut route = Route { passages: Vec::new(), end: Some(self.root.clone()) };
            route.follow(Path::new(path), &mut 0);
            self.directories.insert(path.to_owned(), route);
        }
        &self.directories[path]
    }

    /// The way to a file; its end is where the file is or would be. Ways to directories are asked for apart.
    pub fn file(&mut self, path: &str) -> Route {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let end = self.directory(parent).end.as_ref().map(|end| end.join(name));
        let mut route = Route { passages: Vec::new(), end };
        let mut links = 0;
        while let Some(place) = route.end.clone()
            && let Ok(target) = std::fs::read_link(&place)
            && links < MOST_LINKS
        {
            links += 1;
            route.end = place.parent().map(Path::to_owned);
            route.passages.push(place);
            route.follow(target.parent().unwrap_or(Path::new("")), &mut links);
            route.end = route.end.zip(target.file_name()).map(|(end, name)| end.join(name));
        }
        route
    }
}

impl Route {
    /// Walks on from where the route ends.
    fn follow(&mut self, path: &Path, links: &mut usize) {
        for part in path.components() {
            let Some(here) = self.end.clone() else { return };
            match part {
                Component::RootDir => self.end = Some(PathBuf::from("/")),
                Component::ParentDir => self.end = Some(here.parent().unwrap_or(&here).to_owned()),
                Component::Normal(name) => self.step(here.join(name), links),
                Component::CurDir | Component::Prefix(_) => {}
            }
        }
    }

    fn step(&mut self, place: PathBuf, links: &mut usize) {
        self.passages.push(place.clone());
        match std::fs::read_link(&place) {
            Ok(target) if *links < MOST_LINKS => {
                *links += 1;
                self.end = place.parent().map(Path::to_owned);
                self.follow(&target, links);
            }
            Ok(_) => self.end = None,
            Err(_) => self.end = place.is_dir().then_some(place),
        }
    }
}
