//! The walk: scopes, declarations in the order of their initialisation, statements.
//! One thing: the walk over statements, an arm a kind, and the scopes it opens and leaves.

use super::declare::{has_expression, pattern_idents, var_idents};
use super::{Binding, BindingId, BindingKind, FunctionFacts, FunctionId, MODULE, Scopes, Use};
use perry_syntax::ast::{
    Block, EnumDecl, Expr, ForInit, ForLeft, Function, FunctionBody, FunctionKind, Ident, Module, Name,
    NamespaceDecl, NodeId, Pattern, PatternKind, PropertyKey, Stmt, StmtKind, SwitchCase, VarDecl, VarKind,
};
use std::collections::{BTreeMap, HashMap};

struct Scope {
    names: HashMap<Name, BindingId>,
    function: FunctionId,
    /// `arguments` belongs to this scope's function when nothing inside declares it.
    owns_arguments: bool,
    is_in_loop: bool,
    order: Vec<BindingId>,
}

pub struct Walker<'a> {
    pub scopes: Scopes,
    pub function: FunctionId,
    pub may_have_run: bool,
    pub namespace_exports: BTreeMap<BindingId, Vec<Name>>,
    enum_members: BTreeMap<BindingId, Vec<Name>>,
    stack: Vec<Scope>,
    initialised: Vec<bool>,
    self_captured: Vec<bool>,
    /// Uses by inner functions that need a check unless the variable is always initialised.
    pending: Vec<(NodeId, BindingId)>,
    loop_depth: u32,
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

    fn declare_vars(&mut self, statements: &'a [Stmt]) {
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

    // Statements

    /// A list of statements whose scope was just entered.
    pub fn body(&mut self, statements: &'a [Stmt]) {
        self.declare_lexical(statements);
        self.hoisted_functions(statements);
        self.statements(statements);
    }

    fn hoisted_functions(&mut self, statements: &'a [Stmt]) {
        for stmt in statements {
            if let Some(function) = hoisted_function(stmt) {
                let name = function.name.as_ref().map_or(crate::symbol::DEFAULT_LOCAL, |ident| &ident.name);
                let id = self.lookup(name);
                if let (Some(id), Some(ident)) = (id, &function.name) {
                    self.scopes.uses[ident.id.0 as usize] = Some(Use { binding: id, needs_check: false });
                }
                self.function(function, id);
                id.into_iter().for_each(|id| self.initialise(id));
            }
        }
    }

    pub fn statements(&mut self, statements: &'a [Stmt]) {
        statements.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn block(&mut self, block: &'a Block) {
        self.enter(false);
        self.body(&block.body);
        self.leave(block.scope);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.stmt_kind(&stmt.kind))
    }

    fn stmt_kind(&mut self, kind: &'a StmtKind) {
        match kind {
            StmtKind::Expr(expr) | StmtKind::Throw(expr) | StmtKind::ExportAssign(expr) => self.expr(expr),
            StmtKind::Return(value) => value.iter().for_each(|value| self.expr(value)),
            StmtKind::Var(decl) => self.var_decl(decl),
            StmtKind::Function(_) | StmtKind::Import(_) | StmtKind::ExportAll { .. } => {}
            StmtKind::Empty | StmtKind::Debugger | StmtKind::Break(_) | StmtKind::Continue(_) => {}
            StmtKind::Class(class) => {
                self.class(class);
                let name = class.name.as_ref().map_or(crate::symbol::DEFAULT_LOCAL, |ident| &ident.name);
                let id = self.lookup(name);
                if let (Some(id), Some(ident)) = (id, &class.name) {
                    self.scopes.uses[ident.id.0 as usize] = Some(Use { binding: id, needs_check: false });
                }
                id.into_iter().for_each(|id| self.initialise(id));
            }
            StmtKind::Enum(decl) => self.enum_decl(decl),
            StmtKind::Namespace(decl) => self.namespace(decl),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { test, then, otherwise } => {
                self.expr(test);
                self.stmt(then);
                otherwise.iter().for_each(|stmt| self.stmt(stmt));
            }
            StmtKind::For { scope, init, test, update, body } => {
                self.enter(false);
                self.for_init(init.as_ref());
                self.loop_depth += 1;
                test.iter().chain(update).for_each(|expr| self.expr(expr));
                self.stmt(body);
                self.loop_depth -= 1;
                self.mark_in_loop();
                self.leave(*scope);
            }
            StmtKind::ForIn { scope, left, right, body } => self.for_each(*scope, left, right, body),
            StmtKind::ForOf { scope, left, right, body, .. } => {
                self.note_effect();
                self.for_each(*scope, left, right, body);
            }
            StmtKind::While { test, body } => self.looped(test, body),
            StmtKind::DoWhile { body, test } => self.looped(test, body),
            StmtKind::Switch { scope, on, cases } => self.switch(*scope, on, cases),
            StmtKind::Try { block, handler, finalizer } => {
                self.block(block);
                if let Some(handler) = handler {
                    self.enter(false);
                    if let Some(param) = &handler.param {
                        self.declare_pattern(param, BindingKind::Catch);
                        self.binding_pattern(param);
                    }
                    self.block(&handler.body);
                    self.leave(handler.scope);
                }
                finalizer.iter().for_each(|block| self.block(block));
            }
            StmtKind::Labeled { body, .. } => self.stmt(body),
            StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => self.stmt(inner),
            StmtKind::ExportNamed { specifiers, source } => {
                if source.is_none() {
                    specifiers.iter().for_each(|specifier| {
                        self.name_declaration(&specifier.local);
                    });
                }
            }
            StmtKind::ExportDefaultExpr(expr) => {
                self.expr(expr);
                let id = self.lookup(crate::symbol::DEFAULT_LOCAL);
                id.into_iter().for_each(|id| self.initialise(id));
            }
            StmtKind::ImportRequire { local, .. } => {
                self.name_declaration(local);
            }
            StmtKind::ImportAlias { local, target, .. } => {
                self.expr(target);
                let id = self.name_declaration(local);
                id.into_iter().for_each(|id| self.initialise(id));
            }
        }
    }

    fn looped(&mut self, test: &'a Expr, body: &'a Stmt) {
        self.loop_depth += 1;
        self.expr(test);
        self.stmt(body);
        self.loop_depth -= 1;
    }

    fn for_init(&mut self, init: Option<&'a ForInit>) {
        match init {
            Some(ForInit::Var(decl)) => {
                self.declare_var_decl(decl);
                self.var_decl(decl);
            }
            Some(ForInit::Expr(expr)) => self.expr(expr),
            None => {}
        }
    }

    /// The variables of a loop's head are made anew for each iteration.
    fn mark_in_loop(&mut self) {
        let scope = self.stack.last().expect("a loop's head has a scope");
        for id in &scope.order {
            self.scopes.bindings[id.0 as usize].is_in_loop = true;
        }
    }

    fn for_each(&mut self, scope: NodeId, left: &'a ForLeft, right: &'a Expr, body: &'a Stmt) {
        self.enter(false);
        if let ForLeft::Var(decl) = left {
            self.declare_var_decl(decl);
        }
        self.expr(right);
        self.note_effect();
        self.loop_depth += 1;
        match left {
            ForLeft::Var(decl) => {
                let is_var = decl.kind == VarKind::Var;
                decl.declarators.iter().for_each(|declarator| {
                    if is_var {
                        self.assign_pattern(&declarator.target)
                    } else {
                        self.binding_pattern(&declarator.target)
                    }
                });
            }
            ForLeft::Pattern(pattern) => self.assign_pattern(pattern),
        }
        self.stmt(body);
        self.loop_depth -= 1;
        self.mark_in_loop();
        self.leave(scope);
    }

    /// A case may be entered past the declarations of the cases before it.
    fn switch(&mut self, scope: NodeId, on: &'a Expr, cases: &'a [SwitchCase]) {
        self.expr(on);
        self.enter(false);
        cases.iter().for_each(|case| self.declare_lexical(&case.body));
        cases.iter().for_each(|case| self.hoisted_functions(&case.body));
        for case in cases {
            case.test.iter().for_each(|test| self.expr(test));
        }
        for case in cases {
            let order = self.stack.last().expect("entered above").order.clone();
            for id in order {
                let is_lexical = self.scopes.binding(id).kind != BindingKind::Function;
                self.initialised[id.0 as usize] &= !is_lexical;
            }
            self.statements(&case.body);
        }
        self.leave(scope);
    }

    fn var_decl(&mut self, decl: &'a VarDecl) {
        for declarator in &decl.declarators {
            if let Some(init) = &declarator.init {
                self.expr(init);
                let PatternKind::Ident { ident, .. } = &declarator.target.kind else {
                    self.note_effect();
                    if decl.kind == VarKind::Var {
                        self.assign_pattern(&declarator.target);
                    } else {
                        self.binding_pattern(&declarator.target);
                    }
                    continue;
                };
                let is_primitive = self.is_primitive(init);
                self.init_ident(decl.kind, ident, is_primitive);
            } else if let PatternKind::Ident { ident, .. } = &declarator.target.kind {
                if decl.kind == VarKind::Var {
                    self.name_declaration(ident);
                } else {
                    self.init_ident(decl.kind, ident, true);
                }
            }
        }
    }

    fn init_ident(&mut self, kind: VarKind, ident: &'a Ident, is_primitive: bool) {
        if kind == VarKind::Var {
            return self.assign(ident);
        }
        if let Some(id) = self.name_declaration(ident) {
            self.scopes.bindings[id.0 as usize].is_primitive = is_primitive && kind == VarKind::Const;
            self.initialise(id);
        }
    }

    /// Names of the members, of this declaration and of those merged with it, are properties of the enum.
    fn enum_decl(&mut self, decl: &'a EnumDecl) {
        let Some(id) = self.name_declaration(&decl.name) else { return };
        self.initialise(id);
        let members = self.enum_members.entry(id).or_default();
        members.extend(decl.members.iter().filter_map(|member| match &member.name {
            perry_syntax::ast::Text::Utf8(name) => Some(name.clone()),
            perry_syntax::ast::Text::Utf16(_) => None,
        }));
        let members = members.clone();
        self.enter(false);
        self.declare_members(members, BindingKind::EnumMember, id);
        for member in &decl.members {
            if let Some(init) = &member.init {
                self.expr(init);
            }
        }
        self.leave(decl.scope);
    }

    fn declare_members(&mut self, names: Vec<Name>, kind: BindingKind, owner: BindingId) {
        for name in names {
            let id = self.declare(name, kind);
            self.scopes.bindings[id.0 as usize].owner = Some(owner);
        }
    }

    fn namespace(&mut self, decl: &'a NamespaceDecl) {
        let Some(id) = self.name_declaration(&decl.name) else { return };
        self.initialise(id);
        self.note_effect();
        let exports = self.namespace_exports.get(&id).cloned().unwrap_or_default();
        self.enter(false);
        self.declare_members(exports, BindingKind::NamespaceMember, id);
        self.enter(false);
        self.declare_vars(&decl.body);
        self.declare_lexical(&decl.body);
        self.drop_exported_variables(decl);
        self.hoisted_functions(&decl.body);
        self.statements(&decl.body);
        self.leave(decl.scope);
        self.stack.pop();
    }

    /// Exported variables of a namespace are properties of it, not variables.
    fn drop_exported_variables(&mut self, decl: &'a NamespaceDecl) {
        let scope = self.stack.last_mut().expect("the namespace's scope");
        for stmt in &decl.body {
            let StmtKind::ExportDecl(inner) = &stmt.kind else { continue };
            let StmtKind::Var(decl) = &inner.kind else { continue };
            for declarator in &decl.declarators {
                pattern_idents(&declarator.target, &mut |ident| {
                    if let Some(id) = scope.names.remove(&ident.name) {
                        scope.order.retain(|other| *other != id);
                    }
                });
            }
        }
    }

    // Patterns

    /// A pattern that initialises what it declares.
    pub fn binding_pattern(&mut self, pattern: &'a Pattern) {
        match &pattern.kind {
            PatternKind::Ident { ident, .. } => {
                let id = self.name_declaration(ident);
                id.into_iter().for_each(|id| self.initialise(id));
            }
            _ => self.pattern_parts(pattern, &mut |walker, inner| walker.binding_pattern(inner)),
        }
    }

    /// A pattern that assigns.
    pub fn assign_pattern(&mut self, pattern: &'a Pattern) {
        match &pattern.kind {
            PatternKind::Ident { ident, .. } => self.assign(ident),
            PatternKind::Member(target) => {
                self.expr(target);
                self.note_effect();
            }
            _ => self.pattern_parts(pattern, &mut |walker, inner| walker.assign_pattern(inner)),
        }
    }

    fn pattern_parts(&mut self, pattern: &'a Pattern, visit: &mut dyn FnMut(&mut Self, &'a Pattern)) {
        self.note_effect();
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || match &pattern.kind {
            PatternKind::Array { elements, rest, .. } => {
                elements.iter().flatten().for_each(|element| visit(self, element));
                rest.iter().for_each(|rest| visit(self, rest));
            }
            PatternKind::Object { properties, rest, .. } => {
                for property in properties {
                    if let PropertyKey::Computed(key) = &property.key {
                        self.expr(key);
                    }
                    visit(self, &property.value);
                }
                rest.iter().for_each(|rest| visit(self, rest));
            }
            PatternKind::Default { target, default } => {
                self.expr(default);
                visit(self, target);
            }
            PatternKind::Ident { .. } | PatternKind::Member(_) => {}
        })
    }

    pub fn register_inner_name(&mut self, node: NodeId, id: BindingId) {
        self.scopes.inner_names.insert(node, id);
    }

    pub fn register_static_function(&mut self, node: NodeId, id: FunctionId) {
        self.scopes.static_functions.insert(node, id);
    }
}

/// The function that a statement hoists.
pub fn hoisted_function(stmt: &Stmt) -> Option<&Function> {
    match &stmt.kind {
        StmtKind::Function(function) => Some(function),
        StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => hoisted_function(inner),
        StmtKind::Labeled { body, .. } => match body.kind {
            StmtKind::Function(_) | StmtKind::Labeled { .. } => hoisted_function(body),
            _ => None,
        },
        _ => None,
    }
}
