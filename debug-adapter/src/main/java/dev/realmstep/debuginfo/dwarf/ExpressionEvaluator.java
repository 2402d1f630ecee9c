package dev.realmstep.debuginfo.dwarf;

import dev.realmstep.debuginfo.dwarf.Location.Piece;
import dev.realmstep.debuginfo.target.TargetAccessException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack machine of DWARF expressions (DWARF 5 sections 2.5 and 2.6). */
public final class ExpressionEvaluator {
    /** Branches may loop; no real expression runs this long. */
    private static final int MOST_OPERATIONS = 10_000;

    private final ExpressionContext context;
    private final ExpressionStack stack = new ExpressionStack();
    private final List<Piece> pieces = new ArrayList<>();

    /** What the operations so far describe when it is not the address on top of the stack. */
    private @Nullable Location described;

    private ExpressionEvaluator(ExpressionContext context) {
        this.context = context;
    }

    /** Where the object is that an expression describes. */
    public static Location locate(DwarfExpression expression, ExpressionContext context) {
        try {
            return new ExpressionEvaluator(context).run(expression);
        } catch (UnavailableException | DebugInformationException | TargetAccessException e) {
            return new Location.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The number an expression computes.
     *
     * @param initial what is on the stack at the beginning, if anything
     */
    public static long compute(DwarfExpression expression, ExpressionContext context, long... initial)
            throws UnavailableException, DebugInformationException {
        ExpressionEvaluator evaluator = new ExpressionEvaluator(context);
        for (long value : initial) {
            evaluator.stack.push(value);
        }
        try {
            return switch (evaluator.run(expression)) {
                case Location.Memory(long address) -> address;
                case Location.Constant(long value) -> value;
                case Location.Register(int number) -> context.register(number);
                default -> throw new UnavailableException("the expression computes no number");
            };
        } catch (TargetAccessException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private Location run(DwarfExpression expression)
            throws UnavailableException, DebugInformationException, TargetAccessException {
        Cursor cursor = expression.cursor();
        for (int count = 0; cursor.hasMore(); count++) {
            if (count == MOST_OPERATIONS) {
                throw cursor.wrong("a loop without end");
            }
            step(cursor);
        }
        if (!pieces.isEmpty()) {
            return new Location.Composite(List.copyOf(pieces));
        }
        return current();
    }

    /** What has been described since the last piece. */
    private Location current() throws DebugInformationException {
        if (described != null) {
            return described;
        }
        return stack.isEmpty() ? Location.Unavailable.OPTIMIZED_OUT : new Location.Memory(stack.pop());
    }

    private void step(Cursor cursor) throws UnavailableException, DebugInformationException, TargetAccessException {
        int operation = cursor.u8();
        if (operation >= 0x30 && operation <= 0x4f) {
            stack.push(operation - 0x30); // DW_OP_lit0 to DW_OP_lit31
        } else if (operation >= 0x50 && operation <= 0x6f) {
            described = new Location.Register(operation - 0x50); // DW_OP_reg0 to DW_OP_reg31
        } else if (operation >= 0x70 && operation <= 0x8f) {
            stack.push(context.register(operation - 0x70) + cursor.sleb()); // DW_OP_breg0 to DW_OP_breg31
        } else if (!pushConstant(operation, cursor) && !stack.compute(operation, cursor)) {
            special(operation, cursor);
        }
    }

    private boolean pushConstant(int operation, Cursor cursor) throws UnavailableException, DebugInformationException {
        switch (operation) {
            case 0x03 -> stack.push(context.relocate(cursor.u64())); // DW_OP_addr
            case 0x08 -> stack.push(cursor.u8());
            case 0x09 -> stack.push(cursor.signed(1));
            case 0x0a -> stack.push(cursor.u16());
            case 0x0b -> stack.push(cursor.signed(2));
            case 0x0c -> stack.push(cursor.u32());
            case 0x0d -> stack.push(cursor.signed(4));
            case 0x0e, 0x0f -> stack.push(cursor.u64());
            case 0x10 -> stack.push(cursor.uleb());
            case 0x11 -> stack.push(cursor.sleb());
            case 0xa1 -> stack.push(context.relocate(IndexedForms.address(context.unit(), cursor.uleb()))); // addrx
            case 0xa2 -> stack.push(IndexedForms.address(context.unit(), cursor.uleb())); // DW_OP_constx
            default -> {
                return false;
            }
        }
        return true;
    }

    private void special(int operation, Cursor cursor)
            throws UnavailableException, DebugInformationException, TargetAccessException {
        switch (operation) {
            case 0x06 -> stack.push(context.memory().readInteger(stack.pop(), 8)); // DW_OP_deref
            case 0x94 -> dereference(cursor, cursor.u8()); // DW_OP_deref_size
            case 0x90 -> described = new Location.Register(cursor.smallUleb()); // DW_OP_regx
            case 0x91 -> stack.push(context.frameBase() + cursor.sleb()); // DW_OP_fbreg
            case 0x92 -> stack.push(context.register(cursor.smallUleb()) + cursor.sleb()); // DW_OP_bregx
            case 0x93 -> piece(cursor.uleb() * Byte.SIZE, 0); // DW_OP_piece
            case 0x9d -> piece(cursor.uleb(), cursor.uleb()); // DW_OP_bit_piece
            case 0x96 -> {
                // DW_OP_nop
            }
            case 0x9c -> stack.push(context.canonicalFrameAddress()); // DW_OP_call_frame_cfa
            case 0x9e -> described = new Location.Implicit(cursor.bytes(cursor.uleb())); // DW_OP_implicit_value
            case 0x9f -> described = new Location.Constant(stack.pop()); // DW_OP_stack_value
            case 0xa3, 0xf3 -> stack.push(context.entryValue(cursor.expression(cursor.uleb()))); // entry_value
            default -> typed(operation, cursor);
        }
    }

    /** Operations on typed values, of which integers up to 64 bits are represented as they are. */
    private void typed(int operation, Cursor cursor)
            throws UnavailableException, DebugInformationException, TargetAccessException {
        switch (operation) {
            case 0xa4, 0xf4 -> { // DW_OP_const_type
                cursor.uleb();
                stack.push(cursor.unsigned(cursor.u8()));
            }
            case 0xa5, 0xf5 -> { // DW_OP_regval_type
                stack.push(context.register(cursor.smallUleb()));
                cursor.uleb();
            }
            case 0xa6, 0xf6 -> { // DW_OP_deref_type
                int size = cursor.u8();
                cursor.uleb();
                dereference(cursor, size);
            }
            case 0xa8, 0xf7 -> convert(cursor); // DW_OP_convert
            case 0xa9, 0xf9 -> cursor.uleb(); // DW_OP_reinterpret
            // What the pointer points at is known, but the pointer itself is nowhere.
            case 0xa0, 0xf2 -> throw UnavailableException.optimizedOut(); // DW_OP_implicit_pointer
            default -> throw cursor.wrong("the unknown expression operation 0x%x".formatted(operation));
        }
    }

    /** Truncates or extends the top to a base type, by its size and signedness. */
    private void convert(Cursor cursor) throws UnavailableException, DebugInformationException {
        long reference = cursor.uleb();
        if (reference == 0) {
            return;
        }
        Die type = context.unit().dieAt(context.unit().offset() + reference);
        int size = type.smallNumber(DwarfAttribute.BYTE_SIZE);
        if (size < 1 || size >= Long.BYTES) {
            return;
        }
        int unused = Long.SIZE - size * Byte.SIZE;
        long high = stack.pop() << unused;
        boolean signed = BaseTypeEncoding.isSigned(type.smallNumber(DwarfAttribute.ENCODING));
        stack.push(signed ? high >> unused : high >>> unused);
    }

    private void dereference(Cursor cursor, int size) throws DebugInformationException, TargetAccessException {
        if (size < 1 || size > Long.BYTES) {
            throw cursor.wrong("a read of " + size + " bytes");
        }
        stack.push(context.memory().readInteger(stack.pop(), size));
    }

    private void piece(long bitSize, long bitOffset) throws DebugInformationException {
        pieces.add(new Piece(current(), bitSize, bitOffset));
        described = null;
    }
}
