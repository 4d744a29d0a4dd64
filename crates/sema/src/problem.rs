//! The problem: what is wrong with a module and its imports, as diagnostics.

use std::collections::BTreeSet;
use std::sync::Arc;

use perry_db::database::Db;
use perry_db::diagnostic::{Diagnostic, Label};
use perry_db::input::SourceFile;
use perry_db::span::{SourceText, SpanDb, source_text};
use perry_syntax::ast::{ImportedName, Name, Span, Stmt, StmtKind};
use perry_syntax::diagnostic::SyntaxDiagnostic;

use crate::context::consulted;
use crate::export::{ExportTarget, export_names};
use crate::facts::{ImportName, Imported, Request};
use crate::module::{facts, imports, parsed_module};
use crate::resolve::Failure;

/// An import that leads nowhere: without a position, which the caller finds in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ImportProblem {
    Unresolved { specifier: Name, failure: Failure },
    NotExported { specifier: Name, name: Name, from: Arc<str>, similar: Option<Name> },
    Ambiguous { specifier: Name, name: Name, first: Arc<str>, second: Arc<str> },
    Circular { specifier: Name, name: Name, from: Arc<str> },
    NoJsonAttribute { specifier: Name },
}

/// What is wrong with the imports of `file`, in a fixed order.
///
/// Changes when an import starts or stops to lead somewhere. Stays when lines move.
/// Costs one resolution an imported name.
#[salsa::tracked(returns(ref))]
fn import_problems(db: &dyn Db, file: SourceFile) -> Vec<ImportProblem> {
    let facts = facts(db, file);
    let needed = facts.requests.iter().zip(imports(db, file)).filter(|(request, _)| !request.is_types_only);
    let mut problems: Vec<_> =
        needed.filter_map(|(request, found)| request_problem(db, request, found)).collect();
    for imported in facts.imports.values() {
        let ImportName::Named(name) = &imported.name else { continue };
        let request = &facts.requests[imported.request as usize];
        match consulted(db, file, imported) {
            Some(ExportTarget::Missing) => problems.extend(not_exported(db, file, request, name)),
            Some(ExportTarget::Circular) => problems.extend(circular(db, file, imported, name)),
            Some(ExportTarget::Ambiguous(first, second)) => problems.push(ImportProblem::Ambiguous {
                specifier: request.specifier.clone(),
                name: name.clone(),
                first: first.path(db).into(),
                second: second.path(db).into(),
            }),
            _ => {}
        }
    }
    problems
}

fn request_problem(
    db: &dyn Db,
    request: &Request,
    found: &Result<SourceFile, Failure>,
) -> Option<ImportProblem> {
    let specifier = request.specifier.clone();
    match found {
        Err(failure) => Some(ImportProblem::Unresolved { specifier, failure: failure.clone() }),
        Ok(target) if target.path(db).ends_with(".json") && !request.is_json => {
            Some(ImportProblem::NoJsonAttribute { specifier })
        }
        Ok(_) => None,
    }
}

fn circular(db: &dyn Db, file: SourceFile, imported: &Imported, name: &Name) -> Option<ImportProblem> {
    let target = *imports(db, file)[imported.request as usize].as_ref().ok()?;
    let specifier = facts(db, file).requests[imported.request as usize].specifier.clone();
    Some(ImportProblem::Circular { specifier, name: name.clone(), from: target.path(db).into() })
}

fn not_exported(db: &dyn Db, file: SourceFile, request: &Request, name: &Name) -> Option<ImportProblem> {
    let index = facts(db, file).requests.iter().position(|it| it == request)?;
    let target = *imports(db, file)[index].as_ref().ok()?;
    Some(ImportProblem::NotExported {
        specifier: request.specifier.clone(),
        name: name.clone(),
        from: target.path(db).into(),
        similar: similar(name, export_names(db, target)),
    })
}

/// Whether anything is wrong with the text or the imports of `file`; then it is not lowered.
pub fn has_problems(db: &dyn Db, file: SourceFile) -> bool {
    facts(db, file).has_errors || !import_problems(db, file).is_empty()
}

/// What is wrong with the text and the imports of `file`.
pub fn problems(db: &dyn SpanDb, file: SourceFile) -> Vec<Diagnostic> {
    if !has_problems(db, file) {
        return Vec::new();
    }
    let path = file.path(db);
    match source_text(db, file) {
        SourceText::Missing => {
            return vec![Diagnostic::error("file-not-found", format!("`{path}` does not exist"))];
        }
        SourceText::Unreadable(why) => {
            return vec![Diagnostic::error("file-not-readable", format!("`{path}` cannot be read: {why}"))];
        }
        SourceText::Text(_) => {}
    }
    let Some(parsed) = parsed_module(db, file) else { return Vec::new() };
    let syntax = parsed.diagnostics.iter().map(|diagnostic| of_syntax(path, diagnostic));
    let imports = import_problems(db, file).iter();
    syntax.chain(imports.map(|problem| of_import(path, &parsed.module.body, problem))).collect()
}

/// The same in the words of the database.
pub fn of_syntax(path: &str, diagnostic: &SyntaxDiagnostic) -> Diagnostic {
    let label = |(span, text): &(Span, String)| Label {
        file: path.into(),
        start: span.start,
        end: span.end,
        message: text.clone(),
    };
    let mut out = Diagnostic::error(diagnostic.code, diagnostic.message.clone());
    out.labels = diagnostic.labels.iter().map(label).collect();
    out.help = diagnostic.help.clone();
    out.at(path, (diagnostic.span.start, diagnostic.span.end), "")
}

