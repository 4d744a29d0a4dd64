//! The walk over the module's items that fills the record.

use super::{
    Declaration, DeclarationKind, ExportEntry, FunctionFace, ImportBinding, ModuleRecord, ParamFace,
    RecordSpans, Request, RequestKind, constant,
};
use crate::ast::{
    Expr, Function, Hint, Ident, Import, ImportedName, Module, Name, Param, PatternKind, Source, Span, Stmt,
    StmtKind, VarDecl, VarKind,
};
use crate::early::{Checked, bound_names};
use rustc_hash::{FxHashMap, FxHashSet};

struct Builder<'a> {
    checked: &'a Checked,
    record: ModuleRecord,
    spans: RecordSpans,
    /// Where an imported name comes from: index into `record.imports`.
    imported: FxHashMap<Name, usize>,
    declared: FxHashSet<Name>,
}

/// The record of `module`; `emptied` are the statements whose specifiers were all types.
pub(crate) fn module_record(
    module: &Module,
    checked: &Checked,
    emptied: &[usize],
) -> (ModuleRecord, RecordSpans) {
    let mut builder = Builder {
        checked,
        record: ModuleRecord {
            kind: module.kind,
            has_top_level_await: module.has_top_level_await,
            requests: Vec::new(),
            imports: Vec::new(),
            exports: Vec::new(),
            declarations: Vec::new(),
        },
        spans: RecordSpans::default(),
        imported: FxHashMap::default(),
        declared: FxHashSet::default(),
    };
    for (at, statement) in module.body.iter().enumerate() {
        builder.imports(statement, emptied.contains(&at));
    }
    module.body.iter().for_each(|statement| builder.item(statement));
    builder.hoisted();
    builder.nested_requests();
    (builder.record, builder.spans)
}

