//! Conditions: control flow without making booleans.

use super::Lowerer;
use crate::module::{BlockId, Op, Temp};
use perry_syntax::ast::{BinaryOp, Expr, ExprKind, LogicalOp, UnaryOp};
use perry_syntax::stack::guarded;

impl<'a> Lowerer<'a> {
    /// Goes to `yes` or `no`.
    pub(super) fn condition(&mut self, expr: &'a Expr, yes: BlockId, no: BlockId) {
        guarded(|| match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Not, arg } => self.condition(arg, no, yes),
            ExprKind::Logical { op: LogicalOp::And, left, right } => {
                let middle = self.b().block();
                self.condition(left, middle, no);
                self.b().start(middle);
                self.condition(right, yes, no);
            }
            ExprKind::Logical { op: LogicalOp::Or, left, right } => {
                let middle = self.b().block();
                self.condition(left, yes, middle);
                self.b().start(middle);
                self.condition(right, yes, no);
            }
            ExprKind::Bool(value) => self.b().jump(if *value { yes } else { no }),
            ExprKind::Hinted { expr, .. } => self.condition(expr, yes, no),
            _ => {
                let holds = self.test(expr);
                self.b().branch(holds, yes, no);
            }
        });
    }

    /// The truth of an expression, a `Bool`.
    fn test(&mut self, expr: &'a Expr) -> Temp {
        match self.bool_expr(expr) {
            Some(holds) => holds,
            None => {
                let value = self.expr(expr);
                self.b().emit(Op::Truthy(value))
            }
        }
    }

    /// An expression whose value is a boolean, as a `Bool`.
    pub(super) fn bool_expr(&mut self, expr: &'a Expr) -> Option<Temp> {
        match &expr.kind {
            ExprKind::Binary { op, left, right } if is_test(*op) => Some(self.comparison(*op, left, right)),
            ExprKind::Unary { op: UnaryOp::Not, arg } => {
                let holds = self.test(arg);
                Some(self.b().emit(Op::Not(holds)))
            }
            ExprKind::Unary { op: UnaryOp::Delete, arg } => Some(self.delete(arg)),
            ExprKind::PrivateIn { name, right } => {
                let object = self.expr(right);
                Some(self.private_has(name, object))
            }
            _ => None,
        }
    }
}

fn is_test(op: BinaryOp) -> bool {
    use BinaryOp::{Eq, Ge, Gt, In, InstanceOf, Le, Lt, NotEq, StrictEq, StrictNotEq};
    matches!(op, Eq | NotEq | StrictEq | StrictNotEq | Lt | Le | Gt | Ge | In | InstanceOf)
}
