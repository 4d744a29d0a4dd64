//! Damage: whatever is in the files, an answer is right or it is missing.

use std::fs;
use std::path::Path;

use perry_persist::manifest::{Inputs, Manifest, Roots, Stamped};
use perry_persist::object::ObjRef;
use perry_persist::stamp::Stamp;
use perry_persist::store::Store;

use crate::scratch::{Scratch, TARGET, key, known, remember};

const CODE: &[u8] = b"\x7fELF and what follows it";

/// A cache with one file of each kind.
struct Sound {
    scratch: Scratch,
    manifest: Manifest,
    object: ObjRef,
}

impl Sound {
    fn new() -> Sound {
        let scratch = Scratch::new();
        let store = scratch.store();
        remember(&store, 0..8);
        let object = store.put_object(TARGET, key(0), CODE.to_vec());
        let stamp = Stamp::read(&scratch.file(".o")).ok().map(|(stamp, _)| stamp);
        let files =
            vec![Stamped { path: "a.ts".to_owned(), stamp }, Stamped { path: "b".into(), stamp: None }];
        let roots = Roots { records: vec![key(0)], objects: vec![(TARGET.to_owned(), vec![key(0)])] };
        let inputs = Inputs { files, ..Inputs::default() };
        let manifest = Manifest { inputs, roots, replay: b"warning".to_vec(), detail: b"why".to_vec() };
        store.save_manifest(key(0), &manifest);
        Sound { scratch, manifest, object }
    }

    /// Reads everything; gives how many of the ten things were found, all of them right.
    fn found(&self) -> usize {
        let store = self.scratch.store();
        let mut found = known(&store, 0..8);
        if let Some(bytes) = store.object(TARGET, key(0), &self.object) {
            assert_eq!(bytes, CODE);
            found += 1;
        }
        if let Some(saved) = store.manifest(key(0)) {
            assert_eq!(saved.inputs, self.manifest.inputs);
            assert_eq!(saved.roots().as_ref(), Some(&self.manifest.roots));
            assert_eq!((saved.replay(), saved.detail()), (&b"warning"[..], &b"why"[..]));
            found += 1;
        }
        store.each_record(|key, _| assert!((0..8).any(|n| crate::scratch::key(n) == key)));
        assert_eq!(
            found == 10,
            store.faults().0 == 0,
            "whatever is missing has a reason: {:?}",
            store.faults()
        );
        found
    }

    /// Makes all of it again, as a build would, and finds it whole.
    fn heal(&self) {
        let store = self.scratch.store();
        if known(&store, 0..8) < 8 {
            remember(&store, 0..8);
        }
        store.flush();
        store.put_object(TARGET, key(0), CODE.to_vec());
        store.save_manifest(key(0), &self.manifest);
        assert_eq!(self.found(), 10);
    }
}

fn check_file(part: &str, damage: impl Fn(&Sound, &Path, &[u8])) {
    let sound = Sound::new();
    let file = sound.scratch.file(part);
    let bytes = fs::read(&file).expect("it was written");
    damage(&sound, &file, &bytes);
}

const KINDS: [&str; 3] = [".seg", ".man", ".o"];

#[test]
fn no_changed_byte_gives_a_wrong_answer() {
    for part in KINDS {
        check_file(part, |sound, file, bytes| {
            for at in 0..bytes.len() {
                for mask in [1 << (at % 8), 0xff] {
                    let mut damaged = bytes.to_vec();
                    damaged[at] ^= mask;
                    fs::write(file, &damaged).expect("it is ours");
                    assert!(sound.found() < 10, "a changed byte is seen: {part} {at}");
                }
            }
        });
    }
}

#[test]
fn no_length_gives_a_wrong_answer() {
    for part in KINDS {
        check_file(part, |sound, file, bytes| {
            for length in 0..bytes.len() {
                fs::write(file, &bytes[..length]).expect("it is ours");
                assert!(sound.found() < 10);
            }
            fs::write(file, [bytes, b"more"].concat()).expect("it is ours");
            assert!(sound.found() < 10);
        });
    }
}

