//! Types.

use super::Parser;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, Role, flag};

impl Parser<'_> {
    pub(super) fn type_(&mut self) -> NodeId {
        self.deeper(Self::type_inner)
    }

    /// The result of a function: a type or `x is T`, `asserts x`.
    pub(super) fn type_or_predicate(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let is_asserts =
            self.is("asserts") && (self.is_name_at(1) || self.is_at(1, "this")) && !self.peek(1).is_first;
        let ahead = usize::from(is_asserts);
        let is_subject = self.is_name_at(ahead) || self.is_at(ahead, "this");
        let is_predicate = is_subject && self.is_at(1, "is") && !self.peek(1).is_first;
        if !is_asserts && !is_predicate {
            return self.type_();
        }
        self.at += ahead;
        let subject = if self.is("this") { self.leaf(Kind::This) } else { self.leaf(Kind::Ident) };
        self.put(Role::Name, subject);
        if self.eat("is") {
            let ty = self.type_();
            self.put(Role::Type, ty);
        }
        self.finish(Kind::Predicate, start, mark)
    }

    fn type_inner(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        if self.is_function_type() {
            return self.function_type();
        }
        let checked = self.union();
        if !self.is("extends") || self.token().is_first {
            return checked;
        }
        self.bump();
        self.put(Role::Test, checked);
        let bound = if self.is_function_type() { self.function_type() } else { self.union() };
        self.put(Role::Extends, bound);
        self.expect("?");
        let then = self.type_();
        self.put(Role::Then, then);
        self.expect(":");
        let otherwise = self.type_();
        self.put(Role::Else, otherwise);
        self.finish(Kind::ConditionalType, start, mark)
    }

    fn is_function_type(&self) -> bool {
        if self.is("<") || self.is("new") || self.is("abstract") && self.is_at(1, "new") {
            return true;
        }
        let partner = self.token().partner as usize;
        self.is("(") && self.tokens.get(partner.saturating_add(1)).is_some_and(|it| self.word_of(*it) == "=>")
    }

    fn function_type(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.eat("abstract");
        let kind = if self.eat("new") { Kind::ConstructorType } else { Kind::FunctionType };
        self.type_params();
        if self.is("(") {
            self.params();
        }
        self.expect("=>");
        let result = self.type_or_predicate();
        self.put(Role::Type, result);
        self.finish(kind, start, mark)
    }

    fn union(&mut self) -> NodeId {
        self.joined("|", Kind::UnionType, |this| {
            this.joined("&", Kind::IntersectionType, Self::type_operator)
        })
    }

    fn joined(&mut self, operator: &str, kind: Kind, mut member: impl FnMut(&mut Self) -> NodeId) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.eat(operator);
        let first = member(self);
        if !self.is(operator) {
            return first;
        }
        self.put(Role::Type, first);
        while self.eat(operator) {
            let next = member(self);
            self.put(Role::Type, next);
        }
        self.finish(kind, start, mark)
    }

    fn type_operator(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let is_operator = matches!(self.word(), "keyof" | "unique" | "readonly") && self.begins_type_at(1);
        if is_operator {
            self.bump();
            let ty = self.deeper(Self::type_operator);
            self.put(Role::Type, ty);
            return self.finish(Kind::TypeOperator, start, mark);
        }
        if self.is("infer") && self.is_name_at(1) {
            self.bump();
            let name = self.leaf(Kind::Ident);
            self.put(Role::Name, name);
            return self.finish(Kind::Infer, start, mark);
        }
        self.array_type()
    }

    fn begins_type_at(&self, ahead: usize) -> bool {
        let token = self.peek(ahead);
        match token.kind {
            T::Name | T::Keyword | T::String | T::Number => true,
            T::Punctuation => matches!(self.word_of(token), "(" | "[" | "{"),
            _ => false,
        }
    }

    fn array_type(&mut self) -> NodeId {
        let mut ty = self.primary_type();
        while self.is("[") && !self.token().is_first {
            let (start, mark) = (self.start_of(ty), self.mark());
            self.put(Role::Type, ty);
            self.bump();
            let is_array = self.is("]");
            if !is_array {
                let index = self.type_();
                self.put(Role::Value, index);
            }
            self.expect("]");
            ty = self.finish(if is_array { Kind::ArrayType } else { Kind::IndexedAccess }, start, mark);
        }
        ty
    }

    // One match with one call per arm.
    fn primary_type(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        match self.token().kind {
            T::Name if is_keyword_type(self.word()) && !self.is_at(1, ".") => self.leaf(Kind::KeywordType),
            T::Name => self.type_name(),
            T::String | T::Number | T::BigInt => self.leaf(Kind::LiteralType),
            T::Template | T::TemplateHead => self.template_type(start, mark),
            T::Keyword => match self.word() {
                "null" | "true" | "false" => self.leaf(Kind::LiteralType),
                "void" => self.leaf(Kind::KeywordType),
                "this" => self.leaf(Kind::ThisType),
                "typeof" => self.type_query(),
                "import" => self.import_type(),
                _ => self.missing(),
            },
            T::Punctuation => match self.word() {
                "{" if self.is_mapped() => self.mapped_type(),
                "{" => {
                    self.type_members();
                    self.finish(Kind::ObjectType, start, mark)
                }
                "[" => self.tuple(),
                "(" => {
                    self.bump();
                    let ty = self.type_();
                    self.put(Role::Type, ty);
                    self.expect(")");
                    self.finish(Kind::Paren, start, mark)
                }
                "-" => {
                    self.bump();
                    self.bump();
                    self.add(Kind::LiteralType, start)
                }
                _ => self.missing(),
            },
            _ => self.missing(),
        }
    }

    fn template_type(&mut self, start: u32, mark: usize) -> NodeId {
        let is_whole = self.token().kind == T::Template;
        self.bump();
        while !is_whole && !self.is_end() {
            let ty = self.type_();
            self.put(Role::Type, ty);
            let is_middle = self.token().kind == T::TemplateMiddle;
            if is_middle || self.token().kind == T::TemplateTail {
                self.bump();
            }
            if !is_middle {
                break;
            }
        }
        self.finish(Kind::LiteralType, start, mark)
    }

    /// `A`, `A.B`, `A<T>`
    fn type_name(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let name = self.entity();
        self.put(Role::Name, name);
        if self.is("<") && !self.token().is_first {
            self.type_arguments();
        }
        self.finish(Kind::TypeName, start, mark)
    }

    fn entity(&mut self) -> NodeId {
        let mut name = self.any_name();
        while self.is(".") {
            self.bump();
            let right = self.any_name();
            name = self.pair(Kind::QualifiedName, (Role::Object, name), (Role::Name, right));
        }
        name
    }

    fn type_query(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        let value = if self.is("import") { self.import_type() } else { self.entity() };
        self.put(Role::Value, value);
        if self.is("<") && !self.token().is_first {
            self.type_arguments();
        }
        self.finish(Kind::TypeQuery, start, mark)
    }

    /// `import("m").T`
    fn import_type(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        self.expect("(");
        if self.token().kind == T::String {
            let source = self.leaf(Kind::String);
            self.put(Role::Source, source);
        }
        self.expect(")");
        while self.eat(".") {
            let name = self.any_name();
            self.put(Role::Name, name);
        }
        if self.is("<") {
            self.type_arguments();
        }
        self.finish(Kind::ImportType, start, mark)
    }

    fn tuple(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.list("]", |this| {
            let (start, mark) = (this.start(), this.mark());
            let mut flags = if this.eat("...") { flag::REST } else { 0 };
            let is_named = this.is_name() && (this.is_at(1, ":") || this.is_at(1, "?") && this.is_at(2, ":"));
            if is_named {
                let name = this.leaf(Kind::Ident);
                this.put(Role::Name, name);
                flags |= if this.eat("?") { flag::OPTIONAL } else { 0 };
                this.bump();
            }
            let ty = this.type_();
            this.put(Role::Type, ty);
            flags |= if this.eat("?") { flag::OPTIONAL } else { 0 };
            let element = this.finish(Kind::Param, start, mark);
            this.flag(element, flags);
            this.put(Role::Item, element);
        });
        self.finish(Kind::TupleType, start, mark)
    }

    /// `{ [K in T]: V }`
    fn is_mapped(&self) -> bool {
        let ahead = match self.is_at(1, "readonly") || self.is_at(1, "+") || self.is_at(1, "-") {
            true if self.is_at(1, "readonly") => 2,
            true => 3,
            false => 1,
        };
        self.is_at(ahead, "[") && self.is_name_at(ahead + 1) && self.is_at(ahead + 2, "in")
    }

    fn mapped_type(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        while !self.is("[") {
            self.bump();
        }
        self.bump();
        let (param_start, param_mark) = (self.start(), self.mark());
        let name = self.leaf(Kind::Ident);
        self.put(Role::Name, name);
        self.expect("in");
        let keys = self.type_();
        self.put(Role::Extends, keys);
        let param = self.finish(Kind::TypeParam, param_start, param_mark);
        self.put(Role::TypeParam, param);
        if self.eat("as") {
            let renamed = self.type_();
            self.put(Role::Value, renamed);
        }
        self.expect("]");
        while matches!(self.word(), "?" | "+" | "-") {
            self.bump();
        }
        if self.eat(":") {
            let ty = self.type_();
            self.put(Role::Type, ty);
        }
        let _ = self.eat(";") || self.eat(",");
        self.expect("}");
        self.finish(Kind::MappedType, start, mark)
    }

    /// The members of an interface or object type, in braces.
    pub(super) fn type_members(&mut self) {
        self.expect("{");
        while !self.is_end() && !self.is("}") {
            if self.eat(";") || self.eat(",") {
                continue;
            }
            let before = self.at;
            let member = self.deeper(Self::type_member);
            let member = if self.at == before { self.skipped() } else { member };
            self.put(Role::Member, member);
        }
        self.expect("}");
    }

    fn type_member(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let mut flags = if self.is_key_at(1) && !self.is("[") { self.modifiers() } else { 0 };
        let is_accessor = (self.is("get") || self.is("set")) && self.is_key_at(1);
        let kind = match self.word() {
            "(" | "<" => {
                self.signature();
                Kind::CallSignature
            }
            "new" if self.is_at(1, "(") || self.is_at(1, "<") => {
                self.bump();
                self.signature();
                Kind::ConstructSignature
            }
            "[" if self.is_name_at(1) && self.is_at(2, ":") => {
                self.index_signature();
                Kind::IndexSignature
            }
            _ if !self.is_key_at(0) => return self.missing(),
            word => {
                if is_accessor {
                    self.bump();
                }
                let key = self.key();
                self.put(Role::Name, key);
                flags |= if self.eat("?") { flag::OPTIONAL } else { 0 };
                if self.is("(") || self.is("<") {
                    self.signature();
                    match (is_accessor, word) {
                        (true, "get") => Kind::Getter,
                        (true, _) => Kind::Setter,
                        _ => Kind::Method,
                    }
                } else {
                    self.annotation();
                    Kind::Field
                }
            }
        };
        if !(self.eat(";") || self.eat(",")) {
            self.has_failed |= !(self.is("}") || self.token().is_first);
        }
        let member = self.finish(kind, start, mark);
        self.flag(member, flags)
    }

    /// `[key: string]: T`
    pub(super) fn index_signature(&mut self) {
        self.list("]", |this| {
            let (start, mark) = (this.start(), this.mark());
            let name = this.binding_name();
            this.put(Role::Name, name);
            this.annotation();
            let param = this.finish(Kind::Param, start, mark);
            this.put(Role::Param, param);
        });
        self.annotation();
    }

    pub(super) fn type_params(&mut self) {
        if !self.is("<") {
            return;
        }
        self.list(">", |this| {
            let (start, mark) = (this.start(), this.mark());
            while matches!(this.word(), "const" | "in" | "out") && this.is_name_at(1) {
                this.bump();
            }
            let name = this.binding_name();
            this.put(Role::Name, name);
            if this.eat("extends") {
                let bound = this.type_();
                this.put(Role::Extends, bound);
            }
            if this.eat("=") {
                let default = this.type_();
                this.put(Role::Value, default);
            }
            if this.end() > start {
                let param = this.finish(Kind::TypeParam, start, mark);
                this.put(Role::TypeParam, param);
            } else {
                this.pending.truncate(mark);
            }
        });
    }

    pub(super) fn type_arguments(&mut self) {
        self.list(">", |this| {
            let argument = this.type_();
            this.put(Role::TypeArgument, argument);
        });
    }
}

fn is_keyword_type(word: &str) -> bool {
    matches!(
        word,
        "any"
            | "unknown"
            | "never"
            | "number"
            | "string"
            | "boolean"
            | "bigint"
            | "symbol"
            | "object"
            | "undefined"
    )
}
