//! The linker inside this library makes executables of what this library emits.

#![allow(clippy::disallowed_methods, reason = "a test makes files in a folder of its own")]

use perry_codegen::{compile, link};
use perry_ir::group::Groups;
use perry_ir::read::read;
use perry_ir::request::{Job, OptLevel, Options, Output, Request, Startup, StartupModule};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("perry-linking-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}

fn write_object(path: &Path, job: Job) -> String {
    let (triple, cpu) = ("x86_64-unknown-linux-gnu".into(), String::new());
    let (opt_level, output) = (OptLevel::Fast, Output::Object);
    let options = Options { triple, cpu, features: String::new(), opt_level, debug: false, output };
    let object = compile(&Request { job, options }).unwrap_or_else(|error| panic!("{error}"));
    fs::write(path, object).expect("the folder is there");
    path.display().to_string()
}

fn startup(name: &str) -> Startup {
    Startup {
        modules: vec![StartupModule { name: name.into(), imports: Vec::new() }],
        run_count: 1,
        groups: Groups::default(),
    }
}

/// Start-up object and module, linked as if the runtime defined every symbol.
fn linked(folder: &Path) -> Vec<u8> {
    let module = read(include_str!("operations.ir")).unwrap_or_else(|error| panic!("{error}"));
    let bytes = postcard::to_stdvec(&module).expect("ir is plain data");
    let startup = write_object(&folder.join("startup.o"), Job::Startup(startup(&module.name)));
    let module = write_object(&folder.join("module.o"), Job::Module { ir: bytes, lines: None });
    let output = folder.join("program");
    let options = ["--static", "--build-id=none", "-emain", "--unresolved-symbols=ignore-all", "-o"];
    let mut arguments: Vec<String> = options.map(String::from).to_vec();
    arguments.extend([output.display().to_string(), startup, module]);
    // Variables are looked for in the executable alone.
    let variables = ["perry_stack_limit", "perry_builtins_pristine", "other$x", "other$module"];
    arguments.extend(variables.map(|name| format!("--defsym={name}=0x400000")));
    link(&arguments).unwrap_or_else(|error| panic!("{error}"));
    fs::read(output).expect("it was linked")
}

#[test]
fn the_same_objects_link_to_the_same_bytes_in_every_folder() {
    let first = linked(&folder("first"));
    assert_eq!(&first[..4], b"\x7fELF");
    assert!(first == linked(&folder("second")));
}

#[test]
fn no_object_holds_the_path_of_its_folder() {
    let folder = folder("secret");
    let program = linked(&folder);
    let secret = folder.display().to_string();
    assert!(!program.windows(secret.len()).any(|window| window == secret.as_bytes()));
}

#[test]
fn a_symbol_that_nobody_defines_is_named() {
    let folder = folder("undefined");
    let startup = write_object(&folder.join("startup.o"), Job::Startup(startup("missing")));
    let output = folder.join("program").display().to_string();
    let error = link(&["--static".into(), "-emain".into(), "-o".into(), output, startup]);
    assert!(error.is_err_and(|text| text.contains("missing$module") && text.contains("perry_start")));
}
