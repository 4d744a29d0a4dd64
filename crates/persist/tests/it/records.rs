//! Records: kept, found, counted, merged.

use std::fs;

use perry_persist::action::{Action, Sink};
use perry_persist::build_id::BuildId;
use perry_persist::fault::{Entry, Fault, FaultNote};
use perry_persist::fingerprint::{Fingerprint, Hashed};
use perry_persist::manifest::{Manifest, Roots};
use perry_persist::object::ObjRef;
use perry_persist::store::Store;

use crate::scratch::{Doubled, Scratch, TARGET, answer, key, known, remember};

#[test]
fn an_answer_is_found_in_the_next_run() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..10);
    assert_eq!(known(&scratch.store(), 0..10), 10);
    assert_eq!(known(&scratch.store(), 10..20), 0);
}

#[test]
fn an_answer_is_found_before_it_is_flushed() {
    let store = Scratch::new().store();
    store.remember::<Doubled>(key(3), &answer(3));
    assert_eq!(known(&store, [3]), 1);
}

#[test]
fn an_action_runs_only_on_a_miss() {
    let scratch = Scratch::new();
    let store = scratch.store();
    assert_eq!(store.artifact::<Doubled>(&5, &Sink::default()), Some(answer(5)));
    assert_eq!(store.artifact::<Doubled>(&5, &Sink::default()), Some(answer(5)));
    store.flush();
    let counts = store.counts("doubled");
    assert_eq!((counts.hits, counts.misses, counts.stores, counts.store_errors), (1, 1, 1, 0));
}

#[test]
fn a_store_that_verifies_believes_no_hit() {
    let scratch = Scratch::new();
    let store = scratch.store();
    store.remember::<Doubled>(key(1), &vec![0]);
    store.remember::<Doubled>(key(2), &answer(2));
    store.flush();
    let store = scratch.store().verifying();
    let ask = |n: u32| store.artifact::<Doubled>(&n, &Sink::default());
    assert_eq!((ask(1), ask(2), ask(3)), (Some(answer(1)), Some(answer(2)), Some(answer(3))));
    let different = FaultNote { entry: Entry::Record(key(1)), fault: Fault::Different };
    assert_eq!(store.faults(), (1, vec![different]));
    store.flush();
    assert_eq!(scratch.store().lookup::<Doubled>(key(1)), Some(answer(1)));
}

#[test]
fn what_is_written_last_is_found_first_whatever_the_clock_says() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..4);
    let segment = scratch.file(".seg");
    let mut bytes = fs::read(&segment).expect("it was written");
    bytes[30] ^= 1;
    fs::remove_file(&segment).expect("it is ours");
    fs::write(segment.with_file_name("6000000000000000-1-0.seg"), bytes).expect("it is ours");
    let store = scratch.store();
    assert_eq!((known(&store, 0..4), store.faults().0), (3, 1));
    remember(&store, 0..4);
    let store = scratch.store();
    assert_eq!((known(&store, 0..4), store.faults()), (4, (0, vec![])));
}

#[test]
fn another_build_or_schema_meets_nothing() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..3);
    assert_eq!(known(&Store::open(&scratch.cache(), BuildId::named("other"), 1), 0..3), 0);
    assert_eq!(known(&Store::open(&scratch.cache(), BuildId::named("test"), 2), 0..3), 0);
}

#[test]
fn a_disabled_store_leaves_no_trace() {
    let store = Store::disabled();
    store.remember::<Doubled>(key(1), &answer(1));
    store.flush();
    assert_eq!(known(&store, [1]), 0);
    assert!(store.all_counts().is_empty() && store.faults().0 == 0);
    let reference = store.put_object(TARGET, key(1), b"code".to_vec());
    assert_eq!(store.object(TARGET, key(1), &reference).as_deref(), Some(&b"code"[..]));
    assert!(store.manifest(key(1)).is_none() && store.image_path(key(1)).is_none());
}

#[test]
fn opening_a_store_makes_no_directory() {
    let scratch = Scratch::new();
    let store = scratch.store();
    known(&store, 0..3);
    assert!(store.manifest(key(0)).is_none());
    store.flush();
    assert!(!scratch.cache().exists());
    assert_eq!(store.faults(), (0, vec![]));
}

