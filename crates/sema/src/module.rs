//! The module: a file as parsed, its facts, and the modules its requests lead to.

use std::sync::Arc;

use perry_db::database::Db;
use perry_db::input::{SourceFile, digest_of};
use perry_db::span::{SourceText, SpanDb, decode};
use perry_persist::action::{Action, Sink};
use perry_persist::fingerprint::Hashed;
use perry_syntax::parse::{Parsed, SourceKind, parse_as};
use serde::Serialize;

use crate::facts::Facts;
use crate::package::{PackageKind, enclosing_package};
use crate::path;
use crate::resolve::{Failure, resolve};

/// What parsing may see: the bytes, and the extension that says how to read them.
#[derive(Debug, Serialize)]
pub struct ModuleText {
    pub bytes: Hashed<Arc<[u8]>>,
    pub extension: String,
    /// What the package says where the extension does not.
    pub kind: PackageKind,
}

impl ModuleText {
    /// The text of `file`, to be read when it is parsed.
    pub fn of(db: &dyn Db, file: SourceFile) -> ModuleText {
        let bytes = db.hashed_content(file.path(db), digest_of(file.seen(db)));
        let package = enclosing_package(db, path::parent(file.path(db)));
        let kind = package.map_or(PackageKind::Unsaid, |(_, package)| package.kind);
        ModuleText { bytes, extension: extension(file.path(db)).to_owned(), kind }
    }

    /// The parsed text; `None` when it changed meanwhile. What is not text parses as an empty module.
    pub fn parse(&self) -> Option<Parsed> {
        let text = decode(self.bytes.get()?);
        let kind = match self.kind {
            PackageKind::Esm => SourceKind::Esm,
            PackageKind::CommonJs => SourceKind::CommonJs,
            PackageKind::Unsaid => SourceKind::Detect,
        };
        Some(parse_as(&format!("module{}", self.extension), text.text(), kind))
    }
}

/// Parsing and gathering the facts of one text.
pub struct FactsAction;

impl Action for FactsAction {
    const ID: &'static str = "facts";
    type In = ModuleText;
    type Out = Facts;

    fn run(input: &ModuleText, _: &Sink) -> Option<Facts> {
        let is_text = matches!(decode(input.bytes.get()?), SourceText::Text(_));
        let parsed = input.parse()?;
        Some(Facts::of(&parsed, !is_text))
    }

    fn verify(facts: &Facts) -> bool {
        facts.is_consistent()
    }
}

/// What `file` tells other modules and asks of them.
///
/// Changes when its imports, exports or their signatures do. Stays when a body, comment or line moves.
/// Costs a look into the store, or one parse.
#[salsa::tracked(returns(ref))]
pub fn facts(db: &dyn Db, file: SourceFile) -> Arc<Facts> {
    let broken = || Facts { has_errors: true, ..Facts::default() };
    if file.seen(db).digest().is_none() {
        return Arc::new(broken());
    }
    let facts = db.store().artifact::<FactsAction>(&ModuleText::of(db, file), &Sink::default());
    Arc::new(facts.unwrap_or_else(broken))
}

/// The tree of `file` with what is wrong with it; `None` when the text changed meanwhile. Not memoized: reading a tree
/// back would cost more than parsing.
pub fn parsed_module(db: &dyn SpanDb, file: SourceFile) -> Option<Parsed> {
    ModuleText::of(db, file).parse()
}

fn extension(file: &str) -> &str {
    let name = path::name(file);
    name.rfind('.').map_or("", |dot| &name[dot..])
}

/// The modules that the requests of `file` lead to, in the order of `Facts::requests`.
///
/// Changes when a request leads elsewhere, be it that a file appeared. Stays when files come and go that do not win.
/// Costs a few look-ups in listings for each request.
#[salsa::tracked(returns(ref))]
pub fn imports(db: &dyn Db, file: SourceFile) -> Vec<Result<SourceFile, Failure>> {
    let directory = path::parent(file.path(db));
    let requests = facts(db, file).requests.iter();
    requests.map(|request| resolve(db, directory, &request.specifier).map(|found| db.file(&found))).collect()
}
