//! Trimming, counting, cleaning: the limit holds, what is in use stays, nothing foreign is touched.

use std::fs;

use perry_persist::build_id::BuildId;
use perry_persist::fault::Fault;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::inventory::{Amount, Inventory, clean};
use perry_persist::manifest::{Manifest, Roots};
use perry_persist::store::Store;
use perry_persist::trim::Limits;

use crate::scratch::{Scratch, TARGET, age, key, known, remember};

/// Any time will do as long as files are dated by it.
const NOW: i64 = 2_000_000_000;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Puts an object of 1000 bytes that was last used some time ago.
fn object(scratch: &Scratch, n: u32, seconds: i64) {
    scratch.store().put_object(TARGET, key(n), vec![0; 1000]);
    age(&scratch.object_file(n), NOW, seconds);
}

/// Saves a manifest that rests on objects and was last used some time ago.
fn manifest(scratch: &Scratch, root: &str, objects: &[u32], seconds: i64) {
    let objects = vec![(TARGET.to_owned(), objects.iter().map(|n| key(*n)).collect())];
    let roots = Roots { objects, ..Roots::default() };
    scratch.store().save_manifest(Fingerprint::of(root), &Manifest { roots, ..Manifest::default() });
    age(&scratch.file(&Fingerprint::of(root).to_string()), NOW, seconds);
}

fn objects_left(scratch: &Scratch, among: std::ops::Range<u32>) -> Vec<u32> {
    among.filter(|n| scratch.object_file(*n).exists()).collect()
}

fn limit(bytes: u64) -> Limits {
    Limits { bytes, ..Limits::default() }
}

#[test]
fn below_the_limit_nothing_goes() {
    let scratch = Scratch::new();
    (0..5).for_each(|n| object(&scratch, n, 100 * DAY));
    let trimmed = scratch.store().trim_at(&Limits::default(), NOW);
    assert_eq!((trimmed.files, trimmed.bytes), (0, 0));
    assert_eq!(objects_left(&scratch, 0..5), [0, 1, 2, 3, 4]);
}

#[test]
fn the_least_recently_used_goes_first() {
    let scratch = Scratch::new();
    for (n, days) in [(0, 1), (1, 9), (2, 3), (3, 7), (4, 5)] {
        object(&scratch, n, days * DAY);
    }
    let trimmed = scratch.store().trim_at(&limit(3500), NOW);
    assert_eq!((trimmed.files, trimmed.bytes), (2, 2000));
    assert_eq!(objects_left(&scratch, 0..5), [0, 2, 4]);
    assert!(trimmed.left <= 3500);
}

#[test]
fn what_a_manifest_rests_on_outlives_what_is_younger() {
    let scratch = Scratch::new();
    object(&scratch, 0, 13 * DAY);
    object(&scratch, 1, DAY);
    manifest(&scratch, "main", &[0], 13 * DAY);
    scratch.store().trim_at(&limit(1800), NOW);
    assert_eq!(objects_left(&scratch, 0..2), [0]);
}

#[test]
fn what_a_running_build_rests_on_stays_whatever_the_limit() {
    let scratch = Scratch::new();
    (0..4).for_each(|n| object(&scratch, n, 20 * DAY));
    object(&scratch, 4, 60);
    manifest(&scratch, "main", &[0, 1], 60);
    let trimmed = scratch.store().trim_at(&limit(0), NOW);
    assert_eq!(objects_left(&scratch, 0..5), [0, 1, 4]);
    assert!(trimmed.left > 0);
}

#[test]
fn over_the_limit_the_oldest_build_gives_way_whole() {
    let scratch = Scratch::new();
    (0..4).for_each(|n| object(&scratch, n, 10 * DAY));
    manifest(&scratch, "older", &[0, 1], 9 * DAY);
    manifest(&scratch, "newer", &[1, 2, 3], 8 * DAY);
    scratch.store().trim_at(&limit(3600), NOW);
    assert_eq!(objects_left(&scratch, 0..4), [1, 2, 3]);
    assert!(scratch.store().manifest(Fingerprint::of("older")).is_none());
    assert!(scratch.store().manifest(Fingerprint::of("newer")).is_some());
}

