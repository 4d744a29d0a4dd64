//! The edits: what people do to a program between builds, and what they do by mistake.

use fastrand::Rng;

use crate::tree::Tree;

type Edit = fn(&mut Tree, &mut Rng, u32) -> Option<()>;

/// Every kind of edit by name. Each gets a number that no other edit got; `None`: there is no place for it.
const EDITS: &[(&str, Edit)] = &[
    ("comment", comment),
    ("format", format_line),
    ("number", number),
    ("number", number),
    ("text", text),
    ("operator", operator),
    ("new statement", statement),
    ("export renamed everywhere", rename_everywhere),
    ("export renamed alone", rename_alone),
    ("new export", new_export),
    ("export withdrawn", withdraw_export),
    ("new import", new_import),
    ("import removed", remove_import),
    ("imports reordered", reorder_imports),
    ("module moved", move_module),
    ("module deleted", delete_module),
    ("module added", add_module),
    ("method added", add_method),
    ("field added", add_field),
    ("type only", type_only),
    ("hint changed", hint),
    ("parameter defaulted", default_parameter),
    ("line deleted", delete_line),
    ("line doubled", double_line),
    ("lines swapped", swap_lines),
    ("syntax error", syntax_error),
    ("letter lost", lose_letter),
    ("settings file", settings_file),
];

/// Carries out one edit that finds a place; gives its name.
pub fn edit(tree: &mut Tree, rng: &mut Rng, number: u32) -> &'static str {
    for _ in 0..100 {
        let (name, edit) = EDITS[rng.usize(..EDITS.len())];
        let before = tree.clone();
        if edit(tree, rng, number).is_some() && *tree != before {
            return name;
        }
        *tree = before;
    }
    "nothing"
}

/// A module of the tree and its lines.
fn lines_of<'a>(tree: &'a mut Tree, rng: &mut Rng) -> Option<(&'a mut String, Vec<String>)> {
    let path = rng.choice(tree.modules())?;
    let text = tree.files.get_mut(&path)?;
    let lines = text.lines().map(str::to_owned).collect();
    Some((text, lines))
}

fn put_back(text: &mut String, lines: &[String]) -> Option<()> {
    *text = lines.join("\n") + "\n";
    Some(())
}

/// Inserts a line anywhere.
fn insert_line(tree: &mut Tree, rng: &mut Rng, line: String) -> Option<()> {
    let (text, mut lines) = lines_of(tree, rng)?;
    lines.insert(rng.usize(..=lines.len()), line);
    put_back(text, &lines)
}

/// Adds a line at the end of a module.
fn append(tree: &mut Tree, rng: &mut Rng, line: &str) -> Option<()> {
    let path = rng.choice(tree.modules())?;
    let text = tree.files.get_mut(&path)?;
    text.push_str(line);
    text.push('\n');
    Some(())
}

/// Changes one of the lines that `change` can change.
fn change_line(
    tree: &mut Tree,
    rng: &mut Rng,
    change: impl Fn(&str, &mut Rng) -> Option<String>,
) -> Option<()> {
    let (text, mut lines) = lines_of(tree, rng)?;
    let first = rng.usize(..lines.len().max(1));
    for offset in 0..lines.len() {
        let at = (first + offset) % lines.len();
        if let Some(changed) = change(&lines[at], rng) {
            lines[at] = changed;
            return put_back(text, &lines);
        }
    }
    None
}

fn comment(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    insert_line(tree, rng, format!("// note {number}"))
}

fn format_line(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    match rng.u8(..3) {
        0 => insert_line(tree, rng, String::new()),
        1 => change_line(tree, rng, |line, _| (!line.is_empty()).then(|| format!("  {line}"))),
        _ => change_line(tree, rng, |line, _| line.ends_with(';').then(|| format!("{line}  "))),
    }
}