#[test]
fn the_next_build_heals_any_file() {
    for part in KINDS {
        check_file(part, |sound, file, bytes| {
            for damaged in [&b""[..], &bytes[..bytes.len() / 2], &[0; 300], &bytes[1..]] {
                fs::write(file, damaged).expect("it is ours");
                sound.heal();
            }
            fs::remove_file(file).ok();
            sound.scratch.store().put_object(TARGET, key(0), CODE.to_vec());
            sound.heal();
        });
    }
}

#[test]
fn random_bytes_in_every_file_are_no_answers() {
    let sound = Sound::new();
    let files = sound.scratch.files("");
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..300 {
        let file = &files[round % files.len()];
        let before = fs::read(file).expect("it is ours");
        let mut damaged = before.clone();
        for _ in 0..=round % 9 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).expect("31 bits") % damaged.len().max(1);
            if let Some(byte) = damaged.get_mut(at) {
                *byte = (state >> 20).to_le_bytes()[0];
            }
        }
        fs::write(file, &damaged).expect("it is ours");
        sound.found();
        fs::write(file, &before).expect("it is ours");
    }
    assert_eq!(sound.found(), 10);
}

#[test]
fn a_file_in_another_files_place_is_no_answer() {
    let sound = Sound::new();
    let (segment, manifest) = (sound.scratch.file(".seg"), sound.scratch.file(".man"));
    let bytes = fs::read(&segment).expect("it was written");
    fs::copy(&manifest, &segment).expect("they are ours");
    fs::write(&manifest, bytes).expect("they are ours");
    assert_eq!(sound.found(), 1);
}

#[test]
fn a_manifest_renamed_to_another_root_is_no_answer() {
    let sound = Sound::new();
    let manifest = sound.scratch.file(".man");
    fs::copy(&manifest, manifest.with_file_name(format!("{}.man", key(1)))).expect("they are ours");
    assert!(sound.scratch.store().manifest(key(1)).is_none());
}

#[test]
fn links_pipes_and_folders_in_the_place_of_files_are_no_answers() {
    for part in KINDS {
        check_file(part, |sound, file, bytes| {
            let elsewhere = sound.scratch.path().join("elsewhere");
            fs::write(&elsewhere, bytes).expect("it is ours");
            fs::remove_file(file).expect("it is ours");
            std::os::unix::fs::symlink(&elsewhere, file).expect("it is ours");
            assert!(sound.found() < 10, "a link is not followed");
            fs::remove_file(file).expect("it is ours");
            rustix::fs::mkfifoat(rustix::fs::CWD, file, rustix::fs::Mode::RUSR).expect("it is ours");
            assert!(sound.found() < 10, "a pipe is not waited for");
            fs::remove_file(file).expect("it is ours");
            fs::create_dir(file).expect("it is ours");
            assert!(sound.found() < 10);
            sound.scratch.store().put_object(TARGET, key(0), CODE.to_vec());
            assert_eq!(fs::read(&elsewhere).expect("nobody wrote through the link"), bytes);
        });
    }
}

#[test]
fn a_linked_folder_is_not_entered() {
    let sound = Sound::new();
    let objects = sound.scratch.cache().join("objects");
    let elsewhere = sound.scratch.path().join("elsewhere");
    fs::rename(&objects, &elsewhere).expect("it is ours");
    std::os::unix::fs::symlink(&elsewhere, &objects).expect("it is ours");
    assert_eq!(sound.found(), 9);
    let store: Store = sound.scratch.store();
    store.put_object(TARGET, key(7), b"new".to_vec());
    assert_eq!(fs::read_dir(elsewhere.join(TARGET)).expect("it is ours").count(), 1);
}

#[test]
fn what_a_killed_writer_left_is_no_answer_and_goes() {
    let sound = Sound::new();
    let segment = sound.scratch.file(".seg");
    let bytes = fs::read(&segment).expect("it was written");
    for length in [0, 10, bytes.len()] {
        let aside = segment.with_file_name(format!(".aside-1-{length}-2"));
        fs::write(aside, &bytes[..length]).expect("it is ours");
    }
    assert_eq!(sound.found(), 10);
    let store = sound.scratch.store();
    let later = 1 << 40;
    store.trim_at(&perry_persist::trim::Limits { roots: i64::MAX, ..Default::default() }, later);
    assert!(sound.scratch.files(".aside").is_empty());
    assert_eq!(sound.found(), 10);
}
