//! Names that other modules export.

use super::{DirectFunction, Lowerer};
use crate::module::{CellId, CellRef, Direct, Op, Temp};
use perry_sema::import::{ImportTarget, Literal, Namespace};
use perry_sema::scope::BindingKind;
use perry_syntax::ast::{Expr, ExprKind, Ident, Name};

impl<'a> Lowerer<'a> {
    /// The value of an imported name. An import that resolves to nothing has its diagnostic elsewhere.
    pub(super) fn read_import(&mut self, local: &Name) -> Temp {
        let context = self.context;
        match context.imports.get(local) {
            None => self.b().undefined(),
            Some(ImportTarget::Cell { symbol, may_be_uninitialised })
            | Some(ImportTarget::Enum { cell: symbol, may_be_uninitialised, .. }) => {
                let value = self.b().emit(Op::CellGet(CellRef::Imported(symbol.clone())));
                match may_be_uninitialised {
                    true => self.checked(value, local),
                    false => value,
                }
            }
            Some(ImportTarget::Function { cell, .. }) => {
                self.b().emit(Op::CellGet(CellRef::Imported(cell.clone())))
            }
            Some(ImportTarget::Literal { value, .. }) => self.literal(value),
            Some(ImportTarget::Namespace(namespace)) => self.namespace_object(namespace),
        }
    }

    pub(super) fn literal(&mut self, literal: &Literal) -> Temp {
        match literal {
            Literal::Number(bits) => self.b().number(f64::from_bits(*bits)),
            Literal::String(text) => {
                let id = self.string(text);
                self.b().string(id)
            }
            Literal::Bool(value) => self.b().emit(Op::Bool(*value)),
            Literal::Null => self.b().emit(Op::Null),
            Literal::Undefined => self.b().undefined(),
        }
    }

    /// The namespace object, made when it is first asked for.
    pub(super) fn namespace_object(&mut self, namespace: &Namespace) -> Temp {
        let module = &namespace.module;
        let cell = match self.namespaces.get(module) {
            Some(cell) => *cell,
            None => {
                let cell = self.new_cell(&format!("* as {module}"), None);
                self.namespaces.insert(module.clone(), cell);
                cell
            }
        };
        self.cached(cell, |lowerer| lowerer.new_namespace(namespace))
    }

    pub(super) fn import_meta(&mut self) -> Temp {
        let cell = match self.import_meta {
            Some(cell) => cell,
            None => self.new_cell("import.meta", None),
        };
        self.import_meta = Some(cell);
        self.cached(cell, |lowerer| lowerer.b().emit(Op::ImportMeta))
    }

    /// What a cell holds; made when it is first asked for.
    fn cached(&mut self, cell: CellId, make_value: impl FnOnce(&mut Self) -> Temp) -> Temp {
        let cell = CellRef::Own(cell);
        let known = self.b().emit(Op::CellGet(cell.clone()));
        let is_new = self.b().emit(Op::IsEmpty(known));
        let (make, done) = (self.b().block(), self.b().block());
        self.b().branch(is_new, make, done);
        self.b().start(make);
        let object = make_value(self);
        self.b().effect(Op::CellSet(cell.clone(), object));
        self.b().jump(done);
        self.b().start(done);
        self.b().emit(Op::CellGet(cell))
    }

    /// The namespace object, from the runtime.
    pub(super) fn new_namespace(&mut self, namespace: &Namespace) -> Temp {
        let exports = namespace.exports.iter();
        let members =
            exports.map(|(name, symbol)| (self.string(name), CellRef::Imported(symbol.clone()))).collect();
        self.b().emit(Op::NamespaceNew(namespace.module.clone(), members))
    }

    /// `ns.name` of a namespace import: straight from the cell of the export.
    pub(super) fn namespace_member(&mut self, object: &Expr, name: &Name) -> Option<Temp> {
        let ExprKind::Ident(ident) = &object.kind else { return None };
        let binding = self.scopes.binding(self.binding_of(ident)?);
        if binding.kind != BindingKind::Import {
            return None;
        }
        let context = self.context;
        let ImportTarget::Namespace(Namespace { exports, .. }) = context.imports.get(&ident.name)? else {
            return None;
        };
        let Some((_, symbol)) = exports.iter().find(|(export, _)| export == name) else {
            return Some(self.b().undefined());
        };
        let value = self.b().emit(Op::CellGet(CellRef::Imported(symbol.clone())));
        Some(self.checked(value, name))
    }

    /// The function a name stands for, if it can be called directly.
    pub(super) fn direct(&mut self, ident: &Ident) -> Option<(Direct, u32)> {
        let id = self.binding_of(ident)?;
        if let Some(DirectFunction { id, param_count }) = self.directs.get(&id) {
            return Some((Direct::Own(*id), *param_count));
        }
        if self.scopes.binding(id).kind != BindingKind::Import {
            return None;
        }
        let context = self.context;
        match context.imports.get(&ident.name)? {
            ImportTarget::Function { direct: Some(direct), .. } => {
                let param_count = direct.param_count;
                Some((Direct::Imported { symbol: direct.symbol.clone(), param_count }, param_count))
            }
            _ => None,
        }
    }
}
