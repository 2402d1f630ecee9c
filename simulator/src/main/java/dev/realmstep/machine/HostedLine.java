package dev.realmstep.machine;

import dev.realmstep.device.InterruptLine;

/** An interrupt of the guest that rises by itself: the host hears of it, to bring it into the realm. */
final class HostedLine implements InterruptLine {
    private final InterruptLine guest;
    private final InterruptLine host;
    private boolean level;

    /** @param host edge-triggered */
    HostedLine(InterruptLine guest, InterruptLine host) {
        this.guest = guest;
        this.host = host;
    }

    @Override
    public void setLevel(boolean asserted) {
        guest.setLevel(asserted);
        if (asserted && !level) {
            host.setLevel(true);
            host.setLevel(false);
        }
        level = asserted;
    }
}
