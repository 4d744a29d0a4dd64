//! The facts: what a module tells the others and asks of them, without positions, paths or ids.
//!
//! They are a pure function of the text, so the store remembers them: an unchanged module is not parsed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use perry_syntax::ast::{
    ExprKind, Function, FunctionKind, ImportedName, ModuleKind, Name, Param, Pattern, PatternKind, Source,
    Stmt, StmtKind, VarDecl, VarKind,
};
use perry_syntax::parse::Parsed;
use serde::{Deserialize, Serialize};

use crate::constant::{enum_members, literal};
use crate::import::Literal;
use crate::symbol::DEFAULT_LOCAL;
use crate::walk::{Visitor, walk_expr, walk_function, walk_pattern, walk_stmts};

/// What one module says to the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Distinct specifiers in the order of evaluation; those of `import()` come last.
    pub requests: Vec<Request>,
    /// Every imported binding by its local name.
    pub imports: BTreeMap<Name, Imported>,
    /// Imported names that are called, with the most arguments that a call gives.
    pub calls: BTreeMap<Name, u32>,
    pub exports: BTreeMap<Name, Export>,
    /// Requests of `export * from`.
    pub stars: Vec<u32>,
    /// Requests of `import()`, those included that are static elsewhere in the module.
    pub dynamic: Vec<u32>,
    pub has_top_level_await: bool,
    /// The text has early errors: nothing is compiled from it.
    pub has_errors: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Request {
    pub specifier: Name,
    /// Only `import()` asks for it: it is not evaluated before the module.
    pub is_dynamic: bool,
    /// `with { type: "json" }`
    pub is_json: bool,
    /// All that was imported is used as types: the module need not exist.
    pub is_types_only: bool,
}

/// A binding or re-export of another module: the index of its request and the name there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub request: u32,
    pub name: ImportName,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ImportName {
    Namespace,
    /// `default` is a name like any other.
    Named(Name),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    Local { local: Name, signature: Signature },
    Indirect(Imported),
}

impl Export {
    fn is_consistent(&self) -> bool {
        match self {
            Export::Local { signature: Signature::Function { direct: Some(arity) }, .. } => {
                arity.required <= arity.all
            }
            _ => true,
        }
    }
}

/// What importers may rely on. Whatever is not said here they must find out when they run.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Signature {
    /// A variable or class: its value lives in a cell.
    Cell,
    /// A function declaration that nobody assigns to; with its parameters if it may be called directly.
    Function {
        direct: Option<Arity>,
    },
    Literal(Literal),
    Enum(Vec<(Arc<str>, Literal)>),
}

/// How many arguments a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Arity {
    /// Up to the last parameter without a default.
    pub required: u32,
    pub all: u32,
}

impl Arity {
    /// The entry for callers that give at most so many arguments. It stays when a parameter with a default is added.
    pub fn entry_for(self, arguments: u32) -> u32 {
        arguments.clamp(self.required, self.all)
    }
}

impl Facts {
    /// Whether every request that is referred to exists; facts that were read back need not be ours.
    pub fn is_consistent(&self) -> bool {
        let indirect = self.exports.values().filter_map(|export| match export {
            Export::Indirect(imported) => Some(imported.request),
            Export::Local { .. } => None,
        });
        let imported = self.imports.values().map(|imported| imported.request);
        let listed = self.stars.iter().chain(&self.dynamic).copied();
        let mut requests = indirect.chain(imported).chain(listed);
        requests.all(|request| (request as usize) < self.requests.len())
            && self.exports.values().all(Export::is_consistent)
    }

