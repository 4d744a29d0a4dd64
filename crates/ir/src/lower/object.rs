//! Object and array literals.

use super::Lowerer;
use super::text::source_text;
use crate::module::{MethodKind, Op, StrId, Temp};
use perry_syntax::ast::{
    ArrayElement, Expr, ExprKind, Function, FunctionKind, ObjectMember, PropertyKey, Text,
};

/// The array index that a property name is.
pub(super) fn index(name: &Text) -> Option<u32> {
    let Text::Utf8(name) = name else { return None };
    let is_canonical = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_digit())
        && (name.len() == 1 || !name.starts_with('0'));
    name.parse().ok().filter(|index| is_canonical && *index < u32::MAX)
}

pub(super) fn is_index(name: &Text) -> bool {
    index(name).is_some()
}

impl<'a> Lowerer<'a> {
    pub(super) fn array(&mut self, elements: &'a [ArrayElement]) -> Temp {
        let is_spread = |element: &ArrayElement| matches!(element, ArrayElement::Spread(_));
        let plain = elements.iter().position(is_spread).unwrap_or(elements.len());
        let values = elements[..plain].iter().map(|element| self.array_value(element)).collect();
        let array = self.b().emit(Op::ArrayNew(values));
        for element in &elements[plain..] {
            if let ArrayElement::Spread(expr) = element {
                let value = self.expr(expr);
                let text = self.string(&source_text(expr));
                self.b().effect(Op::ArraySpread(array, value, Some(text)));
            } else {
                let value = self.array_value(element);
                self.b().effect(Op::ArrayPush(array, value));
            }
        }
        array
    }

    fn array_value(&mut self, element: &'a ArrayElement) -> Temp {
        match element {
            ArrayElement::Hole => self.b().emit(Op::Empty),
            ArrayElement::Expr(expr) | ArrayElement::Spread(expr) => self.expr(expr),
        }
    }

    pub(super) fn object(&mut self, members: &'a [ObjectMember]) -> Temp {
        let simple = simple_prefix(members);
        let mut keys: Vec<StrId> = Vec::new();
        let mut values = Vec::new();
        for member in &members[..simple] {
            let ObjectMember::Property { key: PropertyKey::Name(name), value, .. } = member else { continue };
            let key = self.text(name);
            keys.push(key);
            values.push(self.named_expr(value, key));
        }
        let object = match keys.is_empty() {
            true => self.b().emit(Op::ObjectNew),
            false => self.b().emit(Op::ObjectLiteral(keys, values)),
        };
        members[simple..].iter().for_each(|member| self.object_member(object, member));
        object
    }

    fn object_member(&mut self, object: Temp, member: &'a ObjectMember) {
        match member {
            ObjectMember::Property { key, value, is_shorthand } => {
                if is_proto(key) && !is_shorthand {
                    let prototype = self.expr(value);
                    return self.b().effect(Op::SetProtoLiteral(object, prototype));
                }
                let key_temp = self.property_key(key);
                let value = self.keyed_value(key, key_temp, value);
                self.b().effect(Op::DefineField(object, key_temp, value));
            }
            ObjectMember::Method { key, function } => {
                let key_temp = self.property_key(key);
                self.define_method(object, key_temp, key, function, true);
            }
            ObjectMember::Spread(expr) => {
                let source = self.expr(expr);
                self.b().effect(Op::CopyDataProperties(object, source, Vec::new()));
            }
        }
    }

    /// Methods, getters, setters; the runtime names them and sets their home.
    pub(super) fn define_method(
        &mut self,
        object: Temp,
        key_temp: Temp,
        key: &PropertyKey,
        function: &'a Function,
        is_enumerable: bool,
    ) {
        let name = match key {
            PropertyKey::Name(name) => self.text(name),
            PropertyKey::Computed(_) => self.string(""),
        };
        let (closure, _) = self.function(function, Some(name));
        let kind = method_kind(function);
        self.b().effect(Op::DefineMethod { kind, object, key: key_temp, function: closure, is_enumerable });
    }

    /// A value that takes the name of its key if it is an anonymous function.
    pub(super) fn keyed_value(&mut self, key: &PropertyKey, key_temp: Temp, value: &'a Expr) -> Temp {
        if let PropertyKey::Name(name) = key {
            let name = self.text(name);
            return self.named_expr(value, name);
        }
        let is_anonymous = is_anonymous_function(value);
        let value = self.expr(value);
        if is_anonymous {
            let prefix = self.string("");
            self.b().effect(Op::SetFunctionName(value, key_temp, prefix));
        }
        value
    }

    /// An expression that takes `name` if it is an anonymous function or class.
    pub(super) fn named_expr(&mut self, expr: &'a Expr, name: StrId) -> Temp {
        match &expr.kind {
            ExprKind::Function(function) if function.name.is_none() => self.function(function, Some(name)).0,
            ExprKind::Class(class) if class.name.is_none() => self.class(class, Some(name)),
            ExprKind::Hinted { expr: inner, .. } if is_anonymous_function(inner) => {
                self.named_expr(inner, name)
            }
            _ => self.expr(expr),
        }
    }
}

pub(super) fn method_kind(function: &Function) -> MethodKind {
    match function.kind {
        FunctionKind::Getter => MethodKind::Getter,
        FunctionKind::Setter => MethodKind::Setter,
        _ => MethodKind::Method,
    }
}

pub(super) fn is_anonymous_function(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Function(function) => function.name.is_none(),
        ExprKind::Class(class) => class.name.is_none(),
        ExprKind::Hinted { expr, .. } => is_anonymous_function(expr),
        _ => false,
    }
}

fn is_proto(key: &PropertyKey) -> bool {
    matches!(key, PropertyKey::Name(Text::Utf8(name)) if &**name == "__proto__")
}

/// How many members make one shape: distinct names that are no indices, with values.
fn simple_prefix(members: &[ObjectMember]) -> usize {
    let mut seen = std::collections::HashSet::new();
    let is_simple = |member: &ObjectMember| match member {
        ObjectMember::Property { key: key @ PropertyKey::Name(name), .. } => {
            !is_index(name) && !is_proto(key) && seen.insert(name.clone())
        }
        _ => false,
    };
    members.iter().map(is_simple).take_while(|is_simple| *is_simple).count()
}
