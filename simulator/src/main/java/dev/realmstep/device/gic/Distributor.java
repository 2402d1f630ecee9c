package dev.realmstep.device.gic;

import org.jspecify.annotations.Nullable;

/** The distributor (IHI 0069, 12.9): the shared peripheral interrupts, and which groups are forwarded at all. */
final class Distributor {
    /** Bytes of register space. */
    static final long SIZE = 0x1_0000;

    private static final int CTLR = 0x0000;
    private static final int TYPER = 0x0004;
    private static final int IROUTER = 0x6000;
    private static final int IROUTER_END = 0x8000;
    private static final int PIDR2 = 0xFFE8;
    /** ArchRev: GICv3. */
    static final int PIDR2_VALUE = 0x30;

    /** DS and ARE of a controller with a single security state. */
    private static final int CTLR_SINGLE = 1 << 6 | 1 << 4;

    private static final int CTLR_ARE_NS = 1 << 4;
    private static final int CTLR_ARE_S_NS = 1 << 5 | 1 << 4;
    private static final int CTLR_GROUP0 = 1;
    private static final int CTLR_GROUP1_NS = 1 << 1;
    private static final int CTLR_GROUP1_S = 1 << 2;

    private static final int TYPER_SECURITY = 1 << 10;
    /** INTIDs have ten bits: there are no locality-specific interrupts. */
    private static final int TYPER_ID_BITS = 9 << 19;
    /** Affinity 3 may be other than zero, and an interrupt goes to the one element that its route names. */
    private static final int TYPER_A3V_NO1N = 1 << 24 | 1 << 25;

    private final boolean twoSecurityStates;
    private final InterruptBank shared;
    private final InterruptRegisters registers = new InterruptRegisters(this::shared);
    private int enabledGroups;

    /** @param interrupts how many shared interrupts there are: a multiple of 32, 960 at the most */
    Distributor(boolean twoSecurityStates, int interrupts) {
        this.twoSecurityStates = twoSecurityStates;
        this.shared = new InterruptBank(InterruptIds.FIRST_SPI, interrupts);
    }

    /** The shared interrupt with an INTID, or null if it is private or there is none. */
    @Nullable
    Interrupt shared(int id) {
        return shared.get(id);
    }

    InterruptBank shared() {
        return shared;
    }

    boolean forwards(InterruptGroup group) {
        int bit = switch (group) {
            case GROUP0 -> CTLR_GROUP0;
            case SECURE_GROUP1 -> CTLR_GROUP1_S;
            case NON_SECURE_GROUP1 -> CTLR_GROUP1_NS;
        };
        return (enabledGroups & bit) != 0;
    }

    long read(RegisterView view, long offset, int bytes) {
        int register = (int) offset;
        if (register >= IROUTER && register < IROUTER_END) {
            Interrupt interrupt = shared((register - IROUTER) >>> 3);
            return interrupt != null && view.reaches(interrupt)
                    ? WideRegister.part(interrupt.route(), offset, bytes)
                    : 0;
        }
        return switch (register) {
            case CTLR -> control(view);
            case TYPER -> type();
            case PIDR2 -> PIDR2_VALUE;
            default -> registers.read(view, register, bytes);
        };
    }

    void write(RegisterView view, long offset, int bytes, long value) {
        int register = (int) offset;
        if (register >= IROUTER && register < IROUTER_END) {
            Interrupt interrupt = shared((register - IROUTER) >>> 3);
            if (interrupt != null && view.reaches(interrupt)) {
                interrupt.setRoute(WideRegister.with(interrupt.route(), offset, bytes, value));
            }
        } else if (register == CTLR) {
            int writable = switch (view) {
                case SINGLE -> CTLR_GROUP0 | CTLR_GROUP1_NS;
                case SECURE -> CTLR_GROUP0 | CTLR_GROUP1_NS | CTLR_GROUP1_S;
                case NON_SECURE -> CTLR_GROUP1_NS;
            };
            enabledGroups = (enabledGroups & ~writable) | ((int) value & writable);
        } else {
            registers.write(view, register, bytes, value);
        }
    }

    /** Affinity routing cannot be turned off. */
    private int control(RegisterView view) {
        return switch (view) {
            case SINGLE -> CTLR_SINGLE | enabledGroups;
            case SECURE -> CTLR_ARE_S_NS | enabledGroups;
            case NON_SECURE -> CTLR_ARE_NS | (enabledGroups & CTLR_GROUP1_NS);
        };
    }

    private int type() {
        return shared.size() / 32 | (twoSecurityStates ? TYPER_SECURITY : 0) | TYPER_ID_BITS | TYPER_A3V_NO1N;
    }
}
