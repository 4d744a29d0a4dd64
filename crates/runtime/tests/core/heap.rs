//! Allocation, marking, sweeping.

use crate::{check, check_calmly, collect_all, number};
use perry_runtime::array;
use perry_runtime::cell::Header;
use perry_runtime::heap::alloc::{self, HEAP, LARGEST_SMALL, SIZES};
use perry_runtime::heap::{elements, kind, mark};
use perry_runtime::list;
use perry_runtime::string::make;
use perry_runtime::value::Value;

/// A string cell of `bytes` bytes, its data filled with `fill`.
fn cell_of(bytes: usize, fill: u8) -> perry_runtime::cell::Gc<perry_runtime::string::JsString> {
    let length = bytes - perry_runtime::string::INLINE_OFFSET;
    make::from_latin1(&vec![fill; length])
}

#[test]
fn cells_of_every_size_keep_their_bytes() {
    check(|| {
        let cells = list::new();
        for size in SIZES.iter().flat_map(|size| [size - 1, *size, size + 1]).filter(|size| *size >= 40) {
            cells.push(cell_of(size, (size % 251) as u8).into());
        }
        collect_all();
        for cell in cells.iter() {
            let string = cell.as_string().expect("a string");
            let size = string.len() + perry_runtime::string::INLINE_OFFSET;
            assert!((0..string.len()).all(|index| string.at(index) == (size % 251) as u16), "{size}");
        }
    });
}

#[test]
fn large_cells_live_and_die() {
    check_calmly(|| {
        let kept = list::new();
        for round in 0..300 {
            let cell = cell_of(LARGEST_SMALL + 1 + round * 1000, round as u8);
            if round % 3 == 0 {
                kept.push(cell.into());
            }
        }
        collect_all();
        for (index, value) in kept.iter().enumerate() {
            let string = value.as_string().expect("a string");
            assert_eq!(string.at(string.len() - 1), (index * 3) as u8 as u16);
        }
    });
}

#[test]
fn an_interior_pointer_keeps_its_cell() {
    check(|| {
        let data = {
            let string = cell_of(3000, 7);
            unsafe { string.data.add(2900) }
        };
        collect_all();
        let _other = cell_of(3000, 9);
        assert_eq!(unsafe { *data }, 7);
        let values = {
            let array = array::from_slice(&[number(1), make::from_str("an element of its own").into()]);
            array.fast_elements()
        };
        collect_all();
        let _others: Vec<_> = (0..8).map(|_| make::from_str("another string as long")).collect();
        assert!(values[1].as_string().expect("a string").is("an element of its own"));
    });
}

#[test]
fn dead_cells_are_used_again() {
    check_calmly(|| {
        collect_all();
        let before = HEAP.get().collections;
        for _ in 0..3_000_000 {
            array::from_slice(&[number(1), number(2), number(3)]);
        }
        let collections = HEAP.get().collections - before;
        assert!((3..120).contains(&collections), "{collections}");
    });
}

#[test]
fn external_memory_brings_a_collection() {
    check_calmly(|| {
        collect_all();
        let before = HEAP.get().collections;
        for _ in 0..10 {
            alloc::add_external(HEAP.get().threshold / 2);
            make::from_str("a cell");
        }
        assert!(HEAP.get().collections >= before + 4);
        let external = HEAP.get().external;
        alloc::remove_external(external);
        collect_all();
    });
}

#[test]
fn stress_collects_at_every_allocation() {
    check_calmly(|| {
        HEAP.get().stress = 1;
        collect_all();
        let before = HEAP.get().collections;
        for _ in 0..10 {
            make::from_str("one cell");
        }
        assert_eq!(HEAP.get().collections, before + 10);
    });
}

#[test]
fn marking_needs_no_machine_stack() {
    check_calmly(|| {
        let mut chain = Value::NULL;
        for _ in 0..1_000_000 {
            chain = array::from_slice(&[chain]).into();
        }
        collect_all();
        let mut length = 0;
        while let Some(array) = chain.as_kind::<array::Array>(kind::ARRAY) {
            chain = array.element(0);
            length += 1;
        }
        assert_eq!(length, 1_000_000);
    });
}

#[test]
fn weak_references_see_the_dead() {
    #[inline(never)]
    fn hidden() -> u64 {
        !Value::from(make::from_str("nobody keeps this string")).0
    }
    check_calmly(|| {
        let kept = make::from_str("somebody keeps this string");
        let hidden = hidden();
        collect_all();
        assert!(mark::is_alive(kept.into()));
        assert!(!mark::is_alive(Value(!hidden)));
    });
}

#[test]
fn a_large_vector_grows_in_place_where_it_can() {
    check_calmly(|| {
        let array = array::new();
        for index in 0..2_000_000 {
            array.push(number(index));
        }
        assert!((0..2_000_000).all(|index| array.element(index) == number(index as i32)));
        assert!(array::exotic::set_length(array, 10));
        assert_eq!(array.length, 10);
        assert!(array.capacity < 100);
        collect_all();
        assert_eq!(array.element(9), number(9));
    });
}

#[test]
fn capacities_fill_their_cells() {
    assert_eq!([1, 2, 4, 6, 100].map(elements::fitting), [1, 3, 5, 7, 127]);
    assert!(elements::fitting(1 << 20) >= 1 << 20);
    assert_eq!(size_of::<Header>(), 8);
}
