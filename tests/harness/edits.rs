//! The edits: the server under random edits, floods of requests and sudden goodbyes.

use crate::conversation::Conversation;
use libtest_mimic::Failed;
use perry_db::database::{Database, Db};
use perry_db::diagnostic::Diagnostic;
use perry_db::input::{Options, Program};
use perry_db::system::MemorySystem;
use perry_ide::diagnostics::diagnostics;
use perry_ide::program::modules;
use perry_persist::store::Store;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Edits without `PERRY_EDITS`: a second or two.
const EDITS: usize = 500;
/// Without `PERRY_SEED`. Any number would do.
const SEED: u64 = 7;
const FLOOD: usize = 100_000;

const PROGRAM: &[(&str, &str)] = &[
    (
        "main.ts",
        "import { area, Shape } from \"./shape.ts\";\nimport * as text from \"./text.ts\";\nconsole.log(area(new Shape(2)), text.twice(\"é😀\"));\n",
    ),
    (
        "shape.ts",
        "import { factor } from \"./number.ts\";\nexport class Shape {\n  constructor(readonly side: number) {}\n}\nexport function area(shape: Shape): number {\n  return shape.side * shape.side * factor;\n}\n",
    ),
    ("number.ts", "export const factor = 3;\nexport enum Unit { Metre, Foot }\n"),
    (
        "text.ts",
        "import { Unit } from \"./number.ts\";\nexport function twice(text: string): string {\n  return `${text}${text}${Unit.Foot}`;\n}\n",
    ),
];

/// What is typed: pieces that break and mend.
const PIECES: &[&str] = &[
    "",
    "",
    "",
    "x",
    ";",
    "}",
    "{",
    "(",
    ")",
    "\"",
    "`",
    "\n",
    " ",
    "é",
    "😀",
    "\r\n",
    "export ",
    "import ",
    "const a = 1;\n",
    "let let = 2;\n",
    "import { factor } from \"./number.ts\";\n",
    "import { gone } from \"./text.ts\";\n",
    "import \"./nowhere.ts\";\n",
    "export { twice } from \"./text.ts\";\n",
    "with (a) {}\n",
    "break;\n",
    "/*",
    "*/",
    "//",
    "class A extends B { #p; #p; }\n",
    "await 0;\n",
    "return 1;\n",
    "function f(a, a) {}\n",
    "export default 1;\n",
];

/// What an editor asks about a place while somebody types.
const QUESTIONS: &[&str] = &[
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/signatureHelp",
    "textDocument/definition",
    "textDocument/typeDefinition",
    "textDocument/implementation",
    "textDocument/documentHighlight",
    "textDocument/prepareRename",
    "textDocument/prepareCallHierarchy",
    "textDocument/prepareTypeHierarchy",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/codeLens",
    "textDocument/semanticTokens/full",
];

/// The only question that may be refused, with `RequestFailed`: what stands there cannot be renamed.
const REFUSED: (&str, i64) = ("textDocument/prepareRename", -32803);

/// A generator of numbers that is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }
}

/// A number that whoever runs the test has asked for.
fn number(name: &str) -> Result<Option<u64>, Failed> {
    let Ok(text) = std::env::var(name) else { return Ok(None) };
    text.parse().map(Some).map_err(|error| format!("{name}: {error}").into())
}

pub fn check_random_edits() -> Result<(), Failed> {
    let count = number("PERRY_EDITS")?.map_or(EDITS, |count| count as usize);
    let folder = project()?;
    let mut texts: BTreeMap<&str, String> =
        PROGRAM.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let mut talk = Conversation::start(folder.path());
    talk.greet(json!({}));
    for (path, text) in PROGRAM {
        talk.open(path, text);
    }
    let mut random = Random(number("PERRY_SEED")?.unwrap_or(SEED));
    for index in 0..count {
        let (path, original) = PROGRAM[random.below(PROGRAM.len())];
        let text = texts.get_mut(path).expect("every file is there");
        if random.below(12) == 0 {
            *text = original.to_owned();
            talk.edit(path, Value::Null, text);
        } else {
            let (start, end) = (boundary(text, &mut random), boundary(text, &mut random));
            let end = if end > start && end < start + 12 { end } else { start };
            let piece = PIECES[random.below(PIECES.len())];
            talk.edit(path, json!({ "start": position(text, start), "end": position(text, end) }), piece);
            text.replace_range(start..end, piece);
        }
        let question = QUESTIONS[random.below(QUESTIONS.len())];
        let at = boundary(&texts[path], &mut random);
        let document = json!({ "uri": talk.uri(path) });
        let place = json!({ "textDocument": document, "position": position(&texts[path], at) });
        let asked = talk.begin(question, place);
        let answered = talk.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let answer = talk.answer(asked);
        if let Some(error) = answer
            .get("error")
            .filter(|error| (question, error["code"].as_i64()) != (REFUSED.0, Some(REFUSED.1)))
        {
            return Err(format!("edit {index}, {question} at byte {at} of {:?}: {error}", texts[path]).into());
        }
        let (shown, expected) = (shown(&talk, &answered), fresh(&texts));
        if shown != expected {
            let why = format!(
                "edit {index} of {path}:\n{:?}\nserver: {shown:#?}\ncheck: {expected:#?}",
                texts[path]
            );
            return Err(why.into());
        }
    }
    assert_eq!(talk.stop(), 0);
    Ok(())
}

