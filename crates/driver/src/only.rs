//! The selection: one module or one function of what is shown as text.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use perry_db::database::Database;
use perry_db::input::SourceFile;
use perry_ir::module::{FuncId, Module};
use perry_ir::spot::{Spot, function_at};
use serde::Serialize;

use crate::arguments::Emit;

/// `MODULE[:LINE[:COLUMN]]`, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub module: PathBuf,
    pub spot: Option<Spot>,
}

/// The same with the module's path from the root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Only {
    pub module: String,
    /// Without one: the whole module.
    pub spot: Option<Spot>,
}

impl Asked {
    pub fn read(text: &str) -> Result<Asked, String> {
        let (before, last) = number(text);
        let (module, spot) = match (number(before), last) {
            ((module, Some(line)), Some(column)) => (module, Some(Spot { line, column: Some(column) })),
            (_, Some(line)) => (before, Some(Spot { line, column: None })),
            (_, None) => (text, None),
        };
        let is_zero = |spot: Spot| spot.line == 0 || spot.column == Some(0);
        if module.is_empty() || spot.is_some_and(is_zero) {
            return Err("write a module, or a place in it, as `src/a.ts:12` or `src/a.ts:12:5`".to_owned());
        }
        Ok(Asked { module: module.into(), spot })
    }
}

/// A number behind the last colon, and what is before it.
fn number(text: &str) -> (&str, Option<u32>) {
    let parts = text.rsplit_once(':').and_then(|(before, number)| Some((before, number.parse().ok()?)));
    parts.map_or((text, None), |(before, number)| (before, Some(number)))
}

/// What is shown of a module.
pub struct Shown {
    ir: Module,
    function: Option<FuncId>,
}

impl Shown {
    pub fn new(db: &Database, file: SourceFile, ir: &[u8], only: Option<&Only>) -> Result<Shown> {
        let mut ir: Module = postcard::from_bytes(ir).context("ir cannot be read back")?;
        let Some(spot) = only.and_then(|only| only.spot) else { return Ok(Shown { ir, function: None }) };
        let Some(id) = function_at(db, file, spot) else { bail!("`{}` changed during the build", ir.path) };
        make_unique(&mut ir, id);
        Ok(Shown { ir, function: Some(id) })
    }

    /// As `--print-ir` prints it.
    pub fn printed(&self) -> String {
        match self.function {
            Some(id) => perry_ir::print::print_one(&self.ir, id),
            None => perry_ir::print::print(&self.ir),
        }
    }

    /// What code is to be generated of, so that `cut` finds the function again.
    pub fn bytes(&self) -> Vec<u8> {
        perry_ir::query::canonical_bytes(&self.ir)
    }

    /// The code of the function, from the text that was generated of the module.
    pub fn cut(&self, emit: Emit, text: Vec<u8>) -> Result<Vec<u8>> {
        let Some(id) = self.function else { return Ok(text) };
        let function = &self.ir.functions[id.0 as usize];
        let entries = [".code", ".direct", ".resume"].map(|entry| format!("{}{entry}", function.label));
        let is_wanted = |name: &str| {
            entries.iter().any(|entry| entry == name) || function.direct.as_deref() == Some(name)
        };
        let text = String::from_utf8_lossy(&text);
        let (first, last): (fn(&str) -> Option<String>, fn(&str) -> bool) = match emit {
            Emit::LlvmIr => (defined, |line| line == "}"),
            Emit::Asm | Emit::Obj => (labelled, |line| line.starts_with(".Lfunc_end")),
        };
        let (mut cut, mut is_inside) = (String::new(), false);
        for line in text.lines() {
            is_inside |= first(line).is_some_and(|name| is_wanted(&name));
            if is_inside {
                cut += line;
                cut += "\n";
            }
            if is_inside && last(line) {
                is_inside = false;
                cut += "\n";
            }
        }
        match cut.is_empty() {
            true => bail!("no code is left of `{}`", function.label),
            false => Ok(cut.into_bytes()),
        }
    }
}

/// Gives a function a label that no other has, so that its code has names of its own.
fn make_unique(ir: &mut Module, id: FuncId) {
    let own = id.0 as usize;
    let original = ir.functions[own].label.clone();
    let mut label: Arc<str> = original.clone();
    for count in 1.. {
        let is_taken =
            |(index, function): (usize, &perry_ir::module::Function)| index != own && function.label == label;
        if !ir.functions.iter().enumerate().any(is_taken) {
            break;
        }
        label = format!("{original}@{count}").into();
    }
    ir.functions[own].label = label;
}

/// The name that a line of LLVM IR starts to define.
fn defined(line: &str) -> Option<String> {
    let (_, rest) = line.strip_prefix("define ")?.split_once('@')?;
    name(rest, '(')
}

/// The name that a line of assembly is the label of.
fn labelled(line: &str) -> Option<String> {
    if line.starts_with(['\t', ' ', '.', '#']) { None } else { name(line, ':') }
}

/// A name up to `end`, or in quotes. LLVM writes odd bytes as two hexadecimal digits, its assembler with backslashes.
fn name(text: &str, end: char) -> Option<String> {
    let Some(quoted) = text.strip_prefix('"') else {
        return text.split_once(end).map(|(name, _)| name.to_owned());
    };
    let (mut bytes, mut rest) = (Vec::new(), quoted.as_bytes());
    loop {
        match rest {
            [b'"', ..] => return String::from_utf8(bytes).ok(),
            [b'\\', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |digit: &u8| char::from(*digit).to_digit(16).unwrap_or_default() as u8;
                bytes.push(digit(high) << 4 | digit(low));
                rest = &rest[3..];
            }
            [b'\\', byte, ..] => {
                bytes.push(*byte);
                rest = &rest[2..];
            }
            [byte, ..] => {
                bytes.push(*byte);
                rest = &rest[1..];
            }
            [] => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_behind() {
        let read = |text: &str| {
            let asked = Asked::read(text)?;
            let spot = asked.spot.map(|spot| (spot.line, spot.column));
            Ok((asked.module.display().to_string(), spot))
        };
        let module = |name: &str, spot| Ok::<_, String>((name.to_owned(), spot));
        assert_eq!(read("src/a.ts"), module("src/a.ts", None));
        assert_eq!(read("src/a.ts:12"), module("src/a.ts", Some((12, None))));
        assert_eq!(read("a:b.ts:12:5"), module("a:b.ts", Some((12, Some(5)))));
        assert!(read("a.ts:0").is_err() && read("a.ts:1:0").is_err() && read(":7").is_err());
    }

    #[test]
    fn names_of_both_texts_are_read() {
        assert_eq!(
            defined("define internal i64 @\"caf\\C3\\A9.code\"(ptr %0) {").as_deref(),
            Some("café.code")
        );
        assert_eq!(defined("define i64 @f.code(i64 %0) #0 {").as_deref(), Some("f.code"));
        assert_eq!(defined("declare i64 @f.code(i64)"), None);
        assert_eq!(labelled("\"a \\\"b\\\".code\":").as_deref(), Some("a \"b\".code"));
        assert_eq!(labelled("f.code:                   # @f.code").as_deref(), Some("f.code"));
        assert_eq!(labelled(".Lfunc_end0:"), None);
    }
}
