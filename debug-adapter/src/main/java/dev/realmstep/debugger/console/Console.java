package dev.realmstep.debugger.console;

import dev.realmstep.config.Spelling;
import dev.realmstep.debugger.ConsoleText;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Frame;
import dev.realmstep.debugger.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Understands command lines: the first word names a command, or begins like exactly one; {@code x/4wx} and {@code info
 * registers} are understood as debuggers' users write them.
 */
public final class Console {
    private final Map<String, Command> byName = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final DebugSession session;
    private final Selection selection;

    public Console(DebugSession session) {
        this.session = session;
        this.selection = new Selection(session);
        add(new RunCommands(session, selection).all());
        add(new BreakpointCommands(session, selection).all());
        add(new StackCommands(session, selection).all());
        add(new InfoCommands(session, selection).all());
        add(new CallCommands(session).all());
        add(new DataCommands(session, selection).all());
        add(new CodeCommands(session, selection).all());
        add(List.of(Command.aside("type", "\"TEXT\"", "types at the guest's console: \\n \\t \\xHH", this::type)));
        add(List.of(Command.look("help h", "[COMMAND]", "explains commands", this::help)));
    }

    private void add(List<Command> family) {
        for (Command command : family) {
            commands.add(command);
            command.names().forEach(name -> byName.put(name, command));
        }
    }

    /** Whether a line begins with a command. */
    public boolean isCommand(String line) {
        return find(CommandLine.of(line).name()).isPresent();
    }

    /** Whether a line is nothing but a short form of a command, and may mean something else as well. */
    public boolean isAbbreviated(String line) {
        CommandLine parsed = CommandLine.of(line);
        return parsed.operands().isEmpty()
                && find(parsed.name())
                        .filter(command -> !command.name().equals(parsed.name()))
                        .isPresent();
    }

    /** Whether a line is a command that lets the realm run. */
    public boolean isMovement(String line) {
        return find(CommandLine.of(line).name()).map(Command::isMovement).orElse(false);
    }

    /** Whether a line is a command that may be carried out while the realm runs, from any thread. */
    public boolean isAside(String line) {
        return find(CommandLine.of(line).name()).map(Command::isAside).orElse(false);
    }

    /** Answers a command that only looks, about a frame. */
    public String inspect(String line, Frame frame) throws EvaluationException {
        selection.select(frame);
        return inspect(line);
    }

    /** Answers a command that only looks, about what is selected. */
    public String inspect(String line) throws EvaluationException {
        CommandLine parsed = CommandLine.of(line);
        if (require(parsed).action() instanceof Command.Look look) {
            return look.look(parsed.operands());
        }
        throw new EvaluationException("`%s` lets the realm run".formatted(parsed.name()));
    }

    /** Carries out a command that lets the realm run; the processor that stopped is selected then. */
    public Stop move(String line) throws EvaluationException {
        CommandLine parsed = CommandLine.of(line);
        if (require(parsed).action() instanceof Command.Move move) {
            Stop stop = move.move(parsed.operands());
            if (stop.cpu() != null) {
                selection.select(stop.cpu());
            }
            return stop;
        }
        throw new EvaluationException("`%s` does not let the realm run".formatted(parsed.name()));
    }

    /** What the last word of a half-typed line may become. */
    public List<String> completions(String line) {
        Completion completion = new Completion(commands, session.symbols());
        String begun = line.stripLeading();
        if (begun.chars().noneMatch(Character::isWhitespace)) {
            return completion.ofName(begun);
        }
        return find(CommandLine.of(begun).name())
                .map(command -> completion.ofOperand(command, begun))
                .orElse(List.of());
    }

    private Command require(CommandLine parsed) throws EvaluationException {
        Command command = require(parsed.name());
        if (command.usage().isEmpty() && !parsed.operands().isEmpty()) {
            throw new EvaluationException("`%s` takes no operands".formatted(command.name()));
        }
        return command;
    }

    private Command require(String name) throws EvaluationException {
        return find(name).orElseThrow(() -> new EvaluationException(unknown(name)));
    }

    private String unknown(String name) {
        List<String> begun = new Completion(commands, session.symbols()).ofName(name);
        if (!name.isEmpty() && begun.size() > 1) {
            return "`%s` begins several commands: %s".formatted(name, String.join(", ", begun));
        }
        return Spelling.closest(name, commands.stream().map(Command::name).toList())
                .map(near -> "`%s` is no command: did you mean `%s`?".formatted(name, near))
                .orElse("`%s` is no command: `help` lists them".formatted(name));
    }

    /** The command with a name, or the only one whose full name begins so. */
    private Optional<Command> find(String name) {
        Command exact = byName.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<Command> begun = commands.stream()
                .filter(command -> !name.isEmpty() && command.name().startsWith(name))
                .toList();
        return begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty();
    }

    private String type(String operands) throws EvaluationException {
        ConsoleText text = ConsoleText.parse(operands);
        if (text.length() != operands.length()) {
            throw new EvaluationException("there is more behind the text's closing quote");
        }
        session.terminal().type(text.bytes());
        return "typed";
    }

    private String help(String name) throws EvaluationException {
        if (!name.isBlank()) {
            Command command = require(name);
            return "%s %s\n  %s (%s)"
                    .formatted(command.name(), command.usage(), command.summary(), String.join(", ", command.names()));
        }
        StringBuilder text = new StringBuilder();
        for (Command command : commands) {
            String head = (command.name() + " " + command.usage()).strip();
            text.append("%-34s %s%n".formatted(head, command.summary()));
        }
        return text.toString().stripTrailing();
    }
}
