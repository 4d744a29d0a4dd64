//! Inline caches stay right whatever happens to the objects they have seen.

use crate::{check, collect_all, number, object_of};
use perry_abi::layout::InlineCache;
use perry_runtime::array;
use perry_runtime::atom;
use perry_runtime::builtin::table;
use perry_runtime::cell::Gc;
use perry_runtime::object::{self, Object};
use perry_runtime::property::cache::{perry_call_method, perry_get, perry_set};
use perry_runtime::property::{Attributes, accessor};
use perry_runtime::realm::{Intrinsic, intrinsic};
use perry_runtime::shape::change;
use perry_runtime::string::make;
use perry_runtime::value::Value;

/// One property access in a program.
struct Site {
    key: Value,
    cache: InlineCache,
}

fn site(key: &str) -> Site {
    let key = atom::intern_str(key);
    atom::pin(key);
    Site { key: key.into(), cache: InlineCache::default() }
}

impl Site {
    /// Twice: the second time the cache answers.
    fn get(&mut self, value: impl Into<Value> + Copy) -> Value {
        let first = unsafe { perry_get(value.into(), self.key, &mut self.cache) };
        let second = unsafe { perry_get(value.into(), self.key, &mut self.cache) };
        assert_eq!(first, second);
        second
    }

    fn set(&mut self, target: Gc<Object>, value: i32) {
        unsafe { perry_set(target.into(), self.key, number(value), &mut self.cache) };
    }
}

fn function(text: &str, code: perry_runtime::function::Code) -> Value {
    table::new_function(text, 0, code).into()
}

extern "C" fn seven(_: Value, _: Value, _: Value, _: u64, _: *const Value) -> Value {
    number(7)
}

extern "C" fn own_x(_: Value, this: Value, _: Value, _: u64, _: *const Value) -> Value {
    this.as_object().expect("an object").get("x")
}

extern "C" fn set_y(_: Value, this: Value, _: Value, _: u64, argv: *const Value) -> Value {
    let value = unsafe { *argv };
    this.as_object().expect("an object").put_text("y", value);
    Value::UNDEFINED
}

