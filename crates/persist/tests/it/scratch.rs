//! A directory for one test, and the small vocabulary the tests share.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use perry_persist::action::{Action, Sink};
use perry_persist::build_id::BuildId;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::store::Store;

pub const TARGET: &str = "x86_64-unknown-linux-gnu+generic";

/// Removed when the test ends.
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    pub fn new() -> Scratch {
        static SERIAL: AtomicU64 = AtomicU64::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("perry-persist-{}-{serial}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary directory can be made");
        Scratch { path }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn cache(&self) -> PathBuf {
        self.path.join(".perry-cache")
    }

    pub fn store(&self) -> Store {
        store_at(&self.cache())
    }

    /// All files below the cache whose path contains `part`, sorted.
    pub fn files(&self, part: &str) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.cache(), &mut files);
        files.retain(|file| file.to_string_lossy().contains(part));
        files.sort();
        files
    }

    pub fn file(&self, part: &str) -> PathBuf {
        let files = self.files(part);
        assert_eq!(files.len(), 1, "one file is called {part}: {files:?}");
        files[0].clone()
    }
}

impl Scratch {
    /// The file of an object of the build "test", which need not be there.
    pub fn object_file(&self, n: u32) -> PathBuf {
        self.store().object_path(TARGET, key(n)).unwrap_or_default()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.path).ok();
    }
}

pub fn store_at(cache: &Path) -> Store {
    Store::open(cache, BuildId::named("test"), 1)
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        match entry.path() {
            path if path.is_dir() => collect(&path, files),
            path => files.push(path),
        }
    }
}

/// An action whose answer is easily told right from wrong.
pub struct Doubled;

impl Action for Doubled {
    const ID: &'static str = "doubled";
    type In = u32;
    type Out = Vec<u32>;

    fn run(input: &u32, _sink: &Sink) -> Option<Vec<u32>> {
        Some(vec![*input, *input * 2, *input % 7])
    }
}

pub fn key(n: u32) -> Fingerprint {
    Doubled::key(&n)
}

pub fn answer(n: u32) -> Vec<u32> {
    Doubled::run(&n, &Sink::default()).expect("every number has an answer")
}

pub fn remember(store: &Store, numbers: impl IntoIterator<Item = u32>) {
    numbers.into_iter().for_each(|n| store.remember::<Doubled>(key(n), &answer(n)));
    store.flush();
}

/// How many of the numbers the store knows. Every answer must be right.
pub fn known(store: &Store, numbers: impl IntoIterator<Item = u32>) -> usize {
    let right = |n: &u32| match store.lookup::<Doubled>(key(*n)) {
        None => false,
        Some(found) => {
            assert_eq!(found, answer(*n), "the store knows a wrong answer for {n}");
            true
        }
    };
    numbers.into_iter().filter(right).count()
}

/// Makes a file look as if it was last used `seconds` ago.
pub fn age(file: &Path, now: i64, seconds: i64) {
    let time = UNIX_EPOCH + Duration::from_secs((now - seconds).unsigned_abs());
    let file = fs::File::options().write(true).open(file).expect("the file is ours");
    file.set_modified(time).expect("the file is ours");
}
