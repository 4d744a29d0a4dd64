//! Operators.

use super::Lowerer;
use crate::module::{Binary, Compare, Op, Temp, Unary};
use perry_syntax::ast::{BinaryOp, Expr, ExprKind, LogicalOp, UnaryOp};

impl<'a> Lowerer<'a> {
    /// Left-deep chains (`a + b + c`) are lowered in a loop.
    pub(super) fn binary(&mut self, op: BinaryOp, left: &'a Expr, right: &'a Expr) -> Temp {
        let mut rest = vec![(op, right)];
        let mut first = left;
        while let ExprKind::Binary { op, left, right } = &first.kind {
            rest.push((*op, right));
            first = left;
        }
        let mut value = self.expr(first);
        for (op, right) in rest.into_iter().rev() {
            let other = self.expr(right);
            value = self.binary_value(op, value, other);
        }
        value
    }

    pub(super) fn binary_value(&mut self, op: BinaryOp, left: Temp, right: Temp) -> Temp {
        if let Some(op) = arithmetic(op) {
            return self.b().emit(Op::Binary(op, left, right));
        }
        let holds = self.compare_values(op, left, right);
        self.b().boxed(holds)
    }

    /// A `Bool`.
    pub(super) fn comparison(&mut self, op: BinaryOp, left: &'a Expr, right: &'a Expr) -> Temp {
        let left = self.expr(left);
        let right = self.expr(right);
        self.compare_values(op, left, right)
    }

    fn compare_values(&mut self, op: BinaryOp, left: Temp, right: Temp) -> Temp {
        let op = match op {
            BinaryOp::Eq => Op::Compare(Compare::LooseEq, left, right),
            BinaryOp::NotEq => Op::Compare(Compare::LooseNe, left, right),
            BinaryOp::StrictEq => Op::Compare(Compare::StrictEq, left, right),
            BinaryOp::StrictNotEq => Op::Compare(Compare::StrictNe, left, right),
            BinaryOp::Lt => Op::Compare(Compare::Lt, left, right),
            BinaryOp::Le => Op::Compare(Compare::Le, left, right),
            BinaryOp::Gt => Op::Compare(Compare::Gt, left, right),
            BinaryOp::Ge => Op::Compare(Compare::Ge, left, right),
            BinaryOp::In => Op::In(left, right),
            _ => Op::InstanceOf(left, right),
        };
        self.b().emit(op)
    }

    pub(super) fn unary(&mut self, op: UnaryOp, arg: &'a Expr) -> Temp {
        match op {
            UnaryOp::Typeof => self.typeof_expr(arg),
            UnaryOp::Void => {
                self.drop_value(arg);
                self.b().undefined()
            }
            UnaryOp::Minus => {
                if let ExprKind::Number(value) = arg.kind {
                    return self.b().number(-value);
                }
                let value = self.expr(arg);
                self.b().emit(Op::Unary(Unary::Neg, value))
            }
            UnaryOp::Plus => {
                let value = self.expr(arg);
                self.b().emit(Op::Unary(Unary::ToNumber, value))
            }
            UnaryOp::BitNot => {
                let value = self.expr(arg);
                self.b().emit(Op::Unary(Unary::BitNot, value))
            }
            UnaryOp::Not | UnaryOp::Delete => self.b().undefined(), // `bool_expr` has them
        }
    }

    fn typeof_expr(&mut self, arg: &'a Expr) -> Temp {
        let value = match &arg.kind {
            ExprKind::Ident(ident) if self.scopes.resolve(ident).is_none() && &*ident.name != "undefined" => {
                let name = self.string(&ident.name);
                self.b().emit(Op::TypeofGlobal(name))
            }
            _ => self.expr(arg),
        };
        self.b().emit(Op::Unary(Unary::Typeof, value))
    }

    /// `&&`, `||`, `??` as values.
    pub(super) fn logical(&mut self, op: LogicalOp, left: &'a Expr, right: &'a Expr) -> Temp {
        let value = self.expr(left);
        let result = self.spill(value);
        let (more, end) = (self.b().block(), self.b().block());
        self.unless_decided(op, value, more, end);
        self.b().start(more);
        let value = self.expr(right);
        self.b().store(result, value);
        self.b().jump(end);
        self.b().start(end);
        self.b().load(result)
    }

