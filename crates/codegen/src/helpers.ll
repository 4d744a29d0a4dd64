; Fast paths of runtime functions, in front of the functions themselves; same signature, so that they may stand in for
; them. Names in capitals are constants of abi. A helper starts at a line `;= name`; `template` says how families of
; them are made.

;= perry_truthy
  %is_int = icmp uge i64 %0, NUMBER_TAG
  br i1 %is_int, label %int, label %other
int:
  %number = trunc i64 %0 to i32
  %not_zero = icmp ne i32 %number, 0
  %int_result = zext i1 %not_zero to i32
  ret i32 %int_result
other:
  %without = and i64 %0, -2
  %is_bool = icmp eq i64 %without, FALSE
  br i1 %is_bool, label %bool, label %slow, !prof !0
bool:
  %bool_number = trunc i64 %0 to i32
  %bool_result = and i32 %bool_number, 1
  ret i32 %bool_result
slow:
  %answer = call i32 @perry_truthy(i64 %0)
  ret i32 %answer

;= perry_strict_eq
  %both = and i64 %0, %1
  %are_ints = icmp uge i64 %both, NUMBER_TAG
  %either = or i64 %0, %1
  %tags = and i64 %either, NUMBER_TAG
  %other = and i64 %either, OTHER_TAG
  %is_constant = icmp ne i64 %other, 0
  %is_number = icmp ne i64 %tags, 0
  %not_number = xor i1 %is_number, true
  %simple = and i1 %is_constant, %not_number
  %by_bits = or i1 %are_ints, %simple
  br i1 %by_bits, label %fast, label %slow, !prof !0
fast:
  %same = icmp eq i64 %0, %1
  %result = zext i1 %same to i32
  ret i32 %result
slow:
  %answer = call i32 @perry_strict_eq(i64 %0, i64 %1)
  ret i32 %answer

;= perry_get
  %tag = and i64 %0, NOT_CELL_MASK
  %is_cell = icmp eq i64 %tag, 0
  br i1 %is_cell, label %look, label %slow, !prof !0
look:
  %cell = inttoptr i64 %0 to ptr
  %shape = load i32, ptr %cell
  %own = load i32, ptr %2
  %is_own = icmp eq i32 %shape, %own
  %is_object = icmp ne i32 %shape, 0
  %is_hit = and i1 %is_own, %is_object
  br i1 %is_hit, label %hit, label %slow, !prof !0
hit:
  %offset_place = getelementptr i8, ptr %2, i64 4
  %offset = load i32, ptr %offset_place
  %bytes = zext i32 %offset to i64
  %place = getelementptr i8, ptr %cell, i64 %bytes
  %value = load i64, ptr %place
  ret i64 %value
slow:
  %answer = call i64 @perry_get(i64 %0, i64 %1, ptr %2)
  ret i64 %answer

;= perry_get.length
  %tag = and i64 %0, NOT_CELL_MASK
  %is_cell = icmp eq i64 %tag, 0
  br i1 %is_cell, label %look, label %slow, !prof !0
look:
  %cell = inttoptr i64 %0 to ptr
  %kind_place = getelementptr i8, ptr %cell, i64 CELL_KIND
  %kind = load i16, ptr %kind_place
  %kind_and_slow = and i16 %kind, ARRAY_SLOW_MASK
  %is_array = icmp eq i16 %kind_and_slow, KIND_ARRAY
  br i1 %is_array, label %known, label %other, !prof !0
other:
  %kind_alone = trunc i16 %kind to i8
  %is_string = icmp eq i8 %kind_alone, KIND_STRING
  br i1 %is_string, label %known, label %slow
known:
  %offset = phi i64 [ ARRAY_LENGTH, %look ], [ STRING_LENGTH, %other ]
  %length_place = getelementptr i8, ptr %cell, i64 %offset
  %length = load i32, ptr %length_place
  ; only a length of 2^31 and more is no int32
  %is_small = icmp sge i32 %length, 0
  br i1 %is_small, label %hit, label %slow, !prof !0
hit:
  %bits = zext i32 %length to i64
  %result = or i64 %bits, NUMBER_TAG
  ret i64 %result
