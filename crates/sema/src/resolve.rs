//! Resolution: from a specifier to a module, as Node does it, with TypeScript's extensions and path mapping.
//!
//! It asks listings and configuration files only, so that a file that appears and would win is noticed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use perry_db::database::Db;
use perry_persist::listing::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::package::{Package, PathMap, enclosing_package, package, path_map};
use crate::path;

/// Why a specifier leads to no module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// There is no such file.
    NotFound,
    /// A module of Node that is not supported.
    Builtin,
    /// A binary that Node would load into itself.
    NativeAddon,
    /// The package is there, but its `exports` do not offer this.
    NotExported { package: String },
    /// The package is installed nowhere above the importer.
    NoPackage { package: String },
    /// A private name (`#x`) that the package's `imports` do not have.
    NoPrivateName,
}

/// Tried after the name as written, in this order.
const EXTENSIONS: [&str; 8] = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".json"];
/// JavaScript extensions that stand for TypeScript sources when there is no such file.
const SOURCES: [(&str, &[&str]); 4] =
    [(".js", &[".ts", ".tsx"]), (".mjs", &[".mts"]), (".cjs", &[".cts"]), (".jsx", &[".tsx"])];
/// Conditions of `exports` and `imports` that hold; `default` always does.
const CONDITIONS: [&str; 4] = ["node", "import", "module-sync", "default"];
/// Targets of `exports` lead to targets; deeper is a mistake.
const DEPTH: usize = 16;

/// The module that `specifier` names in a module of `directory`.
pub fn resolve(db: &dyn Db, directory: &str, specifier: &str) -> Result<String, Failure> {
    find(&Look::new(db), directory, specifier)
}

/// The configuration files that have a say in where `specifier` leads, absent ones included.
pub fn configuration(db: &dyn Db, directory: &str, specifier: &str) -> BTreeSet<String> {
    let look = Look::new(db);
    // Where it leads is not the question here, nor that it may lead nowhere.
    let _ = find(&look, directory, specifier);
    look.met.into_inner()
}

/// The database, as resolution sees it: it notes the configuration files it meets on the way.
struct Look<'d> {
    db: &'d dyn Db,
    met: RefCell<BTreeSet<String>>,
}

impl<'d> Look<'d> {
    fn new(db: &'d dyn Db) -> Look<'d> {
        Look { db, met: RefCell::default() }
    }

    fn package(&self, root: &str) -> Option<Arc<Package>> {
        package(self.db, self.db.file(&self.meet(root, "package.json"))).clone()
    }

    fn enclosing_package<'p>(&self, directory: &'p str) -> Option<(&'p str, Arc<Package>)> {
        let found = enclosing_package(self.db, directory);
        let last = found.as_ref().map(|(root, _)| *root);
        for above in path::ancestors(directory) {
            self.meet(above, "package.json");
            if Some(above) == last {
                break;
            }
        }
        found
    }

    /// The nearest tsconfig.json, with its directory.
    fn path_map<'p>(&self, directory: &'p str) -> Option<(&'p str, &'d PathMap)> {
        let has_one =
            |directory: &str| self.db.directory(directory).entry(self.db, "tsconfig.json").is_some();
        path::ancestors(directory).find_map(|directory| {
            let config = self.meet(directory, "tsconfig.json");
            has_one(directory).then(|| (directory, path_map(self.db, self.db.file(&config))))
        })
    }

    fn meet(&self, directory: &str, name: &str) -> String {
        let file = path::join(directory, name);
        self.met.borrow_mut().insert(file.clone());
        file
    }
}

fn find(look: &Look, directory: &str, specifier: &str) -> Result<String, Failure> {
    match specifier {
        addon if addon.contains('/') && addon.ends_with(".node") => Err(Failure::NativeAddon),
        relative if is_relative(relative) => {
            module_at(look, &path::join(directory, relative)).ok_or(Failure::NotFound)
        }
        absolute if absolute.starts_with('/') => Err(Failure::NotFound),
        private if private.starts_with('#') => private_name(look, directory, private),
        builtin if is_builtin(builtin) => Err(Failure::Builtin),
        bare => bare_name(look, directory, bare),
    }
}

fn is_relative(specifier: &str) -> bool {
    matches!(specifier, "." | "..") || specifier.starts_with("./") || specifier.starts_with("../")
}

