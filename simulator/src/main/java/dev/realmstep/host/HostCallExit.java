package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/**
 * RSI_HOST_CALL: what a realm may ask of this host by immediate (docs/guest-interface.md).
 *
 * <p>1 sets the exit status that the realm's PSCI SYSTEM_OFF will report; 2 takes a granule of RAM away, as a misbehaving
 * host would, to show RIPAS DESTROYED.
 */
final class HostCallExit implements ExitHandler {
    private static final int SET_EXIT_STATUS = 1;
    private static final int TAKE_GRANULE = 2;
    private static final int GPRS = 31;
    private static final long DONE = 0;
    private static final long NOTHING_THERE = 1;
    private static final long NOT_SUPPORTED = -1;

    private final RealmUnderHost realm;
    private int exitStatus;

    HostCallExit(RealmUnderHost realm) {
        this.realm = realm;
    }

    /** What the realm last reported, 0 if it did not. */
    int exitStatus() {
        return exitStatus;
    }

    @Override
    public void handle(ProcessingElement element, VirtualProcessor processor) throws RmiRefusedException {
        RunPage run = processor.run();
        int immediate = (int) run.read(element, RecRun.EXIT_HOST_CALL_IMMEDIATE) & 0xFFFF;
        for (int n = 0; n < GPRS; n++) {
            run.setEntryRegister(element, n, run.exitRegister(element, n));
        }
        long argument = run.exitRegister(element, 0);
        switch (immediate) {
            case SET_EXIT_STATUS -> exitStatus = (int) argument & 0xFF;
            case TAKE_GRANULE -> run.setEntryRegister(element, 0, takeGranule(element, argument));
            default -> run.setEntryRegister(element, 0, NOT_SUPPORTED);
        }
    }

    private long takeGranule(ProcessingElement element, long ipa) throws RmiRefusedException {
        long page = ipa & -RealmMemory.PAGE_SIZE;
        int reclaimed = realm.isProtectedAddress(page)
                ? realm.memory().reclaim(element, page, page + RealmMemory.PAGE_SIZE)
                : 0;
        return reclaimed == 1 ? DONE : NOTHING_THERE;
    }
}