/// A place between two characters that no line end is split by.
fn boundary(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

/// Line and UTF-16 units, counted anew.
fn position(text: &str, at: usize) -> Value {
    let before = text[..at].replace("\r\n", "\u{0}\n");
    let line = before.matches(['\n', '\r']).count();
    let last = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    json!({ "line": line, "character": before[last..].encode_utf16().count() })
}

/// File, code, sentence and bytes of each diagnostic that the server has.
fn shown(talk: &Conversation, answer: &Value) -> Vec<String> {
    let items = answer["result"]["items"].as_array().cloned().unwrap_or_default();
    let mut all = Vec::new();
    for report in items {
        let uri = report["uri"].as_str().unwrap_or_default().to_owned();
        for item in report["items"].as_array().into_iter().flatten() {
            let data = &item["data"];
            let path = uri.strip_prefix(&talk.uri("")).unwrap_or(&uri);
            all.push(format!(
                "{path} {} {} {} {}",
                item["code"], data["message"], data["help"], data["span"]
            ));
        }
    }
    all.sort();
    all
}

/// The same of a database that knows nothing yet.
fn fresh(texts: &BTreeMap<&str, String>) -> Vec<String> {
    let system = MemorySystem::default();
    texts.iter().for_each(|(path, text)| system.write(path, text));
    let db = Database::new(Arc::new(system), Arc::new(Store::disabled()));
    Program::new(&db, vec![db.file("main.ts")]);
    Options::new(&db, false);
    let reached: Vec<_> = modules(&db).iter().map(|file| file.path(&db).to_owned()).collect();
    // The server has every open module as an entry of its own where no other reaches it.
    let extra = texts.keys().filter(|path| !reached.iter().any(|reached| reached == *path));
    let mut files = modules(&db).to_vec();
    files.extend(extra.map(|path| db.file(path)));
    let line = |path: &str, diagnostic: &Diagnostic| {
        let Diagnostic { code, message, help, primary, .. } = diagnostic;
        let span = primary.as_ref().map(|label| json!({ "start": label.start, "end": label.end }));
        format!("{path} {} {} {} {}", json!(**code), json!(message), json!(help), json!(span))
    };
    let mut all: Vec<_> = files
        .iter()
        .flat_map(|file| {
            diagnostics(&db, *file).iter().map(|it| line(file.path(&db), it)).collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all
}

/// Each of very many requests, half of them cancelled, has one answer.
pub fn check_flood() -> Result<(), Failed> {
    let folder = project()?;
    let mut talk = Conversation::start(folder.path());
    talk.greet(json!({}));
    talk.open("main.ts", PROGRAM[0].1);
    let document = json!({ "textDocument": { "uri": talk.uri("main.ts") } });
    let mut answered = vec![0_u8; FLOOD];
    let first = talk.begin("textDocument/diagnostic", document.clone());
    let reader = talk.split_off_reader();
    let counter = std::thread::spawn(move || {
        let mut reader = reader;
        let mut left = FLOOD;
        while left > 0 {
            let message = reader.receive();
            if let Some(id) = message["id"].as_i64().filter(|_| message.get("method").is_none()) {
                answered[(id - first) as usize] += 1;
                left -= 1;
            }
        }
        (answered, reader)
    });
    for index in 1..FLOOD {
        let id = talk.begin("textDocument/diagnostic", document.clone());
        if index % 2 == 0 {
            talk.tell("$/cancelRequest", json!({ "id": id }));
        }
    }
    let (answered, reader) = counter.join().expect("all answers come");
    talk.take_back(reader);
    assert!(answered.iter().all(|count| *count == 1), "each is answered once");
    assert_eq!(talk.stop(), 0);
    Ok(())
}

fn project() -> Result<tempfile::TempDir, Failed> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let write = |path: &str, text: &str| std::fs::write(Path::new(folder.path()).join(path), text);
    write("package.json", "{ \"type\": \"module\" }\n").map_err(|error| error.to_string())?;
    for (path, text) in PROGRAM {
        write(path, text).map_err(|error| error.to_string())?;
    }
    Ok(folder)
}
