//! The lookout: hears of changes from the system, or looks for them where the system does not tell.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use perry_project::watch::{Looked, Touch, Watch};

use super::echo::Echoes;
use super::talk::{News, Tell};
use crate::resident::{CONFIGURATION, Resident};
use crate::session::Session;

/// How long a lookout that must look by itself rests in between. It costs a look at the stamp of every file.
pub const REST: Duration = Duration::from_millis(500);

pub struct Lookout {
    root: PathBuf,
    tell: Tell,
    echoes: Arc<Mutex<Echoes>>,
    /// `None`: it looks.
    watch: Option<Watch>,
    /// What the files that say how the project is built were when this was last asked.
    texts: Vec<Option<Vec<u8>>>,
}

impl Lookout {
    /// Looks where it is told to. Where the system cannot tell of changes, it looks as well and says why.
    pub fn new(session: &Session, root: &Path, is_looking: bool, tell: Tell) -> Lookout {
        let echoes = Arc::new(Mutex::new(Echoes::new(root)));
        let mut lookout = Lookout { root: root.to_owned(), tell, echoes, watch: None, texts: texts(root) };
        if !is_looking {
            lookout.watch(session);
        }
        lookout
    }

    /// Follows all ways anew, from a root that may be another one.
    pub fn renew(&mut self, session: &Session, root: &Path) {
        if self.root != root {
            self.root = root.to_owned();
            self.texts = texts(root);
            self.echoes = Arc::new(Mutex::new(Echoes::new(root)));
        }
        if self.watch.is_some() {
            self.watch(session);
        }
    }

    fn watch(&mut self, session: &Session) {
        let told = watch(&self.root, self.tell.clone(), self.echoes.clone());
        self.watch = told.inspect_err(|error| say_why(session, error)).ok();
    }

    pub fn is_looking(&self) -> bool {
        self.watch.is_none()
    }

    /// Attends to what builds have looked at. What changed there before is told like every other change: the system may
    /// tell of it too.
    pub fn attend(&mut self, session: &Session, resident: &mut Resident) {
        let Some(watch) = &mut self.watch else { return };
        let is_new = match resident.more_looked_at(|looked| watch.cover(looked)).transpose() {
            Ok(is_new) => is_new == Some(true),
            Err(error) => {
                self.watch = None;
                return say_why(session, &error.into()); // and soon it looks
            }
        };
        if is_new {
            resident.missed().into_iter().for_each(|path| self.tell(path));
        }
    }

    /// Reads the files that say how the project is built. Whether one is another than when they were last read.
    pub fn look_at_configuration(&mut self) -> bool {
        let now = texts(&self.root);
        std::mem::replace(&mut self.texts, now) != self.texts
    }

    /// What changed, for one that looks.
    pub fn look(&self, resident: Option<&Resident>) {
        let now = texts(&self.root);
        let changed =
            CONFIGURATION.iter().zip(now.iter().zip(&self.texts)).filter(|(_, (now, then))| now != then);
        let mut paths: Vec<String> = changed.map(|(name, _)| (*name).to_owned()).collect();
        paths.extend(resident.into_iter().flat_map(Resident::missed));
        paths.into_iter().for_each(|path| self.tell(path));
    }

    fn tell(&self, path: String) {
        let touch = sift(&self.echoes, Touch::Path { path, is_awaited: true });
        (self.tell)(News::Touched(touch));
    }
}

fn say_why(session: &Session, error: &anyhow::Error) {
    session
        .warn(&format!("warning: {error:#}; perry looks at all files every {} ms instead", REST.as_millis()));
}

fn sift(echoes: &Mutex<Echoes>, touch: Touch) -> Touch {
    echoes.lock().unwrap_or_else(PoisonError::into_inner).sift(touch)
}

fn watch(root: &Path, tell: Tell, echoes: Arc<Mutex<Echoes>>) -> Result<Watch> {
    let cannot = "the system cannot tell of changes";
    let mut watch =
        Watch::new(root, move |touch| tell(News::Touched(sift(&echoes, touch)))).context(cannot)?;
    let configuration = Looked { files: CONFIGURATION.to_vec(), directories: vec![""], names: Vec::new() };
    watch.cover(&configuration).context(cannot)?;
    Ok(watch)
}

fn texts(root: &Path) -> Vec<Option<Vec<u8>>> {
    CONFIGURATION.iter().map(|name| fs::read(root.join(name)).ok()).collect()
}
