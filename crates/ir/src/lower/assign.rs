//! Assignment in all its forms: `=`, `+=`, `&&=`, `++`.

use super::Lowerer;
use super::binding::Mode;
use super::operator::arithmetic;
use crate::module::{Op, Temp, Unary};
use perry_syntax::ast::{BinaryOp, Expr, ExprKind, Ident, LogicalOp, MemberProperty, Pattern, PatternKind};

/// A place that is read and then written; its object and key are evaluated once.
enum Place<'a> {
    Ident(&'a Ident),
    Member { object: Temp, property: &'a MemberProperty, key: Option<Temp> },
    Super { key: Temp },
}

impl<'a> Lowerer<'a> {
    pub(super) fn assignment(&mut self, target: &'a Pattern, value: &'a Expr) -> Temp {
        match &target.kind {
            PatternKind::Ident { ident, .. } => {
                let name = self.string(&ident.name);
                let value = self.named_expr(value, name);
                self.assign(ident, value);
                value
            }
            PatternKind::Member(member) => {
                let place = self.place(member);
                let value = self.expr(value);
                self.write(&place, value);
                value
            }
            _ => {
                let result = self.expr(value);
                self.destructure(target, result, Some(value), Mode::Assign);
                result
            }
        }
    }

    pub(super) fn assign_op(&mut self, op: BinaryOp, target: &'a Expr, value: &'a Expr) -> Temp {
        let place = self.place(target);
        let old = self.read_place(&place);
        let value = self.expr(value);
        let op = arithmetic(op).expect("the operator of a compound assignment is arithmetic");
        let result = self.b().emit(Op::Binary(op, old, value));
        self.write(&place, result);
        result
    }

    pub(super) fn assign_logical(&mut self, op: LogicalOp, target: &'a Expr, value: &'a Expr) -> Temp {
        let place = self.place(target);
        let old = self.read_place(&place);
        let result = self.spill(old);
        let (more, end) = (self.b().block(), self.b().block());
        self.unless_decided(op, old, more, end);
        self.b().start(more);
        let value = match &place {
            Place::Ident(ident) => {
                let name = self.string(&ident.name);
                self.named_expr(value, name)
            }
            _ => self.expr(value),
        };
        self.write(&place, value);
        self.b().store(result, value);
        self.b().jump(end);
        self.b().start(end);
        self.b().load(result)
    }

    pub(super) fn update(&mut self, is_increment: bool, is_prefix: bool, target: &'a Expr) -> Temp {
        let place = self.place(target);
        let old = self.read_place(&place);
        let step = if is_increment { Unary::Inc } else { Unary::Dec };
        if is_prefix {
            let new = self.b().emit(Op::Unary(step, old));
            self.write(&place, new);
            return new;
        }
        let old = self.b().emit(Op::Unary(Unary::ToNumeric, old));
        let new = self.b().emit(Op::Unary(step, old));
        self.write(&place, new);
        old
    }

    fn place(&mut self, target: &'a Expr) -> Place<'a> {
        match &target.kind {
            ExprKind::Ident(ident) => Place::Ident(ident),
            ExprKind::Hinted { expr, .. } => self.place(expr),
            ExprKind::SuperMember { property } => {
                let key = self.property_key(property);
                Place::Super { key }
            }
            ExprKind::Member { object, property, .. } => {
                let object = self.expr(object);
                let key = match property {
                    MemberProperty::Computed(key) => Some(self.expr(key)),
                    _ => None,
                };
                Place::Member { object, property, key }
            }
            _ => {
                self.refuse("invalid-assignment-target", "this cannot be assigned to", target.span, "");
                let key = self.b().undefined();
                Place::Super { key }
            }
        }
    }

    fn read_place(&mut self, place: &Place<'a>) -> Temp {
        match place {
            Place::Ident(ident) => self.read(ident),
            Place::Member { object, property, key } => match (property, key) {
                (MemberProperty::Computed(_), Some(key)) => self.b().emit(Op::GetIndex(*object, *key)),
                _ => self.get_member(*object, property),
            },
            Place::Super { key } => {
                let (home, this) = (self.home_object(), self.this());
                self.b().emit(Op::GetSuper(home, *key, this))
            }
        }
    }

    fn write(&mut self, place: &Place<'a>, value: Temp) {
        match place {
            Place::Ident(ident) => self.assign(ident, value),
            Place::Member { object, property, key } => self.set_member(*object, property, *key, value),
            Place::Super { key } => self.set_super(*key, value),
        }
    }
}
