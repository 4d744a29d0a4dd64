//! Types: what an annotation says as a hint, and the names it mentions.

use super::Converter;
use crate::ast::Hint;
use swc_ecma_ast as swc;

impl Converter {
    /// The hint of an annotation, if there is one.
    pub(super) fn annotation(&mut self, annotation: &Option<Box<swc::TsTypeAnn>>) -> Hint {
        match annotation {
            Some(annotation) => self.type_hint(&annotation.type_ann),
            None => Hint::None,
        }
    }

    /// The hint of a type that is being erased.
    pub(super) fn type_hint(&mut self, ty: &swc::TsType) -> Hint {
        self.erase_type(ty);
        self.hint(ty)
    }

    fn hint(&mut self, ty: &swc::TsType) -> Hint {
        use swc::TsType as T;
        match ty {
            T::TsKeywordType(keyword) => keyword_hint(keyword.kind),
            T::TsFnOrConstructorType(_) => Hint::Function,
            T::TsTypeLit(_) | T::TsMappedType(_) => Hint::Object,
            T::TsArrayType(array) => Hint::Array(Box::new(self.deeper(|this| this.hint(&array.elem_type)))),
            T::TsTupleType(_) => Hint::Array(Box::default()),
            T::TsParenthesizedType(inner) => self.deeper(|this| this.hint(&inner.type_ann)),
            T::TsTypeOperator(operator) if operator.op == swc::TsTypeOperatorOp::ReadOnly => {
                self.deeper(|this| this.hint(&operator.type_ann))
            }
            T::TsLitType(literal) => literal_hint(&literal.lit),
            T::TsTypePredicate(predicate) if predicate.asserts => Hint::Void,
            T::TsTypePredicate(_) => Hint::Boolean,
            T::TsTypeRef(reference) => self.reference_hint(reference),
            T::TsUnionOrIntersectionType(swc::TsUnionOrIntersectionType::TsUnionType(union)) => {
                self.union_hint(&union.types)
            }
            _ => Hint::None,
        }
    }

    fn reference_hint(&mut self, reference: &swc::TsTypeRef) -> Hint {
        let swc::TsEntityName::Ident(ident) = &reference.type_name else { return Hint::None };
        let first = reference.type_params.as_ref().and_then(|arguments| arguments.params.first());
        match (&*ident.sym, first) {
            ("Array" | "ReadonlyArray", Some(element)) => {
                Hint::Array(Box::new(self.deeper(|this| this.hint(element))))
            }
            _ => Hint::Named(self.names.name(&ident.sym)),
        }
    }

    /// What all members agree on.
    fn union_hint(&mut self, members: &[Box<swc::TsType>]) -> Hint {
        let Some((first, rest)) = members.split_first() else { return Hint::None };
        let hint = self.deeper(|this| this.hint(first));
        for member in rest {
            if self.deeper(|this| this.hint(member)) != hint {
                return Hint::None;
            }
        }
        hint
    }

    /// Notes the names that a type mentions.
    pub(super) fn erase_type(&mut self, ty: &swc::TsType) {
        if self.has_imports {
            self.deeper(|this| this.type_uses(ty));
        }
    }

    fn type_uses(&mut self, ty: &swc::TsType) {
        use swc::TsType as T;
        match ty {
            T::TsKeywordType(_) | T::TsThisType(_) => {}
            T::TsFnOrConstructorType(swc::TsFnOrConstructorType::TsFnType(function)) => {
                self.signature_uses(&function.params, &function.type_params, Some(&function.type_ann));
            }
            T::TsFnOrConstructorType(swc::TsFnOrConstructorType::TsConstructorType(function)) => {
                self.signature_uses(&function.params, &function.type_params, Some(&function.type_ann));
            }
            T::TsTypeRef(reference) => {
                self.entity_use(&reference.type_name);
                self.optional_type_arguments(&reference.type_params);
            }
            T::TsTypeQuery(query) => {
                match &query.expr_name {
                    swc::TsTypeQueryExpr::TsEntityName(name) => self.entity_use(name),
                    swc::TsTypeQueryExpr::Import(import) => self.optional_type_arguments(&import.type_args),
                }
                self.optional_type_arguments(&query.type_args);
            }
            T::TsTypeLit(literal) => self.type_elements(&literal.members),
            T::TsArrayType(array) => self.erase_type(&array.elem_type),
            T::TsTupleType(tuple) => tuple.elem_types.iter().for_each(|element| self.erase_type(&element.ty)),
            T::TsOptionalType(inner) => self.erase_type(&inner.type_ann),
            T::TsRestType(inner) => self.erase_type(&inner.type_ann),
            T::TsUnionOrIntersectionType(members) => self.member_uses(members),
            T::TsConditionalType(conditional) => {
                self.erase_type(&conditional.check_type);
                self.erase_type(&conditional.extends_type);
                self.erase_type(&conditional.true_type);
                self.erase_type(&conditional.false_type);
            }
            T::TsInferType(infer) => self.type_parameter(&infer.type_param),
            T::TsParenthesizedType(inner) => self.erase_type(&inner.type_ann),
            T::TsTypeOperator(operator) => self.erase_type(&operator.type_ann),
            T::TsIndexedAccessType(access) => {
                self.erase_type(&access.obj_type);
                self.erase_type(&access.index_type);
            }
            T::TsMappedType(mapped) => {
                self.type_parameter(&mapped.type_param);
                mapped.name_type.iter().chain(&mapped.type_ann).for_each(|ty| self.erase_type(ty));
            }
            T::TsLitType(literal) => {
                if let swc::TsLit::Tpl(template) = &literal.lit {
                    template.types.iter().for_each(|ty| self.erase_type(ty));
                }
            }
            T::TsTypePredicate(predicate) => self.erase_annotation(&predicate.type_ann),
            T::TsImportType(import) => self.optional_type_arguments(&import.type_args),
        }
    }

