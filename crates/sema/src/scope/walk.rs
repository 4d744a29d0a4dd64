//! The walker: the scopes it is in, what it declares and what names mean, functions and their parameters.
//!
//! Statements and patterns are walked in `statement`, expressions and classes in `expr`.

use super::declare::{has_expression, var_idents};
use super::{Binding, BindingId, BindingKind, FunctionFacts, FunctionId, MODULE, Scopes, Use};
use perry_syntax::ast::{Function, FunctionBody, FunctionKind, Ident, Module, Name, NodeId, Stmt};
use std::collections::{BTreeMap, HashMap};

/// A scope the walker is in.
pub struct Scope {
    pub names: HashMap<Name, BindingId>,
    function: FunctionId,
    /// `arguments` belongs to this scope's function when nothing inside declares it.
    owns_arguments: bool,
    is_in_loop: bool,
    pub order: Vec<BindingId>,
}

pub struct Walker<'a> {
    pub scopes: Scopes,
    pub function: FunctionId,
    pub may_have_run: bool,
    pub namespace_exports: BTreeMap<BindingId, Vec<Name>>,
    pub enum_members: BTreeMap<BindingId, Vec<Name>>,
    pub stack: Vec<Scope>,
    pub initialised: Vec<bool>,
    self_captured: Vec<bool>,
    /// Uses by inner functions that need a check unless the variable is always initialised.
    pending: Vec<(NodeId, BindingId)>,
    pub loop_depth: u32,
    is_in_cycle: bool,
    lifetime: std::marker::PhantomData<&'a ()>,
}

impl<'a> Walker<'a> {
    pub fn new(module: &Module, is_in_cycle: bool) -> Self {
        let count = module.node_count as usize;
        let scopes = Scopes {
            uses: vec![None; count],
            scopes: vec![Vec::new(); count],
            functions: vec![FunctionFacts::default()],
            ..Scopes::default()
        };
        Walker {
            scopes,
            function: MODULE,
            may_have_run: false,
            namespace_exports: BTreeMap::new(),
            enum_members: BTreeMap::new(),
            stack: Vec::new(),
            initialised: Vec::new(),
            self_captured: Vec::new(),
            pending: Vec::new(),
            loop_depth: 0,
            is_in_cycle,
            lifetime: std::marker::PhantomData,
        }
    }

    pub fn run(mut self, module: &'a Module) -> Scopes {
        self.enter(false);
        var_idents(&module.body, &mut |ident| {
            self.declare(ident.name.clone(), BindingKind::Var);
        });
        self.body(&module.body);
        let top = self.leave_with_names();
        self.scopes.top = top;
        self.settle();
        self.scopes
    }

    fn settle(&mut self) {
        for (node, binding) in std::mem::take(&mut self.pending) {
            if !self.scopes.binding(binding).is_always_initialised {
                self.scopes.bindings[binding.0 as usize].is_observed_early = true;
                if let Some(found) = &mut self.scopes.uses[node.0 as usize] {
                    found.needs_check = true;
                }
            }
        }
        for (index, is_self_captured) in self.self_captured.iter().enumerate() {
            let binding = &mut self.scopes.bindings[index];
            if *is_self_captured && binding.is_assigned {
                binding.is_captured = true;
                binding.is_captured_early = true;
            }
            if binding.is_assigned {
                binding.is_primitive = false;
            }
        }
    }

    // Scopes

    pub fn enter(&mut self, owns_arguments: bool) {
        self.stack.push(Scope {
            names: HashMap::new(),
            function: self.function,
            owns_arguments,
            is_in_loop: self.loop_depth > 0,
            order: Vec::new(),
        });
    }

    pub fn leave(&mut self, node: NodeId) {
        let scope = self.stack.pop().expect("scopes are left in the order they were entered");
        self.scopes.scopes[node.0 as usize] = scope.order;
    }

    fn leave_with_names(&mut self) -> BTreeMap<Name, BindingId> {
        let scope = self.stack.pop().expect("the module's scope was entered first");
        scope.names.into_iter().collect()
    }

