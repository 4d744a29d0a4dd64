//! Modules at run time: namespace objects, `import.meta`, dynamic import.

use crate::cell::Gc;
use crate::evaluate;
use crate::exception::throw::perry_throw_tdz;
use crate::heap::kind;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, Methods, ORDINARY, Property, ordinary};
use crate::realm::symbols;
use crate::start;
use crate::string::make;
use crate::value::Value;
use perry_abi::layout::ModuleInfo;
use std::ffi::{CStr, c_char};

/// An export: where its name is, where its value is.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Export {
    key: *const Value,
    cell: *const Value,
}

#[repr(C)]
pub struct Namespace {
    object: Object,
    exports: *const Export,
    count: u64,
}

pub static METHODS: Methods = Methods {
    set_prototype: Some(|_, prototype| prototype.is_none()),
    is_extensible: Some(|_| false),
    prevent_extensions: Some(|_| true),
    get_own: Some(get_own),
    define_own: Some(define_own),
    has: Some(|object, key| find(object, key).is_some() || ordinary::get_own(object, key).is_some()),
    get: Some(|object, key, _| get_own(object, key).map_or(Value::UNDEFINED, |property| property.value)),
    set: Some(|_, _, _, _| false),
    delete: Some(|object, key| find(object, key).is_none() && ordinary::get_own(object, key).is_none()),
    own_keys: Some(own_keys),
    ..ORDINARY
};

fn exports<'a>(object: Gc<Object>) -> &'a [Export] {
    let namespace: Gc<Namespace> = object.cast();
    if namespace.count == 0 {
        return &[];
    }
    // SAFETY: static data of that many entries.
    unsafe { std::slice::from_raw_parts(namespace.exports, namespace.count as usize) }
}

fn key_of(export: &Export) -> PropertyKey {
    // SAFETY: a slot filled at start.
    PropertyKey::from_value(unsafe { *export.key })
}

fn find<'a>(object: Gc<Object>, key: PropertyKey) -> Option<&'a Export> {
    exports(object).iter().find(|export| key_of(export) == key)
}

fn get_own(object: Gc<Object>, key: PropertyKey) -> Option<Property> {
    let Some(export) = find(object, key) else { return ordinary::get_own(object, key) };
    // SAFETY: a module cell.
    let value = unsafe { *export.cell };
    if value.is_empty() {
        perry_throw_tdz(key.to_value());
    }
    Some(Property { value, attributes: Attributes::WRITABLE.with(Attributes::ENUMERABLE) })
}

fn define_own(object: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) -> bool {
    let Some(current) = get_own(object, key) else { return false };
    if find(object, key).is_none() {
        return ordinary::define_own(object, key, descriptor);
    }
    let same = |value: Option<Value>| {
        value.is_none_or(|value| crate::operator::compare::same_value(value, current.value))
    };
    descriptor.configurable != Some(true)
        && descriptor.enumerable != Some(false)
        && descriptor.writable != Some(false)
        && !descriptor.is_accessor()
        && same(descriptor.value)
}

fn own_keys(object: Gc<Object>) -> Gc<List> {
    let keys = list::new();
    exports(object).iter().for_each(|export| keys.push(key_of(export).0));
    ordinary::collect_keys(object, keys);
    keys
}

/// # Safety
/// `module` is a descriptor, `pairs` points to `count` static pairs, sorted by key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_namespace_new(
    module: *const ModuleInfo,
    pairs: *const Export,
    count: u64,
) -> Value {
    evaluate::namespace(module, || new_namespace(pairs, count))
}

fn new_namespace(pairs: *const Export, count: u64) -> Value {
    let mut namespace = object::of_kind::<Namespace>(kind::NAMESPACE, None);
    (namespace.exports, namespace.count) = (pairs, count);
    let object = namespace.cast::<Object>();
    object.put(symbols().to_string_tag, make::from_str("Module").into(), Attributes::NONE);
    object.into()
}

/// # Safety
/// `path` is zero-terminated.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_import_meta(path: *const c_char) -> Value {
    // SAFETY: by the caller's promise.
    let (place, path) = (path as u64, unsafe { CStr::from_ptr(path) }.to_string_lossy());
    let path = [&root(), "/", &*path].concat();
    let directory = path.rsplit_once('/').map_or("/", |(directory, _)| directory);
    // SAFETY: null or a static descriptor.
    let is_entry = unsafe { start::ENTRY.get().as_ref() }.is_some_and(|entry| entry.path == place);
    let meta = object::with_prototype(None);
    meta.put_text("dirname", make::from_str(directory));
    meta.put_text("filename", make::from_str(&path));
    meta.put_text("main", is_entry);
    meta.put_text("url", make::from_str(&file_url(&path)));
    meta.into()
}

/// Where a compiled program takes its project to be: the folder of its executable. It carries paths from the root of
/// the project, and may run where its sources have never been.
fn root() -> String {
    let executable = std::env::current_exe().unwrap_or_default();
    let folder = executable.parent().map(|folder| folder.to_string_lossy().into_owned());
    folder.filter(|folder| folder != "/").unwrap_or_default()
}

/// pathToFileURL of an absolute path.
fn file_url(path: &str) -> String {
    let mut url = String::from("file://");
    for byte in path.bytes() {
        let plain = byte.is_ascii_graphic() && !b"\"#%<>?[\\]^`{|}".contains(&byte);
        if plain {
            url.push(byte as char);
        } else {
            let digit = |digit: u8| char::from(b"0123456789ABCDEF"[digit as usize]);
            url.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    url
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_import(namespace: Value, module: *const ModuleInfo) -> Value {
    evaluate::import(module, namespace)
}