#[test]
fn a_rehearsed_trim_says_what_a_trim_does() {
    let scratch = Scratch::new();
    (0..6).for_each(|n| object(&scratch, n, 10 * DAY));
    manifest(&scratch, "older", &[0, 1], 9 * DAY);
    manifest(&scratch, "old", &[2], 15 * DAY);
    remember(&Store::open(&scratch.cache(), BuildId::named("other"), 1), 0..4);
    age(&scratch.file(&BuildId::named("other").0.to_string()), NOW, 4 * DAY);
    for bytes in [u64::MAX, 3500, 1800, 0] {
        let before = scratch.files("");
        let limits = Limits { running: 0, ..limit(bytes) };
        let rehearsed = scratch.store().trim_rehearsed_at(&limits, NOW);
        assert_eq!(scratch.files(""), before);
        assert_eq!(
            Inventory::of(&scratch.cache()).expect("it is there").last_trim.is_none(),
            bytes == u64::MAX
        );
        assert_eq!(scratch.store().trim_at(&limits, NOW), rehearsed);
    }
}

#[test]
fn what_is_dated_in_the_future_ages_from_now_on() {
    let scratch = Scratch::new();
    (0..4).for_each(|n| object(&scratch, n, -1000 * DAY));
    scratch.store().trim_at(&limit(0), NOW);
    assert_eq!(objects_left(&scratch, 0..4), [0, 1, 2, 3]);
    scratch.store().trim_at(&limit(0), NOW + HOUR);
    assert!(objects_left(&scratch, 0..4).is_empty());
}

#[test]
fn two_compilers_keep_their_own_objects() {
    let scratch = Scratch::new();
    let other = Store::open(&scratch.cache(), BuildId::named("other"), 1);
    let (one, two) = (vec![1; 10], vec![2; 20]);
    let (first, second) = (
        scratch.store().put_object(TARGET, key(0), one.clone()),
        other.put_object(TARGET, key(0), two.clone()),
    );
    assert_eq!(scratch.store().object(TARGET, key(0), &first), Some(one));
    assert_eq!(other.object(TARGET, key(0), &second), Some(two));
    assert_eq!(other.faults(), (0, vec![]));
}

#[test]
fn a_manifest_unused_for_two_weeks_is_no_root() {
    let scratch = Scratch::new();
    object(&scratch, 0, 20 * DAY);
    manifest(&scratch, "main", &[0], 15 * DAY);
    scratch.store().trim_at(&limit(500), NOW);
    assert!(objects_left(&scratch, 0..1).is_empty() && scratch.files(".man").is_empty());
}

#[test]
fn other_builds_of_the_compiler_go_after_three_days() {
    let scratch = Scratch::new();
    for (build, days) in [("test", 9), ("old", 4), ("recent", 2)] {
        let store = Store::open(&scratch.cache(), BuildId::named(build), 1);
        remember(&store, 0..4);
        let shelf = BuildId::named(build).0.to_string();
        age(&scratch.file(&shelf), NOW, days * DAY);
    }
    scratch.store().trim_at(&Limits::default(), NOW);
    let known_to = |build: &str| known(&Store::open(&scratch.cache(), BuildId::named(build), 1), 0..4);
    assert_eq!([known_to("test"), known_to("old"), known_to("recent")], [4, 0, 4]);
    assert_eq!(fs::read_dir(scratch.cache().join("store")).expect("it is there").count(), 2);
}

#[test]
fn records_give_way_last() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    age(&scratch.file(".seg"), NOW, DAY);
    object(&scratch, 0, HOUR);
    scratch.store().trim_at(&limit(1000), NOW);
    assert_eq!(known(&scratch.store(), 0..4), 4);
    scratch.store().trim_at(&limit(300), NOW);
    assert_eq!(known(&scratch.store(), 0..4), 0);
}

#[test]
fn a_trim_is_due_once_an_hour() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..1);
    assert!(scratch.store().trim_if_due(&Limits::default()).is_some());
    assert!(scratch.store().trim_if_due(&Limits::default()).is_none());
    scratch.store().trim_at(&Limits::default(), NOW - 100 * DAY);
    assert_eq!(Inventory::of(&scratch.cache()).expect("it is there").last_trim, Some(NOW - 100 * DAY));
    assert!(scratch.store().trim_if_due(&Limits::default()).is_some());
}

#[test]
fn two_do_not_trim_at_once() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..1);
    let lock = fs::File::create(scratch.cache().join("gc.lock")).expect("it is ours");
    lock.lock().expect("nobody else holds it");
    assert!(scratch.store().trim(&Limits::default()).busy);
    drop(lock);
    assert!(!scratch.store().trim(&Limits::default()).busy);
}

