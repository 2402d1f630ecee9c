package dev.realmstep.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.machine.VirtualCpu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules of a kernel, from before they are loaded until they are gone. */
class ModulesTests {
    private static final long SLIDE = 0x1234_5660_0000L;
    private static final String KERNEL = "modular.elf";

    private static final Breakpoint.Place PING = new Breakpoint.Place.Function("ping");
    private static final Breakpoint.Place PING_INIT = new Breakpoint.Place.Function("ping_init");
    private static final Breakpoint.Place PONG = new Breakpoint.Place.Function("pong");
    private static final Breakpoint.Place SERVICE = new Breakpoint.Place.Function("kernel_service");
    private static final Breakpoint.Place FREE = new Breakpoint.Place.Function("free_module");
    private static final Breakpoint.Place DONE = new Breakpoint.Place.Function("all_is_done");

    @TempDir
    private Path folder;

    private static DebugSession launch(Path realm) throws LaunchException {
        return SessionLauncher.launch(LaunchOptions.of(realm).withMaxInstructions(100_000), text -> {});
    }

    private DebugSession withModules(long slide) throws Exception {
        return launch(ModularKernelFixture.realmWithModules(folder, KERNEL, slide));
    }

    private static Stop run(DebugSession session) {
        session.start();
        return resume(session);
    }

    private static Stop resume(DebugSession session) {
        return session.resume(session.cpus().getFirst());
    }

    private static List<Frame> stack(DebugSession session) {
        return session.stackOf(session.cpus().getFirst());
    }