    /// Goes to `more` if a logical operator evaluates its right side, else to `end`.
    pub(super) fn unless_decided(
        &mut self,
        op: LogicalOp,
        value: Temp,
        more: crate::module::BlockId,
        end: crate::module::BlockId,
    ) {
        match op {
            LogicalOp::And => {
                let holds = self.b().emit(Op::Truthy(value));
                self.b().branch(holds, more, end);
            }
            LogicalOp::Or => {
                let holds = self.b().emit(Op::Truthy(value));
                self.b().branch(holds, end, more);
            }
            LogicalOp::Nullish => {
                let is_nullish = self.b().emit(Op::IsNullish(value));
                self.b().branch(is_nullish, more, end);
            }
        }
    }

    pub(super) fn conditional(&mut self, test: &'a Expr, then: &'a Expr, otherwise: &'a Expr) -> Temp {
        let result = self.b().local("", crate::module::Ty::Boxed);
        let (yes, no, end) = (self.b().block(), self.b().block(), self.b().block());
        self.condition(test, yes, no);
        for (block, expr) in [(yes, then), (no, otherwise)] {
            self.b().start(block);
            let value = self.expr(expr);
            self.b().store(result, value);
            self.b().jump(end);
        }
        self.b().start(end);
        self.b().load(result)
    }

    pub(super) fn template(&mut self, quasis: &[perry_syntax::ast::Text], exprs: &'a [Expr]) -> Temp {
        let mut parts = Vec::new();
        for (index, quasi) in quasis.iter().enumerate() {
            let is_empty = matches!(quasi, perry_syntax::ast::Text::Utf8(text) if text.is_empty());
            if !is_empty || exprs.is_empty() {
                let id = self.text(quasi);
                parts.push(self.b().string(id));
            }
            if let Some(expr) = exprs.get(index) {
                let value = self.expr(expr);
                parts.push(self.b().emit(Op::Unary(Unary::ToString, value)));
            }
        }
        match parts[..] {
            [one] => one,
            _ => self.b().emit(Op::Concat(parts)),
        }
    }

    /// `delete a.b`, a `Bool`.
    pub(super) fn delete(&mut self, target: &'a Expr) -> Temp {
        match &target.kind {
            ExprKind::Member { object, property, is_optional: false } => {
                let object = self.expr(object);
                let key = self.member_key(property);
                self.b().emit(Op::Delete(object, key))
            }
            ExprKind::OptionalChain(inner) => self.optional_delete(inner),
            ExprKind::Hinted { expr, .. } => self.delete(expr),
            _ => {
                self.drop_value(target);
                self.b().emit(Op::ConstBool(true))
            }
        }
    }

    fn optional_delete(&mut self, inner: &'a Expr) -> Temp {
        let result = self.b().local("", crate::module::Ty::Boxed);
        let (stop, end) = (self.b().block(), self.b().block());
        self.chain_stops.push(stop);
        let deleted = match &inner.kind {
            ExprKind::Member { object, property, is_optional } => {
                let object = self.expr(object);
                self.stop_if_nullish(*is_optional, object);
                let key = self.member_key(property);
                self.b().emit(Op::Delete(object, key))
            }
            _ => self.delete(inner),
        };
        self.chain_stops.pop();
        let boxed = self.b().boxed(deleted);
        self.b().store(result, boxed);
        self.b().jump(end);
        self.b().start(stop);
        let yes = self.b().emit(Op::Bool(true));
        self.b().store(result, yes);
        self.b().jump(end);
        self.b().start(end);
        let value = self.b().load(result);
        self.b().emit(Op::Truthy(value))
    }
}

pub(super) fn arithmetic(op: BinaryOp) -> Option<Binary> {
    Some(match op {
        BinaryOp::Add => Binary::Add,
        BinaryOp::Sub => Binary::Sub,
        BinaryOp::Mul => Binary::Mul,
        BinaryOp::Div => Binary::Div,
        BinaryOp::Rem => Binary::Rem,
        BinaryOp::Exp => Binary::Exp,
        BinaryOp::BitAnd => Binary::BitAnd,
        BinaryOp::BitOr => Binary::BitOr,
        BinaryOp::BitXor => Binary::BitXor,
        BinaryOp::Shl => Binary::Shl,
        BinaryOp::Shr => Binary::Shr,
        BinaryOp::UShr => Binary::UShr,
        _ => return None,
    })
}