fn is_builtin(specifier: &str) -> bool {
    const NODE: [&str; 40] = [
        "assert",
        "async_hooks",
        "buffer",
        "child_process",
        "cluster",
        "console",
        "constants",
        "crypto",
        "dgram",
        "diagnostics_channel",
        "dns",
        "domain",
        "events",
        "fs",
        "http",
        "http2",
        "https",
        "inspector",
        "module",
        "net",
        "os",
        "path",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "repl",
        "stream",
        "string_decoder",
        "timers",
        "tls",
        "tty",
        "url",
        "util",
        "v8",
        "vm",
        "wasi",
        "worker_threads",
        "zlib",
    ];
    specifier.starts_with("node:") || NODE.contains(&specifier.split('/').next().unwrap_or_default())
}

fn bare_name(look: &Look, directory: &str, specifier: &str) -> Result<String, Failure> {
    if let Some(mapped) = mapped_name(look, directory, specifier) {
        return Ok(mapped);
    }
    let (name, subpath) = split_package(specifier);
    if let Some((root, package)) = look.enclosing_package(directory)
        && package.name.as_deref() == Some(name)
        && package.exports.is_some()
    {
        return exported(look, root, &package, subpath);
    }
    for above in path::ancestors(directory).filter(|above| path::name(above) != "node_modules") {
        let has_packages = look.db.directory(above).entry(look.db, "node_modules").is_some();
        if let Some(root) = has_packages.then(|| installed(look, above, name)).flatten() {
            return in_package(look, &root, subpath);
        }
    }
    // Above the root only `node_modules` itself is listed: what else is there is none of the project's business.
    for height in 1..=look.db.system().depth() {
        if let Some(root) = installed(look, &vec![".."; height].join("/"), name) {
            return in_package(look, &root, subpath);
        }
    }
    Err(Failure::NoPackage { package: name.to_owned() })
}

/// `@scope/name/sub/path` into `@scope/name` and `sub/path`.
fn split_package(specifier: &str) -> (&str, &str) {
    let scope = if specifier.starts_with('@') { specifier.find('/').map_or(0, |slash| slash + 1) } else { 0 };
    match specifier[scope..].find('/') {
        Some(slash) => (&specifier[..scope + slash], &specifier[scope + slash + 1..]),
        None => (specifier, ""),
    }
}

/// The directory of an installed package, links followed.
fn installed(look: &Look, directory: &str, name: &str) -> Option<String> {
    let modules = path::join(directory, "node_modules");
    let root = path::join(&modules, name);
    match look.db.directory(path::parent(&root)).entry(look.db, path::name(&root))? {
        Kind::Directory => Some(root),
        Kind::Link => look.db.system().real_path(&root).map(|real| real.to_string()),
        _ => None,
    }
}

fn in_package(look: &Look, root: &str, subpath: &str) -> Result<String, Failure> {
    let package = look.package(root).unwrap_or_default();
    if package.exports.is_some() {
        return exported(look, root, &package, subpath);
    }
    let target = match (subpath, &package.main) {
        ("", Some(main)) => path::join(root, main),
        (subpath, _) => path::join(root, subpath),
    };
    let index = || if subpath.is_empty() { module_at(look, root) } else { None };
    module_at(look, &target).or_else(index).ok_or(Failure::NotFound)
}

/// What the package's `exports` offer under `subpath`.
fn exported(look: &Look, root: &str, package: &Package, subpath: &str) -> Result<String, Failure> {
    let key = if subpath.is_empty() { ".".to_owned() } else { format!("./{subpath}") };
    let exports = package.exports.as_ref().expect("asked only of packages with exports");
    let has_subpaths = exports.as_object().is_some_and(|map| map.keys().any(|key| key.starts_with('.')));
    let target = match has_subpaths {
        true => matching(exports, &key),
        false => (key == ".").then(|| (exports, String::new())),
    };
    let found = target.and_then(|(target, star)| follow(look, root, target, &star, DEPTH));
    let name = package.name.clone().unwrap_or_default();
    found.ok_or(Failure::NotExported { package: name })
}

fn private_name(look: &Look, directory: &str, specifier: &str) -> Result<String, Failure> {
    let (root, package) = look.enclosing_package(directory).ok_or(Failure::NoPrivateName)?;
    let imports = Value::Object(package.imports.clone().ok_or(Failure::NoPrivateName)?);
    let (target, star) = matching(&imports, specifier).ok_or(Failure::NoPrivateName)?;
    follow(look, root, target, &star, DEPTH).ok_or(Failure::NoPrivateName)
}

