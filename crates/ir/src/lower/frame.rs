//! Where variables live: in cells of the module, locals, boxes, or captured by the closure.

use super::Lowerer;
use super::builder::Builder;
use super::control::Exit;
use crate::module::{CellId, CellRef, FunctionKind, LocalId, Op, Temp, Ty};
use perry_sema::scope::{BindingId, BindingKind, FunctionId};
use std::collections::HashMap;

/// What a function is, as far as `this` and `return` are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Module,
    Normal,
    Arrow,
    Constructor,
    DerivedConstructor,
}

/// A variable of the program or of the compiler's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variable {
    Binding(BindingId),
    /// Made by lowering, in the frame of that number; captured by value.
    Hidden {
        serial: u32,
        is_boxed: bool,
    },
    /// Of the innermost function that is no arrow
    This,
    NewTarget,
    Callee,
}

/// Where a variable of the running function lives.
#[derive(Clone, Copy, Debug)]
enum Place {
    Local(LocalId),
    /// The local holds the box.
    Boxed(LocalId),
}

/// A function in work.
#[derive(Debug)]
pub struct Frame {
    pub id: FunctionId,
    pub role: Role,
    pub kind: FunctionKind,
    pub builder: Builder,
    /// What surrounds the place in work, outermost first.
    pub exits: Vec<Exit>,
    /// `this` of a derived constructor.
    pub this_variable: Option<Variable>,
    pub is_in_fields: bool,
    pub uses_home: bool,
    /// Values that are built-ins with something missing, by name.
    pub builtins: HashMap<Temp, String>,
    places: HashMap<Variable, Place>,
    captures: Vec<Variable>,
    /// Received value and mode of the last suspension.
    pub resumed: Option<(LocalId, LocalId)>,
}

impl Frame {
    pub fn new(id: FunctionId, role: Role, kind: FunctionKind) -> Frame {
        Frame {
            id,
            role,
            kind,
            builder: Builder::new(),
            exits: Vec::new(),
            this_variable: None,
            is_in_fields: false,
            uses_home: false,
            builtins: HashMap::new(),
            places: HashMap::new(),
            captures: Vec::new(),
            resumed: None,
        }
    }

    /// What the closure captures, in order.
    pub fn into_parts(self) -> (Builder, Vec<Variable>, FunctionKind, bool) {
        (self.builder, self.captures, self.kind, self.uses_home)
    }
}

impl<'a> Lowerer<'a> {
    // Declaring

    /// Makes room for the variables of a scope that is entered.
    pub(super) fn declare_scope(&mut self, bindings: &[BindingId]) {
        for id in bindings {
            self.declare(*id);
        }
    }

    pub(super) fn declare(&mut self, id: BindingId) {
        let binding = self.scopes.binding(id);
        if self.cell_ids.contains_key(&id) || binding.owner.is_some() {
            return;
        }
        let initial = match binding.kind {
            BindingKind::Var | BindingKind::Enum | BindingKind::Namespace => Some(Op::Undefined),
            _ if binding.is_observed_early => Some(Op::Empty),
            _ => None,
        };
        let name = binding.name.clone();
        let is_boxed = binding.is_boxed();
        let variable = Variable::Binding(id);
        let local = match self.frame().places.get(&variable) {
            Some(Place::Local(local) | Place::Boxed(local)) => *local,
            None => self.b().local(&name, Ty::Boxed),
        };
        let place = if is_boxed { Place::Boxed(local) } else { Place::Local(local) };
        self.frame().places.insert(variable, place);
        if is_boxed {
            let value = self.b().emit(initial.unwrap_or(Op::Empty));
            self.new_box(local, value);
        } else if let Some(initial) = initial {
            let value = self.b().emit(initial);
            self.b().store(local, value);
        }
    }

    fn new_box(&mut self, local: LocalId, value: Temp) {
        let fresh = self.b().emit(Op::BoxNew(value));
        self.b().store(local, fresh);
    }

    /// A variable of the compiler's own in the running function, captured by value.
    pub(super) fn hidden(&mut self, name: &str) -> Variable {
        self.hidden_place(name, false)
    }

    /// The same, captured as a box.
    pub(super) fn hidden_box(&mut self, name: &str) -> Variable {
        self.hidden_place(name, true)
    }

    fn hidden_place(&mut self, name: &str, is_boxed: bool) -> Variable {
        let local = self.b().local(name, Ty::Boxed);
        let serial = (self.frames.len() as u32) << 20 | self.frame().places.len() as u32;
        let variable = Variable::Hidden { serial, is_boxed };
        let place = if is_boxed { Place::Boxed(local) } else { Place::Local(local) };
        if is_boxed {
            let empty = self.b().emit(Op::Empty);
            self.new_box(local, empty);
        }
        self.frame().places.insert(variable, place);
        variable
    }

