//! Shapes and properties: order, attributes, deletion, integrity, prototypes.

use crate::{check, check_calmly, collect_all, number, object_of};
use perry_runtime::array;
use perry_runtime::cell::Gc;
use perry_runtime::object::{self, Object};
use perry_runtime::property::key::PropertyKey;
use perry_runtime::property::{Attributes, accessor, watch};
use perry_runtime::realm::{Intrinsic, intrinsic};
use perry_runtime::shape::change;
use perry_runtime::symbol;
use perry_runtime::value::Value;

fn keys(object: Gc<Object>) -> Vec<String> {
    object.own_keys().iter().map(|key| PropertyKey(*key).display()).collect()
}

#[test]
fn keys_come_integers_first_then_in_order_of_creation() {
    check(|| {
        let object = object_of(&[("b", 1), ("10", 2), ("a", 3), ("2", 4), ("01", 5), ("-1", 6)]);
        let symbol = symbol::new(perry_runtime::string::make::from_str("s").into(), 0);
        object.put(symbol.into(), number(7), Attributes::ALL);
        object.put_text("c", number(8));
        object.put_text("0", number(9));
        assert_eq!(keys(object), ["0", "2", "10", "b", "a", "01", "-1", "c", "Symbol(s)"]);
        assert!(object.delete("b".into()));
        object.put_text("b", number(1));
        assert_eq!(keys(object), ["0", "2", "10", "a", "01", "-1", "c", "b", "Symbol(s)"]);
    });
}

#[test]
fn objects_made_alike_share_a_shape() {
    check(|| {
        let (first, second) = (object_of(&[("x", 1), ("y", 2)]), object_of(&[("x", 3), ("y", 4)]));
        assert_eq!(first.header.shape, second.header.shape);
        let third = object_of(&[("y", 1), ("x", 2)]);
        assert_ne!(first.header.shape, third.header.shape);
        second.delete("x".into());
        assert!(second.shape().is_unique() && !first.shape().is_unique());
        assert_eq!((first.get("x"), second.get("x")), (number(1), Value::UNDEFINED));
        assert_eq!((first.get("y"), second.get("y")), (number(2), number(4)));
    });
}

#[test]
fn many_properties_become_a_dictionary() {
    check_calmly(|| {
        let object = object::new();
        for index in 0..1000 {
            object.put_text(&format!("key{index}"), number(index));
        }
        assert!(object.shape().is_unique());
        collect_all();
        for index in (0..1000).step_by(2) {
            assert!(object.delete(format!("key{index}").as_str().into()));
        }
        collect_all();
        assert_eq!(keys(object).len(), 500);
        for index in 0..1000 {
            let expected = if index % 2 == 0 { Value::UNDEFINED } else { number(index) };
            assert_eq!(object.get(format!("key{index}").as_str()), expected);
        }
        object.put_text("key0", number(7));
        assert_eq!(keys(object).last().map(String::as_str), Some("key0"));
    });
}

#[test]
fn keys_nobody_shares_make_no_shapes() {
    check_calmly(|| {
        for index in 0..20_000 {
            let object = object::new();
            object.put_text(&format!("only{index}"), number(index));
            assert_eq!(object.get(format!("only{index}").as_str()), number(index));
        }
        let last = object_of(&[("x", 1)]);
        assert!(last.header.shape < 10_000, "{}", last.header.shape);
    });
}

#[test]
fn frozen_properties_are_read_only_but_private_ones() {
    check(|| {
        let name = symbol::new(Value::UNDEFINED, symbol::PRIVATE);
        for dictionary in [false, true] {
            let object = object_of(&[("x", 1)]);
            object.put(name.into(), number(2), Attributes::WRITABLE);
            if dictionary {
                change::make_unique(object, 0);
            }
            let all = Attributes::WRITABLE.with(Attributes::CONFIGURABLE);
            change::set_integrity(object, all);
            assert!(!object.set_with("x".into(), number(5), object.into()));
            assert!(!object.set_with("y".into(), number(5), object.into()));
            assert!(!object.delete("x".into()));
            assert_eq!(object.get("x"), number(1));
            let found = object.own_property(name.into()).expect("the private member");
            assert!(found.attributes.is_writable());
        }
    });
}

