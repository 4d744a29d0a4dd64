//! The targets: what reads bytes that anybody may have written. Each takes any bytes and must come back.
#![allow(clippy::disallowed_methods, reason = "readers of files need files")]

mod cache;
mod ide;

use perry_fixture::Fixture;
use perry_ir::query::{lowering, module_ir};
use perry_persist::action::{Action, Sink};
use perry_persist::fingerprint::Fingerprint;
use perry_persist::object::ObjRef;
use perry_persist::store::Store;
use perry_project::config::Config;
use perry_sema::module::FactsAction;
use perry_sema::problem::{has_problems, problems};

use crate::cache::Cache;

/// A file of records.
pub fn segment(bytes: &[u8]) {
    Cache::with(|cache| {
        let store = cache.with_segment(bytes);
        let mut keys = Vec::new();
        store.each_record(|key, _| keys.push(key));
        for key in keys {
            store.lookup_bytes(key);
            store.lookup::<FactsAction>(key);
        }
        store.lookup_bytes(Fingerprint::of("no such record"));
    });
}

/// A manifest.
pub fn manifest(bytes: &[u8]) {
    Cache::with(|cache| {
        if let Some(saved) = cache.with_manifest(bytes) {
            let length = saved.replay().len() + saved.detail().len();
            assert!(length <= bytes.len(), "parts lie in the file");
            saved.roots();
        }
    });
}

/// The value of a record, as each action's answer.
pub fn record(bytes: &[u8]) {
    Cache::with(|cache| {
        let store = cache.store();
        answer::<FactsAction>(&store, bytes);
        answer::<perry_ir::query::LowerAction>(&store, bytes);
        answer::<Objects>(&store, bytes);
    });
}

fn answer<A: Action>(store: &Store, bytes: &[u8]) {
    let key = Fingerprint::of(&(A::ID, bytes));
    store.remember_bytes(A::ID, key, bytes.to_vec());
    if let Some(answer) = store.lookup::<A>(key) {
        // What was read is a value like any other.
        store.remember::<A>(key, &answer);
        assert!(store.lookup::<A>(key).is_some(), "what is written can be read");
    }
}

/// References to object code.
struct Objects;

impl Action for Objects {
    const ID: &'static str = "object";
    type In = ();
    type Out = ObjRef;

    fn run((): &(), _: &Sink) -> Option<ObjRef> {
        None
    }
}

/// perry.toml up to the first zero byte, package.json from there.
pub fn config(bytes: &[u8]) {
    let (toml, json) = match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[][..]),
    };
    Cache::with(|cache| {
        cache.write("perry.toml", toml);
        cache.write("package.json", json);
        // A file that cannot be used is said to be one.
        Config::read(cache.path()).ok();
    });
}

/// Parsing is given as much stack as the compiler gives it.
const STACK: usize = 64 << 20;
/// Longer texts teach nothing new, and take long.
const MOST_TEXT: usize = 1 << 14;

/// A program: from text to ir, or to what is wrong with it.
pub fn lower(bytes: &[u8]) {
    with_text(bytes, lower_text);
}

/// A text that somebody edits: every question about it has an answer.
pub fn ide(bytes: &[u8]) {
    with_text(bytes, ide::ask_all);
}

fn with_text(bytes: &[u8], read: fn(&str)) {
    if bytes.len() > MOST_TEXT {
        return;
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read(&text));
        if thread.expect("there are threads").join().is_err() {
            std::process::abort();
        }
    });
}

fn lower_text(text: &str) {
    let fixture = Fixture::new(&format!("//- package.json\n//- main.ts\n{text}\n"));
    let db = &fixture.db;
    let entry = {
        use perry_db::database::Db;
        db.file("main.ts")
    };
    if has_problems(db, entry) {
        problems(db, entry);
        return;
    }
    let Some(lowering) = lowering(db, entry) else { return };
    if !lowering.diagnostics.is_empty() {
        return;
    }
    let bytes = module_ir(db, entry).expect("it was lowered just now");
    let ir: perry_ir::module::Module = postcard::from_bytes(&bytes).expect("ir can be read back");
    assert!(perry_ir::verify::verify(&ir).is_empty(), "ir keeps its laws");
}
