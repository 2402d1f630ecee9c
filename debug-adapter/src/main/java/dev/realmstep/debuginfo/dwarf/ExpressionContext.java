package dev.realmstep.debuginfo.dwarf;

import dev.realmstep.debuginfo.target.MemoryAccess;

/** What an expression may ask for while it is evaluated. */
public interface ExpressionContext {
    /** The unit the expression belongs to. */
    Unit unit() throws UnavailableException;

    MemoryAccess memory();

    /** The value of a register in the frame. */
    long register(int number) throws UnavailableException;

    /** What DW_OP_fbreg counts from. */
    long frameBase() throws UnavailableException, DebugInformationException;

    /** What DW_OP_call_frame_cfa pushes. */
    long canonicalFrameAddress() throws UnavailableException, DebugInformationException;

    /** Where something that was linked at {@code address} is in the running program. */
    long relocate(long address);

    /** What an expression computes to with the registers as they were when the function was entered. */
    long entryValue(DwarfExpression expression) throws UnavailableException, DebugInformationException;
}
