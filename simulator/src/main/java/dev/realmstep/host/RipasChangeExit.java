package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/**
 * The realm asked to change the RIPAS of a range (RSI_IPA_STATE_SET). The host agrees: it carries the change out, takes
 * back the pages that the realm gave away, and the shared pages of a range that becomes RAM again.
 */
final class RipasChangeExit implements ExitHandler {
    private static final int RIPAS_EMPTY = 0;

    private final RealmUnderHost realm;

    RipasChangeExit(RealmUnderHost realm) {
        this.realm = realm;
    }

    @Override
    public void handle(ProcessingElement element, VirtualProcessor processor) throws RmiRefusedException {
        RunPage run = processor.run();
        long base = run.read(element, RecRun.EXIT_RIPAS_BASE);
        long top = run.read(element, RecRun.EXIT_RIPAS_TOP);
        int ripas = (int) run.read(element, RecRun.EXIT_RIPAS_VALUE) & 0xFF;
        RealmMemory memory = realm.memory();
        long changed = memory.setRipas(element, processor.rec(), base, top);
        if (ripas == RIPAS_EMPTY) {
            memory.reclaim(element, base, top);
            memory.giveUp(base, changed);
        } else {
            memory.unshare(element, base, top);
        }
    }
}
