//! Expressions as V8 writes them in messages: `a.b is not a function`.

use perry_syntax::ast::{BinaryOp, Expr, ExprKind, MemberProperty, PropertyKey, Text};

/// How the expression is named; parts that V8 does not print are `(intermediate value)`.
pub(super) fn source_text(expr: &Expr) -> String {
    let mut text = String::new();
    write(expr, &mut text, 0);
    text
}

fn write(expr: &Expr, out: &mut String, depth: u32) {
    if depth > 64 {
        return out.push_str("(intermediate value)");
    }
    match &expr.kind {
        ExprKind::Ident(ident) => out.push_str(&ident.name),
        ExprKind::This => out.push_str("this"),
        ExprKind::Null => out.push_str("null"),
        ExprKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        ExprKind::Number(value) => out.push_str(&number(*value)),
        ExprKind::String(Text::Utf8(text)) => out.push_str(&format!("\"{text}\"")),
        ExprKind::Member { object, property, is_optional } => {
            write(object, out, depth + 1);
            member(property, *is_optional, out, depth);
        }
        ExprKind::SuperMember { property } => {
            out.push_str("(intermediate value)");
            if let PropertyKey::Name(Text::Utf8(name)) = property {
                out.push_str(&format!(".{name}"));
            }
        }
        ExprKind::Call { callee, .. } => {
            write(callee, out, depth + 1);
            out.push_str("(...)");
        }
        ExprKind::Object(properties) => {
            out.push('{');
            properties.iter().for_each(|_| out.push_str("(intermediate value)"));
            out.push('}');
        }
        ExprKind::OptionalChain(inner) | ExprKind::Hinted { expr: inner, .. } => write(inner, out, depth + 1),
        _ => out.push_str("(intermediate value)"),
    }
}

fn member(property: &MemberProperty, is_optional: bool, out: &mut String, depth: u32) {
    let dot = if is_optional { "?." } else { "." };
    match property {
        MemberProperty::Name(name, _) => out.push_str(&format!("{dot}{name}")),
        MemberProperty::Private(name, _) => out.push_str(&format!("{dot}#{name}")),
        MemberProperty::Computed(key) => match constant_string(key) {
            Some(name) => out.push_str(&format!("{dot}{name}")),
            None => {
                out.push_str(if is_optional { "?.[" } else { "[" });
                write(key, out, depth + 1);
                out.push(']');
            }
        },
    }
}

/// A key that V8 knows while it compiles.
fn constant_string(key: &Expr) -> Option<String> {
    match &key.kind {
        ExprKind::String(Text::Utf8(text)) => Some(text.to_string()),
        ExprKind::Binary { op: BinaryOp::Add, left, right } => {
            Some(constant_string(left)? + &constant_string(right)?)
        }
        _ => None,
    }
}

fn number(value: f64) -> String {
    match value {
        value if value.is_infinite() => "Infinity".to_owned(),
        value => format!("{value}"),
    }
}

/// Is the value of an enum member's initialiser certainly a string?
pub(super) fn is_string_expression(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::String(_) | ExprKind::Template { .. } => true,
        ExprKind::Binary { op: BinaryOp::Add, left, right } => {
            is_string_expression(left) || is_string_expression(right)
        }
        ExprKind::Hinted { expr, .. } => is_string_expression(expr),
        _ => false,
    }
}
