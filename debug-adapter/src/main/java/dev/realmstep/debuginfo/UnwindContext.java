package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DwarfExpression;
import dev.realmstep.debuginfo.dwarf.ExpressionContext;
import dev.realmstep.debuginfo.dwarf.UnavailableException;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;

/** What expressions in call frame information may use (DWARF 5 section 6.4.2): registers and memory. */
record UnwindContext(MemoryAccess memory, RegisterAccess registers, long bias) implements ExpressionContext {
    @Override
    public Unit unit() throws UnavailableException {
        throw notThere();
    }

    @Override
    public long register(int number) throws UnavailableException {
        return registers.read(number).orElseThrow(UnavailableException::optimizedOut);
    }

    @Override
    public long frameBase() throws UnavailableException {
        throw notThere();
    }

    @Override
    public long canonicalFrameAddress() throws UnavailableException {
        throw notThere();
    }

    @Override
    public long relocate(long address) {
        return address + bias;
    }

    @Override
    public long entryValue(DwarfExpression expression) throws UnavailableException {
        throw notThere();
    }

    private static UnavailableException notThere() {
        return new UnavailableException("call frame information asks for what it must not use");
    }
}
