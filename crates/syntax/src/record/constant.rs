//! Values that are known from the text: literals and the members of enums.

use super::Literal;
use crate::ast::{BinaryOp, EnumDecl, Expr, ExprKind, MemberProperty, Name, Text, UnaryOp};
use std::sync::Arc;

/// The value of a literal, a negated number or `undefined`-like `void 0`.
pub(crate) fn literal(expr: &Expr) -> Option<Literal> {
    match &expr.kind {
        ExprKind::Null => Some(Literal::Null),
        ExprKind::Bool(value) => Some(Literal::Bool(*value)),
        ExprKind::Number(value) => Some(Literal::Number(value.to_bits())),
        ExprKind::String(text) => Some(Literal::String(text.clone())),
        ExprKind::BigInt(digits) => Some(Literal::BigInt(digits.clone())),
        ExprKind::Template { quasis, exprs } if exprs.is_empty() => {
            quasis.first().cloned().map(Literal::String)
        }
        ExprKind::Unary { op: UnaryOp::Minus, arg } => match &arg.kind {
            ExprKind::Number(value) => Some(Literal::Number((-value).to_bits())),
            _ => None,
        },
        ExprKind::Unary { op: UnaryOp::Void, arg } => {
            matches!(arg.kind, ExprKind::Number(_)).then_some(Literal::Undefined)
        }
        ExprKind::Hinted { expr, .. } => literal(expr),
        _ => None,
    }
}

/// The members of an enum in order, as far as TypeScript computes them.
pub(crate) fn enum_members(declaration: &EnumDecl) -> Vec<(Text, Option<Literal>)> {
    let mut members =
        Members { of: &declaration.name.name, known: Vec::with_capacity(declaration.members.len()) };
    let mut next = Some(0.0);
    for member in &declaration.members {
        let value = match &member.init {
            Some(init) => members.value(init),
            None => next.map(Value::Number),
        };
        next = match &value {
            Some(Value::Number(number)) => Some(number + 1.0),
            _ => None,
        };
        members.known.push((member.name.clone(), value));
    }
    let literal = |value: Value| match value {
        Value::Number(number) => Literal::Number(number.to_bits()),
        Value::String(text) => Literal::String(Text::Utf8(Arc::from(text))),
    };
    members.known.into_iter().map(|(name, value)| (name, value.map(literal))).collect()
}

#[derive(Clone)]
enum Value {
    Number(f64),
    String(String),
}

/// The members before the one that is computed.
struct Members<'a> {
    of: &'a Name,
    known: Vec<(Text, Option<Value>)>,
}

impl Members<'_> {
    fn member(&self, name: &str) -> Option<Value> {
        let found = self.known.iter().find(|(known, _)| matches!(known, Text::Utf8(text) if &**text == name));
        found.and_then(|(_, value)| value.clone())
    }

    fn value(&self, expr: &Expr) -> Option<Value> {
        crate::stack::guarded(|| self.inner_value(expr))
    }

    fn inner_value(&self, expr: &Expr) -> Option<Value> {
        match &expr.kind {
            ExprKind::Number(number) => Some(Value::Number(*number)),
            ExprKind::String(Text::Utf8(text)) => Some(Value::String(text.to_string())),
            ExprKind::Template { quasis, exprs } => self.template(quasis, exprs),
            ExprKind::Ident(ident) => self.member(&ident.name),
            ExprKind::Member { object, property, .. } => match (&object.kind, property) {
                (ExprKind::Ident(object), MemberProperty::Name(name, _)) if object.name == *self.of => {
                    self.member(name)
                }
                (ExprKind::Ident(object), MemberProperty::Computed(key)) if object.name == *self.of => {
                    match &key.kind {
                        ExprKind::String(Text::Utf8(name)) => self.member(name),
                        _ => None,
                    }
                }
                _ => None,
            },
            ExprKind::Unary { op, arg } => match (op, self.value(arg)?) {
                (UnaryOp::Minus, Value::Number(number)) => Some(Value::Number(-number)),
                (UnaryOp::Plus, Value::Number(number)) => Some(Value::Number(number)),
                (UnaryOp::BitNot, Value::Number(number)) => Some(Value::Number(f64::from(!to_int32(number)))),
                _ => None,
            },
            ExprKind::Binary { op, left, right } => binary(*op, self.value(left)?, self.value(right)?),
            ExprKind::Hinted { expr, .. } => self.value(expr),
            _ => None,
        }
    }

    fn template(&self, quasis: &[Text], exprs: &[Expr]) -> Option<Value> {
        let mut text = String::new();
        for (at, quasi) in quasis.iter().enumerate() {
            let Text::Utf8(quasi) = quasi else { return None };
            text += quasi;
            if let Some(expr) = exprs.get(at) {
                text += &self.value(expr)?.into_text();
            }
        }
        Some(Value::String(text))
    }
}

impl Value {
    fn into_text(self) -> String {
        match self {
            Value::Number(number) => ryu_js::Buffer::new().format(number).to_owned(),
            Value::String(text) => text,
        }
    }
}

fn binary(op: BinaryOp, left: Value, right: Value) -> Option<Value> {
    let (left, right) = match (left, right) {
        (Value::Number(left), Value::Number(right)) => (left, right),
        (left, right) if op == BinaryOp::Add => {
            return Some(Value::String(left.into_text() + &right.into_text()));
        }
        _ => return None,
    };
    let (left_bits, right_bits) = (to_int32(left), to_int32(right));
    let shift = right_bits as u32 & 31;
    Some(Value::Number(match op {
        BinaryOp::Add => left + right,
        BinaryOp::Sub => left - right,
        BinaryOp::Mul => left * right,
        BinaryOp::Div => left / right,
        BinaryOp::Rem => left % right,
        BinaryOp::BitAnd => f64::from(left_bits & right_bits),
        BinaryOp::BitOr => f64::from(left_bits | right_bits),
        BinaryOp::BitXor => f64::from(left_bits ^ right_bits),
        BinaryOp::Shl => f64::from(left_bits.wrapping_shl(shift)),
        BinaryOp::Shr => f64::from(left_bits.wrapping_shr(shift)),
        BinaryOp::UShr => f64::from((left_bits as u32).wrapping_shr(shift)),
        // `**` is left to the program: its last bit is the engine's.
        _ => return None,
    }))
}

fn to_int32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    let modulus = 4_294_967_296.0;
    let wrapped = number.trunc().rem_euclid(modulus);
    wrapped as u32 as i32
}
