//! The way to a place: what the code before and around it tells of a variable, or of a path of members from one.
//!
//! It serves the editor only. Where it cannot follow, in loops and closures that assign, the declared type stands.

use std::rc::Rc;

use super::guard::DEPTH;
use super::{At, Ty, Types, View, present, union};
use crate::answer::{TextRange, Usage};
use crate::index::Source;
use crate::index::shape::is_function;
use crate::tree::{Kind, NodeId, Role, flag};

/// How many members a path may have: a guess that no ordinary program reaches.
const MEMBERS: usize = 64;

/// A variable or `this`, and the names of members from there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    pub root: Root,
    pub members: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Root {
    Symbol(u32),
    This,
}

/// The question what `path` is at a place.
pub(super) struct Flow<'t, 'db> {
    pub types: &'t Types<'db>,
    pub source: Source,
    pub view: Rc<View<'db>>,
    pub path: Path,
    declared: Ty,
    /// Where the root is used, in the order of the text.
    uses: Vec<(u32, Usage)>,
}

impl Types<'_> {
    /// What an expression is the path of; nothing for a path that is too long.
    pub(super) fn path_of(&self, at: At) -> Option<Path> {
        let view = self.view(at.source);
        let tree = &view.tree;
        let text = |node: NodeId| tree.text(&view.text, node);
        let (mut node, mut members) = (at.node, Vec::new());
        // A chain is as long as its text: it is walked, not recursed into.
        let root = loop {
            match tree.kind(node) {
                Kind::Ident => break Root::Symbol(view.index.use_of(tree.range(node))?.symbol),
                Kind::This => break Root::This,
                Kind::Paren | Kind::NonNull => node = tree.child(node, Role::Value)?,
                Kind::Member | Kind::Index if members.len() == MEMBERS => return None,
                Kind::Member => {
                    members.push(text(tree.child(node, Role::Name)?).to_owned());
                    node = tree.child(node, Role::Object)?;
                }
                Kind::Index => {
                    let key = tree.child(node, Role::Value)?;
                    if !matches!(tree.kind(key), Kind::String | Kind::Number) {
                        return None;
                    }
                    members.push(text(key).trim_matches(['"', '\'']).to_owned());
                    node = tree.child(node, Role::Object)?;
                }
                _ => return None,
            }
        };
        members.reverse();
        Some(Path { root, members })
    }

    /// What an expression of a declared type is where it stands.
    pub(super) fn narrowed(&self, at: At, declared: Ty) -> Ty {
        let is_fixed = match &declared {
            Ty::Keyword(word) => !matches!(*word, "unknown" | "boolean" | "object"),
            Ty::Literal(_) | Ty::Value(_) | Ty::Module(_) | Ty::Tuple(_) | Ty::Function(..) => true,
            _ => false,
        };
        if is_fixed || at.source == Source::Library || self.is_written(at) {
            return declared;
        }
        let Some(path) = self.path_of(at) else { return declared };
        let view = self.view(at.source);
        let start = view.tree.range(at.node).start;
        let uses: Vec<(u32, Usage)> = match path.root {
            Root::Symbol(symbol) => view.index.uses_of(symbol).map(|it| (it.range.start, it.usage)).collect(),
            Root::This => Vec::new(),
        };
        let is_told = |it: &(u32, Usage)| it.0 < start && it.1 != Usage::Declaration;
        let has_value = || matches!(declared, Ty::Union(_)) || declared == Ty::Any;
        if path.root != Root::This && !uses.iter().any(is_told) && !has_value() {
            return declared;
        }
        let flow = Flow { types: self, source: at.source, view, path, declared: declared.clone(), uses };
        flow.before(at.node)
    }

    /// Whether an expression is what is assigned to.
    fn is_written(&self, at: At) -> bool {
        let view = self.view(at.source);
        let parent = view.tree.parent(at.node).map(|it| view.tree.kind(it));
        view.tree.role(at.node) == Role::Left && parent == Some(Kind::Assign)
    }
}

impl Flow<'_, '_> {
    pub(super) fn at(&self, node: NodeId) -> At {
        At { source: self.source, node }
    }

    pub(super) fn text(&self, node: NodeId) -> &str {
        self.view.tree.text(&self.view.text, node)
    }

    fn uses_in(&self, range: TextRange) -> &[(u32, Usage)] {
        let from = self.uses.partition_point(|it| it.0 < range.start);
        let to = self.uses.partition_point(|it| it.0 < range.end);
        &self.uses[from..to.max(from)]
    }

