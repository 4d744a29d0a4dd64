//! What an object is, and from that its braces, its base and its entries.

use super::describe::{self, Names};
use super::entries::{self, Role, visible_keys};
use super::{Inspector, error, preview};
use crate::array::Array;
use crate::cell::Gc;
use crate::heap::kind;
use crate::list::List;
use crate::object::{Object, Wrapper};
use crate::property::key::PropertyKey;
use crate::realm::symbols;
use crate::text::layout::{self, Columns, Frame, Place};
use crate::value::Value;

/// What writes the entries in front of the properties.
enum Entries {
    None,
    Elements(Gc<Array>),
    /// Elements of a typed array.
    Numbers(Gc<Object>),
    Values(Gc<List>),
    Pairs(Gc<List>),
    PairArrays(Gc<List>),
    /// Text that is there already.
    Text(Vec<String>),
}

/// How an object is shown.
struct Look {
    base: String,
    open: String,
    close: &'static str,
    keys: Vec<PropertyKey>,
    entries: Entries,
    /// Properties of the prototype shown like own ones.
    inherited: &'static [&'static str],
    is_list: bool,
}

impl Look {
    fn braces(open: String, close: &'static str, keys: Vec<PropertyKey>) -> Look {
        let (base, entries, inherited) = (String::new(), Entries::None, &[][..]);
        Look { base, open, close, keys, entries, inherited, is_list: false }
    }
}

impl Inspector {
    pub fn raw(&mut self, object: Gc<Object>, level: usize) -> String {
        let named = Names::of(self, object, level);
        let mut look = match self.list_look(object, &named).or_else(|| self.collection_look(object, &named)) {
            Some(look) => look,
            None => self.plain_look(object, &named),
        };
        if look.keys.is_empty() && matches!(look.entries, Entries::None) && look.inherited.is_empty() {
            if !look.base.is_empty() {
                return look.base;
            }
            return [&look.open, look.close].concat();
        }
        let too_deep = level as isize > self.options.depth;
        if too_deep {
            if object.kind() == kind::REGEXP {
                return look.base;
            }
            let prefix = named.plain_prefix();
            let prefix = prefix.trim_end_matches(' ');
            return if named.constructor.is_none() { prefix.to_owned() } else { ["[", prefix, "]"].concat() };
        }
        let output = self.output(object, &look, level + 1);
        if let Some(index) = self.circular.iter().position(|other| *other == Value::from(object)) {
            let reference = ["<ref *", &(index + 1).to_string(), ">"].concat();
            let gap = if look.base.is_empty() { "" } else { " " };
            look.base = [&reference, gap, &look.base].concat();
        }
        let numeric = look.is_list && entries::are_numeric(object, output.len());
        let has_rest = output.len() > self.options.max_array;
        let columns = look.is_list.then_some(Columns { has_rest, numeric });
        let frame = Frame { base: look.base, open: look.open, close: look.close };
        layout::lay_out(&frame, output, columns, &self.place(level + 1))
    }

    fn output(&mut self, object: Gc<Object>, look: &Look, level: usize) -> Vec<String> {
        self.seen.push(object.into());
        self.deepest = level;
        let mut output = match &look.entries {
            Entries::None => Vec::new(),
            Entries::Elements(array) => self.elements(*array, level),
            Entries::Numbers(array) => preview::typed_elements(self, *array),
            Entries::Values(values) => self.values(*values, level),
            Entries::Pairs(pairs) => self.pairs(*pairs, level),
            Entries::PairArrays(pairs) => self.pair_arrays(*pairs, level),
            Entries::Text(text) => text.clone(),
        };
        if object.kind() == kind::PROMISE {
            output = preview::promise(self, object, level);
        }
        for name in look.inherited {
            output.push(self.inherited(object, name, level));
        }
        let first_property = output.len();
        for key in &look.keys {
            output.push(self.property(object, *key, Role::Member, level));
        }
        if self.options.sorted {
            let from = if look.is_list { first_property } else { 0 };
            output[from..].sort();
        }
        self.seen.pop();
        output
    }

    fn place(&self, level: usize) -> Place {
        Place {
            indentation: self.indentation,
            break_length: self.options.break_length,
            compact: self.options.compact,
            levels_inside: self.deepest - level,
        }
    }

