//! How a compiled program holds a variable: what inference proves of it.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use perry_ir::module::{Module, Ty};
use perry_ir::query::module_ir;
use perry_sema::problem::has_problems;

use crate::index::{Source, VALUE};
use crate::tree::{Kind, ROOT};
use crate::types::Types;

/// The representation of a variable, when every local of its name in its function has the same.
///
/// The ir has no positions: a local is found by the label of its function and its own name.
pub fn representation(db: &dyn SpanDb, types: &Types<'_>, file: SourceFile, symbol: u32) -> Option<String> {
    let ir = inferred(db, file)?;
    representation_in(&ir, types, file, symbol)
}

/// The ir of a file after inference; `None` where nothing is compiled.
pub fn inferred(db: &dyn SpanDb, file: SourceFile) -> Option<Module> {
    if has_problems(db, file) {
        return None;
    }
    let bytes = module_ir(db, file)?;
    let mut ir: Module = postcard::from_bytes(&bytes).ok()?;
    perry_ir::passes::infer::infer(&mut ir);
    Some(ir)
}

pub fn representation_in(ir: &Module, types: &Types<'_>, file: SourceFile, symbol: u32) -> Option<String> {
    let view = types.view(Source::File(file));
    let symbol = view.index.symbols.get(symbol as usize).filter(|it| it.meaning & VALUE != 0)?;
    let declared = *symbol.declarations.first()?;
    let function = view
        .tree
        .ancestors(declared)
        .skip(1)
        .find(|it| crate::index::shape::is_function(view.tree.kind(*it)) || *it == ROOT)?;
    let label = match view.tree.kind(function) {
        Kind::Module => None,
        Kind::Constructor => Some("constructor".to_owned()),
        _ => Some(types.name_of(crate::types::At { source: Source::File(file), node: function })?),
    };
    let functions = ir.functions.iter().enumerate().filter(|(at, function)| match &label {
        None => *at == ir.init.0 as usize,
        Some(label) => function.label.rsplit('.').next() == Some(label),
    });
    let locals = functions.flat_map(|(_, it)| it.locals.iter()).filter(|local| local.name == symbol.name);
    let mut found: Vec<Ty> = locals.map(|local| local.ty).collect();
    found.dedup();
    let [ty] = found[..] else { return None };
    Some(
        match ty {
            Ty::I32 => "i32",
            Ty::F64 => "f64",
            Ty::Bool => "bool",
            Ty::Str => "str",
            Ty::Obj => "obj",
            Ty::Boxed => "boxed",
        }
        .to_owned(),
    )
}
