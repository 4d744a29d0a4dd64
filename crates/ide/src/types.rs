//! Types: a light model of what values are, good enough for members, hover and signatures; unknown is `any`.
//!
//! A type refers to the node that declares it and is worked out when somebody asks, so that recursive types need no
//! care. `read` reads annotations, `mapped` works types out of types, `value` infers expressions, `call` chooses
//! signatures, `member` lists members, `flow` and `guard` tell what the code around a place knows better, `print`
//! writes types as TypeScript. What one question finds out is remembered in its `Types` only.

mod call;
mod context;
mod flow;
mod guard;
mod iterate;
mod mapped;
mod member;
mod named;
mod print;
mod read;
mod value;

pub use call::Callable;
pub use member::Member;
pub use named::Named;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::FxHashMap;

use crate::index::{self, Index, Source, TYPE, VALUE};
use crate::link::{Def, Link, global, resolved};
use crate::tree::{Kind, NodeId, Role, Tree};

/// A node of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct At {
    pub source: Source,
    pub node: NodeId,
}

/// What type parameters stand for.
pub type Env = Rc<[(At, Ty)]>;

#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    Any,
    /// `number`, `undefined` and their like.
    Keyword(&'static str),
    /// As it is written: `"a"`, `1`, `true`.
    Literal(Rc<str>),
    Union(Rc<[Ty]>),
    Intersection(Rc<[Ty]>),
    Tuple(Rc<[Ty]>),
    /// What a class, interface, alias or enum declares, with its type arguments.
    Named(At, Rc<[Ty]>),
    /// A class, enum or namespace itself.
    Value(At),
    Module(SourceFile),
    /// An object literal or object type.
    Shape(At, Env),
    /// Whatever has parameters.
    Function(At, Env),
    /// A type parameter that stands for itself.
    Param(At),
    /// One member of an enum.
    Case {
        of: At,
        member: At,
    },
}

pub const NUMBER: Ty = Ty::Keyword("number");
pub const STRING: Ty = Ty::Keyword("string");
pub const BOOLEAN: Ty = Ty::Keyword("boolean");
pub const UNDEFINED: Ty = Ty::Keyword("undefined");

/// How much one question may look at: a guess that no ordinary program reaches, for those that explode.
const BUDGET: u32 = 20_000;
/// How far one type may lead to the next.
const DEPTH: u32 = 48;

/// What a source is, at hand.
pub struct View<'db> {
    pub text: Arc<str>,
    pub tree: Arc<Tree>,
    pub index: &'db Index,
}

/// The types of one question.
pub struct Types<'db> {
    pub db: &'db dyn SpanDb,
    views: RefCell<FxHashMap<Source, Rc<View<'db>>>>,
    known: RefCell<FxHashMap<At, Ty>>,
    /// What the first row with a name has, by table and name.
    rows: RefCell<FxHashMap<(At, String), Rc<[At]>>>,
    busy: RefCell<Vec<At>>,
    budget: Cell<u32>,
}

impl<'db> Types<'db> {
    pub fn new(db: &'db dyn SpanDb) -> Types<'db> {
        Types {
            db,
            views: RefCell::default(),
            known: RefCell::default(),
            rows: RefCell::default(),
            busy: RefCell::default(),
            budget: Cell::new(BUDGET),
        }
    }

    pub fn view(&self, source: Source) -> Rc<View<'db>> {
        if let Some(view) = self.views.borrow().get(&source) {
            return view.clone();
        }
        let (text, tree) = (index::text(self.db, source), index::tree(self.db, source));
        let view = Rc::new(View { text, tree, index: index::index(self.db, source) });
        self.views.borrow_mut().insert(source, view.clone());
        view
    }

