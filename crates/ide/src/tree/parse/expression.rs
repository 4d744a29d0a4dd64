//! Expressions, down to the unary operators.

use super::Parser;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, Role, flag};

impl Parser<'_> {
    /// With commas.
    pub(super) fn expression(&mut self) -> NodeId {
        let first = self.assignment();
        if !self.is(",") {
            return first;
        }
        let mark = self.mark();
        self.put(Role::Value, first);
        while self.eat(",") {
            let next = self.assignment();
            self.put(Role::Value, next);
        }
        self.finish(Kind::Sequence, self.start_of(first), mark)
    }

    /// Without commas.
    pub(super) fn assignment(&mut self) -> NodeId {
        self.deeper(Self::assignment_inner)
    }

    fn assignment_inner(&mut self) -> NodeId {
        if self.begins_statement() {
            return self.missing();
        }
        if self.is_generator && self.is("yield") {
            return self.yield_expression();
        }
        if let Some(arrow) = self.arrow() {
            return arrow;
        }
        let left = self.conditional();
        if !self.eat_assignment() {
            return left;
        }
        let right = self.assignment();
        self.pair(Kind::Assign, (Role::Left, left), (Role::Right, right))
    }

    fn eat_assignment(&mut self) -> bool {
        let is_simple = matches!(
            self.word(),
            "=" | "+="
                | "-="
                | "*="
                | "/="
                | "%="
                | "&="
                | "|="
                | "^="
                | "**="
                | "<<="
                | "&&="
                | "||="
                | "??="
        );
        if is_simple && self.token().kind == T::Punctuation {
            self.bump();
            return true;
        }
        let length = self.shift();
        let is_shift = length > 1 && self.is_at(length - 1, "=");
        if is_shift && length > 2 {
            self.at += length;
        }
        is_shift && length > 2
    }

    /// How many tokens that touch make one operator beginning with `>`: `>`, `>=`, `>>`, `>>>`, `>>=`, `>>>=`.
    pub(super) fn shift(&self) -> usize {
        if !self.is(">") {
            return 0;
        }
        let touches = |ahead: usize| self.peek(ahead - 1).end == self.peek(ahead).start;
        let mut length = 1;
        while length < 3 && self.is_at(length, ">") && touches(length) {
            length += 1;
        }
        let is_equal = (self.is_at(length, "=") || self.is_at(length, "==")) && touches(length);
        if is_equal { length + 1 } else { length }
    }

    fn yield_expression(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        self.eat("*");
        if !self.token().is_first && !self.ends_list() && !self.is(",") && !self.is(":") && !self.is_end() {
            let value = self.assignment();
            self.put(Role::Value, value);
        }
        self.finish(Kind::Yield, start, mark)
    }

    /// An arrow function, if one begins here.
    fn arrow(&mut self) -> Option<NodeId> {
        let start = self.start();
        let is_async = self.is("async")
            && !self.peek(1).is_first
            && (self.is_name_at(1) || self.is_at(1, "(") || self.is_at(1, "<"));
        let ahead = usize::from(is_async);
        if self.is_name_at(ahead) && self.is_at(ahead + 1, "=>") {
            self.at += ahead;
            let mark = self.mark();
            let (param_start, param_mark) = (self.start(), self.mark());
            let name = self.leaf(Kind::Ident);
            self.put(Role::Name, name);
            let param = self.finish(Kind::Param, param_start, param_mark);
            self.put(Role::Param, param);
            return Some(self.arrow_rest(start, mark, is_async));
        }
        if self.is_name() && self.is("async") && self.is_at(1, "=>") {
            return None;
        }
        let is_head = self.is_at(ahead, "(") && self.may_be_arrow(ahead) || self.is_at(ahead, "<");
        if !is_head {
            return None;
        }
        let needs_speculation = self.is_at(ahead, "<") || !self.is_surely_arrow(ahead);
        let mark = self.mark();
        if needs_speculation {
            let is_arrow = self.speculate_head(ahead);
            if !is_arrow {
                return None;
            }
        } else {
            self.at += ahead;
            self.signature();
        }
        Some(self.arrow_rest(start, mark, is_async))
    }

    /// Whether the parentheses may be those of parameters: by what is inside and behind.
    fn may_be_arrow(&self, ahead: usize) -> bool {
        let partner = self.peek(ahead).partner as usize;
        let Some(behind) = self.tokens.get(partner.wrapping_add(1)).filter(|_| partner < self.tokens.len())
        else {
            return false;
        };
        match self.word_of(*behind) {
            "=>" => true,
            ":" => !self.is_in_condition,
            _ => false,
        }
    }

    fn is_surely_arrow(&self, ahead: usize) -> bool {
        let partner = self.peek(ahead).partner as usize;
        self.tokens.get(partner + 1).is_some_and(|behind| self.word_of(*behind) == "=>")
    }

    /// Reads parameters and result if `=>` follows.
    fn speculate_head(&mut self, ahead: usize) -> bool {
        let checkpoint = self.checkpoint();
        self.at += ahead;
        self.signature();
        let is_arrow = !self.has_failed && self.is("=>");
        match is_arrow {
            true => self.has_failed = checkpoint.has_failed,
            false => self.back(checkpoint),
        }
        is_arrow
    }

    fn arrow_rest(&mut self, start: u32, mark: usize, is_async: bool) -> NodeId {
        self.expect("=>");
        if self.is("{") {
            self.function_body(false);
        } else {
            let outer = std::mem::replace(&mut self.is_generator, false);
            let body = self.assignment();
            self.is_generator = outer;
            self.put(Role::Value, body);
        }
        let arrow = self.finish(Kind::Arrow, start, mark);
        self.flag(arrow, if is_async { flag::ASYNC } else { 0 })
    }

    fn conditional(&mut self) -> NodeId {
        let test = self.binary(0);
        if !self.is("?") {
            return test;
        }
        let mark = self.mark();
        self.bump();
        self.put(Role::Test, test);
        let outer = (self.is_in_condition, self.is_without_in);
        (self.is_in_condition, self.is_without_in) = (true, false);
        let then = self.assignment();
        (self.is_in_condition, self.is_without_in) = outer;
        self.put(Role::Then, then);
        self.expect(":");
        let otherwise = self.assignment();
        self.put(Role::Else, otherwise);
        self.finish(Kind::Conditional, self.start_of(test), mark)
    }

    /// The operator here: how strongly it binds, and its tokens.
    fn operator(&self) -> Option<(u8, usize)> {
        let token = self.token();
        if token.kind == T::Name {
            let is_cast = !token.is_first && matches!(self.word(), "as" | "satisfies");
            return is_cast.then_some((8, 1));
        }
        if !matches!(token.kind, T::Punctuation | T::Keyword) {
            return None;
        }
        let strength = match self.word() {
            "??" | "||" => 1,
            "&&" => 2,
            "|" => 3,
            "^" => 4,
            "&" => 5,
            "==" | "!=" | "===" | "!==" => 6,
            "<" | "<=" | "instanceof" => 8,
            "in" if !self.is_without_in => 8,
            ">" => {
                let length = self.shift();
                let is_equal = length > 1 && self.is_at(length - 1, "=");
                return match (length, is_equal) {
                    (1, _) | (2, true) => Some((8, length)),
                    (_, true) => None,
                    _ => Some((9, length)),
                };
            }
            "<<" => 9,
            "+" | "-" => 10,
            "*" | "/" | "%" => 11,
            "**" => 12,
            _ => return None,
        };
        Some((strength, 1))
    }

    fn binary(&mut self, least: u8) -> NodeId {
        let mut left = self.unary();
        while let Some((strength, length)) = self.operator().filter(|(strength, _)| *strength > least) {
            let cast = match self.word() {
                "as" if self.is_name() => Some(Kind::As),
                "satisfies" => Some(Kind::Satisfies),
                _ => None,
            };
            self.at += length;
            left = match cast {
                Some(kind) => {
                    let is_constant = kind == Kind::As && self.is("const");
                    let ty = if is_constant { self.leaf(Kind::KeywordType) } else { self.type_() };
                    self.pair(kind, (Role::Value, left), (Role::Type, ty))
                }
                None => {
                    let right = self.deeper(|this| this.binary(if strength == 12 { 11 } else { strength }));
                    self.pair(Kind::Binary, (Role::Left, left), (Role::Right, right))
                }
            };
        }
        left
    }

    pub(super) fn unary(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let kind = match self.word() {
            "!" | "~" | "+" | "-" | "typeof" | "void" | "delete" => Kind::Unary,
            "++" | "--" => Kind::Update,
            "await" if self.is_name() && self.begins_operand() => Kind::Await,
            "<" => return self.assertion(),
            _ => return self.postfix(),
        };
        self.bump();
        let value = self.deeper(Self::unary);
        self.put(Role::Value, value);
        self.finish(kind, start, mark)
    }

    /// Whether the token behind `await` begins what is awaited.
    fn begins_operand(&self) -> bool {
        let next = self.peek(1);
        match next.kind {
            T::Name => !matches!(self.word_of(next), "as" | "satisfies" | "of"),
            T::Keyword => !matches!(self.word_of(next), "in" | "instanceof"),
            T::Punctuation => matches!(self.word_of(next), "(" | "[" | "{" | "!" | "~" | "+" | "-"),
            T::End | T::TemplateMiddle | T::TemplateTail | T::Unknown => false,
            _ => true,
        }
    }

    /// `<T>value`
    fn assertion(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        self.bump();
        let ty = self.type_();
        self.put(Role::Type, ty);
        self.expect(">");
        let value = self.deeper(Self::unary);
        self.put(Role::Value, value);
        self.finish(Kind::As, start, mark)
    }
}
