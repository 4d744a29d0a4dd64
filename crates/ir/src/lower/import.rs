//! Names that other modules export.

use super::{DirectFunction, Lowerer};
use crate::module::{CellRef, Direct, Op, StrId, Symbol, Temp};
use perry_sema::import::{ImportTarget, Literal};
use perry_sema::scope::BindingKind;
use perry_syntax::ast::{Expr, ExprKind, Ident, Name};
use std::sync::Arc;

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
            Some(ImportTarget::Function { cell, .. }) => self.b().emit(Op::CellGet(CellRef::Imported(cell.clone()))),
            Some(ImportTarget::Literal { value, .. }) => self.literal(value),
            Some(ImportTarget::Namespace { module, exports }) => self.namespace_object(module, exports),
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
    fn namespace_object(&mut self, module: &Symbol, exports: &[(Arc<str>, Symbol)]) -> Temp {
        let cell = match self.namespaces.get(module) {
            Some(cell) => *cell,
            None => {
                let cell = self.new_cell(&format!("* as {module}"), None);
                self.namespaces.insert(module.clone(), cell);
                cell
            }
        };
        let cell = CellRef::Own(cell);
        let known = self.b().emit(Op::CellGet(cell.clone()));
        let is_new = self.b().emit(Op::IsEmpty(known));
        let (make, done) = (self.b().block(), self.b().block());
        self.b().branch(is_new, make, done);
        self.b().start(make);
        let members: Vec<(StrId, CellRef)> =
            exports.iter().map(|(name, symbol)| (self.string(name), CellRef::Imported(symbol.clone()))).collect();
        let object = self.b().emit(Op::NamespaceNew(members));
        self.b().effect(Op::CellSet(cell.clone(), object));
        self.b().jump(done);
        self.b().start(done);
        self.b().emit(Op::CellGet(cell))
    }

    /// `ns.name` of a namespace import: straight from the cell of the export.
    pub(super) fn namespace_member(&mut self, object: &Expr, name: &Name) -> Option<Temp> {
        let ExprKind::Ident(ident) = &object.kind else { return None };
        let binding = self.scopes.binding(self.binding_of(ident)?);
        if binding.kind != BindingKind::Import {
            return None;
        }
        let context = self.context;
        let ImportTarget::Namespace { exports, .. } = context.imports.get(&ident.name)? else { return None };
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
