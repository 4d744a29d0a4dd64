//! Sorting: stable, safe against comparators that throw or change the array.
//!
//! With a comparator: natural runs, extended by binary insertion, merged as TimSort does, calling the comparator in
//! V8's order for arrays of up to 64 elements. Without one nothing of the program runs while elements are compared.

use super::access::{delete, find, get, length, set};
use super::copy::plain_length;
use crate::array;
use crate::builtin;
use crate::builtin::check::plain;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::list::{self, List};
use crate::operator::convert::{is_callable, to_number, to_object, to_string};
use crate::string::{JsString, compare};
use crate::value::Value;

builtin! {
    pub fn sort(this, arguments) {
        let comparator = checked(arguments.get(0));
        let object = to_object(this);
        let length = length(object);
        let values = list::new();
        let mut undefined = 0;
        for index in 0..length {
            match find(object, index) {
                Some(Value::UNDEFINED) => undefined += 1,
                Some(value) => values.push(value),
                None => {}
            }
        }
        sort_list(values, comparator);
        let sorted = values.len();
        for index in 0..sorted {
            set(object, index as u64, values[index]);
        }
        let end = sorted as u64 + undefined;
        for index in sorted as u64..end {
            set(object, index, Value::UNDEFINED);
        }
        for index in end..length {
            if find(object, index).is_some() {
                delete(object, index);
            }
        }
        object.into()
    }

    pub fn to_sorted(this, arguments) {
        let comparator = checked(arguments.get(0));
        let object = to_object(this);
        let length = plain_length(object);
        let values = list::new();
        for index in 0..length {
            let value = get(object, index);
            if !value.is_undefined() {
                values.push(value);
            }
        }
        sort_list(values, comparator);
        let result = array::from_slice(&values);
        for _ in values.len() as u64..length {
            result.push(Value::UNDEFINED);
        }
        result.into()
    }
}

/// The comparator, a function or undefined.
pub fn checked(comparator: Value) -> Value {
    if !comparator.is_undefined() && !is_callable(comparator) {
        let shown = plain(comparator);
        throw_type_error(
            &["The comparison function must be either a function or undefined: ", &shown].concat(),
        );
    }
    comparator
}

/// Sorts values none of which is undefined.
pub fn sort_list(values: Gc<List>, comparator: Value) {
    if comparator.is_undefined() {
        sort_by_text(values);
        return;
    }
    sort_with(values, |left, right| {
        let order = call(comparator, Value::UNDEFINED, &[left, right]);
        if order.is_i32() { order.as_i32() < 0 } else { to_number(order) < 0.0 }
    });
}

fn sort_by_text(mut values: Gc<List>) {
    if values.iter().all(|value| value.is_i32()) {
        sort_integers(&mut values);
        return;
    }
    let texts = list::new();
    for index in 0..values.len() {
        let text = to_string(values[index]);
        text.view();
        texts.push(text.into());
    }
    let text = |index: u32| texts[index as usize].cell::<JsString>();
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|left, right| compare::compare(text(*left), text(*right)));
    let sorted = list::new();
    order.iter().for_each(|index| sorted.push(values[*index as usize]));
    values.copy_from_slice(&sorted);
    std::hint::black_box((texts, sorted));
}

/// Integers in the order of their decimal texts.
fn sort_integers(values: &mut [Value]) {
    let mut keyed: Vec<([u8; 12], Value)> =
        values.iter().map(|value| (decimal(value.as_i32()), *value)).collect();
    keyed.sort_by_key(|left| left.0);
    for (place, (_, value)) in values.iter_mut().zip(keyed) {
        *place = value;
    }
}

/// The decimal text, filled up with zero bytes, which come before every digit.
fn decimal(integer: i32) -> [u8; 12] {
    let mut text = [0; 12];
    let mut digits = [0; 10];
    let (mut rest, mut count) = (integer.unsigned_abs(), 0);
    loop {
        digits[count] = b'0' + (rest % 10) as u8;
        rest /= 10;
        count += 1;
        if rest == 0 {
            break;
        }
    }
    let start = usize::from(integer < 0);
    if integer < 0 {
        text[0] = b'-';
    }
    for index in 0..count {
        text[start + index] = digits[count - 1 - index];
    }
    text
}

