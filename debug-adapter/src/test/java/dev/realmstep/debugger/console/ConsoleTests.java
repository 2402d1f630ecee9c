package dev.realmstep.debugger.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.Samples;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.LaunchException;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.SessionLauncher;
import dev.realmstep.debugger.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command does what the guide says of it. */
class ConsoleTests {
    private final Console console = console(Samples.HELLO);

    private static Console console(Path program) {
        try {
            DebugSession session = SessionLauncher.launch(LaunchOptions.of(program), value -> {});
            return new Console(session);
        } catch (LaunchException e) {
            throw new AssertionError(e);
        }
    }

    private String ask(String line) throws EvaluationException {
        return console.inspect(line);
    }

    private String go(String line) throws EvaluationException {
        Stop stop = console.move(line);
        return stop.description();
    }

    private void stopIn(String place) throws EvaluationException {
        ask("break " + place);
        assertThat(console.move("run").reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    }

    private static int line(String text) throws IOException {
        return Samples.lineOf(Samples.HELLO_MAIN, text);
    }

    private void assertRefused(String line, String part) {
        assertThatThrownBy(() -> ask(line))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining(part);
    }

    private static Console echo(Path folder) throws IOException {
        return console(Samples.echoGuest(folder));
    }

    @Test
    void waitStopsBehindTheInstructionThatWroteTheText(@TempDir Path folder) throws Exception {
        Console echo = echo(folder);

        Stop prompt = echo.move("wait \">\"");
        assertThat(prompt.reason()).isEqualTo(Stop.Reason.OUTPUT);
        assertThat(echo.inspect("print $pc")).endsWith("0x8000004c");
        assertThat(echo.inspect("type \"ab\\x41c\"")).isEqualTo("typed");
        assertThat(echo.move("wait \"A\" 1_000").reason()).isEqualTo(Stop.Reason.OUTPUT);
        assertThat(echo.inspect("print $pc")).endsWith("0x80000068");
        echo.inspect("type \"q\"");
        assertThat(echo.move("continue").reason()).isEqualTo(Stop.Reason.ENDED);
    }

    @Test
    void aWaitEndsWithItsInstructionsOrTheRealm(@TempDir Path folder) throws Exception {
        Console echo = echo(folder);

        assertThat(echo.move("wait \"nothing\" 5"))
                .returns(Stop.Reason.EXPIRED, Stop::reason)
                .returns(true, Stop::isResumable)
                .returns("the guest did not write \"nothing\" in 5 instructions", Stop::description);
        assertThat(echo.move("wait \"nothing\"").reason()).isEqualTo(Stop.Reason.AWAITS_INPUT);
        echo.inspect("type \"xq\"");
        assertThat(echo.move("wait \"xq\""))
                .returns(Stop.Reason.FAILURE, Stop::reason)
                .returns("the guest ended with status 0 (PSCI SYSTEM_OFF) and did not write \"xq\"", Stop::description);
    }

    @Test
    void textsForTheConsoleAreQuoted() {
        assertRefused("type", "in double quotes");
        assertRefused("type ls", "in double quotes");
        assertRefused("type \"ls", "closing quote");
        assertRefused("type \"ls\" -l", "more behind");
        assertRefused("type \"\\y\"", "no escape \\y");
        assertRefused("type \"\\x4\"", "no escape \\x");
        assertRefused("type \"\\", "no escape");
        assertThatThrownBy(() -> go("wait \"\"")).hasMessageContaining("not empty");
        assertThatThrownBy(() -> go("wait \"x\" 0")).hasMessageContaining("not a count");
    }

    @Test
    void startStandsInFrontOfTheFirstInstructionAndRunsOnlyOnce() throws Exception {
        assertThat(go("start")).contains("_start");
        assertThatThrownBy(() -> go("run")).hasMessageContaining("`continue`");
    }

    @Test
    void nothingMovesBeforeRun() {
        for (String line : new String[] {"continue", "next", "stepi", "finish", "advance main"}) {
            assertThatThrownBy(() -> go(line))
                    .as(line)
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining("`run` or `start`");
        }
    }

    @Test
    void breakTakesEachKindOfPlace() throws Exception {
        assertThat(ask("break print_walk")).startsWith("breakpoint 1 at 0x").contains("print_walk at main.c:");
        int line = line("print_version();");
        assertThat(ask("break main.c:" + line)).endsWith("main.c:" + line);
        assertThat(ask("b *0x8020_0000")).startsWith("breakpoint 3 at 0x80200000");
        go("run");
        assertThat(ask("b *main")).startsWith("breakpoint 4 at 0x").contains("main");
        go("continue");
        go("continue");
        assertThat(ask("b " + line("print_configuration();")))
                .contains("main at main.c:" + line("print_configuration();"));
        assertRefused("break nowhere", "no code of the guest is at nowhere");
        assertRefused("break main.c:100000", "main.c:100000");
        assertThat(ask("info breakpoints").lines()).hasSize(5);
    }

    @Test
    void deleteRemovesOneOrAllBreakpoints() throws Exception {
        ask("break main");
        ask("break print_walk");
        ask("delete 1");
        assertThat(ask("info breakpoints")).contains("print_walk").doesNotContain("main at");
        assertRefused("delete 1", "there is no breakpoint 1");
        assertRefused("break *0x80000002", "no instruction is at 0x80000002: their addresses are multiples of 4");
        ask("delete");
        assertThat(ask("info breakpoints")).isEqualTo("no breakpoints");
    }

    @Test
    void backtraceListsTheFramesAndUpAndDownSelectThem() throws Exception {
        stopIn("hash_name");
        assertThat(ask("backtrace").lines().limit(3))
                .satisfiesExactly(
                        frame -> assertThat(frame).startsWith("#0").contains("hash_name at main.c:"),
                        frame -> assertThat(frame).startsWith("#1").contains("print_configuration at main.c:"),
                        frame -> assertThat(frame).startsWith("#2").contains("main at main.c:"));
        assertThat(ask("up")).startsWith("#1");
        assertThat(ask("info locals")).contains("value = ");
        assertThat(ask("frame")).startsWith("#1");
        assertThat(ask("frame 2")).contains("in main");
        assertThat(ask("down")).startsWith("#1");
        assertRefused("frame 99", "there is no frame 99");
        ask("frame 0");
        assertRefused("down", "there is no frame -1");
    }

    @Test
    void infoShowsArgumentsLocalsSymbolsAndThreads() throws Exception {
        stopIn("print_walk");
        assertThat(ask("info args")).startsWith("place = ");
        assertThat(ask("info locals")).contains("found = {", "unprotected = ");
        assertThat(ask("info symbol main")).startsWith("main at main.c:");
        assertThat(ask("info events 5").lines()).hasSize(5);
        assertThat(ask("info events 1000"))
                .contains(
                        "host: RMI_REALM_ACTIVATE(rd=0x",
                        "REC 0x0: RSI_REALM_CONFIG(addr=0x",
                        " exits SYNC: data abort lower level");
        assertThat(ask("info threads")).startsWith("* vCPU 0  at print_walk at main.c:");
        assertRefused("info", "info what?");
        assertRefused("info weather", "info what?");
    }

    @Test
    void callsOfTheRmmAreShownWithWhatTheyChangedOrWhyTheyWereRefused() throws Exception {
        stopIn("print_walk");
        assertThat(ask("rmi 1000"))
                .contains("host: RMI_REALM_ACTIVATE(rd=0x", ": NEW to ACTIVE", ": DELEGATED to DATA")
                .doesNotContain("RSI_");
        assertThat(ask("rsi")).contains("REC 0x0: RSI_REALM_CONFIG(addr=0x").doesNotContain("RMI_");
        assertThat(ask("rmi refused 1").lines())
                .satisfiesExactly(
                        call -> assertThat(call).startsWith("host: RMI_").contains(" = RMI_ERROR_RTT (", "rtt_walk: "),
                        why -> assertThat(why)
                                .startsWith("    condition rtt_walk, operand ")
                                .contains(", found: rtt entry UNASSIGNED with RIPAS "));
        assertThat(ask("rsi refused")).isEqualTo("no calls");
        assertRefused("rmi none", "none");
    }

    @Test
    void infoRegistersShowsAllOrTheNamedOnes() throws Exception {
        stopIn("main");
        assertThat(ask("info registers")).contains("x0 ", "x30 ", "sp ", "pc ", "pstate ");
        assertThat(ask("info registers x0 sp").lines()).hasSize(2);
        assertThat(ask("info system")).contains("sctlr_el1", "vbar_el1", "esr_el1");
        assertRefused("info registers x99", "there is no register x99");
    }

    @Test
    void printEvaluatesStructuresArraysAndExpressions() throws Exception {
        stopIn("main.c:" + line("int unprotected = found.ipa"));
        assertThat(ask("print found.index")).isEqualTo("{0, 2, 1, 0}");
        assertThat(ask("p found")).startsWith("{ipa = ").contains("index = {0, 2, 1, 0}");
        assertThat(ask("p found.index[1] * 21")).isEqualTo("42");
        assertThat(ask("p *place")).contains("name = ").contains("\"main\"");
        assertThat(ask("p (unsigned long)main == place->ipa")).isEqualTo("1");
        assertRefused("print", "print what?");
        assertRefused("print 1 +", "");
    }

    @Test
    void setChangesVariablesAndRegisters() throws Exception {
        stopIn("main.c:" + line("int unprotected = found.ipa"));
        ask("set unprotected = 7");
        assertThat(ask("p unprotected")).isEqualTo("7");
        ask("set $x9 = 0x123");
        assertThat(ask("info registers x9")).endsWith("0x0000000000000123");
        assertRefused("set", "set what?");
    }

    @Test
    void xShowsMemoryInEachSize() throws Exception {
        stopIn("print_walk");
        assertThat(ask("x/4b place->name")).endsWith(": 0x6d 0x61 0x69 0x6e");
        assertThat(ask("x/2h place->name")).endsWith(": 0x616d 0x6e69");
        assertThat(ask("x/w place->name")).endsWith(": 0x6e69616d");
        assertThat(ask("x/2g $sp")).containsPattern(": 0x[0-9a-f]{16} 0x[0-9a-f]{16}$");
        assertThat(ask("x/8w $sp").lines()).hasSize(2);
        assertRefused("x/w 0x90000000", "memory at 0x90000000 cannot be read");
        assertRefused("x/w", "x needs an address");
        assertRefused("x/2147483647g $sp", "at most 1048576 bytes");
    }

    @Test
    void xShowsNumbersInEachNotation() throws Exception {
        stopIn("print_walk");
        assertThat(ask("x/2db place->name")).endsWith(": 109 97");
        assertThat(ask("x/2ob place->name")).endsWith(": 0155 0141");
        assertThat(ask("x/tb place->name")).endsWith(": 1101101");
        assertThat(ask("x/3c place->name")).endsWith(": 109 'm' 97 'a' 105 'i'");
        assertThat(ask("x/uw place->name")).endsWith(": 1852399981");
    }

    @Test
    void xShowsStringsAndInstructions() throws Exception {
        stopIn("print_walk");
        assertThat(ask("x/s place->name")).matches("0x[0-9a-f]{16}: \"main\"");
        assertThat(ask("x/2s place->name").lines()).hasSize(2);
        assertThat(ask("x/2i $pc").lines())
                .hasSize(2)
                .element(0)
                .asString()
                .startsWith("=> 0x")
                .contains("<print_walk");
        assertThat(ask("x/2i $pc")).isEqualTo(ask("disassemble $pc 2"));
        assertRefused("x/s 0x10", "memory at 0x10 cannot be read");
        assertRefused("x/100000i $pc", "x shows at most 65536 instructions");
    }

    /** The guest would find zeros: the host has promised RAM, and gives it at the first access. */
    @Test
    void ramThatTheGuestHasNotTouchedIsZero() throws Exception {
        stopIn("main");
        assertThat(ask("x/2g 0x80fffff8 - 4096")).endsWith(": 0x0000000000000000 0x0000000000000000");
        assertRefused("x/g 0x81000000", "memory at 0x81000000 cannot be read");
    }

    @Test
    void printTakesANotation() throws Exception {
        stopIn("main.c:" + line("int unprotected = found.ipa"));
        ask("set unprotected = -3");
        assertThat(ask("p/x unprotected")).isEqualTo("0xfffffffd");
        assertThat(ask("p/u unprotected")).isEqualTo("4294967293");
        assertThat(ask("p /d unprotected")).isEqualTo("-3");
        assertThat(ask("p/o 9")).isEqualTo("011");
        assertThat(ask("p/t 9")).isEqualTo("1001");
        assertThat(ask("p/c 65")).isEqualTo("65 'A'");
        assertThat(ask("print/x $sp")).matches("0x8[0-9a-f]{7}");
        assertThat(ask("p/d $cntfrq_el0")).isEqualTo("1000000000");
        assertRefused("p/s unprotected", "print/x EXPRESSION");
        assertRefused("p/2x unprotected", "print/x EXPRESSION");
        assertRefused("p/x", "print what?");
    }

    @Test
    void listMarksTheCurrentLine() throws Exception {
        stopIn("print_walk");
        int first = line("struct TableWalk found = walk(place->ipa);");
        assertThat(ask("list").lines())
                .hasSize(10)
                .anyMatch(line -> line.startsWith(">") && line.contains(first + "  "));
    }

    @Test
    void disassembleMarksTheNextInstruction() throws Exception {
        stopIn("main");
        assertThat(ask("disassemble").lines()).hasSize(10).element(0).asString().startsWith("=> 0x");
        assertThat(ask("disassemble main 3").lines()).hasSize(3).allMatch(line -> line.contains("<main"));
        assertRefused("disassemble main none", "`none` is not a number");
        assertRefused("disassemble main 1000000", "at most 65536 instructions");
    }

    @Test
    void stepEntersAndFinishLeaves() throws Exception {
        stopIn("main.c:" + line("print_version();"));
        assertThat(go("step")).startsWith("print_version at main.c:");
        assertThat(go("finish")).startsWith("main at main.c:");
    }

    @Test
    void nextTakesACount() throws Exception {
        stopIn("main.c:" + line("print_version();"));
        assertThat(go("next 2")).isEqualTo("main at main.c:" + line("print_configuration();"));
        assertThatThrownBy(() -> go("next many")).hasMessageContaining("`many` is not a number");
    }

    @Test
    void stepiAndNextiMoveByInstructions() throws Exception {
        stopIn("main");
        String before = ask("info registers pc");
        go("stepi");
        assertThat(ask("info registers pc")).isNotEqualTo(before);
        go("nexti 3");
        assertThat(ask("backtrace").lines().limit(1).toList().getFirst()).contains("main");
    }

    @Test
    void advanceRunsToAPlaceAndLeavesNoBreakpoint() throws Exception {
        go("start");
        assertThat(go("advance print_walk")).startsWith("print_walk at main.c:");
        assertThat(ask("info breakpoints")).isEqualTo("no breakpoints");
        assertThatThrownBy(() -> go("advance nowhere")).hasMessageContaining("nowhere");
    }

    @Test
    void threadSelectsAVirtualProcessor() throws Exception {
        Console smp = console(Samples.SMP);
        smp.inspect("break secondary_main");
        smp.move("run");
        assertThat(smp.inspect("thread")).startsWith("vCPU 1").contains("secondary_main");
        assertThat(smp.inspect("thread 0")).startsWith("vCPU 0");
        assertThat(smp.inspect("info threads").lines()).anyMatch(line -> line.startsWith("* vCPU 0"));
        assertThatThrownBy(() -> smp.inspect("thread 2")).hasMessageContaining("there is no vCPU 2");
        assertThatThrownBy(() -> smp.inspect("thread 4294967296")).hasMessageContaining("4294967296");
    }

    @Test
    void helpListsEveryCommandAndExplainsOne() throws Exception {
        assertThat(ask("help")).contains(console.completions(""));
        assertThat(ask("help next")).contains("[COUNT]").contains("next, n");
        assertRefused("help dance", "`dance`");
    }

    @Test
    void aCommandMayBeShortenedWhileItIsUnambiguous() throws Exception {
        assertThat(ask("inf br")).isEqualTo("no breakpoints");
        assertRefused("st", "`st` begins several commands: start, step, stepi");
    }

    @Test
    void aMisspeltCommandIsGuessed() {
        assertRefused("backtrace 3", "`backtrace` takes no operands");
        assertRefused("contnue", "`contnue` is no command: did you mean `continue`?");
        assertRefused("frobnicate", "`frobnicate` is no command: `help` lists them");
    }

    @Test
    void aHalfTypedLineIsCompleted() {
        assertThat(console.completions("st")).containsExactly("start", "step", "stepi");
        assertThat(console.completions("info b")).containsExactly("breakpoints");
        assertThat(console.completions("help ad")).containsExactly("advance");
        assertThat(console.completions("b print_wal")).containsExactly("print_walk");
        assertThat(console.completions("x/4wx *print_wal")).containsExactly("*print_walk");
        assertThat(console.completions("info symbol hash_n")).containsExactly("hash_name");
        assertThat(console.completions("print $print_wal")).isEmpty();
        assertThat(console.completions("next print_wal")).isEmpty();
    }

    @Test
    void anOddFormatIsRefused() {
        for (String line : List.of("x/3zz $sp", "x/-1x $sp", "x/wb $sp", "x/3x3 $sp", "x/4wx$sp")) {
            assertRefused(line, "x/4wx ADDRESS");
        }
    }

    @Test
    void continueRunsToTheEnd() throws Exception {
        stopIn("main");
        assertThat(go("c")).contains("status 0");
    }
}
