//! The queries of this crate: from a module and what it consulted to its ir.

use std::sync::Arc;

use perry_db::database::Db;
use perry_db::diagnostic::Diagnostic;
use perry_db::input::SourceFile;
use perry_db::span::{SpanDb, decode};
use perry_persist::action::{Action, Sink};
use perry_persist::fingerprint::{Fingerprint, Hashed};
use perry_sema::context::module_context;
use perry_sema::import::ModuleContext;
use perry_sema::module::ModuleText;
use perry_sema::problem::of_syntax;
use serde::{Deserialize, Serialize};

use crate::group::{Groups, groups};
use crate::lines::LineTable;
use crate::lower::{Lowered, Refusal, lower};

/// Everything lowering may see.
#[derive(Debug, Serialize)]
pub struct LowerInput {
    pub text: ModuleText,
    #[cfg_attr(feature = "unsound", serde(skip_serializing_if = "perry_persist::unsound::forgets"))]
    pub context: Hashed<ModuleContext>,
}

/// What lowering found out. The ir itself is left in the sink, and made again when somebody needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lowering {
    /// The ir's canonical bytes by content.
    pub ir: Fingerprint,
    /// The groups of built-ins it may use.
    pub groups: Groups,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parsing and lowering one text in one context.
pub struct LowerAction;

impl Action for LowerAction {
    const ID: &'static str = "lower";
    type In = LowerInput;
    type Out = Lowering;

    fn run(input: &LowerInput, sink: &Sink) -> Option<Lowering> {
        let context = input.context.get()?;
        let parsed = input.text.parse()?;
        let lowered = lower(&parsed.module, context);
        let syntax = parsed.diagnostics.iter().map(|diagnostic| of_syntax(&context.path, diagnostic));
        let refused = lowered.diagnostics.iter().map(|refusal| of_refusal(&context.path, refusal));
        let diagnostics = syntax.chain(refused).collect();
        let ir = sink.object(canonical_bytes(&lowered.module)).digest;
        Some(Lowering { ir, groups: groups_of(&lowered), diagnostics })
    }
}

/// What is refused is never linked, and need not keep the laws.
fn groups_of(lowered: &Lowered) -> Groups {
    if lowered.diagnostics.is_empty() { groups(&lowered.module) } else { Groups::default() }
}

/// The lines of one text in one context. Asked for with debug symbols only; the ir stays as it is.
pub struct LinesAction;

impl Action for LinesAction {
    const ID: &'static str = "lines";
    type In = LowerInput;
    type Out = LineTable;

    fn run(input: &LowerInput, _: &Sink) -> Option<LineTable> {
        let text = decode(input.text.bytes.get()?);
        let parsed = input.text.parse()?;
        let lowered = lower(&parsed.module, input.context.get()?);
        Some(LineTable::new(text.text(), &lowered.marks))
    }
}

/// Where the code of `file` stands in its text, for a debugger. `None` when the text changed meanwhile.
///
/// Changes when a line or column does. Stays when nothing moves, and for all builds without debug symbols.
/// Costs a look into the store, or one parse and one lowering.
#[salsa::tracked(returns(ref))]
pub fn line_table(db: &dyn SpanDb, file: SourceFile) -> Option<Arc<LineTable>> {
    let input = lower_job(db, file).input;
    db.store().artifact::<LinesAction>(&input, &Sink::default()).map(Arc::new)
}

/// The bytes of a module that its fingerprint is taken of and that cross to the code generator.
pub fn canonical_bytes(module: &crate::module::Module) -> Vec<u8> {
    postcard::to_allocvec(module).expect("ir is plain data, whose serialization cannot fail")
}

/// What the lowering of `file` depends on, and the key it is remembered by.
pub struct LowerJob {
    pub input: LowerInput,
    pub key: Fingerprint,
}

/// What the lowering of `file` depends on.
pub fn lower_job(db: &dyn Db, file: SourceFile) -> LowerJob {
    let shared = module_context(db, file).clone();
    let text = ModuleText::of(db, file);
    let context = Hashed::later(context_fingerprint(db, file), move || Some((*shared).clone()));
    let input = LowerInput { text, context };
    LowerJob { key: LowerAction::key(&input), input }
}

/// The fingerprint of what `file` consulted of others.
///
/// Changes when something consulted changes. Stays when only other parts of the imported modules do.
/// Costs one digest of it.
#[salsa::tracked(returns(copy))]
pub fn context_fingerprint(db: &dyn Db, file: SourceFile) -> Fingerprint {
    Fingerprint::of(&**module_context(db, file))
}

fn of_refusal(path: &str, refusal: &Refusal) -> Diagnostic {
    let error = Diagnostic::error(refusal.code, refusal.message.clone());
    let error = error.at(path, (refusal.span.start, refusal.span.end), "");
    match &refusal.help {
        Some(help) => error.help(help.clone()),
        None => error,
    }
}

/// The ir of `file` by its fingerprint, with what lowering refuses. `None` when the text changed meanwhile.
///
/// Changes when the ir or a refusal does. Stays when a comment or format changes, or an import in parts not consulted.
/// Costs a look into the store, or one parse and one lowering.
#[salsa::tracked(returns(ref))]
pub fn lowering(db: &dyn Db, file: SourceFile) -> Option<Arc<Lowering>> {
    let LowerJob { input, key } = lower_job(db, file);
    db.store().answer::<LowerAction>(key, || run(db, &input)).map(Arc::new)
}

/// Whether the store knows the lowering of `file`, so that asking for it is cheap.
pub fn is_lowered(db: &dyn Db, file: SourceFile) -> bool {
    db.store().lookup_bytes(lower_job(db, file).key).is_some()
}

/// Lowers, and keeps the ir at hand for the code generation that probably follows.
fn run(db: &dyn Db, input: &LowerInput) -> Option<Lowering> {
    let sink = Sink::default();
    let lowering = LowerAction::run(input, &sink)?;
    for (reference, bytes) in sink.into_left().objects {
        db.keep_content(reference.digest, bytes.into());
    }
    Some(lowering)
}

/// The canonical bytes of the ir of `file`: what code generation of a missing object takes.
pub fn module_ir(db: &dyn Db, file: SourceFile) -> Option<Arc<[u8]>> {
    let ir = lowering(db, file).as_ref()?.ir;
    db.kept_content(ir).or_else(|| {
        run(db, &lower_job(db, file).input)?;
        db.kept_content(ir)
    })
}
