//! A module as text, complete: `read` gives the same module back.
//!
//! A line an instruction; the type of a result stands where it is not `Boxed`:
//!
//! ```text
//! module "pkg/a" path "a.ts" instantiate f0 init f1
//! string s0 "log"
//! cell c0 "x" symbol "pkg/a$x"
//! function f1 "init" name s0 length 0 Plain captures 0 params 0
//! local l0 "i" I32
//! block b0 handler b2
//!   t0 = Undefined
//!   t1:I32 = ConstI32 7
//!   StoreLocal l0 t1
//!   Return t0
//! ```

use std::collections::BTreeSet;

use crate::module::{Block, Cell, FuncId, Function, FunctionFlags, Inst, Module, StringData, Terminator, Ty};
use crate::operand::{Operand, Part, print_quoted, put};

/// The whole module.
pub fn print(module: &Module) -> String {
    let mut out = String::new();
    print_head(module, &mut out);
    for (index, string) in module.strings.iter().enumerate() {
        put(&mut out, format_args!("string s{index} "));
        print_string(string, &mut out);
    }
    for (index, cell) in module.cells.iter().enumerate() {
        print_cell(index, cell, &mut out);
    }
    for (index, function) in module.functions.iter().enumerate() {
        print_function(index, function, &mut out);
    }
    out
}

/// One function, below the strings and cells that it names.
pub fn print_one(module: &Module, id: FuncId) -> String {
    let index = id.0 as usize;
    let function = &module.functions[index];
    let (mut strings, mut cells) = (BTreeSet::from([function.name.0]), BTreeSet::new());
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        inst.op.parts(&mut |_, part| match part {
            Part::Str(id) => _ = strings.insert(id.0),
            Part::Cell(id) => _ = cells.insert(id.0),
            _ => {}
        });
    }
    let mut out = String::new();
    for index in strings {
        put(&mut out, format_args!("string s{index} "));
        print_string(&module.strings[index as usize], &mut out);
    }
    for index in cells {
        print_cell(index as usize, &module.cells[index as usize], &mut out);
    }
    print_function(index, function, &mut out);
    out
}

fn print_head(module: &Module, out: &mut String) {
    out.push_str("module ");
    print_quoted(&module.name, out);
    out.push_str(" path ");
    print_quoted(&module.path, out);
    put(out, format_args!(" instantiate f{} init f{}", module.instantiate.0, module.init.0));
    print_flag(module.is_async, " async", out);
    print_flag(module.debug_init, " debug_init", out);
    out.push('\n');
}

fn print_flag(flag: bool, text: &str, out: &mut String) {
    if flag {
        out.push_str(text);
    }
}

fn print_string(string: &StringData, out: &mut String) {
    match string {
        StringData::Utf8(text) => print_quoted(text, out),
        StringData::Utf16(units) => {
            out.push_str("utf16 [");
            for (index, unit) in units.iter().enumerate() {
                put(out, format_args!("{}{unit}", if index == 0 { "" } else { " " }));
            }
            out.push(']');
        }
    }
    out.push('\n');
}

fn print_cell(index: usize, cell: &Cell, out: &mut String) {
    put(out, format_args!("cell c{index} "));
    print_quoted(&cell.name, out);
    if let Some(symbol) = &cell.symbol {
        out.push_str(" symbol ");
        print_quoted(symbol, out);
    }
    out.push('\n');
}

