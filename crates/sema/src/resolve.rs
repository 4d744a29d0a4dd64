//! Resolution: from a specifier to a module, as Node does it, with TypeScript's extensions and path mapping.
//!
//! It asks listings and configuration files only, so that a file that appears and would win is noticed.

use perry_db::database::Db;
use perry_persist::listing::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::package::{Package, enclosing_package, package, path_map};
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
    match specifier {
        addon if addon.contains('/') && addon.ends_with(".node") => Err(Failure::NativeAddon),
        relative if is_relative(relative) => {
            module_at(db, &path::join(directory, relative)).ok_or(Failure::NotFound)
        }
        absolute if absolute.starts_with('/') => Err(Failure::NotFound),
        private if private.starts_with('#') => private_name(db, directory, private),
        builtin if is_builtin(builtin) => Err(Failure::Builtin),
        bare => bare_name(db, directory, bare),
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

fn bare_name(db: &dyn Db, directory: &str, specifier: &str) -> Result<String, Failure> {
    if let Some(mapped) = mapped_name(db, directory, specifier) {
        return Ok(mapped);
    }
    let (name, subpath) = split_package(specifier);
    if let Some((root, package)) = enclosing_package(db, directory)
        && package.name.as_deref() == Some(name)
        && package.exports.is_some()
    {
        return exported(db, root, &package, subpath);
    }
    for above in path::ancestors(directory).filter(|above| path::name(above) != "node_modules") {
        let has_packages = db.directory(above).entry(db, "node_modules").is_some();
        if let Some(root) = has_packages.then(|| installed(db, above, name)).flatten() {
            return in_package(db, &root, subpath);
        }
    }
    // Above the root only `node_modules` itself is listed: what else is there is none of the project's business.
    for height in 1..=db.system().depth() {
        if let Some(root) = installed(db, &vec![".."; height].join("/"), name) {
            return in_package(db, &root, subpath);
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
fn installed(db: &dyn Db, directory: &str, name: &str) -> Option<String> {
    let modules = path::join(directory, "node_modules");
    let root = path::join(&modules, name);
    match db.directory(path::parent(&root)).entry(db, path::name(&root))? {
        Kind::Directory => Some(root),
        Kind::Link => db.system().real_path(&root).map(|real| real.to_string()),
        _ => None,
    }
}

fn in_package(db: &dyn Db, root: &str, subpath: &str) -> Result<String, Failure> {
    let file = db.file(&path::join(root, "package.json"));
    let package = package(db, file).clone().unwrap_or_default();
    if package.exports.is_some() {
        return exported(db, root, &package, subpath);
    }
    let target = match (subpath, &package.main) {
        ("", Some(main)) => path::join(root, main),
        (subpath, _) => path::join(root, subpath),
    };
    let index = || if subpath.is_empty() { module_at(db, root) } else { None };
    module_at(db, &target).or_else(index).ok_or(Failure::NotFound)
}

/// What the package's `exports` offer under `subpath`.
fn exported(db: &dyn Db, root: &str, package: &Package, subpath: &str) -> Result<String, Failure> {
    let key = if subpath.is_empty() { ".".to_owned() } else { format!("./{subpath}") };
    let exports = package.exports.as_ref().expect("asked only of packages with exports");
    let has_subpaths = exports.as_object().is_some_and(|map| map.keys().any(|key| key.starts_with('.')));
    let target = match has_subpaths {
        true => matching(exports, &key),
        false => (key == ".").then(|| (exports, String::new())),
    };
    let found = target.and_then(|(target, star)| follow(db, root, target, &star, DEPTH));
    let name = package.name.clone().unwrap_or_default();
    found.ok_or(Failure::NotExported { package: name })
}

fn private_name(db: &dyn Db, directory: &str, specifier: &str) -> Result<String, Failure> {
    let (root, package) = enclosing_package(db, directory).ok_or(Failure::NoPrivateName)?;
    let imports = Value::Object(package.imports.clone().ok_or(Failure::NoPrivateName)?);
    let (target, star) = matching(&imports, specifier).ok_or(Failure::NoPrivateName)?;
    follow(db, root, target, &star, DEPTH).ok_or(Failure::NoPrivateName)
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
fn follow(db: &dyn Db, root: &str, target: &Value, star: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match target {
        Value::String(target) if target.starts_with("./") => {
            file_at(db, &path::join(root, &target.replace('*', star)))
        }
        Value::String(bare) => resolve(db, root, &bare.replace('*', star)).ok(),
        Value::Object(conditions) => conditions
            .iter()
            .filter(|(condition, _)| CONDITIONS.contains(&condition.as_str()))
            .find_map(|(_, target)| follow(db, root, target, star, depth)),
        Value::Array(targets) => targets.iter().find_map(|target| follow(db, root, target, star, depth)),
        _ => None,
    }
}

/// What the nearest tsconfig.json maps the name to.
fn mapped_name(db: &dyn Db, directory: &str, specifier: &str) -> Option<String> {
    if directory.split('/').any(|name| name == "node_modules") {
        return None;
    }
    let root = path::ancestors(directory)
        .find(|directory| db.directory(directory).entry(db, "tsconfig.json").is_some())?;
    let map = path_map(db, db.file(&path::join(root, "tsconfig.json")));
    let base = path::join(root, map.base.as_deref().unwrap_or(""));
    for (pattern, targets) in &map.paths {
        let star = if pattern == specifier { Some(String::new()) } else { star_match(pattern, specifier) };
        let mut found = star.iter().flat_map(|star| targets.iter().map(move |target| (star, target)));
        let hit =
            found.find_map(|(star, target)| module_at(db, &path::join(&base, &target.replace('*', star))));
        if hit.is_some() {
            return hit;
        }
    }
    map.base.as_ref().and_then(|_| module_at(db, &path::join(&base, specifier)))
}

/// The module at a path as written in a source: itself, with an extension, or the directory's index.
fn module_at(db: &dyn Db, wanted: &str) -> Option<String> {
    file_at(db, wanted)
        .or_else(|| EXTENSIONS.iter().find_map(|extension| file(db, &format!("{wanted}{extension}"))))
        .or_else(|| in_directory(db, wanted))
}

/// A file by its full name, where `.js` may stand for `.ts`.
fn file_at(db: &dyn Db, wanted: &str) -> Option<String> {
    file(db, wanted).or_else(|| {
        let (stem, sources) = SOURCES
            .iter()
            .find_map(|(extension, sources)| Some((wanted.strip_suffix(extension)?, sources)))?;
        sources.iter().find_map(|source| file(db, &format!("{stem}{source}")))
    })
}

fn in_directory(db: &dyn Db, directory: &str) -> Option<String> {
    db.directory(directory).listing(db).as_ref()?;
    let main = db.directory(directory).entry(db, "package.json").and_then(|_| {
        let package = package(db, db.file(&path::join(directory, "package.json"))).clone()?;
        let main = path::join(directory, package.main.as_ref()?);
        file_at(db, &main)
            .or_else(|| EXTENSIONS.iter().find_map(|extension| file(db, &format!("{main}{extension}"))))
    });
    main.or_else(|| {
        EXTENSIONS.iter().find_map(|extension| file(db, &path::join(directory, &format!("index{extension}"))))
    })
}

/// The file of exactly this name.
fn file(db: &dyn Db, wanted: &str) -> Option<String> {
    let name = path::name(wanted);
    if name.is_empty() || name == ".." {
        return None;
    }
    match db.directory(path::parent(wanted)).entry(db, name)? {
        Kind::File => Some(wanted.to_owned()),
        Kind::Link => linked_file(db, wanted),
        _ => None,
    }
}

/// The file that a link leads to: two names of one file are one module.
fn linked_file(db: &dyn Db, wanted: &str) -> Option<String> {
    let real = db.system().real_path(wanted)?;
    db.file(&real).seen(db).digest().map(|_| real.to_string())
}
