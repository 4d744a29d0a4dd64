//! Strings: ropes, slices, atoms, both widths.

use crate::{check, check_calmly, collect_all};
use perry_runtime::atom;
use perry_runtime::property::key::PropertyKey;
use perry_runtime::string::{ROPE, SLICE, UTF16, View, compare, make, rope};
use perry_runtime::value::Value;
use std::cmp::Ordering;

#[test]
fn deep_ropes_flatten_from_either_side() {
    check_calmly(|| {
        for left in [true, false] {
            let mut string = make::empty();
            for index in 0..300_000u32 {
                let part = make::single(b'a' + (index % 26) as u8);
                string = if left { rope::concat(string, part) } else { rope::concat(part, string) };
            }
            assert!(string.has(ROPE));
            let expected = |index: usize| b'a' as u16 + (index % 26) as u16;
            for index in [0usize, 1, 23, 24, 150_000, 299_999] {
                let from = if left { index } else { 299_999 - index };
                assert_eq!(string.at(index), expected(from), "{index}");
            }
            assert!(!string.has(ROPE));
        }
    });
}

#[test]
fn wide_ropes_flatten() {
    check(|| {
        let mut level = vec![0; 64].iter().map(|_| make::from_str("0123456789abcdef")).collect::<Vec<_>>();
        while level.len() > 1 {
            level = level.chunks(2).map(|pair| rope::concat(pair[0], pair[1])).collect();
        }
        let text = level[0].to_rust();
        assert_eq!(text, "0123456789abcdef".repeat(64));
    });
}

#[test]
fn a_rope_keeps_the_width_its_parts_need() {
    check(|| {
        let wide = make::from_str("ĉirkaŭ la mondo kaj reen");
        let narrow = make::from_str("seventeen letters");
        let both = rope::concat(narrow, wide);
        assert!(both.has(UTF16) && both.has(ROPE));
        assert_eq!(both.to_rust(), "seventeen lettersĉirkaŭ la mondo kaj reen");
        let short = rope::concat(make::from_str("é"), make::from_str("ĉ"));
        assert_eq!((short.to_rust().as_str(), short.has(ROPE)), ("éĉ", false));
    });
}

#[test]
fn slices_keep_their_parent() {
    check(|| {
        let slice = {
            let parent = make::from_str("the quick brown fox jumps over the lazy dog");
            make::substring(parent, 4, 40)
        };
        assert!(slice.has(SLICE));
        let deeper = make::substring(slice, 6, 30);
        collect_all();
        assert_eq!(deeper.to_rust(), "brown fox jumps over the");
        assert_eq!(make::substring(deeper, 6, 9).to_rust(), "fox");
        assert_eq!(make::substring(deeper, 0, 24), deeper);
    });
}

#[test]
fn a_slice_of_a_flattened_rope_survives_it() {
    check(|| {
        let slice = {
            let half = make::from_str("exactly as long as needed for a rope");
            make::substring(rope::concat(half, half), 30, 70)
        };
        collect_all();
        assert_eq!(slice.to_rust(), "a ropeexactly as long as needed for a ro");
    });
}

#[test]
fn equality_and_hash_do_not_see_the_width() {
    check(|| {
        let wide = make::from_str("xĉ");
        let narrow_of_wide = make::from_view(wide.view().slice(0, 1));
        assert!(compare::equals(narrow_of_wide, make::single(b'x')));
        let long = make::from_str("ĉaaaaaaaaaaaaaaaaaaaaaaaa");
        let slice = make::substring(long, 1, 25);
        assert!(slice.has(UTF16));
        let narrow = make::from_str("aaaaaaaaaaaaaaaaaaaaaaaa");
        assert!(compare::equals(slice, narrow));
        assert_eq!(compare::hash(slice), compare::hash(narrow));
        assert_eq!(atom::intern(slice), atom::intern(narrow));
        assert_eq!(compare::compare(slice, narrow), Ordering::Equal);
        assert_eq!(compare::compare(make::from_str("a"), make::from_str("ĉ")), Ordering::Less);
        assert_eq!(compare::compare(make::from_str("ab"), make::from_str("a")), Ordering::Greater);
    });
}

#[test]
fn surrogates_are_units_alone_and_points_together() {
    check(|| {
        let string = make::from_str("a😀b");
        assert_eq!(string.len(), 4);
        assert_eq!(string.view().code_point(1), (0x1F600, 2));
        assert_eq!(string.view().code_point(2), (0xDE00, 1));
        let alone = make::from_view(string.view().slice(1, 2));
        assert_eq!(alone.to_rust(), "\u{FFFD}");
        assert_eq!(make::from_code_point(0x1F600).to_rust(), "😀");
        assert_eq!(make::from_code_point(0x10FFFF).len(), 2);
    });
}

#[test]
fn an_atom_is_one_cell_while_somebody_has_it() {
    check(|| {
        let first = atom::intern_str("an atom of this test");
        collect_all();
        let half = make::from_str("an atom of");
        let again = atom::intern(rope::concat(half, make::from_str(" this test")));
        assert_eq!(first, again);
        assert!(matches!(first.view(), View::Latin1(_)));
    });
}

#[test]
fn strings_written_like_an_int32_are_that_key() {
    check(|| {
        let key = |text: &str| PropertyKey::from_string(make::from_str(text)).0;
        for (text, index) in [("0", 0), ("7", 7), ("1023", 1023), ("2147483647", i32::MAX)] {
            assert_eq!(key(text), Value::from_i32(index), "{text}");
        }
        for text in ["", "00", "01", "-1", "-0", "1.5", "2147483648", "1e3", " 1", "99999999999"] {
            assert!(key(text).is_string(), "{text}");
        }
    });
}
