package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.AccessKind;

/** Watchpoints, which are two: data accesses of chosen addresses lead to a debug exception (Arm ARM D2.10). */
final class Watchpoints {
    private static final SystemRegister[] CONTROLS = {SystemRegister.DBGWCR0_EL1, SystemRegister.DBGWCR1_EL1};
    private static final SystemRegister[] VALUES = {SystemRegister.DBGWVR0_EL1, SystemRegister.DBGWVR1_EL1};

    private static final int LOADS = 1 << 3;
    private static final int STORES = 1 << 4;
    private static final int BYTE_ADDRESS_SELECT_SHIFT = 5;
    /** Linked to a breakpoint of a context, of which there are none. */
    private static final long LINKED = 1L << 20;

    private static final int MASK_SHIFT = 24;
    private static final int MASK = 0x1F;
    /** MASK of 1 and 2 is reserved: a doubleword is watched by its bytes. */
    private static final int LEAST_MASK = 3;

    private static final int WORD_BITS = 2;
    private static final int DOUBLEWORD_BITS = 3;
    /** The tag of an address is not compared; where the top byte is none, no other value could be translated. */
    private static final long ADDRESS = -1L >>> 8;

    /** ISS.WnR. */
    private static final int ISS_WRITE = 1 << 6;

    private final ProcessingElement element;

    Watchpoints(ProcessingElement element) {
        this.element = element;
    }

    boolean areOn() {
        for (SystemRegister control : CONTROLS) {
            if (SelfHostedDebug.isOn(element.systemRegisters().get(control))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks for a watchpoint that an access matches.
     *
     * @param level whose rights the access has
     * @param target the level that debug exceptions are taken to
     * @throws SynchronousException if there is one, with the address of the first byte that is watched
     */
    void check(long address, int bytes, AccessKind kind, ExceptionLevel level, ExceptionLevel target) {
        for (int n = 0; n < CONTROLS.length; n++) {
            long control = element.systemRegisters().get(CONTROLS[n]);
            long watched = element.systemRegisters().get(VALUES[n]);
            if (!SelfHostedDebug.isFor(control, level) || (control & LINKED) != 0 || !isOf(control, kind)) {
                continue;
            }
            for (int i = 0; i < bytes; i++) {
                if (matches(control, watched, address + i)) {
                    throw SynchronousException.fault(
                            ExceptionClass.WATCHPOINT_SAME_LEVEL, syndrome(control, kind), target, address + i);
                }
            }
        }
    }

    private static boolean isOf(long control, AccessKind kind) {
        return (kind.reads() && (control & LOADS) != 0) || (kind.writes() && (control & STORES) != 0);
    }

    /** An access that reads and writes counts as a read where reads are watched. */
    private static int syndrome(long control, AccessKind kind) {
        boolean asRead = kind.reads() && (control & LOADS) != 0;
        return SelfHostedDebug.ISS_DEBUG | (asRead ? 0 : ISS_WRITE);
    }

    /** Whether a byte is one of those that BAS selects in a word or doubleword, or in the range that MASK opens. */
    private static boolean matches(long control, long watched, long address) {
        int mask = (int) (control >>> MASK_SHIFT) & MASK;
        int bottom = (watched & 1 << WORD_BITS) == 0 ? DOUBLEWORD_BITS : WORD_BITS;
        int compared = mask >= LEAST_MASK ? mask : bottom;
        int offset = (int) address & (1 << bottom) - 1;
        boolean selected = (control >>> (BYTE_ADDRESS_SELECT_SHIFT + offset) & 1) != 0;
        return selected && ((address ^ watched) & ADDRESS) >>> compared == 0;
    }
}
