//! The package: what package.json and tsconfig.json say about names of modules.

use std::sync::Arc;

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_db::span::source_text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::path;

/// The parts of package.json that resolution reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Package {
    pub name: Option<String>,
    pub main: Option<String>,
    pub exports: Option<Value>,
    pub imports: Option<Map<String, Value>>,
    /// `type`: what its `.js` and `.ts` files are.
    pub kind: PackageKind,
}

/// What the files of a package are when their extension does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PackageKind {
    Esm,
    CommonJs,
    /// Each file shows by its syntax.
    #[default]
    Unsaid,
}

/// What a package.json says; `None` when it is absent or is not JSON.
///
/// Changes when one of the fields read by resolution changes. Stays when scripts, versions or spaces do.
/// Costs one parse of the file.
#[salsa::tracked(returns(ref))]
pub fn package(db: &dyn Db, file: SourceFile) -> Option<Arc<Package>> {
    let text = source_text(db, file);
    let Ok(Value::Object(mut fields)) = serde_json::from_str(text.text()) else { return None };
    let mut text = |key: &str| match fields.remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (name, main) = (text("name"), text("main"));
    let kind = match text("type").as_deref() {
        Some("module") => PackageKind::Esm,
        Some("commonjs") => PackageKind::CommonJs,
        _ => PackageKind::Unsaid,
    };
    let exports = fields.remove("exports").filter(|exports| !exports.is_null());
    let imports = match fields.remove("imports") {
        Some(Value::Object(imports)) => Some(imports),
        _ => None,
    };
    Some(Arc::new(Package { name, main, exports, imports, kind }))
}

/// The nearest package.json above a directory, with its directory.
pub fn enclosing_package<'d>(db: &dyn Db, directory: &'d str) -> Option<(&'d str, Arc<Package>)> {
    path::ancestors(directory).take_while(|directory| path::name(directory) != "node_modules").find_map(
        |directory| {
            db.directory(directory).entry(db, "package.json")?;
            let file = db.file(&path::join(directory, "package.json"));
            Some((directory, package(db, file).clone()?))
        },
    )
}

/// `compilerOptions.paths` and `baseUrl` of a tsconfig.json, from its own directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PathMap {
    pub base: Option<String>,
    /// Pattern with at most one `*`, and what to put in its place, in the order of preference.
    pub paths: Vec<(String, Vec<String>)>,
}

/// The path mapping of a tsconfig.json; empty when it is absent or has none.
///
/// Changes when `paths` or `baseUrl` change. Stays when other compiler options or comments do.
/// Costs one parse of the file.
#[salsa::tracked(returns(ref))]
pub fn path_map(db: &dyn Db, file: SourceFile) -> PathMap {
    let text = without_comments(source_text(db, file).text());
    let config: Value = serde_json::from_str(&text).unwrap_or_default();
    let options = &config["compilerOptions"];
    let base = options["baseUrl"].as_str().map(str::to_owned);
    let targets = |value: &Value| {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|target| Some(target.as_str()?.to_owned()))
            .collect()
    };
    let mut paths: Vec<_> = options["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(pattern, value)| (pattern.clone(), targets(value)))
        .collect();
    // The most specific pattern wins: the one with the longest text before its star.
    paths.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.find('*').unwrap_or(usize::MAX)));
    PathMap { base, paths }
}

/// JSON as tsconfig.json has it: comments and commas before a closing bracket are taken out.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '"' => string_len(rest),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(len);
        match first {
            '/' => {}
            '}' | ']' => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(first);
            }
            _ => out.push_str(token),
        }
        rest = after;
    }
    out
}

/// Length of the string literal that `text` starts with.
fn string_len(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().enumerate().skip(1).find(|(_, byte)| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(index, _)| index + 1)
}
