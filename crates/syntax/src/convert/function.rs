//! Functions, methods, arrows, parameters.

use super::{Converter, span};
use crate::ast::{Function, FunctionBody, FunctionKind, Ident, NodeId, Param, Pattern, PatternKind, Span};
use crate::diagnostic::SyntaxDiagnostic;
use swc_ecma_ast as swc;

/// What a function says about itself before its parameters.
struct Head {
    scope: NodeId,
    name: Option<Ident>,
    kind: FunctionKind,
    is_async: bool,
    is_generator: bool,
    span: Span,
}

/// Parameters in the order of the source, the last one maybe a rest.
struct Params {
    params: Vec<Param>,
    rest: Option<Pattern>,
}

impl Converter {
    pub(super) fn function_expr(&mut self, expr: &swc::FnExpr) -> Function {
        let name = expr.ident.as_ref().map(|name| self.ident(name));
        self.function(name, &expr.function, FunctionKind::Normal)
    }

    pub(super) fn method(&mut self, function: &swc::Function, kind: FunctionKind) -> Function {
        self.deeper(|this| this.function(None, function, kind))
    }

    /// A function with a body; one without is an overload and was erased before.
    pub(super) fn function(
        &mut self,
        name: Option<Ident>,
        function: &swc::Function,
        kind: FunctionKind,
    ) -> Function {
        self.refuse_decorators(&function.decorators);
        let head = Head {
            scope: self.node(),
            name,
            kind,
            is_async: function.is_async,
            is_generator: function.is_generator,
            span: span(function.span),
        };
        self.type_parameters(&function.type_params);
        let body = function.body.as_ref().map(|body| &body.stmts[..]).unwrap_or_default();
        self.in_function(body, |this| {
            let params = this.params(&function.params);
            let return_hint = this.annotation(&function.return_type);
            let body = FunctionBody::Block(this.stmts(body));
            this.finish(head, params, return_hint, body)
        })
    }

    pub(super) fn constructor(&mut self, constructor: &swc::Constructor, kind: FunctionKind) -> Function {
        let head = Head {
            scope: self.node(),
            name: None,
            kind,
            is_async: false,
            is_generator: false,
            span: span(constructor.span),
        };
        let body = constructor.body.as_ref().map(|body| &body.stmts[..]).unwrap_or_default();
        self.in_function(body, |this| {
            let params = this.constructor_params(&constructor.params);
            let body = FunctionBody::Block(this.stmts(body));
            this.finish(head, params, Default::default(), body)
        })
    }

    pub(super) fn arrow(&mut self, arrow: &swc::ArrowExpr) -> Function {
        let head = Head {
            scope: self.node(),
            name: None,
            kind: FunctionKind::Arrow,
            is_async: arrow.is_async,
            is_generator: arrow.is_generator,
            span: span(arrow.span),
        };
        self.type_parameters(&arrow.type_params);
        let statements = match &*arrow.body {
            swc::ArrowFunctionBody::FunctionBody(body) => &body.stmts[..],
            swc::ArrowFunctionBody::Expr(_) => &[],
        };
        self.in_function(statements, |this| {
            let params = this.param_patterns(arrow.params.iter());
            let return_hint = this.annotation(&arrow.return_type);
            let body = match &*arrow.body {
                swc::ArrowFunctionBody::FunctionBody(_) => FunctionBody::Block(this.stmts(statements)),
                swc::ArrowFunctionBody::Expr(expr) => FunctionBody::Expr(this.boxed(expr)),
            };
            this.finish(head, params, return_hint, body)
        })
    }

    fn finish(
        &self,
        head: Head,
        params: Params,
        return_hint: crate::ast::Hint,
        body: FunctionBody,
    ) -> Function {
        Function {
            scope: head.scope,
            name: head.name,
            params: params.params,
            rest: params.rest,
            body,
            kind: head.kind,
            is_async: head.is_async,
            is_generator: head.is_generator,
            is_strict: self.is_strict,
            return_hint,
            span: head.span,
        }
    }

