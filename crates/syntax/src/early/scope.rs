//! Scopes: which names are declared in them, and what may stand beside what.

use crate::ast::{Name, Span};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Where names live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    /// Functions are declared like `let`.
    Module,
    /// A function's parameters and body, the top of a CommonJS module: functions are declared like `var`.
    Function,
    /// A block, a loop's head, a `switch`, a `catch`, a namespace.
    Block,
    /// A namespace: a function that is also a block.
    Namespace,
}

/// How a name is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DeclarationKind {
    Var,
    /// `for (var x of ..)`, which may not repeat the parameter of a `catch`
    ForOfVar,
    /// `let`, `const`
    Lexical,
    /// Binds as `let` does, but cannot be assigned.
    Import,
    Class,
    Function,
    Param,
    /// `catch (e)`
    CatchName,
    /// The name of a function or class expression inside of it: anything may shadow it.
    Own,
    Enum,
    Namespace,
}

#[derive(Debug)]
struct Declaration {
    name: Name,
    kind: DeclarationKind,
    span: Span,
}

/// One scope of the walk.
#[derive(Debug)]
pub(super) struct Scope {
    kind: ScopeKind,
    pub(super) first_use: usize,
    declarations: Vec<Declaration>,
    /// From the name's address, once the list is long: names are interned.
    index: FxHashMap<usize, usize>,
}

/// A list this long is still searched faster than a table. A guess.
const SHORT: usize = 8;

fn address(name: &Name) -> usize {
    Arc::as_ptr(name).cast::<u8>() as usize
}

impl Scope {
    pub(super) fn new(kind: ScopeKind, first_use: usize) -> Self {
        Scope { kind, first_use, declarations: Vec::new(), index: FxHashMap::default() }
    }

    pub(super) fn is_function(&self) -> bool {
        self.kind != ScopeKind::Block
    }

    fn position(&self, name: &Name) -> Option<usize> {
        if self.declarations.len() > SHORT {
            return self.index.get(&address(name)).copied();
        }
        self.declarations.iter().position(|declaration| Arc::ptr_eq(&declaration.name, name))
    }

    /// Whether a use of `name` in this scope means a declaration of this scope. A `var` only passes through blocks.
    pub(super) fn owns(&self, name: &Name) -> bool {
        self.position(name).is_some_and(|at| {
            let kind = self.declarations[at].kind;
            self.is_function() || !matches!(kind, DeclarationKind::Var | DeclarationKind::ForOfVar)
        })
    }

    /// What is declared by `var`.
    pub(super) fn vars(&self) -> Vec<(Name, Span)> {
        let is_var = |it: &&Declaration| matches!(it.kind, DeclarationKind::Var | DeclarationKind::ForOfVar);
        self.declarations.iter().filter(is_var).map(|it| (it.name.clone(), it.span)).collect()
    }

    pub(super) fn is_import(&self, name: &Name) -> bool {
        self.position(name).is_some_and(|at| self.declarations[at].kind == DeclarationKind::Import)
    }

    /// Whether anything here is called `name`, by its text.
    pub(super) fn has(&self, name: &str) -> bool {
        self.declarations.iter().any(|declaration| &*declaration.name == name)
    }

    /// Adds a declaration, or says where the earlier one is that it may not stand beside.
    pub(super) fn declare(
        &mut self,
        name: &Name,
        kind: DeclarationKind,
        span: Span,
        is_strict: bool,
    ) -> Option<Span> {
        if let Some(at) = self.position(name) {
            let earlier = &mut self.declarations[at];
            if conflicts(self.kind, earlier.kind, kind, is_strict) {
                return Some(earlier.span);
            }
            // What forbids more stays.
            if matches!(earlier.kind, DeclarationKind::Own | DeclarationKind::Var | DeclarationKind::ForOfVar)
            {
                earlier.kind = kind;
            }
            return None;
        }
        self.declarations.push(Declaration { name: name.clone(), kind, span });
        match self.declarations.len() {
            length if length == SHORT + 1 => {
                self.index = self.declarations.iter().map(|it| address(&it.name)).zip(0..).collect();
            }
            length if length > SHORT => {
                self.index.insert(address(name), length - 1);
            }
            _ => {}
        }
        None
    }
}

fn conflicts(scope: ScopeKind, earlier: DeclarationKind, later: DeclarationKind, is_strict: bool) -> bool {
    use DeclarationKind as D;
    let functions_are_vars = matches!(scope, ScopeKind::Function | ScopeKind::Namespace);
    match (earlier, later) {
        (D::Own, _) | (_, D::Own) => false,
        (D::Var | D::ForOfVar | D::Param, D::Var | D::ForOfVar) => false,
        (D::CatchName, D::Var) => false,
        (D::Var | D::ForOfVar | D::Param, D::Function) => !functions_are_vars,
        (D::Function, D::Var | D::ForOfVar) => !functions_are_vars,
        (D::Function, D::Function) => !functions_are_vars && (is_strict || scope == ScopeKind::Module),
        // Repeated parameters are judged by the function.
        (D::Param, D::Param) => false,
        // TypeScript merges these.
        (D::Namespace, D::Namespace | D::Class | D::Function | D::Enum) => false,
        (D::Class | D::Function | D::Enum, D::Namespace) => false,
        (D::Enum, D::Enum) => false,
        _ => true,
    }
}
