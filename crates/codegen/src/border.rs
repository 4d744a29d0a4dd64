//! What the command calls: a C ABI over bytes. The Rust function behind it: `compile`.
//!
//! Every function may be called from any thread. A panic behind the border is an answer, not an unwinding.

use crate::compile::{Error, compile};
use crate::lld::link;
use std::ffi::c_int;
use std::panic::catch_unwind;

/// Bytes that cross the border; given back through `perry_codegen_free`.
#[repr(C)]
pub struct Bytes {
    pub data: *mut u8,
    pub length: usize,
}

/// The object was made.
pub const DONE: c_int = 0;
/// The output is a message.
pub const REFUSED: c_int = 1;

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        let bytes = Box::leak(bytes.into_boxed_slice());
        Bytes { data: bytes.as_mut_ptr(), length: bytes.len() }
    }
}

/// Compiles the request (postcard of `perry_ir::request::Request`) into `output`: the answer, or why there is none.
///
/// # Safety
/// `request` points to `length` bytes, `output` to a place for a `Bytes`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_codegen_compile(
    request: *const u8,
    length: usize,
    output: *mut Bytes,
) -> c_int {
    // SAFETY: the caller promises so.
    let request = unsafe { std::slice::from_raw_parts(request, length) };
    let answer = catch_unwind(|| {
        let request = postcard::from_bytes(request).map_err(|error| Error::Malformed(error.to_string()))?;
        compile(&request)
    });
    let answer = match answer {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(panic) => Err(panic_text(&*panic)),
    };
    // SAFETY: the caller promises that the place is there.
    unsafe { answer_with(answer, output) }
}

/// Links: `arguments` are those of `ld.lld`, each ended by a zero byte. `output`: what the linker said.
///
/// # Safety
/// `arguments` points to `length` bytes, `output` to a place for a `Bytes`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_codegen_link(
    arguments: *const u8,
    length: usize,
    output: *mut Bytes,
) -> c_int {
    // SAFETY: the caller promises so.
    let arguments = unsafe { std::slice::from_raw_parts(arguments, length) };
    let arguments = String::from_utf8_lossy(arguments);
    let arguments: Vec<String> = arguments.split_terminator('\0').map(String::from).collect();
    let answer = link(&arguments).map(|()| Vec::new());
    // SAFETY: the caller promises that the place is there.
    unsafe { answer_with(answer, output) }
}

/// Gives back what a function of this border put out.
///
/// # Safety
/// `bytes` came from this border and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_codegen_free(bytes: Bytes) {
    // SAFETY: `From<Vec<u8>>` leaked exactly this slice.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(bytes.data, bytes.length)) });
}

/// Versions of this library and of LLVM, ended by a zero byte; lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn perry_codegen_version() -> *const u8 {
    concat!(env!("CARGO_PKG_VERSION"), " LLVM 22.1\0").as_ptr()
}

/// # Safety
/// `output` points to a place for a `Bytes`.
unsafe fn answer_with(answer: Result<Vec<u8>, String>, output: *mut Bytes) -> c_int {
    let (status, bytes) = match answer {
        Ok(bytes) => (DONE, bytes),
        Err(message) => (REFUSED, message.into_bytes()),
    };
    // SAFETY: the caller promises so; `write` does not read what was there.
    unsafe { output.write(bytes.into()) };
    status
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    format!("internal error: {}", text.unwrap_or("a panic"))
}
