//! Objects nobody compiled: real ones with random bytes in them, given to the quick linker.
//!
//! A digest keeps damage away from it; whoever can write the cache can write digests too. It must answer, with a
//! program or with an error, whatever the bytes say.

use crate::perry::{executable, outcome, perry, root};
use fastrand::Rng;
use libtest_mimic::Failed;
use perry_link::{LinkError, LinkPlan, Symbols, append};
use std::path::Path;

const ROUNDS: u64 = 2_000;
/// Values that sizes, offsets and counts go wrong at.
const EDGES: [u64; 6] = [0, 1, u64::MAX, u64::MAX - 7, i64::MAX as u64, u32::MAX as u64];

pub fn check_objects() -> Result<(), Failed> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let [startup, module] = objects(folder.path())?;
    for seed in 0..ROUNDS {
        let mut rng = Rng::with_seed(seed);
        let objects = match rng.u8(0..8) {
            0 => vec![damaged(&startup, &mut rng), module.clone()],
            _ => vec![startup.clone(), damaged(&module, &mut rng)],
        };
        let result = std::panic::catch_unwind(|| link(folder.path(), &objects));
        result.map_err(|_| format!("the linker panicked at seed {seed}"))?.ok();
    }
    link(folder.path(), &[startup, module]).map_err(|error| error.to_string().into())
}

/// What a program is linked of.
fn objects(folder: &Path) -> Result<[Vec<u8>; 2], Failed> {
    let source = root().join("tests/run/classes/private_names.ts");
    let mut compile = perry();
    let made =
        outcome(compile.arg("compile").arg(source).args(["--no-cache", "--no-link", "-o"]).arg(folder));
    if made.code != Some(0) {
        return Err(made.stderr.into());
    }
    let read = |name| std::fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    Ok([read("the_start-up.o")?, read("classes_private_names.ts.o")?])
}

fn link(folder: &Path, objects: &[Vec<u8>]) -> Result<(), LinkError> {
    let plan = LinkPlan {
        triple: "x86_64-unknown-linux-gnu".into(),
        objects: Vec::new(),
        archives: Vec::new(),
        output: folder.join("program"),
        symbols: Symbols::Keep,
    };
    append(&plan, objects, &executable().with_file_name("perry_host"))
}

/// Half of the damage falls on headers and tables, which are a small part of the bytes.
fn damaged(object: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = object.to_vec();
    let sections = u64::from_le_bytes(bytes[40..48].try_into().expect("eight bytes")) as usize;
    for _ in 0..rng.usize(1..5) {
        let range = match rng.u8(0..4) {
            0 => 0..64,
            1 => sections..bytes.len(),
            _ => 0..bytes.len(),
        };
        let place = rng.usize(range).min(bytes.len() - 8);
        let value = match rng.u8(0..3) {
            0 => EDGES[rng.usize(0..EDGES.len())],
            1 => rng.u64(..),
            _ => u64::from(rng.u8(..)),
        };
        let width = [1, 2, 4, 8][rng.usize(0..4)];
        bytes[place..place + width].copy_from_slice(&value.to_le_bytes()[..width]);
    }
    if rng.u8(0..20) == 0 {
        bytes.truncate(rng.usize(0..bytes.len()));
    }
    bytes
}
