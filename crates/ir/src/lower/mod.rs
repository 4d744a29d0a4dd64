//! Lowering: a parsed module and what it consulted of its imports to ir.
//!
//! Every operation made here is generic, on boxed values; `passes::infer` types them later. What is not supported
//! is refused with code, span and help, never lowered to something else. Start reading at `lower`; `frame` says where
//! variables live, `control` how blocks are left, the rest is one file a kind of syntax.

mod arity;
mod assign;
mod binding;
mod builder;
mod builtin;
mod call;
mod class;
mod condition;
mod control;
mod enumeration;
mod expression;
mod field;
mod frame;
mod function;
mod generator;
mod import;
mod iteration;
mod member;
mod module;
mod object;
mod operator;
mod pattern;
mod protect;
mod statement;
mod text;

use crate::lines::Mark;
use crate::module::{BlockId, Cell, CellId, FuncId, Function, Module, StrId, StringData};
use builder::Builder;
use class::ClassNames;
use frame::Frame;
use perry_sema::import::ModuleContext;
use perry_sema::scope::{BindingId, Scopes, scopes};
use perry_syntax::ast::{self, ModuleKind, Span};
use std::collections::HashMap;

/// A construct that cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    pub message: String,
    pub span: Span,
    pub help: Option<String>,
}

/// The ir, and what was refused; with a refusal the ir is not meant to run.
#[derive(Debug)]
pub struct Lowered {
    pub module: Module,
    /// Where the code of each function stands in the text.
    pub marks: Vec<Vec<Mark>>,
    /// The text of each function; what lowering adds has none.
    pub spans: Vec<Option<Span>>,
    pub diagnostics: Vec<Refusal>,
}

/// Lowers a module.
pub fn lower(module: &ast::Module, context: &ModuleContext) -> Lowered {
    perry_syntax::stack::with_stack(module.depth, || {
        let scopes = scopes(module, context.is_in_cycle);
        let mut lowerer = Lowerer {
            ast: module,
            context,
            scopes: &scopes,
            functions: Vec::new(),
            marks: Vec::new(),
            spans: Vec::new(),
            cells: Vec::new(),
            cell_ids: HashMap::new(),
            strings: Vec::new(),
            string_ids: HashMap::new(),
            namespaces: HashMap::new(),
            import_meta: None,
            directs: HashMap::new(),
            frames: Vec::new(),
            classes: Vec::new(),
            chain_stops: Vec::new(),
            diagnostics: Vec::new(),
        };
        if module.kind == ModuleKind::CommonJs {
            let help = "write it as an ES module";
            lowerer.refuse(
                "unsupported-commonjs",
                "CommonJS modules are not supported",
                Span::default(),
                help,
            );
        }
        let module = lowerer.module();
        Lowered { module, marks: lowerer.marks, spans: lowerer.spans, diagnostics: lowerer.diagnostics }
    })
}

/// The state of lowering one module.
pub(crate) struct Lowerer<'a> {
    ast: &'a ast::Module,
    context: &'a ModuleContext,
    scopes: &'a Scopes,
    functions: Vec<Option<Function>>,
    /// Of the functions that are finished
    marks: Vec<Vec<Mark>>,
    spans: Vec<Option<Span>>,
    cells: Vec<Cell>,
    cell_ids: HashMap<BindingId, CellId>,
    strings: Vec<StringData>,
    string_ids: HashMap<StringData, StrId>,
    /// Cells of namespace objects by what they are of.
    namespaces: HashMap<crate::module::Symbol, CellId>,
    /// Cell of `import.meta`
    import_meta: Option<CellId>,
    /// Function declarations of the module that may be called directly.
    directs: HashMap<BindingId, DirectFunction>,
    frames: Vec<Frame>,
    classes: Vec<ClassNames<'a>>,
    /// Where the optional chains in work go when they stop.
    chain_stops: Vec<BlockId>,
    diagnostics: Vec<Refusal>,
}

#[derive(Clone, Copy, Debug)]
struct DirectFunction {
    id: FuncId,
    param_count: u32,
}

impl<'a> Lowerer<'a> {
    fn refuse(&mut self, code: &'static str, message: &str, span: Span, help: &str) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.diagnostics.push(Refusal { code, message: message.to_owned(), span, help });
    }

    /// Begins a function inside the one in work. It stands where that one is, until it says more.
    fn enter_function(&mut self, mut frame: Frame) {
        if let Some(outer) = self.frames.last() {
            frame.builder.at(outer.builder.place());
        }
        self.frames.push(frame);
    }

    /// The innermost function in work.
    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("lowering happens inside a function")
    }

    /// Its blocks.
    fn b(&mut self) -> &mut Builder {
        &mut self.frame().builder
    }

    fn string(&mut self, text: &str) -> StrId {
        self.string_data(StringData::Utf8(text.into()))
    }

    fn text(&mut self, text: &ast::Text) -> StrId {
        match text {
            ast::Text::Utf8(text) => self.string_data(StringData::Utf8(text.clone())),
            ast::Text::Utf16(text) => self.string_data(StringData::Utf16(text.clone())),
        }
    }

    fn string_data(&mut self, data: StringData) -> StrId {
        if let Some(id) = self.string_ids.get(&data) {
            return *id;
        }
        let id = StrId(self.strings.len() as u32);
        self.strings.push(data.clone());
        self.string_ids.insert(data, id);
        id
    }

    fn reserve_function(&mut self) -> FuncId {
        self.functions.push(None);
        self.marks.push(Vec::new());
        self.spans.push(None);
        FuncId(self.functions.len() as u32 - 1)
    }

    fn new_cell(&mut self, name: &str, symbol: Option<crate::module::Symbol>) -> CellId {
        self.cells.push(Cell { name: name.into(), symbol });
        CellId(self.cells.len() as u32 - 1)
    }
}