fn of_import(path: &str, body: &[Stmt], problem: &ImportProblem) -> Diagnostic {
    match problem {
        ImportProblem::Unresolved { specifier, failure } => {
            unresolved(specifier, failure).at(path, source_span(body, specifier), "imported here")
        }
        ImportProblem::NotExported { specifier, name, from, similar } => {
            let sentence = match &**name {
                "default" => format!("`{from}` has no default export"),
                name => format!("`{from}` does not export `{name}`"),
            };
            let error = Diagnostic::error("import-not-exported", sentence);
            let error = error.at(path, name_span(body, specifier, name), "not exported there");
            match similar {
                Some(similar) => error.help(format!("there is an export of a similar name: `{similar}`")),
                None => error.help(format!("export it from `{from}`, or remove the import")),
            }
        }
        ImportProblem::Circular { specifier, name, from } => {
            let sentence = format!("following `{name}` from `{from}` comes back to where it began");
            Diagnostic::error("import-circular", sentence)
                .at(path, name_span(body, specifier, name), "never declared on the way")
                .help("declare it in one of the modules that re-export it to each other")
        }
        ImportProblem::NoJsonAttribute { specifier } => {
            let sentence = format!("`{specifier}` is JSON and is imported without saying so");
            Diagnostic::error("json-attribute-missing", sentence)
                .at(path, source_span(body, specifier), "imported here")
                .help("add `with { type: \"json\" }` behind the specifier")
        }
        ImportProblem::Ambiguous { specifier, name, first, second } => {
            let sentence = format!("`{name}` comes from two `export *`: `{first}` and `{second}`");
            Diagnostic::error("import-ambiguous", sentence)
                .at(path, name_span(body, specifier, name), "which of them is meant is not known")
                .help(format!("re-export the one that is meant by name: `export {{ {name} }} from ...`"))
        }
    }
}

fn unresolved(specifier: &str, failure: &Failure) -> Diagnostic {
    let not_found = |message: String| Diagnostic::error("module-not-found", message);
    match failure {
        Failure::NotFound => not_found(format!("there is no module `{specifier}`"))
            .help("relative paths start from the importing file; extensions and `index` files are tried"),
        Failure::NoPackage { package } => not_found(format!("the package `{package}` is not installed"))
            .help(format!("install it (`npm install {package}`), or map the name in tsconfig.json `paths`")),
        Failure::NotExported { package } => {
            not_found(format!("the package `{package}` does not offer `{specifier}`"))
                .help("its package.json lists what it offers under `exports`")
        }
        Failure::NoPrivateName => not_found(format!("package.json has no `imports` entry for `{specifier}`"))
            .help("names that start with `#` are defined under `imports` of the nearest package.json"),
        Failure::NativeAddon => Diagnostic::error(
            "unsupported-native-addon",
            format!("`{specifier}` is a native addon, which is not supported"),
        )
        .help("use a package that is written in TypeScript or JavaScript"),
        Failure::Builtin => Diagnostic::error(
            "builtin-module-not-supported",
            format!("the module `{specifier}` is not supported yet"),
        )
        .help("only modules of the program and its packages can be imported"),
    }
}

/// Where the specifier stands: the first static import of it.
fn source_span(body: &[Stmt], specifier: &str) -> (u32, u32) {
    let found = body.iter().find_map(|stmt| {
        match &stmt.kind {
            StmtKind::Import(import) => Some(&import.source),
            StmtKind::ExportNamed { source: Some(source), .. }
            | StmtKind::ExportAll { source, .. }
            | StmtKind::ImportRequire { source, .. } => Some(source),
            _ => None,
        }
        .filter(|source| &*source.specifier == specifier)
    });
    found.map(|source| (source.span.start, source.span.end)).unwrap_or_else(|| dynamic_span(body, specifier))
}

fn dynamic_span(body: &[Stmt], specifier: &str) -> (u32, u32) {
    use crate::walk::{Visitor, walk_expr, walk_stmts};
    use perry_syntax::ast::{Expr, ExprKind};
    struct Finder<'s>(&'s str, (u32, u32));
    impl Visitor for Finder<'_> {
        fn expr(&mut self, expr: &Expr) {
            match &expr.kind {
                ExprKind::ImportCall { source } if &*source.specifier == self.0 => {
                    self.1 = (source.span.start, source.span.end);
                }
                _ => walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(specifier, (0, 0));
    walk_stmts(&mut finder, body);
    finder.1
}

/// Where the name is imported.
fn name_span(body: &[Stmt], specifier: &str, name: &str) -> (u32, u32) {
    let is_name = |imported: &ImportedName| match imported {
        ImportedName::Default => name == "default",
        ImportedName::Named(imported) => &**imported == name,
        ImportedName::Namespace => false,
    };
    let imports = body.iter().filter_map(|stmt| match &stmt.kind {
        StmtKind::Import(import) if &*import.source.specifier == specifier => Some(&import.specifiers),
        _ => None,
    });
    let found = imports.flatten().find(|specifier| is_name(&specifier.imported));
    found.map_or_else(|| source_span(body, specifier), |found| (found.local.span.start, found.local.span.end))
}

/// The name that was probably meant: the closest one, if it is close.
fn similar(name: &str, names: &BTreeSet<Name>) -> Option<Name> {
    let close = name.chars().count().div_ceil(3);
    let distances = names.iter().map(|other| (distance(name, other), other));
    distances.filter(|(distance, _)| *distance <= close).min().map(|(_, other)| other.clone())
}

/// Levenshtein's distance, where case counts for nothing.
pub fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.to_lowercase().chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
