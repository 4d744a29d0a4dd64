//! Evaluation of modules: each runs once, after those it imports. One that awaits delays its importers only.

use crate::builtin;
use crate::builtin::table::LazyInfo;
use crate::cell::{Gc, Global};
use crate::event_loop;
use crate::exception::catch::try_call;
use crate::exception::throw::throw;
use crate::function::Function;
use crate::heap::mark::Marker;
use crate::promise::{self, Promise};
use crate::value::Value;
use perry_abi::layout::{ModuleInfo, StartInfo};
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// Imports of it are not finished.
    Waiting,
    /// It runs, or awaits.
    Running,
    Done,
    Failed,
}

struct Module {
    info: &'static ModuleInfo,
    imports: &'static [u32],
    state: State,
    /// How many imports it waits for.
    missing: u32,
    /// The modules that wait for it.
    importers: Vec<u32>,
    /// Settles when the module is done, where somebody wants to know.
    completion: Option<Gc<Promise>>,
    /// What it failed with.
    error: Value,
    /// Its namespace object, once there is one.
    namespace: Value,
}

static MODULES: Global<Vec<Module>> = Global::new(Vec::new());
/// Places in `MODULES` by descriptor, made when they are first asked for.
static PLACES: Global<Option<HashMap<usize, u32>>> = Global::new(None);

/// Takes the program's modules in, in their order.
///
/// # Safety
/// The tables of `start` are static and as long as it says.
pub unsafe fn take_in(start: &StartInfo) {
    let infos = start.modules as *const &'static ModuleInfo;
    let mut imports = start.imports as *const u32;
    for index in 0..start.module_count as usize {
        // SAFETY: by the caller's promise; a count stands before each list.
        let (info, list) = unsafe {
            let list = std::slice::from_raw_parts(imports.add(1), *imports as usize);
            imports = imports.add(1 + list.len());
            (*infos.add(index), list)
        };
        MODULES.get().push(Module {
            info,
            imports: list,
            state: State::New,
            missing: 0,
            importers: Vec::new(),
            completion: None,
            error: Value::UNDEFINED,
            namespace: Value::EMPTY,
        });
    }
}

/// Calls every `instantiate`, then runs the first `count` modules and waits until they are done; what one of them threw.
pub fn run(count: u32) -> Result<(), Value> {
    for module in MODULES.get() {
        call_entry(module.info.instantiate);
    }
    for index in 0..count {
        begin(index)?;
    }
    for index in (0..count).rev() {
        if matches!(module(index).state, State::Waiting | State::Running) {
            try_call(|| {
                event_loop::run_until_settled(completion(index).into());
                Value::UNDEFINED
            })?;
        }
    }
    Ok(())
}

/// The namespace object of a module; `make` is called when there is none.
pub fn namespace(info: *const ModuleInfo, make: impl FnOnce() -> Value) -> Value {
    let index = place(info);
    if module(index).namespace.is_empty() {
        module(index).namespace = make();
    }
    module(index).namespace
}

/// What `import()` returns: a promise of the namespace object.
pub fn import(info: *const ModuleInfo, namespace: Value) -> Value {
    let promise = promise::new();
    let load = LOAD.function(&[(place(info) as i32).into(), namespace]);
    promise::fulfilled(Value::UNDEFINED).then(load.into(), Value::UNDEFINED, promise.into());
    promise.into()
}

pub fn trace(marker: &mut Marker) {
    for module in MODULES.get() {
        marker.value(module.error);
        marker.value(module.namespace);
        marker.value(module.completion.map_or(Value::UNDEFINED, Value::from));
    }
}

fn module(index: u32) -> &'static mut Module {
    &mut MODULES.get()[index as usize]
}

fn place(info: *const ModuleInfo) -> u32 {
    let places = PLACES.get().get_or_insert_with(|| {
        let infos = MODULES.get().iter().map(|module| &raw const *module.info as usize);
        infos.zip(0..).collect()
    });
    places[&(info as usize)]
}

fn call_entry(code: u64) -> Value {
    // SAFETY: code of a compiled module; a null pointer means there is none.
    let entry = unsafe { std::mem::transmute::<u64, Option<extern "C" fn() -> Value>>(code) };
    entry.map_or(Value::UNDEFINED, |entry| entry())
}