    fn member_uses(&mut self, members: &swc::TsUnionOrIntersectionType) {
        let types = match members {
            swc::TsUnionOrIntersectionType::TsUnionType(union) => &union.types,
            swc::TsUnionOrIntersectionType::TsIntersectionType(intersection) => &intersection.types,
        };
        types.iter().for_each(|ty| self.erase_type(ty));
    }

    fn signature_uses(
        &mut self,
        params: &[swc::TsFnParam],
        type_params: &Option<Box<swc::TsTypeParamDecl>>,
        result: Option<&swc::TsTypeAnn>,
    ) {
        self.type_parameters(type_params);
        for param in params {
            let annotation = match param {
                swc::TsFnParam::Ident(ident) => &ident.type_ann,
                swc::TsFnParam::Array(array) => &array.type_ann,
                swc::TsFnParam::Rest(rest) => &rest.type_ann,
                swc::TsFnParam::Object(object) => &object.type_ann,
            };
            self.erase_annotation(annotation);
        }
        if let Some(result) = result {
            self.erase_type(&result.type_ann);
        }
    }

    /// The members of an interface or of an object type.
    pub(super) fn type_elements(&mut self, elements: &[swc::TsTypeElement]) {
        use swc::TsTypeElement as E;
        for element in elements {
            match element {
                E::TsCallSignatureDecl(call) => {
                    self.signature_uses(&call.params, &call.type_params, call.type_ann.as_deref());
                }
                E::TsConstructSignatureDecl(call) => {
                    self.signature_uses(&call.params, &call.type_params, call.type_ann.as_deref());
                }
                E::TsMethodSignature(method) => {
                    self.key_use(method.computed, &method.key);
                    self.signature_uses(&method.params, &method.type_params, method.type_ann.as_deref());
                }
                E::TsPropertySignature(property) => {
                    self.key_use(property.computed, &property.key);
                    self.erase_annotation(&property.type_ann);
                }
                E::TsGetterSignature(getter) => self.erase_annotation(&getter.type_ann),
                E::TsSetterSignature(setter) => {
                    self.signature_uses(std::slice::from_ref(&setter.param), &None, None);
                }
                E::TsIndexSignature(index) => self.index_signature(index),
            }
        }
    }

    pub(super) fn index_signature(&mut self, index: &swc::TsIndexSignature) {
        self.signature_uses(&index.params, &None, index.type_ann.as_deref());
    }

    fn key_use(&mut self, computed: bool, key: &swc::Expr) {
        if computed {
            self.heritage_use(key);
        }
    }

    /// `A.B` in `implements A.B` or in the computed key of a type.
    pub(super) fn heritage_use(&mut self, mut expr: &swc::Expr) {
        while let swc::Expr::Member(member) = expr {
            expr = &member.obj;
        }
        if let swc::Expr::Ident(ident) = expr {
            self.type_name(ident);
        }
    }

    fn entity_use(&mut self, mut entity: &swc::TsEntityName) {
        while let swc::TsEntityName::TsQualifiedName(qualified) = entity {
            entity = &qualified.left;
        }
        if let swc::TsEntityName::Ident(ident) = entity {
            self.type_name(ident);
        }
    }

    /// A name in a type position.
    pub(super) fn type_name(&mut self, ident: &swc::Ident) {
        if self.has_imports {
            let name = self.names.name(&ident.sym);
            self.type_names.insert(name);
        }
    }

    fn erase_annotation(&mut self, annotation: &Option<Box<swc::TsTypeAnn>>) {
        if let Some(annotation) = annotation {
            self.erase_type(&annotation.type_ann);
        }
    }

    pub(super) fn type_parameters(&mut self, parameters: &Option<Box<swc::TsTypeParamDecl>>) {
        if let Some(parameters) = parameters {
            parameters.params.iter().for_each(|parameter| self.type_parameter(parameter));
        }
    }

    fn type_parameter(&mut self, parameter: &swc::TsTypeParam) {
        parameter.constraint.iter().chain(&parameter.default).for_each(|ty| self.erase_type(ty));
    }

    pub(super) fn optional_type_arguments(&mut self, arguments: &Option<Box<swc::TsTypeParamInstantiation>>) {
        if let Some(arguments) = arguments {
            self.type_arguments(arguments);
        }
    }

    pub(super) fn type_arguments(&mut self, arguments: &swc::TsTypeParamInstantiation) {
        arguments.params.iter().for_each(|ty| self.erase_type(ty));
    }
}

fn keyword_hint(kind: swc::TsKeywordTypeKind) -> Hint {
    use swc::TsKeywordTypeKind as K;
    match kind {
        K::TsNumberKeyword => Hint::Number,
        K::TsObjectKeyword => Hint::Object,
        K::TsBooleanKeyword => Hint::Boolean,
        K::TsBigIntKeyword => Hint::BigInt,
        K::TsStringKeyword => Hint::String,
        K::TsVoidKeyword => Hint::Void,
        K::TsAnyKeyword | K::TsUnknownKeyword | K::TsSymbolKeyword | K::TsUndefinedKeyword => Hint::None,
        K::TsNullKeyword | K::TsNeverKeyword | K::TsIntrinsicKeyword => Hint::None,
    }
}

fn literal_hint(literal: &swc::TsLit) -> Hint {
    match literal {
        swc::TsLit::Number(_) => Hint::Number,
        swc::TsLit::Str(_) | swc::TsLit::Tpl(_) => Hint::String,
        swc::TsLit::Bool(_) => Hint::Boolean,
        swc::TsLit::BigInt(_) => Hint::BigInt,
    }
}
