package dev.realmstep.rmm.rec;

/** ESR_EL2 of an instruction or data abort (Arm ARM D23.2.37), and what of it the host may see. */
public record AbortSyndrome(long esr) {
    /** ISS.DFSC: synchronous external abort, not on a table walk. */
    public static final int SYNCHRONOUS_EXTERNAL_ABORT = 0b010000;

    private static final int EC_SHIFT = 26;
    private static final long EC_MASK = 0x3FL << EC_SHIFT;
    private static final long IL = 1L << 25;
    private static final long ISV = 1L << 24;
    private static final int SAS_SHIFT = 22;
    private static final long SAS = 3L << SAS_SHIFT;
    private static final long SSE = 1L << 21;
    private static final int SRT_SHIFT = 16;
    private static final long SF = 1L << 15;
    private static final long SET = 3L << 11;
    private static final long FNV = 1L << 10;
    private static final long EA = 1L << 9;
    private static final long WNR = 1L << 6;
    private static final long FSC = 0x3F;
    /** FSC 0b010000 and 0b0101xx: synchronous external aborts, on the access and on a level of a table walk. */
    private static final int EXTERNAL_ABORT_ON_WALK = 0b010100;

    private static final int LEVEL = 0b11;

    private static final int INSTRUCTION_ABORT_LOWER_LEVEL = 0x20;
    private static final int INSTRUCTION_ABORT_SAME_LEVEL = 0x21;
    private static final int DATA_ABORT_LOWER_LEVEL = 0x24;
    private static final int DATA_ABORT_SAME_LEVEL = 0x25;

    public int exceptionClass() {
        return (int) (esr >>> EC_SHIFT) & 0x3F;
    }

    public boolean isInstructionAbort() {
        return exceptionClass() == INSTRUCTION_ABORT_LOWER_LEVEL;
    }

    public boolean isDataAbort() {
        return exceptionClass() == DATA_ABORT_LOWER_LEVEL;
    }

    /** Whether the memory system refused the access, rather than translation. */
    public boolean isExternal() {
        int status = (int) (esr & FSC);
        return status == SYNCHRONOUS_EXTERNAL_ABORT || (status & ~LEVEL) == EXTERNAL_ABORT_ON_WALK;
    }

    /** Whether the syndrome describes one load or store of one register. */
    public boolean isValid() {
        return (esr & ISV) != 0;
    }

    public boolean isWrite() {
        return (esr & WNR) != 0;
    }

    /** SRT: the register that is loaded or stored. */
    public int register() {
        return (int) (esr >>> SRT_SHIFT) & 0x1F;
    }

    /** In bits. */
    public int accessBits() {
        return 8 << ((int) (esr & SAS) >>> SAS_SHIFT);
    }

    /** What an emulated store stores of a register's value: the bytes of the access, the others zero. */
    public long stored(long value) {
        int unused = Long.SIZE - accessBits();
        return value << unused >>> unused;
    }

    /** What the register of an emulated load holds afterwards: the host's value, cut, extended, as SSE and SF say. */
    public long loaded(long value) {
        int unused = Long.SIZE - accessBits();
        boolean signed = (esr & SSE) != 0;
        long extended = signed ? value << unused >> unused : value << unused >>> unused;
        return (esr & SF) != 0 ? extended : extended & 0xFFFF_FFFFL;
    }

    /** What the host sees of an access that it may emulate. */
    public long emulatableView() {
        return esr & (EC_MASK | ISV | SAS | SF | SET | FNV | EA | WNR | FSC);
    }

    /** What the host sees of an access that it may not emulate, a fetch among them (A4.3.4.2 and A4.3.4.3). */
    public long otherView() {
        return esr & (EC_MASK | SET | EA | FSC | (isInstructionAbort() ? 0 : FNV));
    }

    /**
     * The syndrome with which the realm takes a synchronous external abort in place of this one; EA is set (A5.2.7).
     *
     * @param fromEl0 whether EL0 made the access
     */
    public long asExternalAbort(boolean fromEl0) {
        return takenToEl1(fromEl0) | EA | SYNCHRONOUS_EXTERNAL_ABORT;
    }

    /**
     * The syndrome with which the realm takes an address size fault of stage 1 in place of this one.
     *
     * @param level of the descriptor that gave the address, 0 if none did
     */
    public long asAddressSizeFault(boolean fromEl0, int level) {
        return takenToEl1(fromEl0) | level;
    }

    private long takenToEl1(boolean fromEl0) {
        int exceptionClass;
        if (isInstructionAbort()) {
            exceptionClass = fromEl0 ? INSTRUCTION_ABORT_LOWER_LEVEL : INSTRUCTION_ABORT_SAME_LEVEL;
        } else {
            exceptionClass = fromEl0 ? DATA_ABORT_LOWER_LEVEL : DATA_ABORT_SAME_LEVEL;
        }
        return (long) exceptionClass << EC_SHIFT | IL | (esr & WNR);
    }
}