slow:
  %answer = call i64 @perry_get(i64 %0, i64 %1, ptr %2)
  ret i64 %answer

;= perry_set
  %tag = and i64 %0, NOT_CELL_MASK
  %is_cell = icmp eq i64 %tag, 0
  br i1 %is_cell, label %look, label %slow, !prof !0
look:
  %cell = inttoptr i64 %0 to ptr
  %shape = load i32, ptr %cell
  %own = load i32, ptr %3
  %is_own = icmp eq i32 %shape, %own
  %is_object = icmp ne i32 %shape, 0
  %is_hit = and i1 %is_own, %is_object
  br i1 %is_hit, label %hit, label %slow, !prof !0
hit:
  %offset_place = getelementptr i8, ptr %3, i64 4
  %offset = load i32, ptr %offset_place
  %bytes = zext i32 %offset to i64
  %place = getelementptr i8, ptr %cell, i64 %bytes
  store i64 %2, ptr %place
  ret void
slow:
  call void @perry_set(i64 %0, i64 %1, i64 %2, ptr %3)
  ret void

;= perry_call
  %tag = and i64 %0, NOT_CELL_MASK
  %is_cell = icmp eq i64 %tag, 0
  br i1 %is_cell, label %look, label %slow, !prof !0
look:
  %cell = inttoptr i64 %0 to ptr
  %kind_place = getelementptr i8, ptr %cell, i64 CELL_KIND
  %kind = load i8, ptr %kind_place
  %is_function = icmp eq i8 %kind, KIND_FUNCTION
  br i1 %is_function, label %fast, label %slow, !prof !0
fast:
  %code_place = getelementptr i8, ptr %cell, i64 FUNCTION_CODE
  %code = load ptr, ptr %code_place
  %result = call i64 %code(i64 %0, i64 %1, i64 UNDEFINED, i64 %2, ptr %3)
  ret i64 %result
slow:
  %answer = call i64 @perry_call(i64 %0, i64 %1, i64 %2, ptr %3, i64 %4)
  ret i64 %answer

;= perry_get_index_i32
  %tag = and i64 %0, NOT_CELL_MASK
  %is_cell = icmp eq i64 %tag, 0
  br i1 %is_cell, label %look, label %slow, !prof !0
look:
  %cell = inttoptr i64 %0 to ptr
  %kind_place = getelementptr i8, ptr %cell, i64 CELL_KIND
  ; kind and flags at once: an array whose elements may be read
  %kind = load i16, ptr %kind_place
  %kind_and_slow = and i16 %kind, ARRAY_SLOW_MASK
  %is_array = icmp eq i16 %kind_and_slow, KIND_ARRAY
  br i1 %is_array, label %bounds, label %slow, !prof !0
bounds:
  %length_place = getelementptr i8, ptr %cell, i64 ARRAY_LENGTH
  %length = load i32, ptr %length_place
  %is_inside = icmp ult i32 %1, %length
  br i1 %is_inside, label %element, label %slow, !prof !0
element:
  %elements_place = getelementptr i8, ptr %cell, i64 ARRAY_ELEMENTS
  %elements = load ptr, ptr %elements_place
  %index = zext i32 %1 to i64
  %place = getelementptr i64, ptr %elements, i64 %index
  %value = load i64, ptr %place
  %is_hole = icmp eq i64 %value, 0
  br i1 %is_hole, label %slow, label %hit, !prof !1
hit:
  ret i64 %value
slow:
  %answer = call i64 @perry_get_index_i32(i64 %0, i32 %1)
  ret i64 %answer

;= perry_get_index
  %is_int = icmp uge i64 %1, NUMBER_TAG
  br i1 %is_int, label %int, label %slow, !prof !0
int:
  %number = trunc i64 %1 to i32
  %value = call i64 @perry.get_index_i32(i64 %0, i32 %number)
  ret i64 %value
slow:
  %answer = call i64 @perry_get_index(i64 %0, i64 %1)
  ret i64 %answer

;= perry_set_index_i32
  %tag = and i64 %0, NOT_CELL_MASK
  %is_cell = icmp eq i64 %tag, 0
  br i1 %is_cell, label %look, label %slow, !prof !0