fn number(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    change_line(tree, rng, |line, rng| {
        let starts: Vec<usize> = line
            .char_indices()
            .filter(|(at, c)| {
                c.is_ascii_digit() && !line[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            })
            .map(|(at, _)| at)
            .collect();
        let start = *rng.choice(&starts)?;
        let length = line[start..].bytes().take_while(u8::is_ascii_digit).count();
        Some(format!("{}{}{}", &line[..start], number % 97 + 1, &line[start + length..]))
    })
}

fn text(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    change_line(tree, rng, |line, _| {
        let (start, rest) = line.split_once('"').filter(|_| !line.contains("from \""))?;
        let (_, end) = rest.split_once('"')?;
        Some(format!("{start}\"text {number}\"{end}"))
    })
}

fn operator(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    change_line(tree, rng, |line, _| line.contains(" + ").then(|| line.replacen(" + ", " - ", 1)))
}

fn statement(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    append(tree, rng, &format!("console.log(\"step\", {number});"))
}

const DECLARING: &[&str] = &[
    "export const ",
    "export function ",
    "export class ",
    "export enum ",
    "export let ",
    "export interface ",
];

/// The name that a line exports.
fn exported(line: &str) -> Option<&str> {
    let rest = DECLARING.iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// All exports as path and name.
fn exports(tree: &Tree) -> Vec<(String, String)> {
    let of = |path: &String| {
        let text = tree.files.get(path).map_or("", |text| text);
        text.lines().filter_map(exported).map(|name| (path.clone(), name.to_owned())).collect::<Vec<_>>()
    };
    tree.modules().iter().flat_map(of).collect()
}

/// Replaces a whole word.
fn renamed(text: &str, from: &str, to: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        out.push_str(before);
        let whole = !out.ends_with(is_part) && !after.starts_with(is_part);
        out.push_str(if whole { to } else { from });
        rest = after;
    }
    out + rest
}

fn rename_everywhere(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let (_, name) = rng.choice(exports(tree))?;
    let new = format!("{}_{number}", name.split('_').next()?);
    for path in tree.modules() {
        let text = tree.files.get_mut(&path)?;
        *text = renamed(text, &name, &new);
    }
    Some(())
}

fn rename_alone(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let (path, name) = rng.choice(exports(tree))?;
    let text = tree.files.get_mut(&path)?;
    *text = renamed(text, &name, &format!("{name}_{number}"));
    Some(())
}

fn new_export(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let line = match rng.u8(..5) {
        0 => format!("export const added_{number} = {number};"),
        1 => format!("export function added_{number}(a: number): number {{ return a + {number}; }}"),
        2 => format!("export class Added_{number} {{ value = {number}; }}"),
        3 => format!("export let added_{number} = \"{number}\";"),
        _ => format!("export default {number};"),
    };
    append(tree, rng, &line)
}

fn withdraw_export(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    change_line(tree, rng, |line, _| exported(line).map(|_| line.replacen("export ", "", 1)))
}

/// The specifier by which the module `from` imports `to`.
fn specifier(from: &str, to: &str) -> String {
    let above = from.matches('/').count();
    let up = if above == 0 { "./".to_owned() } else { "../".repeat(above) };
    format!("{up}{to}")
}

fn new_import(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let (path, name) = rng.choice(exports(tree))?;
    let importer = rng.choice(tree.modules())?;
    let text = tree.files.get_mut(&importer)?;
    let specifier = specifier(&importer, &path);
    let import = match rng.u8(..3) {
        0 => format!("import * as all_{number} from \"{specifier}\";\nconsole.log(typeof all_{number});\n"),
        1 => format!("export {{ {name} as again_{number} }} from \"{specifier}\";\n"),
        _ => format!(
            "import {{ {name} as seen_{number} }} from \"{specifier}\";\nexport const use_{number} = () => typeof seen_{number};\n"
        ),
    };
    text.insert_str(0, &import);
    Some(())
}

fn remove_import(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    change_line(tree, rng, |line, _| line.starts_with("import ").then(String::new))
}

fn reorder_imports(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    let (text, mut lines) = lines_of(tree, rng)?;
    let imports: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("import ")).collect();
    let (a, b) = (*rng.choice(&imports)?, *rng.choice(&imports)?);
    lines.swap(a, b);
    put_back(text, &lines)
}

fn move_module(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let path = rng.choice(tree.modules()).filter(|path| *path != tree.entry)?;
    let (stem, extension) = path.rsplit_once('.')?;
    let moved = format!("{}_{number}.{extension}", stem.split('_').next()?);
    let file_name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let (old, new) = (file_name(&path), file_name(&moved));
    let text = tree.files.remove(&path)?;
    tree.files.insert(moved, text);
    for text in tree.files.values_mut() {
        *text = text.replace(&format!("/{old}\""), &format!("/{new}\""));
    }
    Some(())
}

