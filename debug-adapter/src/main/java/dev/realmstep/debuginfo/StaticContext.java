package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DwarfExpression;
import dev.realmstep.debuginfo.dwarf.ExpressionContext;
import dev.realmstep.debuginfo.dwarf.UnavailableException;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.target.MemoryAccess;

/** What the location expressions of variables outside of functions may use: no registers and no frame. */
record StaticContext(Program program, Unit unit, MemoryAccess memory) implements ExpressionContext {
    @Override
    public long register(int number) throws UnavailableException {
        throw UnavailableException.optimizedOut();
    }

    @Override
    public long frameBase() throws UnavailableException {
        throw UnavailableException.optimizedOut();
    }

    @Override
    public long canonicalFrameAddress() throws UnavailableException {
        throw UnavailableException.optimizedOut();
    }

    @Override
    public long relocate(long address) {
        return program.loaded(address);
    }

    @Override
    public long entryValue(DwarfExpression expression) throws UnavailableException {
        throw UnavailableException.optimizedOut();
    }
}
