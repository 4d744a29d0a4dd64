//! Measures what the store costs a build: `cargo run --release --example measure -- 1000`.

#![allow(clippy::disallowed_methods, reason = "measures time, on files it makes")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use perry_persist::build_id::BuildId;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::listing::{Keep, Listing};
use perry_persist::manifest::{Inputs, Manifest, Roots, Stamped};
use perry_persist::object::ObjRef;
use perry_persist::stamp::Stamp;
use perry_persist::store::Store;

const KEEP: Keep = |_, _| true;
const TARGET: &str = "x86_64-unknown-linux-gnu+generic";
const ROUNDS: u32 = 20;

fn main() {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
    let directory = std::env::temp_dir().join(format!("perry-measure-{}", std::process::id()));
    let project = directory.join("project");
    let cache = project.join(".perry-cache");
    let inputs = write_project(&project, count);
    let root = Fingerprint::of("main");
    let build = BuildId::named("measure");
    let keys: Vec<Fingerprint> = (0..count).map(|n| Fingerprint::of(&n)).collect();
    let objects: Vec<ObjRef> = fill(&cache, build, root, inputs, &keys);

    report("open + manifest + check", || {
        let store = Store::open(&cache, build, 1);
        let mut saved = store.manifest(root).expect("it was saved");
        let check = saved.inputs.check(&project, KEEP);
        assert!(check.is_clean() && check.read == 0, "{check:?}");
    });
    report("open + manifest", || {
        Store::open(&cache, build, 1).manifest(root).expect("it was saved");
    });
    report("stat alone, absolute paths", || {
        let saved = Store::open(&cache, build, 1).manifest(root).expect("it was saved");
        for file in &saved.inputs.files {
            fs::metadata(project.join(&file.path)).expect("it is there");
        }
    });
    report("open + one record", || {
        let store = Store::open(&cache, build, 1);
        store.lookup_bytes(keys[count / 2]).expect("it was kept");
    });
    report("open + all records", || {
        let store = Store::open(&cache, build, 1);
        keys.iter().for_each(|key| drop(store.lookup_bytes(*key).expect("it was kept")));
    });
    report("open + has every object", || {
        let store = Store::open(&cache, build, 1);
        keys.iter().zip(&objects).for_each(|(key, object)| assert!(store.has_object(TARGET, *key, object)));
    });
    report("open + read and verify every object", || {
        let store = Store::open(&cache, build, 1);
        keys.iter().zip(&objects).for_each(|(key, object)| drop(store.object(TARGET, *key, object)));
    });
    report("flush one record", || {
        let store = Store::open(&cache, build, 1);
        store.remember_bytes("facts", keys[0], vec![1; 1500]);
        store.flush();
    });
    let executable = std::env::current_exe().expect("we run");
    report("build id, remembered", || {
        BuildId::of(&[&executable], Some(&cache)).expect("we run");
    });
    fs::remove_dir_all(&directory).expect("it is ours");
}

fn write_project(project: &Path, count: usize) -> Inputs {
    for n in 0..count {
        let folder = project.join(folder_of(n));
        fs::create_dir_all(&folder).expect("a temporary directory can be written");
        fs::write(folder.join(format!("module{n}.ts")), format!("export const n = {n};\n").repeat(60))
            .expect("a temporary directory can be written");
    }
    fs::create_dir_all(project.join(".perry-cache")).expect("a temporary directory can be written");
    std::thread::sleep(Duration::from_millis(60));
    let file = |n: usize| {
        let path = format!("{}/module{n}.ts", folder_of(n));
        let stamp = Stamp::of(&project.join(&path)).ok();
        Stamped { path, stamp }
    };
    let listing = |path: String| {
        let stamp = Listing::read(&project.join(&path), KEEP).ok().map(|(stamp, _)| stamp);
        Stamped { path, stamp }
    };
    let folders = (0..count).step_by(20).map(folder_of);
    Inputs {
        files: (0..count).map(file).collect(),
        listings: folders.map(listing).collect(),
        outputs: vec![],
    }
}

fn folder_of(n: usize) -> String {
    format!("src/features/area{}/part{}", n / 200, n / 20)
}

fn fill(
    cache: &Path,
    build: BuildId,
    root: Fingerprint,
    inputs: Inputs,
    keys: &[Fingerprint],
) -> Vec<ObjRef> {
    let store = Store::open(cache, build, 1);
    for key in keys {
        store.remember_bytes("facts", *key, key.as_bytes().repeat(100));
    }
    store.flush();
    let objects =
        keys.iter().map(|key| store.put_object(TARGET, *key, key.as_bytes().repeat(1250))).collect();
    let roots = Roots { records: keys.to_vec(), objects: vec![(TARGET.to_owned(), keys.to_vec())] };
    let detail = vec![7; keys.len() * 150];
    store.save_manifest(root, &Manifest { inputs, roots, replay: vec![1; 500], detail });
    objects
}

fn report(what: &str, mut work: impl FnMut()) {
    work();
    let (cpu, wall) = (cpu_time(), Instant::now());
    (0..ROUNDS).for_each(|_| work());
    let (cpu, wall) = ((cpu_time() - cpu) / ROUNDS, wall.elapsed() / ROUNDS);
    println!("{what:40} cpu {:7.3} ms  wall {:7.3} ms", ms(cpu), ms(wall));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).expect("less than a second"))
}
