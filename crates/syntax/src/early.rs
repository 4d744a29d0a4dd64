//! Early errors that are visible in the tree: names declared twice, private names, `super`, duplicate exports.
//!
//! One walk over the module. It resolves only what it must: assignments (the record tells who is ever assigned) and
//! uses of imports that might be types. The rest of the early errors is reported by the parser and the conversion.

mod class;
mod export;
mod expression;
mod function;
mod label;
mod scope;
mod statement;

pub(crate) use export::declared_names;
pub(crate) use function::bound_names;

use crate::ast::{Module, ModuleKind, Name, NodeId, Source, Span};
use crate::diagnostic::SyntaxDiagnostic;
use crate::record::{FunctionTraits, RequestKind};
use crate::stack::with_stack;
use class::PrivateScope;
use function::FunctionState;
use label::Labels;
use rustc_hash::{FxHashMap, FxHashSet};
use scope::{DeclarationKind, Scope, ScopeKind};

/// What the walk learnt.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) diagnostics: Vec<SyntaxDiagnostic>,
    /// Names of the module's scope that are assigned somewhere.
    pub(crate) assigned: FxHashSet<Name>,
    /// Names of the module's scope that might be types and are used as values.
    pub(crate) value_uses: FxHashSet<Name>,
    /// `var`s of the module's scope that stand in its blocks.
    pub(crate) hoisted: Vec<(Name, Span)>,
    /// `import()` and `require()` of literals, in the order of the source.
    pub(crate) requests: Vec<(Source, RequestKind)>,
    /// Exported names that this file declares as types.
    pub(crate) type_exports: FxHashSet<Name>,
    /// What functions do, by their scope.
    pub(crate) traits: FxHashMap<NodeId, FunctionTraits>,
    /// Whether a name of CommonJS is used that nothing here declares.
    pub(crate) has_commonjs_names: bool,
}

/// What only a CommonJS module finds in scope.
const COMMONJS_NAMES: [&str; 5] = ["require", "module", "exports", "__dirname", "__filename"];

/// Why a name is mentioned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Assigned(Span),
    Value,
}

struct Early<'a> {
    checked: Checked,
    kind: ModuleKind,
    scopes: Vec<Scope>,
    functions: Vec<FunctionState>,
    classes: Vec<PrivateScope>,
    labels: Labels,
    is_strict: bool,
    /// Uses that no scope has claimed yet.
    uses: Vec<(Name, Use)>,
    /// Names whose uses as values are of interest.
    candidates: &'a FxHashSet<Name>,
    /// Names that the file declares as types.
    declared_types: &'a FxHashSet<Name>,
}

/// Checks `module`; notes uses of `candidates`.
pub(crate) fn check(
    module: &Module,
    candidates: &FxHashSet<Name>,
    declared_types: &FxHashSet<Name>,
) -> Checked {
    let kind = match module.kind {
        ModuleKind::Esm | ModuleKind::Json => ScopeKind::Module,
        ModuleKind::CommonJs => ScopeKind::Function,
    };
    let mut early = Early {
        checked: Checked::default(),
        kind: module.kind,
        scopes: vec![Scope::new(kind, 0)],
        functions: vec![FunctionState::top(module.kind)],
        classes: Vec::new(),
        labels: Labels::default(),
        is_strict: module.kind != ModuleKind::CommonJs || function::is_strict_body(&module.body),
        uses: Vec::new(),
        candidates,
        declared_types,
    };
    with_stack(module.depth, || {
        early.stmts(&module.body);
        early.exports(&module.body);
    });
    early.finish()
}

impl Early<'_> {
    fn report(&mut self, diagnostic: SyntaxDiagnostic) {
        self.checked.diagnostics.push(diagnostic);
    }

    fn fault(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.report(SyntaxDiagnostic::new(code, span, message));
    }

    /// Runs `walk` in a new scope; uses of what it declares end there.
    fn in_scope(&mut self, kind: ScopeKind, walk: impl FnOnce(&mut Self)) {
        self.scopes.push(Scope::new(kind, self.uses.len()));
        walk(self);
        if let Some(scope) = self.scopes.pop() {
            let outer = self.uses.split_off(scope.first_use);
            self.uses.extend(outer.into_iter().filter(|(name, _)| !scope.owns(name)));
        }
    }

    fn finish(mut self) -> Checked {
        let module_scope = self.scopes.remove(0);
        self.checked.hoisted = module_scope.vars();
        // The walk takes chains from their right end.
        self.checked.requests.sort_by_key(|(source, _)| source.span.start);
        for (name, reason) in self.uses {
            if !module_scope.owns(&name) {
                self.checked.has_commonjs_names |= COMMONJS_NAMES.contains(&&*name);
                continue;
            }
            match reason {
                Use::Assigned(span) if module_scope.is_import(&name) => {
                    let message = format!("`{name}` is imported and cannot be assigned to");
                    let diagnostic = SyntaxDiagnostic::new("assign-to-import", span, message);
                    let help = "export a function that assigns it from the module that declares it";
                    self.checked.diagnostics.push(diagnostic.help(help));
                }
                Use::Assigned(_) => {
                    self.checked.assigned.insert(name);
                }
                Use::Value => {
                    self.checked.value_uses.insert(name);
                }
            }
        }
        self.checked
    }

    fn note_value(&mut self, name: &Name) {
        let is_candidate = !self.candidates.is_empty() && self.candidates.contains(name);
        if is_candidate || COMMONJS_NAMES.contains(&&**name) {
            self.uses.push((name.clone(), Use::Value));
        }
    }

    /// Declares `name` here, or, as a `var`, in all scopes up to the function.
    fn declare(&mut self, name: &Name, kind: DeclarationKind, span: Span) {
        let is_strict = self.is_strict;
        if is_strict && kind != DeclarationKind::Own && matches!(&**name, "eval" | "arguments") {
            self.fault("strict-reserved-word", span, format!("`{name}` may not be declared in strict code"));
        }
        for scope in self.scopes.iter_mut().rev() {
            if let Some(earlier) = scope.declare(name, kind, span, is_strict) {
                let message = format!("`{name}` is declared twice");
                let diagnostic = SyntaxDiagnostic::new("redeclared", span, message);
                self.checked.diagnostics.push(diagnostic.label(earlier, "the first declaration is here"));
                return;
            }
            if kind != DeclarationKind::Var && kind != DeclarationKind::ForOfVar || scope.is_function() {
                return;
            }
        }
    }
}