impl Builder<'_> {
    fn request(&mut self, source: &Source, kind: RequestKind) -> u32 {
        let request = Request {
            specifier: source.specifier.clone(),
            kind,
            is_json: source.is_json,
            is_side_effect_only: false,
            is_types_only: false,
        };
        self.record.requests.push(request);
        self.spans.requests.push(source.span);
        self.record.requests.len() as u32 - 1
    }

    fn imports(&mut self, statement: &Stmt, is_types_only: bool) {
        match &statement.kind {
            StmtKind::Import(import) => self.import(import, is_types_only),
            StmtKind::ImportRequire { local, source, .. } => {
                let request = self.request(source, RequestKind::Require);
                self.import_binding(local, request, ImportedName::Namespace);
            }
            StmtKind::ExportNamed { source: Some(source), .. } | StmtKind::ExportAll { source, .. } => {
                self.request(source, RequestKind::Static);
            }
            _ => {}
        }
    }

    fn import(&mut self, import: &Import, is_types_only: bool) {
        let request = self.request(&import.source, RequestKind::Static);
        let entry = &mut self.record.requests[request as usize];
        entry.is_side_effect_only = import.specifiers.is_empty();
        entry.is_types_only = is_types_only;
        for specifier in &import.specifiers {
            self.import_binding(&specifier.local, request, specifier.imported.clone());
        }
    }

    fn import_binding(&mut self, local: &Ident, request: u32, imported: ImportedName) {
        self.imported.insert(local.name.clone(), self.record.imports.len());
        self.record.imports.push(ImportBinding { local: local.name.clone(), request, imported });
        self.spans.imports.push(local.span);
    }

    fn item(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::ExportDecl(inner) => {
                for (name, span) in crate::early::declared_names(inner) {
                    self.export_local(name.clone(), &name, span);
                }
                self.declaration(inner);
            }
            StmtKind::ExportNamed { specifiers, source: None } => {
                for specifier in specifiers {
                    self.export_local(
                        specifier.exported.clone(),
                        &specifier.local.name,
                        specifier.exported_span,
                    );
                }
            }
            StmtKind::ExportNamed { specifiers, source: Some(source) } => {
                let request = self.request_at(source);
                for specifier in specifiers {
                    let (exported, imported) = (specifier.exported.clone(), specifier.local.name.clone());
                    let entry = ExportEntry::Indirect { exported, request, imported };
                    self.export(entry, specifier.exported_span);
                }
            }
            StmtKind::ExportAll { exported, source } => {
                let request = self.request_at(source);
                match exported {
                    None => self.export(ExportEntry::Star { request }, statement.span),
                    Some(name) => {
                        let exported = name.name.clone();
                        self.export(ExportEntry::Namespace { exported, request }, name.span);
                    }
                }
            }
            StmtKind::ExportDefaultExpr(value) => self.default_expr(value, statement.span),
            StmtKind::ExportDefaultDecl(inner) => {
                for (local, span) in crate::early::declared_names(inner) {
                    self.export(ExportEntry::Local { exported: Name::from("default"), local }, span);
                }
                self.declaration(inner);
            }
            StmtKind::ExportAssign(_) => self.export(ExportEntry::Assign, statement.span),
            StmtKind::ImportRequire { local, exported: true, .. }
            | StmtKind::ImportAlias { local, exported: true, .. } => {
                self.export_local(local.name.clone(), &local.name, local.span);
            }
            _ => self.declaration(statement),
        }
    }

    /// The request that was made for a source before: by its place.
    fn request_at(&self, source: &Source) -> u32 {
        self.spans.requests.iter().position(|span| *span == source.span).unwrap_or_default() as u32
    }

    fn export(&mut self, entry: ExportEntry, span: Span) {
        self.record.exports.push(entry);
        self.spans.exports.push(span);
    }

    /// An exported import is an export of the other module.
    fn export_local(&mut self, exported: Name, local: &Name, span: Span) {
        let import = self.imported.get(local).map(|at| &self.record.imports[*at]);
        let is_static = |import: &&ImportBinding| {
            self.record.requests[import.request as usize].kind == RequestKind::Static
        };
        let entry = match import.filter(is_static) {
            None => ExportEntry::Local { exported, local: local.clone() },
            Some(import) => match &import.imported {
                ImportedName::Namespace => ExportEntry::Namespace { exported, request: import.request },
                ImportedName::Default => ExportEntry::Indirect {
                    exported,
                    request: import.request,
                    imported: Name::from("default"),
                },
                ImportedName::Named(name) => {
                    ExportEntry::Indirect { exported, request: import.request, imported: name.clone() }
                }
            },
        };
        self.export(entry, span);
    }

    fn default_expr(&mut self, value: &Expr, span: Span) {
        let name = Name::from("default");
        self.export(ExportEntry::Local { exported: name.clone(), local: name.clone() }, span);
        self.declare(&name, span, DeclarationKind::DefaultExpr { literal: constant::literal(value) });
    }

    fn declare(&mut self, name: &Name, span: Span, kind: DeclarationKind) {
        if !self.declared.insert(name.clone()) {
            return;
        }
        let is_assigned = self.checked.assigned.contains(name);
        self.record.declarations.push(Declaration { name: name.clone(), kind, is_assigned });
        self.spans.declarations.push(span);
    }

    fn declaration(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Var(variables) => self.variables(variables),
            StmtKind::Function(function) => {
                if let Some(name) = &function.name {
                    let face = self.function_face(function);
                    self.declare(&name.name, name.span, DeclarationKind::Function(face));
                }
            }
            StmtKind::Class(class) => {
                if let Some(name) = &class.name {
                    let kind = DeclarationKind::Class { has_parent: class.parent.is_some() };
                    self.declare(&name.name, name.span, kind);
                }
            }
            StmtKind::Enum(declaration) => {
                let name = &declaration.name;
                let kind = DeclarationKind::Enum {
                    is_const: declaration.is_const,
                    members: constant::enum_members(declaration),
                };
                self.declare(&name.name, name.span, kind);
            }
            StmtKind::Namespace(namespace) => {
                self.declare(&namespace.name.name, namespace.name.span, DeclarationKind::Namespace);
            }
            StmtKind::ImportAlias { local, .. } => {
                self.declare(&local.name, local.span, DeclarationKind::Const { literal: None });
            }
            _ => {}
        }
    }

    fn variables(&mut self, variables: &VarDecl) {
        for declarator in &variables.declarators {
            let literal = declarator.init.as_ref().and_then(constant::literal);
            let is_plain = matches!(declarator.target.kind, PatternKind::Ident { .. });
            let mut names = Vec::new();
            bound_names(&declarator.target, &mut names);
            for (name, span) in names {
                let kind = match variables.kind {
                    VarKind::Var => DeclarationKind::Var,
                    VarKind::Let => DeclarationKind::Let,
                    _ if is_plain => DeclarationKind::Const { literal: literal.clone() },
                    _ => DeclarationKind::Const { literal: None },
                };
                self.declare(name, span, kind);
            }
        }
    }

    fn function_face(&self, function: &Function) -> FunctionFace {
        FunctionFace {
            params: function.params.iter().map(param_face).collect(),
            has_rest: function.rest.is_some(),
            is_async: function.is_async,
            is_generator: function.is_generator,
            return_hint: function.return_hint.clone(),
            traits: self.checked.traits.get(&function.scope).copied().unwrap_or_default(),
        }
    }

    /// A `var` in a block of the module belongs to the module.
    fn hoisted(&mut self) {
        for (name, span) in &self.checked.hoisted {
            self.declare(name, *span, DeclarationKind::Var);
        }
    }

    /// `import()` and `require()` anywhere; after the static ones, whose order decides evaluation.
    fn nested_requests(&mut self) {
        for (source, kind) in &self.checked.requests {
            self.request(source, *kind);
        }
    }
}

fn param_face(param: &Param) -> ParamFace {
    let (target, has_default) = match &param.pattern.kind {
        PatternKind::Default { target, .. } => (&target.kind, true),
        kind => (kind, false),
    };
    let (hint, is_simple) = match target {
        PatternKind::Ident { hint, .. } => (hint.clone(), true),
        PatternKind::Array { hint, .. } | PatternKind::Object { hint, .. } => (hint.clone(), false),
        PatternKind::Member(_) | PatternKind::Default { .. } => (Hint::None, false),
    };
    ParamFace { hint, is_optional: param.is_optional || has_default, is_simple }
}
