//! The row of damage: whatever happens to the files of the cache, the next build is right and the one after it finds all.

use std::fs::{self, File};
use std::os::unix::fs::{FileExt, symlink};
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::engine::{Engine, Words};
use crate::site::{CACHE, Site};
use crate::tally::{Failure, Order, Sequence, Tally};

/// Damages of one cache, one after the other.
const LENGTH: usize = 20;
/// Every so many sequences are done by the binary itself.
const REAL: usize = 10;

pub fn run(order: &Order, tally: &mut Tally) {
    let mut worker = Engine::new(false);
    order.carry_out(LENGTH, tally, |tally, sequence| {
        let is_real = sequence.number % REAL == REAL - 1;
        let mut own = Engine::new(is_real);
        let engine = if is_real { &mut own } else { &mut worker };
        damages(engine, is_real, tally, sequence)
    });
}

fn damages(
    engine: &mut Engine,
    is_real: bool,
    tally: &mut Tally,
    sequence: &mut Sequence,
) -> Result<(), Failure> {
    let mut site = Site::new(&mut sequence.rng, engine)?;
    for _ in 0..2 {
        site.turn_over()?;
        site.build(engine)?;
    }
    while sequence.begin_next().is_some() {
        let rng = &mut sequence.rng;
        let mut done = Vec::new();
        for _ in 0..rng.usize(1..4) {
            done.extend(damage(&site.cache(), rng, tally)?);
        }
        let story = done.join(", then ");
        match rng.u8(..8) {
            0..3 => site.turn_over()?,
            3 => ask(&site, engine, rng).map_err(|failure| failure.during(&story))?,
            _ => {}
        }
        site.build(engine).map_err(|failure| failure.during(&story))?;
        site.run().map_err(|failure| failure.during(&story))?;
        site.is_healed(engine).map_err(|failure| failure.during(&story))?;
        tally.step(is_real);
    }
    site.has_nothing_left(false)
}

/// Other commands meet the damage first.
fn ask(site: &Site, engine: &mut Engine, rng: &mut Rng) -> Result<(), Failure> {
    let commands: [&[&str]; 3] = [&["check", "src/main.ts"], &["cache", "info"], &["why", "src/main.ts"]];
    let mut words = Words::new(&site.project(), commands[rng.usize(..commands.len())]);
    words.words.extend(["--format".into(), "json".into(), "--cache-dir".into(), site.cache().into()]);
    let is_why = words.words[0] == "why";
    let answer = engine.answer(&words)?;
    match answer.is_good() || is_why {
        true => Ok(()),
        false => Err(Failure::wrong(format!("{:?}: {}", words.words, answer.lines.join("\n")))),
    }
}

type Damage = fn(&Path, &[PathBuf], &mut Rng) -> std::io::Result<()>;

const DAMAGES: &[(&str, Damage)] = &[
    ("bits flipped", flip),
    ("bits flipped", flip),
    ("page zeroed", zero),
    ("truncated", truncate),
    ("emptied", |file, _, _| fs::write(file, b"")),
    ("lengthened", lengthen),
    ("swapped", swap),
    ("overwritten by another", |file, others, rng| fs::copy(another(others, rng), file).map(drop)),
    ("deleted", |file, _, _| fs::remove_file(file)),
    ("foreign bytes", foreign),
    ("a folder in its place", |file, _, _| instead(file, |file| fs::create_dir(file))),
    ("a link in its place", |file, _, _| instead(file, |file| symlink("/etc/hostname", file))),
    ("a dangling link in its place", |file, _, _| instead(file, |file| symlink("nowhere", file))),
    ("a pipe in its place", |file, _, _| instead(file, pipe)),
    ("a folder removed", |file, _, _| fs::remove_dir_all(file.parent().unwrap_or(file))),
    ("a file in place of a folder", file_for_folder),
    ("time set", set_time),
];

/// Damages one file; says what was done, `None` when there is no file left.
pub fn damage(cache: &Path, rng: &mut Rng, tally: &mut Tally) -> Result<Option<String>, Failure> {
    let files = files_of(cache);
    let Some(file) = rng.choice(&files) else { return Ok(None) };
    let (name, damage) = DAMAGES[rng.usize(..DAMAGES.len())];
    damage(file, &files, rng)?;
    tally.count(name);
    let place = file.strip_prefix(cache).unwrap_or(file);
    tally.count(format!("of {}", kind_of(place)));
    Ok(Some(format!("{}: {name}", place.display())))
}

