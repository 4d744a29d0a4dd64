//! Fast paths of runtime functions for optimised code: small functions that the optimiser takes apart and inlines.
//!
//! Their text is in `helpers.ll`. A module gets those it calls, once each; one that is not inlined stays a function.

use crate::compile::Error;
use inkwell::context::Context;
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::module::Module as Llvm;
use perry_abi::functions::{self, Ty};
use perry_abi::{layout, value};
use std::collections::BTreeSet;

const TEXT: &str = include_str!("helpers.ll");

/// Constants of abi by the names the text has for them; no name is the end of another.
const CONSTANTS: [(&str, u64); 18] = [
    ("ARRAY_SLOW_MASK", layout::ARRAY_SLOW as u64 * 256 + 255),
    ("ARRAY_ELEMENTS", layout::ARRAY_ELEMENTS),
    ("ARRAY_LENGTH", layout::ARRAY_LENGTH),
    ("STRING_LENGTH", layout::STRING_LENGTH),
    ("KIND_STRING", layout::KIND_STRING as u64),
    ("KIND_ARRAY", layout::KIND_ARRAY as u64),
    ("KIND_FUNCTION", layout::KIND_FUNCTION as u64),
    ("CELL_KIND", layout::CELL_KIND),
    ("FUNCTION_CODE", layout::FUNCTION_CODE),
    ("NOT_CELL_MASK", value::NOT_CELL_MASK),
    ("NUMBER_TAG", value::NUMBER_TAG),
    ("OTHER_TAG", value::OTHER_TAG),
    ("DOUBLE_OFFSET", value::DOUBLE_OFFSET),
    ("CANONICAL_NAN", value::CANONICAL_NAN),
    ("UNDEFINED", value::UNDEFINED),
    ("FALSE", value::FALSE),
    ("TRUE", value::TRUE),
    ("NULL", value::NULL),
];

/// The name of the helper that stands in front of the runtime function, where there is one.
pub(crate) fn name(function: &str) -> Option<String> {
    body(function).map(|_| dotted(function))
}

/// `perry_get` -> `perry.get`: no symbol of the runtime has a dot.
fn dotted(function: &str) -> String {
    function.replacen('_', ".", 1)
}

/// The instructions of the helper of that function.
fn body(function: &str) -> Option<String> {
    TEXT.split("\n;= ").skip(1).find_map(|section| {
        let (head, body) = section.split_once('\n')?;
        let Some(template) = head.strip_prefix("template ") else {
            return (head == function).then(|| body.to_string());
        };
        let (_, members) = template.split_once(": ")?;
        let member = members.split(", ").find(|member| member.split(' ').next() == Some(function))?;
        let words = member.split(' ').enumerate();
        Some(words.fold(body.to_string(), |body, (index, word)| body.replace(&format!("${index}"), word)))
    })
}

/// Adds the definitions of these helpers to `llvm`, which has declared them.
pub(crate) fn define<'c>(
    context: &'c Context,
    llvm: &Llvm<'c>,
    functions: &BTreeSet<&'static str>,
) -> Result<(), Error> {
    if functions.is_empty() {
        return Ok(());
    }
    let functions = with_callees(functions);
    let text = module_text(&functions);
    let buffer = MemoryBuffer::create_from_memory_range_copy(text.as_bytes(), "helpers");
    let helpers = context.create_module_from_ir(buffer).map_err(|error| Error::Invalid(error.to_string()))?;
    llvm.link_in_module(helpers).map_err(|error| Error::Invalid(error.to_string()))?;
    for name in functions.iter().filter_map(|function| llvm.get_function(&dotted(function))) {
        name.set_linkage(inkwell::module::Linkage::Internal);
    }
    Ok(())
}

/// The helpers and those that they call.
fn with_callees(wanted: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let mut functions = wanted.clone();
    for (by, needed) in
        [("perry_get_index", "perry_get_index_i32"), ("perry_set_index", "perry_set_index_i32")]
    {
        if functions.contains(by) {
            functions.insert(needed);
        }
    }
    functions
}

fn module_text(functions: &BTreeSet<&'static str>) -> String {
    let mut text = String::new();
    for name in functions.iter().map(|name| base(name).name).collect::<BTreeSet<_>>() {
        let (result, params) = signature(name);
        text.push_str(&format!("declare {result} @{name}({params})\n"));
    }
    for name in functions {
        let body = body(name).expect("a helper was asked for by name");
        let (result, params) = signature(name);
        // Not internal yet: the declaration that waits for it has the same name.
        text.push_str(&format!(
            "define {result} @{}({params}) alwaysinline uwtable {{\n{body}}}\n",
            dotted(name)
        ));
    }
    for (name, value) in CONSTANTS {
        text = text.replace(name, &(value as i64).to_string());
    }
    for intrinsic in ["sadd", "ssub", "smul"].map(|name| format!("@llvm.{name}.with.overflow.i32")) {
        if text.contains(&intrinsic) {
            text.push_str(&format!("declare {{i32, i1}} {intrinsic}(i32, i32)\n"));
        }
    }
    text + "!0 = !{!\"branch_weights\", i32 2000, i32 1}\n!1 = !{!\"branch_weights\", i32 1, i32 2000}\n"
}

/// The function of the table that the helper stands in front of.
pub(crate) fn base(name: &str) -> &'static functions::Function {
    let (base, _) = name.split_once('.').unwrap_or((name, ""));
    functions::function(base).expect("operations name functions of the table")
}

/// Result and parameters in LLVM's words.
fn signature(name: &str) -> (&'static str, String) {
    let function = base(name);
    let params: Vec<&str> = function.params.iter().map(|ty| llvm_type(*ty)).collect();
    (llvm_type(function.result), params.join(", "))
}

fn llvm_type(ty: Ty) -> &'static str {
    match ty {
        Ty::V | Ty::L => "i64",
        Ty::P => "ptr",
        Ty::I => "i32",
        Ty::D => "double",
        Ty::U => "void",
    }
}
