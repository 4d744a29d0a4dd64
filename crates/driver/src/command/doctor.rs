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
use crate::output::print_line;
use crate::report::counted;
use crate::serve::client::status;
use crate::serve::kept::MOST_MEMORY;
use crate::serve::wire::Status;
use crate::session::{Installation, Session};
use crate::settings::cache_of;

/// What was looked at, and what is wrong with it.
struct Item {
    name: &'static str,
    text: String,
    is_ok: bool,
    /// Of the shared host, where one listens.
    status: Option<Status>,
}

impl Item {
    fn new(name: &'static str, text: String, is_ok: bool) -> Item {
        Item { name, text, is_ok, status: None }
    }
}

pub fn doctor(session: &Session, place: &Place) -> Result<u8> {
    let items = [
        codegen_item(session),
        runtime_item(session),
        linker_item(session),
        cache_item(session, place)?,
        host_item(session, place)?,
    ];
    for item in items {
        match session.is_json() {
            true => {
                let mut value = json!({ "item": item.name, "ok": item.is_ok, "text": item.text });
                if let Some(status) = item.status {
                    value["status"] = json!(status);
                }
                print_line!("{value}");
            }
            false => {
                print_line!("{} {}: {}", if item.is_ok { "[OK]  " } else { "[WARN]" }, item.name, item.text)
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
    Item::new("LLVM", version.unwrap_or_else(|why| why), is_ok)
}

fn linker_item(session: &Session) -> Item {
    let codegen = codegen_item(session);
    let text = if codegen.is_ok { "lld, inside the code generator".to_owned() } else { codegen.text };
    Item::new("linker", text, codegen.is_ok)
}

fn runtime_item(session: &Session) -> Item {
    match Installation::find(&session.environment) {
        Ok(installation) => Item::new("runtime", installation.runtime.display().to_string(), true),
        Err(error) => Item::new("runtime", format!("{error:#}"), false),
    }
}

fn cache_item(session: &Session, place: &Place) -> Result<Item> {
    let directory = &session.environment.directory;
    let root = enclosing(directory).unwrap_or(directory);
    let Some(cache) = cache_of(&session.environment, place, root, &Config::read(root)?) else {
        return Ok(Item::new("cache", "it is off".to_owned(), true));
    };
    let holder = cache.ancestors().find(|path| path.exists()).unwrap_or(&cache);
    let is_ok = holder.is_dir() && !std::fs::metadata(holder).is_ok_and(|it| it.permissions().readonly());
    let held = Inventory::of(&cache);
    if let Err(fault) = &held
        && fault.is_trouble()
    {
        let text = format!("{} {fault}", cache.display());
        return Ok(Item::new("cache", text, false));
    }
    let held = held.map_or(0, |inventory| inventory.total.bytes);
    let state = if is_ok { size(held) } else { "it cannot be written".to_owned() };
    Ok(Item::new("cache", format!("{}, {state}", cache.display()), is_ok))
}

fn host_item(session: &Session, place: &Place) -> Result<Item> {
    let directory = &session.environment.directory;
    let root = enclosing(directory).unwrap_or(directory).canonicalize()?;
    let cache = cache_of(&session.environment, place, &root, &Config::read(&root)?);
    let item = |text, is_ok| Item::new("host", text, is_ok);
    Ok(match status(session, &root, cache.as_deref()) {
        Err(error) => item(format!("{error:#}"), false),
        Ok(None) => item("none runs".to_owned(), true),
        Ok(Some(status)) => {
            let Status { pid, clients, developers, answered, warm, kept, memory } = status;
            let developers =
                if developers > 0 { format!(" ({developers} perry dev)") } else { String::new() };
            let (clients, answered) = (counted(clients, "client"), counted(answered, "command"));
            let (memory, most) = (size(memory), size(MOST_MEMORY));
            let text = format!(
                "process {pid}, {clients}{developers}, {answered} answered, {warm} from memory, {kept} kept, {memory} of {most}"
            );
            Item { status: Some(status), ..item(text, true) }
        }
    })
}
