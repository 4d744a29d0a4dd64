//! Fields of classes: part of the constructor where that runs them at one place, else a function of their own.

use super::Lowerer;
use super::frame::{Frame, Role, Variable};
use super::function::Shape;
use crate::module::{FunctionFlags, FunctionKind, MethodKind, Op, Temp, Terminator};
use perry_syntax::ast::{Class, ClassMember, ClassMemberKind, Expr, MemberKey, Name, NodeId, PropertyKey};

/// What happens to a new instance, and to the class itself.
#[derive(Debug, Default)]
pub struct Fields {
    /// Initialised by the constructor's own code.
    pub is_inline: bool,
    pub list: Vec<Field>,
    pub methods: Vec<PrivateMethod>,
    /// The function that initialises instances.
    pub function: Option<Variable>,
    /// Parameter properties; `defines_params`: they are defined as undefined before the fields.
    pub params: Vec<Name>,
    pub defines_params: bool,
}

impl Fields {
    pub fn has_instance_part(&self) -> bool {
        !self.methods.is_empty() || self.list.iter().any(|field| !field.is_static)
    }
}

#[derive(Debug)]
pub struct Field {
    /// Which member of the class
    pub index: usize,
    pub key: FieldKey,
    /// Private name that holds the value of an `accessor`
    pub storage: Option<Variable>,
    pub is_static: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum FieldKey {
    Name,
    Computed(Variable),
    Private(Variable),
}

#[derive(Debug)]
pub struct PrivateMethod {
    pub index: usize,
    pub kind: MethodKind,
    pub name: Variable,
    pub function: Variable,
}

impl<'a> Lowerer<'a> {
    /// At the start of a constructor that has no `super()` to wait for.
    pub(super) fn start_fields(&mut self) {
        self.inline_fields();
    }

    /// The fields as part of the constructor that is being lowered.
    pub(super) fn inline_fields(&mut self) {
        let Some(names) = self.classes.last() else { return };
        let (Some(fields), Some(class)) = (names.fields.clone(), names.class) else { return };
        self.frame().is_in_fields = true;
        self.instance_fields(class, &fields);
        self.frame().is_in_fields = false;
    }

    /// After `super()` has returned in a constructor of its own.
    pub(super) fn run_fields(&mut self, this: Temp) {
        let fields = self.classes.last().and_then(|names| names.fields.clone());
        let Some(fields) = fields else { return };
        if let Some(function) = fields.function {
            let callee = self.load(function);
            let text = self.string("");
            self.b().emit(Op::Call { callee, this, args: Vec::new(), text });
        }
    }

    /// Do parameter properties exist already when they are assigned?
    pub(super) fn params_are_defined(&self) -> bool {
        let fields = self.classes.last().and_then(|names| names.fields.as_ref());
        fields.is_some_and(|fields| fields.defines_params)
    }

    fn instance_fields(&mut self, class: &'a Class, fields: &Fields) {
        if !fields.has_instance_part() {
            return;
        }
        let this = self.this();
        for method in &fields.methods {
            let name = self.load(method.name);
            let function = self.load(method.function);
            self.b().effect(Op::PrivateAddMethod(method.kind, this, name, function));
        }
        if fields.defines_params {
            for name in &fields.params {
                let key = self.string(name);
                let key = self.b().emit(Op::String(key));
                let undefined = self.b().undefined();
                self.b().effect(Op::DefineField(this, key, undefined));
            }
        }
        for field in fields.list.iter().filter(|field| !field.is_static) {
            self.field(this, &class.members[field.index], field);
        }
    }

    fn field(&mut self, this: Temp, member: &'a ClassMember, field: &Field) {
        let (ClassMemberKind::Field { key, scope, value, .. }
        | ClassMemberKind::Accessor { key, scope, value }) = &member.kind
        else {
            return;
        };
        self.b().at(member.span.start);
        let key_temp = match (field.storage, field.key) {
            (Some(variable), _) | (None, FieldKey::Computed(variable) | FieldKey::Private(variable)) => {
                self.load(variable)
            }
            (None, FieldKey::Name) => match key {
                MemberKey::Public(PropertyKey::Name(name)) => self.key_temp(name),
                _ => return,
            },
        };
        let value = self.field_value(key, key_temp, *scope, value.as_ref());
        let is_private = field.storage.is_some() || matches!(field.key, FieldKey::Private(_));
        self.b().effect(match is_private {
            true => Op::PrivateAdd(this, key_temp, value),
            false => Op::DefineField(this, key_temp, value),
        });
    }

    fn field_value(
        &mut self,
        key: &'a MemberKey,
        key_temp: Temp,
        scope: NodeId,
        value: Option<&'a Expr>,
    ) -> Temp {
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(scope));
        let Some(value) = value else { return self.b().undefined() };
        match key {
            MemberKey::Public(key) => self.keyed_value(key, key_temp, value),
            MemberKey::Private(name) => {
                let name = self.string(&format!("#{name}"));
                self.named_expr(value, name)
            }
        }
    }

