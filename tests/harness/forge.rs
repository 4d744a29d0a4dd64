//! The forger: makes sound entries of a cache wrong, so that only making them again can tell.

use perry_persist::build_id::BuildId;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::object::ObjRef;
use perry_persist::store::Store;
use std::path::Path;

/// Changes the last byte of every object, and its record with it.
pub fn forge_objects(cache: &Path) {
    let (build, schema) = shelf(cache);
    let store = Store::open(cache, build, schema);
    let targets: Vec<String> = names(&cache.join("objects"));
    let mut forged = Vec::new();
    store.each_record(|key, value| {
        let Ok(reference) = postcard::from_bytes::<ObjRef>(value) else { return };
        let found = targets.iter().find_map(|target| Some((target, store.object(target, key, &reference)?)));
        forged.extend(found.map(|(target, bytes)| (target.clone(), key, bytes)));
    });
    assert!(!forged.is_empty(), "there is nothing to forge in {}", cache.display());
    for (target, key, mut bytes) in forged {
        *bytes.last_mut().expect("an object has bytes") ^= 1;
        let reference = store.put_object(&target, key, bytes);
        store.remember_bytes("object", key, postcard::to_allocvec(&reference).expect("plain data"));
    }
    store.flush();
}

/// The build and the schema of the one compiler that was here, by the name of its folder: `1.1-<build>`.
fn shelf(cache: &Path) -> (BuildId, u32) {
    let name = names(&cache.join("store")).pop().expect("a build was here");
    let (versions, build) = name.split_once('-').expect("versions, then the build");
    let (_, schema) = versions.split_once('.').expect("format, then schema");
    let build = Fingerprint::parse(build).expect("a fingerprint");
    (BuildId(build), schema.parse().expect("a number"))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}
