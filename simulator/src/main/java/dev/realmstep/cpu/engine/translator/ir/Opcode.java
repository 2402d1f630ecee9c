package dev.realmstep.cpu.engine.translator.ir;

import dev.realmstep.cpu.floatingpoint.Rounding;

/**
 * What a micro-operation does. <i>t</i> is its target, <i>a</i> and <i>b</i> are its operands, <i>b</i> may be the
 * immediate. Operations of 32 bits read the low halves and write zero to the high half.
 */
public enum Opcode {
    /** The next instruction begins; immediate: its index in the block. All registers are what they were after the last. */
    INSTRUCTION,

    // From here to ZERO_EXTEND: what reads and writes registers, and nothing else.

    /** t = immediate. */
    CONSTANT,
    /** t = a. */
    MOVE,
    ADD,
    SUBTRACT,
    AND,
    OR,
    EXCLUSIVE_OR,
    /** t = a AND NOT b. */
    AND_NOT,
    /** t = NOT a. */
    NOT,
    /** Shifts by b modulo the width. */
    SHIFT_LEFT,
    SHIFT_RIGHT,
    SHIFT_RIGHT_ARITHMETIC,
    ROTATE_RIGHT,
    /** t = the low half of a:b shifted right by the immediate, which is not 0. */
    EXTRACT,
    MULTIPLY,
    /** The high 64 bits of the 128-bit product. */
    MULTIPLY_HIGH_UNSIGNED,
    MULTIPLY_HIGH_SIGNED,
    /** Quotients as A64 has them: of a division by zero zero, of the most negative number by -1 itself. */
    DIVIDE_UNSIGNED,
    DIVIDE_SIGNED,
    COUNT_LEADING_ZEROS,
    REVERSE_BITS,
    REVERSE_BYTES,
    /** Reverses the bytes of each 16 bits. */
    REVERSE_BYTES_OF_HALFWORDS,
    /** t = the low bits of a, sign-extended to the width; immediate: how many, 8, 16 or 32. */
    SIGN_EXTEND,
    /** t = the low bits of a, zero-extended; immediate: how many, 8, 16 or 32. */
    ZERO_EXTEND,

    /** t = a + b; NZCV are set. */
    ADD_SETTING_FLAGS,
    /** t = a - b; NZCV are set. */
    SUBTRACT_SETTING_FLAGS,
    /** t = a AND b; N and Z are set, C and V cleared. */
    AND_SETTING_FLAGS,
    /** t = a + b + C. */
    ADD_WITH_CARRY,
    /** t = a + b + C; NZCV are set. */
    ADD_WITH_CARRY_SETTING_FLAGS,
    /** t = a if a condition holds, else b; immediate: the condition. */
    SELECT,
    /** t = b if a is zero, else t stays. */
    MOVE_IF_ZERO,
    /** If a condition holds, flags of a - b, else given ones; immediate: {@link MicroOperation#conditionalCompare}. */
    CONDITIONAL_COMPARE,
    /** The same with flags of a + b. */
    CONDITIONAL_COMPARE_NEGATIVE,

    /** Leaves the instruction to the interpreter unless a field of the element's state is zero; immediate: its place. */
    CHECK_STATE_IS_ZERO,
    /**
     * t = memory at a + immediate, as {@link Access} says. Where the access cannot be made at once, the whole instruction
     * is left to the interpreter; so no register that an instruction names is written before its last access.
     */
    LOAD,
    /** t and b = two values of 8 or 4 bytes in memory at a + immediate. */
    LOAD_PAIR,
    /** Memory at a + immediate = t. */
    STORE,
    /** Memory at a + immediate = t and b, of 8 or 4 bytes each. */
    STORE_PAIR,
    /** The next access is by the stack pointer: leaves the instruction to the interpreter if it is misaligned. */
    CHECK_STACK_POINTER,
    /** Leaves the instruction to the interpreter unless a is a multiple of the immediate, a power of two. */
    CHECK_ALIGNMENT,
    /** Leaves the instruction to the interpreter unless a is zero. */
    CHECK_IS_ZERO,
    /**
     * As many bytes as t says, from a on, = the low byte of b. More than the immediate says, or what leaves a page, is left to the
     * interpreter.
     */
    FILL,
    /** t = memory at a, which may be written: as a store would check it. */
    LOAD_FOR_UPDATE,
    /** V[t] = memory at a + immediate, the rest zero; 1 to 16 bytes. */
    LOAD_VECTOR,
    /** Memory at a + immediate = the low bytes of V[t]. */
    STORE_VECTOR,
    /** As many vectors from V[t] on, after V31 V0, as b says = memory at a + immediate, 8 or 16 bytes each. */
    LOAD_VECTORS,
    /** Memory at a + immediate = as many vectors. */
    STORE_VECTORS,
    /** V[t] and V[b] = two values in memory at a + immediate, the rest of both zero; 4, 8 or 16 bytes each. */
    LOAD_VECTOR_PAIR,
    /** Memory at a + immediate = the low bytes of V[t] and V[b]. */
    STORE_VECTOR_PAIR,
    /** t = a field of the element's state; immediate: its place in the state block. */
    READ_STATE,
    /** A field of the element's state = a. */
    WRITE_STATE,

