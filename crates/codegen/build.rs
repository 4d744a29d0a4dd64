//! Compiles the door to lld and links it and its libraries statically.

#![allow(clippy::disallowed_methods, reason = "a build script asks the environment it is given")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// System libraries of LLVM that are linked statically where an archive is there: each shared one costs
/// every compilation some 0.3 ms of dynamic linking.
const STATIC: [&str; 4] = ["libstdc++.a", "libz.a", "libzstd.a", "libffi.a"];

fn main() {
    println!("cargo:rerun-if-changed=src/lld.cpp");
    println!("cargo:rerun-if-env-changed=LLVM_SYS_221_PREFIX");
    let prefix = std::env::var("LLVM_SYS_221_PREFIX").unwrap_or_else(|_| "/usr/lib/llvm-22".into());
    let include = Path::new(&prefix).join("include");
    cc::Build::new()
        .cpp(true)
        .std("c++17")
        .opt_level(2)
        .warnings(false)
        .include(include)
        .file("src/lld.cpp")
        .compile("perrylld");
    println!("cargo:rustc-link-search=native={prefix}/lib");
    for library in ["lldELF", "lldCommon"] {
        println!("cargo:rustc-link-lib=static:-bundle={library}");
    }
    prefer_static_libraries();
    // Lazy binding and packed relative relocations: most of what the loader would do for LLVM is never needed.
    for argument in ["-Wl,-z,lazy", "-Wl,-z,pack-relative-relocs", "-Wl,--gc-sections", "-Wl,--as-needed"] {
        println!("cargo:rustc-cdylib-link-arg={argument}");
    }
}

/// A folder that holds archives alone, searched before the system's.
fn prefer_static_libraries() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("static");
    let _ = std::fs::create_dir_all(&out);
    let compiler = cc::Build::new().cpp(true).get_compiler();
    for name in STATIC {
        let Ok(answer) = Command::new(compiler.path()).arg(format!("-print-file-name={name}")).output()
        else {
            continue;
        };
        let path = PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim());
        if path.is_absolute() && !out.join(name).exists() {
            let _ = std::fs::copy(path, out.join(name));
        }
    }
    println!("cargo:rustc-link-search=native={}", out.display());
}
