//! Expressions.

use super::{Converter, span};
use crate::ast::{
    Arg, ArrayElement, BinaryOp, Expr, ExprKind, FunctionKind, LogicalOp, MemberProperty, ObjectMember,
    PropertyKey, Source, Span, Text, UnaryOp,
};
use crate::diagnostic::SyntaxDiagnostic;
use swc_common::Spanned;
use swc_ecma_ast as swc;

/// Stands where the source has something that was refused.
pub(super) fn placeholder(span: Span) -> Expr {
    Expr { span, kind: ExprKind::Null }
}

impl Converter {
    pub(super) fn exprs(&mut self, exprs: &[Box<swc::Expr>]) -> Vec<Expr> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn boxed(&mut self, expr: &swc::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    pub(super) fn optional(&mut self, expr: &Option<Box<swc::Expr>>) -> Option<Expr> {
        expr.as_ref().map(|expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &swc::Expr) -> Expr {
        match expr {
            // Leaves need no depth.
            swc::Expr::Ident(ident) => {
                Expr { span: span(ident.span), kind: ExprKind::Ident(self.ident(ident)) }
            }
            swc::Expr::Lit(literal) => Expr { span: span(literal.span()), kind: self.literal(literal) },
            swc::Expr::This(this) => Expr { span: span(this.span), kind: ExprKind::This },
            swc::Expr::Paren(_) => self.expr(without_parens(expr)),
            swc::Expr::Bin(binary) => self.binary_chain(binary),
            _ => self.deeper(|this| this.inner_expr(expr)),
        }
    }

    fn inner_expr(&mut self, expr: &swc::Expr) -> Expr {
        use swc::Expr as E;
        let whole = span(expr.span());
        let kind = match expr {
            E::Member(_) | E::Call(_) | E::OptChain(_) => return self.whole_chain(expr),
            E::TsNonNull(_) if in_chain(expr) => return self.whole_chain(expr),
            E::TsNonNull(inner) => return self.expr(&inner.expr),
            E::TsConstAssertion(inner) => return self.expr(&inner.expr),
            E::TsAs(inner) => return self.hinted(whole, &inner.expr, &inner.type_ann),
            E::TsTypeAssertion(inner) => return self.hinted(whole, &inner.expr, &inner.type_ann),
            E::TsSatisfies(inner) => return self.hinted(whole, &inner.expr, &inner.type_ann),
            E::TsInstantiation(inner) => {
                self.type_arguments(&inner.type_args);
                return self.expr(&inner.expr);
            }
            E::Array(array) => ExprKind::Array(self.array(array)),
            E::Object(object) => ExprKind::Object(self.object(object)),
            E::Fn(function) => ExprKind::Function(Box::new(self.function_expr(function))),
            E::Arrow(arrow) => ExprKind::Function(Box::new(self.arrow(arrow))),
            E::Class(class) => {
                let name = class.ident.as_ref();
                ExprKind::Class(Box::new(self.class_expr(name, &class.class)))
            }
            E::Unary(unary) => {
                ExprKind::Unary { op: unary_op(unary.op), arg: Box::new(self.reference(&unary.arg)) }
            }
            E::Update(update) => ExprKind::Update {
                is_increment: update.op == swc::UpdateOp::PlusPlus,
                is_prefix: update.prefix,
                target: Box::new(self.simple_target(&update.arg)),
            },
            E::Assign(assign) => self.assign(assign),
            E::SuperProp(member) => ExprKind::SuperMember { property: self.super_property(&member.prop) },
            E::Cond(conditional) => ExprKind::Conditional {
                test: self.boxed(&conditional.test),
                then: self.boxed(&conditional.cons),
                otherwise: self.boxed(&conditional.alt),
            },
            E::New(new) => self.new_expr(new),
            E::Seq(sequence) => ExprKind::Sequence(self.exprs(&sequence.exprs)),
            E::Tpl(template) => self.template(template),
            E::TaggedTpl(tagged) => self.tagged_template(tagged),
            E::Yield(operand) => {
                let arg = operand.arg.as_ref().map(|arg| self.boxed(arg));
                ExprKind::Yield { arg, is_delegate: operand.delegate }
            }
            E::Await(operand) => {
                self.has_top_level_await |= self.function_depth == 0;
                ExprKind::Await(self.boxed(&operand.arg))
            }
            E::MetaProp(meta) if meta.kind == swc::MetaPropKind::NewTarget => ExprKind::NewTarget,
            E::MetaProp(_) => {
                self.has_import_meta = true;
                ExprKind::ImportMeta
            }
            E::JSXMember(_)
            | E::JSXNamespacedName(_)
            | E::JSXEmpty(_)
            | E::JSXElement(_)
            | E::JSXFragment(_) => {
                self.report(SyntaxDiagnostic::new("unsupported-jsx", whole, "JSX is not supported"));
                ExprKind::Null
            }
            E::PrivateName(name) => {
                self.report(SyntaxDiagnostic::new(
                    "syntax-error",
                    whole,
                    format!("`#{}` must be a property or the left side of `in`", name.name),
                ));
                ExprKind::Null
            }
            E::Ident(_) | E::Lit(_) | E::This(_) | E::Paren(_) | E::Bin(_) => return self.expr(expr),
            E::Invalid(_) => ExprKind::Null,
        };
        Expr { span: whole, kind }
    }

    fn hinted(&mut self, span: Span, inner: &swc::Expr, ty: &swc::TsType) -> Expr {
        let hint = self.type_hint(ty);
        let expr = self.boxed(inner);
        if hint == crate::ast::Hint::None {
            return *expr;
        }
        Expr { span, kind: ExprKind::Hinted { expr, hint } }
    }

    /// An expression in a place that looks at how it is written (`typeof x`, `delete a.b`, the callee): no hints.
    pub(super) fn reference(&mut self, expr: &swc::Expr) -> Expr {
        let mut converted = self.expr(expr);
        while let ExprKind::Hinted { expr, .. } = converted.kind {
            converted = *expr;
        }
        converted
    }

    /// `a + b + c`: a loop over the operators, since chains of thousands are written by machines.
    fn binary_chain(&mut self, binary: &swc::BinExpr) -> Expr {
        let mut chain = vec![binary];
        while let swc::Expr::Bin(inner) = &*chain[chain.len() - 1].left {
            chain.push(inner);
        }
        let levels = chain.len() as u32;
        self.depth += levels;
        self.max_depth = self.max_depth.max(self.depth);
        let innermost = chain[chain.len() - 1];
        let mut left = match &*innermost.left {
            swc::Expr::PrivateName(_) => placeholder(Span::default()),
            operand => self.expr(operand),
        };
        while let Some(binary) = chain.pop() {
            left = self.binary(binary, left);
        }
        self.depth -= levels;
        left
    }

    fn binary(&mut self, binary: &swc::BinExpr, left: Expr) -> Expr {
        let right = self.boxed(&binary.right);
        let left = Box::new(left);
        let kind = match binary.op {
            swc::BinaryOp::LogicalAnd => ExprKind::Logical { op: LogicalOp::And, left, right },
            swc::BinaryOp::LogicalOr => ExprKind::Logical { op: LogicalOp::Or, left, right },
            swc::BinaryOp::NullishCoalescing => ExprKind::Logical { op: LogicalOp::Nullish, left, right },
            op => match &*binary.left {
                swc::Expr::PrivateName(name) => {
                    ExprKind::PrivateIn { name: self.names.name(&name.name), right }
                }
                _ => ExprKind::Binary { op: binary_op(op), left, right },
            },
        };
        Expr { span: span(binary.span), kind }
    }

    fn array(&mut self, array: &swc::ArrayLit) -> Vec<ArrayElement> {
        let element = |element: &Option<swc::ExprOrSpread>| match element {
            None => ArrayElement::Hole,
            Some(element) if element.spread.is_some() => ArrayElement::Spread(self.expr(&element.expr)),
            Some(element) => ArrayElement::Expr(self.expr(&element.expr)),
        };
        array.elems.iter().map(element).collect()
    }

    fn object(&mut self, object: &swc::ObjectLit) -> Vec<ObjectMember> {
        let member = |property: &swc::PropOrSpread| match property {
            swc::PropOrSpread::Spread(spread) => ObjectMember::Spread(self.expr(&spread.expr)),
            swc::PropOrSpread::Prop(property) => self.object_member(property),
        };
        object.props.iter().map(member).collect()
    }

    fn object_member(&mut self, property: &swc::Prop) -> ObjectMember {
        match property {
            swc::Prop::Shorthand(ident) => ObjectMember::Property {
                key: PropertyKey::Name(Text::Utf8(self.names.name(&ident.sym))),
                value: Expr { span: span(ident.span), kind: ExprKind::Ident(self.ident(ident)) },
                is_shorthand: true,
            },
            swc::Prop::KeyValue(pair) => ObjectMember::Property {
                key: self.property_key(&pair.key),
                value: self.expr(&pair.value),
                is_shorthand: false,
            },
            swc::Prop::Assign(assign) => {
                // `{ a = 1 }` that did not turn out to be a pattern
                let place = span(assign.span);
                self.report(SyntaxDiagnostic::new("syntax-error", place, "`=` is not expected in an object"));
                ObjectMember::Spread(placeholder(place))
            }
            swc::Prop::Getter(getter) => {
                self.object_method(&getter.key, &getter.function, FunctionKind::Getter)
            }
            swc::Prop::Setter(setter) => {
                self.object_method(&setter.key, &setter.function, FunctionKind::Setter)
            }
            swc::Prop::Method(method) => {
                self.object_method(&method.key, &method.function, FunctionKind::Method)
            }
        }
    }

    fn object_method(
        &mut self,
        key: &swc::PropName,
        function: &swc::Function,
        kind: FunctionKind,
    ) -> ObjectMember {
        let key = self.property_key(key);
        ObjectMember::Method { key, function: Box::new(self.method(function, kind)) }
    }

    pub(super) fn args(&mut self, args: &[swc::ExprOrSpread]) -> Vec<Arg> {
        args.iter().map(|arg| Arg { is_spread: arg.spread.is_some(), expr: self.expr(&arg.expr) }).collect()
    }

    fn new_expr(&mut self, new: &swc::NewExpr) -> ExprKind {
        self.optional_type_arguments(&new.type_args);
        let callee = Box::new(self.reference(&new.callee));
        ExprKind::New { callee, args: new.args.as_deref().map(|args| self.args(args)).unwrap_or_default() }
    }

    /// `a.b?.c()`: the outermost link, where short-circuiting ends.
    fn whole_chain(&mut self, expr: &swc::Expr) -> Expr {
        let (inner, short_circuits) = self.chain(expr);
        if !short_circuits {
            return inner;
        }
        Expr { span: inner.span, kind: ExprKind::OptionalChain(Box::new(inner)) }
    }

    /// A link of a chain, and whether a `?.` stands in it.
    fn chain(&mut self, expr: &swc::Expr) -> (Expr, bool) {
        let whole = span(expr.span());
        match expr {
            swc::Expr::Member(member) => self.member(whole, member, false),
            swc::Expr::Call(call) => self.call(whole, call),
            swc::Expr::TsNonNull(inner) => self.deeper(|this| this.chain(&inner.expr)),
            swc::Expr::OptChain(link) => match &*link.base {
                swc::OptChainBase::Member(member) => self.member(whole, member, link.optional),
                swc::OptChainBase::Call(call) => {
                    self.optional_type_arguments(&call.type_args);
                    let (callee, inside) = self.callee(&call.callee);
                    let args = self.args(&call.args);
                    let kind = ExprKind::Call { callee: Box::new(callee), args, is_optional: link.optional };
                    (Expr { span: whole, kind }, inside || link.optional)
                }
            },
            _ => (self.expr(expr), false),
        }
    }

    fn callee(&mut self, callee: &swc::Expr) -> (Expr, bool) {
        if in_chain(callee) {
            return self.deeper(|this| this.chain(callee));
        }
        (self.reference(callee), false)
    }

    pub(super) fn member(
        &mut self,
        whole: Span,
        member: &swc::MemberExpr,
        is_optional: bool,
    ) -> (Expr, bool) {
        let (object, inside) = match in_chain(&member.obj) {
            true => self.deeper(|this| this.chain(&member.obj)),
            false => (self.expr(&member.obj), false),
        };
        let property = self.member_property(&member.prop);
        let kind = ExprKind::Member { object: Box::new(object), property, is_optional };
        (Expr { span: whole, kind }, inside || is_optional)
    }

    fn member_property(&mut self, property: &swc::MemberProp) -> MemberProperty {
        match property {
            swc::MemberProp::Ident(name) => MemberProperty::Name(self.names.name(&name.sym), span(name.span)),
            swc::MemberProp::PrivateName(name) => {
                MemberProperty::Private(self.names.name(&name.name), span(name.span))
            }
            swc::MemberProp::Computed(computed) => MemberProperty::Computed(self.boxed(&computed.expr)),
        }
    }

    pub(super) fn super_property(&mut self, property: &swc::SuperProp) -> PropertyKey {
        match property {
            swc::SuperProp::Ident(name) => PropertyKey::Name(Text::Utf8(self.names.name(&name.sym))),
            swc::SuperProp::Computed(computed) => PropertyKey::Computed(self.boxed(&computed.expr)),
        }
    }

    fn call(&mut self, whole: Span, call: &swc::CallExpr) -> (Expr, bool) {
        self.optional_type_arguments(&call.type_args);
        let callee = match &call.callee {
            swc::Callee::Super(_) => {
                let kind = ExprKind::SuperCall { args: self.args(&call.args) };
                return (Expr { span: whole, kind }, false);
            }
            swc::Callee::Import(import) => {
                let kind = self.import_call(whole, import, &call.args);
                return (Expr { span: whole, kind }, false);
            }
            swc::Callee::Expr(callee) => callee,
        };
        let (callee, inside) = self.callee(callee);
        if matches!(&callee.kind, ExprKind::Ident(ident) if &*ident.name == "eval") {
            let message = "direct `eval` is not supported: the program is compiled before it runs";
            self.report(
                SyntaxDiagnostic::new("unsupported-direct-eval", whole, message)
                    .help("write the code itself, or use `JSON.parse` for data"),
            );
        }
        let kind =
            ExprKind::Call { callee: Box::new(callee), args: self.args(&call.args), is_optional: false };
        (Expr { span: whole, kind }, inside)
    }

    fn import_call(&mut self, whole: Span, import: &swc::Import, args: &[swc::ExprOrSpread]) -> ExprKind {
        let literal = args.first().filter(|arg| arg.spread.is_none()).and_then(|arg| literal_text(&arg.expr));
        if import.phase == swc::ImportPhase::Evaluation
            && let Some((specifier, place)) = literal
        {
            let is_json = args.get(1).is_some_and(|options| import_options_say_json(&options.expr));
            let specifier = self.names.of_str(&specifier);
            return ExprKind::ImportCall { source: Source { specifier, span: span(place), is_json } };
        }
        let message = "the module of a dynamic `import` must be a string literal";
        self.report(
            SyntaxDiagnostic::new("unsupported-dynamic-import", whole, message).help(
                "write one `import(\"...\")` for every module that may be meant, and choose between them",
            ),
        );
        ExprKind::Null
    }
}

/// Whether an object or callee continues the chain it stands in: parentheses end it, `!` does not.
fn in_chain(mut expr: &swc::Expr) -> bool {
    while let swc::Expr::TsNonNull(inner) = expr {
        expr = &inner.expr;
    }
    matches!(expr, swc::Expr::Member(_) | swc::Expr::Call(_) | swc::Expr::OptChain(_))
}

pub(super) fn without_parens(mut expr: &swc::Expr) -> &swc::Expr {
    while let swc::Expr::Paren(inner) = expr {
        expr = &inner.expr;
    }
    expr
}

fn literal_text(expr: &swc::Expr) -> Option<(String, swc_common::Span)> {
    match without_parens(expr) {
        swc::Expr::Lit(swc::Lit::Str(string)) => Some((string.value.as_str()?.to_owned(), string.span)),
        swc::Expr::Tpl(template) if template.exprs.is_empty() => {
            let cooked = template.quasis.first()?.cooked.as_ref()?;
            Some((cooked.as_str()?.to_owned(), template.span))
        }
        _ => None,
    }
}

/// `{ with: { type: "json" } }`
fn import_options_say_json(options: &swc::Expr) -> bool {
    let swc::Expr::Object(options) = without_parens(options) else { return false };
    options.props.iter().any(|property| match property {
        swc::PropOrSpread::Prop(property) => match &**property {
            swc::Prop::KeyValue(pair) if key_is(&pair.key, "with") => match &*pair.value {
                swc::Expr::Object(attributes) => says_json(attributes),
                _ => false,
            },
            _ => false,
        },
        swc::PropOrSpread::Spread(_) => false,
    })
}

/// `{ type: "json" }`
pub(super) fn says_json(attributes: &swc::ObjectLit) -> bool {
    attributes.props.iter().any(|property| match property {
        swc::PropOrSpread::Prop(property) => match &**property {
            swc::Prop::KeyValue(pair) if key_is(&pair.key, "type") => {
                matches!(&*pair.value, swc::Expr::Lit(swc::Lit::Str(value)) if value.value.as_str() == Some("json"))
            }
            _ => false,
        },
        swc::PropOrSpread::Spread(_) => false,
    })
}

fn key_is(key: &swc::PropName, name: &str) -> bool {
    match key {
        swc::PropName::Ident(ident) => &*ident.sym == name,
        swc::PropName::Str(string) => string.value.as_str() == Some(name),
        _ => false,
    }
}

fn unary_op(op: swc::UnaryOp) -> UnaryOp {
    match op {
        swc::UnaryOp::Minus => UnaryOp::Minus,
        swc::UnaryOp::Plus => UnaryOp::Plus,
        swc::UnaryOp::Bang => UnaryOp::Not,
        swc::UnaryOp::Tilde => UnaryOp::BitNot,
        swc::UnaryOp::TypeOf => UnaryOp::Typeof,
        swc::UnaryOp::Void => UnaryOp::Void,
        swc::UnaryOp::Delete => UnaryOp::Delete,
    }
}

/// The logical ones are not binary operators of ours.
fn binary_op(op: swc::BinaryOp) -> BinaryOp {
    use swc::BinaryOp as B;
    match op {
        B::EqEq => BinaryOp::Eq,
        B::NotEq => BinaryOp::NotEq,
        B::EqEqEq => BinaryOp::StrictEq,
        B::NotEqEq => BinaryOp::StrictNotEq,
        B::Lt => BinaryOp::Lt,
        B::LtEq => BinaryOp::Le,
        B::Gt => BinaryOp::Gt,
        B::GtEq => BinaryOp::Ge,
        B::LShift => BinaryOp::Shl,
        B::RShift => BinaryOp::Shr,
        B::ZeroFillRShift => BinaryOp::UShr,
        B::Add => BinaryOp::Add,
        B::Sub => BinaryOp::Sub,
        B::Mul => BinaryOp::Mul,
        B::Div => BinaryOp::Div,
        B::Mod => BinaryOp::Rem,
        B::BitOr => BinaryOp::BitOr,
        B::BitXor => BinaryOp::BitXor,
        B::BitAnd => BinaryOp::BitAnd,
        B::In => BinaryOp::In,
        B::InstanceOf => BinaryOp::InstanceOf,
        B::Exp => BinaryOp::Exp,
        B::LogicalOr | B::LogicalAnd | B::NullishCoalescing => {
            unreachable!("logical operators are converted before")
        }
    }
}
