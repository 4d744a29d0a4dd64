//! Functions: parameters, body, and the closure that stands for them.

use super::Lowerer;
use super::binding::Mode;
use super::frame::{Frame, Role, Variable};
use crate::module::{
    FuncId, Function, FunctionFlags, FunctionKind, Hint, Op, StrId, Symbol, Temp, Terminator,
};
use perry_sema::scope::BindingKind;
use perry_sema::scope::declare::has_expression;
use perry_syntax::ast::{self, FunctionBody, Pattern, PatternKind, Stmt};

/// What the function object of a function looks like.
#[derive(Debug)]
pub(super) struct Shape {
    pub label: String,
    pub name: StrId,
    pub length: u32,
    pub param_count: u32,
    pub flags: FunctionFlags,
    pub hints: Vec<Hint>,
}

/// A function that was lowered: what its closure needs.
#[derive(Debug)]
pub(super) struct Body {
    pub id: FuncId,
    pub captures: Vec<Variable>,
    pub uses_home: bool,
}

impl<'a> Lowerer<'a> {
    /// A function and its closure, made here.
    pub(super) fn function(&mut self, function: &'a ast::Function, name: Option<StrId>) -> (Temp, Body) {
        let id = self.reserve_function();
        let body = self.function_into(id, function, name, None);
        (self.close(&body), body)
    }

    /// Lowers a function into its reserved place. `direct`: the symbol of its direct entry, where it has one.
    pub(super) fn function_into(
        &mut self,
        id: FuncId,
        function: &'a ast::Function,
        name: Option<StrId>,
        direct: Option<Symbol>,
    ) -> Body {
        let role = if function.kind == ast::FunctionKind::Arrow { Role::Arrow } else { Role::Normal };
        let kind = match (function.is_async, function.is_generator) {
            (false, false) => FunctionKind::Plain,
            (false, true) => FunctionKind::Generator,
            (true, false) => FunctionKind::Async,
            (true, true) => FunctionKind::AsyncGenerator,
        };
        self.enter_function(Frame::new(self.scopes.function_id(function.scope), role, kind));
        self.prologue(function);
        self.initial_yield();
        self.function_body(function);
        let shape = self.shape(function, name);
        let body = self.finish_function(id, shape);
        self.spans[id.0 as usize] = Some(function.span);
        if let (Some(direct), Some(lowered)) = (direct, &mut self.functions[id.0 as usize])
            && crate::verify::has_direct_form(lowered)
        {
            lowered.direct = Some(direct);
        }
        body
    }

    pub(super) fn shape(&mut self, function: &ast::Function, name: Option<StrId>) -> Shape {
        let own = function.name.as_ref().map(|ident| ident.name.to_string());
        let name = match (&own, name) {
            (_, Some(name)) => name,
            (Some(own), None) => self.string(own),
            (None, None) => self.string(""),
        };
        let label = match &self.strings[name.0 as usize] {
            crate::module::StringData::Utf8(text) if !text.is_empty() => text.to_string(),
            _ => "<anonymous>".to_owned(),
        };
        let is_required = |param: &&ast::Param| !matches!(param.pattern.kind, PatternKind::Default { .. });
        let is_plain =
            function.kind == ast::FunctionKind::Normal && !function.is_async && !function.is_generator;
        Shape {
            label,
            name,
            length: function.params.iter().take_while(is_required).count() as u32,
            param_count: function.params.len() as u32,
            flags: FunctionFlags {
                is_arrow: function.kind == ast::FunctionKind::Arrow,
                is_not_constructor: !is_plain,
                is_sloppy: !function.is_strict,
                ..FunctionFlags::default()
            },
            hints: function.params.iter().map(|param| hint(&param.pattern)).collect(),
        }
    }

    /// Declares and binds the parameters.
    pub(super) fn prologue(&mut self, function: &'a ast::Function) {
        self.b().at(function.span.start);
        let scopes = self.scopes;
        if let Some(own) = scopes.inner_name(function.scope) {
            self.declare(own);
            let callee = self.callee();
            self.initialise(Variable::Binding(own), callee);
        }
        let declared = scopes.declared(function.scope);
        self.declare_scope(declared);
        for id in declared {
            if scopes.binding(*id).kind == BindingKind::Arguments {
                let arguments = self.b().emit(Op::Arguments);
                self.initialise(Variable::Binding(*id), arguments);
            }
        }
        for (index, param) in function.params.iter().enumerate() {
            let value = self.b().emit(Op::Param(index as u32));
            self.pattern(&param.pattern, value, Mode::Initialise);
        }
        if let Some(rest) = &function.rest {
            let value = self.b().emit(Op::Rest(function.params.len() as u32));
            self.pattern(rest, value, Mode::Initialise);
        }
    }

