package dev.realmstep.device.gic;

import org.jspecify.annotations.Nullable;

/** The redistributor of one processing element (IHI 0069, 12.10 and 12.11): its private interrupts, and its sleep. */
final class Redistributor {
    /** Bytes of register space: RD_base and SGI_base, 64 KiB each. */
    static final long SIZE = 0x2_0000;

    private static final int SGI_BASE = 0x1_0000;
    private static final int TYPER = 0x0008;
    private static final int TYPER_END = 0x0010;
    private static final int WAKER = 0x0014;
    private static final int PIDR2 = 0xFFE8;

    private static final long TYPER_LAST = 1L << 4;
    private static final int TYPER_NUMBER_SHIFT = 8;
    private static final int TYPER_AFFINITY_SHIFT = 32;
    private static final int WAKER_PROCESSOR_SLEEP = 1 << 1;
    private static final int WAKER_CHILDREN_ASLEEP = 1 << 2;

    private final long affinity;
    private final long type;
    private final InterruptBank privates = new InterruptBank(0, InterruptIds.FIRST_SPI);
    private final InterruptRegisters registers = new InterruptRegisters(this::interrupt);
    private boolean asleep = true;

    /**
     * @param index number of its processing element
     * @param affinity of its processing element
     * @param last whether it is the last of a contiguous range of redistributors
     */
    Redistributor(int index, long affinity, boolean last) {
        this.affinity = affinity & Affinity.MASK;
        this.type = Affinity.compact(this.affinity) << TYPER_AFFINITY_SHIFT
                | (long) index << TYPER_NUMBER_SHIFT
                | (last ? TYPER_LAST : 0);
    }

    long affinity() {
        return affinity;
    }

    /** The private interrupt with an INTID, or null if it is shared. */
    @Nullable
    Interrupt interrupt(int id) {
        return privates.get(id);
    }

    InterruptBank interrupts() {
        return privates;
    }

    /** Whether the element can be given interrupts. */
    boolean isAwake() {
        return !asleep;
    }

    void wake() {
        asleep = false;
    }

    long read(RegisterView view, long offset, int bytes) {
        int register = (int) offset;
        if (register >= SGI_BASE) {
            return registers.read(view, register - SGI_BASE, bytes);
        }
        if (register >= TYPER && register < TYPER_END) {
            return WideRegister.part(type, offset, bytes);
        }
        return switch (register) {
            case WAKER -> view.ownsGroups() && asleep ? WAKER_PROCESSOR_SLEEP | WAKER_CHILDREN_ASLEEP : 0;
            case PIDR2 -> Distributor.PIDR2_VALUE;
            default -> 0;
        };
    }

    void write(RegisterView view, long offset, int bytes, long value) {
        int register = (int) offset;
        if (register >= SGI_BASE) {
            registers.write(view, register - SGI_BASE, bytes, value);
        } else if (register == WAKER && view.ownsGroups()) {
            asleep = (value & WAKER_PROCESSOR_SLEEP) != 0;
        }
    }
}
