//! Enums and namespaces: objects that their declarations fill.

use super::Lowerer;
use super::frame::Variable;
use crate::module::{Op, Temp};
use perry_sema::constant::enum_members;
use perry_sema::import::Literal;
use perry_syntax::ast::{EnumDecl, EnumMember, Ident, NamespaceDecl, PatternKind, Stmt, StmtKind};

impl<'a> Lowerer<'a> {
    pub(super) fn enum_decl(&mut self, decl: &'a EnumDecl) {
        self.open_object(&decl.name);
        let known = enum_members(decl);
        let mut previous: Option<Temp> = None;
        for (index, member) in decl.members.iter().enumerate() {
            let literal = known.as_ref().map(|known| known[index].1.clone());
            previous = Some(self.enum_member(decl, member, literal, previous));
        }
    }

    fn enum_member(
        &mut self,
        decl: &'a EnumDecl,
        member: &'a EnumMember,
        literal: Option<Literal>,
        previous: Option<Temp>,
    ) -> Temp {
        let is_string = matches!(&literal, Some(Literal::String(_)))
            || member.init.as_ref().is_some_and(super::text::is_string_expression);
        let value = match (literal, &member.init, previous) {
            (Some(literal), ..) => self.literal(&literal),
            (None, Some(init), _) => self.expr(init),
            (None, None, None) => self.b().number(0.0),
            (None, None, Some(previous)) => {
                let one = self.b().number(1.0);
                self.b().emit(Op::Binary(crate::module::Binary::Add, previous, one))
            }
        };
        let object = self.read_declared(&decl.name);
        let key = self.key_temp(&member.name);
        self.b().effect(Op::SetIndex(object, key, value));
        if !is_string {
            let id = self.text(&member.name);
            let name = self.b().string(id);
            self.b().effect(Op::SetIndex(object, value, name));
        }
        value
    }

    /// The object of an enum or namespace: that of an earlier declaration, or a new one.
    fn open_object(&mut self, name: &Ident) {
        let old = self.read_declared(name);
        let is_new = self.b().emit(Op::IsUndefined(old));
        let (make, end) = (self.b().block(), self.b().block());
        self.b().branch(is_new, make, end);
        self.b().start(make);
        let object = self.b().emit(Op::ObjectNew);
        self.initialise_ident(name, object);
        self.b().jump(end);
        self.b().start(end);
    }

    fn read_declared(&mut self, name: &Ident) -> Temp {
        match self.binding_of(name) {
            Some(id) if self.scopes.binding(id).owner.is_none() => self.load(Variable::Binding(id)),
            _ => self.read(name),
        }
    }

    pub(super) fn namespace(&mut self, decl: &'a NamespaceDecl) {
        self.open_object(&decl.name);
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(decl.scope));
        for stmt in &decl.body {
            if let Some(function) = perry_sema::scope::statement::hoisted_function(stmt) {
                self.hoist(function);
            }
        }
        decl.body.iter().for_each(|stmt| self.namespace_stmt(decl, stmt));
    }

    fn namespace_stmt(&mut self, decl: &'a NamespaceDecl, stmt: &'a Stmt) {
        self.stmt(stmt);
        let StmtKind::ExportDecl(inner) = &stmt.kind else { return };
        match &inner.kind {
            // TypeScript assigns a function where it stands, not where it is hoisted to.
            StmtKind::Function(function) => {
                function.name.iter().for_each(|name| self.export_member(decl, name))
            }
            StmtKind::Class(class) => class.name.iter().for_each(|name| self.export_member(decl, name)),
            StmtKind::Enum(inner) => self.export_member(decl, &inner.name),
            StmtKind::Namespace(inner) => self.export_member(decl, &inner.name),
            StmtKind::Var(var) => {
                for declarator in &var.declarators {
                    if declarator.init.is_none()
                        && let PatternKind::Ident { ident, .. } = &declarator.target.kind
                    {
                        let undefined = self.b().undefined();
                        self.initialise_ident(ident, undefined);
                    }
                }
            }
            _ => {}
        }
    }

    /// `N.name = name`
    fn export_member(&mut self, decl: &'a NamespaceDecl, name: &Ident) {
        let value = self.read_declared(name);
        let object = self.read_declared(&decl.name);
        let key = self.string(&name.name);
        self.b().effect(Op::Set(object, key, value));
    }
}