    /// Entries in braces that are no object's.
    pub fn lay_out(&self, (open, close): (&str, &'static str), output: Vec<String>, level: usize) -> String {
        let frame = Frame { base: String::new(), open: open.to_owned(), close };
        let place = Place { levels_inside: self.deepest.saturating_sub(level), ..self.place(self.deepest) };
        layout::lay_out(&frame, output, Some(Columns { has_rest: false, numeric: true }), &place)
    }

    /// Arrays and typed arrays.
    fn list_look(&self, object: Gc<Object>, named: &Names) -> Option<Look> {
        let (length, fallback, entries) = match object.kind() {
            kind::ARRAY => {
                let array: Gc<Array> = object.cast();
                (array.length as usize, "Array", Entries::Elements(array))
            }
            kind::TYPED_ARRAY => {
                (preview::typed_length(object), preview::typed_name(object), Entries::Numbers(object))
            }
            _ => return None,
        };
        let plain = fallback == "Array" && named.is("Array") && named.tag.is_empty();
        let size = ["(", &length.to_string(), ")"].concat();
        let prefix = if plain { String::new() } else { named.prefix(fallback, &size) };
        let mut look = Look::braces([&prefix, "["].concat(), "]", visible_keys(self, object, false));
        look.is_list = true;
        if object.kind() == kind::ARRAY && self.options.show_hidden {
            look.keys.retain(|key| key.0.is_symbol() || key.0 != crate::realm::names().length.0);
            look.keys.insert(0, crate::realm::names().length);
        }
        if length > 0 {
            look.entries = entries;
        }
        Some(look)
    }

    /// Maps, sets and their iterators.
    fn collection_look(&self, object: Gc<Object>, named: &Names) -> Option<Look> {
        let (fallback, entries) = match object.kind() {
            kind::MAP => ("Map", Entries::Pairs(preview::map_entries(object))),
            kind::SET => ("Set", Entries::Values(preview::set_values(object))),
            kind::MAP_ITERATOR => return Some(self.iterator_look(object, "Map", named)),
            kind::SET_ITERATOR => return Some(self.iterator_look(object, "Set", named)),
            _ => return None,
        };
        let size = match &entries {
            Entries::Pairs(pairs) => pairs.len() / 2,
            Entries::Values(values) => values.len(),
            _ => 0,
        };
        let prefix = named.prefix(fallback, &["(", &size.to_string(), ")"].concat());
        let mut look = Look::braces([&prefix, "{"].concat(), "}", visible_keys(self, object, true));
        if size > 0 {
            look.entries = entries;
        }
        Some(look)
    }

    fn iterator_look(&self, object: Gc<Object>, of: &str, named: &Names) -> Look {
        let usual = [of, " Iterator"].concat();
        let (list, in_pairs) = preview::iterator(object);
        let what = if in_pairs { [of, " Entries"].concat() } else { usual.clone() };
        let tag = if named.tag == usual || named.tag.is_empty() {
            what
        } else {
            [&named.tag, "] [", &what].concat()
        };
        let mut look = Look::braces(["[", &tag, "] {"].concat(), "}", visible_keys(self, object, true));
        look.entries = if in_pairs { Entries::PairArrays(list) } else { Entries::Values(list) };
        look.is_list = false;
        look
    }

    /// Everything that has properties first of all.
    fn plain_look(&mut self, object: Gc<Object>, named: &Names) -> Look {
        let keys = visible_keys(self, object, true);
        let mut look = Look::braces("{".to_owned(), "}", keys);
        if object.is_callable() {
            look.base = describe::function(self, object, named);
            return look;
        }
        match object.kind() {
            kind::ARGUMENTS if named.is("Object") => look.open = "[Arguments] {".to_owned(),
            kind::ERROR => look.base = error::base(self, object, named, &mut look.keys),
            kind::DATE => look.base = with_prefix(preview::date(object), named, "Date"),
            kind::REGEXP => look.base = with_prefix(preview::regexp(object), named, "RegExp"),
            kind::WRAPPER | kind::STRING_OBJECT => {
                if object.kind() == kind::STRING_OBJECT {
                    look.keys.retain(|key| key.index().is_none());
                }
                look.base = describe::boxed(self, object.cast::<Wrapper>().primitive, named);
            }
            kind::ARRAY_BUFFER => {
                look.open = [&named.prefix("ArrayBuffer", ""), "{"].concat();
                look.entries = Entries::Text(vec![preview::bytes(self, object)]);
                look.inherited = &["byteLength"];
            }
            kind::DATA_VIEW => {
                look.open = [&named.prefix("DataView", ""), "{"].concat();
                look.inherited = &["byteLength", "byteOffset", "buffer"];
            }
            kind::PROMISE => {
                look.open = [&named.prefix("Promise", ""), "{"].concat();
                look.entries = Entries::Text(Vec::new());
            }
            kind::WEAK_MAP => weak(&mut look, named, "WeakMap"),
            kind::WEAK_SET => weak(&mut look, named, "WeakSet"),
            kind::NAMESPACE => look.open = [&named.prefix("Module", ""), "{"].concat(),
            _ => look.open = plain_open(named),
        }
        look
    }
}

fn plain_open(named: &Names) -> String {
    if named.is("Object") && named.tag.is_empty() {
        return "{".to_owned();
    }
    let prefix = if named.is("Object") { named.prefix("Object", "") } else { named.plain_prefix() };
    [&prefix, "{"].concat()
}

fn weak(look: &mut Look, named: &Names, fallback: &str) {
    look.open = [&named.prefix(fallback, ""), "{"].concat();
    look.entries = Entries::Text(vec!["<items unknown>".to_owned()]);
}

fn with_prefix(text: String, named: &Names, usual: &str) -> String {
    let prefix = named.prefix(usual, "");
    if prefix.trim_end() == usual { text } else { [prefix.as_str(), &text].concat() }
}

/// May the object be iterated?
pub fn is_iterable(object: Gc<Object>) -> bool {
    object.has_property(symbols().iterator)
}
