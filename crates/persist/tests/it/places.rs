//! Places: a cache that cannot be read, written or trusted costs the cache and nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use perry_persist::build_id::BuildId;
use perry_persist::fault::{Entry, Fault, FaultNote};
use perry_persist::manifest::Manifest;
use perry_persist::object::ObjRef;

use crate::scratch::{Scratch, TARGET, key, known, remember, store_at};

/// Uses a store in every way; what was put must come back in the same run. Gives the number of faults.
fn exercise(cache: &Path) -> u64 {
    let store = store_at(cache);
    known(&store, 0..4);
    let reference = store.put_object(TARGET, key(0), b"code".to_vec());
    store.has_object(TARGET, key(0), &reference);
    assert_eq!(store.object(TARGET, key(0), &reference).as_deref(), Some(&b"code"[..]));
    remember(&store, 0..4);
    store.save_manifest(key(0), &Manifest::default());
    store.manifest(key(0));
    store.image_path(key(0));
    store.trim(&perry_persist::trim::Limits::default());
    store.faults().0
}

#[test]
fn a_path_that_is_a_file_is_no_cache() {
    let scratch = Scratch::new();
    fs::write(scratch.cache(), "text").expect("it is ours");
    assert!(exercise(&scratch.cache()) > 0);
    let store = scratch.store();
    assert!(!store.is_enabled());
    assert_eq!(store.faults().1[0].fault, Fault::WrongKind);
    assert_eq!(fs::read_to_string(scratch.cache()).expect("it is still there"), "text");
}

#[test]
fn what_stands_in_the_place_of_a_folder_gives_way() {
    let elsewhere = Scratch::new();
    fs::create_dir_all(elsewhere.cache()).expect("it is ours");
    let file = |place: &Path| fs::write(place, "text");
    let link = |place: &Path| std::os::unix::fs::symlink(elsewhere.cache(), place);
    for folder in ["store", "objects", "bin"] {
        for put in [&file as &dyn Fn(&Path) -> std::io::Result<()>, &link] {
            let scratch = Scratch::new();
            fs::create_dir_all(scratch.cache()).expect("it is ours");
            put(&scratch.cache().join(folder)).expect("it is ours");
            exercise(&scratch.cache());
            assert_eq!(exercise(&scratch.cache()), 0, "{folder} is healed");
        }
    }
    assert_eq!(fs::read_dir(elsewhere.cache()).into_iter().flatten().count(), 0, "no link was followed");
}

#[test]
fn a_folder_in_the_place_of_the_lock_is_no_harm() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.cache().join("gc.lock/x")).expect("it is ours");
    assert!(exercise(&scratch.cache()) > 0);
}

#[test]
fn a_directory_open_to_all_is_not_used() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    fs::set_permissions(scratch.cache(), fs::Permissions::from_mode(0o777)).expect("it is ours");
    let store = scratch.store();
    assert_eq!(known(&store, 0..4), 0);
    assert_eq!(store.faults().1[0].fault, Fault::Untrusted);
    assert_eq!(store.faults().0, 1);
}

#[test]
fn a_folder_inside_open_to_all_is_not_used() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    scratch.store().put_object(TARGET, key(0), b"code".to_vec());
    for file in [".seg", ".o"] {
        let folder = scratch.file(file).parent().expect("it has one").to_owned();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).expect("it is ours");
    }
    let store = scratch.store();
    assert_eq!(known(&store, 0..4), 0);
    assert!(store.object(TARGET, key(0), &ObjRef::of(b"code")).is_none());
    assert!(store.faults().1.iter().all(|note| note.fault == Fault::Untrusted));
}

#[test]
fn a_file_open_to_all_is_no_answer() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    fs::set_permissions(scratch.file(".seg"), fs::Permissions::from_mode(0o666)).expect("it is ours");
    assert_eq!(known(&scratch.store(), 0..4), 0);
}