    /// For the next iteration of a loop: a new box with the value of the old one.
    pub(super) fn renew(&mut self, id: BindingId) {
        if let Some(Place::Boxed(local)) = self.frame().places.get(&Variable::Binding(id)).copied() {
            let old = self.b().load(local);
            let value = self.b().emit(Op::BoxGet(old));
            self.new_box(local, value);
        }
    }

    // Reading and writing

    /// The value, without a check.
    pub(super) fn load(&mut self, variable: Variable) -> Temp {
        let depth = self.frames.len() - 1;
        self.load_at(depth, variable)
    }

    fn load_at(&mut self, depth: usize, variable: Variable) -> Temp {
        if let Some(cell) = self.cell(variable) {
            return self.frames[depth].builder.emit(Op::CellGet(CellRef::Own(cell)));
        }
        let holder = self.holder(depth, variable);
        let is_boxed = self.is_boxed(variable);
        let builder = &mut self.frames[depth].builder;
        match is_boxed {
            true => builder.emit(Op::BoxGet(holder)),
            false => holder,
        }
    }

    /// Stores a value, whether it is the first or not.
    pub(super) fn initialise(&mut self, variable: Variable, value: Temp) {
        if let Some(cell) = self.cell(variable) {
            return self.b().effect(Op::CellSet(CellRef::Own(cell), value));
        }
        match self.frame().places.get(&variable).copied() {
            Some(Place::Local(local)) => self.b().store(local, value),
            _ => {
                let depth = self.frames.len() - 1;
                let holder = self.holder(depth, variable);
                self.b().effect(Op::BoxSet(holder, value));
            }
        }
    }

    fn cell(&self, variable: Variable) -> Option<CellId> {
        match variable {
            Variable::Binding(id) => self.cell_ids.get(&id).copied(),
            _ => None,
        }
    }

    fn is_boxed(&self, variable: Variable) -> bool {
        match variable {
            Variable::Binding(id) => self.scopes.binding(id).is_boxed(),
            Variable::Hidden { is_boxed, .. } => is_boxed,
            Variable::This | Variable::NewTarget | Variable::Callee => false,
        }
    }

    /// The value or box of a variable in the frame at `depth`, captured through the frames between.
    fn holder(&mut self, depth: usize, variable: Variable) -> Temp {
        if let Some(place) = self.frames[depth].places.get(&variable).copied() {
            let (Place::Local(local) | Place::Boxed(local)) = place;
            return self.frames[depth].builder.load(local);
        }
        let is_boxed = self.is_boxed(variable);
        let frame = &mut self.frames[depth];
        let own_name = self.scopes.function(frame.id).own_name;
        let own = match variable {
            // A function's own name, which nobody assigns, is the running function: its closure need not hold itself.
            Variable::Binding(id) if own_name == Some(id) && !is_boxed => Some(Op::Callee),
            Variable::This if frame.role != Role::Arrow => Some(Op::This),
            Variable::NewTarget if frame.role != Role::Arrow => Some(Op::NewTarget),
            Variable::Callee if frame.role != Role::Arrow => Some(Op::Callee),
            _ => None,
        };
        if let Some(op) = own {
            return frame.builder.emit(op);
        }
        let index = match frame.captures.iter().position(|captured| *captured == variable) {
            Some(index) => index,
            None => {
                frame.captures.push(variable);
                frame.captures.len() - 1
            }
        };
        frame.builder.emit(Op::Capture(index as u32))
    }

    /// What a closure made here captures: values, or boxes.
    pub(super) fn capture_values(&mut self, captures: &[Variable]) -> Vec<Temp> {
        let depth = self.frames.len() - 1;
        captures.iter().map(|variable| self.holder(depth, *variable)).collect()
    }

    // The running call

    /// `this`, checked in derived constructors.
    pub(super) fn this(&mut self) -> Temp {
        let owner = self.this_owner();
        if let Some(variable) = self.frames[owner].this_variable {
            let value = self.load(variable);
            return self.b().emit(Op::CheckThis(value));
        }
        match self.frames[owner].role {
            Role::Module => self.b().undefined(),
            _ => self.load(Variable::This),
        }
    }

    pub(super) fn new_target(&mut self) -> Temp {
        let owner = self.this_owner();
        if self.frames[owner].is_in_fields {
            return self.b().undefined();
        }
        self.load(Variable::NewTarget)
    }

    /// The running function that is no arrow.
    pub(super) fn callee(&mut self) -> Temp {
        self.load(Variable::Callee)
    }

    /// The object that `super` looks above.
    pub(super) fn home_object(&mut self) -> Temp {
        let owner = self.this_owner();
        self.frames[owner].uses_home = true;
        let callee = self.callee();
        self.b().emit(Op::HomeObject(callee))
    }

    /// Index of the innermost frame that is no arrow.
    pub(super) fn this_owner(&self) -> usize {
        self.frames.iter().rposition(|frame| frame.role != Role::Arrow).expect("the module is no arrow")
    }
}
