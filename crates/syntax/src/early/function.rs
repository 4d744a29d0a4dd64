//! Functions: parameters, what `super`, `this`, `arguments` and `new.target` mean inside.

use super::Early;
use super::scope::{DeclarationKind, ScopeKind};
use crate::ast::{
    ExprKind, Function, FunctionBody, FunctionKind, ModuleKind, Name, Pattern, PatternKind, Span, Stmt,
    StmtKind, Text,
};

use crate::record::FunctionTraits;

/// The innermost function that is no arrow, or what stands in its place.
pub(super) struct FunctionState {
    pub(super) allows_super_call: bool,
    pub(super) allows_super_member: bool,
    pub(super) allows_new_target: bool,
    /// A field initialiser or static block has no `arguments`.
    pub(super) allows_arguments: bool,
    pub(super) traits: FunctionTraits,
}

impl FunctionState {
    /// The top of a module; a CommonJS module is a function.
    pub(super) fn top(kind: ModuleKind) -> Self {
        FunctionState {
            allows_super_call: false,
            allows_super_member: false,
            allows_new_target: kind == ModuleKind::CommonJs,
            allows_arguments: true,
            traits: FunctionTraits::default(),
        }
    }

    /// A field initialiser or a static block.
    pub(super) fn initializer() -> Self {
        FunctionState {
            allows_super_call: false,
            allows_super_member: true,
            allows_new_target: true,
            allows_arguments: false,
            traits: FunctionTraits::default(),
        }
    }

    fn of(kind: FunctionKind) -> Self {
        FunctionState {
            allows_super_call: kind == FunctionKind::DerivedConstructor,
            allows_super_member: !matches!(kind, FunctionKind::Normal | FunctionKind::Arrow),
            allows_new_target: true,
            allows_arguments: true,
            traits: FunctionTraits::default(),
        }
    }
}

impl Early<'_> {
    pub(super) fn state(&mut self) -> &mut FunctionState {
        self.functions.last_mut().expect("the module's state stays")
    }

    /// A function whose name, if it has one, is declared outside.
    pub(super) fn function(&mut self, function: &Function) {
        let was_strict = std::mem::replace(&mut self.is_strict, function.is_strict);
        let is_arrow = function.kind == FunctionKind::Arrow;
        if !is_arrow {
            self.functions.push(FunctionState::of(function.kind));
        }
        self.without_labels(|this| {
            this.in_scope(ScopeKind::Function, |this| {
                this.params(function);
                match &function.body {
                    FunctionBody::Block(body) => this.stmts(body),
                    FunctionBody::Expr(expr) => this.expr(expr),
                }
            });
        });
        if !is_arrow && let Some(state) = self.functions.pop() {
            self.checked.traits.insert(function.scope, state.traits);
        }
        self.is_strict = was_strict;
    }

    /// A function expression's name is seen only inside of it.
    pub(super) fn function_expr(&mut self, function: &Function) {
        match &function.name {
            None => self.function(function),
            Some(name) => self.in_scope(ScopeKind::Block, |this| {
                this.declare(&name.name, DeclarationKind::Own, name.span);
                this.function(function);
            }),
        }
    }

    fn params(&mut self, function: &Function) {
        let mut names: Vec<(&Name, Span)> = Vec::new();
        let patterns = function.params.iter().map(|param| &param.pattern).chain(&function.rest);
        let mut is_simple = function.rest.is_none();
        for pattern in patterns {
            is_simple &= matches!(pattern.kind, PatternKind::Ident { .. });
            bound_names(pattern, &mut names);
        }
        let may_repeat = is_simple && !function.is_strict && function.kind == FunctionKind::Normal;
        self.unique_params(&names, may_repeat);
        for (name, span) in names {
            self.declare(name, DeclarationKind::Param, span);
        }
        for pattern in function.params.iter().map(|param| &param.pattern).chain(&function.rest) {
            self.pattern_exprs(pattern);
        }
    }

    fn unique_params(&mut self, names: &[(&Name, Span)], may_repeat: bool) {
        if may_repeat {
            return;
        }
        for (at, (name, span)) in names.iter().enumerate() {
            if names[..at].iter().any(|(earlier, _)| earlier == name) {
                self.fault("duplicate-parameter", *span, format!("two parameters are called `{name}`"));
            }
        }
    }
}

/// The names a binding pattern declares.
pub(crate) fn bound_names<'a>(pattern: &'a Pattern, names: &mut Vec<(&'a Name, Span)>) {
    match &pattern.kind {
        PatternKind::Ident { ident, .. } => names.push((&ident.name, ident.span)),
        PatternKind::Member(_) => {}
        PatternKind::Array { elements, rest, .. } => {
            elements.iter().flatten().chain(rest.as_deref()).for_each(|element| bound_names(element, names));
        }
        PatternKind::Object { properties, rest, .. } => {
            let values = properties.iter().map(|property| &property.value);
            values.chain(rest.as_deref()).for_each(|value| bound_names(value, names));
        }
        PatternKind::Default { target, .. } => bound_names(target, names),
    }
}

/// Whether a body begins with `"use strict"`.
pub(super) fn is_strict_body(body: &[Stmt]) -> bool {
    let directives = body.iter().map_while(|statement| match &statement.kind {
        StmtKind::Expr(expr) => match &expr.kind {
            ExprKind::String(Text::Utf8(text)) => Some(text),
            _ => None,
        },
        _ => None,
    });
    directives.into_iter().any(|directive| &**directive == "use strict")
}
