//! Processes: builds, trims, cleans and kills at the same time give right answers or none.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use perry_persist::inventory::clean;
use perry_persist::manifest::{Manifest, Roots};
use perry_persist::object::ObjRef;
use perry_persist::store::Store;
use perry_persist::trim::Limits;

use crate::scratch::{Scratch, TARGET, answer, key, known, remember, store_at};

const NUMBERS: u32 = 40;

fn code(n: u32) -> Vec<u8> {
    n.to_le_bytes().repeat(500)
}

/// One build: uses what is known, makes the rest, each time from another end.
fn build(store: &Store, round: u32) {
    for n in (0..NUMBERS).map(|n| (n + round * 13) % NUMBERS) {
        if known(store, [n]) == 0 {
            store.remember::<crate::scratch::Doubled>(key(n), &answer(n));
        }
        let reference = ObjRef::of(&code(n));
        match store.object(TARGET, key(n), &reference) {
            Some(bytes) => assert_eq!(bytes, code(n)),
            None => assert_eq!(store.put_object(TARGET, key(n), code(n)), reference),
        }
        if n % 8 == round % 8 {
            store.flush();
        }
    }
    store.flush();
    save(store, round);
}

fn save(store: &Store, round: u32) {
    let root = key(1000 + round % 3);
    let keys: Vec<_> = (0..NUMBERS).map(key).collect();
    if let Some(saved) = store.manifest(root) {
        assert_eq!(
            (saved.replay(), saved.roots().map(|roots| roots.records)),
            (&b"said"[..], Some(keys.clone()))
        );
    }
    let roots = Roots { records: keys.clone(), objects: vec![(TARGET.to_owned(), keys)] };
    store.save_manifest(root, &Manifest { roots, replay: b"said".to_vec(), ..Manifest::default() });
}

/// Takes away as much as it can.
fn trim(store: &Store, round: u32) {
    let bytes = u64::from(round % 4) * 20_000;
    store.trim(&Limits { bytes, running: 0, roots: i64::from(round % 2), builds: 0, aside: 3600 });
}

#[test]
fn threads_share_a_store_while_others_trim() {
    let scratch = Scratch::new();
    let store = scratch.store();
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let store = &store;
            scope.spawn(move || (0..5).for_each(|round| build(store, worker * 7 + round)));
        }
        scope.spawn(|| (0..20).for_each(|round| trim(&scratch.store(), round)));
    });
    assert_eq!(known(&store, 0..NUMBERS), NUMBERS as usize);
}

const CHILD: &str = "PERRY_PERSIST_CHILD";

fn start(cache: &Path, work: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("we run"));
    command.args(["--exact", "processes::child", "--nocapture"]).env(CHILD, work).env("PERRY_CACHE", cache);
    command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("the test can be started")
}

#[test]
fn child() {
    let (Ok(work), Some(cache)) = (std::env::var(CHILD), std::env::var_os("PERRY_CACHE")) else { return };
    let cache = Path::new(&cache);
    match work.as_str() {
        "trim" => (0..40).for_each(|round| trim(&store_at(cache), round)),
        "clean" => (0..5).for_each(|_| drop(clean(cache, false))),
        _ => (0..12).for_each(|round| build(&store_at(cache), round)),
    }
}

#[test]
fn processes_share_a_cache_while_others_trim() {
    let scratch = Scratch::new();
    let work = ["build", "build", "build", "trim", "build"];
    let children: Vec<Child> = work.iter().map(|work| start(&scratch.cache(), work)).collect();
    for mut child in children {
        assert!(child.wait().expect("it was started").success());
    }
    build(&scratch.store(), 0);
    assert_eq!(known(&scratch.store(), 0..NUMBERS), NUMBERS as usize);
    assert!(scratch.files(".aside").is_empty());
}

#[test]
fn processes_share_a_cache_while_others_clean() {
    let scratch = Scratch::new();
    let work = ["build", "clean", "build"];
    let children: Vec<Child> = work.iter().map(|work| start(&scratch.cache(), work)).collect();
    for mut child in children {
        assert!(child.wait().expect("it was started").success());
    }
    remember(&scratch.store(), 0..NUMBERS);
    assert_eq!(known(&scratch.store(), 0..NUMBERS), NUMBERS as usize);
}

#[test]
fn killed_builds_leave_right_answers_or_none() {
    let scratch = Scratch::new();
    for round in 0..20 {
        let mut child = start(&scratch.cache(), "build");
        // The moment of death varies with the work that this process does meanwhile.
        (0..round % 5).for_each(|_| build(&scratch.store(), round));
        child.kill().expect("it is ours");
        child.wait().expect("it was started");
        build(&scratch.store(), round);
    }
    let store = scratch.store();
    assert_eq!(known(&store, 0..NUMBERS), NUMBERS as usize);
    assert_eq!(store.faults(), (0, vec![]));
}
