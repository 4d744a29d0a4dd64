//! The walk: all folders and files of a cache directory, whoever made them.

use std::sync::Arc;

use crate::directory::{Directory, Facts};
use crate::fault::Fault;
use crate::home::{BUILDS, IGNORE, IMAGES, LOCK, MANIFESTS, OBJECTS, SEGMENTS, STORE, TAG};

/// What a folder is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The files that stand at the top.
    Top,
    Builds,
    Images,
    /// Where a process makes a file that it will rename; below `Images`.
    Aside,
    Objects {
        target: String,
    },
    /// Below `store`, of any build of the compiler.
    Segments {
        shelf: String,
    },
    Manifests {
        shelf: String,
    },
    /// Holds folders only: `objects`, `store`, and the ones of the builds.
    Parent,
}

pub(crate) struct Folder {
    pub directory: Arc<Directory>,
    pub purpose: Use,
    /// Its name in the folder above; `None` at the top.
    pub name: String,
    pub above: Option<Arc<Directory>>,
}

/// A file of a folder. Links, pipes and the like are listed too, with `is_file` false.
pub(crate) struct Found {
    pub name: String,
    pub facts: Facts,
}

/// All folders of ours, each after those it holds, so that they can be removed in this order.
pub(crate) fn folders(root: Directory) -> Vec<Folder> {
    let root = Arc::new(root);
    let mut folders = Vec::new();
    folders.extend(folder(&root, BUILDS, Use::Builds));
    if let Some(images) = folder(&root, IMAGES, Use::Images) {
        let names = names_of_folders(&images.directory);
        folders.extend(names.iter().filter_map(|name| folder(&images.directory, name, Use::Aside)));
        folders.push(images);
    }
    if let Some(objects) = folder(&root, OBJECTS, Use::Parent) {
        for target in names_of_folders(&objects.directory) {
            let purpose = Use::Objects { target: target.clone() };
            folders.extend(folder(&objects.directory, &target, purpose));
        }
        folders.push(objects);
    }
    if let Some(store) = folder(&root, STORE, Use::Parent) {
        for shelf in names_of_folders(&store.directory) {
            let Some(parent) = folder(&store.directory, &shelf, Use::Parent) else { continue };
            let segments = Use::Segments { shelf: shelf.clone() };
            folders.extend(folder(&parent.directory, SEGMENTS, segments));
            folders.extend(folder(&parent.directory, MANIFESTS, Use::Manifests { shelf }));
            folders.push(parent);
        }
        folders.push(store);
    }
    folders.push(Folder { directory: root, purpose: Use::Top, name: String::new(), above: None });
    folders
}

fn folder(above: &Arc<Directory>, name: &str, purpose: Use) -> Option<Folder> {
    let directory = Arc::new(above.sub(name).ok()?);
    Some(Folder { directory, purpose, name: name.to_owned(), above: Some(above.clone()) })
}

fn names_of_folders(directory: &Directory) -> Vec<String> {
    let entries = directory.entries().unwrap_or_default();
    entries.into_iter().filter(|entry| entry.is_directory).map(|entry| entry.name).collect()
}

impl Folder {
    /// The files of ours in this folder: at the top only those we know, elsewhere all.
    pub(crate) fn files(&self) -> Vec<Found> {
        let entries = self.directory.entries().unwrap_or_default();
        let files = entries.into_iter().filter(|entry| !entry.is_directory && self.owns(&entry.name));
        files.filter_map(|entry| self.found(entry.name)).collect()
    }

    fn found(&self, name: String) -> Option<Found> {
        let facts = self.directory.facts(&name).ok()?;
        Some(Found { name, facts })
    }

    fn owns(&self, name: &str) -> bool {
        match self.purpose {
            Use::Top => [LOCK, TAG, IGNORE].contains(&name) || name.starts_with(crate::directory::ASIDE),
            Use::Parent => name.starts_with(crate::directory::ASIDE),
            _ => true,
        }
    }

    /// When something was last made or removed in it, in seconds since 1970.
    pub(crate) fn changed(&self) -> Option<i64> {
        self.above.as_ref()?.facts(&self.name).ok().map(|facts| facts.used)
    }

    /// Removes the folder if nothing is in it any more.
    pub(crate) fn remove_if_empty(&self) -> Result<(), Fault> {
        self.above.as_ref().map_or(Ok(()), |above| above.remove_empty_sub(&self.name))
    }
}
