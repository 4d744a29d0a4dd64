//! One request: a pure function from its bytes to the bytes of the answer, on any number of threads at once.

use crate::machine::with_machine;
use crate::startup::startup;
use crate::unit::{Unit, prepare};
use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::{FileType, TargetMachine};
use perry_ir::lines::mark;
use perry_ir::passes::optimise;
use perry_ir::request::{Job, OptLevel, Options, Output, Request};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The bytes are no request, or hold no module.
    Malformed(String),
    /// LLVM does not know the target.
    Target(String),
    /// LLVM refuses what was generated: a bug here.
    Invalid(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Error::Malformed(why) => write!(f, "malformed request: {why}"),
            Error::Target(why) => write!(f, "unusable target: {why}"),
            Error::Invalid(why) => write!(f, "invalid code: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// The object, LLVM IR or assembly that `request` asks for.
pub fn compile(request: &Request) -> Result<Vec<u8>, Error> {
    let context = Context::create();
    with_machine(&request.options, |machine| {
        let llvm = match &request.job {
            Job::Module { ir, lines } => {
                let mut module =
                    postcard::from_bytes(ir).map_err(|error| Error::Malformed(error.to_string()))?;
                if let Some(lines) = lines {
                    mark(&mut module, lines);
                }
                optimise(&mut module, request.options.opt_level);
                prepare(&mut module);
                Unit::generate(&context, &module, lines.as_ref(), &request.options, machine)?
            }
            Job::Startup(names) => startup(&context, names, machine),
        };
        emit(&llvm, machine, &request.options)
    })
}

fn emit(llvm: &Module, machine: &TargetMachine, options: &Options) -> Result<Vec<u8>, Error> {
    if cfg!(debug_assertions) {
        llvm.verify().map_err(|error| {
            Error::Invalid(format!("{error}\n{}", llvm.print_to_string().to_string_lossy()))
        })?;
    }
    let invalid = |error: inkwell::support::LLVMString| Error::Invalid(error.to_string());
    let passes = match options.opt_level {
        OptLevel::Fast => None,
        OptLevel::O1 => Some("default<O1>"),
        OptLevel::Release => Some("default<O2>"),
        OptLevel::O3 => Some("default<O3>"),
    };
    if let Some(passes) = passes {
        llvm.run_passes(passes, machine, PassBuilderOptions::create())
            .map_err(|error| Error::Invalid(error.to_string()))?;
    }
    let bytes = |kind| {
        machine.write_to_memory_buffer(llvm, kind).map(|buffer| buffer.as_slice().to_vec()).map_err(invalid)
    };
    match options.output {
        Output::Object => bytes(FileType::Object),
        Output::Assembly => bytes(FileType::Assembly),
        Output::LlvmIr => Ok(llvm.print_to_string().to_bytes().to_vec()),
    }
}