/// Runs a module whose imports have begun, or leaves it to the last of them.
fn begin(index: u32) -> Result<(), Value> {
    match module(index).state {
        State::New => {}
        State::Failed => return Err(module(index).error),
        _ => return Ok(()),
    }
    let mut missing = 0;
    for import in module(index).imports {
        match module(*import).state {
            State::Failed => {
                let error = module(*import).error;
                fail(index, error);
                return Err(error);
            }
            State::Waiting | State::Running if *import != index => {
                module(*import).importers.push(index);
                missing += 1;
            }
            _ => {}
        }
    }
    if missing == 0 {
        return execute(index);
    }
    (module(index).state, module(index).missing) = (State::Waiting, missing);
    Ok(())
}

fn execute(index: u32) -> Result<(), Value> {
    module(index).state = State::Running;
    let info = module(index).info;
    match try_call(|| call_entry(info.init)) {
        Err(error) => {
            fail(index, error);
            return Err(error);
        }
        Ok(promise) if info.is_async != 0 => {
            let captures = [(index as i32).into()];
            let (finished, failed) = (FINISHED.function(&captures), FAILED.function(&captures));
            promise.cell::<Promise>().then(finished.into(), failed.into(), Value::UNDEFINED);
        }
        Ok(_) => finish(index),
    }
    Ok(())
}

fn finish(index: u32) {
    module(index).state = State::Done;
    if let Some(promise) = module(index).completion.take() {
        promise.fulfill(module(index).namespace);
    }
    for importer in std::mem::take(&mut module(index).importers) {
        module(importer).missing -= 1;
        if module(importer).missing == 0 && module(importer).state == State::Waiting {
            // Its failure is kept for those who ask.
            let _ = execute(importer);
        }
    }
}

fn fail(index: u32, error: Value) {
    (module(index).state, module(index).error) = (State::Failed, error);
    if let Some(promise) = module(index).completion.take() {
        promise.reject(error);
    }
    for importer in std::mem::take(&mut module(index).importers) {
        if module(importer).state == State::Waiting {
            fail(importer, error);
        }
    }
}

/// A promise that settles when a module that has begun is done.
fn completion(index: u32) -> Gc<Promise> {
    *module(index).completion.get_or_insert_with(|| {
        let promise = promise::new();
        promise.mark_handled();
        promise
    })
}

/// A module and what it imports, as far as that has not begun: imports first.
fn new_below(index: u32) -> Vec<u32> {
    let (mut order, mut seen, mut stack) = (Vec::new(), vec![false; MODULES.get().len()], vec![(index, 0)]);
    seen[index as usize] = true;
    while let Some((current, next)) = stack.last_mut() {
        match module(*current).imports.get(*next).copied() {
            Some(import) => {
                *next += 1;
                if module(import).state == State::New && !std::mem::replace(&mut seen[import as usize], true)
                {
                    stack.push((import, 0));
                }
            }
            None => {
                order.push(*current);
                stack.pop();
            }
        }
    }
    order
}

static LOAD: LazyInfo = LazyInfo::new("", 0, load_code);
static FINISHED: LazyInfo = LazyInfo::new("", 1, finished_code);
static FAILED: LazyInfo = LazyInfo::new("", 1, failed_code);

fn captured(callee: Value, index: usize) -> Value {
    callee.cell::<Function>().captures()[index]
}

builtin! {
    fn load_code(this, arguments, callee, _new_target) {
        let index = captured(callee, 0).as_i32() as u32;
        for index in new_below(index) {
            if let Err(error) = begin(index) {
                throw(error);
            }
        }
        match module(index).state {
            State::Done => captured(callee, 1),
            _ => completion(index).into(),
        }
    }

    fn finished_code(this, arguments, callee, _new_target) {
        finish(captured(callee, 0).as_i32() as u32);
        Value::UNDEFINED
    }

    fn failed_code(this, arguments, callee, _new_target) {
        fail(captured(callee, 0).as_i32() as u32, arguments.get(0));
        Value::UNDEFINED
    }
}
