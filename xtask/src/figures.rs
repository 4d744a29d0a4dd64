//! The figures in the documentation: a table between two marks of a page.

use crate::source::root;
use anyhow::{Context, Result};

const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end -->\n";

/// Puts a table into a page, in place of the one that is there.
pub fn write(page: &str, table: &str) -> Result<()> {
    let path = root().join(page);
    let text = std::fs::read_to_string(&path).with_context(|| page.to_owned())?;
    let place = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = place.with_context(|| format!("{page} has lost its marks"))?;
    Ok(std::fs::write(path, format!("{before}{BEGIN}{}\n{END}{after}", table.trim_end()))?)
}
