//! Patterns and parameters.

use super::Parser;
use crate::tree::{Kind, NodeId, Role, flag};

impl Parser<'_> {
    /// What a declaration binds: a name or a pattern.
    pub(super) fn binding(&mut self) -> NodeId {
        match self.word() {
            "{" => self.deeper(Self::object_pattern),
            "[" => self.deeper(Self::array_pattern),
            _ => self.binding_name(),
        }
    }

    /// A binding with a default, if there is one.
    fn element(&mut self) -> NodeId {
        let target = self.binding();
        if !self.eat("=") {
            return target;
        }
        let default = self.assignment();
        self.pair(Kind::DefaultPattern, (Role::Name, target), (Role::Value, default))
    }

    fn rest(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        let target = self.binding();
        self.put(Role::Name, target);
        self.finish(Kind::RestPattern, start, mark)
    }

    fn object_pattern(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.list("}", |this| {
            if this.is("...") {
                let rest = this.rest();
                return this.put(Role::Item, rest);
            }
            if !this.is_key_at(0) {
                return;
            }
            let (start, mark) = (this.start(), this.mark());
            // `{ a }` is its key and what it binds at once: only the binding is in the tree.
            if this.is_name() && !this.is_at(1, ":") {
                let element = this.element();
                this.put(Role::Value, element);
            } else {
                let key = this.key();
                this.put(Role::Name, key);
                this.expect(":");
                let element = this.element();
                this.put(Role::Value, element);
            }
            let property = this.finish(Kind::PatternProperty, start, mark);
            this.put(Role::Item, property);
        });
        self.finish(Kind::ObjectPattern, start, mark)
    }

    fn array_pattern(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.list("]", |this| {
            let element = match this.word() {
                "," => {
                    let start = this.start();
                    this.add(Kind::Hole, start)
                }
                "..." => this.rest(),
                _ => this.element(),
            };
            this.put(Role::Item, element);
        });
        self.finish(Kind::ArrayPattern, start, mark)
    }

    /// Parameters in parentheses.
    pub(super) fn params(&mut self) {
        let outer = (self.is_without_in, self.is_in_condition);
        (self.is_without_in, self.is_in_condition) = (false, false);
        self.list(")", |this| {
            let param = this.param();
            this.put(Role::Param, param);
        });
        (self.is_without_in, self.is_in_condition) = outer;
    }

    fn param(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.decorators();
        let mut flags = 0;
        while let Some(modifier) = modifier(self.word())
            && (self.is_name_at(1) || self.is_at(1, "{") || self.is_at(1, "["))
        {
            flags |= modifier | flag::PROPERTY;
            self.bump();
        }
        flags |= if self.eat("...") { flag::REST } else { 0 };
        let target = if self.is("this") { self.leaf(Kind::This) } else { self.binding() };
        self.put(Role::Name, target);
        flags |= if self.eat("?") { flag::OPTIONAL } else { 0 };
        self.annotation();
        if self.eat("=") {
            let default = self.assignment();
            self.put(Role::Value, default);
        }
        let param = self.finish(Kind::Param, start, mark);
        self.flag(param, flags)
    }

    pub(super) fn decorators(&mut self) {
        while self.is("@") {
            self.bump();
            let decorator = self.unary();
            self.put(Role::Item, decorator);
        }
    }
}

/// The flag of a word that may stand before a member or parameter.
pub(super) fn modifier(word: &str) -> Option<u16> {
    Some(match word {
        "public" | "override" | "accessor" => 0,
        "private" => flag::PRIVATE,
        "protected" => flag::PROTECTED,
        "readonly" => flag::READONLY,
        "static" => flag::STATIC,
        "abstract" => flag::ABSTRACT,
        "declare" => flag::DECLARE,
        "async" => flag::ASYNC,
        _ => return None,
    })
}
