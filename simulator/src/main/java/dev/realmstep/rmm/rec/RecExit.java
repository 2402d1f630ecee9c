package dev.realmstep.rmm.rec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RmiRecExit (RMM specification 1.0, B4.4.13): what the host learns of an exit; a field that nobody sets is zero. */
public final class RecExit {
    /** Offset in RmiRecRun. */
    static final int OFFSET = 0x800;

    private static final int SIZE = 0x800;
    private static final int REASON = 0x000;
    private static final int ESR = 0x100;
    private static final int FAR = 0x108;
    private static final int HPFAR = 0x110;
    private static final int GPRS = 0x200;
    private static final int GICV3_HCR = 0x300;
    private static final int GICV3_LRS = 0x308;
    private static final int GICV3_MISR = 0x388;
    private static final int GICV3_VMCR = 0x390;
    private static final int CNTP_CTL = 0x400;
    private static final int CNTP_CVAL = 0x408;
    private static final int CNTV_CTL = 0x410;
    private static final int CNTV_CVAL = 0x418;
    private static final int RIPAS_BASE = 0x500;
    private static final int RIPAS_TOP = 0x508;
    private static final int RIPAS_VALUE = 0x510;
    private static final int IMMEDIATE = 0x600;
    private static final int PMU_OVF_STATUS = 0x700;

    private static final int EC_SHIFT = 26;
    private static final long DATA_ABORT_LOWER_LEVEL = 0x24;
    private static final long TRANSLATION_FAULT = 0b000100;

    private final ByteBuffer fields = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final ExitReason reason;

    public RecExit(ExitReason reason) {
        this.reason = reason;
        fields.put(REASON, (byte) reason.ordinal());
    }

    /**
     * A call of the realm names memory of its own that is not there: the host learns it as if the realm had touched it.
     *
     * @param level at which the walk for the IPA ended
     */
    public static RecExit ofMissingMemory(long ipa, int level) {
        return new RecExit(ExitReason.SYNC)
                .withSyndrome(DATA_ABORT_LOWER_LEVEL << EC_SHIFT | TRANSLATION_FAULT | level)
                .withFaultAddress(0, ipa >>> 12 << 4);
    }

    public ExitReason reason() {
        return reason;
    }

    /** ESR_EL2, as far as the host may know it; 0 for an exit without. */
    public long syndrome() {
        return fields.getLong(ESR);
    }

    /** The IPA of an abort: its page from HPFAR_EL2, and the place in that as far as the host may know it. */
    public long faultingIpa() {
        return fields.getLong(HPFAR) >>> 4 << 12 | (fields.getLong(FAR) & 0xFFF);
    }

    public RecExit withSyndrome(long esr) {
        fields.putLong(ESR, esr);
        return this;
    }

    /**
     * @param far FAR_EL2, as far as the host may know it
     * @param hpfar HPFAR_EL2
     */
    public RecExit withFaultAddress(long far, long hpfar) {
        fields.putLong(FAR, far);
        fields.putLong(HPFAR, hpfar);
        return this;
    }

    public RecExit withRegister(int n, long value) {
        fields.putLong(GPRS + 8 * n, value);
        return this;
    }

    /** The RIPAS change that the realm asks for. */
    public RecExit withRipasChange(PendingAnswer.RipasChange change) {
        fields.putLong(RIPAS_BASE, change.next());
        fields.putLong(RIPAS_TOP, change.top());
        fields.put(RIPAS_VALUE, (byte) change.ripas().ordinal());
        return this;
    }

    /** The immediate of a host call. */
    public RecExit withImmediate(int immediate) {
        fields.putInt(IMMEDIATE, immediate);
        return this;
    }

    void setInterrupts(long control, long[] listRegisters, long maintenance, long machineControl) {
        fields.putLong(GICV3_HCR, control);
        for (int n = 0; n < listRegisters.length; n++) {
            fields.putLong(GICV3_LRS + 8 * n, listRegisters[n]);
        }
        fields.putLong(GICV3_MISR, maintenance);
        fields.putLong(GICV3_VMCR, machineControl);
    }

    void setTimers(long physicalControl, long physicalCompare, long virtualControl, long virtualCompare) {
        fields.putLong(CNTP_CTL, physicalControl);
        fields.putLong(CNTP_CVAL, physicalCompare);
        fields.putLong(CNTV_CTL, virtualControl);
        fields.putLong(CNTV_CVAL, virtualCompare);
    }

    void setCounterOverflow(boolean active) {
        fields.put(PMU_OVF_STATUS, (byte) (active ? 1 : 0));
    }

    byte[] bytes() {
        return fields.array();
    }
}
