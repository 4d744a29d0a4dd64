//! The walk that fills the index: scopes and declarations first, then what every name means.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::reader::is_reader;
use super::shape::{enum_member, is_function, is_key, is_shorthand, is_statement, is_written, opens_scope};
use super::{Exported, Free, Import, Index, Remote, Scope, Symbol, TYPE, Use, VALUE, digest, member_name};
use crate::answer::{SymbolKind, Usage};
use crate::tree::{Kind, NodeId, ROOT, Role, Tree, flag};

struct Builder<'t> {
    tree: &'t Tree,
    text: &'t str,
    index: Index,
    /// The scope of each node: of what opens one, its own.
    scope_of: Vec<u32>,
    /// Where a `var` of a scope is declared.
    hoist_of: Vec<u32>,
    known: FxHashMap<(u32, &'t str), u32>,
    names: Vec<Named>,
    /// By where the specifier starts.
    request_at: FxHashMap<u32, u32>,
    /// The statement whose specifiers are walked, and its request: it may have more of them than one can search.
    source: Option<(NodeId, Option<u32>)>,
    /// The places in the exports of the names of `export { .. }`.
    export_of: FxHashMap<NodeId, usize>,
    /// Where the last enum ends: its values name its members without a dot.
    enum_end: u32,
}

/// A use that is resolved when all declarations are known.
struct Named {
    id: NodeId,
    scope: u32,
    meaning: u8,
    usage: Usage,
}

pub fn index(tree: &Tree, text: &str) -> Index {
    let mut builder = Builder {
        tree,
        text,
        index: Index::default(),
        scope_of: Vec::new(),
        hoist_of: Vec::new(),
        known: FxHashMap::default(),
        names: Vec::new(),
        request_at: FxHashMap::default(),
        source: None,
        export_of: FxHashMap::default(),
        enum_end: 0,
    };
    for id in tree.descendants(ROOT) {
        builder.node(id);
    }
    builder.resolve();
    builder.sort();
    builder.index
}

impl<'t> Builder<'t> {
    fn node(&mut self, id: NodeId) {
        let outer = self.tree.parent(id).map_or(0, |parent| self.scope_of[parent.0 as usize]);
        let scope = if opens_scope(self.tree.kind(id)) { self.open(id, outer) } else { outer };
        if self.scope_of.len() <= id.0 as usize {
            self.scope_of.resize(id.0 as usize + 1, 0);
        }
        self.scope_of[id.0 as usize] = scope;
        match self.tree.kind(id) {
            Kind::Ident | Kind::PrivateName => self.name(id, scope),
            Kind::String if self.tree.role(id) == Role::Source => {
                let request = self.request(id);
                if self.tree.parent(id).is_some_and(|it| self.tree.kind(it) == Kind::ImportType) {
                    self.index.dynamic.push(request);
                }
            }
            Kind::String | Kind::LiteralType if is_key(self.tree, self.text, id) => {
                self.index.members.push(self.tree.range(id));
            }
            Kind::Class | Kind::Interface if self.is_joint(id) => self.index.joints.push(id),
            Kind::Index | Kind::ForEach | Kind::Call | Kind::Binary | Kind::PatternProperty
                if is_reader(self.tree, self.text, id) =>
            {
                self.index.readers.push(id);
            }
            Kind::String if self.is_member_name(id) => self.index.members.push(self.tree.range(id)),
            Kind::String => self.dynamic_request(id),
            Kind::ExportDefault => self.default_export(id),
            Kind::ExportAll => self.export_all(id),
            Kind::Enum => self.enum_end = self.tree.range(id).end,
            _ => {}
        }
    }

    fn open(&mut self, id: NodeId, outer: u32) -> u32 {
        let scope = self.index.scopes.len() as u32;
        let parent = (id != ROOT).then_some(outer);
        self.index.scopes.push(Scope { parent, range: self.tree.range(id) });
        let is_namespace =
            self.tree.parent(id).is_some_and(|parent| self.tree.kind(parent) == Kind::Namespace);
        let hoists = id == ROOT || is_function(self.tree.kind(id)) || is_namespace;
        self.hoist_of.push(if hoists { scope } else { self.hoist_of[outer as usize] });
        scope
    }

