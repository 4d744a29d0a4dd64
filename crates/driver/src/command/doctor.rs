//! `perry doctor`: whether all that perry needs is there, an item a line.

use anyhow::Result;
use perry_persist::inventory::Inventory;
use perry_project::config::Config;
use perry_project::root::enclosing;
use serde_json::json;

use super::GOOD;
use super::cache::size;
use crate::arguments::Place;
use crate::codegen;
use crate::session::{Installation, Session};
use crate::settings::cache_of;

/// What was looked at, and what is wrong with it.
struct Item {
    name: &'static str,
    text: String,
    is_ok: bool,
}

pub fn doctor(session: &Session, place: &Place) -> Result<u8> {
    let items =
        [codegen_item(session), runtime_item(session), linker_item(session), cache_item(session, place)?];
    for item in items {
        match session.is_json() {
            true => println!("{}", json!({ "item": item.name, "ok": item.is_ok, "text": item.text })),
            false => {
                println!("{} {}: {}", if item.is_ok { "[OK]  " } else { "[WARN]" }, item.name, item.text)
            }
        }
    }
    Ok(GOOD)
}

fn codegen_item(session: &Session) -> Item {
    let version = Installation::find(&session.environment)
        .and_then(|installation| codegen::open(&installation.codegen))
        .map_err(|error| format!("{error:#}"))
        .and_then(|()| codegen::version());
    let is_ok = version.is_ok();
    Item { name: "LLVM", text: version.unwrap_or_else(|why| why), is_ok }
}

fn linker_item(session: &Session) -> Item {
    let codegen = codegen_item(session);
    let text = if codegen.is_ok { "lld, inside the code generator".to_owned() } else { codegen.text };
    Item { name: "linker", text, is_ok: codegen.is_ok }
}

fn runtime_item(session: &Session) -> Item {
    match Installation::find(&session.environment) {
        Ok(installation) => {
            Item { name: "runtime", text: installation.runtime.display().to_string(), is_ok: true }
        }
        Err(error) => Item { name: "runtime", text: format!("{error:#}"), is_ok: false },
    }
}

fn cache_item(session: &Session, place: &Place) -> Result<Item> {
    let directory = &session.environment.directory;
    let root = enclosing(directory).unwrap_or(directory);
    let Some(cache) = cache_of(&session.environment, place, root, &Config::read(root)?) else {
        return Ok(Item { name: "cache", text: "it is off".to_owned(), is_ok: true });
    };
    let holder = cache.ancestors().find(|path| path.exists()).unwrap_or(&cache);
    let is_ok = holder.is_dir() && !std::fs::metadata(holder).is_ok_and(|it| it.permissions().readonly());
    let held = Inventory::of(&cache);
    if let Err(fault) = &held
        && fault.is_trouble()
    {
        let text = format!("{} {fault}", cache.display());
        return Ok(Item { name: "cache", text, is_ok: false });
    }
    let held = held.map_or(0, |inventory| inventory.total.bytes);
    let state = if is_ok { size(held) } else { "it cannot be written".to_owned() };
    Ok(Item { name: "cache", text: format!("{}, {state}", cache.display()), is_ok })
}
