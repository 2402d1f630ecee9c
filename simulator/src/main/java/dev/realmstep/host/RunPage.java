package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/** One REC's RmiRecRun page in the normal world's memory: what the last exit left, and what the next entry takes. */
final class RunPage {
    private static final int GPRS = 31;

    private final NormalWorldMemory memory;
    private final long address;

    /** @param address physical address of the page */
    RunPage(NormalWorldMemory memory, long address) {
        this.memory = memory;
        this.address = address;
    }

    long address() {
        return address;
    }

    /** Reads eight bytes at an offset of {@link RecRun}. */
    long read(ProcessingElement element, int offset) {
        return memory.read(element, address + offset);
    }

    /** Writes eight bytes at an offset of {@link RecRun}. */
    void write(ProcessingElement element, int offset, long value) {
        memory.write(element, address + offset, value);
    }

    ExitReason exitReason(ProcessingElement element) {
        return ExitReason.of((int) read(element, RecRun.EXIT_REASON) & 0xFF);
    }

    AbortSyndrome syndrome(ProcessingElement element) {
        return new AbortSyndrome(read(element, RecRun.EXIT_ESR));
    }

    /** The IPA that faulted, from HPFAR_EL2 and the page offset of FAR_EL2 (which the RMM leaves for emulatable aborts). */
    long faultingIpa(ProcessingElement element) {
        long page = (read(element, RecRun.EXIT_HPFAR) >>> 4) << 12;
        return page | (read(element, RecRun.EXIT_FAR) & 0xFFF);
    }

    long exitRegister(ProcessingElement element, int n) {
        return read(element, RecRun.EXIT_GPRS + 8 * n);
    }

    void setEntryRegister(ProcessingElement element, int n, long value) {
        write(element, RecRun.ENTER_GPRS + 8 * n, value);
    }

    /** Clears the flags and registers of the next entry: each entry says anew what it answers. */
    void resetEntry(ProcessingElement element) {
        write(element, RecRun.ENTER_FLAGS, 0);
        for (int n = 0; n < GPRS; n++) {
            setEntryRegister(element, n, 0);
        }
    }

    void addEntryFlag(ProcessingElement element, long flag) {
        write(element, RecRun.ENTER_FLAGS, read(element, RecRun.ENTER_FLAGS) | flag);
    }
}
