//! Imports and exports.

use super::Parser;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, Role, flag};

impl Parser<'_> {
    pub(super) fn import(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        let is_type = self.is("type")
            && (self.is_at(1, "{")
                || self.is_at(1, "*")
                || self.is_name_at(1) && !self.is_at(1, "from")
                || self.is_at(2, "from"));
        if is_type {
            self.bump();
        }
        let flags = if is_type { flag::TYPE_ONLY } else { 0 };
        if self.is_name() && !(self.is("from") && self.peek(1).kind == T::String) {
            if self.is_at(1, "=") {
                return self.import_alias(start, mark);
            }
            let (start, mark) = (self.start(), self.mark());
            let local = self.leaf(Kind::Ident);
            self.put(Role::Local, local);
            let default = self.finish(Kind::ImportDefault, start, mark);
            self.put(Role::Item, default);
            self.eat(",");
        }
        if self.is("*") {
            let (start, mark) = (self.start(), self.mark());
            self.bump();
            self.expect("as");
            let local = self.binding_name();
            self.put(Role::Local, local);
            let namespace = self.finish(Kind::ImportNamespace, start, mark);
            self.put(Role::Item, namespace);
        } else if self.is("{") {
            self.list("}", |this| this.specifier(Kind::ImportName));
        }
        self.from();
        self.semicolon();
        let import = self.finish(Kind::Import, start, mark);
        self.flag(import, flags)
    }

    /// `from "m"`, or `"m"` alone, with attributes.
    fn from(&mut self) {
        self.eat("from");
        if self.token().kind == T::String {
            let source = self.leaf(Kind::String);
            self.put(Role::Source, source);
        } else {
            self.has_failed = true;
        }
        if self.is("with") && self.is_at(1, "{") {
            self.bump();
            let attributes = self.object();
            self.put(Role::Item, attributes);
        }
    }

    /// `import x = require("m")`, `import x = A.B`
    fn import_alias(&mut self, start: u32, mark: usize) -> NodeId {
        let local = self.leaf(Kind::Ident);
        self.put(Role::Local, local);
        self.bump();
        let value = self.expression();
        self.put(Role::Value, value);
        self.semicolon();
        self.finish(Kind::ImportRequire, start, mark)
    }

    /// `name`, `name as local`, `type name`
    fn specifier(&mut self, kind: Kind) {
        let (start, mark) = (self.start(), self.mark());
        let is_type = self.is("type") && self.is_key_at(1) && (!self.is_at(1, "as") || self.is_at(2, "as"));
        if is_type {
            self.bump();
        }
        if !self.is_key_at(0) || self.is("[") {
            return;
        }
        let name = self.key();
        self.put(Role::Name, name);
        if self.eat("as") {
            let local = self.key();
            self.put(Role::Local, local);
        }
        let specifier = self.finish(kind, start, mark);
        self.flag(specifier, if is_type { flag::TYPE_ONLY } else { 0 });
        self.put(Role::Item, specifier);
    }

    pub(super) fn export(&mut self, start: u32) -> NodeId {
        let mark = self.mark();
        self.bump();
        let is_type = self.is("type") && (self.is_at(1, "{") || self.is_at(1, "*"));
        if is_type {
            self.bump();
        }
        let kind = match self.word() {
            "{" => {
                self.list("}", |this| this.specifier(Kind::ExportName));
                if self.is("from") {
                    self.from();
                }
                self.semicolon();
                Kind::ExportNames
            }
            "*" => {
                self.bump();
                if self.eat("as") {
                    let name = self.key();
                    self.put(Role::Name, name);
                }
                self.from();
                self.semicolon();
                Kind::ExportAll
            }
            "default" => self.export_default(),
            "=" => {
                self.bump();
                let value = self.expression();
                self.put(Role::Value, value);
                self.semicolon();
                Kind::ExportAssign
            }
            _ => {
                let is_declaration = !self.is_end() && !self.is("}");
                let declaration = if is_declaration { self.statement_or_error() } else { self.missing() };
                self.put(Role::Item, declaration);
                Kind::Export
            }
        };
        let export = self.finish(kind, start, mark);
        self.flag(export, if is_type { flag::TYPE_ONLY } else { 0 })
    }

    fn export_default(&mut self) -> Kind {
        self.bump();
        let start = self.start();
        let is_declaration = match self.word() {
            "function" | "class" | "@" => true,
            "abstract" => self.is_at(1, "class"),
            "async" => self.is_at(1, "function"),
            "interface" => self.is_name_at(1),
            _ => false,
        };
        let value = match is_declaration {
            true => self.statement_or_error(),
            false => self.assignment(),
        };
        let role = if is_declaration { Role::Item } else { Role::Value };
        self.put(role, value);
        if !is_declaration && self.start() > start {
            self.semicolon();
        }
        Kind::ExportDefault
    }
}
