//! What the editor answers at every place of real programs: how much of it is right.
//!
//! At each dot the member that stands there is asked for, at each name its type and its declaration, in each call its
//! signature. The shares must not fall; `cargo test -p perry-ide --test sweep -- --nocapture` prints them and, with
//! `PERRY_SWEEP=names`, what is missing.
#![allow(clippy::disallowed_methods, reason = "a harness reads its programs and its switch")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_fixture::Fixture;
use perry_ide::answer::Place;
use perry_ide::index::{Index, Source, index, text};
use perry_ide::tree::{Kind, NodeId, ROOT, Role, Tree};
use perry_ide::{completion, definition, hover, link, signature};

/// Places that were asked about and answered.
#[derive(Debug, Default)]
struct Share {
    asked: usize,
    answered: usize,
    missing: BTreeMap<String, usize>,
}

impl Share {
    fn add(&mut self, is_answered: bool, what: impl FnOnce() -> String) {
        self.asked += 1;
        self.answered += usize::from(is_answered);
        if !is_answered {
            *self.missing.entry(what()).or_default() += 1;
        }
    }

    fn percent(&self) -> f64 {
        self.answered as f64 * 100.0 / self.asked.max(1) as f64
    }
}

#[derive(Debug, Default)]
struct Sweep {
    members: Share,
    types: Share,
    definitions: Share,
    signatures: Share,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(directory)
        .expect("the programs are there")
        .map(|entry| entry.expect("an entry is readable").path())
        .collect();
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|it| it == "ts") => found.push(path),
            false => {}
        }
    }
}

/// One program of all sources of a directory; each is an entry of its own.
fn sweep(directory: &Path) -> Sweep {
    let mut paths = Vec::new();
    sources(directory, &mut paths);
    assert!(!paths.is_empty(), "{} holds programs", directory.display());
    // All of it takes a minute without optimisation; every fourth program tells what a change does.
    if paths.len() > 100 && std::env::var_os("PERRY_SWEEP").is_none() {
        paths = paths.into_iter().step_by(4).collect();
    }
    let name = |path: &Path| path.strip_prefix(directory).expect("it lies there").display().to_string();
    let mut program = String::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).expect("a program is text");
        program.push_str(&format!("//- {}\n{text}\n", name(path)));
    }
    let fixture = Fixture::new(&program);
    let mut swept = Sweep::default();
    for path in &paths {
        let file = fixture.db.file(&name(path));
        ask(&fixture, file, &mut swept);
    }
    swept
}

fn ask(fixture: &Fixture, file: SourceFile, swept: &mut Sweep) {
    let db = &fixture.db;
    let source = Source::File(file);
    let (tree, text, index) = (perry_ide::index::tree(db, source), text(db, source), index(db, source));
    let spot = |offset: u32| {
        let line = text[..offset as usize].matches('\n').count() + 1;
        let row = text.lines().nth(line - 1).unwrap_or_default().trim();
        format!("{}:{line}: {row}", file.path(db))
    };
    for node in tree.descendants(ROOT) {
        let range = tree.range(node);
        let place = Place { file, offset: range.end };
        let word = range.of(&text);
        let parent = tree.parent(node).map(|it| tree.kind(it));
        match tree.kind(node) {
            Kind::Ident if parent == Some(Kind::Member) && tree.role(node) == Role::Name => {
                let object = tree.parent(node).and_then(|it| tree.child(it, Role::Object));
                let world = World { tree: &tree, text: &text, index };
                // Names of the environment are no members.
                let is_open = object.is_some_and(|it| tree.text(&text, it) == "process.env");
                if is_open || object.is_some_and(|it| world.is_any(it, 16)) {
                    continue;
                }
                // Behind the dot, or behind the first letter: what every object has waits for it.
                let is_offered = [range.start, range.start + 1].into_iter().any(|offset| {
                    let found = completion::completions(db, Place { file, offset });
                    found.items.iter().any(|it| it.label == word)
                });
                swept.members.add(is_offered, || format!(".{word} in {}", spot(range.start)));
            }
            Kind::Ident => {
                let Some(used) = index.use_of(range) else { continue };
                let world = World { tree: &tree, text: &text, index };
                let is_any = world.is_any_symbol(used.symbol, 16);
                let hover = hover::hover(db, place).map(|it| it.signature).unwrap_or_default();
                let is_known = !hover.is_empty() && !hover.ends_with(": any");
                if !is_any {
                    swept.types.add(is_known, || format!("{word} in {}", spot(range.start)));
                }
                let def = link::Def { source, symbol: used.symbol };
                let is_own = link::resolved(db, def).is_some();
                if is_own {
                    let found = definition::definition(db, place).is_some_and(|it| !it.targets.is_empty());
                    swept.definitions.add(found, || format!("{word} in {}", spot(range.start)));
                }
            }
            Kind::Call | Kind::New => {
                let callee = tree.child(node, Role::Callee).map(|it| tree.range(it));
                let Some(callee) =
                    callee.filter(|it| it.end < range.end && text[..range.end as usize].ends_with(')'))
                else {
                    continue;
                };
                let place = Place { file, offset: range.end - 1 };
                let help = signature::signature_help(db, place).is_some();
                swept.signatures.add(help, || format!("{}( in {}", callee.of(&text), spot(range.start)));
            }
            _ => {}
        }
    }
}

/// A file, to be read for what it says to be `any`: there TypeScript knows nothing either.
struct World<'w> {
    tree: &'w Tree,
    text: &'w str,
    index: &'w Index,
}

