//! Target machines: making one costs as much as a small object, so each thread keeps its last.

use crate::compile::Error;
use inkwell::OptimizationLevel;
use inkwell::targets::{CodeModel, InitializationConfig, RelocMode, Target, TargetMachine, TargetTriple};
use perry_ir::request::{OptLevel, Options};
use std::cell::RefCell;
use std::sync::Once;

/// What a machine depends on.
#[derive(PartialEq, Eq)]
struct Key {
    triple: String,
    cpu: String,
    features: String,
    opt_level: OptLevel,
}

thread_local! {
    static LAST: RefCell<Option<(Key, TargetMachine)>> = const { RefCell::new(None) };
}

/// Runs `job` with the machine of these options.
pub(crate) fn with_machine<T>(
    options: &Options,
    job: impl FnOnce(&TargetMachine) -> Result<T, Error>,
) -> Result<T, Error> {
    let Options { triple, cpu, features, opt_level, debug: _, output: _ } = options.clone();
    let key = Key { triple, cpu, features, opt_level };
    let machine = match LAST.take() {
        Some((last, machine)) if last == key => machine,
        _ => machine(&key)?,
    };
    let answer = job(&machine);
    LAST.set(Some((key, machine)));
    answer
}

fn machine(key: &Key) -> Result<TargetMachine, Error> {
    initialize_targets();
    let triple = TargetTriple::create(&key.triple);
    let target = Target::from_triple(&triple).map_err(|error| Error::Target(error.to_string()))?;
    let level = match key.opt_level {
        OptLevel::Fast => OptimizationLevel::None,
        OptLevel::O1 => OptimizationLevel::Less,
        OptLevel::Release => OptimizationLevel::Default,
        OptLevel::O3 => OptimizationLevel::Aggressive,
    };
    // Executables are static and stand at a fixed address: addresses are immediate operands.
    let (reloc, model) = (RelocMode::Static, CodeModel::Small);
    let machine = target.create_target_machine(&triple, &key.cpu, &key.features, level, reloc, model);
    machine.ok_or_else(|| Error::Target(key.triple.clone()))
}

fn initialize_targets() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let config = InitializationConfig {
            info: true,
            base: true,
            asm_printer: true,
            asm_parser: false,
            disassembler: false,
            machine_code: true,
        };
        Target::initialize_x86(&config);
        Target::initialize_aarch64(&config);
    });
}