fn print_function(index: usize, function: &Function, out: &mut String) {
    put(out, format_args!("function f{index} "));
    print_quoted(&function.label, out);
    put(out, format_args!(" name s{} length {} {:?}", function.name.0, function.length, function.kind));
    put(out, format_args!(" captures {} params {}", function.capture_count, function.param_count));
    print_flags(function.flags, out);
    if let Some(symbol) = &function.direct {
        out.push_str(" direct ");
        print_quoted(symbol, out);
    }
    if !function.param_hints.is_empty() {
        out.push_str(" hints");
        function.param_hints.iter().for_each(|hint| put(out, format_args!(" {hint:?}")));
    }
    out.push('\n');
    for (index, local) in function.locals.iter().enumerate() {
        put(out, format_args!("local l{index} "));
        print_quoted(&local.name, out);
        put(out, format_args!(" {:?}\n", local.ty));
    }
    print_unused_temps(function, out);
    for (index, block) in function.blocks.iter().enumerate() {
        print_block(index, block, function, out);
    }
}

fn print_flags(flags: FunctionFlags, out: &mut String) {
    let FunctionFlags { is_arrow, is_not_constructor, is_class, is_derived, is_sloppy } = flags;
    print_flag(is_arrow, " arrow", out);
    print_flag(is_not_constructor, " not_constructor", out);
    print_flag(is_class, " class", out);
    print_flag(is_derived, " derived", out);
    print_flag(is_sloppy, " sloppy", out);
}

/// The type of a temp stands at its definition; those whose definition is gone have a line of their own.
fn print_unused_temps(function: &Function, out: &mut String) {
    let mut is_defined = vec![false; function.temps.len()];
    let insts = function.blocks.iter().flat_map(|block| &block.insts);
    for temp in insts.filter_map(|inst| inst.dst) {
        if let Some(is_defined) = is_defined.get_mut(temp.0 as usize) {
            *is_defined = true;
        }
    }
    for (index, ty) in function.temps.iter().enumerate().filter(|(index, _)| !is_defined[*index]) {
        put(out, format_args!("unused t{index} {ty:?}\n"));
    }
}

fn print_block(index: usize, block: &Block, function: &Function, out: &mut String) {
    put(out, format_args!("block b{index}"));
    if let Some(handler) = block.handler {
        put(out, format_args!(" handler b{}", handler.0));
    }
    out.push('\n');
    for inst in &block.insts {
        print_inst(inst, function, out);
    }
    print_terminator(&block.end, out);
}

fn print_inst(inst: &Inst, function: &Function, out: &mut String) {
    out.push_str("  ");
    if let Some(dst) = inst.dst {
        dst.print(out);
        match function.temps.get(dst.0 as usize) {
            Some(Ty::Boxed) | None => {}
            Some(ty) => put(out, format_args!(":{ty:?}")),
        }
        out.push_str(" = ");
    }
    out.push_str(inst.op.info().name);
    inst.op.print_operands(out);
    out.push('\n');
}

fn print_terminator(end: &Terminator, out: &mut String) {
    out.push_str("  ");
    match end {
        Terminator::Jump(target) => put(out, format_args!("Jump b{}", target.0)),
        Terminator::Branch { condition, then, otherwise } => {
            put(out, format_args!("Branch t{} b{} b{}", condition.0, then.0, otherwise.0));
        }
        Terminator::Switch { on, cases, default } => {
            put(out, format_args!("Switch t{} b{}", on.0, default.0));
            cases.iter().for_each(|(value, target)| put(out, format_args!(" {value} b{}", target.0)));
        }
        Terminator::Return(value) => put(out, format_args!("Return t{}", value.0)),
        Terminator::Throw(value) => put(out, format_args!("Throw t{}", value.0)),
        Terminator::Yield { arg, value, mode, resume } => {
            put(out, format_args!("Yield t{} l{} l{} b{}", arg.0, value.0, mode.0, resume.0));
        }
        Terminator::Await { arg, value, mode, resume } => {
            put(out, format_args!("Await t{} l{} l{} b{}", arg.0, value.0, mode.0, resume.0));
        }
        Terminator::InitialYield { value, mode, resume } => {
            put(out, format_args!("InitialYield l{} l{} b{}", value.0, mode.0, resume.0));
        }
        Terminator::Unreachable => out.push_str("Unreachable"),
    }
    out.push('\n');
}
