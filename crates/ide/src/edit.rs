//! Edits that several questions make: imports, and the specifiers in them.

use perry_db::input::SourceFile;
use perry_sema::path;
use perry_sema::resolve::resolve;

use crate::answer::{Edit, TextRange};
use crate::index::Source;
use crate::link::targets;
use crate::tree::{Kind, NodeId, ROOT, Role, Tree, flag};
use crate::types::Types;

/// What is imported under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    Named,
    Default,
}

/// Imports `name` of `from` into `file`: into an import that is there, or on a line of its own.
pub fn import_edit(types: &Types<'_>, file: SourceFile, from: SourceFile, name: &str) -> Edit {
    import_edit_as(types, file, from, (name, Imported::Named))
}

/// The same for what is imported by its name, or as the default.
pub fn import_edit_as(
    types: &Types<'_>,
    file: SourceFile,
    from: SourceFile,
    (name, imported): (&str, Imported),
) -> Edit {
    let view = types.view(Source::File(file));
    let (tree, text) = (&view.tree, &view.text);
    let targets = targets(types.db, file);
    let leads_there = |statement: &NodeId| {
        let literal = tree.child(*statement, Role::Source).map(|it| tree.range(it));
        let request = view.index.requests.iter().position(|(_, range)| Some(*range) == literal);
        request.and_then(|it| *targets.get(it)?) == Some(from) && !tree.has(*statement, flag::TYPE_ONLY)
    };
    let statements: Vec<NodeId> =
        tree.all(ROOT, Role::Item).filter(|it| tree.kind(*it) == Kind::Import).collect();
    let last_name = |statement: &NodeId| {
        tree.all(*statement, Role::Item).filter(|it| tree.kind(*it) == Kind::ImportName).last()
    };
    let there = statements.iter().filter(|it| leads_there(it));
    if imported == Imported::Named
        && let Some(last) = there.clone().find_map(last_name)
    {
        let end = tree.range(last).end;
        return Edit { range: TextRange { start: end, end }, text: format!(", {name}").into() };
    }
    let has_default =
        |it: &&NodeId| tree.all(**it, Role::Item).any(|it| tree.kind(it) == Kind::ImportDefault);
    let open = |it: &NodeId| tree.all(*it, Role::Item).next();
    if imported == Imported::Default
        && let Some(first) = there.filter(|it| !has_default(it)).find_map(open)
        && let Some(brace) = text[..tree.range(first).start as usize].rfind('{')
    {
        let start = brace as u32;
        return Edit { range: TextRange { start, end: start }, text: format!("{name}, ").into() };
    }
    let quote = statements.iter().find_map(|it| tree.child(*it, Role::Source));
    let quote = quote.and_then(|it| tree.text(text, it).chars().next()).unwrap_or('"');
    let (importer, target) = (path_of(types, file), path_of(types, from));
    let specifier = in_package(types, &importer, &target)
        .unwrap_or_else(|| specifier(&importer, &target, &extension(tree, text)));
    let listed = if imported == Imported::Default { name.to_owned() } else { format!("{{ {name} }}") };
    let line = format!("import {listed} from {quote}{specifier}{quote};");
    match statements.last() {
        Some(last) => {
            let end = tree.range(*last).end;
            Edit { range: TextRange { start: end, end }, text: format!("\n{line}").into() }
        }
        None => {
            let start =
                if text.starts_with("#!") { text.find('\n').map_or(0, |at| at as u32 + 1) } else { 0 };
            Edit { range: TextRange { start, end: start }, text: format!("{line}\n").into() }
        }
    }
}

/// What an installed package calls a module of its own, if it offers it.
fn in_package(types: &Types<'_>, importer: &str, target: &str) -> Option<String> {
    let (_, inside) = target.rsplit_once("node_modules/")?;
    let slash = inside.find('/')?;
    let end = if inside.starts_with('@') { slash + 1 + inside[slash + 1..].find('/')? } else { slash };
    let (package, below) = (&inside[..end], inside[end + 1..].to_owned());
    let stem = below.strip_suffix(ending(&below)).unwrap_or(&below);
    let names = [package.to_owned(), format!("{package}/{stem}"), format!("{package}/{below}")];
    let root = &target[..target.len() - below.len() - 1];
    let said = perry_sema::package::package(types.db, types.db.file(&path::join(root, "package.json")));
    let exports = said.as_ref().and_then(|said| said.exports.as_ref()?.as_object());
    let keys = exports.into_iter().flat_map(|map| map.keys()).filter_map(|key| key.strip_prefix("./"));
    let offered = keys.filter(|key| !key.contains('*')).map(|key| format!("{package}/{key}"));
    let leads_there =
        |name: &String| resolve(types.db, path::parent(importer), name).is_ok_and(|found| found == target);
    names.into_iter().chain(offered).find(leads_there)
}

/// Whether a module may be imported: those of installed packages only under a name that their package offers.
pub fn is_importable(types: &Types<'_>, importer: SourceFile, target: SourceFile) -> bool {
    let (importer, target) = (path_of(types, importer), path_of(types, target));
    !target.contains("node_modules/") || in_package(types, &importer, &target).is_some()
}

fn path_of(types: &Types<'_>, file: SourceFile) -> String {
    file.path(types.db).to_owned()
}

/// How the relative imports of a text end: as `.ts`, `.js`, or not at all.
fn extension(tree: &Tree, text: &str) -> String {
    let literals = tree.all(ROOT, Role::Item).filter_map(|it| tree.child(it, Role::Source));
    let relative =
        literals.map(|it| tree.text(text, it).trim_matches(['"', '\''])).find(|it| it.starts_with('.'));
    relative.map_or(".ts", ending).to_owned()
}

/// The extension of a module's name.
pub fn ending(specifier: &str) -> &str {
    const ENDINGS: [&str; 7] = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];
    ENDINGS.into_iter().find(|it| specifier.ends_with(it)).unwrap_or("")
}

/// What `importer` calls the module at `target`, ending as its other imports do.
pub fn specifier(importer: &str, target: &str, extension: &str) -> String {
    let (from, to) = (path::parent(importer), path::parent(target));
    let (from, to): (Vec<&str>, Vec<&str>) = (
        from.split('/').filter(|it| !it.is_empty()).collect(),
        to.split('/').filter(|it| !it.is_empty()).collect(),
    );
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts: Vec<&str> = if from.len() == common { vec!["."] } else { vec![".."; from.len() - common] };
    parts.extend(&to[common..]);
    let name = path::name(target);
    let own = ending(name);
    let stem = name.strip_suffix(own).unwrap_or(name);
    let extension = match (own, extension) {
        (".json", _) => ".json",
        (_, "") => "",
        (".mts", ".js" | ".mjs") => ".mjs",
        (".cts", ".js" | ".cjs") => ".cjs",
        (".ts", ".js") => ".js",
        _ => own,
    };
    format!("{}/{stem}{extension}", parts.join("/"))
}