look:
  %cell = inttoptr i64 %0 to ptr
  %kind_place = getelementptr i8, ptr %cell, i64 CELL_KIND
  %kind = load i16, ptr %kind_place
  %kind_and_slow = and i16 %kind, ARRAY_SLOW_MASK
  %is_array = icmp eq i16 %kind_and_slow, KIND_ARRAY
  br i1 %is_array, label %bounds, label %slow, !prof !0
bounds:
  %length_place = getelementptr i8, ptr %cell, i64 ARRAY_LENGTH
  %length = load i32, ptr %length_place
  %is_inside = icmp ult i32 %1, %length
  br i1 %is_inside, label %element, label %slow, !prof !0
element:
  %elements_place = getelementptr i8, ptr %cell, i64 ARRAY_ELEMENTS
  %elements = load ptr, ptr %elements_place
  %index = zext i32 %1 to i64
  %place = getelementptr i64, ptr %elements, i64 %index
  ; what is a hole may have a setter on a prototype
  %old = load i64, ptr %place
  %is_hole = icmp eq i64 %old, 0
  br i1 %is_hole, label %slow, label %hit, !prof !1
hit:
  store i64 %2, ptr %place
  ret void
slow:
  call void @perry_set_index_i32(i64 %0, i32 %1, i64 %2)
  ret void

;= perry_set_index
  %is_int = icmp uge i64 %1, NUMBER_TAG
  br i1 %is_int, label %int, label %slow, !prof !0
int:
  %number = trunc i64 %1 to i32
  call void @perry.set_index_i32(i64 %0, i32 %number, i64 %2)
  ret void
slow:
  call void @perry_set_index(i64 %0, i64 %1, i64 %2)
  ret void

;= template arithmetic: perry_add sadd fadd false, perry_sub ssub fsub false, perry_mul smul fmul true
  %both = and i64 %0, %1
  %are_ints = icmp uge i64 %both, NUMBER_TAG
  br i1 %are_ints, label %int, label %other
int:
  %left = trunc i64 %0 to i32
  %right = trunc i64 %1 to i32
  %pair = call {i32, i1} @llvm.$1.with.overflow.i32(i32 %left, i32 %right)
  %number = extractvalue {i32, i1} %pair, 0
  %is_over = extractvalue {i32, i1} %pair, 1
  ; a product that is zero may be -0
  %is_zero = icmp eq i32 %number, 0
  %may_be_negative_zero = and i1 %is_zero, $3
  %is_slow = or i1 %is_over, %may_be_negative_zero
  br i1 %is_slow, label %slow, label %small, !prof !1
small:
  %bits = zext i32 %number to i64
  %result = or i64 %bits, NUMBER_TAG
  ret i64 %result
other:
  %left_tag = and i64 %0, NUMBER_TAG
  %right_tag = and i64 %1, NUMBER_TAG
  %left_is_number = icmp ne i64 %left_tag, 0
  %right_is_number = icmp ne i64 %right_tag, 0
  %are_numbers = and i1 %left_is_number, %right_is_number
  br i1 %are_numbers, label %numbers, label %slow, !prof !0
numbers:
  %left_int = trunc i64 %0 to i32
  %left_int_f64 = sitofp i32 %left_int to double
  %left_bits = sub i64 %0, DOUBLE_OFFSET
  %left_float = bitcast i64 %left_bits to double
  %left_is_int = icmp uge i64 %0, NUMBER_TAG
  %left_f64 = select i1 %left_is_int, double %left_int_f64, double %left_float
  %right_int = trunc i64 %1 to i32
  %right_int_f64 = sitofp i32 %right_int to double
  %right_bits = sub i64 %1, DOUBLE_OFFSET
  %right_float = bitcast i64 %right_bits to double
  %right_is_int = icmp uge i64 %1, NUMBER_TAG
  %right_f64 = select i1 %right_is_int, double %right_int_f64, double %right_float
  %sum = $2 double %left_f64, %right_f64
  ; an int32 where it is one
  %any_int = fptosi double %sum to i32
  %sum_int = freeze i32 %any_int
  %back = sitofp i32 %sum_int to double
  %back_bits = bitcast double %back to i64
  %sum_bits = bitcast double %sum to i64
  %is_int = icmp eq i64 %back_bits, %sum_bits
  %int_bits = zext i32 %sum_int to i64
  %boxed_int = or i64 %int_bits, NUMBER_TAG
  %is_nan = fcmp uno double %sum, %sum
  %canonical = select i1 %is_nan, i64 CANONICAL_NAN, i64 %sum_bits
  %boxed_double = add i64 %canonical, DOUBLE_OFFSET
  %boxed = select i1 %is_int, i64 %boxed_int, i64 %boxed_double
  ret i64 %boxed
