//! lld, linked into this library: the linker's arguments in, its diagnostics out.

use std::ffi::{CString, c_char, c_int};
use std::sync::atomic::{AtomicBool, Ordering};

/// lld has crashed, and its state with it.
static IS_SPENT: AtomicBool = AtomicBool::new(false);
/// What `perry_lld_link` answers then.
const SPENT: c_int = 2;

unsafe extern "C" {
    /// See `lld.cpp`.
    fn perry_lld_link(
        arguments: *const *const c_char,
        count: usize,
        diagnostics: *mut *mut c_char,
        length: *mut usize,
    ) -> c_int;
    fn free(pointer: *mut c_char);
}

/// Links as `ld.lld` does with these arguments (without its own name); what it said where it refuses.
///
/// One link runs at a time in a process, and none after a crash. Everything else about it is files.
pub fn link(arguments: &[String]) -> Result<(), String> {
    if IS_SPENT.load(Ordering::SeqCst) {
        return Err("the linker has crashed in this process".into());
    }
    let name = std::iter::once("ld.lld");
    let texts: Result<Vec<CString>, _> =
        name.chain(arguments.iter().map(String::as_str)).map(CString::new).collect();
    let texts = texts.map_err(|_| "an argument of the linker holds a zero byte".to_string())?;
    let pointers: Vec<*const c_char> = texts.iter().map(|text| text.as_ptr()).collect();
    let (mut diagnostics, mut length) = (std::ptr::null_mut(), 0);
    // SAFETY: the pointers are those of live C strings, and both results are written before the call returns.
    let status = unsafe { perry_lld_link(pointers.as_ptr(), pointers.len(), &mut diagnostics, &mut length) };
    IS_SPENT.fetch_or(status == SPENT, Ordering::SeqCst);
    if diagnostics.is_null() {
        return Err("out of memory".into());
    }
    // SAFETY: it wrote `length` bytes there and gave them up.
    let text = unsafe { std::slice::from_raw_parts(diagnostics.cast::<u8>(), length) };
    let text = String::from_utf8_lossy(text).into_owned();
    // SAFETY: it came from `malloc` and is not used again.
    unsafe { free(diagnostics) };
    if status == 0 { Ok(()) } else { Err(text) }
}