fn delete_module(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    let path = rng.choice(tree.modules()).filter(|path| *path != tree.entry)?;
    tree.files.remove(&path).map(drop)
}

fn add_module(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let path = match tree.entry.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/new{number}.ts"),
        None => format!("new{number}.ts"),
    };
    let text = format!("export const new{number} = {};\nconsole.log(\"new\", new{number});\n", rng.u8(..));
    tree.files.insert(path.clone(), text);
    let entry = tree.entry.clone();
    let import = format!("import {{ new{number} }} from \"{}\";\n", specifier(&entry, &path));
    let text = tree.files.get_mut(&entry)?;
    text.insert_str(0, &import);
    text.push_str(&format!("console.log(new{number} + 1);\n"));
    Some(())
}

fn in_class(tree: &mut Tree, rng: &mut Rng, member: &str) -> Option<()> {
    change_line(tree, rng, |line, _| {
        let is_class = line.contains("class ") && line.ends_with('{');
        is_class.then(|| format!("{line}\n{member}"))
    })
}

fn add_method(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let form = *rng.choice(&["  ", "  static ", "  get "])?;
    let parameters = if form == "  get " { "" } else { "a = 1" };
    in_class(tree, rng, &format!("{form}extra{number}({parameters}): number {{ return {number}; }}"))
}

fn add_field(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let form = *rng.choice(&["  ", "  static ", "  #", "  readonly "])?;
    in_class(tree, rng, &format!("{form}field{number} = {number};"))
}

fn type_only(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    let line = match rng.u8(..3) {
        0 => format!("type Only{number} = {{ a: number; b?: string }};"),
        1 => format!("export interface Only{number} {{ a{number}: number }}"),
        _ => format!("declare const only{number}: number;"),
    };
    append(tree, rng, &line)
}

fn hint(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    change_line(tree, rng, |line, rng| {
        let new = *rng.choice(&[": any", ": string", ": unknown"])?;
        line.contains(": number").then(|| line.replacen(": number", new, 1))
    })
}

fn default_parameter(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    change_line(tree, rng, |line, _| {
        let is_function = line.contains("function ") && line.contains(": number)");
        is_function.then(|| line.replacen(": number)", &format!(": number = {number})"), 1))
    })
}

fn delete_line(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    let (text, mut lines) = lines_of(tree, rng)?;
    if lines.is_empty() {
        return None;
    }
    lines.remove(rng.usize(..lines.len()));
    put_back(text, &lines)
}

fn double_line(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    let (text, mut lines) = lines_of(tree, rng)?;
    let at = rng.usize(..lines.len().max(1));
    let line = lines.get(at)?.clone();
    lines.insert(at, line);
    put_back(text, &lines)
}

fn swap_lines(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    let (text, mut lines) = lines_of(tree, rng)?;
    let at = rng.usize(..lines.len().checked_sub(1).filter(|last| *last > 0)?);
    lines.swap(at, at + 1);
    put_back(text, &lines)
}

fn syntax_error(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    let broken =
        ["let = ;", "}", "(", "`", "import", "class {", "const x y", "\"open", "export { nothing };", "@@"];
    let line = (*rng.choice(&broken)?).to_owned();
    insert_line(tree, rng, line)
}

fn lose_letter(tree: &mut Tree, rng: &mut Rng, _: u32) -> Option<()> {
    change_line(tree, rng, |line, rng| {
        let (at, _) = rng.choice(line.char_indices().collect::<Vec<_>>())?;
        let mut line = line.to_owned();
        line.remove(at);
        Some(line)
    })
}

fn settings_file(tree: &mut Tree, rng: &mut Rng, number: u32) -> Option<()> {
    match rng.u8(..3) {
        0 => tree.files.insert("tsconfig.json".to_owned(), format!("{{ \"note\": {number} }}\n")),
        1 => tree.files.remove("tsconfig.json"),
        _ => tree.files.insert("perry.toml".to_owned(), format!("# note {number}\n")),
    };
    Some(())
}