slow:
  %answer = call i64 @$0(i64 %0, i64 %1)
  ret i64 %answer

;= template product: perry_mul fmul, perry_div fdiv
  %left_tag = and i64 %0, NUMBER_TAG
  %right_tag = and i64 %1, NUMBER_TAG
  %left_is_number = icmp ne i64 %left_tag, 0
  %right_is_number = icmp ne i64 %right_tag, 0
  %are_numbers = and i1 %left_is_number, %right_is_number
  br i1 %are_numbers, label %numbers, label %slow, !prof !0
numbers:
  %left_int = trunc i64 %0 to i32
  %left_int_f64 = sitofp i32 %left_int to double
  %left_bits = sub i64 %0, DOUBLE_OFFSET
  %left_float = bitcast i64 %left_bits to double
  %left_is_int = icmp uge i64 %0, NUMBER_TAG
  %left_f64 = select i1 %left_is_int, double %left_int_f64, double %left_float
  %right_int = trunc i64 %1 to i32
  %right_int_f64 = sitofp i32 %right_int to double
  %right_bits = sub i64 %1, DOUBLE_OFFSET
  %right_float = bitcast i64 %right_bits to double
  %right_is_int = icmp uge i64 %1, NUMBER_TAG
  %right_f64 = select i1 %right_is_int, double %right_int_f64, double %right_float
  %sum = $1 double %left_f64, %right_f64
  ; an int32 where it is one
  %any_int = fptosi double %sum to i32
  %sum_int = freeze i32 %any_int
  %back = sitofp i32 %sum_int to double
  %back_bits = bitcast double %back to i64
  %sum_bits = bitcast double %sum to i64
  %is_int = icmp eq i64 %back_bits, %sum_bits
  %int_bits = zext i32 %sum_int to i64
  %boxed_int = or i64 %int_bits, NUMBER_TAG
  %is_nan = fcmp uno double %sum, %sum
  %canonical = select i1 %is_nan, i64 CANONICAL_NAN, i64 %sum_bits
  %boxed_double = add i64 %canonical, DOUBLE_OFFSET
  %boxed = select i1 %is_int, i64 %boxed_int, i64 %boxed_double
  ret i64 %boxed
slow:
  %answer = call i64 @$0(i64 %0, i64 %1)
  ret i64 %answer

;= template compare: perry_lt slt olt, perry_le sle ole, perry_gt sgt ogt, perry_ge sge oge
  %both = and i64 %0, %1
  %are_ints = icmp uge i64 %both, NUMBER_TAG
  br i1 %are_ints, label %int, label %other
int:
  %left = trunc i64 %0 to i32
  %right = trunc i64 %1 to i32
  %is = icmp $1 i32 %left, %right
  %result = zext i1 %is to i32
  ret i32 %result
other:
  %left_tag = and i64 %0, NUMBER_TAG
  %right_tag = and i64 %1, NUMBER_TAG
  %left_is_number = icmp ne i64 %left_tag, 0
  %right_is_number = icmp ne i64 %right_tag, 0
  %are_numbers = and i1 %left_is_number, %right_is_number
  br i1 %are_numbers, label %numbers, label %slow, !prof !0