    /// Declares a name in the innermost scope, or finds it there.
    pub fn declare(&mut self, name: Name, kind: BindingKind) -> BindingId {
        let is_top_level = self.stack.len() == 1;
        let scope = self.stack.last_mut().expect("declarations stand in a scope");
        if let Some(&id) = scope.names.get(&name) {
            let binding = &mut self.scopes.bindings[id.0 as usize];
            if kind == BindingKind::Function
                && matches!(binding.kind, BindingKind::Var | BindingKind::Function)
            {
                binding.is_assigned |= binding.kind == BindingKind::Function;
                binding.kind = BindingKind::Function;
            } else if kind == BindingKind::Function {
                binding.is_assigned = true;
                binding.is_captured_early = true;
            }
            return id;
        }
        let id = BindingId(self.scopes.bindings.len() as u32);
        scope.names.insert(name.clone(), id);
        scope.order.push(id);
        self.scopes.bindings.push(Binding {
            name,
            kind,
            function: scope.function,
            is_top_level,
            is_in_loop: scope.is_in_loop,
            is_captured: false,
            is_assigned: false,
            is_captured_early: false,
            is_observed_early: false,
            is_always_initialised: false,
            is_primitive: false,
            owner: None,
            copies: None,
        });
        self.initialised
            .push(matches!(kind, BindingKind::FunctionName | BindingKind::Import | BindingKind::Arguments));
        self.self_captured.push(false);
        id
    }

    pub fn lookup(&self, name: &str) -> Option<BindingId> {
        self.stack.iter().rev().find_map(|scope| scope.names.get(name).copied())
    }

    pub fn is_initialised(&self, id: BindingId) -> bool {
        self.initialised[id.0 as usize]
    }

    pub fn initialise(&mut self, id: BindingId) {
        self.initialised[id.0 as usize] = true;
        let binding = &mut self.scopes.bindings[id.0 as usize];
        binding.is_always_initialised |= binding.is_top_level && !self.may_have_run && !self.is_in_cycle;
    }

    // Uses

    fn find(&mut self, name: &str) -> Option<BindingId> {
        for index in (0..self.stack.len()).rev() {
            if let Some(&id) = self.stack[index].names.get(name) {
                return Some(id);
            }
            if name == "arguments" && self.stack[index].owns_arguments {
                return Some(self.declare_arguments(index));
            }
        }
        None
    }

    fn declare_arguments(&mut self, index: usize) -> BindingId {
        let inner = self.stack.split_off(index + 1);
        let id = self.declare("arguments".into(), BindingKind::Arguments);
        let function = self.scopes.binding(id).function;
        self.scopes.functions[function.0 as usize].uses_arguments = true;
        self.stack.extend(inner);
        id
    }

    /// A name that is read.
    pub fn read(&mut self, ident: &Ident) {
        if let Some(id) = self.find(&ident.name) {
            self.note_use(ident.id, id);
        }
    }

    /// A name that is assigned.
    pub fn assign(&mut self, ident: &Ident) {
        if let Some(id) = self.find(&ident.name) {
            self.note_use(ident.id, id);
            let binding = &mut self.scopes.bindings[id.0 as usize];
            binding.is_assigned |= !binding.is_constant();
        }
    }

    /// A name where it is declared: nothing is read.
    pub fn name_declaration(&mut self, ident: &Ident) -> Option<BindingId> {
        let id = self.lookup(&ident.name)?;
        self.scopes.uses[ident.id.0 as usize] = Some(Use { binding: id, needs_check: false });
        if self.scopes.binding(id).function != self.function {
            self.note_capture(id);
        }
        Some(id)
    }

    fn note_use(&mut self, node: NodeId, id: BindingId) {
        self.scopes.uses[node.0 as usize] = Some(Use { binding: id, needs_check: false });
        if let Some(owner) = self.scopes.binding(id).owner {
            if self.scopes.binding(owner).function != self.function {
                self.note_capture(owner);
            }
            return;
        }
        let is_inner = self.scopes.binding(id).function != self.function;
        if is_inner {
            self.note_capture(id);
        }
        if self.is_initialised(id) || !self.scopes.binding(id).has_tdz() {
            return;
        }
        if is_inner {
            self.pending.push((node, id));
            return;
        }
        self.scopes.bindings[id.0 as usize].is_observed_early = true;
        if let Some(found) = &mut self.scopes.uses[node.0 as usize] {
            found.needs_check = true;
        }
    }

