//! The door to the code generator: a private shared library, opened only when something must be emitted.

use std::ffi::c_int;
use std::path::Path;
use std::sync::OnceLock;

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
use perry_ir::request::Request;

use crate::inputs::encode;

/// Bytes that cross the border.
#[repr(C)]
struct Bytes {
    data: *mut u8,
    length: usize,
}

type Call = unsafe extern "C" fn(*const u8, usize, *mut Bytes) -> c_int;

/// The open library. It stays open: LLVM's own clean-up costs more than the end of the process.
struct Codegen {
    compile: Call,
    link: Call,
    free: unsafe extern "C" fn(Bytes),
    version: extern "C" fn() -> *const u8,
}

/// One process has one code generator; actions, which capture nothing, find it here.
static CODEGEN: OnceLock<Codegen> = OnceLock::new();

/// Opens the library, unless that was done. One that cannot be opened is tried again by whoever asks next: in a process
/// that lives long, memory or descriptors may be there again.
pub fn open(path: &Path) -> anyhow::Result<()> {
    if CODEGEN.get().is_none() {
        let opened = load(path);
        let opened = opened.map_err(|why| {
            anyhow::anyhow!("the code generator `{}` cannot be used: {why}", path.display())
        })?;
        // Another thread may have opened the same one meanwhile.
        CODEGEN.set(opened).ok();
    }
    Ok(())
}

/// The bytes that `request` asks for.
pub fn compile(request: &Request) -> Result<Vec<u8>, String> {
    let codegen = codegen()?;
    call(codegen, codegen.compile, &encode(request))
}

/// Links as `ld.lld` does with these arguments.
pub fn link(arguments: &[String]) -> Result<(), String> {
    let codegen = codegen()?;
    let ended: String = arguments.iter().flat_map(|argument| [argument, "\0"]).collect();
    call(codegen, codegen.link, ended.as_bytes()).map(drop)
}

/// The versions of the library and of LLVM.
pub fn version() -> Result<String, String> {
    let text = (codegen()?.version)();
    // SAFETY: the border gives a text that ends with a zero byte and lives as long as the process.
    let text = unsafe { std::ffi::CStr::from_ptr(text.cast()) };
    Ok(text.to_string_lossy().into_owned())
}

fn codegen() -> Result<&'static Codegen, String> {
    CODEGEN.get().ok_or_else(|| "the code generator was not opened".to_owned())
}

fn load(path: &Path) -> Result<Codegen, String> {
    // SAFETY: the library is a part of perry; its initialisers are those of Rust and LLVM.
    let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) };
    let library = library.map_err(why)?;
    // SAFETY: the types are those of `perry_codegen`'s border, and the build id ties both to one build.
    let codegen = unsafe {
        Codegen {
            compile: *library.get(b"perry_codegen_compile\0").map_err(why)?,
            link: *library.get(b"perry_codegen_link\0").map_err(why)?,
            free: *library.get(b"perry_codegen_free\0").map_err(why)?,
            version: *library.get(b"perry_codegen_version\0").map_err(why)?,
        }
    };
    std::mem::forget(library);
    Ok(codegen)
}

/// What the system says of it stands behind the error.
fn why(error: libloading::Error) -> String {
    format!("{:#}", anyhow::Error::new(error))
}

fn call(codegen: &Codegen, function: Call, input: &[u8]) -> Result<Vec<u8>, String> {
    let mut output = Bytes { data: std::ptr::null_mut(), length: 0 };
    // SAFETY: the pointers are those of a live slice and a live place; the function fills the place.
    let status = unsafe { function(input.as_ptr(), input.len(), &mut output) };
    // SAFETY: the border gave `length` bytes there, which are given back right after the copy.
    let bytes = unsafe {
        let bytes = std::slice::from_raw_parts(output.data, output.length).to_vec();
        (codegen.free)(output);
        bytes
    };
    match status {
        0 => Ok(bytes),
        _ => Err(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::open;
    use std::path::Path;

    #[test]
    fn what_could_not_be_opened_is_tried_again() {
        for name in ["/nowhere/one.so", "/nowhere/two.so"] {
            let error = open(Path::new(name)).expect_err("there is no such library").to_string();
            let why = error.split("cannot be used: ").last().unwrap_or_default();
            assert!(why.contains(name), "{error}");
        }
    }
}