    /// The facts of a parsed module.
    /// `is_broken`: the bytes are no text.
    pub fn of(parsed: &Parsed, is_broken: bool) -> Facts {
        let module = &parsed.module;
        let mut collector = Collector::default();
        collector.facts.has_errors = is_broken || !parsed.diagnostics.is_empty();
        collector.facts.has_top_level_await = module.has_top_level_await;
        walk_stmts(&mut collector, &module.body);
        collector.imports(&module.body);
        if module.kind != ModuleKind::CommonJs {
            collector.exports(&module.body);
        }
        collector.dynamic_requests();
        let (facts, calls) = (&mut collector.facts, std::mem::take(&mut collector.calls));
        facts.calls = calls.into_iter().filter(|(name, _)| facts.imports.contains_key(name)).collect();
        for request in &mut collector.facts.requests {
            let mut all = parsed.record.requests.iter().filter(|it| it.specifier == request.specifier);
            request.is_types_only = all.clone().next().is_some() && all.all(|it| it.is_types_only);
        }
        collector.facts
    }

    /// Local names that other modules may reach.
    pub fn exported_locals(&self) -> Vec<Name> {
        let locals = self.exports.values().filter_map(|export| match export {
            Export::Local { local, .. } => Some(local.clone()),
            Export::Indirect(_) => None,
        });
        locals.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Gathers facts; the walk over all code finds what is assigned and what is imported dynamically.
#[derive(Default)]
struct Collector {
    facts: Facts,
    /// Names that are assigned somewhere, whatever they mean there: enough to distrust them.
    assigned: BTreeSet<Name>,
    dynamic: Vec<(Name, bool)>,
    /// Called names, whatever they mean there.
    calls: BTreeMap<Name, u32>,
}

impl Visitor for Collector {
    fn pattern(&mut self, pattern: &Pattern) {
        walk_pattern(self, pattern);
    }

    fn expr(&mut self, expr: &perry_syntax::ast::Expr) {
        match &expr.kind {
            ExprKind::Assign { target, .. } => assigned_names(target, &mut self.assigned),
            ExprKind::AssignOp { target, .. }
            | ExprKind::AssignLogical { target, .. }
            | ExprKind::Update { target, .. } => {
                if let ExprKind::Ident(ident) = &target.kind {
                    self.assigned.insert(ident.name.clone());
                }
            }
            ExprKind::Call { callee, args, .. } => {
                if let ExprKind::Ident(ident) = &callee.kind {
                    let most = self.calls.entry(ident.name.clone()).or_default();
                    *most = (*most).max(u32::try_from(args.len()).unwrap_or(u32::MAX));
                }
            }
            ExprKind::ImportCall { source } => self.dynamic.push((source.specifier.clone(), source.is_json)),
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        if let StmtKind::ForIn { left, .. } | StmtKind::ForOf { left, .. } = &stmt.kind
            && let perry_syntax::ast::ForLeft::Pattern(pattern) = left
        {
            assigned_names(pattern, &mut self.assigned);
        }
        crate::walk::walk_stmt(self, stmt);
    }
}

impl Collector {
    fn imports(&mut self, body: &[Stmt]) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Import(import) => {
                    let request = self.request(&import.source);
                    for specifier in &import.specifiers {
                        let name = import_name(&specifier.imported);
                        self.facts.imports.insert(specifier.local.name.clone(), Imported { request, name });
                    }
                }
                StmtKind::ExportNamed { source: Some(source), .. } | StmtKind::ExportAll { source, .. } => {
                    self.request(source);
                }
                StmtKind::ImportRequire { local, source, .. } => {
                    let imported = Imported { request: self.request(source), name: ImportName::Namespace };
                    self.facts.imports.insert(local.name.clone(), imported);
                }
                _ => {}
            }
        }
    }

