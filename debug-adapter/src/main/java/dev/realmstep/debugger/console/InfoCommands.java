package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.GuestModule;
import dev.realmstep.debugger.VariableNode;
import dev.realmstep.debugger.VariableScope;
import dev.realmstep.machine.EventLog;
import java.util.List;
import java.util.stream.Collectors;

/** {@code info}: what is known about the realm where it stands. */
final class InfoCommands {
    static final List<String> SUBJECTS =
            List.of("registers", "breakpoints", "threads", "locals", "args", "symbol", "system", "events", "modules");

    private static final int EVENTS = 20;

    private final DebugSession session;
    private final Selection selection;

    InfoCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    List<Command> all() {
        return List.of(Command.look("info i", String.join("|", SUBJECTS), "shows what is known", this::info));
    }

    private String info(String operands) throws EvaluationException {
        CommandLine parsed = CommandLine.of(operands);
        String subject = SUBJECTS.stream()
                .filter(name -> !parsed.name().isEmpty() && name.startsWith(parsed.name()))
                .findFirst()
                .orElseThrow(() -> new EvaluationException("info what? " + String.join(", ", SUBJECTS)));
        return switch (subject) {
            case "registers" -> registers(parsed.operands(), "registers", false);
            case "system" -> registers(parsed.operands(), "registers", true);
            case "locals" -> variables("locals");
            case "args" -> variables("arguments");
            case "breakpoints" -> BreakpointCommands.list(session);
            case "symbol" -> session.symbols().describe(session.evaluateAddress(parsed.operands(), selection.frame()));
            case "events" -> events(parsed.operands());
            case "modules" -> modules();
            default ->
                session.cpus().stream()
                        .map(cpu -> (cpu == selection.cpu() ? "* " : "  ") + StackCommands.describe(session, cpu))
                        .collect(Collectors.joining("\n"));
        };
    }

    private String registers(String names, String hint, boolean system) throws EvaluationException {
        List<String> wanted =
                names.isBlank() ? List.of() : List.of(names.strip().split("\\s+", -1));
        StringBuilder text = new StringBuilder();
        for (VariableScope scope : session.scopesOf(selection.frame())) {
            if (scope.hint().equals(hint) && scope.expensive() == system) {
                for (VariableNode register : scope.variables().get()) {
                    if (wanted.isEmpty() || wanted.contains(register.name())) {
                        text.append("%-10s %s%n".formatted(register.name(), register.value()));
                    }
                }
            }
        }
        if (text.isEmpty()) {
            throw new EvaluationException("there is no register " + names);
        }
        return text.toString().stripTrailing();
    }

    /** The last events between the realm, the RMM and the host. */
    private String events(String count) throws EvaluationException {
        List<EventLog.Event> recent = session.events();
        int wanted = count.isBlank() ? EVENTS : Numbers.count(count);
        return recent.isEmpty()
                ? "nothing has happened yet"
                : recent.subList(Math.max(0, recent.size() - wanted), recent.size()).stream()
                        .map(EventLog.Event::toString)
                        .collect(Collectors.joining("\n"));
    }

    /** The modules of a Linux kernel, the one that was loaded first above. */
    private String modules() throws EvaluationException {
        session.refreshModules();
        List<GuestModule> all = session.modules().all();
        return all.isEmpty()
                ? "no modules"
                : all.stream().map(InfoCommands::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(GuestModule module) {
        String code = module.extents().stream()
                .findFirst()
                .map(extent -> "0x%x".formatted(extent.start()))
                .orElse("");
        String from = module.symbols()
                .map(symbols -> " (%s)".formatted(symbols.file()))
                .orElse("");
        return "%-20s %-18s %s%s".formatted(module.name(), code, module.status(), from);
    }

    private String variables(String hint) throws EvaluationException {
        String text = session.scopesOf(selection.frame()).stream()
                .filter(scope -> scope.hint().equals(hint))
                .flatMap(scope -> scope.variables().get().stream())
                .map(variable -> variable.name() + " = " + variable.value())
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? "no " + hint : text;
    }
}
