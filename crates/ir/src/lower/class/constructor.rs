//! Constructors: where `this` comes from, `super()`, parameter properties, and what a derived one may return.

use super::super::Lowerer;
use super::super::call::Args;
use super::super::frame::{Frame, Role, Variable};
use super::super::function::{Body, Shape};
use crate::module::{FunctionFlags, FunctionKind, Op, StrId, Temp, Terminator, Ty};
use perry_syntax::ast::{Arg, Class, ClassMemberKind, Function, Ident, Pattern, PatternKind};

/// The constructor that a class spells out.
pub(super) fn explicit(class: &Class) -> Option<&Function> {
    class.members.iter().find_map(|member| match &member.kind {
        ClassMemberKind::Constructor(function) => Some(&**function),
        _ => None,
    })
}

/// Parameters that are properties too.
pub(super) fn property_params(function: &Function) -> impl Iterator<Item = &Ident> {
    function.params.iter().filter(|param| param.is_property).filter_map(|param| param_name(&param.pattern))
}

fn param_name(pattern: &Pattern) -> Option<&Ident> {
    match &pattern.kind {
        PatternKind::Ident { ident, .. } => Some(ident),
        PatternKind::Default { target, .. } => param_name(target),
        _ => None,
    }
}

impl<'a> Lowerer<'a> {
    /// The code of the class's constructor.
    pub(super) fn constructor(&mut self, class: &'a Class, name: StrId) -> Body {
        let id = self.reserve_function();
        let explicit = explicit(class);
        self.spans[id.0 as usize] = Some(explicit.map_or(class.span, |function| function.span));
        let is_derived = class.parent.is_some();
        let function = self.scopes.function_id(explicit.map_or(class.scope, |function| function.scope));
        let role = if is_derived { Role::DerivedConstructor } else { Role::Constructor };
        self.enter_function(Frame::new(function, role, FunctionKind::Plain));
        if is_derived {
            self.declare_this();
        }
        match explicit {
            Some(function) => self.explicit_constructor(function, is_derived),
            None => self.default_constructor(is_derived),
        }
        let shape = self.constructor_shape(explicit, name, is_derived);
        self.finish_function(id, shape)
    }

    fn constructor_shape(&mut self, explicit: Option<&Function>, name: StrId, is_derived: bool) -> Shape {
        let mut shape = match explicit {
            Some(function) => self.shape(function, Some(name)),
            None => {
                let (label, flags) = ("<constructor>".to_owned(), FunctionFlags::default());
                Shape { label, name, length: 0, param_count: 0, flags, hints: Vec::new() }
            }
        };
        shape.flags = FunctionFlags { is_class: true, is_derived, ..FunctionFlags::default() };
        shape
    }

    /// `this` of a derived constructor is a variable, empty until `super()` returns.
    fn declare_this(&mut self) {
        let id = self.frame().id;
        let variable = if self.scopes.function(id).captures_this {
            self.hidden_box("this")
        } else {
            let variable = self.hidden("this");
            let empty = self.b().emit(Op::Empty);
            self.initialise(variable, empty);
            variable
        };
        self.frame().this_variable = Some(variable);
    }

    fn explicit_constructor(&mut self, function: &'a Function, is_derived: bool) {
        if !is_derived {
            self.start_fields();
        }
        self.prologue(function);
        if !is_derived {
            let this = self.this();
            self.assign_params(function, this);
        }
        self.function_body(function);
    }

    fn default_constructor(&mut self, is_derived: bool) {
        let result = if is_derived {
            let args = self.b().emit(Op::Rest(0));
            let this = self.construct_parent(Args::Spread(args));
            self.inline_fields();
            this
        } else {
            self.start_fields();
            self.b().undefined()
        };
        self.b().end(Terminator::Return(result));
    }

    /// `super(...)`; the result is the new `this`.
    pub(in crate::lower) fn super_call(&mut self, args: &'a [Arg]) -> Temp {
        let callee = self.callee();
        let constructor = self.b().emit(Op::SuperConstructor(callee));
        let args = self.args(args);
        let this = self.construct_with(constructor, args);
        self.run_fields(this);
        let class = self.classes.last().and_then(|names| names.class);
        if let Some(function) = class.and_then(explicit) {
            self.assign_params(function, this);
        }
        this
    }

    fn construct_parent(&mut self, args: Args) -> Temp {
        let callee = self.callee();
        let constructor = self.b().emit(Op::SuperConstructor(callee));
        self.construct_with(constructor, args)
    }

    /// Runs the parent's constructor and binds `this`, which must not be bound yet.
    fn construct_with(&mut self, constructor: Temp, args: Args) -> Temp {
        let new_target = self.new_target();
        let this = self.b().emit(match args {
            Args::Plain(args) => Op::SuperCall { constructor, new_target, args },
            Args::Spread(args) => Op::SuperCallSpread { constructor, new_target, args },
        });
        let owner = self.this_owner();
        if let Some(variable) = self.frames[owner].this_variable {
            let old = self.load(variable);
            self.b().effect(Op::CheckThisUnset(old));
            self.initialise(variable, this);
        }
        this
    }

    fn assign_params(&mut self, function: &'a Function, this: Temp) {
        let is_defined = self.params_are_defined();
        for ident in property_params(function) {
            let Some(binding) = self.binding_of(ident) else { continue };
            let value = self.load(Variable::Binding(binding));
            let key = self.string(&ident.name);
            if is_defined {
                self.b().effect(Op::Set(this, key, value));
            } else {
                let key = self.b().string(key);
                self.b().effect(Op::DefineField(this, key, value));
            }
        }
    }

    /// What a derived constructor that is told to return `value` returns.
    pub(in crate::lower) fn derived_return(&mut self, value: Option<Temp>) -> Temp {
        let Some(value) = value else { return self.this() };
        let result = self.b().local("result", Ty::Boxed);
        self.b().store(result, value);
        let (done, other) = (self.b().block(), self.b().block());
        let (missing, wrong) = (self.b().block(), self.b().block());
        let is_object = self.b().emit(Op::IsTy(Ty::Obj, value));
        self.b().branch(is_object, done, other);
        self.b().start(other);
        let is_undefined = self.b().emit(Op::IsUndefined(value));
        self.b().branch(is_undefined, missing, wrong);
        self.b().start(wrong);
        self.b().effect(Op::ThrowDerivedResult);
        self.b().end(Terminator::Unreachable);
        self.b().start(missing);
        let this = self.this();
        self.b().store(result, this);
        self.b().jump(done);
        self.b().start(done);
        self.b().load(result)
    }
}
