//! A number means the same whether it is kept as an int32 or as a double: compiled code boxes doubles as they are.

use crate::{check, number, object_of};
use perry_abi::value::from_f64_unnormalized;
use perry_runtime::array;
use perry_runtime::operator::{compare, convert};
use perry_runtime::property::index::{perry_get_index, perry_set_index};
use perry_runtime::property::key::PropertyKey;
use perry_runtime::value::Value;

fn double(f: f64) -> Value {
    Value(from_f64_unnormalized(f))
}

#[test]
fn equalities_do_not_see_the_encoding() {
    check(|| {
        for i in [0, 1, -1, 7, i32::MAX, i32::MIN] {
            let (int, double) = (number(i), double(i as f64));
            assert!(int != double);
            assert!(compare::strict_equals(int, double) && compare::strict_equals(double, int));
            assert!(compare::same_value(int, double) && compare::same_value_zero(double, int));
            assert!(compare::loosely_equals(int, double));
            assert_eq!(compare::perry_lt(int, double), 0);
            assert_eq!(compare::perry_le(double, int), 1);
        }
        assert!(compare::strict_equals(double(-0.0), number(0)));
        assert!(!compare::same_value(double(-0.0), number(0)));
        assert!(compare::same_value(double(0.0), number(0)));
        assert!(compare::same_value_zero(double(-0.0), number(0)));
    });
}

#[test]
fn keys_do_not_see_the_encoding() {
    check(|| {
        for i in [0, 1, 7, i32::MAX] {
            assert_eq!(PropertyKey::from_value(double(i as f64)).0, number(i));
        }
        assert_eq!(PropertyKey::from_value(double(-0.0)).0, number(0));
        assert_eq!(PropertyKey::from_value(double(-1.0)), PropertyKey::from_value(number(-1)));
        let object = object_of(&[("1", 10), ("1.5", 20), ("-1", 30)]);
        for (key, value) in [(double(1.0), 10), (double(1.5), 20), (double(-1.0), 30), (number(-1), 30)] {
            assert_eq!(perry_get_index(object.into(), key), number(value));
        }
    });
}

#[test]
fn elements_do_not_see_the_encoding() {
    check(|| {
        let array = array::from_slice(&[number(5), number(6)]);
        assert_eq!(perry_get_index(array.into(), double(1.0)), number(6));
        assert_eq!(perry_get_index(array.into(), double(-0.0)), number(5));
        perry_set_index(array.into(), double(2.0), number(7));
        assert_eq!((array.length, array.element(2)), (3, number(7)));
        perry_set_index(array.into(), double(0.5), number(8));
        assert_eq!((array.length, array.cast::<perry_runtime::object::Object>().get("0.5")), (3, number(8)));
    });
}

#[test]
fn text_and_truth_do_not_see_the_encoding() {
    check(|| {
        for i in [0, 1, -1, 1023, 1024, i32::MIN] {
            let text = convert::to_string(number(i)).to_rust();
            assert_eq!(convert::to_string(double(i as f64)).to_rust(), text);
            assert_eq!(convert::truthy(number(i)), convert::truthy(double(i as f64)));
            assert_eq!(convert::to_i32(double(i as f64)), i);
        }
        assert_eq!(convert::to_string(double(-0.0)).to_rust(), "0");
    });
}

#[test]
fn double_to_int32_wraps_like_the_specification() {
    let cases: [(f64, i32); 14] = [
        (0.0, 0),
        (-0.0, 0),
        (1.9, 1),
        (-1.9, -1),
        (2147483647.0, i32::MAX),
        (2147483648.0, i32::MIN),
        (4294967295.0, -1),
        (4294967296.0, 0),
        (-2147483649.0, i32::MAX),
        (1e21, -559939584),
        (-1e21, 559939584),
        (9007199254740993.0, 0),
        (f64::NAN, 0),
        (f64::NEG_INFINITY, 0),
    ];
    for (double, int) in cases {
        assert_eq!(convert::f64_to_i32(double), int, "{double}");
    }
}