    fn exports(&mut self, body: &[Stmt]) {
        let locals = Locals::of(body, &self.assigned);
        for stmt in body {
            match &stmt.kind {
                StmtKind::ExportDecl(decl) => {
                    declared_names(decl)
                        .into_iter()
                        .for_each(|name| self.export_local(&locals, &name, &name));
                }
                StmtKind::ExportDefaultDecl(decl) => {
                    let name =
                        declared_names(decl).into_iter().next().unwrap_or_else(|| DEFAULT_LOCAL.into());
                    self.export_local(&locals, &name, &"default".into());
                }
                StmtKind::ExportDefaultExpr(_) => {
                    self.export_local(&locals, &DEFAULT_LOCAL.into(), &"default".into());
                }
                StmtKind::ExportNamed { specifiers, source: None } => {
                    for specifier in specifiers {
                        self.export_local(&locals, &specifier.local.name, &specifier.exported);
                    }
                }
                StmtKind::ExportNamed { specifiers, source: Some(source) } => {
                    let request = self.request(source);
                    for specifier in specifiers {
                        let name = ImportName::Named(specifier.local.name.clone());
                        self.export(&specifier.exported, Export::Indirect(Imported { request, name }));
                    }
                }
                StmtKind::ExportAll { exported: None, source } => {
                    let request = self.request(source);
                    self.facts.stars.push(request);
                }
                StmtKind::ExportAll { exported: Some(ident), source } => {
                    let imported = Imported { request: self.request(source), name: ImportName::Namespace };
                    self.export(&ident.name, Export::Indirect(imported));
                }
                StmtKind::ImportRequire { local, exported: true, .. }
                | StmtKind::ImportAlias { local, exported: true, .. } => {
                    self.export_local(&locals, &local.name, &local.name);
                }
                _ => {}
            }
        }
    }

    fn export_local(&mut self, locals: &Locals, local: &Name, exported: &Name) {
        let export = match self.facts.imports.get(local) {
            Some(imported) => Export::Indirect(imported.clone()),
            None => Export::Local { local: local.clone(), signature: locals.signature(local) },
        };
        self.export(exported, export);
    }

    fn export(&mut self, exported: &Name, export: Export) {
        self.facts.exports.insert(exported.clone(), export);
    }

    fn request(&mut self, source: &Source) -> u32 {
        self.request_of(&source.specifier, source.is_json, false)
    }

    fn request_of(&mut self, specifier: &Name, is_json: bool, is_dynamic: bool) -> u32 {
        let known = self.facts.requests.iter().position(|request| request.specifier == *specifier);
        let index = known.unwrap_or_else(|| {
            self.facts.requests.push(Request {
                specifier: specifier.clone(),
                is_dynamic,
                is_json,
                is_types_only: false,
            });
            self.facts.requests.len() - 1
        });
        u32::try_from(index).expect("a text below 4 GiB has fewer imports")
    }

    fn dynamic_requests(&mut self) {
        for (specifier, is_json) in std::mem::take(&mut self.dynamic) {
            let request = self.request_of(&specifier, is_json, true);
            self.facts.dynamic.push(request);
        }
    }
}

fn import_name(name: &ImportedName) -> ImportName {
    match name {
        ImportedName::Default => ImportName::Named("default".into()),
        ImportedName::Namespace => ImportName::Namespace,
        ImportedName::Named(name) => ImportName::Named(name.clone()),
    }
}

/// Signatures of what is declared at the top of a module; whatever is not here is a plain cell.
struct Locals {
    signatures: BTreeMap<Name, Signature>,
}

impl Locals {
    fn of(body: &[Stmt], assigned: &BTreeSet<Name>) -> Locals {
        let mut locals = Locals { signatures: BTreeMap::new() };
        for stmt in body {
            match &stmt.kind {
                StmtKind::ExportDecl(decl) | StmtKind::ExportDefaultDecl(decl) => {
                    locals.declare(decl, assigned)
                }
                _ => locals.declare(stmt, assigned),
            }
        }
        locals
    }

    fn declare(&mut self, stmt: &Stmt, assigned: &BTreeSet<Name>) {
        match &stmt.kind {
            StmtKind::Function(function) => {
                let name =
                    function.name.as_ref().map_or_else(|| DEFAULT_LOCAL.into(), |ident| ident.name.clone());
                let signature = match assigned.contains(&name) {
                    true => Signature::Cell,
                    false => Signature::Function { direct: direct_arity(function) },
                };
                self.add(&name, signature);
            }
            StmtKind::Enum(decl) => {
                let members = enum_members(decl).map_or(Signature::Cell, Signature::Enum);
                self.add(&decl.name.name, members);
            }
            // A namespace adds members to the function, class or enum of its name.
            StmtKind::Namespace(namespace) => self.add(&namespace.name.name, Signature::Cell),
            StmtKind::Var(VarDecl { kind: VarKind::Const, declarators }) => {
                for declarator in declarators {
                    if let (PatternKind::Ident { ident, .. }, Some(init)) =
                        (&declarator.target.kind, &declarator.init)
                        && let Some(literal) = literal(init)
                    {
                        self.add(&ident.name, Signature::Literal(literal));
                    }
                }
            }
            _ => {}
        }
    }