#[test]
fn reads_follow_shapes() {
    check(|| {
        let mut site = site("x");
        let objects = [
            object_of(&[("x", 1)]),
            object_of(&[("y", 0), ("x", 2)]),
            object_of(&[("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 0), ("x", 3)]),
            object_of(&[("z", 0)]),
        ];
        for _ in 0..3 {
            let seen = objects.map(|object| site.get(object));
            assert_eq!(seen, [number(1), number(2), number(3), Value::UNDEFINED]);
        }
        collect_all();
        assert_eq!(site.get(objects[2]), number(3));
    });
}

#[test]
fn a_missing_property_appears() {
    check(|| {
        let mut site = site("late");
        let prototype = object::new();
        let object = object::with_prototype(Some(prototype));
        assert_eq!(site.get(object), Value::UNDEFINED);
        prototype.put_text("late", number(1));
        assert_eq!(site.get(object), number(1));
        intrinsic(Intrinsic::ObjectPrototype).put_text("later", number(2));
        object.put_text("late", number(3));
        assert_eq!(site.get(object), number(3));
        assert!(intrinsic(Intrinsic::ObjectPrototype).delete("later".into()));
    });
}

#[test]
fn a_prototype_changes() {
    check(|| {
        let mut site = site("x");
        let (first, second) = (object_of(&[("x", 1)]), object_of(&[("x", 2)]));
        let object = object::with_prototype(Some(first));
        assert_eq!(site.get(object), number(1));
        first.set("x", number(5));
        assert_eq!(site.get(object), number(5));
        object.set_prototype(Some(second));
        assert_eq!(site.get(object), number(2));
        assert!(second.delete("x".into()));
        assert_eq!(site.get(object), Value::UNDEFINED);
        second.put_text("x", number(6));
        assert_eq!(site.get(object), number(6));
        second.set_prototype(Some(first));
        assert!(second.delete("x".into()));
        assert_eq!(site.get(object), number(5));
    });
}

#[test]
fn an_object_between_hides_what_is_above() {
    check(|| {
        let mut site = site("x");
        let top = object_of(&[("x", 1)]);
        let middle = object::with_prototype(Some(top));
        let bottom = object::with_prototype(Some(middle));
        assert_eq!(site.get(bottom), number(1));
        middle.put_text("x", number(2));
        assert_eq!(site.get(bottom), number(2));
        bottom.put_text("x", number(3));
        assert_eq!(site.get(bottom), number(3));
        assert!(bottom.delete("x".into()) && middle.delete("x".into()));
        assert_eq!(site.get(bottom), number(1));
    });
}

#[test]
fn delete_and_add_again() {
    check(|| {
        let mut site = site("x");
        let object = object_of(&[("x", 1), ("y", 2)]);
        let long_lived = object::long_lived(None);
        long_lived.put_text("x", number(1));
        for object in [object, long_lived] {
            assert_eq!(site.get(object), number(1));
            assert!(object.delete("x".into()));
            assert_eq!(site.get(object), Value::UNDEFINED);
            object.put_text("z", number(3));
            object.put_text("x", number(4));
            assert_eq!(site.get(object), number(4));
        }
    });
}

#[test]
fn data_becomes_an_accessor_and_back() {
    check(|| {
        let mut site = site("v");
        let prototype = object_of(&[("v", 1)]);
        let object = object::with_prototype(Some(prototype));
        object.put_text("x", number(40));
        assert_eq!(site.get(object), number(1));
        let pair = accessor::new(function("get v", own_x), Value::UNDEFINED);
        let attributes = Attributes::ACCESSOR.with(Attributes::CONFIGURABLE);
        prototype.put("v".into(), pair.into(), attributes);
        assert_eq!(site.get(object), number(40));
        object.set("x", number(41));
        assert_eq!(site.get(object), number(41));
        prototype.put("v".into(), number(2), Attributes::ALL);
        assert_eq!(site.get(object), number(2));
        object.put("v".into(), pair.into(), attributes);
        assert_eq!(site.get(object), number(41));
        object.put("v".into(), number(3), Attributes::ALL);
        assert_eq!(site.get(object), number(3));
    });
}

#[test]
fn writes_add_and_change() {
    check(|| {
        let (mut x, mut y) = (site("x"), site("y"));
        for round in 0..4 {
            let object = object::new();
            x.set(object, round);
            y.set(object, round + 1);
            x.set(object, round + 2);
            assert_eq!((object.get("x"), object.get("y")), (number(round + 2), number(round + 1)));
        }
        let mut many: Vec<Site> = (0..20).map(|index| site(&format!("p{index}"))).collect();
        for round in 0..3 {
            let object = object::new();
            for (index, site) in many.iter_mut().enumerate() {
                site.set(object, round * 100 + index as i32);
            }
            for index in 0..20 {
                assert_eq!(object.get(format!("p{index}").as_str()), number(round * 100 + index));
            }
        }
    });
}

#[test]
fn a_setter_appears_above() {
    check(|| {
        let mut site = site("x");
        let prototype = object::new();
        let make = || object::with_prototype(Some(prototype));
        for _ in 0..2 {
            let object = make();
            site.set(object, 1);
            assert_eq!(object.get("x"), number(1));
        }
        let pair = accessor::new(Value::UNDEFINED, function("set x", set_y));
        let attributes = Attributes::ACCESSOR.with(Attributes::CONFIGURABLE);
        prototype.put("x".into(), pair.into(), attributes);
        for _ in 0..3 {
            let object = make();
            site.set(object, 5);
            assert_eq!((object.has_own("x".into()), object.get("y")), (false, number(5)));
        }
        assert!(prototype.delete("x".into()));
        let object = make();
        site.set(object, 6);
        assert_eq!(object.get("x"), number(6));
    });
}

#[test]
fn an_object_that_became_a_prototype_tells_when_it_grows() {
    check(|| {
        let (mut write, mut read) = (site("grown"), site("grown"));
        let warm = object::new();
        write.set(warm, 1);
        let prototype = object::new();
        let object = object::with_prototype(Some(prototype));
        assert_eq!(read.get(object), Value::UNDEFINED);
        write.set(prototype, 2);
        assert_eq!(read.get(object), number(2));
    });
}

#[test]
fn an_integrity_level_ends_cached_writes() {
    check(|| {
        let mut site = site("x");
        for round in 0..3 {
            let object = object_of(&[("x", 1)]);
            site.set(object, 2);
            let shape = object.header.shape;
            change::set_integrity(object, Attributes::WRITABLE.with(Attributes::CONFIGURABLE));
            assert!(object.header.shape != shape && site.cache.own_shape != object.header.shape, "{round}");
        }
    });
}

#[test]
fn primitives_find_what_their_prototypes_gain() {
    check(|| {
        let mut site = site("gained");
        let values = [number(1), Value::TRUE, make::from_str("text").into()];
        let prototypes =
            [Intrinsic::NumberPrototype, Intrinsic::BooleanPrototype, Intrinsic::StringPrototype];
        for (value, prototype) in values.into_iter().zip(prototypes) {
            assert_eq!(site.get(value), Value::UNDEFINED);
            intrinsic(prototype).put_text("gained", number(3));
            assert_eq!(site.get(value), number(3));
            assert!(intrinsic(prototype).delete("gained".into()));
            assert_eq!(site.get(value), Value::UNDEFINED);
        }
    });
}

#[test]
fn lengths_are_those_of_now() {
    check(|| {
        let mut site = site("length");
        let array = array::from_slice(&[number(1)]);
        assert_eq!(site.get(array), number(1));
        array.push(number(2));
        assert_eq!(site.get(array), number(2));
        assert_eq!(site.get(make::from_str("four")), number(4));
        assert_eq!(site.get(object_of(&[("length", 9)])), number(9));
        assert_eq!(site.get(array), number(2));
    });
}

#[test]
fn methods_are_replaced() {
    check(|| {
        let mut site = site("m");
        let prototype = object::long_lived(None);
        let object = object::with_prototype(Some(prototype));
        object.put_text("x", number(1));
        let mut call = |object: Gc<Object>| {
            let text = Value::UNDEFINED;
            unsafe { perry_call_method(object.into(), site.key, 0, std::ptr::null(), &mut site.cache, text) }
        };
        prototype.put("m".into(), function("m", seven), Attributes::HIDDEN);
        assert_eq!([call(object), call(object)], [number(7); 2]);
        prototype.put("m".into(), function("m", own_x), Attributes::HIDDEN);
        assert_eq!([call(object), call(object)], [number(1); 2]);
        for index in 0..40 {
            prototype.put_text(&format!("filler{index}"), number(index));
            assert_eq!(call(object), number(1));
        }
        collect_all();
        assert_eq!(call(object), number(1));
    });
}

#[test]
fn functions_have_properties_when_asked() {
    check(|| {
        let (mut name, mut length, mut other) = (site("name"), site("length"), site("other"));
        let function = function("shown", seven);
        assert_eq!(other.get(function), Value::UNDEFINED);
        assert!(name.get(function).as_string().expect("a name").is("shown"));
        assert_eq!(length.get(function), number(0));
        function.as_object().expect("an object").put_text("other", number(4));
        assert_eq!(other.get(function), number(4));
    });
}

#[test]
fn instances_share_shapes_from_the_first_on() {
    check(|| {
        let prototype = object::long_lived(Some(intrinsic(Intrinsic::ObjectPrototype)));
        let mut sites: Vec<Site> = (0..24).map(|index| site(&format!("f{index}"))).collect();
        let mut instances = perry_runtime::list::new();
        for round in 0..30 {
            let (shape, is_settled) = perry_runtime::shape::constructed(prototype, object::PLAIN_OFFSET);
            assert_eq!(is_settled, round >= 7);
            let instance = object::of_shape(shape);
            sites.iter_mut().take(3).for_each(|site| site.set(instance, round));
            instances.push(instance.into());
        }
        let shape_of = |value: &Value| value.as_object().expect("an object").header.shape;
        assert!(instances.iter().all(|value| shape_of(value) == shape_of(&instances[0])));
        for value in instances.iter() {
            let object = value.as_object().expect("an object");
            sites.iter_mut().enumerate().for_each(|(index, site)| site.set(object, index as i32));
        }
        for (number_of, value) in instances.iter_mut().enumerate() {
            let object = value.as_object().expect("an object");
            for index in 0..24 {
                assert_eq!(object.get(format!("f{index}").as_str()), number(index), "{number_of} {index}");
            }
        }
    });
}