#[test]
fn attributes_belong_to_one_object() {
    check(|| {
        let (first, second) = (object_of(&[("x", 1), ("y", 2)]), object_of(&[("x", 1), ("y", 2)]));
        first.put("x".into(), number(1), Attributes::ENUMERABLE);
        assert!(!first.set_with("x".into(), number(9), first.into()));
        assert!(second.set_with("x".into(), number(9), second.into()));
        assert_eq!(second.get("x"), number(9));
    });
}

#[test]
fn a_new_prototype_keeps_the_properties() {
    check(|| {
        let object = object_of(&[("x", 1), ("y", 2)]);
        let prototype = object_of(&[("z", 3)]);
        assert!(object.set_prototype(Some(prototype)));
        assert_eq!(["x", "y", "z"].map(|key| object.get(key)), [1, 2, 3].map(number));
        assert!(!prototype.set_prototype(Some(object)));
        assert!(object.set_prototype(None));
        assert_eq!(object.get("z"), Value::UNDEFINED);
        assert!(!object.has_property("toString".into()));
    });
}

#[test]
fn prototypes_die_with_their_objects() {
    #[inline(never)]
    fn make(index: i32) -> u32 {
        let prototype = object_of(&[("method", index)]);
        let object = object::with_prototype(Some(prototype));
        object.put_text("x", number(index));
        assert_eq!(object.get("method"), number(index));
        object.header.shape
    }
    check_calmly(|| {
        let shapes: Vec<u32> = (0..1000).map(make).collect();
        collect_all();
        let kept = object_of(&[("method", 5)]);
        let object = object::with_prototype(Some(kept));
        object.put_text("x", number(1));
        collect_all();
        assert_eq!(object.get("method"), number(5));
        collect_all();
        let dead = shapes.iter().filter(|id| perry_runtime::shape::is_dead(**id)).count();
        assert!(dead > 900, "{dead}");
    });
}

#[test]
fn accessors_keep_their_pair() {
    check(|| {
        let object = object::new();
        let pair = accessor::new(Value::UNDEFINED, Value::UNDEFINED);
        let attributes = Attributes::ACCESSOR.with(Attributes::CONFIGURABLE);
        object.put("a".into(), pair.into(), attributes);
        collect_all();
        let found = object.own_property("a".into()).expect("it is there");
        assert!(found.accessor().is_some_and(|found| found == pair));
        assert_eq!(object.get("a"), Value::UNDEFINED);
        assert!(!object.set_with("a".into(), number(1), object.into()));
    });
}

#[test]
fn arrays_count_every_index_below_their_greatest_length() {
    check(|| {
        let array = array::from_slice(&[number(1)]);
        let object = array.cast::<Object>();
        object.set("4294967294", number(2));
        assert_eq!(object.get("length"), Value::from_f64(4294967295.0));
        object.set("4294967295", number(3));
        assert_eq!(object.get("length"), Value::from_f64(4294967295.0));
        object.set("2147483648", number(4));
        object.set("x", number(5));
        let expected = ["0", "2147483648", "4294967294", "length", "4294967295", "x"];
        assert_eq!(keys(object), expected);
        object.set("length", number(1));
        assert_eq!(keys(object), ["0", "length", "4294967295", "x"]);
    });
}

#[test]
fn holes_show_what_the_prototype_has() {
    check(|| {
        let above = object_of(&[("1", 7)]);
        let array = array::from_slice(&[number(0), Value::EMPTY, number(2)]);
        array.cast::<Object>().set_prototype(Some(above));
        let read = |index: i32| perry_runtime::property::index::perry_get_index_i32(array.into(), index);
        assert_eq!([0, 1, 2].map(read), [0, 7, 2].map(number));
        assert_eq!(read(5), Value::UNDEFINED);
    });
}

#[test]
fn overwriting_a_member_of_a_built_in_ends_the_pristine_time() {
    check_calmly(|| {
        let pristine = || *perry_runtime::start::perry_builtins_pristine.get() == 1;
        let math = intrinsic(Intrinsic::Math);
        let floor = math.get("floor");
        for change in [
            |math: Gc<Object>| assert!(math.delete("floor".into())),
            |math: Gc<Object>| math.set("floor", number(1)),
            |math: Gc<Object>| math.create_data_or_throw("floor".into(), number(1)),
        ] {
            math.delete("mine".into());
            watch::start();
            math.put_text("mine", number(1));
            assert!(math.delete("missing".into()) && pristine());
            change(math);
            assert!(!pristine());
            math.put("floor".into(), floor, Attributes::HIDDEN);
        }
        watch::start();
    });
}
