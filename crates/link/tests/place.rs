//! An executable appears whole or not at all.

#![allow(clippy::disallowed_methods, reason = "a test makes files in a folder of its own")]

use perry_link::{LinkError, LinkPlan, Linker, Symbols, link};
use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;

fn plan(name: &str) -> LinkPlan {
    let folder = std::env::temp_dir().join(format!("perry-link-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    LinkPlan {
        triple: format!("{}-unknown-linux-gnu", std::env::consts::ARCH),
        objects: vec!["start.o".into(), "module.o".into()],
        archives: vec!["runtime.a".into()],
        output: folder.join("program"),
        symbols: Symbols::Strip,
    }
}

/// The place that a linker is told.
fn place(arguments: &[String]) -> PathBuf {
    let option = arguments.iter().position(|argument| argument == "-o").expect("the linker is told a place");
    arguments[option + 1].clone().into()
}

#[test]
fn a_linked_executable_is_put_in_its_place() {
    let plan = plan("whole");
    let write = |arguments: &[String]| {
        assert_ne!(place(arguments), plan.output);
        fs::write(place(arguments), "linked").map_err(|error| error.to_string())
    };
    assert!(link(&plan, &Linker::Embedded(&write)).is_ok());
    assert_eq!(fs::read_to_string(&plan.output).ok().as_deref(), Some("linked"));
    let names = fs::read_dir(plan.output.with_file_name("")).into_iter().flatten().count();
    assert_eq!(names, 1, "nothing is left beside it");
}

#[test]
fn a_refused_link_leaves_what_was_there() {
    let plan = plan("refused");
    fs::write(&plan.output, "before").expect("the folder is there");
    let refuse = |arguments: &[String]| {
        fs::write(place(arguments), "half").map_err(|error| error.to_string())?;
        Err("undefined symbol".to_string())
    };
    let error = link(&plan, &Linker::Embedded(&refuse));
    assert!(matches!(error, Err(LinkError::Refused(text)) if text == "undefined symbol"));
    assert_eq!(fs::read_to_string(&plan.output).ok().as_deref(), Some("before"));
    let names = fs::read_dir(plan.output.with_file_name("")).into_iter().flatten().count();
    assert_eq!(names, 1, "the half of it is gone");
}

#[test]
fn arguments_depend_on_nothing_but_the_plan() {
    let plan = plan("arguments");
    let seen = RefCell::new(Vec::new());
    let record = |arguments: &[String]| {
        let mut arguments = arguments.to_vec();
        let aside = place(&arguments).display().to_string();
        arguments.retain(|argument| *argument != aside);
        seen.borrow_mut().push(arguments);
        Err(String::new())
    };
    let _ = link(&plan, &Linker::Embedded(&record));
    let _ = link(&plan, &Linker::Embedded(&record));
    let seen = seen.into_inner();
    assert_eq!(seen[0], seen[1]);
    let order =
        ["start.o", "module.o", "runtime.a"].map(|name| seen[0].iter().position(|argument| argument == name));
    assert!(order.is_sorted() && order[0].is_some());
}

#[test]
fn a_target_without_a_library_is_named() {
    let plan =
        LinkPlan { triple: "nowhere-unknown-linux-gnu".into(), archives: Vec::new(), ..plan("nowhere") };
    let linked = link(&plan, &Linker::Embedded(&|_| Ok(())));
    // A machine may keep a C library of its own in /usr/lib64; then the linker is what fails.
    let error = linked.expect_err("nothing was written");
    assert!(matches!(error, LinkError::NoLibrary { .. } | LinkError::Output { .. }), "{error}");
}

#[test]
fn a_linker_that_is_not_there_is_named() {
    let error = link(&plan("missing"), &Linker::Program("/nowhere/ld.lld".into()));
    assert!(matches!(error, Err(LinkError::NoLinker { .. })));
}
