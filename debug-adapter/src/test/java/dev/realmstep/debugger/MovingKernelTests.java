package dev.realmstep.debugger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.machine.VirtualCpu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel that runs at physical addresses first and at virtual ones later, with and without KASLR. */
class MovingKernelTests {
    /** A KASLR offset as Linux chooses one: a multiple of 2 MiB. */
    private static final long SLIDE = 0x1234_5660_0000L;

    private static final Breakpoint.Place CREATE_TABLES = new Breakpoint.Place.Function("create_tables");
    private static final Breakpoint.Place PRIMARY_ENTRY = new Breakpoint.Place.Function("primary_entry");
    private static final Breakpoint.Place PRIMARY_SWITCH = new Breakpoint.Place.Function("__primary_switch");
    private static final Breakpoint.Place START_KERNEL = new Breakpoint.Place.Function("start_kernel");

    private static final Breakpoint.Place LAST_LINE_OF_REST_INIT = new Breakpoint.Place.Line("kernel.c", 46);

    /** Offsets in the image, as {@code aarch64-linux-gnu-nm kernel.elf} has them. */
    private static final long PRIMARY_ENTRY_OFFSET = 0x1000;

    private static final long PRIMARY_SWITCH_OFFSET = 0x1028;
    private static final long PRIMARY_SWITCHED_OFFSET = 0x1068;

    @TempDir
    private Path folder;

    private static DebugSession launch(Path realm) throws LaunchException {
        return SessionLauncher.launch(LaunchOptions.of(realm).withMaxInstructions(100_000), text -> {});
    }

    @Test
    void theFirstInstructionIsKnownByItsPhysicalAddress() throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, 0));

        Stop entry = session.start();

        assertThat(entry.description()).startsWith("entry at _text at").contains("kernel.S:9");
    }

    @Test
    void codeThatRunsBeforeTheMmuIsOnStopsAtItsPhysicalAddress() throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, SLIDE));
        VirtualCpu cpu = session.cpus().getFirst();
        session.breakpoints().set(PRIMARY_ENTRY);
        session.breakpoints().set(CREATE_TABLES);
        session.breakpoints().set(PRIMARY_SWITCH);
        session.start();

        assertThat(session.resume(cpu).breakpoints()).containsExactly(1);
        assertThat(cpu.programCounter()).isEqualTo(KernelFixture.LOADED + PRIMARY_ENTRY_OFFSET);
        assertThat(session.resume(cpu).breakpoints()).containsExactly(2);
        assertThat(session.stackOf(cpu).stream().map(Frame::function)).endsWith("create_tables", "primary_entry");
        Frame frame = session.stackOf(cpu).reversed().get(1);
        assertThat(session.evaluate("physical", frame).value()).isEqualTo(Long.toString(KernelFixture.LOADED));
        assertThat(session.evaluate("&high_tables", frame).value())
                .as("data is where code is")
                .contains("0x80206000");
        assertThat(session.resume(cpu).breakpoints()).containsExactly(3);
        assertThat(cpu.programCounter()).isEqualTo(KernelFixture.LOADED + PRIMARY_SWITCH_OFFSET);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, SLIDE, -0x20_0000})
    void aBreakpointThatIsSetBeforeTheKernelMovesIsHitAfterwards(long slide) throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, slide));
        VirtualCpu cpu = session.cpus().getFirst();
        session.breakpoints().set(START_KERNEL);
        session.breakpoints().set(LAST_LINE_OF_REST_INIT);
        session.start();

        Stop first = session.resume(cpu);
        Stop second = session.resume(cpu);

        assertThat(first.breakpoints()).containsExactly(1);
        assertThat(first.description()).contains("kernel.c");
        assertThat(second.breakpoints()).containsExactly(2);
        assertThat(session.stackOf(cpu).stream().map(Frame::function))
                .containsExactly("rest_init", "start_kernel", "__primary_switched");
        assertThat(session.evaluate("argument", session.stackOf(cpu).getFirst()).value())
                .contains("42");
        assertThat(session.evaluate("jiffies", session.stackOf(cpu).getFirst()).value())
                .as("42, and twice that")
                .contains("126");
    }

    @Test
    void whoeverShowsBreakpointsHearsWhereTheyHaveGone() throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, SLIDE));
        List<Breakpoint> changed = new ArrayList<>();
        session.breakpoints().onChange(changed::add);
        Breakpoint before = session.breakpoints().set(START_KERNEL);
        session.start();

        session.resume(session.cpus().getFirst());

        long runsAt = session.cpus().getFirst().programCounter();
        assertThat(before.locations()).extracting(CodeLocation::address).contains(runsAt - SLIDE);
        assertThat(changed).singleElement().satisfies(now -> {
            assertThat(now.id()).isEqualTo(before.id());
            assertThat(now.locations())
                    .extracting(CodeLocation::address)
                    .containsExactlyInAnyOrder(runsAt, runsAt - SLIDE - KernelFixture.LINKED + KernelFixture.LOADED);
        });
    }

    @Test
    void aKernelThatMovesToWhereItWasLinkedForChangesNoBreakpoint() throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, 0));
        List<Breakpoint> changed = new ArrayList<>();
        session.breakpoints().onChange(changed::add);
        session.breakpoints().set(START_KERNEL);
        session.start();

        session.resume(session.cpus().getFirst());

        assertThat(changed).isEmpty();
    }

    @Test
    void instructionStepsLeadOverTheMove() throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, SLIDE));
        VirtualCpu cpu = session.cpus().getFirst();
        session.breakpoints().set(PRIMARY_SWITCH);
        session.start();
        session.resume(cpu);

        while (cpu.programCounter() > 0) {
            session.step(cpu, StepKind.INTO, StepGranularity.INSTRUCTION);
        }

        assertThat(cpu.programCounter()).isEqualTo(KernelFixture.LINKED + SLIDE + PRIMARY_SWITCHED_OFFSET);
        assertThat(session.symbols().symbolAt(cpu.programCounter())).isEqualTo("__primary_switched");
    }

    @Test
    void lineStepsLeadOverTheMove() throws Exception {
        DebugSession session = launch(KernelFixture.realm(folder, SLIDE));
        VirtualCpu cpu = session.cpus().getFirst();
        session.breakpoints().set(PRIMARY_SWITCH);
        session.start();
        session.resume(cpu);

        Stop stop = session.report(cpu);
        while (!stop.description().startsWith("__primary_switched")) {
            stop = session.step(cpu, StepKind.OVER, StepGranularity.STATEMENT);
            assertThat(stop.reason()).isEqualTo(Stop.Reason.STEP);
        }

        assertThat(cpu.programCounter()).isEqualTo(KernelFixture.LINKED + SLIDE + PRIMARY_SWITCHED_OFFSET);
    }

    @Test
    void symbolsOfAnotherBuildAreRefused() throws Exception {
        Path realm = KernelFixture.realm(folder, 0);
        byte[] other = KernelFixture.elf();
        other[KernelFixture.endOfBuildId() - 1] ^= 1;
        Files.write(folder.resolve("vmlinux"), other);

        assertThatThrownBy(() -> launch(realm))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("vmlinux: describes another build than the kernel that is loaded to 0x80200000");
    }
}