    // Of vectors: t, a and b are VectorOperands where nothing else is said.

    /** The 64 bits of the immediate, in each half. */
    VECTOR_CONSTANT,
    /** t = a; a temporary a is lost. */
    VECTOR_MOVE,
    /** t = the general register a. */
    VECTOR_FROM_GENERAL,
    /** The general register t = the low bits of a, zero-extended. */
    VECTOR_TO_GENERAL,
    /** An element of t, whose number is the immediate, = the low bits of the general register a; the others stay. */
    VECTOR_INSERT,
    /** The general register t = an element of a, whose number is the immediate, zero-extended. */
    VECTOR_EXTRACT,
    VECTOR_AND,
    VECTOR_OR,
    VECTOR_EXCLUSIVE_OR,
    /** t = a AND NOT b. */
    VECTOR_AND_NOT,

    VECTOR_ADD,
    VECTOR_SUBTRACT,
    /** Of bytes: the sum, or 255. */
    VECTOR_ADD_SATURATING,
    /** The low half of the product; of 2 or 4 bytes. */
    VECTOR_MULTIPLY,
    /** Products of 8 bytes of the low halves of such elements. */
    VECTOR_MULTIPLY_LOW_SIGNED,
    VECTOR_MULTIPLY_LOW_UNSIGNED,
    /** All ones where a = b, else zero. */
    VECTOR_COMPARE_EQUAL,
    /** All ones where a > b, signed. */
    VECTOR_COMPARE_GREATER,
    /** Of 1 to 4 bytes. */
    VECTOR_MAXIMUM_SIGNED,
    VECTOR_MINIMUM_SIGNED,
    VECTOR_MAXIMUM_UNSIGNED,
    VECTOR_MINIMUM_UNSIGNED,
    /** By the immediate, up to an element's bits; of 2 to 8 bytes. */
    VECTOR_SHIFT_LEFT,
    VECTOR_SHIFT_RIGHT,
    /** Of 2 or 4 bytes. */
    VECTOR_SHIFT_RIGHT_ARITHMETIC,
    /** By the elements of b, of which none is negative but counts as large; of 4 or 8 bytes. */
    VECTOR_SHIFT_LEFT_BY_VECTOR,
    VECTOR_SHIFT_RIGHT_BY_VECTOR,
    /** The elements in the low half of a, twice as wide. */
    VECTOR_EXTEND_SIGNED,
    VECTOR_EXTEND_UNSIGNED,
    /** The low halves of the elements of a, which are twice as wide as said; the high half of t becomes zero. */
    VECTOR_NARROW,
    /** Elements of the low halves of a and b in turn. */
    VECTOR_INTERLEAVE_LOW,
    VECTOR_INTERLEAVE_HIGH,
    /** 16 bytes of a and, above it, b, from the byte that the immediate says, 0 to 15. */
    VECTOR_JOIN,
    /** All elements of t = an element of a, whose number is the immediate. */
    VECTOR_DUPLICATE,
    /** Each byte = the byte of a that the low bits of a byte of b number, or zero if that byte is 128 or more. */
    VECTOR_LOOK_UP,
    /** Reverses the elements within groups, of as many bytes as the immediate says. */
    VECTOR_REVERSE,
    /** The number of ones in each byte. */
    VECTOR_COUNT_ONES,
    /** The polynomial product of halves of a and b: the low ones, or the high ones if the immediate is 1. */
    VECTOR_MULTIPLY_POLYNOMIAL,
    /** ShiftRows and SubBytes of AES. */
    VECTOR_AES_SUBSTITUTE,
    VECTOR_AES_SUBSTITUTE_INVERSE,
    VECTOR_AES_MIX,
    VECTOR_AES_MIX_INVERSE,