    /// What `find` finds, once for each node; nothing while it is being found, or when all is spent.
    fn once(&self, at: At, find: impl FnOnce() -> Ty) -> Ty {
        if let Some(known) = self.known.borrow().get(&at) {
            return known.clone();
        }
        let is_too_deep = self.busy.borrow().len() as u32 >= DEPTH;
        if is_too_deep || self.budget.get() == 0 || self.busy.borrow().contains(&at) {
            return Ty::Any;
        }
        self.budget.set(self.budget.get() - 1);
        self.busy.borrow_mut().push(at);
        let found = perry_syntax::stack::guarded(find);
        self.busy.borrow_mut().pop();
        self.known.borrow_mut().insert(at, found.clone());
        found
    }

    /// Whether types are unknown because too much was looked at.
    pub fn is_spent(&self) -> bool {
        self.budget.get() == 0
    }

    /// What a name leads to; a name nobody declares may be the language's.
    pub fn link_of(&self, source: Source, name: NodeId, meaning: u8) -> Option<Link> {
        let view = self.view(source);
        let range = view.tree.range(name);
        let found = view.index.use_at(range.start).filter(|it| it.range == range);
        match found {
            Some(found) => resolved(self.db, Def { source, symbol: found.symbol }),
            None => global(range.of(&view.text), meaning).map(Link::Symbol),
        }
    }

    /// The nodes that declare a symbol: what the names in its declarations belong to.
    pub fn declarations(&self, def: Def) -> Vec<At> {
        let view = self.view(def.source);
        let Some(symbol) = view.index.symbols.get(def.symbol as usize) else { return Vec::new() };
        let owner = |name: &NodeId| match view.tree.kind(*name) {
            Kind::Ident => view.tree.parent(*name).unwrap_or(*name),
            _ => *name,
        };
        symbol.declarations.iter().map(|name| At { source: def.source, node: owner(name) }).collect()
    }

    /// The type of the values that a name leads to.
    pub fn type_of_link(&self, link: Link) -> Ty {
        match link {
            Link::Module(file) => Ty::Module(file),
            Link::Symbol(def) => {
                let view = self.view(def.source);
                let Some(symbol) = view.index.symbols.get(def.symbol as usize) else { return Ty::Any };
                let is_value = |it: &&NodeId| {
                    let owner = view.tree.parent(**it).map(|owner| view.tree.kind(owner));
                    !matches!(owner, Some(Kind::Interface | Kind::TypeAlias | Kind::TypeParam | Kind::Infer))
                };
                let name = symbol.declarations.iter().find(is_value);
                name.map_or(Ty::Any, |name| self.type_of_binding(At { source: def.source, node: *name }))
            }
        }
    }

    /// The array of such elements.
    pub fn array(&self, element: Ty) -> Ty {
        self.library("Array", &[element])
    }

    /// A type of the language by its name.
    pub fn library(&self, name: &str, arguments: &[Ty]) -> Ty {
        let Some(def) = global(name, TYPE) else { return Ty::Any };
        let declarations = self.declarations(def);
        let is_type = |at: &&At| matches!(self.kind(**at), Kind::Interface | Kind::Class | Kind::TypeAlias);
        declarations.iter().find(is_type).map_or(Ty::Any, |at| Ty::Named(*at, arguments.into()))
    }

