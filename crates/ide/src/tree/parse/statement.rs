//! Statements, declarations, imports and exports.

use super::Parser;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, Role, flag};

impl Parser<'_> {
    /// A statement; what begins none is an error of one token.
    pub(super) fn statement_or_error(&mut self) -> NodeId {
        let before = self.at;
        let statement = self.deeper(Self::statement);
        if self.at == before { self.skipped() } else { statement }
    }

    // One match with one call per arm.
    fn statement(&mut self) -> NodeId {
        let start = self.start();
        match self.token().kind {
            T::Keyword => self.keyword_statement(start),
            T::Name => self.name_statement(start),
            _ if self.is("{") => self.block(),
            _ if self.is(";") => self.leaf(Kind::ExprStmt),
            _ if self.is("@") => self.decorated(),
            _ => self.expression_statement(start),
        }
    }

    // One match with one call per arm.
    fn keyword_statement(&mut self, start: u32) -> NodeId {
        match self.word() {
            "var" => self.variables(start, 0),
            "const" if self.is_at(1, "enum") => {
                self.bump();
                self.enumeration(start)
            }
            "const" => self.variables(start, flag::CONST),
            "function" => self.function(start, 0),
            "class" => self.class(start, 0),
            "enum" => self.enumeration(start),
            "import" if !self.is_at(1, "(") && !self.is_at(1, ".") => self.import(start),
            "export" => self.export(start),
            "if" => self.choice(start),
            "for" => self.for_loop(start),
            "while" => {
                let mark = self.mark();
                self.condition();
                self.body();
                self.finish(Kind::While, start, mark)
            }
            "do" => self.do_while(start),
            "switch" => self.switch(start),
            "return" | "throw" => self.completion(start),
            "break" | "continue" => {
                self.bump();
                if self.is_name() && !self.token().is_first {
                    self.bump();
                }
                self.semicolon();
                self.add(Kind::Jump, start)
            }
            "debugger" => self.leaf(Kind::Jump),
            "try" => self.try_statement(start),
            _ => self.expression_statement(start),
        }
    }

    fn name_statement(&mut self, start: u32) -> NodeId {
        let (next, is_same_line) = (self.peek(1), !self.peek(1).is_first);
        let is_name_next = next.kind == T::Name && is_same_line;
        match self.word() {
            "let" if next.kind == T::Name || self.is_at(1, "{") || self.is_at(1, "[") => {
                self.variables(start, flag::LET)
            }
            "using" if is_name_next && !self.is_at(1, "of") => self.variables(start, flag::CONST),
            "await" if self.is_at(1, "using") && self.is_name_at(2) => {
                self.bump();
                self.variables(start, flag::CONST)
            }
            "async" if self.is_at(1, "function") && is_same_line => {
                self.bump();
                self.function(start, flag::ASYNC)
            }
            "type" if is_name_next => self.type_alias(start),
            "interface" if is_name_next => self.interface(start),
            "namespace" | "module" if is_name_next || (next.kind == T::String && is_same_line) => {
                self.namespace(start)
            }
            "global" if self.is_at(1, "{") => self.namespace(start),
            "abstract" if self.is_at(1, "class") => {
                self.bump();
                self.class(start, flag::ABSTRACT)
            }
            "declare"
                if is_same_line && matches!(next.kind, T::Name | T::Keyword) && !self.is_at(1, "in") =>
            {
                self.bump();
                let declaration = self.statement();
                self.flag(declaration, flag::DECLARE)
            }
            _ if self.is_at(1, ":") => {
                let mark = self.mark();
                self.bump();
                self.bump();
                let body = self.statement_or_error();
                self.put(Role::Body, body);
                self.finish(Kind::Labeled, start, mark)
            }
            _ => self.expression_statement(start),
        }
    }

    /// The decorators stand before what they decorate.
    fn decorated(&mut self) -> NodeId {
        self.decorators();
        match self.is("export") || self.is("abstract") || self.is("class") {
            true => self.statement(),
            false => self.expression_statement(self.start()),
        }
    }

    fn expression_statement(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        let value = self.expression();
        self.put(Role::Value, value);
        self.semicolon();
        self.finish(Kind::ExprStmt, start, mark)
    }

    pub(super) fn block(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        if !self.is("{") {
            return self.missing();
        }
        self.bump();
        while !self.is_end() && !self.is("}") {
            let statement = self.statement_or_error();
            self.put(Role::Item, statement);
        }
        self.expect("}");
        self.finish(Kind::Block, start, mark)
    }

    pub(super) fn variables(&mut self, start: u32, flags: u16) -> NodeId {
        let mark = self.mark();
        self.bump();
        loop {
            let declarator = self.declarator();
            self.put(Role::Item, declarator);
            if !self.eat(",") {
                break;
            }
        }
        if !self.is_without_in {
            self.semicolon();
        }
        let variables = self.finish(Kind::Var, start, mark);
        self.flag(variables, flags)
    }

    fn declarator(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        let target = self.binding();
        self.put(Role::Name, target);
        self.eat("!");
        self.annotation();
        if self.eat("=") {
            let value = self.assignment();
            self.put(Role::Value, value);
        }
        self.finish(Kind::Declarator, start, mark)
    }

    /// `: type`, if it is there.
    pub(super) fn annotation(&mut self) {
        if self.eat(":") {
            let annotation = self.type_or_predicate();
            self.put(Role::Type, annotation);
        }
    }

    /// From `function` on.
    pub(super) fn function(&mut self, start: u32, flags: u16) -> NodeId {
        let mark = self.mark();
        self.bump();
        let flags = flags | if self.eat("*") { flag::GENERATOR } else { 0 };
        if self.is_name() {
            let name = self.leaf(Kind::Ident);
            self.put(Role::Name, name);
        }
        self.signature();
        self.function_body(flags & flag::GENERATOR != 0);
        let function = self.finish(Kind::Function, start, mark);
        self.flag(function, flags)
    }

    /// Type parameters, parameters and result.
    pub(super) fn signature(&mut self) {
        self.type_params();
        if self.is("(") {
            self.params();
        } else {
            self.has_failed = true;
        }
        self.annotation();
    }

    /// A block, or nothing where only a signature is declared.
    pub(super) fn function_body(&mut self, is_generator: bool) {
        if !self.is("{") {
            return self.semicolon();
        }
        let outer = (self.is_generator, self.is_without_in, self.is_in_condition);
        (self.is_generator, self.is_without_in, self.is_in_condition) = (is_generator, false, false);
        let body = self.block();
        (self.is_generator, self.is_without_in, self.is_in_condition) = outer;
        self.put(Role::Body, body);
    }

    fn enumeration(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        let name = self.binding_name();
        self.put(Role::Name, name);
        if self.is("{") {
            self.list("}", |this| {
                let (start, mark) = (this.start(), this.mark());
                if !this.is_key_at(0) {
                    return;
                }
                let key = this.key();
                this.put(Role::Name, key);
                if this.eat("=") {
                    let value = this.assignment();
                    this.put(Role::Value, value);
                }
                let member = this.finish(Kind::EnumMember, start, mark);
                this.put(Role::Member, member);
            });
        }
        self.finish(Kind::Enum, start, mark)
    }

    fn namespace(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        if !self.is("{") {
            self.namespace_rest();
        } else {
            let body = self.block();
            self.put(Role::Body, body);
        }
        self.finish(Kind::Namespace, start, mark)
    }

    /// A name and a body; `A.B {}` is A with a body that is B.
    fn namespace_rest(&mut self) {
        let name = if self.token().kind == T::String { self.leaf(Kind::String) } else { self.binding_name() };
        self.put(Role::Name, name);
        if self.is(".") {
            let (start, mark) = (self.peek(1).start, self.mark());
            self.bump();
            self.namespace_rest();
            let inner = self.finish(Kind::Namespace, start, mark);
            self.put(Role::Body, inner);
        } else if self.is("{") {
            let body = self.block();
            self.put(Role::Body, body);
        } else {
            self.semicolon();
        }
    }

    fn type_alias(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        let name = self.binding_name();
        self.put(Role::Name, name);
        self.type_params();
        if self.eat("=") {
            let aliased = self.type_();
            self.put(Role::Type, aliased);
        }
        self.semicolon();
        self.finish(Kind::TypeAlias, start, mark)
    }

    fn interface(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        let name = self.binding_name();
        self.put(Role::Name, name);
        self.type_params();
        if self.eat("extends") {
            self.heritage(Role::Extends);
        }
        if self.is("{") {
            self.type_members();
        }
        self.finish(Kind::Interface, start, mark)
    }

    /// Types behind `extends` of an interface or `implements`.
    pub(super) fn heritage(&mut self, role: Role) {
        loop {
            let parent = self.type_();
            self.put(role, parent);
            if !self.eat(",") {
                return;
            }
        }
    }

    // Control

    /// A keyword and a condition in parentheses.
    fn condition(&mut self) {
        self.bump();
        self.expect("(");
        let test = self.expression();
        self.put(Role::Test, test);
        self.expect(")");
    }

    fn body(&mut self) {
        let body = self.governed();
        self.put(Role::Body, body);
    }

    /// A statement that may be missing because a bracket closes or the text ends.
    fn governed(&mut self) -> NodeId {
        if self.is_end() || self.is("}") { self.missing() } else { self.statement_or_error() }
    }

    fn choice(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.condition();
        let then = self.governed();
        self.put(Role::Then, then);
        if self.eat("else") {
            let otherwise = self.governed();
            self.put(Role::Else, otherwise);
        }
        self.finish(Kind::If, start, mark)
    }

    fn do_while(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        self.body();
        if self.is("while") {
            self.condition();
        }
        self.eat(";");
        self.finish(Kind::DoWhile, start, mark)
    }

    fn for_loop(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        self.eat("await");
        self.expect("(");
        self.is_without_in = true;
        if !self.is(";") {
            let head = self.for_head();
            self.put(Role::Left, head);
        }
        self.is_without_in = false;
        let (is_of, is_in) = (self.is("of"), self.is("in"));
        if is_of || is_in {
            self.bump();
            let right = self.expression();
            self.put(Role::Right, right);
        } else {
            self.expect(";");
            if !self.is(";") && !self.is(")") {
                let test = self.expression();
                self.put(Role::Test, test);
            }
            self.expect(";");
            if !self.is(")") {
                let update = self.expression();
                self.put(Role::Item, update);
            }
        }
        self.expect(")");
        self.body();
        let repeat = self.finish(if is_of || is_in { Kind::ForEach } else { Kind::For }, start, mark);
        self.flag(repeat, if is_of { flag::OF } else { 0 })
    }

    fn for_head(&mut self) -> NodeId {
        let start = self.start();
        match self.word() {
            "var" => self.variables(start, 0),
            "const" => self.variables(start, flag::CONST),
            "let" if self.is_name_at(1) || self.is_at(1, "[") || self.is_at(1, "{") => {
                self.variables(start, flag::LET)
            }
            "using" if self.is_name_at(1) && !self.is_at(1, "of") => self.variables(start, flag::CONST),
            _ => self.expression(),
        }
    }

    fn switch(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.condition();
        self.expect("{");
        while !self.is_end() && !self.is("}") {
            let case = self.case();
            self.put(Role::Item, case);
        }
        self.expect("}");
        self.finish(Kind::Switch, start, mark)
    }

    fn case(&mut self) -> NodeId {
        let (start, mark) = (self.start(), self.mark());
        if self.eat("case") {
            let test = self.expression();
            self.put(Role::Test, test);
        } else if !self.eat("default") {
            return self.statement_or_error();
        }
        self.expect(":");
        while !self.is_end() && !self.is("}") && !self.begins_case() {
            let statement = self.statement_or_error();
            self.put(Role::Item, statement);
        }
        self.finish(Kind::Case, start, mark)
    }

    fn begins_case(&self) -> bool {
        self.is("case") || self.is("default") && self.is_at(1, ":")
    }

    fn completion(&mut self, start: u32) -> NodeId {
        let kind = if self.is("return") { Kind::Return } else { Kind::Throw };
        let mark = self.mark();
        self.bump();
        if !self.token().is_first && !self.is_end() && !self.is(";") && !self.is("}") {
            let value = self.expression();
            self.put(Role::Value, value);
        }
        self.semicolon();
        self.finish(kind, start, mark)
    }

    fn try_statement(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        let block = self.block();
        self.put(Role::Body, block);
        if self.is("catch") {
            let (start, mark) = (self.start(), self.mark());
            self.bump();
            if self.eat("(") {
                let param = self.binding();
                self.put(Role::Name, param);
                self.annotation();
                self.expect(")");
            }
            let body = self.block();
            self.put(Role::Body, body);
            let handler = self.finish(Kind::Catch, start, mark);
            self.put(Role::Item, handler);
        }
        if self.eat("finally") {
            let block = self.block();
            self.put(Role::Body, block);
        }
        self.finish(Kind::Try, start, mark)
    }
}
