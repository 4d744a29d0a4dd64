//! Members, calls, and the operands they begin with.

use super::Parser;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, Role, flag};

/// How far a `<` is looked after: type arguments of calls are short. A guess.
const ANGLE_TOKENS: usize = 100;

impl Parser<'_> {
    pub(super) fn postfix(&mut self) -> NodeId {
        let operand = if self.is("new") { self.new_expression() } else { self.primary() };
        let value = self.members(operand, true);
        if (self.is("++") || self.is("--")) && !self.token().is_first {
            let mark = self.mark();
            self.bump();
            self.put(Role::Value, value);
            return self.finish(Kind::Update, self.start_of(value), mark);
        }
        value
    }

    /// Whatever follows an operand.
    // One match with one call per arm.
    fn members(&mut self, mut value: NodeId, may_call: bool) -> NodeId {
        loop {
            let mark = self.mark();
            let start = self.start_of(value);
            value = match self.token().kind {
                T::Template | T::TemplateHead => {
                    let template = self.template();
                    self.pair(Kind::TaggedTemplate, (Role::Callee, value), (Role::Argument, template))
                }
                T::Punctuation => match self.word() {
                    "." | "?." => self.member_or_call(value, may_call),
                    "[" => self.index(value, 0),
                    "(" if may_call => self.call(value, 0),
                    "!" if !self.token().is_first && !self.is_at(1, "=") => {
                        self.put(Role::Value, value);
                        self.bump();
                        self.finish(Kind::NonNull, start, mark)
                    }
                    "<" if may_call => match self.generic_call(value) {
                        Some(call) => call,
                        None => return value,
                    },
                    _ => return value,
                },
                _ => return value,
            };
        }
    }

    fn member_or_call(&mut self, object: NodeId, may_call: bool) -> NodeId {
        let flags = if self.is("?.") { flag::OPTIONAL } else { 0 };
        if flags != 0 && self.is_at(1, "[") {
            self.bump();
            return self.index(object, flags);
        }
        if flags != 0 && self.is_at(1, "(") && may_call {
            self.bump();
            return self.call(object, flags);
        }
        let mark = self.mark();
        self.put(Role::Object, object);
        self.bump();
        // A dot at the end of a line that is followed by a statement is being typed.
        let is_statement_next = self.token().is_first
            && (self.begins_statement() || self.is_name() && !self.peek(1).is_first && self.is_name_at(1));
        let name = if is_statement_next { self.missing() } else { self.any_name() };
        self.put(Role::Name, name);
        let member = self.finish(Kind::Member, self.start_of(object), mark);
        self.flag(member, flags)
    }

    fn index(&mut self, object: NodeId, flags: u16) -> NodeId {
        let mark = self.mark();
        self.put(Role::Object, object);
        self.bump();
        let outer = (self.is_without_in, self.is_in_condition);
        (self.is_without_in, self.is_in_condition) = (false, false);
        let key = self.expression();
        (self.is_without_in, self.is_in_condition) = outer;
        self.put(Role::Value, key);
        self.expect("]");
        let index = self.finish(Kind::Index, self.start_of(object), mark);
        self.flag(index, flags)
    }

    fn call(&mut self, callee: NodeId, flags: u16) -> NodeId {
        let mark = self.mark();
        self.put(Role::Callee, callee);
        self.arguments();
        let call = self.finish(Kind::Call, self.start_of(callee), mark);
        self.flag(call, flags)
    }

    fn arguments(&mut self) {
        let outer = (self.is_without_in, self.is_in_condition);
        (self.is_without_in, self.is_in_condition) = (false, false);
        self.list(")", |this| {
            let argument = this.argument();
            this.put(Role::Argument, argument);
        });
        (self.is_without_in, self.is_in_condition) = outer;
    }

    /// An element of an array or an argument.
    fn argument(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        if !self.eat("...") {
            return self.assignment();
        }
        let value = self.assignment();
        self.put(Role::Value, value);
        self.finish(Kind::Spread, start, mark)
    }

    /// Whether a `>` may belong to the `<` here: a look at few tokens, so that chains of `<` cost nothing.
    fn may_close_angle(&self) -> bool {
        let (mut at, mut open) = (self.at, 0);
        for _ in 0..ANGLE_TOKENS {
            let token = self.tokens[at.min(self.tokens.len() - 1)];
            match self.word_of(token) {
                "<" => open += 1,
                ">" => open -= 1,
                ";" | "&&" | "||" | "=" | ")" | "]" | "}" | "" => return false,
                _ => {}
            }
            if open == 0 {
                return true;
            }
            at = if token.partner != u32::MAX && token.partner as usize > at {
                token.partner as usize
            } else {
                at
            } + 1;
        }
        false
    }

    /// `f<T>(x)`, unless `<` compares.
    fn generic_call(&mut self, callee: NodeId) -> Option<NodeId> {
        if !self.may_close_angle() {
            return None;
        }
        self.speculate(|this| {
            let mark = this.mark();
            this.put(Role::Callee, callee);
            this.type_arguments();
            if this.has_failed {
                return None;
            }
            match this.token().kind {
                T::Template | T::TemplateHead => {
                    let template = this.template();
                    this.put(Role::Argument, template);
                    Some(this.finish(Kind::TaggedTemplate, this.start_of(callee), mark))
                }
                _ if this.is("(") => {
                    this.arguments();
                    // What is wrong inside the arguments says nothing about `<`.
                    this.has_failed = false;
                    Some(this.finish(Kind::Call, this.start_of(callee), mark))
                }
                _ => None,
            }
        })
    }

    fn new_expression(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        if self.is(".") {
            self.bump();
            self.bump();
            return self.add(Kind::Meta, start);
        }
        let operand = if self.is("new") { self.deeper(Self::new_expression) } else { self.primary() };
        let callee = self.members(operand, false);
        self.put(Role::Callee, callee);
        if self.is("<") {
            let before = self.checkpoint();
            self.type_arguments();
            match self.has_failed {
                true => self.back(before),
                false => self.has_failed = before.has_failed,
            }
        }
        if self.is("(") {
            self.arguments();
        }
        self.finish(Kind::New, start, mark)
    }

    // One match with one call per arm.
    fn primary(&mut self) -> NodeId {
        let start = self.start();
        match self.token().kind {
            T::Name if self.is("async") && self.is_at(1, "function") && !self.peek(1).is_first => {
                self.bump();
                self.function(start, flag::ASYNC)
            }
            T::Name => self.leaf(Kind::Ident),
            T::PrivateName => self.leaf(Kind::PrivateName),
            T::Number => self.leaf(Kind::Number),
            T::BigInt => self.leaf(Kind::BigInt),
            T::String => self.leaf(Kind::String),
            T::Regexp => self.leaf(Kind::Regexp),
            T::Template | T::TemplateHead => self.template(),
            T::Keyword => self.keyword_operand(start),
            T::Punctuation => match self.word() {
                "(" => self.parenthesised(),
                "[" => self.array(),
                "{" => self.object(),
                "@" => {
                    let mark = self.mark();
                    self.decorators();
                    self.pending.truncate(mark);
                    self.class(start, 0)
                }
                _ => self.missing(),
            },
            _ => self.missing(),
        }
    }

    fn keyword_operand(&mut self, start: u32) -> NodeId {
        match self.word() {
            "this" => self.leaf(Kind::This),
            "super" => self.leaf(Kind::Super),
            "null" => self.leaf(Kind::Null),
            "true" | "false" => self.leaf(Kind::Bool),
            "function" => self.function(start, 0),
            "class" => self.class(start, 0),
            "import" if self.is_at(1, "(") => {
                let mark = self.mark();
                self.bump();
                self.arguments();
                self.finish(Kind::ImportCall, start, mark)
            }
            "import" if self.is_at(1, ".") => {
                self.at += 2;
                self.bump();
                self.add(Kind::Meta, start)
            }
            _ => self.missing(),
        }
    }

    fn parenthesised(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        let outer = (self.is_without_in, self.is_in_condition);
        (self.is_without_in, self.is_in_condition) = (false, false);
        let value = self.expression();
        (self.is_without_in, self.is_in_condition) = outer;
        self.put(Role::Value, value);
        self.expect(")");
        self.finish(Kind::Paren, start, mark)
    }

    fn array(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let outer = (self.is_without_in, self.is_in_condition);
        (self.is_without_in, self.is_in_condition) = (false, false);
        self.list("]", |this| {
            let element = match this.is(",") {
                true => {
                    let start = this.start();
                    this.add(Kind::Hole, start)
                }
                false => this.argument(),
            };
            this.put(Role::Item, element);
        });
        (self.is_without_in, self.is_in_condition) = outer;
        self.finish(Kind::Array, start, mark)
    }

    pub(super) fn template(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let is_whole = self.token().kind == T::Template;
        self.bump();
        while !is_whole && !self.is_end() {
            let value = self.expression();
            self.put(Role::Value, value);
            while !matches!(self.token().kind, T::TemplateMiddle | T::TemplateTail | T::End)
                && !self.ends_list()
            {
                let error = self.skipped();
                self.put(Role::Item, error);
            }
            match self.token().kind {
                T::TemplateMiddle => self.bump(),
                T::TemplateTail => {
                    self.bump();
                    break;
                }
                _ => {
                    self.has_failed = true;
                    break;
                }
            }
        }
        self.finish(Kind::Template, start, mark)
    }
}