impl World<'_> {
    fn says_any(&self, node: NodeId) -> bool {
        let text = self.tree.text(self.text, node);
        text.split(|it: char| !it.is_alphanumeric())
            .any(|it| matches!(it, "any" | "unknown" | "Function" | "object"))
    }

    /// Whether an expression is `any`, by its own words or by those of what it begins with.
    fn is_any(&self, node: NodeId, left: u32) -> bool {
        let tree = self.tree;
        let Some(left) = left.checked_sub(1) else { return true };
        let inner = |role: Role| tree.child(node, role).is_some_and(|it| self.is_any(it, left));
        match tree.kind(node) {
            Kind::As | Kind::Satisfies => tree.child(node, Role::Type).is_some_and(|it| self.says_any(it)),
            Kind::Ident => match self.index.use_of(tree.range(node)) {
                Some(used) => self.is_any_symbol(used.symbol, left),
                None => {
                    matches!(tree.text(self.text, node), "globalThis" | "global" | "arguments" | "Reflect")
                }
            },
            Kind::This => self.is_any_this(node),
            Kind::Call => {
                let callee = tree.child(node, Role::Callee).map_or("", |it| tree.text(self.text, it));
                matches!(callee, "JSON.parse" | "eval")
                    || callee.starts_with("Object.")
                    || inner(Role::Callee)
            }
            Kind::Function | Kind::Arrow => tree.child(node, Role::Type).is_some_and(|it| self.says_any(it)),
            Kind::Meta | Kind::Super => true,
            Kind::New => inner(Role::Callee) || self.says_any(node),
            Kind::Array => tree.all(node, Role::Item).any(|it| self.is_any(it, left)),
            Kind::Object => self.says_any(node),
            _ => [Role::Object, Role::Callee, Role::Value, Role::Left, Role::Right, Role::Then, Role::Else]
                .into_iter()
                .any(inner),
        }
    }

    /// `this` outside of classes and methods is what the caller makes it.
    fn is_any_this(&self, node: NodeId) -> bool {
        let tree = self.tree;
        let holder = tree.ancestors(node).find(|it| {
            matches!(
                tree.kind(*it),
                Kind::Class | Kind::Function | Kind::Method | Kind::Getter | Kind::Module
            )
        });
        holder.is_none_or(|it| match tree.kind(it) {
            Kind::Function | Kind::Module => true,
            Kind::Method | Kind::Getter => tree.parent(it).is_some_and(|it| tree.kind(it) == Kind::Object),
            _ => false,
        })
    }

    fn is_any_symbol(&self, symbol: u32, left: u32) -> bool {
        let tree = self.tree;
        let Some(left) = left.checked_sub(1) else { return true };
        let declared = &self.index.symbols[symbol as usize].declarations;
        declared.iter().any(|name| {
            let is_holder = |it: &NodeId| {
                matches!(
                    tree.kind(*it),
                    Kind::Declarator | Kind::Param | Kind::Catch | Kind::Function | Kind::ForEach
                )
            };
            let Some(holder) = tree.ancestors(*name).find(is_holder) else { return false };
            if let Some(annotation) = tree.child(holder, Role::Type) {
                return self.says_any(annotation);
            }
            match tree.kind(holder) {
                Kind::Catch => true,
                Kind::Function => false,
                Kind::Param => {
                    let function = tree.parent(holder);
                    let is_free =
                        function.is_some_and(|it| !matches!(tree.role(it), Role::Argument | Role::Value));
                    // What a callback is called with is what the object it is given to holds.
                    let call =
                        function.and_then(|it| tree.parent(it)).filter(|it| tree.kind(*it) == Kind::Call);
                    let value = tree.child(holder, Role::Value).is_some_and(|it| self.is_any(it, left));
                    let callee = call.and_then(|it| tree.child(it, Role::Callee));
                    let is_caught = callee.is_some_and(|it| tree.text(self.text, it).ends_with("catch"));
                    is_caught
                        || is_free && tree.child(holder, Role::Value).is_none()
                        || value
                        || callee.is_some_and(|it| self.is_any(it, left))
                }
                _ => match tree.child(holder, Role::Value) {
                    Some(value) => self.is_any(value, left),
                    None => {
                        let repeat = tree.parent(holder).and_then(|it| tree.parent(it));
                        let of = repeat.filter(|it| tree.kind(*it) == Kind::ForEach);
                        let of = of.and_then(|it| tree.child(it, Role::Right));
                        of.is_none_or(|it| self.is_any(it, left))
                    }
                },
            }
        })
    }
}

fn check(directory: &str, floors: [f64; 4]) {
    let swept = sweep(&root().join(directory));
    let shares = [
        ("members that are offered", &swept.members),
        ("names whose type is known", &swept.types),
        ("names whose declaration is found", &swept.definitions),
        ("calls whose signature is known", &swept.signatures),
    ];
    for ((what, share), floor) in shares.into_iter().zip(floors) {
        println!("{directory}: {what}: {:.1} % of {}", share.percent(), share.asked);
        if std::env::var_os("PERRY_SWEEP").is_some() {
            share.missing.keys().for_each(|it| println!("  {it}"));
        }
        assert!(
            share.percent() >= floor,
            "{directory}: {what}: {:.2} %, at least {floor} %",
            share.percent()
        );
    }
}

#[test]
fn examples_are_understood() {
    check("examples", [99.0, 99.0, 99.9, 99.0]);
}

#[test]
fn programs_are_understood() {
    check("tests/run", [97.0, 95.0, 99.9, 94.0]);
}
