//! `perry cache`: what the cache holds, and its removal.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;
use perry_persist::inventory::{Amount, Inventory, clean};
use perry_persist::trim::Limits;
use perry_project::config::Config;
use perry_project::root::enclosing;
use serde_json::json;

use super::GOOD;
use crate::arguments::{CacheCommand, Place};
use crate::report::counted;
use crate::session::Session;
use crate::settings::{cache_limit, cache_place};

pub fn cache(session: &Session, command: &CacheCommand) -> Result<u8> {
    match command {
        CacheCommand::Info(place) => info(session, &path(session, place)?, limit(session)?),
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

fn limit(session: &Session) -> Result<u64> {
    let directory = &session.environment.directory;
    let config = Config::read(enclosing(directory).unwrap_or(directory))?;
    Ok(cache_limit(&session.environment, &config)?.unwrap_or(Limits::default().bytes))
}

fn info(session: &Session, path: &Path, limit: u64) {
    match Inventory::of(path) {
        Ok(inventory) if session.is_json() => println!("{}", inventory_json(path, &inventory, limit)),
        Ok(inventory) => print_inventory(path, &inventory, limit),
        Err(_) if session.is_json() => println!("{}", json!({ "path": path, "exists": false })),
        Err(_) => println!("No cache at {}", path.display()),
    }
}

fn print_inventory(path: &Path, inventory: &Inventory, limit: u64) {
    println!("Cache: {}", path.display());
    println!("Total: {}, {}", counted(inventory.total.files, "file"), size(inventory.total.bytes));
    for (target, amount) in &inventory.objects {
        println!("  objects/{target}: {}, {}", entries(amount), size(amount.bytes));
    }
    println!("  store: {}, {}", counted(inventory.store.files, "file"), size(inventory.store.bytes));
    if inventory.images.files > 0 {
        println!(
            "  executables: {}, {}",
            counted(inventory.images.files, "file"),
            size(inventory.images.bytes)
        );
    }
    println!("  limit: {}", size(limit));
    println!("  last trim: {}", inventory.last_trim.map_or("never".to_owned(), ago));
}

fn entries(amount: &Amount) -> String {
    match amount.files {
        1 => "1 entry".to_owned(),
        files => format!("{files} entries"),
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
            println!("{}", json!({ "path": path, "removed": !dry_run, "amount": amount }));
        }
        Ok(amount) => {
            let verb = if dry_run { "Would remove" } else { "Removed" };
            println!("{verb} {} ({}, {})", path.display(), counted(amount.files, "file"), size(amount.bytes));
        }
        Err(_) if session.is_json() => println!("{}", json!({ "path": path, "removed": false })),
        Err(_) => println!("No cache found at {}", path.display()),
    }
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
