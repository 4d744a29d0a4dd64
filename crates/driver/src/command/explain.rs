//! `perry explain`: the page of a diagnostic code. The pages are files of docs/diagnostics.

use anyhow::Result;
use serde_json::json;

use super::{FAULT, GOOD};
use crate::output::print_line;
use crate::session::Session;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

pub fn explain(session: &Session, code: &str) -> Result<u8> {
    let code = code.trim_start_matches("error[").trim_end_matches(']');
    match PAGES.binary_search_by_key(&code, |(code, _)| code) {
        Ok(index) => {
            let page = PAGES[index].1.trim_end();
            match session.is_json() {
                true => print_line!("{}", json!({ "code": code, "page": page })),
                false => print_line!("{page}"),
            }
            Ok(GOOD)
        }
        Err(_) => {
            eprintln!("error: there is no diagnostic code `{code}`");
            let similar = PAGES.iter().find(|(known, _)| known.contains(code) || code.contains(known));
            if let Some((similar, _)) = similar {
                eprintln!("  help: there is `{similar}`");
            }
            Ok(FAULT)
        }
    }
}
