//! What an edit makes the queries of this crate ask again, and what it leaves alone.

use perry_db::database::{Database, Db};
use perry_db::input::SourceFile;
use perry_fixture::{Fixture, check_rebuild};
use perry_sema::context::module_context;
use perry_sema::graph::{init_order, module_graph};
use perry_sema::problem::problems;

/// What planning asks: the graph, then the context of every module.
fn contexts(db: &Database) {
    for file in &module_graph(db).order {
        module_context(db, *file);
    }
}

const PROGRAM: &str = "
//- main.ts
import { twice } from './barrel.ts';
import { LIMIT } from './hub.ts';
console.log(twice(LIMIT));
//- barrel.ts
export * from './math.ts';
//- math.ts
export function twice(n) { return n * 2; }
export function half(n) { return n / 2; }
//- hub.ts
export const LIMIT = 10;
";

#[test]
fn editing_a_body_reaches_no_importer() {
    let edit = "
//- math.ts
export function twice(n) { return n + n; }
export function half(n) { return n / 2; }
";
    check_rebuild(PROGRAM, edit, contexts, &["facts math.ts"]);
}

#[test]
fn a_new_export_reaches_no_context() {
    let edit = "
//- math.ts
export function twice(n) { return n * 2; }
export function half(n) { return n / 2; }
export function third(n) { return n / 3; }
";
    let expected = ["export_target", "facts math.ts", "imports math.ts", "module_graph"];
    let mut fixture = Fixture::new(PROGRAM);
    contexts(&fixture.db);
    fixture.edit(edit);
    let executed = fixture.executed(contexts);
    let without_own: Vec<_> =
        executed.iter().filter(|name| !name.contains("module_context math.ts")).collect();
    assert!(without_own.iter().all(|name| expected.contains(&name.as_str())), "{executed:?}");
}

#[test]
fn an_unused_signature_reaches_no_context() {
    let edit = "
//- math.ts
export function twice(n) { return n * 2; }
export function half(n, by) { return n / by; }
";
    let mut fixture = Fixture::new(PROGRAM);
    contexts(&fixture.db);
    fixture.edit(edit);
    let executed = fixture.executed(contexts);
    assert!(!executed.iter().any(|name| name == "module_context main.ts"), "{executed:?}");
}

#[test]
fn a_used_signature_reaches_its_user() {
    let edit = "
//- hub.ts
export const LIMIT = 11;
";
    let mut fixture = Fixture::new(PROGRAM);
    contexts(&fixture.db);
    fixture.edit(edit);
    let executed = fixture.executed(contexts);
    assert!(executed.iter().any(|name| name == "module_context main.ts"), "{executed:?}");
    assert!(!executed.iter().any(|name| name == "module_context barrel.ts"), "{executed:?}");
}

#[test]
fn a_file_that_appears_and_wins_is_found() {
    let program = "
//- main.ts
import { x } from './x';
console.log(x);
//- x/index.ts
export const x = 'index';
";
    let mut fixture = Fixture::new(program);
    assert_eq!(order(&fixture.db, fixture.entry), ["x/index.ts", "main.ts"]);
    fixture.edit("//- x.ts\nexport const x = 'file';\n");
    assert_eq!(order(&fixture.db, fixture.entry), ["x.ts", "main.ts"]);
    fixture.edit("//- x.ts (deleted)\n");
    assert_eq!(order(&fixture.db, fixture.entry), ["x/index.ts", "main.ts"]);
}

#[test]
fn modules_initialise_in_the_order_of_esm() {
    let program = "
//- main.ts
import './b.ts';
import './a.ts';
//- a.ts
import './c.ts';
//- b.ts
import './c.ts';
import './main.ts';
//- c.ts
export {};
";
    let fixture = Fixture::new(program);
    assert_eq!(order(&fixture.db, fixture.entry), ["c.ts", "b.ts", "a.ts", "main.ts"]);
    let context = |path: &str| module_context(&fixture.db, fixture.db.file(path)).is_in_cycle;
    assert_eq!(["main.ts", "a.ts", "b.ts", "c.ts"].map(context), [true, false, true, false]);
}

#[test]
fn names_are_followed_through_stars_in_circles() {
    let program = "
//- main.ts
import { a, b, c, nothing } from './left.ts';
import { both } from './both.ts';
import { round } from './round.ts';
console.log(a, b, c, nothing, both, round);
//- left.ts
export * from './right.ts';
export const a = 1, both = 1;
//- right.ts
export * from './left.ts';
export * from './far.ts';
export const b = 2;
//- far.ts
export const c = 3, both = 2;
//- both.ts
export * from './left.ts';
export * from './far.ts';
//- round.ts
export { round } from './round.ts';
";
    let fixture = Fixture::new(program);
    let codes: Vec<_> = problems(&fixture.db, fixture.entry).into_iter().map(|it| it.message).collect();
    let expected = [
        "`both` comes from two `export *`: `left.ts` and `far.ts`",
        "`left.ts` does not export `nothing`",
        "following `round` from `round.ts` comes back to where it began",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn packages_offer_what_their_exports_say() {
    let program = r##"
//- main.ts
import { a } from 'kit';
import { b } from 'kit/deep/b';
import { c } from '#c';
import { d } from 'me/d';
import { e } from '@/e';
console.log(a, b, c, d, e);
//- package.json
{ "name": "me", "type": "module", "imports": { "#c": { "browser": "./no.ts", "default": "./src/c.ts" } }, "exports": { "./*": "./src/*.ts" } }
//- tsconfig.json
{ "compilerOptions": { /* where @ leads */ "paths": { "@/*": ["./src/*"], } } }
//- src/c.ts
export const c = 1;
//- src/d.ts
export const d = 1;
//- src/e.ts
export const e = 1;
//- node_modules/kit/package.json
{ "name": "kit", "exports": { ".": { "require": "./no.cjs", "import": "./lib/a.js" }, "./deep/*": "./lib/*.js" } }
//- node_modules/kit/lib/a.js
export const a = 1;
//- node_modules/kit/lib/b.js
export const b = 1;
"##;
    let fixture = Fixture::new(program);
    let expected = [
        "node_modules/kit/lib/a.js",
        "node_modules/kit/lib/b.js",
        "src/c.ts",
        "src/d.ts",
        "src/e.ts",
        "main.ts",
    ];
    assert_eq!(order(&fixture.db, fixture.entry), expected);
}

fn order(db: &Database, entry: SourceFile) -> Vec<&str> {
    init_order(db, entry).iter().map(|file| file.path(db)).collect()
}
