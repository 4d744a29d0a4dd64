//! Whatever the laws of ir allow becomes code that LLVM accepts, for every operation, profile and output.

use perry_codegen::compile;
use perry_ir::module::Module;
use perry_ir::read::read;
use perry_ir::request::{Job, OptLevel, Options, Output, Request};
use perry_ir::verify::verify;

const OPERATIONS: &str = include_str!("operations.ir");

fn operations() -> Module {
    let module = read(OPERATIONS).unwrap_or_else(|error| panic!("{error}"));
    let violations = verify(&module);
    assert!(violations.is_empty(), "{}", violations[0]);
    module
}

fn check_compile(triple: &str, opt_level: OptLevel, output: Output) -> Vec<u8> {
    let (cpu, features) = (String::new(), String::new());
    let options = Options { triple: triple.into(), cpu, features, opt_level, debug: false, output };
    let bytes = postcard::to_stdvec(&operations()).expect("ir is plain data");
    let request = Request { job: Job::Module { ir: bytes, lines: None }, options };
    compile(&request).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_operation_of_the_table_is_in_the_module() {
    let (_, table) =
        include_str!("../../ir/src/table.rs").split_once("\nops! {").expect("the table is there");
    for line in table.lines().filter(|line| line.contains("->")) {
        let name = line.trim_start().split([' ', '(']).next().expect("a line has a first word");
        assert!(OPERATIONS.split_whitespace().any(|word| word == name), "`{name}` is not covered");
    }
}

#[test]
fn every_operation_becomes_an_object_without_optimization() {
    let object = check_compile("x86_64-unknown-linux-gnu", OptLevel::Fast, Output::Object);
    assert_eq!(&object[..4], b"\x7fELF");
}

#[test]
fn every_operation_becomes_an_object_with_optimization() {
    let object = check_compile("x86_64-unknown-linux-gnu", OptLevel::Release, Output::Object);
    assert_eq!(&object[..4], b"\x7fELF");
}

#[test]
fn every_operation_becomes_an_object_for_another_processor() {
    let object = check_compile("aarch64-unknown-linux-gnu", OptLevel::Fast, Output::Object);
    assert_eq!(&object[..4], b"\x7fELF");
}

#[test]
fn a_module_compiles_to_the_same_bytes_on_every_thread() {
    let object = || check_compile("x86_64-unknown-linux-gnu", OptLevel::Fast, Output::Object);
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(object)).collect();
    let first = object();
    for thread in threads {
        assert!(thread.join().expect("the thread answers") == first);
    }
}

#[test]
fn text_outputs_hold_the_descriptor() {
    for output in [Output::LlvmIr, Output::Assembly] {
        let text = check_compile("x86_64-unknown-linux-gnu", OptLevel::Fast, output);
        assert!(String::from_utf8_lossy(&text).contains("m$module"));
    }
}