    /// The function that a constructor of its own calls after `super()`.
    pub(super) fn make_fields_function(&mut self, class: &'a Class, constructor: Temp, fields: &Fields) {
        let Some(variable) = fields.function else { return };
        let id = self.scopes.function_id(class.scope);
        self.enter_function(Frame::new(id, Role::Normal, FunctionKind::Plain));
        self.instance_fields(class, fields);
        let closure =
            self.finish_part("<fields>", |lowerer| lowerer.b().emit(Op::ClassPrototype(constructor)));
        self.initialise(variable, closure);
    }

    /// Static fields and blocks: a function that runs once with the class as `this`.
    pub(super) fn static_parts(&mut self, class: &'a Class, constructor: Temp, fields: &Fields) {
        let is_static = |member: &ClassMember| {
            member.is_static && !matches!(member.kind, ClassMemberKind::Method { .. })
                || matches!(member.kind, ClassMemberKind::StaticBlock { .. })
        };
        if !class.members.iter().any(is_static) {
            return;
        }
        let id = self.scopes.static_function_id(class.scope);
        self.enter_function(Frame::new(id, Role::Normal, FunctionKind::Plain));
        for (index, member) in class.members.iter().enumerate() {
            if let ClassMemberKind::StaticBlock { scope, body } = &member.kind {
                self.scoped(*scope, body);
            } else if let Some(field) =
                fields.list.iter().find(|field| field.index == index && field.is_static)
            {
                let this = self.this();
                self.field(this, member, field);
            }
        }
        let closure = self.finish_part("<static>", |_| constructor);
        let text = self.string("");
        self.b().emit(Op::Call { callee: closure, this: constructor, args: Vec::new(), text });
    }

    /// Ends a function that is part of a class and makes its closure.
    fn finish_part(&mut self, label: &str, home: impl FnOnce(&mut Self) -> Temp) -> Temp {
        if !self.b().is_dead {
            let undefined = self.b().undefined();
            self.b().end(Terminator::Return(undefined));
        }
        let func = self.reserve_function();
        let name = self.string("");
        let flags = FunctionFlags { is_not_constructor: true, ..FunctionFlags::default() };
        let label = label.to_owned();
        let body = self.finish_function(
            func,
            Shape { label, name, length: 0, param_count: 0, flags, hints: Vec::new() },
        );
        let closure = self.close(&body);
        if body.uses_home {
            let home = home(self);
            self.b().effect(Op::SetHomeObject(closure, home));
        }
        closure
    }

    /// `accessor x`: a getter and a setter around a private field.
    pub(super) fn define_accessor(
        &mut self,
        member: &'a ClassMember,
        index: usize,
        key: &'a MemberKey,
        target: Temp,
        fields: &Fields,
    ) {
        let field = fields.list.iter().find(|field| field.index == index);
        let (Some(field), MemberKey::Public(public)) = (field, key) else {
            let help = "use a private field and a getter";
            return self.refuse(
                "unsupported-accessor",
                "private `accessor` fields are not supported",
                member.span,
                help,
            );
        };
        let Some(storage) = field.storage else { return };
        let key = match (field.key, public) {
            (FieldKey::Computed(variable), _) => self.load(variable),
            (_, PropertyKey::Name(name)) => self.key_temp(name),
            _ => return,
        };
        for kind in [MethodKind::Getter, MethodKind::Setter] {
            let function = self.accessor_function(storage, kind);
            self.b().effect(Op::DefineMethod { kind, object: target, key, function, is_enumerable: false });
        }
    }

    fn accessor_function(&mut self, storage: Variable, kind: MethodKind) -> Temp {
        self.enter_function(Frame::new(perry_sema::scope::MODULE, Role::Normal, FunctionKind::Plain));
        let this = self.this();
        let name = self.load(storage);
        let param_count = u32::from(kind == MethodKind::Setter);
        let result = if kind == MethodKind::Setter {
            let value = self.b().emit(Op::Param(0));
            self.b().effect(Op::PrivateSet(this, name, value));
            self.b().undefined()
        } else {
            self.b().emit(Op::PrivateGet(this, name))
        };
        self.b().end(Terminator::Return(result));
        let func = self.reserve_function();
        let flags = FunctionFlags { is_not_constructor: true, ..FunctionFlags::default() };
        let name = self.string("");
        let label = "<accessor>".to_owned();
        let shape = Shape {
            label,
            name,
            length: param_count,
            param_count,
            flags,
            hints: vec![crate::module::Hint::None; param_count as usize],
        };
        let body = self.finish_function(func, shape);
        self.close(&body)
    }
}
