//! Classes, and the members of object literals.

use super::Parser;
use super::pattern::modifier;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, Role, flag};

impl Parser<'_> {
    /// From `class` on.
    pub(super) fn class(&mut self, start: u32, flags: u16) -> NodeId {
        let mark = self.mark();
        self.bump();
        if self.is_name() && !self.is("implements") {
            let name = self.leaf(Kind::Ident);
            self.put(Role::Name, name);
        }
        self.type_params();
        if self.eat("extends") {
            let parent = self.unary();
            self.put(Role::Extends, parent);
            if self.is("<") {
                self.type_arguments();
            }
        }
        if self.eat("implements") {
            self.heritage(Role::Implements);
        }
        if self.eat("{") {
            while !self.is_end() && !self.is("}") {
                if self.eat(";") {
                    continue;
                }
                let before = self.at;
                let member = self.deeper(Self::member);
                let member = if self.at == before { self.skipped() } else { member };
                self.put(Role::Member, member);
            }
            self.expect("}");
        } else {
            self.has_failed = true;
        }
        let class = self.finish(Kind::Class, start, mark);
        self.flag(class, flags)
    }

    /// Words before a member that are no key of their own.
    pub(super) fn modifiers(&mut self) -> u16 {
        let mut flags = 0;
        while let Some(modifier) = modifier(self.word())
            && (self.is_key_at(1) || self.is_at(1, "*") || self.is_at(1, "{") && self.is("static"))
            && (!self.peek(1).is_first || !matches!(self.word(), "async"))
        {
            flags |= modifier;
            self.bump();
            if self.is("{") {
                break;
            }
        }
        flags
    }

    fn member(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.decorators();
        let mut flags = self.modifiers();
        let is_accessor = (self.is("get") || self.is("set")) && self.is_key_at(1) && !self.peek(1).is_first;
        let kind = match self.word() {
            "{" if flags & flag::STATIC != 0 => {
                self.function_body(false);
                Kind::StaticBlock
            }
            "get" if is_accessor => self.method(Kind::Getter, &mut flags),
            "set" if is_accessor => self.method(Kind::Setter, &mut flags),
            "[" if self.is_name_at(1) && self.is_at(2, ":") => {
                self.index_signature();
                self.eat(";");
                Kind::IndexSignature
            }
            "constructor" if self.is_at(1, "(") => {
                let name = self.leaf(Kind::Ident);
                self.put(Role::Name, name);
                self.signature();
                self.function_body(false);
                Kind::Constructor
            }
            "*" => self.method(Kind::Method, &mut flags),
            _ => self.field_or_method(&mut flags),
        };
        let member = self.finish(kind, start, mark);
        self.flag(member, flags)
    }

    /// Where `get`, `set` or `*` stands, or the key itself.
    fn method(&mut self, kind: Kind, flags: &mut u16) -> Kind {
        if kind != Kind::Method {
            self.bump();
        }
        *flags |= if self.eat("*") { flag::GENERATOR } else { 0 };
        let key = self.key();
        self.put(Role::Name, key);
        *flags |= if self.eat("?") { flag::OPTIONAL } else { 0 };
        self.signature();
        self.function_body(*flags & flag::GENERATOR != 0);
        kind
    }

    fn field_or_method(&mut self, flags: &mut u16) -> Kind {
        if !self.is_key_at(0) {
            return Kind::Error;
        }
        let after = if self.is("[") { (self.token().partner as usize).wrapping_sub(self.at - 1) } else { 1 };
        let after = if self.is_at(after, "?") { after + 1 } else { after };
        if self.is_at(after, "(") || self.is_at(after, "<") {
            return self.method(Kind::Method, flags);
        }
        let key = self.key();
        self.put(Role::Name, key);
        *flags |= if self.eat("?") { flag::OPTIONAL } else { 0 };
        self.eat("!");
        self.annotation();
        if self.eat("=") {
            let value = self.assignment();
            self.put(Role::Value, value);
        }
        self.semicolon();
        Kind::Field
    }

    /// An object literal.
    pub(super) fn object(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let outer = (self.is_without_in, self.is_in_condition);
        (self.is_without_in, self.is_in_condition) = (false, false);
        self.list("}", |this| {
            if let Some(member) = this.object_member() {
                this.put(Role::Member, member);
            }
        });
        (self.is_without_in, self.is_in_condition) = outer;
        self.finish(Kind::Object, start, mark)
    }

    fn object_member(&mut self) -> Option<NodeId> {
        let (start, mark) = (self.start(), self.mark());
        if self.eat("...") {
            let value = self.assignment();
            self.put(Role::Value, value);
            return Some(self.finish(Kind::Spread, start, mark));
        }
        let mut flags = 0;
        if self.is("async") && (self.is_key_at(1) || self.is_at(1, "*")) {
            self.bump();
            flags |= flag::ASYNC;
        }
        let is_accessor = (self.is("get") || self.is("set")) && self.is_key_at(1);
        let kind = match self.word() {
            "get" if is_accessor => self.method(Kind::Getter, &mut flags),
            "set" if is_accessor => self.method(Kind::Setter, &mut flags),
            "*" => self.method(Kind::Method, &mut flags),
            _ if !self.is_key_at(0) => return None,
            _ => self.property(&mut flags),
        };
        let member = self.finish(kind, start, mark);
        Some(self.flag(member, flags))
    }

    fn property(&mut self, flags: &mut u16) -> Kind {
        let after = if self.is("[") { (self.token().partner as usize).wrapping_sub(self.at - 1) } else { 1 };
        if self.is_at(after, "(") || self.is_at(after, "<") {
            return self.method(Kind::Method, flags);
        }
        if self.token().kind == T::Name && !self.is_at(1, ":") {
            let name = self.leaf(Kind::Ident);
            self.put(Role::Value, name);
            // `{ a = 1 }` is a pattern in the clothes of a literal.
            if self.eat("=") {
                let default = self.assignment();
                self.put(Role::Right, default);
            }
            return Kind::Shorthand;
        }
        let key = self.key();
        self.put(Role::Name, key);
        self.expect(":");
        let value = self.assignment();
        self.put(Role::Value, value);
        Kind::Property
    }
}