    /// Strictness and depth of a function body, also for field initialisers and static blocks.
    pub(super) fn in_function<R>(&mut self, body: &[swc::Stmt], convert: impl FnOnce(&mut Self) -> R) -> R {
        let was_strict = self.is_strict;
        self.is_strict |= has_use_strict(body.iter());
        self.function_depth += 1;
        let converted = convert(self);
        self.function_depth -= 1;
        self.is_strict = was_strict;
        converted
    }

    fn params(&mut self, params: &[swc::Param]) -> Params {
        params.iter().for_each(|param| self.refuse_decorators(&param.decorators));
        self.param_patterns(params.iter().map(|param| &param.pat))
    }

    fn param_patterns<'a>(&mut self, patterns: impl Iterator<Item = &'a swc::Pat>) -> Params {
        let mut converted = Params { params: Vec::with_capacity(patterns.size_hint().0), rest: None };
        for pattern in patterns {
            self.param(pattern, &mut converted);
        }
        converted
    }

    fn param(&mut self, pattern: &swc::Pat, params: &mut Params) {
        match pattern {
            swc::Pat::Rest(rest) => {
                let hint = self.annotation(&rest.type_ann);
                let mut pattern = self.pattern(&rest.arg);
                add_hint(&mut pattern, hint);
                params.rest = Some(pattern);
            }
            // `this: T` is a type.
            swc::Pat::Ident(binding) if &*binding.id.sym == "this" => {
                self.annotation(&binding.type_ann);
            }
            _ => {
                let is_optional = match pattern {
                    swc::Pat::Ident(binding) => binding.id.optional,
                    swc::Pat::Array(array) => array.optional,
                    swc::Pat::Object(object) => object.optional,
                    _ => false,
                };
                params.params.push(Param { pattern: self.pattern(pattern), is_property: false, is_optional });
            }
        }
    }

    fn constructor_params(&mut self, params: &[swc::ParamOrTsParamProp]) -> Params {
        let mut converted = Params { params: Vec::with_capacity(params.len()), rest: None };
        for param in params {
            match param {
                swc::ParamOrTsParamProp::Param(param) => {
                    self.refuse_decorators(&param.decorators);
                    self.param(&param.pat, &mut converted);
                }
                swc::ParamOrTsParamProp::TsParamProp(property) => {
                    self.refuse_decorators(&property.decorators);
                    let param = self.property_param(property);
                    converted.params.push(param);
                }
            }
        }
        converted
    }

    fn property_param(&mut self, property: &swc::TsParamProp) -> Param {
        let (pattern, is_optional) = match &property.param {
            swc::TsParamPropParam::Ident(binding) => (self.binding(binding), binding.id.optional),
            swc::TsParamPropParam::Assign(assign) => {
                (self.default(span(assign.span), &assign.left, &assign.right), false)
            }
        };
        Param { pattern, is_property: true, is_optional }
    }

    pub(super) fn refuse_decorators(&mut self, decorators: &[swc::Decorator]) {
        if let Some(decorator) = decorators.first() {
            let place = span(decorator.span);
            let help = "call the function on the class or the method after its declaration";
            let refusal =
                SyntaxDiagnostic::new("unsupported-decorator", place, "decorators are not supported");
            self.report(refusal.help(help));
        }
    }
}

fn add_hint(pattern: &mut Pattern, annotated: crate::ast::Hint) {
    match &mut pattern.kind {
        PatternKind::Ident { hint, .. }
        | PatternKind::Array { hint, .. }
        | PatternKind::Object { hint, .. } => {
            if *hint == crate::ast::Hint::None {
                *hint = annotated;
            }
        }
        PatternKind::Member(_) | PatternKind::Default { .. } => {}
    }
}

/// Whether the directives at the head of a body say `"use strict"`, written without escapes.
pub(super) fn has_use_strict<'a>(body: impl Iterator<Item = &'a swc::Stmt>) -> bool {
    for statement in body {
        let swc::Stmt::Expr(statement) = statement else { return false };
        let swc::Expr::Lit(swc::Lit::Str(string)) = &*statement.expr else { return false };
        if matches!(string.raw.as_deref(), Some("\"use strict\"" | "'use strict'")) {
            return true;
        }
    }
    false
}