    /// Whether a node may speak of the path.
    pub(super) fn mentions(&self, node: NodeId) -> bool {
        match self.path.root {
            Root::Symbol(_) => !self.uses_in(self.view.tree.range(node)).is_empty(),
            Root::This => {
                let name = self.path.members.last().map_or("this", |it| it);
                self.text(node).contains(name)
            }
        }
    }

    /// Whether the path is assigned to somewhere in a node.
    fn is_assigned_in(&self, node: NodeId) -> bool {
        let tree = &self.view.tree;
        let is_root = |it: &(u32, Usage)| it.1 == Usage::Write;
        if self.path.members.is_empty() || self.uses_in(tree.range(node)).iter().any(is_root) {
            return self.uses_in(tree.range(node)).iter().any(is_root);
        }
        self.mentions(node)
            && tree.descendants(node).any(|it| {
                matches!(tree.kind(it), Kind::Assign | Kind::Update)
                    && tree.child(it, Role::Left).or_else(|| tree.child(it, Role::Value)).is_some_and(|it| {
                        self.types.path_of(self.at(it)).is_some_and(|it| {
                            it.root == self.path.root && self.path.members.starts_with(&it.members)
                        })
                    })
            })
    }

    /// What the path is just before a node.
    fn before(&self, node: NodeId) -> Ty {
        perry_syntax::stack::guarded(|| self.way_to(node))
    }

    // One match with one call per arm.
    fn way_to(&self, node: NodeId) -> Ty {
        let tree = &self.view.tree;
        let mut node = node;
        while let Some(parent) = tree.parent(node) {
            let role = tree.role(node);
            let test = || tree.child(parent, Role::Test);
            match (tree.kind(parent), role) {
                (Kind::If | Kind::Conditional, Role::Then | Role::Else) => {
                    let Some(test) = test().filter(|it| self.mentions(*it)) else {
                        node = parent;
                        continue;
                    };
                    return self.guard(self.before(parent), test, role == Role::Then, DEPTH);
                }
                (Kind::Binary, Role::Right) => {
                    let left = tree.child(parent, Role::Left).filter(|it| self.mentions(*it));
                    let word = left.map(|_| self.types.operator(self.at(parent)));
                    if let (Some(left), Some("&&" | "||")) = (left, word.as_deref()) {
                        return self.guard(self.before(parent), left, word.as_deref() == Some("&&"), DEPTH);
                    }
                }
                (Kind::While | Kind::For | Kind::ForEach | Kind::DoWhile, _) => {
                    return self.in_loop(parent, role);
                }
                (Kind::Block | Kind::Module, Role::Item) => return self.in_block(parent, node),
                (Kind::Case, Role::Item) => return self.in_block(parent, node),
                (Kind::Try, Role::Item | Role::Else) if self.is_assigned_in(parent) => {
                    return self.declared.clone();
                }
                (kind, _) if (is_function(kind) || kind == Kind::Class) && !self.is_kept_by(parent) => {
                    return self.declared.clone();
                }
                _ => {}
            }
            node = parent;
        }
        self.declared.clone()
    }

    /// Whether what was told before a function still holds when it runs: of a variable that is never assigned again.
    fn is_kept_by(&self, function: NodeId) -> bool {
        let is_expression = match self.view.tree.kind(function) {
            Kind::Arrow => true,
            Kind::Function => !crate::index::shape::is_statement(&self.view.tree, function),
            _ => false,
        };
        let is_variable = matches!(self.path.root, Root::Symbol(_)) && self.path.members.is_empty();
        is_expression && is_variable && self.uses.iter().all(|it| it.1 != Usage::Write)
    }

    fn in_loop(&self, repeat: NodeId, role: Role) -> Ty {
        let tree = &self.view.tree;
        let entry = if self.is_assigned_in(repeat) { self.declared.clone() } else { self.before(repeat) };
        let test = tree.child(repeat, Role::Test).filter(|_| tree.kind(repeat) != Kind::DoWhile);
        match (role, test) {
            (Role::Body | Role::Item, Some(test)) => self.guard(entry, test, true, DEPTH),
            _ => entry,
        }
    }

    fn in_block(&self, block: NodeId, until: NodeId) -> Ty {
        let tree = &self.view.tree;
        let entry = match tree.kind(block) {
            Kind::Case => self.case_entry(block),
            _ => self.before(block),
        };
        let before = TextRange { start: tree.range(block).start, end: tree.range(until).start };
        if self.path.root != Root::This && self.uses_in(before).is_empty() {
            return entry;
        }
        let mut state = entry;
        for item in tree.all(block, Role::Item).take_while(|item| *item != until) {
            if self.mentions(item) {
                match self.after(item, state) {
                    Some(next) => state = next,
                    None => return self.declared.clone(),
                }
            }
        }
        state
    }

