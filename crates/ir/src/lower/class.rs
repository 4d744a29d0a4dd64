//! Classes: the constructor and its prototype, their members in order, and private names.
//!
//! What the constructor captures is a variable before the constructor is made: private names and private methods by
//! value, computed keys of fields and the function of the fields as boxes that are filled later.

mod constructor;

use super::Lowerer;
use super::field::{Field, FieldKey, Fields, PrivateMethod};
use super::frame::Variable;
use super::object::method_kind;
use crate::module::{MethodKind, Op, StrId, Temp};
use perry_syntax::ast::{Class, ClassMember, ClassMemberKind, Function, MemberKey, Name, PropertyKey};
use std::rc::Rc;

/// A class whose members are being lowered.
#[derive(Debug)]
pub(super) struct ClassNames<'a> {
    pub class: Option<&'a Class>,
    /// Known once the members were looked through.
    pub fields: Option<Rc<Fields>>,
    pub private: Vec<(Name, Variable)>,
}

impl<'a> Lowerer<'a> {
    /// The class: its constructor. `name`: what an anonymous one is called.
    pub(super) fn class(&mut self, class: &'a Class, name: Option<StrId>) -> Temp {
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(class.scope));
        let parent = match &class.parent {
            Some(parent) => self.expr(parent),
            None => self.b().emit(Op::Empty),
        };
        let private = self.private_names(class);
        self.classes.push(ClassNames { class: Some(class), fields: None, private });
        let fields = Rc::new(self.plan_fields(class));
        if let Some(names) = self.classes.last_mut() {
            names.fields = Some(Rc::clone(&fields));
        }
        let constructor = self.class_value(class, name, parent, &fields);
        self.classes.pop();
        constructor
    }

    fn class_value(&mut self, class: &'a Class, name: Option<StrId>, parent: Temp, fields: &Fields) -> Temp {
        let name = match (&class.name, name) {
            (Some(own), _) => self.string(&own.name),
            (None, Some(name)) => name,
            (None, None) => self.string(""),
        };
        let homeless = self.private_methods(class, fields);
        let body = self.constructor(class, name);
        let captures = self.captures_of(&body);
        let name = self.b().string(name);
        let constructor = self.b().emit(Op::ClassNew { constructor: body.id, captures, parent, name });
        let prototype = self.b().emit(Op::ClassPrototype(constructor));
        for function in homeless {
            self.b().effect(Op::SetHomeObject(function, prototype));
        }
        for (index, member) in class.members.iter().enumerate() {
            let target = if member.is_static { constructor } else { prototype };
            self.class_member(index, member, target, fields);
        }
        if let Some(inner) = self.scopes.inner_name(class.scope) {
            self.initialise(Variable::Binding(inner), constructor);
        }
        self.make_fields_function(class, constructor, fields);
        self.static_parts(class, constructor, fields);
        constructor
    }

    // Before the constructor

    fn private_names(&mut self, class: &'a Class) -> Vec<(Name, Variable)> {
        let mut names: Vec<(Name, Variable)> = Vec::new();
        for member in &class.members {
            let (ClassMemberKind::Method { key: MemberKey::Private(name), .. }
            | ClassMemberKind::Field { key: MemberKey::Private(name), .. }
            | ClassMemberKind::Accessor { key: MemberKey::Private(name), .. }) = &member.kind
            else {
                continue;
            };
            if names.iter().all(|(known, _)| known != name) {
                let variable = self.private_name(&format!("#{name}{}", brand(class, member)));
                names.push((name.clone(), variable));
            }
        }
        names
    }

    /// A new private name in a variable.
    fn private_name(&mut self, description: &str) -> Variable {
        let variable = self.hidden(description);
        let description = self.string(description);
        let name = self.b().emit(Op::PrivateName(description));
        self.initialise(variable, name);
        variable
    }

    /// Variables of everything that instances and the class itself are given.
    fn plan_fields(&mut self, class: &'a Class) -> Fields {
        let explicit = constructor::explicit(class);
        let mut fields =
            Fields { is_inline: class.parent.is_none() || explicit.is_none(), ..Fields::default() };
        for (index, member) in class.members.iter().enumerate() {
            self.plan_member(index, member, &mut fields);
        }
        if let Some(function) = explicit {
            fields.params = constructor::property_params(function).map(|ident| ident.name.clone()).collect();
        }
        fields.defines_params = !fields.params.is_empty() && fields.has_instance_part();
        if !fields.is_inline && fields.has_instance_part() {
            fields.function = Some(self.hidden_box("<fields>"));
        }
        fields
    }

    fn plan_member(&mut self, index: usize, member: &'a ClassMember, fields: &mut Fields) {
        let is_static = member.is_static;
        match &member.kind {
            ClassMemberKind::Method { key: MemberKey::Private(name), function } if !is_static => {
                let Some(name) = self.find_private(name) else { return };
                let kind = method_kind(function);
                let function = self.hidden("<method>");
                fields.methods.push(PrivateMethod { index, kind, name, function });
            }
            ClassMemberKind::Field { key, .. } => {
                let key = self.field_key(key, !is_static && fields.is_inline);
                fields.list.push(Field { index, key, storage: None, is_static });
            }
            ClassMemberKind::Accessor { key: key @ MemberKey::Public(_), .. } => {
                let storage = Some(self.private_name("#accessor"));
                let key = self.field_key(key, false);
                fields.list.push(Field { index, key, storage, is_static });
            }
            _ => {}
        }
    }

    /// `is_late`: captured before the key is known.
    fn field_key(&mut self, key: &MemberKey, is_late: bool) -> FieldKey {
        match key {
            MemberKey::Public(PropertyKey::Name(_)) => FieldKey::Name,
            MemberKey::Public(PropertyKey::Computed(_)) if is_late => {
                FieldKey::Computed(self.hidden_box("<key>"))
            }
            MemberKey::Public(PropertyKey::Computed(_)) => FieldKey::Computed(self.hidden("<key>")),
            MemberKey::Private(name) => self.find_private(name).map_or(FieldKey::Name, FieldKey::Private),
        }
    }

    /// Makes the private methods of instances; those returned still need their home object.
    fn private_methods(&mut self, class: &'a Class, fields: &Fields) -> Vec<Temp> {
        let mut homeless = Vec::new();
        for method in &fields.methods {
            let ClassMemberKind::Method { key: MemberKey::Private(name), function } =
                &class.members[method.index].kind
            else {
                continue;
            };
            let name = self.private_method_name(name, method.kind);
            let (closure, body) = self.function(function, Some(name));
            self.initialise(method.function, closure);
            if body.uses_home {
                homeless.push(closure);
            }
        }
        homeless
    }

    fn private_method_name(&mut self, name: &str, kind: MethodKind) -> StrId {
        self.string(&match kind {
            MethodKind::Method => format!("#{name}"),
            MethodKind::Getter => format!("get #{name}"),
            MethodKind::Setter => format!("set #{name}"),
        })
    }

    // After the constructor

    /// A method, or the computed key of a field. `target`: the prototype or the constructor.
    fn class_member(&mut self, index: usize, member: &'a ClassMember, target: Temp, fields: &Fields) {
        match &member.kind {
            ClassMemberKind::Method { key: MemberKey::Public(key), function } => {
                self.class_method(target, key, function);
            }
            ClassMemberKind::Method { key: MemberKey::Private(name), function } if member.is_static => {
                self.static_private_method(target, name, function);
            }
            ClassMemberKind::Field { key, .. } => self.computed_key(index, key, fields),
            ClassMemberKind::Accessor { key, .. } => {
                self.computed_key(index, key, fields);
                self.define_accessor(member, index, key, target, fields);
            }
            _ => {}
        }
    }

    fn class_method(&mut self, target: Temp, key: &'a PropertyKey, function: &'a Function) {
        let key = self.property_key(key);
        let (closure, _) = self.function(function, None);
        let kind = method_kind(function);
        self.b().effect(Op::DefineMethod {
            kind,
            object: target,
            key,
            function: closure,
            is_enumerable: false,
        });
    }

    fn static_private_method(&mut self, target: Temp, name: &Name, function: &'a Function) {
        let Some(variable) = self.find_private(name) else { return };
        let kind = method_kind(function);
        let label = self.private_method_name(name, kind);
        let (closure, body) = self.function(function, Some(label));
        if body.uses_home {
            self.b().effect(Op::SetHomeObject(closure, target));
        }
        let name = self.load(variable);
        self.b().effect(Op::PrivateAddMethod(kind, target, name, closure));
    }

    fn computed_key(&mut self, index: usize, key: &'a MemberKey, fields: &Fields) {
        let field = fields.list.iter().find(|field| field.index == index);
        if let (Some(Field { key: FieldKey::Computed(variable), .. }), MemberKey::Public(key)) = (field, key)
        {
            let value = self.property_key(key);
            self.initialise(*variable, value);
        }
    }

    // Private names

    /// `object.#name`
    pub(super) fn private_get(&mut self, object: Temp, name: &Name) -> Temp {
        let name = self.load_private(name);
        self.b().emit(Op::PrivateGet(object, name))
    }

    /// `object.#name = value`
    pub(super) fn private_set(&mut self, object: Temp, name: &Name, value: Temp) {
        let name = self.load_private(name);
        self.b().effect(Op::PrivateSet(object, name, value));
    }

    /// `#name in value`, a `Bool`
    pub(super) fn private_has(&mut self, name: &Name, value: Temp) -> Temp {
        let name = self.load_private(name);
        self.b().emit(Op::PrivateHas(value, name))
    }

    /// A name that no class declares is an early error, found before lowering.
    fn load_private(&mut self, name: &Name) -> Temp {
        match self.find_private(name) {
            Some(variable) => self.load(variable),
            None => self.b().undefined(),
        }
    }

    /// From the innermost class outwards.
    fn find_private(&self, name: &Name) -> Option<Variable> {
        let names = self.classes.iter().rev().flat_map(|names| &names.private);
        names.filter(|(known, _)| known == name).map(|(_, variable)| *variable).next()
    }
}

/// What follows the description of a private method's or accessor's name: what V8 says receivers must be.
fn brand(class: &Class, member: &ClassMember) -> String {
    let name = class.name.as_ref().map(|ident| &*ident.name);
    match &member.kind {
        ClassMemberKind::Method { .. } if member.is_static => format!(" class {}", name.unwrap_or(".")),
        ClassMemberKind::Method { .. } => {
            format!(" an instance of class {}", name.unwrap_or("anonymous"))
        }
        _ => String::new(),
    }
}
