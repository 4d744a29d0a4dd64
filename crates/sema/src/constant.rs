//! The constant: literals and enum members whose values are known from their text.

use std::sync::Arc;

use perry_syntax::ast::{BinaryOp, EnumDecl, Expr, ExprKind, MemberProperty, Name, Text, UnaryOp};

use crate::import::Literal;

/// The value of a literal expression.
pub fn literal(expr: &Expr) -> Option<Literal> {
    match &expr.kind {
        ExprKind::Number(number) => Some(Literal::Number(number.to_bits())),
        ExprKind::String(Text::Utf8(text)) => Some(Literal::String(text.clone())),
        ExprKind::Bool(bool) => Some(Literal::Bool(*bool)),
        ExprKind::Null => Some(Literal::Null),
        ExprKind::Unary { op: UnaryOp::Minus, arg } => match literal(arg)? {
            Literal::Number(bits) => Some(Literal::Number((-f64::from_bits(bits)).to_bits())),
            _ => None,
        },
        ExprKind::Hinted { expr, .. } => literal(expr),
        _ => None,
    }
}

/// The members of an enum, if the values of all of them are known.
pub fn enum_members(decl: &EnumDecl) -> Option<Vec<(Arc<str>, Literal)>> {
    let mut members: Vec<(Arc<str>, Literal)> = Vec::new();
    for member in &decl.members {
        let Text::Utf8(name) = &member.name else { return None };
        let value = match &member.init {
            Some(init) => member_value(init, &decl.name.name, &members)?,
            None => match members.last() {
                None => Literal::Number(0f64.to_bits()),
                Some((_, Literal::Number(bits))) => Literal::Number((f64::from_bits(*bits) + 1.0).to_bits()),
                Some(_) => return None,
            },
        };
        members.push((name.clone(), value));
    }
    Some(members)
}

fn member_value(expr: &Expr, own: &Name, known: &[(Arc<str>, Literal)]) -> Option<Literal> {
    if let Some(literal @ (Literal::Number(_) | Literal::String(_))) = literal(expr) {
        return Some(literal);
    }
    let lookup = |name: &Name| known.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    match &expr.kind {
        ExprKind::Ident(ident) => lookup(&ident.name),
        ExprKind::Member { object, property: MemberProperty::Name(name, _), .. } => match &object.kind {
            ExprKind::Ident(ident) if ident.name == *own => lookup(name),
            _ => None,
        },
        ExprKind::Unary { op, arg } => unary(*op, number(member_value(arg, own, known)?)?),
        ExprKind::Binary { op, left, right } => {
            let (left, right) = (member_value(left, own, known)?, member_value(right, own, known)?);
            binary(*op, number(left)?, number(right)?)
        }
        _ => None,
    }
}

fn number(literal: Literal) -> Option<f64> {
    match literal {
        Literal::Number(bits) => Some(f64::from_bits(bits)),
        _ => None,
    }
}

fn unary(op: UnaryOp, arg: f64) -> Option<Literal> {
    let value = match op {
        UnaryOp::Minus => -arg,
        UnaryOp::Plus => arg,
        UnaryOp::BitNot => f64::from(!int32(arg)?),
        _ => return None,
    };
    Some(Literal::Number(value.to_bits()))
}

fn binary(op: BinaryOp, left: f64, right: f64) -> Option<Literal> {
    let shift = || int32(right).map(|count| count as u32 & 31);
    let value = match op {
        BinaryOp::Add => left + right,
        BinaryOp::Sub => left - right,
        BinaryOp::Mul => left * right,
        BinaryOp::BitOr => f64::from(int32(left)? | int32(right)?),
        BinaryOp::BitAnd => f64::from(int32(left)? & int32(right)?),
        BinaryOp::BitXor => f64::from(int32(left)? ^ int32(right)?),
        BinaryOp::Shl => f64::from(int32(left)?.wrapping_shl(shift()?)),
        BinaryOp::Shr => f64::from(int32(left)? >> shift()?),
        _ => return None,
    };
    Some(Literal::Number(value.to_bits()))
}

/// Only what is an int32 already: the rest is left to the running program.
fn int32(number: f64) -> Option<i32> {
    let int = number as i32;
    (f64::from(int) == number).then_some(int)
}
