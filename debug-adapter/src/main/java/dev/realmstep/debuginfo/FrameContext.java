package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.DwarfExpression;
import dev.realmstep.debuginfo.dwarf.ExpressionContext;
import dev.realmstep.debuginfo.dwarf.ExpressionEvaluator;
import dev.realmstep.debuginfo.dwarf.UnavailableException;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.target.MemoryAccess;

/** What the location expressions of a function's variables may use while it is on the stack. */
record FrameContext(Unit unit, Die function, PhysicalFrame frame, MemoryAccess memory) implements ExpressionContext {

    @Override
    public long register(int number) throws UnavailableException {
        return frame.registers().read(number).orElseThrow(UnavailableException::optimizedOut);
    }

    @Override
    public long frameBase() throws UnavailableException, DebugInformationException {
        DwarfExpression base =
                function.expressionAt(DwarfAttribute.FRAME_BASE, frame.program().linked(frame.lookupPc()));
        if (base == null) {
            throw new UnavailableException("the function has no frame base here");
        }
        return ExpressionEvaluator.compute(base, this);
    }

    @Override
    public long canonicalFrameAddress() throws UnavailableException {
        return frame.canonicalFrameAddress()
                .orElseThrow(() -> new UnavailableException("no call frame information here"));
    }

    @Override
    public long relocate(long address) {
        return frame.program().loaded(address);
    }

    @Override
    public long entryValue(DwarfExpression expression) throws UnavailableException, DebugInformationException {
        return new CallSites(memory).entryValue(frame, function, expression);
    }
}