/// Runs shorter than this are extended by binary insertion.
const SHORTEST_RUN: usize = 32;
/// Runs that may wait for merging: their lengths grow like Fibonacci's numbers.
const MOST_RUNS: usize = 85;

/// Sorts with `less(a, b)`, which may call the program.
pub fn sort_with(values: Gc<List>, mut less: impl FnMut(Value, Value) -> bool) {
    let count = values.len();
    if count < 2 {
        return;
    }
    let shortest = shortest_run(count);
    let spare = list::new();
    let mut runs = [(0, 0); MOST_RUNS];
    let (mut waiting, mut start) = (0, 0);
    while start < count {
        let mut run = natural_run(values, start, count, &mut less);
        if run < shortest {
            let forced = shortest.min(count - start);
            insert_binary(values, start, start + run, start + forced, &mut less);
            run = forced;
        }
        runs[waiting] = (start, run);
        waiting += 1;
        start += run;
        collapse(values, spare, &mut runs, &mut waiting, start == count, &mut less);
    }
}

/// TimSort's run length: `count` itself when it is short, else 32 to 64.
fn shortest_run(mut count: usize) -> usize {
    let mut odd = 0;
    while count >= SHORTEST_RUN * 2 {
        odd |= count & 1;
        count >>= 1;
    }
    count + odd
}

/// Length of the run that begins at `start`; a descending one is reversed.
fn natural_run(
    mut values: Gc<List>,
    start: usize,
    end: usize,
    less: &mut impl FnMut(Value, Value) -> bool,
) -> usize {
    if start + 1 == end {
        return 1;
    }
    let descending = less(values[start + 1], values[start]);
    let mut next = start + 2;
    while next < end && less(values[next], values[next - 1]) == descending {
        next += 1;
    }
    if descending {
        values[start..next].reverse();
    }
    next - start
}

/// Sorts `start..end`, of which `start..sorted` is sorted.
fn insert_binary(
    mut values: Gc<List>,
    start: usize,
    sorted: usize,
    end: usize,
    less: &mut impl FnMut(Value, Value) -> bool,
) {
    for next in sorted..end {
        let pivot = values[next];
        let (mut left, mut right) = (start, next);
        while left < right {
            let middle = left + (right - left) / 2;
            if less(pivot, values[middle]) { right = middle } else { left = middle + 1 }
        }
        values[left..=next].rotate_right(1);
    }
}

/// Merges waiting runs until their lengths fall steeply, or until one is left.
fn collapse(
    values: Gc<List>,
    spare: Gc<List>,
    runs: &mut [(usize, usize); MOST_RUNS],
    waiting: &mut usize,
    all: bool,
    less: &mut impl FnMut(Value, Value) -> bool,
) {
    while *waiting > 1 {
        let mut at = *waiting - 2;
        let length = |index: usize| runs[index].1;
        let broken = at > 0 && length(at - 1) <= length(at) + length(at + 1)
            || at > 1 && length(at - 2) <= length(at - 1) + length(at);
        if all || broken {
            if at > 0 && length(at - 1) < length(at + 1) {
                at -= 1;
            }
        } else if length(at) > length(at + 1) {
            return;
        }
        let (left, right) = (runs[at], runs[at + 1]);
        merge(values, spare, left, right, less);
        runs[at].1 = left.1 + right.1;
        runs.copy_within(at + 2..*waiting, at + 1);
        *waiting -= 1;
    }
}

/// Merges two neighbouring runs over a copy of the left one.
fn merge(
    mut values: Gc<List>,
    spare: Gc<List>,
    left: (usize, usize),
    right: (usize, usize),
    less: &mut impl FnMut(Value, Value) -> bool,
) {
    spare.truncate(0);
    for index in left.0..left.0 + left.1 {
        spare.push(values[index]);
    }
    let (mut first, mut second, mut place) = (0, right.0, left.0);
    let end = right.0 + right.1;
    while first < left.1 && second < end {
        if less(values[second], spare[first]) {
            values[place] = values[second];
            second += 1;
        } else {
            values[place] = spare[first];
            first += 1;
        }
        place += 1;
    }
    for index in first..left.1 {
        values[place] = spare[index];
        place += 1;
    }
}