#[test]
fn a_directory_of_somebody_else_is_not_used() {
    // Only root can give a directory away.
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    std::os::unix::fs::chown(scratch.cache(), Some(65534), None).expect("root may");
    let store = scratch.store();
    assert_eq!((known(&store, 0..4), store.is_enabled()), (0, false));
    let note = FaultNote { entry: Entry::Cache(scratch.cache()), fault: Fault::Untrusted };
    assert_eq!(store.faults(), (1, vec![note]));
}

/// Where the child of the next test finds the cache.
const CHILD: &str = "PERRY_PERSIST_READ_ONLY";

#[test]
fn a_cache_that_may_only_be_read_is_read() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    // Root may write anywhere, so the work is done by a child that is somebody else.
    let program = scratch.path().join("test");
    fs::copy(std::env::current_exe().expect("we run"), &program).expect("it is ours");
    let mut child = Command::new(program);
    child.args(["--exact", "places::child_of_read_only"]).env(CHILD, scratch.cache());
    if rustix::process::geteuid().is_root() {
        child.uid(65534);
    } else {
        scratch.files("").iter().for_each(|file| forbid_writing(file.parent().expect("it has one")));
    }
    let output = child.output().expect("the test can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(known(&scratch.store(), 0..8), 4);
}

fn forbid_writing(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).expect("it is ours");
}

#[test]
fn child_of_read_only() {
    let Some(cache) = std::env::var_os(CHILD) else { return };
    assert_eq!(known(&store_at(Path::new(&cache)), 0..4), 4);
    let store = store_at(Path::new(&cache));
    remember(&store, 4..8);
    assert_eq!(store.counts("doubled").store_errors, 4);
    assert!(exercise(Path::new(&cache)) > 0);
}

/// Where the child of the next test makes its cache.
const FULL: &str = "PERRY_PERSIST_FULL";

#[test]
fn a_disk_that_takes_no_more_costs_the_cache_only() {
    let scratch = Scratch::new();
    // The shell lets files grow to one block; with the signal ignored, writing past it is an error.
    let program = std::env::current_exe().expect("we run");
    let mut child = Command::new("sh");
    child.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" --exact places::child_of_full_disk"]);
    let output = child.arg(program).env(FULL, scratch.cache()).output().expect("there is a shell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(scratch.files(".aside"), Vec::<std::path::PathBuf>::new());
    assert_eq!(scratch.files(".seg").len() + scratch.files(".man").len() + scratch.files(".o").len(), 0);
}

#[test]
fn child_of_full_disk() {
    let Some(cache) = std::env::var_os(FULL) else { return };
    let store = store_at(Path::new(&cache));
    let code = vec![7; 100_000];
    let reference = store.put_object(TARGET, key(0), code.clone());
    assert_eq!(store.object(TARGET, key(0), &reference), Some(code.clone()));
    remember(&store, 0..1000);
    assert_eq!(known(&store, 0..1000), 1000);
    store.save_manifest(key(0), &Manifest { detail: code, ..Manifest::default() });
    assert_eq!(store.counts("doubled").store_errors, 1000);
    assert_eq!((store.counts("object").store_errors, store.faults().0), (1, 3));
}

#[test]
fn a_build_id_follows_the_content() {
    let scratch = Scratch::new();
    let (one, two) = (scratch.path().join("one"), scratch.path().join("two"));
    fs::write(&one, "compiler").expect("it is ours");
    fs::write(&two, "library").expect("it is ours");
    let cache = scratch.cache();
    let id = || BuildId::of(&[&one, &two], Some(&cache)).expect("they are there");
    let first = id();
    assert_eq!((id(), BuildId::of(&[&one, &two], None).expect("they are there")), (first, first));
    fs::write(&two, "LIBRARY").expect("it is ours");
    let second = id();
    assert_ne!(first, second);
    fs::write(scratch.file("build/"), "nonsense").expect("it is ours");
    assert_eq!(id(), second);
    assert!(BuildId::of(&[&scratch.path().join("gone")], Some(&cache)).is_err());
}