    /// The statements, and the return at their end.
    pub(super) fn function_body(&mut self, function: &'a ast::Function) {
        match &function.body {
            FunctionBody::Expr(expr) => {
                self.b().at(expr.span.start);
                let value = self.expr(expr);
                self.return_value(Some(value));
            }
            FunctionBody::Block(statements) => {
                self.body_scope(function);
                self.statements(statements);
                if !self.b().is_dead {
                    self.return_value(None);
                }
            }
        }
    }

    /// Variables of a body apart from the parameters start with the values of parameters of the same name.
    fn body_scope(&mut self, function: &ast::Function) {
        let is_apart = function.params.iter().any(|param| has_expression(&param.pattern))
            || function.rest.iter().any(has_expression);
        if !is_apart {
            return;
        }
        let scopes = self.scopes;
        let declared = scopes.declared_in_body(function.scope);
        self.declare_scope(declared);
        for id in declared {
            if let Some(param) = scopes.binding(*id).copies {
                let value = self.load(Variable::Binding(param));
                self.initialise(Variable::Binding(*id), value);
            }
        }
    }

    /// Hoisted functions first, then the statements of a scope that was declared.
    pub(super) fn statements(&mut self, statements: &'a [Stmt]) {
        for stmt in statements {
            if let Some(function) = perry_sema::scope::statement::hoisted_function(stmt) {
                self.hoist(function);
            }
        }
        statements.iter().for_each(|stmt| self.stmt(stmt));
    }

    /// A scope of its own around statements.
    pub(super) fn scoped(&mut self, scope: ast::NodeId, statements: &'a [Stmt]) {
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(scope));
        self.statements(statements);
    }

    pub(super) fn hoist(&mut self, function: &'a ast::Function) {
        let Some(ident) = &function.name else { return };
        let Some(binding) = self.binding_of(ident) else { return };
        if self.cell_ids.contains_key(&binding) {
            return; // made by `instantiate`
        }
        let name = self.string(&ident.name);
        let (closure, _) = self.function(function, Some(name));
        self.initialise(Variable::Binding(binding), closure);
    }

    /// Ends the innermost frame.
    pub(super) fn finish_function(&mut self, id: FuncId, shape: Shape) -> Body {
        let frame = self.frames.pop().expect("a frame is finished once");
        let (mut builder, captures, kind, uses_home) = frame.into_parts();
        builder.end(Terminator::Unreachable);
        self.marks[id.0 as usize] = builder.marks;
        self.functions[id.0 as usize] = Some(Function {
            label: shape.label.into(),
            name: shape.name,
            length: shape.length,
            kind,
            flags: shape.flags,
            capture_count: captures.len() as u32,
            param_count: shape.param_count,
            direct: None,
            param_hints: shape.hints,
            locals: builder.locals,
            blocks: builder.blocks,
            temps: builder.temps,
        });
        Body { id, captures, uses_home }
    }

    /// The closure of a function that was lowered.
    pub(super) fn close(&mut self, body: &Body) -> Temp {
        let captures = self.captures_of(body);
        self.b().emit(Op::Closure(body.id, captures))
    }

    pub(super) fn captures_of(&mut self, body: &Body) -> Vec<Temp> {
        self.capture_values(&body.captures)
    }
}

fn hint(pattern: &Pattern) -> Hint {
    match &pattern.kind {
        PatternKind::Ident { hint, .. } => match hint {
            ast::Hint::Number => Hint::Number,
            ast::Hint::String => Hint::String,
            ast::Hint::Boolean => Hint::Bool,
            ast::Hint::Array(_) | ast::Hint::Named(_) | ast::Hint::Object | ast::Hint::Function => {
                Hint::Object
            }
            _ => Hint::None,
        },
        _ => Hint::None,
    }
}
