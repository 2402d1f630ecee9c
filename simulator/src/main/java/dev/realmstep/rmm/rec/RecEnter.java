package dev.realmstep.rmm.rec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** RmiRecEnter (RMM specification 1.0, B4.4.11): what the host says at an entry. */
public final class RecEnter {
    /** Bytes of RmiRecRun that are the host's to write. */
    public static final int SIZE = 0x800;

    private static final int FLAGS = 0x000;
    private static final int GPRS = 0x200;
    private static final int GICV3_HCR = 0x300;
    private static final int GICV3_LRS = 0x308;
    private static final long EMULATED_MMIO = 1;
    private static final long INJECT_SEA = 1 << 1;
    private static final long TRAP_WFI = 1 << 2;
    private static final long TRAP_WFE = 1 << 3;
    private static final long RIPAS_REJECT = 1 << 4;

    private final ByteBuffer fields;

    public RecEnter(byte[] bytes) {
        this.fields = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private boolean has(long flag) {
        return (fields.getLong(FLAGS) & flag) != 0;
    }

    public boolean emulatedMmio() {
        return has(EMULATED_MMIO);
    }

    public boolean injectsSea() {
        return has(INJECT_SEA);
    }

    public boolean trapsWfi() {
        return has(TRAP_WFI);
    }

    public boolean trapsWfe() {
        return has(TRAP_WFE);
    }

    /** Whether the host rejects the RIPAS change that the REC waits for. */
    public boolean rejectsRipasChange() {
        return has(RIPAS_REJECT);
    }

    public long register(int n) {
        return fields.getLong(GPRS + 8 * n);
    }

    /** What the host gives the REC of the interrupt controller's virtual interface. */
    public HostInterrupts interrupts() {
        List<Long> listRegisters = new ArrayList<>();
        for (int n = 0; n < VirtualInterrupts.LIST_REGISTERS.size(); n++) {
            listRegisters.add(fields.getLong(GICV3_LRS + 8 * n));
        }
        return new HostInterrupts(fields.getLong(GICV3_HCR), listRegisters);
    }
}