    fn note_capture(&mut self, id: BindingId) {
        let home = self.scopes.binding(id).function;
        let mut function = self.function;
        while function != home {
            let facts = self.scopes.function(function);
            if facts.own_name == Some(id) {
                self.self_captured[id.0 as usize] = true;
                return;
            }
            let Some(parent) = facts.parent else { break };
            function = parent;
        }
        let is_early = !self.is_initialised(id);
        let binding = &mut self.scopes.bindings[id.0 as usize];
        binding.is_captured = true;
        binding.is_captured_early |= is_early;
    }

    // Functions

    /// Makes a function and enters it; `leave_function` goes back.
    pub fn enter_function(&mut self, node: NodeId, is_arrow: bool) -> (FunctionId, u32) {
        let id = FunctionId(self.scopes.functions.len() as u32);
        self.scopes.functions.push(FunctionFacts {
            parent: Some(self.function),
            is_arrow,
            ..FunctionFacts::default()
        });
        self.scopes.function_ids.insert(node, id);
        let outer = (self.function, self.loop_depth);
        self.function = id;
        self.loop_depth = 0;
        outer
    }

    pub fn leave_function(&mut self, outer: (FunctionId, u32)) {
        (self.function, self.loop_depth) = outer;
    }

    pub fn function(&mut self, function: &'a Function, own_name: Option<BindingId>) {
        let is_arrow = function.kind == FunctionKind::Arrow;
        let outer = self.enter_function(function.scope, is_arrow);
        let id = self.function;
        self.scopes.functions[id.0 as usize].own_name = own_name;
        self.enter(!is_arrow);
        self.params(function);
        self.function_body(function);
        self.leave(function.scope);
        self.leave_function(outer);
    }

    /// A function expression: its own name is visible inside it.
    pub fn function_expr(&mut self, function: &'a Function) {
        let Some(name) = &function.name else { return self.function(function, None) };
        self.enter(false);
        let id = self.declare(name.name.clone(), BindingKind::FunctionName);
        let inner = FunctionId(self.scopes.functions.len() as u32);
        self.scopes.bindings[id.0 as usize].function = inner;
        self.scopes.inner_names.insert(function.scope, id);
        self.scopes.uses[name.id.0 as usize] = Some(Use { binding: id, needs_check: false });
        self.function(function, Some(id));
        self.stack.pop();
    }

    fn params(&mut self, function: &'a Function) {
        for param in &function.params {
            self.declare_pattern(&param.pattern, BindingKind::Param);
        }
        if let Some(rest) = &function.rest {
            self.declare_pattern(rest, BindingKind::Param);
        }
        function.params.iter().for_each(|param| self.binding_pattern(&param.pattern));
        function.rest.iter().for_each(|rest| self.binding_pattern(rest));
    }

    fn function_body(&mut self, function: &'a Function) {
        let statements = match &function.body {
            FunctionBody::Block(statements) => statements,
            FunctionBody::Expr(expr) => return self.expr(expr),
        };
        let is_apart = function.params.iter().any(|param| has_expression(&param.pattern))
            || function.rest.iter().any(has_expression);
        if !is_apart {
            self.declare_vars(statements);
            return self.body(statements);
        }
        self.enter(false);
        var_idents(statements, &mut |ident| self.declare_copy(ident));
        self.body(statements);
        let scope = self.stack.pop().expect("entered above");
        self.scopes.bodies.insert(function.scope, scope.order);
    }

    pub fn declare_vars(&mut self, statements: &'a [Stmt]) {
        var_idents(statements, &mut |ident| {
            self.declare(ident.name.clone(), BindingKind::Var);
        });
    }

    fn declare_copy(&mut self, ident: &Ident) {
        let param = self.lookup(&ident.name).filter(|id| {
            let binding = self.scopes.binding(*id);
            binding.function == self.function
                && matches!(binding.kind, BindingKind::Param | BindingKind::Arguments)
        });
        let id = self.declare(ident.name.clone(), BindingKind::Var);
        if param.is_some() && param != Some(id) {
            self.scopes.bindings[id.0 as usize].copies = param;
        }
    }

    pub fn register_inner_name(&mut self, node: NodeId, id: BindingId) {
        self.scopes.inner_names.insert(node, id);
    }

    pub fn register_static_function(&mut self, node: NodeId, id: FunctionId) {
        self.scopes.static_functions.insert(node, id);
    }
}
