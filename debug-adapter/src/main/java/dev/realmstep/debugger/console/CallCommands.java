package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.machine.EventLog;
import dev.realmstep.machine.StateChange;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code rmi} and {@code rsi}: the last calls of the RMM, with what they changed, or why they were refused. */
final class CallCommands {
    private static final int CALLS = 5;
    private static final String REFUSED = "refused";

    private final DebugSession session;

    CallCommands(DebugSession session) {
        this.session = session;
    }

    List<Command> all() {
        return List.of(
                Command.look(
                        "rmi",
                        "[refused] [N]",
                        "shows the host's last calls of the RMM, what they changed, or why they were refused",
                        operands -> show(EventLog.HostCommand.class, operands)),
                Command.look(
                        "rsi",
                        "[refused] [N]",
                        "shows the realm's last calls of the RMM, what they changed, or why they were refused",
                        operands -> show(EventLog.RealmCall.class, operands)));
    }

    private String show(Class<? extends EventLog.Call> kind, String operands) throws EvaluationException {
        CommandLine parsed = CommandLine.of(operands);
        boolean onlyRefused = parsed.name().equals(REFUSED);
        String count = onlyRefused ? parsed.operands() : operands;
        int wanted = count.isBlank() ? CALLS : Numbers.count(count);
        Stream<? extends EventLog.Event> events =
                onlyRefused ? session.refusedCalls().stream() : session.events().stream();
        List<? extends EventLog.Call> calls =
                events.filter(kind::isInstance).map(kind::cast).toList();
        return calls.isEmpty()
                ? "no calls"
                : calls.subList(Math.max(0, calls.size() - wanted), calls.size()).stream()
                        .map(CallCommands::describe)
                        .collect(Collectors.joining("\n"));
    }

    private static String describe(EventLog.Call call) {
        Stream<String> details = Stream.concat(
                call.refusal().stream().map(CallCommands::found),
                call.changes().stream().map(StateChange::toString));
        return Stream.concat(Stream.of(call.toString()), details.map(detail -> "    " + detail))
                .collect(Collectors.joining("\n"));
    }

    private static String found(Refusal refusal) {
        String subject =
                refusal.found().subject().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "condition %s, operand %s, found: %s %s"
                .formatted(
                        refusal.condition(),
                        refusal.operand(),
                        subject,
                        refusal.found().state());
    }
}