/// The regular files of a folder, in order of names.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn kind_of(place: &Path) -> &'static str {
    let place = place.to_string_lossy();
    match &*place {
        place if place.ends_with(".o") => "an object",
        place if place.ends_with(".seg") => "a segment",
        place if place.ends_with(".man") => "a manifest",
        place if place.starts_with("build") => "the build id",
        place if place.starts_with("bin") => "an image",
        "gc.lock" => "the lock",
        _ => "a mark",
    }
}

fn another<'a>(files: &'a [PathBuf], rng: &mut Rng) -> &'a PathBuf {
    &files[rng.usize(..files.len())]
}

/// Changes bytes where they are, as a disk does: the inode and, half of the time, the time stay.
fn patch(file: &Path, at: u64, bytes: &[u8], rng: &mut Rng) -> std::io::Result<()> {
    let handle = File::options().write(true).open(file)?;
    let modified = handle.metadata()?.modified()?;
    handle.write_all_at(bytes, at)?;
    if rng.bool() { handle.set_modified(modified) } else { Ok(()) }
}

fn flip(file: &Path, _: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    let bytes = fs::read(file)?;
    for _ in 0..rng.usize(1..4) {
        if !bytes.is_empty() {
            let at = rng.usize(..bytes.len());
            patch(file, at as u64, &[bytes[at] ^ (1 << rng.u8(..8))], rng)?;
        }
    }
    Ok(())
}

fn zero(file: &Path, _: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    let length = fs::metadata(file)?.len();
    let page = rng.u64(..length / 4096 + 1) * 4096;
    let zeros = vec![0; usize::try_from((length - page).min(4096)).unwrap_or(0)];
    patch(file, page, &zeros, rng)
}

fn truncate(file: &Path, _: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    let handle = File::options().write(true).open(file)?;
    handle.set_len(rng.u64(..handle.metadata()?.len().max(1)))
}

fn lengthen(file: &Path, _: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    let mut bytes = fs::read(file)?;
    bytes.extend(noise(rng));
    fs::write(file, bytes)
}

fn foreign(file: &Path, _: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    fs::write(file, noise(rng))
}

fn noise(rng: &mut Rng) -> Vec<u8> {
    let mut bytes = vec![0; rng.usize(1..9000)];
    rng.fill(&mut bytes);
    bytes
}

fn swap(file: &Path, others: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    let extension = file.extension();
    let alike: Vec<PathBuf> = others.iter().filter(|it| it.extension() == extension).cloned().collect();
    let other = another(&alike, rng);
    let (a, b) = (fs::read(file)?, fs::read(other)?);
    fs::write(file, b)?;
    fs::write(other, a)
}

/// Removes the file and puts something else there.
fn instead(file: &Path, put: fn(&Path) -> std::io::Result<()>) -> std::io::Result<()> {
    fs::remove_file(file)?;
    put(file)
}

fn pipe(file: &Path) -> std::io::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    let path = std::ffi::CString::new(file.as_os_str().as_bytes())?;
    // SAFETY: a path that ends with a zero byte.
    match unsafe { libc::mkfifo(path.as_ptr(), 0o644) } {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error()),
    }
}

/// In the place of the cache itself a file is somebody else's; below it everything is the cache's.
fn file_for_folder(file: &Path, _: &[PathBuf], _: &mut Rng) -> std::io::Result<()> {
    let Some(folder) = file.parent().filter(|folder| !folder.ends_with(CACHE)) else { return Ok(()) };
    fs::remove_dir_all(folder)?;
    fs::write(folder, b"not a folder")
}

fn set_time(file: &Path, _: &[PathBuf], rng: &mut Rng) -> std::io::Result<()> {
    let years = std::time::Duration::from_secs(rng.u64(1..40) * 365 * 86_400);
    let now = std::time::SystemTime::now();
    let time = if rng.bool() { now + years } else { now - years };
    File::options().write(true).open(file)?.set_modified(time)
}