numbers:
  %left_int = trunc i64 %0 to i32
  %left_int_f64 = sitofp i32 %left_int to double
  %left_bits = sub i64 %0, DOUBLE_OFFSET
  %left_float = bitcast i64 %left_bits to double
  %left_is_int = icmp uge i64 %0, NUMBER_TAG
  %left_f64 = select i1 %left_is_int, double %left_int_f64, double %left_float
  %right_int = trunc i64 %1 to i32
  %right_int_f64 = sitofp i32 %right_int to double
  %right_bits = sub i64 %1, DOUBLE_OFFSET
  %right_float = bitcast i64 %right_bits to double
  %right_is_int = icmp uge i64 %1, NUMBER_TAG
  %right_f64 = select i1 %right_is_int, double %right_int_f64, double %right_float
  %is_so = fcmp $2 double %left_f64, %right_f64
  %number_result = zext i1 %is_so to i32
  ret i32 %number_result
slow:
  %answer = call i32 @$0(i64 %0, i64 %1)
  ret i32 %answer

;= template bitwise: perry_bit_and and, perry_bit_or or, perry_bit_xor xor
  %both = and i64 %0, %1
  %are_ints = icmp uge i64 %both, NUMBER_TAG
  br i1 %are_ints, label %int, label %slow, !prof !0
int:
  %left = trunc i64 %0 to i32
  %right = trunc i64 %1 to i32
  %number = $1 i32 %left, %right
  %bits = zext i32 %number to i64
  %result = or i64 %bits, NUMBER_TAG
  ret i64 %result
slow:
  %answer = call i64 @$0(i64 %0, i64 %1)
  ret i64 %answer

;= template shift: perry_shl shl, perry_shr ashr
  %both = and i64 %0, %1
  %are_ints = icmp uge i64 %both, NUMBER_TAG
  br i1 %are_ints, label %int, label %slow, !prof !0
int:
  %left = trunc i64 %0 to i32
  %right = trunc i64 %1 to i32
  %count = and i32 %right, 31
  %number = $1 i32 %left, %count
  %bits = zext i32 %number to i64
  %result = or i64 %bits, NUMBER_TAG
  ret i64 %result
slow:
  %answer = call i64 @$0(i64 %0, i64 %1)
  ret i64 %answer

;= template step: perry_inc sadd, perry_dec ssub
  %is_int = icmp uge i64 %0, NUMBER_TAG
  br i1 %is_int, label %int, label %slow, !prof !0
int:
  %left = trunc i64 %0 to i32
  %pair = call {i32, i1} @llvm.$1.with.overflow.i32(i32 %left, i32 1)
  %number = extractvalue {i32, i1} %pair, 0
  %is_over = extractvalue {i32, i1} %pair, 1
  br i1 %is_over, label %slow, label %small, !prof !1
small:
  %bits = zext i32 %number to i64
  %result = or i64 %bits, NUMBER_TAG
  ret i64 %result
slow:
  %answer = call i64 @$0(i64 %0)
  ret i64 %answer

;= perry_f64_rem
  ; integral, neither negative nor -0, below 2^63: the remainder of integers
  %left_bits = bitcast double %0 to i64
  %left_any = fptosi double %0 to i64
  %left = freeze i64 %left_any
  %left_back = sitofp i64 %left to double
  %left_is_int = fcmp oeq double %left_back, %0
  %left_is_small = icmp ult i64 %left_bits, 4890909195324358656
  %left_is = and i1 %left_is_int, %left_is_small
  %right_bits = bitcast double %1 to i64
  %right_any = fptosi double %1 to i64
  %right = freeze i64 %right_any
  %right_back = sitofp i64 %right to double
  %right_is_int = fcmp oeq double %right_back, %1
  %right_is_small = icmp ult i64 %right_bits, 4890909195324358656
  %right_is_positive = icmp ne i64 %right, 0
  %right_is_some = and i1 %right_is_small, %right_is_positive
  %right_is = and i1 %right_is_int, %right_is_some
  %are_ints = and i1 %left_is, %right_is
  br i1 %are_ints, label %int, label %slow, !prof !0
int:
  %number = urem i64 %left, %right
  %result = sitofp i64 %number to double
  ret double %result
slow:
  %answer = call double @perry_f64_rem(double %0, double %1)
  ret double %answer
