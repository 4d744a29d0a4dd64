//! Every function of the ABI's table exists here with the table's signature: the sources are read as text.
#![allow(clippy::disallowed_methods, reason = "the test reads the sources")]

use perry_abi::functions::{FUNCTIONS, Ty};
use std::collections::BTreeMap;
use std::path::Path;

fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the folder of sources exists") {
        let path = entry.expect("its entries are readable").path();
        if path.is_dir() {
            sources(&path, text);
        } else {
            text.push_str(&std::fs::read_to_string(&path).expect("sources are UTF-8"));
        }
    }
}

fn machine_type(ty: &str) -> Ty {
    match ty.trim() {
        "Value" => Ty::V,
        "i32" => Ty::I,
        "u64" => Ty::L,
        "f64" => Ty::D,
        "!" | "" => Ty::U,
        ty if ty.starts_with('*') || ty.starts_with("Gc<") || ty == "Resume" => Ty::P,
        ty => panic!("no machine type for `{ty}`"),
    }
}

/// Parameters and result of every exported `perry_*` function.
fn exported() -> BTreeMap<String, (Vec<Ty>, Ty)> {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let mut found = BTreeMap::new();
    for part in text.split("#[unsafe(no_mangle)]").skip(1) {
        let Some((head, rest)) = part.split_once("extern \"C\" fn ") else { continue };
        if head.contains('{') || !rest.starts_with("perry_") {
            continue;
        }
        let (name, rest) = rest.split_once('(').expect("parameters follow the name");
        let (params, rest) = rest.split_once(')').expect("parameters end");
        let result = rest.split_once('{').expect("a body follows").0.trim().trim_start_matches("->");
        let params = params.split(',').filter(|param| !param.trim().is_empty());
        let params = params.map(|param| machine_type(param.split_once(':').expect("a type").1)).collect();
        found.insert(name.to_owned(), (params, machine_type(result)));
    }
    found
}

#[test]
fn every_function_of_the_table_exists_with_its_signature() {
    let exported = exported();
    for function in FUNCTIONS {
        let found = exported.get(function.name).unwrap_or_else(|| panic!("{} is missing", function.name));
        assert_eq!((found.0.as_slice(), found.1), (function.params, function.result), "{}", function.name);
    }
}