    /// The name of a type of the language, and its arguments.
    pub fn library_name<'t>(&self, ty: &'t Ty) -> Option<(String, &'t [Ty])> {
        match ty {
            Ty::Named(at, arguments) if at.source == Source::Library => Some((self.name_of(*at)?, arguments)),
            _ => None,
        }
    }

    pub fn kind(&self, at: At) -> Kind {
        self.view(at.source).tree.kind(at.node)
    }

    pub fn child(&self, at: At, role: Role) -> Option<At> {
        let node = self.view(at.source).tree.child(at.node, role)?;
        Some(At { source: at.source, node })
    }

    pub fn all(&self, at: At, role: Role) -> Vec<At> {
        let view = self.view(at.source);
        view.tree.all(at.node, role).map(|node| At { source: at.source, node }).collect()
    }

    pub fn parent(&self, at: At) -> Option<At> {
        let node = self.view(at.source).tree.parent(at.node)?;
        Some(At { source: at.source, node })
    }

    pub fn has(&self, at: At, flag: u16) -> bool {
        self.view(at.source).tree.has(at.node, flag)
    }

    pub fn text(&self, at: At) -> String {
        let view = self.view(at.source);
        view.tree.text(&view.text, at.node).to_owned()
    }

    /// The members called `name` of the first object literal of a table that has one.
    pub fn first_row(&self, table: At, name: &str) -> Rc<[At]> {
        let key = (table, name.to_owned());
        if let Some(known) = self.rows.borrow().get(&key) {
            return known.clone();
        }
        let is_named = |it: &At| self.name_of(*it).as_deref() == Some(name);
        let rows = self.all(table, Role::Item).into_iter().filter(|it| self.kind(*it) == Kind::Object);
        let named = rows.map(|row| self.all(row, Role::Member).into_iter().filter(is_named).collect());
        let found: Rc<[At]> = named.into_iter().find(|it: &Rc<[At]>| !it.is_empty()).unwrap_or_default();
        self.rows.borrow_mut().insert(key, found.clone());
        found
    }

    /// The name of what a node declares, without quotes.
    pub fn name_of(&self, at: At) -> Option<String> {
        let name = self.child(at, Role::Name).or_else(|| self.child(at, Role::Value))?;
        Some(self.text(name).trim_matches(['"', '\'']).to_owned())
    }

    /// What a name that is used as a value is.
    fn type_of_name(&self, at: At) -> Ty {
        self.link_of(at.source, at.node, VALUE).map_or(Ty::Any, |link| self.type_of_link(link))
    }
}

/// One of several types; what is said twice is said once.
pub fn union(types: impl IntoIterator<Item = Ty>) -> Ty {
    let mut members: Vec<Ty> = Vec::new();
    for ty in types {
        let parts = if let Ty::Union(parts) = &ty { parts.to_vec() } else { vec![ty] };
        for part in parts {
            if part == Ty::Any {
                return Ty::Any;
            }
            let is_known = members.contains(&part) || part == Ty::Keyword("never");
            if !is_known {
                members.push(part);
            }
        }
    }
    let [yes, no] = ["true", "false"].map(|word| Ty::Literal(word.into()));
    if members.contains(&yes) && members.contains(&no) {
        let place = members.iter().position(|it| *it == yes || *it == no).unwrap_or_default();
        members.retain(|it| *it != yes && *it != no && *it != BOOLEAN);
        members.insert(place, BOOLEAN);
    }
    match members.len() {
        0 => Ty::Keyword("never"),
        1 => members.remove(0),
        _ => Ty::Union(members.into()),
    }
}

/// Without `undefined` and `null`.
pub fn present(ty: &Ty) -> Ty {
    let is_nothing = |ty: &Ty| matches!(ty, Ty::Keyword("undefined" | "null"));
    match ty {
        Ty::Union(members) => union(members.iter().filter(|it| !is_nothing(it)).cloned()),
        _ => ty.clone(),
    }
}

/// A literal, quoted as others are.
pub fn literal(text: &str) -> Ty {
    let inner = text.strip_prefix(['\'', '`']).and_then(|it| it.strip_suffix(['\'', '`']));
    match inner.filter(|it| !it.contains('"')) {
        Some(inner) => Ty::Literal(format!("\"{inner}\"").into()),
        None => Ty::Literal(text.into()),
    }
}

/// What kind of value a literal is.
pub fn literal_base(text: &str) -> Ty {
    match text.as_bytes().first() {
        Some(b'"' | b'\'' | b'`') => STRING,
        Some(b't' | b'f') => BOOLEAN,
        _ if text.ends_with('n') && !text.starts_with("0x") => Ty::Keyword("bigint"),
        _ => NUMBER,
    }
}