#[test]
fn an_inventory_counts_by_target() {
    let scratch = Scratch::new();
    assert_eq!(Inventory::of(&scratch.cache()), Err(Fault::Absent));
    let store = scratch.store();
    store.put_object("b-target", key(0), vec![0; 10]);
    store.put_object("a-target", key(0), vec![0; 20]);
    store.put_object("a-target", key(1), vec![0; 30]);
    remember(&store, 0..4);
    let inventory = Inventory::of(&scratch.cache()).expect("it is there");
    let (a, b) = (Amount { files: 2, bytes: 50 }, Amount { files: 1, bytes: 10 });
    assert_eq!(inventory.objects, [("a-target".to_owned(), a), ("b-target".to_owned(), b)]);
    assert_eq!(inventory.store.files, 1);
    assert_eq!(inventory.total.files, 3 + 1 + 2);
    let bytes: u64 =
        scratch.files("").iter().map(|file| fs::metadata(file).expect("it is there").len()).sum();
    assert_eq!(inventory.total.bytes, bytes);
}

#[test]
fn cleaning_removes_all_and_counts_it() {
    let scratch = Scratch::new();
    assert_eq!(clean(&scratch.cache(), false), Err(Fault::Absent));
    object(&scratch, 0, 0);
    remember(&scratch.store(), 0..4);
    scratch.store().image_path(key(0)).map(|image| fs::write(image, "image"));
    let total = Inventory::of(&scratch.cache()).expect("it is there").total;
    assert_eq!(clean(&scratch.cache(), true), Ok(total));
    assert_eq!(known(&scratch.store(), 0..4), 4);
    assert_eq!(clean(&scratch.cache(), false), Ok(total));
    assert!(!scratch.cache().exists());
}

#[test]
fn cleaning_spares_what_is_not_ours() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.cache().join("objects/sub")).expect("it is ours");
    fs::write(scratch.cache().join("objects/sub/precious"), "").expect("it is ours");
    assert_eq!(clean(&scratch.cache(), false), Err(Fault::Foreign));
    remember(&scratch.store(), 0..4);
    fs::write(scratch.cache().join("notes.txt"), "").expect("it is ours");
    fs::remove_dir_all(scratch.cache().join("objects")).expect("it is ours");
    let elsewhere = scratch.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("it is ours");
    fs::write(elsewhere.join("precious"), "").expect("it is ours");
    std::os::unix::fs::symlink(&elsewhere, scratch.cache().join("objects")).expect("it is ours");
    clean(&scratch.cache(), false).expect("it is marked now");
    assert!(elsewhere.join("precious").exists() && scratch.cache().join("notes.txt").exists());
    assert!(scratch.files(".seg").is_empty());
}

#[test]
fn cleaning_under_a_build_costs_it_nothing() {
    let scratch = Scratch::new();
    let store = scratch.store();
    remember(&store, 0..4);
    clean(&scratch.cache(), false).expect("it is there");
    let reference = store.put_object(TARGET, key(0), b"code".to_vec());
    remember(&store, 4..8);
    store.save_manifest(key(0), &Manifest::default());
    assert_eq!(store.faults(), (0, vec![]));
    let next = scratch.store();
    assert_eq!(known(&next, 0..8), 4);
    assert!(next.object(TARGET, key(0), &reference).is_some() && next.manifest(key(0)).is_some());
    assert!(scratch.cache().join(".gitignore").exists());
}

#[test]
fn what_a_killed_build_left_beside_executables_goes() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..1);
    let image = scratch.store().image_path(key(0)).expect("the cache can be written");
    let left = image.with_file_name(".app.perry-0");
    let leave = || {
        fs::create_dir(&left).expect("it is ours");
        fs::write(left.join("output"), "half").expect("it is ours");
    };
    leave();
    scratch.store().trim(&Limits::default());
    assert!(left.join("output").exists(), "somebody may be at work in it");
    let later = i64::from(u32::MAX);
    scratch.store().trim_at(&Limits { roots: i64::MAX, ..Limits::default() }, later);
    assert!(!left.exists());
    leave();
    clean(&scratch.cache(), false).expect("it is there");
    assert!(!scratch.cache().exists());
}
