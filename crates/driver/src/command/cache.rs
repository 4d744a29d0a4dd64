//! `perry cache`: what the cache holds, whether it is right, and its removal in part or whole.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;
use perry_persist::fault::Fault;
use perry_persist::inventory::{Amount, Inventory, clean};
use perry_persist::trim::Limits;
use perry_project::config::Config;
use perry_project::root::enclosing;
use serde_json::json;

use super::{FAULT, GOOD};
use crate::arguments::{CacheCommand, Place};
use crate::loss::Names;
use crate::output::print_line;
use crate::report::{counted, faults};
use crate::schedule::deeply;
use crate::session::{Installation, Session};
use crate::settings::{cache_limit, cache_place};
use crate::verify::{Finding, Verified, verify};

pub fn cache(session: &Session, command: &CacheCommand) -> Result<u8> {
    match command {
        CacheCommand::Info(place) => info(session, &path(session, place)?, limit(session, None)?),
        CacheCommand::Gc { place, cache_limit, dry_run } => {
            let bytes = limit(session, cache_limit.as_ref())?;
            collect(session, &path(session, place)?, bytes, *dry_run)?;
        }
        CacheCommand::Verify(place) => return compare(session, place),
        CacheCommand::Clean { place, dry_run } => remove(session, &path(session, place)?, *dry_run),
    }
    Ok(GOOD)
}

/// The cache of the project around the working directory.
fn path(session: &Session, place: &Place) -> Result<PathBuf> {
    let directory = &session.environment.directory;
    let root = enclosing(directory).unwrap_or(directory);
    Ok(cache_place(&session.environment, place, root, &Config::read(root)?))
}

fn limit(session: &Session, flag: Option<&String>) -> Result<u64> {
    let directory = &session.environment.directory;
    let config = Config::read(enclosing(directory).unwrap_or(directory))?;
    Ok(cache_limit(&session.environment, flag, &config)?.unwrap_or(Limits::default().bytes))
}

/// Trims now.
fn collect(session: &Session, path: &Path, limit: u64, dry_run: bool) -> Result<()> {
    let store = Installation::find(&session.environment)?.store(Some(path))?;
    let limits = Limits { bytes: limit, ..Limits::default() };
    let fault = Inventory::of(path).err();
    let trimmed = if dry_run { store.trim_rehearsed(&limits) } else { store.trim(&limits) };
    if session.is_json() {
        print_line!(
            "{}",
            json!({
                "path": path, "exists": fault.is_none(), "removed": !dry_run && !trimmed.busy,
                "files": trimmed.files, "bytes": trimmed.bytes, "left": trimmed.left, "limit": limit,
                "busy": trimmed.busy, "cache": faults(&store, &Names::default()),
            })
        );
    } else if let Some(fault) = fault {
        print_line!(
            "{}",
            if fault.is_trouble() {
                format!("{} {fault}", path.display())
            } else {
                format!("No cache at {}", path.display())
            }
        );
    } else if trimmed.busy {
        print_line!("Another process is at it");
    } else {
        let verb = if dry_run { "Would remove" } else { "Removed" };
        print_line!("{verb} {}, {}", counted(trimmed.files, "file"), size(trimmed.bytes));
        print_line!("  left: {} of {}", size(trimmed.left), size(limit));
    }
    Ok(())
}

/// Makes everything again and says what differs.
fn compare(session: &Session, place: &Place) -> Result<u8> {
    let directory = &session.environment.directory;
    let root = enclosing(directory).unwrap_or(directory);
    let installation = Installation::find(&session.environment)?;
    let verified = deeply(|| verify(session, &installation, root, &path(session, place)?))?;
    if session.is_json() {
        print_line!("{}", verified_json(&verified));
    } else {
        for finding in &verified.findings {
            print_line!("{}", finding.problem);
            print_line!("  key {}: {}", finding.key, finding.keyed_by);
        }
        let skipped = counted(verified.skipped, "record");
        let equal = entries(verified.equal);
        print_line!("{equal} as made anew; {skipped} of other sources or settings not compared");
    }
    Ok(if verified.findings.is_empty() { GOOD } else { FAULT })
}