    fn word(&self, id: NodeId) -> &'t str {
        self.tree.text(self.text, id)
    }

    // One match with one call per arm.
    fn name(&mut self, id: NodeId, scope: u32) {
        let Some(parent) = self.tree.parent(id) else { return };
        let role = self.tree.role(id);
        match (self.tree.kind(parent), role) {
            (
                Kind::Declarator | Kind::Param | Kind::DefaultPattern | Kind::RestPattern | Kind::Catch,
                Role::Name,
            )
            | (Kind::ArrayPattern, Role::Item)
            | (Kind::PatternProperty, Role::Value) => self.binding(id, scope),
            (Kind::Function | Kind::Class, Role::Name) => {
                let is_function = self.tree.kind(parent) == Kind::Function;
                let scope = if is_statement(self.tree, parent) { self.outer(parent) } else { scope };
                let (kind, meaning) = if is_function {
                    (SymbolKind::Function, VALUE)
                } else {
                    (SymbolKind::Class, VALUE | TYPE)
                };
                self.declare_item(id, parent, scope, kind, meaning);
            }
            (Kind::Interface, Role::Name) => {
                self.declare_item(id, parent, self.outer(parent), SymbolKind::Interface, TYPE);
            }
            (Kind::TypeAlias, Role::Name) => {
                self.declare_item(id, parent, self.outer(parent), SymbolKind::TypeAlias, TYPE);
            }
            (Kind::Enum, Role::Name) => {
                self.declare_item(id, parent, scope, SymbolKind::Enum, VALUE | TYPE);
            }
            (Kind::Namespace, Role::Name) => {
                self.declare_item(id, parent, scope, SymbolKind::Namespace, VALUE | TYPE);
            }
            (Kind::TypeParam, Role::Name) => self.declare(id, scope, SymbolKind::TypeParameter, TYPE),
            // What is inferred is known where the condition holds, outside of the type it was inferred from.
            (Kind::Infer, Role::Name) => {
                let is_condition = |it: &NodeId| self.tree.kind(*it) == Kind::ConditionalType;
                let condition = self.tree.ancestors(id).find(is_condition);
                let scope = condition.map_or(scope, |it| self.scope_of[it.0 as usize]);
                self.declare(id, scope, SymbolKind::TypeParameter, TYPE);
            }
            (Kind::ImportDefault, _) => self.import(id, parent, "default"),
            (Kind::ImportNamespace, _) => self.import(id, parent, "*"),
            (Kind::ImportRequire, Role::Local) => {
                self.declare(id, scope, SymbolKind::Variable, VALUE | TYPE);
            }
            (Kind::ImportName, _) => self.import_name(id, parent, role),
            (Kind::ExportName, _) => self.export_name(id, parent, role, scope),
            (Kind::Shorthand, Role::Value) => {
                self.index.members.push(self.tree.range(id));
                self.uses(id, scope, VALUE);
            }
            (Kind::TypeName, Role::Name) => self.uses(id, scope, TYPE),
            (Kind::QualifiedName, Role::Object) => self.uses(id, scope, VALUE | TYPE),
            (Kind::ExportAll, _) => {}
            _ if self.is_member_name(id) || self.tree.kind(id) == Kind::PrivateName => {
                self.index.members.push(self.tree.range(id));
            }
            (Kind::ExportDefault, _) => self.uses(id, scope, VALUE | TYPE),
            (Kind::Infer | Kind::Labeled | Kind::Jump | Kind::ImportType, _) => {}
            _ => self.uses(id, scope, VALUE),
        }
    }

    /// Whether a name is one of a member: behind a dot, or a key.
    fn is_member_name(&self, id: NodeId) -> bool {
        let parent = self.tree.parent(id).map(|parent| self.tree.kind(parent));
        self.tree.role(id) == Role::Name
            && matches!(
                parent,
                Some(
                    Kind::Member
                        | Kind::QualifiedName
                        | Kind::Property
                        | Kind::Field
                        | Kind::Method
                        | Kind::Getter
                        | Kind::Setter
                        | Kind::EnumMember
                        | Kind::PatternProperty
                        | Kind::ImportType
                        | Kind::Constructor
                )
            )
    }

    fn outer(&self, id: NodeId) -> u32 {
        self.tree.parent(id).map_or(0, |parent| self.scope_of[parent.0 as usize])
    }

    /// Whether a class or interface has several parents, whose members must agree.
    fn is_joint(&self, id: NodeId) -> bool {
        let is_parent = |it: &NodeId| matches!(self.tree.role(*it), Role::Extends | Role::Implements);
        self.tree.children(id).filter(is_parent).count() > 1
    }

    /// A name that a variable, parameter or pattern binds.
    fn binding(&mut self, id: NodeId, scope: u32) {
        let is_property = self.tree.parent(id).is_some_and(|it| self.tree.has(it, flag::PROPERTY));
        if is_property || is_shorthand(self.tree, id) {
            self.index.members.push(self.tree.range(id));
        }
        let owner = self
            .tree
            .ancestors(id)
            .find(|it| matches!(self.tree.kind(*it), Kind::Var | Kind::Param | Kind::Catch));
        let Some(owner) = owner else { return };
        match self.tree.kind(owner) {
            Kind::Param => {
                let holder = self.tree.parent(owner).map(|holder| self.tree.kind(holder));
                if !matches!(holder, Some(Kind::TupleType | Kind::IndexSignature)) {
                    self.declare(id, scope, SymbolKind::Parameter, VALUE);
                }
            }
            Kind::Catch => self.declare(id, scope, SymbolKind::Variable, VALUE),
            _ if self.tree.has(owner, flag::CONST) => {
                self.declare_item(id, owner, scope, SymbolKind::Constant, VALUE);
            }
            _ if self.tree.has(owner, flag::LET) => {
                self.declare_item(id, owner, scope, SymbolKind::Variable, VALUE);
            }
            _ => {
                let scope = self.hoist_of[scope as usize];
                self.declare_item(id, owner, scope, SymbolKind::Variable, VALUE);
            }
        }
    }

    /// Declares what a statement declares, and exports it if the statement is exported.
    fn declare_item(&mut self, id: NodeId, item: NodeId, scope: u32, kind: SymbolKind, meaning: u8) {
        self.declare(id, scope, kind, meaning);
        let parent = self.tree.parent(item).filter(|_| scope == 0);
        let name = match parent.map(|parent| self.tree.kind(parent)) {
            Some(Kind::Export) => self.word(id),
            Some(Kind::ExportDefault) => "default",
            _ => return,
        };
        let symbol = self.known[&(scope, self.word(id))];
        self.index.exports.push(Exported { name: name.into(), symbol, specifier: None });
    }

    fn declare(&mut self, id: NodeId, scope: u32, kind: SymbolKind, meaning: u8) {
        let name = self.word(id);
        self.declare_as(id, name, (scope, kind, meaning));
        let symbol = self.known[&(scope, name)];
        self.index.uses.push(Use {
            range: self.tree.range(id),
            symbol,
            usage: Usage::Declaration,
            is_shorthand: is_shorthand(self.tree, id),
        });
    }

    fn declare_as(&mut self, id: NodeId, name: &'t str, (scope, kind, meaning): (u32, SymbolKind, u8)) {
        if let Some(known) = self.known.get(&(scope, name)) {
            let symbol = &mut self.index.symbols[*known as usize];
            symbol.meaning |= meaning;
            symbol.declarations.push(id);
            if meaning & VALUE != 0 && symbol.kind == SymbolKind::Interface {
                symbol.kind = kind;
            }
            return;
        }
        self.known.insert((scope, name), self.index.symbols.len() as u32);
        let declarations = vec![id];
        self.index.symbols.push(Symbol {
            name: name.into(),
            kind,
            meaning,
            scope,
            declarations,
            import: None,
        });
    }

    fn default_export(&mut self, id: NodeId) {
        let value = self.tree.child(id, Role::Value);
        let is_anonymous =
            self.tree.child(id, Role::Item).is_some_and(|it| self.tree.child(it, Role::Name).is_none());
        if value.is_none() && !is_anonymous {
            return;
        }
        self.declare_as(id, "default", (0, SymbolKind::Constant, VALUE | TYPE));
        let symbol = self.known[&(0, "default")];
        self.index.exports.push(Exported { name: "default".into(), symbol, specifier: None });
    }

    fn uses(&mut self, id: NodeId, scope: u32, meaning: u8) {
        let range = self.tree.range(id);
        if range.start < self.enum_end && enum_member(self.tree, self.text, id).is_some() {
            return self.index.members.push(range);
        }
        let usage = if is_written(self.tree, id) { Usage::Write } else { Usage::Read };
        self.names.push(Named { id, scope, meaning, usage });
    }

    // Other modules

    fn request(&mut self, literal: NodeId) -> u32 {
        let quoted = self.word(literal);
        let specifier = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
        let range = self.tree.range(literal);
        let requests = &mut self.index.requests;
        *self.request_at.entry(range.start).or_insert_with(|| {
            requests.push((specifier.into(), range));
            requests.len() as u32 - 1
        })
    }

    /// `import("m")`, `require("m")`
    fn dynamic_request(&mut self, literal: NodeId) {
        let Some(call) = self.tree.parent(literal) else { return };
        let is_require = self.tree.kind(call) == Kind::Call
            && self.tree.child(call, Role::Callee).is_some_and(|callee| self.word(callee) == "require");
        if self.tree.kind(call) == Kind::ImportCall || is_require {
            let request = self.request(literal);
            self.index.dynamic.push(request);
        }
    }

    fn source_of(&mut self, statement: NodeId) -> Option<u32> {
        if let Some((_, known)) = self.source.filter(|it| it.0 == statement) {
            return known;
        }
        let literal = self.tree.child(statement, Role::Source);
        let request = literal.map(|literal| self.request(literal));
        self.source = Some((statement, request));
        request
    }

    fn import(&mut self, local: NodeId, specifier: NodeId, name: &str) {
        self.declare(local, 0, SymbolKind::Variable, VALUE | TYPE);
        let statement = self.tree.parent(specifier).unwrap_or(ROOT);
        let symbol = self.known[&(0, self.word(local))];
        let Some(request) = self.source_of(statement) else { return };
        let named = self.tree.child(specifier, Role::Name).filter(|named| *named != local);
        let range = self.tree.range(named.unwrap_or(local));
        self.index.symbols[symbol as usize].import = Some(self.index.imports.len() as u32);
        self.index.imports.push(Import {
            symbol,
            request,
            name: name.into(),
            range,
            is_renamed: named.is_some(),
        });
    }

    fn import_name(&mut self, id: NodeId, specifier: NodeId, role: Role) {
        let local = self.tree.child(specifier, Role::Local);
        let is_local = role == Role::Local || local.is_none();
        if is_local {
            let name = self.tree.child(specifier, Role::Name).map_or("", |name| self.word(name));
            self.import(id, specifier, name.trim_matches(['"', '\'']));
        }
    }

    fn export_name(&mut self, id: NodeId, specifier: NodeId, role: Role, scope: u32) {
        if role != Role::Name {
            return;
        }
        let statement = self.tree.parent(specifier).unwrap_or(ROOT);
        let exported = self.tree.child(specifier, Role::Local).unwrap_or(id);
        let (exported_range, exported) = (self.tree.range(exported), self.word(exported));
        let exported: Arc<str> = exported.trim_matches(['"', '\'']).into();
        match self.source_of(statement) {
            Some(request) => {
                let (name, range) = (self.word(id).into(), self.tree.range(id));
                self.index.remote.push(Remote { request, name, range, exported, exported_range });
            }
            None => {
                self.uses(id, scope, VALUE | TYPE);
                // Which symbol it is, is known when all are declared.
                let specifier = Some((self.tree.range(id), exported_range));
                self.export_of.insert(id, self.index.exports.len());
                self.index.exports.push(Exported { name: exported, symbol: u32::MAX, specifier });
            }
        }
    }

    fn export_all(&mut self, id: NodeId) {
        let Some(request) = self.source_of(id) else { return };
        match self.tree.child(id, Role::Name) {
            None => self.index.stars.push(request),
            Some(name) => {
                let range = self.tree.range(name);
                let exported = self.word(name).trim_matches(['"', '\'']).into();
                self.index.remote.push(Remote {
                    request,
                    name: "*".into(),
                    range,
                    exported,
                    exported_range: range,
                });
            }
        }
    }

    // Meaning

    fn resolve(&mut self) {
        for Named { id, scope, meaning, usage } in std::mem::take(&mut self.names) {
            let range = self.tree.range(id);
            let found = self.meaning(scope, self.word(id), meaning);
            match found {
                Some(symbol) => {
                    let is_shorthand = is_shorthand(self.tree, id);
                    self.index.uses.push(Use { range, symbol, usage, is_shorthand });
                }
                None => self.index.free.push(Free { range, is_type: meaning == TYPE }),
            }
            if let (Some(place), Some(symbol)) = (self.export_of.get(&id), found) {
                self.index.exports[*place].symbol = symbol;
            }
        }
        self.index.exports.retain(|it| it.symbol != u32::MAX);
        self.index.uses.sort_by_key(|it: &Use| -> (u32, u32) { (it.range.start, it.range.end) });
    }

    /// What searches look into first.
    fn sort(&mut self) {
        let Index {
            symbols,
            uses,
            free,
            ends,
            in_text,
            members,
            names,
            member_names,
            in_parts,
            imports,
            remote,
            exports,
            has_pairs,
            readers,
            ..
        } = &mut self.index;
        members.sort_unstable();
        let mut by_symbol: Vec<u32> = (0..uses.len() as u32).collect();
        by_symbol.sort_by_key(|place| uses[*place as usize].symbol);
        in_text.resize(uses.len(), 0);
        for (place, before) in by_symbol.iter().enumerate() {
            in_text[*before as usize] = place as u32;
        }
        *uses = by_symbol.into_iter().map(|before| uses[before as usize]).collect();
        let up_to = |symbol: u32| uses.partition_point(|it| it.symbol <= symbol);
        ends.extend((0..symbols.len() as u32).map(|symbol| up_to(symbol) as u32));
        let parts = symbols.iter().enumerate().filter(|(_, it)| it.declarations.len() > 1);
        in_parts.extend(parts.map(|(symbol, _)| symbol as u32));
        names.extend(symbols.iter().map(|it| digest(&it.name)));
        names.extend(free.iter().map(|it| digest(it.range.of(self.text))));
        names.sort_unstable();
        names.dedup();
        names.shrink_to_fit();
        member_names.extend(members.iter().map(|range| digest(member_name(*range, self.text))));
        member_names.sort_unstable();
        member_names.dedup();
        // An index lives long, and there is one for each file.
        member_names.shrink_to_fit();
        readers.shrink_to_fit();
        uses.shrink_to_fit();
        members.shrink_to_fit();
        symbols.shrink_to_fit();
        *has_pairs = !remote.is_empty()
            || imports.iter().any(|it| it.is_renamed)
            || exports.iter().any(|it| it.specifier.is_some());
    }

    fn meaning(&self, scope: u32, name: &'t str, meaning: u8) -> Option<u32> {
        self.index.scopes_from(scope).find_map(|scope| {
            let symbol = *self.known.get(&(scope, name))?;
            (self.index.symbols[symbol as usize].meaning & meaning != 0).then_some(symbol)
        })
    }
}
