//! Reading and assigning variables by their names.

use super::Lowerer;
use super::frame::Variable;
use crate::module::{Op, Temp};
use perry_sema::scope::{BindingId, BindingKind};
use perry_syntax::ast::{Ident, VarKind};

impl<'a> Lowerer<'a> {
    /// The value of a name.
    pub(super) fn read(&mut self, ident: &Ident) -> Temp {
        let Some(found) = self.scopes.resolve(ident) else { return self.read_global(ident) };
        let binding = self.scopes.binding(found.binding);
        if let Some(owner) = binding.owner {
            let name = self.string(&ident.name);
            let owner = self.load(Variable::Binding(owner));
            return self.b().emit(Op::Get(owner, name));
        }
        if binding.kind == BindingKind::Import {
            return self.read_import(&ident.name);
        }
        let value = self.load(Variable::Binding(found.binding));
        match found.needs_check {
            true => self.checked(value, &ident.name),
            false => value,
        }
    }

    /// Throws if the variable is not initialised yet.
    pub(super) fn checked(&mut self, value: Temp, name: &str) -> Temp {
        let name = self.string(name);
        self.b().emit(Op::CheckTdz(value, name))
    }

    fn read_global(&mut self, ident: &Ident) -> Temp {
        match &*ident.name {
            "undefined" => self.b().undefined(),
            "NaN" => self.b().number(f64::NAN),
            "Infinity" => self.b().number(f64::INFINITY),
            name => {
                let id = self.string(name);
                let value = self.b().emit(Op::GetGlobal(id));
                self.note_global(value, name, ident.span);
                value
            }
        }
    }

    /// `name = value` of an existing variable.
    pub(super) fn assign(&mut self, ident: &Ident, value: Temp) {
        let name = self.string(&ident.name);
        let Some(found) = self.scopes.resolve(ident) else {
            return self.b().effect(Op::SetGlobal(name, value));
        };
        let binding = self.scopes.binding(found.binding);
        if let Some(owner) = binding.owner {
            let owner = self.load(Variable::Binding(owner));
            return self.b().effect(Op::Set(owner, name, value));
        }
        if found.needs_check {
            let old = self.load(Variable::Binding(found.binding));
            self.b().emit(Op::CheckTdz(old, name));
        }
        match binding.is_constant() {
            true => self.b().effect(Op::ThrowConst(name)),
            false => self.initialise(Variable::Binding(found.binding), value),
        }
    }

    /// The first value of a declared variable; for `var`, an assignment.
    pub(super) fn initialise_ident(&mut self, ident: &Ident, value: Temp) {
        let Some(found) = self.scopes.resolve(ident) else {
            return self.assign(ident, value);
        };
        match self.scopes.binding(found.binding).owner {
            Some(_) => self.assign(ident, value),
            None => self.initialise(Variable::Binding(found.binding), value),
        }
    }

    /// How a pattern's names get their values.
    pub(super) fn store_ident(&mut self, ident: &Ident, value: Temp, mode: Mode) {
        match mode {
            Mode::Initialise => self.initialise_ident(ident, value),
            Mode::Assign => self.assign(ident, value),
        }
    }

    pub(super) fn binding_of(&self, ident: &Ident) -> Option<BindingId> {
        self.scopes.resolve(ident).map(|found| found.binding)
    }
}

/// Does a pattern declare or assign?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Initialise,
    Assign,
}

impl Mode {
    pub fn of(kind: VarKind) -> Mode {
        match kind {
            VarKind::Var => Mode::Assign,
            _ => Mode::Initialise,
        }
    }
}
