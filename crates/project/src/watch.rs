//! The watch: tells which of the paths that a build looked at may be others now.
//!
//! Watched are the directories that hold what was looked at, each by itself and never what lies below: a huge
//! `node_modules` costs nothing. `route` finds them, links followed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use perry_persist::listing::Kind;
use serde::{Deserialize, Serialize};

use crate::disk::keep;
use crate::route::{Route, Routes};

/// Something may have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Touch {
    /// At a path from the root. Awaited: a build has looked for exactly this, found or not.
    Path { path: String, is_awaited: bool },
    /// A directory or a link on the way to others, or more than could be told: look at everything again.
    Everything,
}

/// What a build looked at, as paths from the root.
pub struct Looked<'a> {
    pub files: Vec<&'a str>,
    pub directories: Vec<&'a str>,
    /// Names that were looked for: directory and name.
    pub names: Vec<(&'a str, &'a str)>,
}

/// Directories under watch. What is told of them goes to the function given to `new`.
pub struct Watch {
    watcher: RecommendedWatcher,
    interest: Arc<Mutex<Interest>>,
    routes: Routes,
    watched: HashSet<PathBuf>,
}

/// What an event at a place on disk means.
#[derive(Default)]
struct Interest {
    /// Paths that builds ask for, by the place they lead to.
    awaited: HashMap<PathBuf, Vec<String>>,
    /// Directories and links on the way.
    passages: HashSet<PathBuf>,
    /// What builds call the directories they looked into.
    directories: HashMap<PathBuf, Vec<String>>,
}

impl Watch {
    pub fn new(root: &Path, tell: impl Fn(Touch) + Send + 'static) -> notify::Result<Watch> {
        let interest = Arc::new(Mutex::new(Interest::default()));
        let asked = interest.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => tell(Touch::Everything),
            Ok(event) => locked(&asked).touches(&event).into_iter().for_each(&tell),
            // What was missed is not known.
            Err(_) => tell(Touch::Everything),
        })?;
        let routes = Routes::new(root);
        Ok(Watch { watcher, interest, routes, watched: HashSet::new() })
    }

    /// Watches for what a build looked at, and goes on watching for what others did. Gives whether a directory is
    /// watched that was not: what happened there before was not told.
    pub fn cover(&mut self, looked: &Looked) -> notify::Result<bool> {
        let mut is_more = false;
        // A way may lead elsewhere since it was followed and before it was watched, so the last look finds nothing new.
        while self.cover_ways(looked)? {
            self.routes.forget();
            is_more = true;
        }
        Ok(is_more)
    }

    /// Watches along the ways as they are known.
    fn cover_ways(&mut self, looked: &Looked) -> notify::Result<bool> {
        let mut new = HashSet::new();
        for directory in &looked.directories {
            self.cover_directory(directory, &mut new);
        }
        let names = looked.names.iter().map(|(directory, name)| match directory.is_empty() {
            true => (*name).to_owned(),
            false => format!("{directory}/{name}"),
        });
        let files = looked.files.iter().map(|file| (*file).to_owned());
        for path in files.chain(names) {
            self.cover_path(&path, &mut new);
        }
        let mut is_more = false;
        for directory in new.iter().filter(|directory| !self.watched.contains(*directory)).collect::<Vec<_>>()
        {
            is_more |= self.watch(directory)?;
        }
        Ok(is_more)
    }

    /// Gives whether there is such a directory.
    fn watch(&mut self, directory: &Path) -> notify::Result<bool> {
        match self.watcher.watch(directory, RecursiveMode::NonRecursive) {
            // It went meanwhile, which its own directory tells.
            Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => return Ok(false),
            watched => watched?,
        }
        self.watched.insert(directory.to_owned());
        Ok(true)
    }

    fn cover_directory(&mut self, path: &str, new: &mut HashSet<PathBuf>) {
        let route = self.routes.directory(path).clone();
        let mut interest = locked(&self.interest);
        if let Some(place) = interest.cover_passages(route, new) {
            add(interest.directories.entry(place.clone()).or_default(), path);
            new.insert(place);
        }
    }

    fn cover_path(&mut self, path: &str, new: &mut HashSet<PathBuf>) {
        self.cover_directory(path.rfind('/').map_or("", |slash| &path[..slash]), new);
        let route = self.routes.file(path);
        let mut interest = locked(&self.interest);
        if let Some(place) = interest.cover_passages(route, new) {
            new.extend(place.parent().map(Path::to_owned));
            add(interest.awaited.entry(place).or_default(), path);
        }
    }
}

impl Interest {
    fn cover_passages(&mut self, route: Route, new: &mut HashSet<PathBuf>) -> Option<PathBuf> {
        new.extend(route.passages.iter().filter_map(|place| Some(place.parent()?.to_owned())));
        self.passages.extend(route.passages);
        route.end
    }

    fn touches(&self, event: &Event) -> Vec<Touch> {
        let is_move = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => return Vec::new(),
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
            _ => false,
        };
        event.paths.iter().flat_map(|place| self.touch(place, is_move)).collect()
    }

    fn touch(&self, place: &Path, is_move: bool) -> Vec<Touch> {
        if is_move && self.passages.contains(place) {
            return vec![Touch::Everything];
        }
        if let Some(paths) = self.awaited.get(place) {
            let touch = |path: &String| Touch::Path { path: path.clone(), is_awaited: true };
            return paths.iter().map(touch).collect();
        }
        // Others than those awaited may be looked for by the build that runs now.
        let is_possible = |name: &str| keep(name, Kind::File) || (is_move && keep(name, Kind::Directory));
        let name = place.file_name().and_then(|name| name.to_str()).filter(|name| is_possible(name));
        let directories = place.parent().and_then(|parent| self.directories.get(parent));
        let (Some(name), Some(directories)) = (name, directories) else { return Vec::new() };
        let path = |directory: &String| match directory.is_empty() {
            true => name.to_owned(),
            false => format!("{directory}/{name}"),
        };
        directories.iter().map(|it| Touch::Path { path: path(it), is_awaited: false }).collect()
    }
}

fn add(paths: &mut Vec<String>, path: &str) {
    if !paths.iter().any(|known| known == path) {
        paths.push(path.to_owned());
    }
}

fn locked(interest: &Mutex<Interest>) -> MutexGuard<'_, Interest> {
    interest.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