    // Of floating-point numbers in vectors, or of one where an element is as wide as the operation. They round to
    // nearest and raise what the host raises; a result that may not be the guest's is left to the interpreter by a
    // check.

    FLOATING_POINT_ADD,
    FLOATING_POINT_SUBTRACT,
    FLOATING_POINT_MULTIPLY,
    FLOATING_POINT_DIVIDE,
    FLOATING_POINT_SQUARE_ROOT,
    /** t = t + a * b, rounded once; t is a temporary. */
    FLOATING_POINT_MULTIPLY_ADD,
    /** t = t - a * b. */
    FLOATING_POINT_MULTIPLY_SUBTRACT,
    /** t = -t - a * b. */
    FLOATING_POINT_NEGATED_MULTIPLY_ADD,
    /** t = -t + a * b. */
    FLOATING_POINT_NEGATED_MULTIPLY_SUBTRACT,
    /** The larger of a and b, of which none is a NaN; -0 is below +0. */
    FLOATING_POINT_MAXIMUM,
    FLOATING_POINT_MINIMUM,
    /** a as an integer, rounded as {@link Rounding} of the immediate's number says, never inexact. */
    FLOATING_POINT_ROUND,
    /** The same, inexact where that is not a. */
    FLOATING_POINT_ROUND_EXACT,
    /** Double precision from single. */
    FLOATING_POINT_WIDEN,
    /** Single precision from double. */
    FLOATING_POINT_NARROW,
    /** t = the general register a, of as many bits as the immediate says, as a number. */
    FLOATING_POINT_FROM_SIGNED,
    FLOATING_POINT_FROM_UNSIGNED,
    /** All ones where a = b, else zero; quiet NaNs are not invalid. */
    FLOATING_POINT_EQUAL,
    /** All ones where a >= b; quiet NaNs are invalid. */
    FLOATING_POINT_GREATER_OR_EQUAL,
    FLOATING_POINT_GREATER,

    // What may leave the instruction to the interpreter, or has to do with NZCV.

    /** Leaves the instruction to the interpreter if a or b has a NaN, signalling ones being invalid. */
    FLOATING_POINT_CHECK_ORDERED,
    /** Leaves the instruction to the interpreter if the result a has a NaN: which one it is the guest decides otherwise. */
    FLOATING_POINT_CHECK_NUMBER,
    /**
     * The same, also if it has the smallest normal number: the guest asks before rounding whether a result is tiny, the host
     * afterwards.
     */
    FLOATING_POINT_CHECK_NORMAL,
    /** t = a if a condition holds, else b; immediate: the condition. */
    VECTOR_SELECT,
    /** NZCV of a comparison of a and b, or zero; quiet NaNs are not invalid. */
    FLOATING_POINT_COMPARE,
    /** The same, quiet NaNs are invalid. */
    FLOATING_POINT_COMPARE_SIGNALLING,
    /** If a condition holds, such flags of a and b, else given ones; immediate: {@link MicroOperation#conditionalCompare}. */
    FLOATING_POINT_CONDITIONAL_COMPARE,
    FLOATING_POINT_CONDITIONAL_COMPARE_SIGNALLING,
    /** The general register t = a, rounded as the immediate says; what does not fit is left to the interpreter. */
    FLOATING_POINT_TO_SIGNED,
    FLOATING_POINT_TO_UNSIGNED,

    /** The interpreter executes this instruction; the block goes on after it if nothing happened that ends it. */
    INTERPRET,

    /** The block ends; immediate: the address of what comes next. */
    JUMP,
    /** If a condition holds, to the address; {@link MicroOperation#access()}: the condition. */
    JUMP_IF,
    /** If a is zero. */
    JUMP_IF_ZERO,
    JUMP_IF_NOT_ZERO,
    /** If a bit of a is set; {@link MicroOperation#access()}: its number. */
    JUMP_IF_BIT_SET,
    JUMP_IF_BIT_CLEAR,
    /** To the address in a; immediate: PSTATE.BTYPE that the target finds. */
    JUMP_INDIRECT,
    /** The interpreter executes this instruction, and nobody knows what comes next. */
    INTERPRET_AND_LEAVE
}