    /// What the path is behind a statement; nothing where no way leads there.
    fn after(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        perry_syntax::stack::guarded(|| self.way_through(node, ty))
    }

    // One match with one call per arm.
    fn way_through(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        let tree = &self.view.tree;
        match tree.kind(node) {
            Kind::Return | Kind::Throw | Kind::Jump => None,
            Kind::Block => tree.all(node, Role::Item).try_fold(ty, |ty, item| self.after(item, ty)),
            Kind::If => self.after_choice(node, ty),
            Kind::ExprStmt => match tree.child(node, Role::Value) {
                Some(value) => self.after_expression(value, ty),
                None => Some(ty),
            },
            Kind::Var => Some(self.after_variables(node, ty)),
            Kind::Export => tree.child(node, Role::Item).map_or(Some(ty.clone()), |it| self.after(it, ty)),
            Kind::While | Kind::For | Kind::ForEach | Kind::DoWhile => self.after_loop(node, ty),
            Kind::Switch => self.after_switch(node, ty),
            Kind::Try => self.after_try(node, ty),
            Kind::Labeled => tree.child(node, Role::Body).map_or(Some(ty.clone()), |it| self.after(it, ty)),
            Kind::Function | Kind::Class => Some(ty),
            _ if self.is_assigned_in(node) => Some(self.declared.clone()),
            _ => Some(ty),
        }
    }

    fn after_choice(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        let tree = &self.view.tree;
        let test = tree.child(node, Role::Test)?;
        let then = tree.child(node, Role::Then);
        let holds = self.guard(ty.clone(), test, true, DEPTH);
        let fails = self.guard(ty, test, false, DEPTH);
        let then = then.map_or(Some(holds.clone()), |it| self.after(it, holds));
        let otherwise = tree.child(node, Role::Else);
        let otherwise = otherwise.map_or(Some(fails.clone()), |it| self.after(it, fails));
        either(then, otherwise)
    }

    fn after_expression(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        let tree = &self.view.tree;
        match tree.kind(node) {
            Kind::Assign if self.is_target(node) => Some(self.assigned(node, ty)),
            Kind::Call => {
                let callee = tree.child(node, Role::Callee)?;
                let is_plain = matches!(tree.kind(callee), Kind::Ident | Kind::Member);
                if is_plain && self.types.type_of(self.at(node)) == Ty::Keyword("never") {
                    return None;
                }
                let is_said = || self.asserts(callee);
                if self.mentions(node) && is_said() {
                    return Some(self.call_guard(ty, node, true));
                }
                Some(if self.is_assigned_in(node) { self.declared.clone() } else { ty })
            }
            _ if self.is_assigned_in(node) => Some(self.declared.clone()),
            _ => Some(ty),
        }
    }

    fn asserts(&self, callee: NodeId) -> bool {
        let types = self.types;
        let callables = types.callables(&types.type_of(self.at(callee)));
        let said = callables.first().and_then(|it| types.child(it.at, Role::Type));
        said.is_some_and(|it| types.kind(it) == Kind::Predicate && types.text(it).starts_with("asserts"))
    }

    /// What the path is behind `path = value`.
    fn assigned(&self, node: NodeId, ty: Ty) -> Ty {
        let Some(right) = self.view.tree.child(node, Role::Right) else { return self.declared.clone() };
        let value = || self.types.type_of(self.at(right));
        match &*self.types.operator(self.at(node)) {
            "=" => self.reduced(&value()),
            "??=" | "||=" => union([present(&ty), value()].map(|it| self.types.widened(&it))),
            _ => self.declared.clone(),
        }
    }

    /// The members of the declared type that a value may be.
    fn reduced(&self, value: &Ty) -> Ty {
        if *value == Ty::Any {
            return self.declared.clone();
        }
        if self.declared == Ty::Any {
            return self.types.widened(value);
        }
        let given = self.types.parts(value);
        let fits = |part: &Ty| given.iter().any(|it| self.types.fits(it, part));
        match self.types.kept(&self.declared, fits) {
            Ty::Keyword("never") => self.declared.clone(),
            found => found,
        }
    }

    fn after_variables(&self, node: NodeId, ty: Ty) -> Ty {
        let tree = &self.view.tree;
        let mut state = ty;
        for declarator in tree.all(node, Role::Item).filter(|it| self.mentions(*it)) {
            let is_it = tree.child(declarator, Role::Name).is_some_and(|it| self.is_path(it));
            match tree.child(declarator, Role::Value) {
                Some(value) if is_it && !tree.has(node, flag::CONST) => {
                    state = self.reduced(&self.types.type_of(self.at(value)));
                }
                _ if is_it || self.is_assigned_in(declarator) => state = self.declared.clone(),
                _ => {}
            }
        }
        state
    }

