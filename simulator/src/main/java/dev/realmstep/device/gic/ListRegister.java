package dev.realmstep.device.gic;

/** A value of ICH_LR&lt;n&gt;_EL2 (IHI 0069, 12.4.6): one interrupt that is on offer to a virtual machine. */
public record ListRegister(long value) {
    private static final int PHYSICAL_ID_SHIFT = 32;
    private static final int PHYSICAL_ID_MASK = 0x1FFF;
    private static final long EOI = 1L << 41;
    private static final int PRIORITY_SHIFT = 48;
    private static final long GROUP1 = 1L << 60;
    private static final long HARDWARE = 1L << 61;
    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 1L << 63;

    /** State, HW, Group, five bits of priority, 13 of pINTID, and 16 of vINTID. */
    private static final long WRITABLE = 0xF0F8_1FFF_0000_FFFFL;

    /** An interrupt of no physical counterpart. */
    static ListRegister of(Interrupt interrupt, boolean pending, boolean active, boolean asksForMaintenance) {
        return new ListRegister(interrupt.id()
                | (long) interrupt.priority() << PRIORITY_SHIFT
                | (interrupt.isGroup1() ? GROUP1 : 0)
                | (asksForMaintenance ? EOI : 0)
                | (pending ? PENDING : 0)
                | (active ? ACTIVE : 0));
    }

    /** What the register holds after software wrote a value. */
    static ListRegister written(long value) {
        return new ListRegister(value & WRITABLE);
    }

    /** vINTID. */
    public int virtualId() {
        return (int) value;
    }

    /** pINTID, where there is a physical interrupt to deactivate. */
    int physicalId() {
        return (int) (value >>> PHYSICAL_ID_SHIFT) & PHYSICAL_ID_MASK;
    }

    public int priority() {
        return (int) (value >>> PRIORITY_SHIFT) & 0xFF;
    }

    public boolean isGroup1() {
        return (value & GROUP1) != 0;
    }

    public boolean isHardware() {
        return (value & HARDWARE) != 0;
    }

    public boolean isPending() {
        return (value & PENDING) != 0;
    }

    public boolean isActive() {
        return (value & ACTIVE) != 0;
    }

    /** Whether it holds an interrupt in any state but inactive. */
    public boolean isValid() {
        return (value & (PENDING | ACTIVE)) != 0;
    }

    /** Whether its end is to be reported to the hypervisor. */
    boolean asksForMaintenance() {
        return (value & (HARDWARE | EOI)) == EOI;
    }

    ListRegister acknowledged() {
        return new ListRegister((value & ~PENDING) | ACTIVE);
    }

    ListRegister deactivated() {
        return new ListRegister(value & ~ACTIVE);
    }
}
