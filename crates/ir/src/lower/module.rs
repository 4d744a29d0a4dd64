//! The module itself: its variables, the functions made before any module runs, its body.

use super::frame::{Frame, Role, Variable};
use super::function::Shape;
use super::{DirectFunction, Lowerer};
use crate::module::{CellRef, FuncId, FunctionFlags, FunctionKind, Module, Op, Terminator};
use perry_sema::scope::statement::hoisted_function;
use perry_sema::scope::{BindingId, BindingKind, MODULE};
use perry_sema::symbol::{DEFAULT_LOCAL, cell_symbol, direct_symbol, namespace_symbol};
use perry_syntax::ast;

impl<'a> Lowerer<'a> {
    pub(super) fn module(&mut self) -> Module {
        let instantiate = self.reserve_function();
        let init = self.reserve_function();
        self.module_cells();
        self.reserve_directs();
        self.instantiate(instantiate);
        self.init(init);
        let functions = std::mem::take(&mut self.functions);
        Module {
            name: self.context.name.clone(),
            path: self.context.path.clone(),
            functions: functions.into_iter().map(|it| it.expect("reserved functions are lowered")).collect(),
            cells: std::mem::take(&mut self.cells),
            strings: std::mem::take(&mut self.strings),
            instantiate,
            init,
            is_async: self.ast.has_top_level_await,
            debug_init: self.context.debug_init,
        }
    }

    /// A cell for each variable of the module, in the order of their names.
    fn module_cells(&mut self) {
        let scopes = self.scopes;
        for (name, id) in scopes.top_level_bindings() {
            if scopes.binding(id).kind == BindingKind::Import {
                continue;
            }
            let is_exported = self.context.exported_locals.contains(name);
            let symbol = is_exported.then(|| cell_symbol(&self.context.name, name));
            let cell = self.new_cell(name, symbol);
            self.cell_ids.insert(id, cell);
        }
    }

    /// Functions that nobody assigns to are called directly; their places are known before they are lowered.
    fn reserve_directs(&mut self) {
        for function in self.hoisted() {
            let Some(id) = self.declared(function) else { continue };
            let binding = self.scopes.binding(id);
            if binding.is_assigned || self.directs.contains_key(&id) {
                continue;
            }
            if let Some(param_count) = self.scopes.direct_param_count(function) {
                let func = self.reserve_function();
                self.directs.insert(id, DirectFunction { id: func, param_count });
            }
        }
    }

    fn hoisted(&self) -> impl Iterator<Item = &'a ast::Function> + use<'a> {
        self.ast.body.iter().filter_map(hoisted_function)
    }

    fn declared(&self, function: &ast::Function) -> Option<BindingId> {
        let name = function.name.as_ref().map_or(DEFAULT_LOCAL, |ident| &ident.name);
        self.scopes.top_level(name)
    }

    /// Makes the hoisted functions. They capture nothing: what they use of the module lives in cells.
    fn instantiate(&mut self, id: FuncId) {
        self.enter_function(Frame::new(MODULE, Role::Module, FunctionKind::Plain));
        self.initial_variables();
        self.exported_namespaces();
        for function in self.hoisted() {
            let Some(binding) = self.declared(function) else { continue };
            let local = self.scopes.binding(binding).name.clone();
            let name = function.name.as_ref().map_or("default", |ident| &ident.name);
            let name = self.string(name);
            let closure = match self.directs.get(&binding).copied() {
                Some(direct) => {
                    let symbol = direct_symbol(&self.context.name, &local, direct.param_count);
                    let body = self.function_into(direct.id, function, Some(name), Some(symbol));
                    self.shorter_entries(direct, function, &local);
                    self.close(&body)
                }
                None => self.function(function, Some(name)).0,
            };
            self.initialise(Variable::Binding(binding), closure);
        }
        self.finish_entry(id, "<instantiate>");
    }

    /// `export * as ns`: the object refers to cells only, so it can be made before any module runs.
    fn exported_namespaces(&mut self) {
        let context = self.context;
        for (name, namespace) in &context.exported_namespaces {
            let cell = self.new_cell(name, Some(namespace_symbol(&context.name, name)));
            let object = self.new_namespace(namespace);
            self.b().effect(Op::CellSet(CellRef::Own(cell), object));
        }
    }

    /// `var`s are undefined from the start, also for the modules of a cycle that run before.
    fn initial_variables(&mut self) {
        let scopes = self.scopes;
        for (_, id) in scopes.top_level_bindings() {
            let kind = scopes.binding(id).kind;
            if matches!(kind, BindingKind::Var | BindingKind::Enum | BindingKind::Namespace) {
                let undefined = self.b().undefined();
                self.initialise(Variable::Binding(id), undefined);
            }
        }
    }

    fn init(&mut self, id: FuncId) {
        let kind = if self.ast.has_top_level_await { FunctionKind::Async } else { FunctionKind::Plain };
        self.enter_function(Frame::new(MODULE, Role::Module, kind));
        let module = self.ast;
        self.statements(&module.body);
        self.finish_entry(id, "<module>");
    }

    fn finish_entry(&mut self, id: FuncId, label: &str) {
        if !self.b().is_dead {
            let undefined = self.b().undefined();
            self.b().end(Terminator::Return(undefined));
        }
        let name = self.string("");
        let label = label.to_owned();
        let flags = FunctionFlags { is_not_constructor: true, ..FunctionFlags::default() };
        self.finish_function(id, Shape { label, name, length: 0, param_count: 0, flags, hints: Vec::new() });
    }

    /// `export default <expression>`
    pub(super) fn export_default(&mut self, expr: &'a ast::Expr) {
        let name = self.string("default");
        let value = self.named_expr(expr, name);
        if let Some(id) = self.scopes.top_level(DEFAULT_LOCAL) {
            self.initialise(Variable::Binding(id), value);
        }
    }

    pub(super) fn import_call(&mut self, source: &ast::Source) -> crate::module::Temp {
        let context = self.context;
        match context.dynamic_imports.get(&source.specifier) {
            Some(namespace) => {
                let object = self.namespace_object(namespace);
                self.b().emit(Op::ImportCall(object, namespace.module.clone()))
            }
            None => self.b().undefined(), // its resolution has a diagnostic
        }
    }
}
