package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlanner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The samples as committed, from the first RMI call to PSCI SYSTEM_OFF. */
class SampleRealmTests {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final long PLENTY = 50_000_000;
    private static final StopReason SUCCESS = new StopReason.Ended(0, "PSCI SYSTEM_OFF");

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private Machine machine(String sample) throws PlanException {
        return machine(Path.of(sample, sample + ".realm"));
    }

    private Machine machine(Path sample) throws PlanException {
        CheckedFile file = RealmFiles.check(SAMPLES.resolve(sample));
        assertThat(file.hasErrors()).as("%s", file.diagnostics()).isFalse();
        return Machine.forRealm(RealmPlanner.plan(file.realms().getFirst()), console::write);
    }

    private String output() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helloSaysWhatTheMonitorTellsIt() throws PlanException {
        StopReason reason = machine("hello").run(StopCondition.NEVER, PLENTY);

        assertThat(reason).isEqualTo(SUCCESS);
        assertThat(output())
                .contains("RSI version      1.0")
                .contains("IPA width        33 bits")
                .contains("hash algorithm   SHA-256")
                .contains("personalization  my first realm");
    }

    @Test
    void ripasShowsWhatEachStateDoes() throws PlanException {
        StopReason reason = machine("ripas").run(StopCondition.NEVER, PLENTY);

        assertThat(reason).isEqualTo(SUCCESS);
        assertThat(output())
                .containsSubsequence(
                        "RAM",
                        "Given back to the host.",
                        "EMPTY",
                        // A synchronous external abort, not on a table walk, of a load at EL1.
                        "the read is aborted: ESR 0x96000210",
                        "Asked for again: it is new memory.",
                        "reads 0x0",
                        "Taken by the host.",
                        "DESTROYED");
    }

    @Test
    void smpRunsTwoProcessorsThatShareACounter() throws PlanException {
        StopReason reason = machine("smp").run(StopCondition.NEVER, PLENTY);

        assertThat(reason).isEqualTo(SUCCESS);
        assertThat(output()).contains("counted 2000 under the lock, 2000 atomically");
    }

    @Test
    void timersAndSoftwareGeneratedInterruptsWakeTheProcessorsThatSleep() throws PlanException {
        StopReason reason = machine("interrupts").run(StopCondition.NEVER, PLENTY);

        assertThat(output()).contains("5 ticks of the virtual timer", "10 pings, 10 pongs, 0 strays");
        assertThat(reason).isEqualTo(SUCCESS);
    }

    @Test
    void linuxFindsItsDeviceTreeItsEarlyConsoleAndThatItIsARealm() throws PlanException {
        machine(Path.of("linux", "small.realm")).run(StopCondition.NEVER, 4_000_000);

        assertThat(output())
                .containsSubsequence(
                        "Linux version 7.3.4-realm-small",
                        "Machine model: Realmstep realm",
                        "earlycon: uart8250 MMIO:0x0000000101000000",
                        "psci: SMC Calling Convention v1.3",
                        "RME: Using RSI version 1.0");
    }

    @Test
    void twoRunsAreEqual() throws PlanException {
        Machine first = machine("smp");
        first.run(StopCondition.NEVER, PLENTY);
        String firstOutput = output();
        console.reset();
        Machine second = machine("smp");
        second.run(StopCondition.NEVER, PLENTY);

        assertThat(second.instructions()).isEqualTo(first.instructions());
        assertThat(output()).isEqualTo(firstOutput);
    }

    @Test
    void aLimitOfInstructionsStopsTheRealm() throws PlanException {
        Machine machine = machine("hello");

        assertThat(machine.run(StopCondition.NEVER, 1000)).isEqualTo(new StopReason.InstructionLimit());
        assertThat(machine.instructions()).isEqualTo(1000);
    }

    @Test
    void aRealmStandsAtItsEntryWhenItIsStarted() throws PlanException {
        Machine machine = machine("hello");

        assertThat(machine.start()).isNull();
        assertThat(machine.cpus().getFirst().programCounter()).isEqualTo(0x8020_0000L);
        assertThat(machine.cpus().getFirst().activity()).isEqualTo(VirtualCpu.Activity.RUNNING);
    }

    @Test
    void aProcessorThatIsNotPoweredOnIsOff() throws PlanException {
        Machine machine = machine("smp");
        machine.start();

        assertThat(machine.cpus().get(1).activity()).isEqualTo(VirtualCpu.Activity.OFF);
    }
}