    /// What is declared twice (merged) is only a cell, unless it is a function that a namespace extends.
    fn add(&mut self, name: &Name, signature: Signature) {
        match self.signatures.get_mut(name) {
            Some(Signature::Function { .. }) if signature == Signature::Cell => {}
            Some(known) => *known = Signature::Cell,
            None => drop(self.signatures.insert(name.clone(), signature)),
        }
    }

    fn signature(&self, local: &Name) -> Signature {
        self.signatures.get(local).cloned().unwrap_or(Signature::Cell)
    }
}

/// The parameters of a function that has direct entries.
///
/// INVARIANT: lowering gives direct entries to every exported function for which this is `Some`.
pub fn direct_arity(function: &Function) -> Option<Arity> {
    let is_plain = !function.is_async && !function.is_generator && function.kind == FunctionKind::Normal;
    if !is_plain || function.rest.is_some() || !function.is_strict {
        return None;
    }
    let mut finder = CallFinder::default();
    walk_function(&mut finder, function);
    let is_optional =
        |param: &Param| matches!(param.pattern.kind, PatternKind::Default { .. }) || param.is_optional;
    let required = function.params.iter().rposition(|param| !is_optional(param)).map_or(0, |last| last + 1);
    let arity =
        Arity { required: u32::try_from(required).ok()?, all: u32::try_from(function.params.len()).ok()? };
    (!finder.is_found).then_some(arity)
}

/// Looks for what needs the whole call: `arguments` and `new.target`, nested functions included (arrows share them).
#[derive(Default)]
struct CallFinder {
    is_found: bool,
}

impl Visitor for CallFinder {
    fn expr(&mut self, expr: &perry_syntax::ast::Expr) {
        match &expr.kind {
            ExprKind::NewTarget => self.is_found = true,
            ExprKind::Ident(ident) if &*ident.name == "arguments" => self.is_found = true,
            _ => walk_expr(self, expr),
        }
    }
}

/// Names bound by a declaration.
fn declared_names(stmt: &Stmt) -> Vec<Name> {
    match &stmt.kind {
        StmtKind::Function(function) => function.name.iter().map(|ident| ident.name.clone()).collect(),
        StmtKind::Class(class) => class.name.iter().map(|ident| ident.name.clone()).collect(),
        StmtKind::Enum(decl) => vec![decl.name.name.clone()],
        StmtKind::Namespace(namespace) => vec![namespace.name.name.clone()],
        StmtKind::ImportAlias { local, .. } => vec![local.name.clone()],
        StmtKind::Var(var) => {
            let mut names = BTreeSet::new();
            var.declarators.iter().for_each(|declarator| assigned_names(&declarator.target, &mut names));
            names.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Names that a pattern gives values to.
fn assigned_names(pattern: &Pattern, names: &mut BTreeSet<Name>) {
    match &pattern.kind {
        PatternKind::Ident { ident, .. } => drop(names.insert(ident.name.clone())),
        PatternKind::Member(_) => {}
        PatternKind::Array { elements, rest, .. } => {
            elements.iter().flatten().for_each(|element| assigned_names(element, names));
            rest.iter().for_each(|rest| assigned_names(rest, names));
        }
        PatternKind::Object { properties, rest, .. } => {
            properties.iter().for_each(|property| assigned_names(&property.value, names));
            rest.iter().for_each(|rest| assigned_names(rest, names));
        }
        PatternKind::Default { target, .. } => assigned_names(target, names),
    }
}
