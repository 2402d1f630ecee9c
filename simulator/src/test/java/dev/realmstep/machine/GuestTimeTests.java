package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.host.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestTimeTests {
    private static final int MRS_X1_CNTVCT_EL0 = 0xD53B_E041;
    private static final int MRS_X2_CNTVCT_EL0 = 0xD53B_E042;
    private static final int MRS_X3_CNTFRQ_EL0 = 0xD53B_E003;
    private static final int NOP = 0xD503_201F;
    private static final int BRANCH_TO_SELF = 0x1400_0000;

    @TempDir
    private Path folder;

    @Test
    void timePassesWithInstructionsAtTheRateThatTheCounterSays() throws IOException, PlanException {
        Machine machine =
                TinyGuest.of(folder, MRS_X1_CNTVCT_EL0, NOP, NOP, MRS_X2_CNTVCT_EL0, MRS_X3_CNTFRQ_EL0, BRANCH_TO_SELF);
        machine.run(StopCondition.NEVER, 100);

        VirtualCpu cpu = machine.cpus().getFirst();
        assertThat(cpu.x(3)).isEqualTo(1_000_000_000);
        // Three instructions of 16 ns.
        assertThat(cpu.x(2) - cpu.x(1)).isEqualTo(48);
    }
}
