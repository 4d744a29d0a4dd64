//! Calls: of names, methods, with spread arguments, `new`, tagged templates.

use super::Lowerer;
use super::text::source_text;
use crate::module::{Direct, Op, Temp};
use perry_syntax::ast::{Arg, Expr, ExprKind, MemberProperty, Text};

/// Evaluated arguments.
#[derive(Debug)]
pub(super) enum Args {
    Plain(Vec<Temp>),
    /// An array of them
    Spread(Temp),
}

impl<'a> Lowerer<'a> {
    pub(super) fn args(&mut self, args: &'a [Arg]) -> Args {
        if !args.iter().any(|arg| arg.is_spread) {
            return Args::Plain(args.iter().map(|arg| self.expr(&arg.expr)).collect());
        }
        let array = self.b().emit(Op::ArrayNew(Vec::new()));
        for (index, arg) in args.iter().enumerate() {
            let value = self.expr(&arg.expr);
            if arg.is_spread {
                let is_last = index + 1 == args.len();
                let dots = if is_last { "..." } else { "" }; // V8 has messages of its own for the last
                let text = format!("{dots}{}", source_text(&arg.expr));
                let text = self.string(&text);
                self.b().effect(Op::ArraySpread(array, value, Some(text)));
            } else {
                self.b().effect(Op::ArrayPush(array, value));
            }
        }
        Args::Spread(array)
    }

    pub(super) fn call(&mut self, callee: &'a Expr, args: &'a [Arg], is_optional: bool) -> Temp {
        match &callee.kind {
            ExprKind::Ident(ident) if !is_optional && !args.iter().any(|arg| arg.is_spread) => {
                match self.direct(ident) {
                    Some((direct, param_count)) => self.call_direct(direct, param_count, args),
                    None => self.call_value(callee, args, is_optional),
                }
            }
            ExprKind::Member { object, property, is_optional: is_member_optional } => {
                self.call_member(callee, (object, property, *is_member_optional), args, is_optional)
            }
            ExprKind::SuperMember { property } => {
                let method = self.get_super(property);
                self.stop_if_nullish(is_optional, method);
                let this = self.this();
                self.call_with(callee, method, this, args)
            }
            ExprKind::OptionalChain(inner) => self.call_chained(callee, inner, args, is_optional),
            _ => self.call_value(callee, args, is_optional),
        }
    }

    /// A function that is known: missing arguments are undefined, extra ones are only evaluated.
    fn call_direct(&mut self, function: Direct, param_count: u32, args: &'a [Arg]) -> Temp {
        let mut values: Vec<Temp> = args.iter().map(|arg| self.expr(&arg.expr)).collect();
        values.truncate(param_count as usize);
        while values.len() < param_count as usize {
            values.push(self.b().undefined());
        }
        let this = self.b().undefined();
        self.b().emit(Op::CallDirect { function, this, args: values })
    }

    fn call_value(&mut self, callee: &'a Expr, args: &'a [Arg], is_optional: bool) -> Temp {
        let function = self.expr(callee);
        self.stop_if_nullish(is_optional, function);
        let this = self.b().undefined();
        self.call_with(callee, function, this, args)
    }

    fn call_with(&mut self, callee: &'a Expr, function: Temp, this: Temp, args: &'a [Arg]) -> Temp {
        let text = self.string(&source_text(callee));
        let op = match self.args(args) {
            Args::Plain(args) => Op::Call { callee: function, this, args, text },
            Args::Spread(args) => Op::CallSpread { callee: function, this, args, text },
        };
        self.b().emit(op)
    }

    fn call_member(
        &mut self,
        callee: &'a Expr,
        (object, property, is_member_optional): (&'a Expr, &'a MemberProperty, bool),
        args: &'a [Arg],
        is_optional: bool,
    ) -> Temp {
        if let MemberProperty::Name(name, _) = property
            && let Some(function) = self.namespace_member(object, name)
        {
            self.stop_if_nullish(is_optional, function);
            let this = self.expr(object);
            return self.call_with(callee, function, this, args);
        }
        let this = self.expr(object);
        self.stop_if_nullish(is_member_optional, this);
        let is_plain = !is_optional && !args.iter().any(|arg| arg.is_spread);
        if let (MemberProperty::Name(name, span), true) = (property, is_plain) {
            self.refuse_missing_member(this, name, *span);
            let Args::Plain(args) = self.args(args) else { unreachable!("no argument is spread") };
            let (key, text) = (self.string(name), self.string(&source_text(callee)));
            return self.b().emit(Op::CallMethod { object: this, key, args, text });
        }
        let function = self.get_member(this, property);
        self.stop_if_nullish(is_optional, function);
        self.call_with(callee, function, this, args)
    }

    /// `(a?.b)()`: the chain ends before the call but its object is still `this`.
    fn call_chained(
        &mut self,
        callee: &'a Expr,
        inner: &'a Expr,
        args: &'a [Arg],
        is_optional: bool,
    ) -> Temp {
        let ExprKind::Member { object, property, is_optional: is_member_optional } = &inner.kind else {
            return self.call_value(callee, args, is_optional);
        };
        let undefined = self.b().undefined();
        let this = self.spill(undefined);
        let function = self.b().local("", crate::module::Ty::Boxed);
        let (stop, end) = (self.b().block(), self.b().block());
        self.chain_stops.push(stop);
        let value = self.expr(object);
        self.b().store(this, value);
        self.stop_if_nullish(*is_member_optional, value);
        let method = self.get_member(value, property);
        self.chain_stops.pop();
        self.b().store(function, method);
        self.b().jump(end);
        self.b().start(stop);
        let undefined = self.b().undefined();
        self.b().store(function, undefined);
        self.b().jump(end);
        self.b().start(end);
        let (function, this) = (self.b().load(function), self.b().load(this));
        self.stop_if_nullish(is_optional, function);
        self.call_with(callee, function, this, args)
    }

    pub(super) fn new_expr(&mut self, callee: &'a Expr, args: &'a [Arg]) -> Temp {
        let function = self.expr(callee);
        let text = self.string(&source_text(callee));
        let op = match self.args(args) {
            Args::Plain(args) => Op::New { callee: function, args, text },
            Args::Spread(args) => Op::NewSpread { callee: function, args, text },
        };
        self.b().emit(op)
    }

    pub(super) fn tagged_template(
        &mut self,
        tag: &'a Expr,
        cooked: &[Option<Text>],
        raw: &[Text],
        exprs: &'a [Expr],
    ) -> Temp {
        let undefined = self.b().undefined();
        let (function, this) = match &tag.kind {
            ExprKind::Member { object, property, .. } => {
                let object = self.expr(object);
                (self.get_member(object, property), object)
            }
            _ => (self.expr(tag), undefined),
        };
        let cooked = cooked.iter().map(|text| text.as_ref().map(|text| self.text(text))).collect();
        let raw = raw.iter().map(|text| self.text(text)).collect();
        let mut args = vec![self.b().emit(Op::TemplateObject(cooked, raw))];
        args.extend(exprs.iter().map(|expr| self.expr(expr)));
        let text = self.string(&source_text(tag));
        self.b().emit(Op::Call { callee: function, this, args, text })
    }
}
