//! Which variable every identifier means, and what lowering must know of each variable.
//!
//! `scopes` walks the tree once in the order of evaluation: declarations of a scope first, then the bodies of its
//! hoisted functions, then its statements. What was walked before is initialised; what was not needs a check.
//! Start reading at `Scopes`; the walk is in `walk` (scopes), `statement`, `expr` and `declare` (hoisting).

pub mod declare;
mod expr;
mod purity;
pub mod statement;
pub mod walk;

use perry_syntax::ast::{self, Name, NodeId};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BindingId(pub u32);

/// A function of the tree; 0 is the module. The fields of a class share one, its static parts another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u32);

pub const MODULE: FunctionId = FunctionId(0);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BindingKind {
    Var,
    Let,
    Const,
    Function,
    Class,
    Param,
    Catch,
    Import,
    Enum,
    Namespace,
    /// Name of a function expression inside itself
    FunctionName,
    /// Name of a class inside itself
    ClassName,
    Arguments,
    /// Member of an enum, named bare in an initialiser: a property of `owner`
    EnumMember,
    /// Exported member of a namespace: a property of `owner`
    NamespaceMember,
}

#[derive(Clone, Debug)]
pub struct Binding {
    pub name: Name,
    pub kind: BindingKind,
    pub function: FunctionId,
    pub is_top_level: bool,
    /// Its scope may be entered more than once while its function runs.
    pub is_in_loop: bool,
    /// Used by an inner function (a hoisted function's use of itself does not count unless it is assigned).
    pub is_captured: bool,
    /// Assigned besides its initialisation.
    pub is_assigned: bool,
    /// Used by a function that may be made before the initialisation.
    pub is_captured_early: bool,
    /// Some use may come before the initialisation and needs a check.
    pub is_observed_early: bool,
    /// Initialised by an expression that runs no code, on each path, before any code of the program can run.
    pub is_always_initialised: bool,
    /// Initialised with a primitive, never assigned.
    pub is_primitive: bool,
    pub owner: Option<BindingId>,
    /// The parameter of the same name whose value a `var` of a separate body scope starts with.
    pub copies: Option<BindingId>,
}

impl Binding {
    /// Can it be read before its initialisation with an error?
    pub fn has_tdz(&self) -> bool {
        matches!(
            self.kind,
            BindingKind::Let
                | BindingKind::Const
                | BindingKind::Class
                | BindingKind::ClassName
                | BindingKind::Param
        )
    }

    /// Is assigning to it a TypeError?
    pub fn is_constant(&self) -> bool {
        matches!(
            self.kind,
            BindingKind::Const | BindingKind::Import | BindingKind::FunctionName | BindingKind::ClassName
        )
    }

    /// Captured as a box, because its value may change after the closure is made.
    pub fn is_boxed(&self) -> bool {
        let is_late = self.is_assigned || self.is_captured_early || self.kind == BindingKind::ClassName;
        self.is_captured && is_late
    }
}

#[derive(Clone, Debug, Default)]
pub struct FunctionFacts {
    pub parent: Option<FunctionId>,
    pub is_arrow: bool,
    pub uses_arguments: bool,
    pub uses_new_target: bool,
    /// An arrow function inside uses its `this`.
    pub captures_this: bool,
    /// The binding that a hoisted function declaration initialises, or the name of the function expression.
    pub own_name: Option<BindingId>,
}

#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub binding: BindingId,
    pub needs_check: bool,
}

/// The answer for a module.
#[derive(Clone, Debug, Default)]
pub struct Scopes {
    pub bindings: Vec<Binding>,
    pub functions: Vec<FunctionFacts>,
    uses: Vec<Option<Use>>,
    scopes: Vec<Vec<BindingId>>,
    bodies: BTreeMap<NodeId, Vec<BindingId>>,
    function_ids: BTreeMap<NodeId, FunctionId>,
    inner_names: BTreeMap<NodeId, BindingId>,
    static_functions: BTreeMap<NodeId, FunctionId>,
    top: BTreeMap<Name, BindingId>,
}

impl Scopes {
    pub fn binding(&self, binding: BindingId) -> &Binding {
        &self.bindings[binding.0 as usize]
    }

    pub fn function(&self, function: FunctionId) -> &FunctionFacts {
        &self.functions[function.0 as usize]
    }

    /// What an identifier means; `None` is a global.
    pub fn resolve(&self, ident: &ast::Ident) -> Option<Use> {
        self.uses[ident.id.0 as usize]
    }

    /// Variables of a block, loop, switch, catch, class, namespace or of a function's parameters (and body).
    pub fn declared(&self, scope: NodeId) -> &[BindingId] {
        &self.scopes[scope.0 as usize]
    }

    /// Variables of a function body that has a scope apart from its parameters.
    pub fn declared_in_body(&self, scope: NodeId) -> &[BindingId] {
        self.bodies.get(&scope).map_or(&[], Vec::as_slice)
    }

    /// The function with this scope; for a class, the function of its fields.
    pub fn function_id(&self, scope: NodeId) -> FunctionId {
        self.function_ids.get(&scope).copied().unwrap_or(MODULE)
    }

    /// The function of the static fields and blocks of the class with this scope.
    pub fn static_function_id(&self, scope: NodeId) -> FunctionId {
        self.static_functions.get(&scope).copied().unwrap_or(MODULE)
    }

    /// The own name of a class or function expression.
    pub fn inner_name(&self, scope: NodeId) -> Option<BindingId> {
        self.inner_names.get(&scope).copied()
    }

    pub fn top_level(&self, name: &str) -> Option<BindingId> {
        self.top.get(name).copied()
    }

    /// Variables of the module in the order of their names.
    pub fn top_level_bindings(&self) -> impl Iterator<Item = (&Name, BindingId)> {
        self.top.iter().map(|(name, id)| (name, *id))
    }

    /// Number of parameters of a function that may have a direct entry, if it may.
    pub fn direct_param_count(&self, function: &ast::Function) -> Option<u32> {
        let facts = self.function(self.function_id(function.scope));
        let is_plain = matches!(function.kind, ast::FunctionKind::Normal | ast::FunctionKind::Arrow)
            && !function.is_async
            && !function.is_generator
            && function.rest.is_none();
        let is_direct = is_plain && function.is_strict && !facts.uses_arguments && !facts.uses_new_target;
        is_direct.then_some(function.params.len() as u32)
    }
}

/// Binds every identifier of `module`. `is_in_cycle`: the module imports itself through others.
pub fn scopes(module: &ast::Module, is_in_cycle: bool) -> Scopes {
    walk::Walker::new(module, is_in_cycle).run(module)
}