#[test]
fn the_directory_marks_itself_as_a_cache() {
    let scratch = Scratch::new();
    remember(&scratch.store(), 0..1);
    let read = |name: &str| fs::read_to_string(scratch.cache().join(name)).expect("it was written");
    assert_eq!(read(".gitignore"), "*\n");
    assert!(read("CACHEDIR.TAG").starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
}

#[test]
fn many_flushes_are_merged_and_lose_nothing() {
    let scratch = Scratch::new();
    (0..50).for_each(|n| remember(&scratch.store(), [n]));
    assert!(scratch.files(".seg").len() <= 17);
    assert_eq!(known(&scratch.store(), 0..50), 50);
}

#[test]
fn a_merge_keeps_the_latest_value() {
    let scratch = Scratch::new();
    for n in 0..40_u32 {
        let store = scratch.store();
        store.remember_bytes("raw", key(0), n.to_le_bytes().to_vec());
        store.flush();
        let found = scratch.store().lookup_bytes(key(0));
        assert_eq!(found, Some(n.to_le_bytes().to_vec()));
    }
}

#[test]
fn an_object_is_found_by_target_and_key() {
    let scratch = Scratch::new();
    let reference = scratch.store().put_object(TARGET, key(1), b"code".to_vec());
    let store = scratch.store();
    assert!(store.has_object(TARGET, key(1), &reference));
    assert_eq!(store.object(TARGET, key(1), &reference).as_deref(), Some(&b"code"[..]));
    assert!(!store.has_object("other", key(1), &reference) && !store.has_object(TARGET, key(2), &reference));
    let path = scratch.file(&format!("objects/{TARGET}/"));
    assert_eq!(store.object_path(TARGET, key(1)), Some(path.clone()));
    assert_eq!(fs::read(path).expect("it was written"), b"code");
}

#[test]
fn an_object_is_made_once() {
    struct Compiled;
    impl Action for Compiled {
        const ID: &'static str = "object";
        type In = u32;
        type Out = ObjRef;
        fn run(input: &u32, sink: &Sink) -> Option<ObjRef> {
            sink.note(format!("compiled {input}"));
            Some(sink.object(input.to_le_bytes().to_vec()))
        }
    }
    let scratch = Scratch::new();
    let store = scratch.store();
    let key = Compiled::key(&7);
    assert_eq!(store.lookup_object::<Compiled>(TARGET, key), None);
    let made = store.make_object::<Compiled>(TARGET, key, &7).expect("it can be made");
    assert_eq!(made, (ObjRef::of(&7_u32.to_le_bytes()), vec!["compiled 7".to_owned()]));
    store.flush();
    let next = scratch.store();
    assert_eq!(next.lookup_object::<Compiled>(TARGET, key), Some(made.0));
    fs::remove_file(scratch.file(".o")).expect("it was written");
    assert_eq!(next.lookup_object::<Compiled>(TARGET, key), None);
    let counts = next.counts("object");
    assert_eq!((counts.hits, counts.misses, store.counts("object").stores), (1, 1, 1));
}

#[test]
fn a_target_cannot_lead_out_of_the_cache() {
    let scratch = Scratch::new();
    let store = scratch.store();
    for target in ["../out", "..", "a/b", "", ".hidden"] {
        let reference = store.put_object(target, key(1), b"code".to_vec());
        assert!(store.object(target, key(1), &reference).is_some(), "it is held in memory");
    }
    assert!(scratch.files(".o").is_empty() && !scratch.path().join("out").exists());
}

#[test]
fn a_manifest_comes_back_as_it_was() {
    let scratch = Scratch::new();
    let roots = Roots { records: vec![key(1)], objects: vec![(TARGET.to_owned(), vec![key(2)])] };
    let manifest = Manifest { roots, replay: vec![1, 2], detail: vec![3], ..Manifest::default() };
    scratch.store().save_manifest(key(0), &manifest);
    let saved = scratch.store().manifest(key(0)).expect("it was saved");
    assert_eq!((saved.replay(), saved.detail()), (&[1, 2][..], &[3][..]));
    assert_eq!(
        (saved.inputs.clone(), saved.roots()),
        (manifest.inputs.clone(), Some(manifest.roots.clone()))
    );
    assert!(scratch.store().manifest(key(1)).is_none());
    scratch.store().renew_manifest(key(0), &saved);
    assert_eq!(scratch.store().manifest(key(0)).and_then(|saved| saved.roots()), Some(manifest.roots));
}

#[test]
fn every_record_and_object_is_visited_once() {
    let scratch = Scratch::new();
    (0..3).for_each(|_| remember(&scratch.store(), 0..5));
    scratch.store().put_object(TARGET, key(1), b"code".to_vec());
    let (mut records, mut objects) = (vec![], vec![]);
    scratch.store().each_record(|key, _| records.push(key));
    scratch.store().each_object(|target, name, bytes| {
        objects.push((target.to_owned(), format!("{name}.o"), bytes.to_vec()));
    });
    let name = scratch.object_file(1).file_name().map(|name| name.to_string_lossy().into_owned());
    let mut keys: Vec<Fingerprint> = (0..5).map(key).collect();
    keys.sort();
    assert_eq!(records, keys);
    assert_eq!(objects, [(TARGET.to_owned(), name.expect("it has one"), b"code".to_vec())]);
}

#[test]
fn a_fingerprint_reads_as_it_prints() {
    let fingerprint = Fingerprint::of(&("facts", 17));
    assert_eq!(Fingerprint::parse(&fingerprint.to_string()), Some(fingerprint));
    assert_eq!(Fingerprint::parse("../../etc/passwd0000000000000000"), None);
    assert_eq!(Fingerprint::parse("+0000000000000000000000000000000"), None);
}

#[test]
fn a_fingerprint_is_of_the_whole_stream() {
    for length in [0, 1, 5000, 13_379, 13_380, 16_382, 16_384, 40_000] {
        let value = ("x".repeat(length), vec![7_u8; 3000], length);
        let stream = postcard::to_allocvec(&value).expect("plain data");
        assert_eq!(Fingerprint::of(&value), Fingerprint::of_bytes(&stream));
    }
}

#[test]
fn edits_that_collide_in_short_hashes_have_their_own_keys() {
    for (one, other) in [("10000", "1553"), ("\"ab:\"", "\"bA:\""), ("Aa", "BB"), ("\u{0}0", "0\u{0}")] {
        assert_ne!(Fingerprint::of(one), Fingerprint::of(other));
        assert_ne!(Fingerprint::of_bytes(one.as_bytes()), Fingerprint::of_bytes(other.as_bytes()));
    }
}

#[test]
fn a_hashed_value_is_keyed_by_content_and_checked() {
    let at_hand = Hashed::new("text".to_owned());
    let later = Hashed::later(at_hand.fingerprint(), || Some("text".to_owned()));
    assert_eq!(Fingerprint::of(&at_hand), Fingerprint::of(&later));
    assert_eq!(later.get().map(String::as_str), Some("text"));
    let changed = Hashed::later(at_hand.fingerprint(), || Some("other".to_owned()));
    assert_eq!(changed.get(), None);
}