fn verified_json(verified: &Verified) -> serde_json::Value {
    let finding = |it: &Finding| {
        json!({
            "module": it.module, "entry": it.part.noun(), "key": it.key.to_string(),
            "keyed_by": it.keyed_by, "problem": it.problem,
        })
    };
    json!({
        "status": if verified.findings.is_empty() { "ok" } else { "error" },
        "equal": verified.equal,
        "skipped": verified.skipped,
        "findings": verified.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn info(session: &Session, path: &Path, limit: u64) {
    match Inventory::of(path) {
        Ok(inventory) if session.is_json() => print_line!("{}", inventory_json(path, &inventory, limit)),
        Ok(inventory) => print_inventory(path, &inventory, limit),
        Err(fault) if session.is_json() => {
            print_line!("{}", json!({ "path": path, "exists": fault.is_trouble(), "why": why(&fault) }));
        }
        Err(fault) if fault.is_trouble() => print_line!("{} {fault}", path.display()),
        Err(_) => print_line!("No cache at {}", path.display()),
    }
}

fn print_inventory(path: &Path, inventory: &Inventory, limit: u64) {
    print_line!("Cache: {}", path.display());
    print_line!("Total: {}, {}", counted(inventory.total.files, "file"), size(inventory.total.bytes));
    for (target, amount) in &inventory.objects {
        print_line!("  objects/{target}: {}, {}", entries(amount.files), size(amount.bytes));
    }
    print_line!("  store: {}, {}", counted(inventory.store.files, "file"), size(inventory.store.bytes));
    if inventory.images.files > 0 {
        print_line!(
            "  executables: {}, {}",
            counted(inventory.images.files, "file"),
            size(inventory.images.bytes)
        );
    }
    print_line!("  limit: {}", size(limit));
    print_line!("  last trim: {}", inventory.last_trim.map_or("never".to_owned(), ago));
}

fn entries(count: u64) -> String {
    match count {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    }
}

fn inventory_json(path: &Path, inventory: &Inventory, limit: u64) -> serde_json::Value {
    let amount = |amount: &Amount| json!({ "files": amount.files, "bytes": amount.bytes });
    let objects: Vec<_> = inventory
        .objects
        .iter()
        .map(|(target, it)| json!({ "target": target, "entries": it.files, "bytes": it.bytes }))
        .collect();
    json!({
        "path": path,
        "exists": true,
        "total": amount(&inventory.total),
        "objects": objects,
        "store": amount(&inventory.store),
        "executables": amount(&inventory.images),
        "limit": limit,
        "lastTrim": inventory.last_trim,
    })
}

fn remove(session: &Session, path: &Path, dry_run: bool) {
    match clean(path, dry_run) {
        Ok(amount) if session.is_json() => {
            let amount = json!({ "files": amount.files, "bytes": amount.bytes });
            print_line!("{}", json!({ "path": path, "removed": !dry_run, "amount": amount }));
        }
        Ok(amount) => {
            let verb = if dry_run { "Would remove" } else { "Removed" };
            print_line!(
                "{verb} {} ({}, {})",
                path.display(),
                counted(amount.files, "file"),
                size(amount.bytes)
            );
        }
        Err(fault) if session.is_json() => {
            print_line!("{}", json!({ "path": path, "removed": false, "why": why(&fault) }));
        }
        Err(Fault::Foreign) => print_line!("{} is not marked as a cache of perry; it stays", path.display()),
        Err(fault) if fault.is_trouble() => print_line!("{} {fault}", path.display()),
        Err(_) => print_line!("No cache found at {}", path.display()),
    }
}

/// Why a directory is no cache for us; nothing when it is not there.
fn why(fault: &Fault) -> Option<String> {
    fault.is_trouble().then(|| fault.to_string())
}

/// `5 s ago`, of seconds since 1970.
fn ago(time: i64) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_secs());
    match now.saturating_sub(time.max(0).cast_unsigned()) {
        seconds @ 0..60 => format!("{seconds} s ago"),
        seconds @ 60..3600 => format!("{} min ago", seconds / 60),
        seconds @ 3600..172_800 => format!("{} h ago", seconds / 3600),
        seconds => format!("{} days ago", seconds / 86_400),
    }
}

/// `512 B`, `1.5 KB`, `2.0 MB`
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut scaled = bytes as f64 / 1024.0;
    let mut unit = 0;
    while scaled >= 1024.0 && unit + 1 < UNITS.len() {
        scaled /= 1024.0;
        unit += 1;
    }
    format!("{scaled:.1} {}", UNITS[unit])
}