    private static List<String> names(DebugSession session) {
        return session.modules().all().stream().map(GuestModule::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {KERNEL, "modular-counted.elf"})
    void aBreakpointInAModuleWaitsForItAndIsHitInItsFirstFunction(String kernel) throws Exception {
        DebugSession session = launch(ModularKernelFixture.realmWithModules(folder, kernel, SLIDE));
        Breakpoint before = session.breakpoints().set(PING_INIT);

        Stop stop = run(session);

        assertThat(before.isResolved()).isFalse();
        assertThat(stop.breakpoints()).as(stop.description()).containsExactly(before.id());
        assertThat(stop.description()).startsWith("ping_init at").contains("ping.c:21");
        assertThat(names(session)).containsExactly("ping");
    }

    @Test
    void aBreakpointOnALineOfAModuleWaitsForIt() throws Exception {
        DebugSession session = withModules(0);
        session.breakpoints().set(new Breakpoint.Place.Line("ping.c", ModularKernelFixture.LINE_IN_PING));

        Stop stop = run(session);

        assertThat(stop.description()).contains("ping.c:" + ModularKernelFixture.LINE_IN_PING);
    }

    @Test
    void whoeverShowsBreakpointsHearsThatTheyHaveArrived() throws Exception {
        DebugSession session = withModules(SLIDE);
        List<Breakpoint> changed = new ArrayList<>();
        session.breakpoints().onChange(changed::add);
        Breakpoint before = session.breakpoints().set(PONG);

        run(session);

        assertThat(changed).singleElement().satisfies(now -> {
            assertThat(now.id()).isEqualTo(before.id());
            assertThat(now.isResolved()).isTrue();
        });
    }

    @Test
    void theStackLeadsThroughTheKernelAndSeveralModules() throws Exception {
        DebugSession session = withModules(SLIDE);
        session.breakpoints().set(SERVICE);
        run(session);

        resume(session);

        assertThat(stack(session))
                .extracting(Frame::function)
                .containsExactly(
                        "kernel_service",
                        "ping",
                        "pong",
                        "pong_init",
                        "do_init_module",
                        "load_pong",
                        "start_kernel",
                        "__primary_switched");
        assertThat(stack(session))
                .extracting(frame -> frame.line().orElseThrow().file().replaceFirst(".*/", ""))
                .startsWith("modular.c", "ping.c", "pong.c", "pong.c", "modular.c");
    }

    @Test
    void variablesOfAModuleAreSeenWhereItWasLoaded() throws Exception {
        DebugSession session = withModules(SLIDE);
        session.breakpoints().set(PONG);
        run(session);
        Frame frame = stack(session).getFirst();

        assertThat(session.evaluate("mine->points", frame).value()).isEqualTo("3");
        assertThat(session.evaluate("score", frame).value()).isEqualTo("{points = 3, rounds = 1}");
        assertThat(session.evaluate("mine == &score", frame).value()).isEqualTo("1");
        assertThat(session.evaluate("pings", frame).value())
                .as("a variable of another module, counted up by 2")
                .isEqualTo("3");
        assertThat(session.evaluate("pong_module.name", frame).value())
                .as("one of the kernel")
                .contains("pong");
    }

    @Test
    void aStepLeadsFromTheKernelIntoAModuleAndBack() throws Exception {
        DebugSession session = withModules(SLIDE);
        VirtualCpu cpu = session.cpus().getFirst();
        session.breakpoints().set(new Breakpoint.Place.Function("do_init_module"));
        run(session);

        Stop inside = session.step(cpu, StepKind.INTO, StepGranularity.STATEMENT);
        while (inside.description().startsWith("do_init_module at")) {
            inside = session.step(cpu, StepKind.INTO, StepGranularity.STATEMENT);
        }
        Stop outside = session.step(cpu, StepKind.OUT, StepGranularity.STATEMENT);

        assertThat(inside.description()).startsWith("ping_init at");
        assertThat(outside.description()).startsWith("do_init_module at");
    }

    @Test
    void aModuleThatIsFreedTakesItsBreakpointsWithIt() throws Exception {
        DebugSession session = withModules(0);
        List<GuestModules.Change> changes = new ArrayList<>();
        session.modules().onChange(changes::add);
        Breakpoint inPong = session.breakpoints().set(PONG);
        session.breakpoints().set(FREE);
        session.breakpoints().set(DONE);
        run(session);
        Stop freeing = resume(session);

        Stop done = resume(session);

        assertThat(freeing.description()).startsWith("free_module");
        assertThat(done.description()).startsWith("all_is_done");
        assertThat(names(session)).containsExactly("ping");
        assertThat(session.breakpoints().withId(inPong.id()).orElseThrow().isResolved())
                .isFalse();
        assertThat(changes)
                .extracting(change -> change.event() + " " + change.module().name())
                .containsExactly("LOADED ping", "LOADED pong", "UNLOADED pong");
    }

    @Test
    void whatIsForInitialisationOnlyIsGoneWhenThatIsDone() throws Exception {
        DebugSession session = withModules(0);
        Breakpoint inInit = session.breakpoints().set(PING_INIT);
        session.breakpoints().set(PONG);
        Stop first = run(session);
        long address = session.cpus().getFirst().programCounter();

        resume(session);

        assertThat(first.breakpoints()).containsExactly(inInit.id());
        assertThat(session.breakpoints().withId(inInit.id()).orElseThrow().isResolved())
                .isFalse();
        assertThat(session.breakpoints().all().stream()
                        .flatMap(each -> each.locations().stream())
                        .map(CodeLocation::address))
                .doesNotContain(address);
        assertThat(names(session)).containsExactly("ping", "pong");
    }

    @Test
    void debugInformationThatIsKeptApartAndCompressedIsPreferred() throws Exception {
        Path realm = ModularKernelFixture.realmWithModules(folder, KERNEL, 0);
        ModularKernelFixture.addModule(folder, "pong.ko.debug", "debug/pong.ko.debug");
        Files.delete(folder.resolve("modules/drivers/net/pong.ko"));
        DebugSession session = launch(realm);
        session.breakpoints().set(PONG);

        Stop stop = run(session);

        assertThat(stop.description()).contains("pong.c");
        assertThat(session.modules().all().getLast().symbols().orElseThrow().file())
                .hasFileName("pong.ko.debug");
    }

    @Test
    void aFileOfAnotherBuildIsNotUsed() throws Exception {
        Path realm = ModularKernelFixture.realmWithModules(folder, KERNEL, 0);
        Path file = folder.resolve("modules/drivers/net/pong.ko");
        Files.write(file, ModularKernelFixture.resource("ping.ko"));
        DebugSession session = launch(realm);
        session.breakpoints().set(SERVICE);
        run(session);

        resume(session);

        assertThat(session.modules().all().getLast().status())
                .isEqualTo("no symbols: %s: describes another build".formatted(file));
    }

    @Test
    void aModuleWithoutAFileIsKnownAllTheSame() throws Exception {
        DebugSession session = launch(ModularKernelFixture.realm(folder, KERNEL, 0));
        session.breakpoints().set(SERVICE);

        Stop stop = run(session);

        assertThat(stop.breakpoints()).as(stop.description()).containsExactly(1);
        assertThat(session.modules().all()).singleElement().satisfies(module -> {
            assertThat(module.name()).isEqualTo("ping");
            assertThat(module.status()).isEqualTo("no symbols: no ping.ko is in what `symbols` names");
        });
    }

    @Test
    void theSymbolsOfAModuleAreBackWhenTheListIsReadAgain() throws Exception {
        DebugSession session = withModules(0);
        session.breakpoints().set(PING);
        run(session);
        List<GuestModule> noticed = session.modules().all();
        session.symbols().setModules(List.of());

        session.refreshModules();

        assertThat(noticed).isEqualTo(session.modules().all());
        assertThat(session.describe(session.cpus().getFirst())).startsWith("ping at");
    }

    @Test
    void aModuleThatIsBeingFreedIsNotTakenForANewOne() throws Exception {
        DebugSession session = withModules(0);
        session.breakpoints().set(FREE);
        run(session);

        session.refreshModules();

        assertThat(names(session)).containsExactly("ping");
    }
}