    fn after_loop(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        let tree = &self.view.tree;
        let state = if self.is_assigned_in(node) { self.declared.clone() } else { ty };
        let has_break = tree
            .descendants(node)
            .any(|it| tree.kind(it) == Kind::Jump && self.text(it).starts_with("break"));
        match tree.child(node, Role::Test).filter(|_| !has_break) {
            Some(test) if tree.kind(test) == Kind::Bool && self.text(test) == "true" => None,
            Some(test) => Some(self.guard(state, test, false, DEPTH)),
            None => Some(state),
        }
    }

    fn after_try(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        let tree = &self.view.tree;
        let body = tree.child(node, Role::Body)?;
        let caught = tree.child(node, Role::Item).and_then(|it| tree.child(it, Role::Body));
        let entry = if self.is_assigned_in(body) { self.declared.clone() } else { ty.clone() };
        let tried = self.after(body, ty);
        either(tried, caught.and_then(|it| self.after(it, entry)))
    }

    // Switches

    /// What the path is where a case begins: by its test, or falling in from the case above.
    fn case_entry(&self, case: NodeId) -> Ty {
        let tree = &self.view.tree;
        let Some(switch) = tree.parent(case) else { return self.declared.clone() };
        let entry = if self.is_assigned_in(switch) { self.declared.clone() } else { self.before(switch) };
        let mut state: Option<Ty> = None;
        for it in tree.all(switch, Role::Item).filter(|it| tree.kind(*it) == Kind::Case) {
            let fallen = state.take();
            state = either(fallen, Some(self.matched(switch, it, entry.clone())));
            if it == case {
                break;
            }
            if self.ends(it) || tree.descendants(it).any(|it| tree.kind(it) == Kind::Jump) {
                state = None;
            }
        }
        state.unwrap_or(entry)
    }

    /// What `case value:` says, or `default:`.
    fn matched(&self, switch: NodeId, case: NodeId, ty: Ty) -> Ty {
        let tree = &self.view.tree;
        let Some(subject) = tree.child(switch, Role::Test) else { return ty };
        let is_true = self.text(subject) == "true";
        if !is_true && !self.mentions(subject) {
            return ty;
        }
        let one = |ty: Ty, test: NodeId, sense: bool| match is_true {
            true => self.guard(ty, test, sense, DEPTH),
            false => self.equality(ty, (subject, test), sense, false),
        };
        match tree.child(case, Role::Test) {
            Some(test) => one(ty, test, true),
            None => {
                let tests = tree.all(switch, Role::Item).filter_map(|it| tree.child(it, Role::Test));
                tests.fold(ty, |ty, test| one(ty, test, false))
            }
        }
    }

    /// Whether a case leaves the function or the loop around.
    fn ends(&self, case: NodeId) -> bool {
        let tree = &self.view.tree;
        let mut last = tree.all(case, Role::Item).last();
        while let Some(block) = last.filter(|it| tree.kind(*it) == Kind::Block) {
            last = tree.all(block, Role::Item).last();
        }
        let is_break = |it: NodeId| tree.kind(it) == Kind::Jump && self.text(it).starts_with("break");
        last.is_some_and(|it| match tree.kind(it) {
            Kind::Return | Kind::Throw => !tree.descendants(case).any(is_break),
            Kind::Jump => !is_break(it),
            _ => false,
        })
    }

    fn after_switch(&self, node: NodeId, ty: Ty) -> Option<Ty> {
        if self.is_assigned_in(node) {
            return Some(self.declared.clone());
        }
        let tree = &self.view.tree;
        let cases: Vec<NodeId> =
            tree.all(node, Role::Item).filter(|it| tree.kind(*it) == Kind::Case).collect();
        let has_default = cases.iter().any(|it| tree.child(*it, Role::Test).is_none());
        let mut state = None;
        for case in &cases {
            if !self.ends(*case) {
                state = either(state, Some(self.matched(node, *case, ty.clone())));
            }
        }
        if !has_default {
            let none = cases.iter().filter_map(|it| tree.child(*it, Role::Test));
            let subject = tree.child(node, Role::Test)?;
            let rest = none.fold(ty, |ty, test| match self.mentions(subject) {
                true => self.equality(ty, (subject, test), false, false),
                false => ty,
            });
            // A union that the cases exhaust leads nowhere.
            let rest = Some(rest).filter(|it| *it != Ty::Keyword("never"));
            state = either(state, rest);
        }
        state
    }
}

fn either(one: Option<Ty>, other: Option<Ty>) -> Option<Ty> {
    match (one, other) {
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(one), Some(other)) => Some(union([one, other])),
        (one, other) => one.or(other),
    }
}
