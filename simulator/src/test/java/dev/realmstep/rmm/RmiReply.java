package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.refusal.Refusal;
import java.util.Optional;

/**
 * What an RMI command returned in X0 to X4, and the reason of a refusal, which registers do not carry.
 *
 * @param code status in bits 7:0, index in bits 15:8
 */
record RmiReply(long code, long x1, long x2, long x3, long x4, Optional<Refusal> refusal) {
    static final int SUCCESS = 0;
    static final int ERROR_INPUT = 1;
    static final int ERROR_REALM = 2;
    static final int ERROR_REC = 3;
    static final int ERROR_RTT = 4;

    RmiReply succeeds() {
        assertThat(code).as("%s", refusal).isEqualTo(SUCCESS);
        assertThat(refusal).isEmpty();
        return this;
    }

    /** The refusal has a status, index 0, and the failure condition of a name. */
    RmiReply refuses(int status, String condition) {
        return refuses(status, 0, condition);
    }

    RmiReply refuses(int status, int index, String condition) {
        assertThat(code).as("%s", refusal).isEqualTo((index << 8) | status);
        assertThat(refusal).map(Refusal::condition).contains(condition);
        return this;
    }
}
