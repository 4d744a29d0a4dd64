//! Which expressions of the module's top level run no code of the program.
//!
//! A variable that is initialised before anything else could have run needs no check in any function.

use super::walk::Walker;
use super::{BindingKind, MODULE};
use perry_syntax::ast::{
    Arg, ArrayElement, BinaryOp, Class, ClassMemberKind, Expr, ExprKind, MemberProperty, ObjectMember,
    PropertyKey, UnaryOp,
};

impl Walker<'_> {
    /// Code of the program may run here.
    pub fn note_effect(&mut self) {
        if self.function == MODULE {
            self.may_have_run = true;
        }
    }

    /// Is its value a primitive, found without running anything?
    pub fn is_primitive(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::BigInt(_) => true,
            ExprKind::Ident(ident) => match self.lookup(&ident.name) {
                Some(id) => self.scopes.binding(id).is_primitive && self.is_initialised(id),
                None => &*ident.name == "undefined" || &*ident.name == "NaN" || &*ident.name == "Infinity",
            },
            ExprKind::Template { exprs, .. } => exprs.iter().all(|expr| self.is_primitive(expr)),
            ExprKind::Unary { op, arg } => *op != UnaryOp::Delete && self.is_primitive(arg),
            ExprKind::Binary { op, left, right } => {
                let is_plain = !matches!(op, BinaryOp::In | BinaryOp::InstanceOf);
                is_plain && self.is_primitive(left) && self.is_primitive(right)
            }
            ExprKind::Logical { left, right, .. } => self.is_primitive(left) && self.is_primitive(right),
            ExprKind::Conditional { test, then, otherwise } => {
                self.is_primitive(test) && self.is_primitive(then) && self.is_primitive(otherwise)
            }
            ExprKind::Hinted { expr, .. } => self.is_primitive(expr),
            ExprKind::Member { object, property: MemberProperty::Name(..), .. } => {
                self.is_number_member(object)
            }
            _ => false,
        }
    }

    fn is_number_member(&self, object: &Expr) -> bool {
        let ExprKind::Ident(ident) = &object.kind else { return false };
        self.lookup(&ident.name).is_none() && matches!(&*ident.name, "Math" | "Number")
    }

    /// A primitive, or an array or object literal of such.
    fn is_data(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Array(elements) => elements.iter().all(|element| match element {
                ArrayElement::Hole => true,
                ArrayElement::Expr(expr) => self.is_data(expr),
                ArrayElement::Spread(_) => false,
            }),
            ExprKind::Object(members) => members.iter().all(|member| match member {
                ObjectMember::Property { key: PropertyKey::Name(_), value, .. } => self.is_data(value),
                _ => false,
            }),
            ExprKind::Hinted { expr, .. } => self.is_data(expr),
            _ => self.is_primitive(expr),
        }
    }

    /// A call or `new` of a built-in that only sees data.
    pub fn is_harmless_call(&self, callee: &Expr, args: &[Arg]) -> bool {
        let root = match &callee.kind {
            ExprKind::Member { object, property: MemberProperty::Name(..), .. } => object,
            _ => callee,
        };
        let ExprKind::Ident(ident) = &root.kind else { return false };
        self.lookup(&ident.name).is_none() && args.iter().all(|arg| !arg.is_spread && self.is_data(&arg.expr))
    }

    /// Reading a property of a built-in or of an enum.
    pub fn is_harmless_member(&self, object: &Expr) -> bool {
        let ExprKind::Ident(ident) = &object.kind else { return false };
        match self.lookup(&ident.name) {
            None => true,
            Some(id) => self.scopes.binding(id).kind == BindingKind::Enum && self.is_initialised(id),
        }
    }

    pub fn is_harmless_class(&self, class: &Class) -> bool {
        class.parent.is_none()
            && class.members.iter().all(|member| match &member.kind {
                ClassMemberKind::Field { value, .. } | ClassMemberKind::Accessor { value, .. } => {
                    !member.is_static || value.as_ref().is_none_or(|value| self.is_data(value))
                }
                ClassMemberKind::StaticBlock { .. } => false,
                _ => true,
            })
    }
}