/// The entry for `key`: itself, or the pattern with the longest text before its star; with what the star stands for.
fn matching<'v>(map: &'v Value, key: &str) -> Option<(&'v Value, String)> {
    let map = map.as_object()?;
    if let Some(target) = map.get(key).filter(|_| !key.contains('*')) {
        return Some((target, String::new()));
    }
    let star = |pattern: &str| star_match(pattern, key);
    let patterns = map.iter().filter_map(|(pattern, target)| Some((pattern, target, star(pattern)?)));
    let best = patterns.max_by_key(|(pattern, ..)| (pattern.find('*'), pattern.len()));
    best.map(|(_, target, star)| (target, star))
}

/// What the star of `pattern` stands for in `text`.
fn star_match(pattern: &str, text: &str) -> Option<String> {
    let (before, after) = pattern.split_once('*')?;
    let inner = text.strip_prefix(before)?.strip_suffix(after)?;
    Some(inner.to_owned())
}

/// A target of `exports` or `imports`: a path, conditions, or alternatives.
fn follow(look: &Look, root: &str, target: &Value, star: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match target {
        Value::String(target) if target.starts_with("./") => {
            file_at(look, &path::join(root, &target.replace('*', star)))
        }
        Value::String(bare) => find(look, root, &bare.replace('*', star)).ok(),
        Value::Object(conditions) => conditions
            .iter()
            .filter(|(condition, _)| CONDITIONS.contains(&condition.as_str()))
            .find_map(|(_, target)| follow(look, root, target, star, depth)),
        Value::Array(targets) => targets.iter().find_map(|target| follow(look, root, target, star, depth)),
        _ => None,
    }
}

/// What the nearest tsconfig.json maps the name to.
fn mapped_name(look: &Look, directory: &str, specifier: &str) -> Option<String> {
    if directory.split('/').any(|name| name == "node_modules") {
        return None;
    }
    let (root, map) = look.path_map(directory)?;
    let base = path::join(root, map.base.as_deref().unwrap_or(""));
    for (pattern, targets) in &map.paths {
        let star = if pattern == specifier { Some(String::new()) } else { star_match(pattern, specifier) };
        let mut found = star.iter().flat_map(|star| targets.iter().map(move |target| (star, target)));
        let hit =
            found.find_map(|(star, target)| module_at(look, &path::join(&base, &target.replace('*', star))));
        if hit.is_some() {
            return hit;
        }
    }
    map.base.as_ref().and_then(|_| module_at(look, &path::join(&base, specifier)))
}

/// The module at a path as written in a source: itself, with an extension, or the directory's index.
fn module_at(look: &Look, wanted: &str) -> Option<String> {
    file_at(look, wanted)
        .or_else(|| EXTENSIONS.iter().find_map(|extension| file(look, &format!("{wanted}{extension}"))))
        .or_else(|| in_directory(look, wanted))
}

/// A file by its full name, where `.js` may stand for `.ts`.
fn file_at(look: &Look, wanted: &str) -> Option<String> {
    file(look, wanted).or_else(|| {
        let (stem, sources) = SOURCES
            .iter()
            .find_map(|(extension, sources)| Some((wanted.strip_suffix(extension)?, sources)))?;
        sources.iter().find_map(|source| file(look, &format!("{stem}{source}")))
    })
}

fn in_directory(look: &Look, directory: &str) -> Option<String> {
    let listed = look.db.directory(directory);
    listed.listing(look.db).as_ref()?;
    let main = listed.entry(look.db, "package.json").and_then(|_| {
        let package = look.package(directory)?;
        let main = path::join(directory, package.main.as_ref()?);
        file_at(look, &main)
            .or_else(|| EXTENSIONS.iter().find_map(|extension| file(look, &format!("{main}{extension}"))))
    });
    main.or_else(|| {
        EXTENSIONS
            .iter()
            .find_map(|extension| file(look, &path::join(directory, &format!("index{extension}"))))
    })
}

/// The file of exactly this name.
fn file(look: &Look, wanted: &str) -> Option<String> {
    let name = path::name(wanted);
    if name.is_empty() || name == ".." {
        return None;
    }
    match look.db.directory(path::parent(wanted)).entry(look.db, name)? {
        Kind::File => Some(wanted.to_owned()),
        Kind::Link => linked_file(look, wanted),
        _ => None,
    }
}

/// The file that a link leads to: two names of one file are one module.
fn linked_file(look: &Look, wanted: &str) -> Option<String> {
    let real = look.db.system().real_path(wanted)?;
    look.db.file(&real).seen(look.db).digest().map(|_| real.to_string())
}
