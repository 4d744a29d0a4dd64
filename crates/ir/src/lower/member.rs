//! Members: reading and writing properties, optional chains.

use super::Lowerer;
use crate::module::{BlockId, Op, Temp, Ty};
use perry_syntax::ast::{Expr, ExprKind, MemberProperty, PropertyKey, Text};

impl<'a> Lowerer<'a> {
    pub(super) fn member(
        &mut self,
        object: &'a Expr,
        property: &'a MemberProperty,
        is_optional: bool,
    ) -> Temp {
        if let MemberProperty::Name(name, _) = property
            && let Some(value) = self.namespace_member(object, name)
        {
            return value;
        }
        let object = self.expr(object);
        self.stop_if_nullish(is_optional, object);
        self.get_member(object, property)
    }

    /// Reads a member of an object that was evaluated; evaluates a computed key.
    pub(super) fn get_member(&mut self, object: Temp, property: &'a MemberProperty) -> Temp {
        match property {
            MemberProperty::Name(name, span) => {
                let id = self.string(name);
                let value = self.b().emit(Op::Get(object, id));
                self.note_member(object, value, name, *span);
                value
            }
            MemberProperty::Computed(key) => self.get_computed(object, key),
            MemberProperty::Private(name, _) => self.private_get(object, name),
        }
    }

    fn get_computed(&mut self, object: Temp, key: &'a Expr) -> Temp {
        if let ExprKind::String(text) = &key.kind
            && !super::object::is_index(text)
        {
            let name = self.text(text);
            let value = self.b().emit(Op::Get(object, name));
            if let Text::Utf8(name) = text {
                self.note_member(object, value, name, key.span);
            }
            return value;
        }
        let key = self.expr(key);
        self.b().emit(Op::GetIndex(object, key))
    }

    /// Writes a member; `key` is the value of a computed one.
    pub(super) fn set_member(
        &mut self,
        object: Temp,
        property: &MemberProperty,
        key: Option<Temp>,
        value: Temp,
    ) {
        match (property, key) {
            (MemberProperty::Name(name, _), _) => {
                let name = self.string(name);
                self.b().effect(Op::Set(object, name, value));
            }
            (MemberProperty::Private(name, _), _) => self.private_set(object, name, value),
            (MemberProperty::Computed(_), Some(key)) => self.b().effect(Op::SetIndex(object, key, value)),
            (MemberProperty::Computed(_), None) => unreachable!("computed keys are evaluated by the caller"),
        }
    }

    /// The key as a value.
    pub(super) fn member_key(&mut self, property: &'a MemberProperty) -> Temp {
        match property {
            MemberProperty::Name(name, _) | MemberProperty::Private(name, _) => {
                let name = self.string(name);
                self.b().string(name)
            }
            MemberProperty::Computed(key) => self.expr(key),
        }
    }

    // super.x

    pub(super) fn get_super(&mut self, property: &'a PropertyKey) -> Temp {
        let this = self.this();
        let key = self.property_key(property);
        let home = self.home_object();
        self.b().emit(Op::GetSuper(home, key, this))
    }

    pub(super) fn set_super(&mut self, key: Temp, value: Temp) {
        let (home, this) = (self.home_object(), self.this());
        self.b().effect(Op::SetSuper(home, key, value, this));
    }

    // Keys

    /// A key that is a literal name.
    pub(super) fn key_temp(&mut self, name: &Text) -> Temp {
        if let Some(index) = super::object::index(name) {
            return self.b().number(f64::from(index));
        }
        let id = self.text(name);
        self.b().string(id)
    }

    /// A key as it is used: a name, or a computed value turned into one.
    pub(super) fn property_key(&mut self, key: &'a PropertyKey) -> Temp {
        match key {
            PropertyKey::Name(name) => self.key_temp(name),
            PropertyKey::Computed(expr) => {
                let value = self.expr(expr);
                self.b().emit(Op::Unary(crate::module::Unary::ToPropertyKey, value))
            }
        }
    }

    // Optional chains

    /// The extent of short-circuiting.
    pub(super) fn optional_chain(&mut self, inner: &'a Expr) -> Temp {
        let result = self.b().local("", Ty::Boxed);
        self.chain(result, |lowerer| lowerer.expr(inner))
    }

    fn chain(&mut self, result: crate::module::LocalId, inner: impl FnOnce(&mut Self) -> Temp) -> Temp {
        let (stop, end): (BlockId, BlockId) = (self.b().block(), self.b().block());
        self.chain_stops.push(stop);
        let value = inner(self);
        self.chain_stops.pop();
        self.b().store(result, value);
        self.b().jump(end);
        self.b().start(stop);
        let undefined = self.b().undefined();
        self.b().store(result, undefined);
        self.b().jump(end);
        self.b().start(end);
        self.b().load(result)
    }

    /// `?.`: leaves the chain if the value is null or undefined.
    pub(super) fn stop_if_nullish(&mut self, is_optional: bool, value: Temp) {
        let Some(stop) = self.chain_stops.last().copied().filter(|_| is_optional) else { return };
        let next = self.b().block();
        let is_nullish = self.b().emit(Op::IsNullish(value));
        self.b().branch(is_nullish, stop, next);
        self.b().start(next);
    }
}
