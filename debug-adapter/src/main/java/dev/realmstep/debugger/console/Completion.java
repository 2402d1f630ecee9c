package dev.realmstep.debugger.console;

import dev.realmstep.debugger.GuestSymbols;
import java.util.List;
import java.util.Set;

/** What the last word of a half-typed command line may become. */
final class Completion {
    /** More are not for choosing among. */
    private static final int MOST = 200;

    private static final Set<String> ABOUT_CODE = Set.of("advance", "break", "disassemble", "print", "set", "x");

    private final List<Command> commands;
    private final GuestSymbols symbols;

    Completion(List<Command> commands, GuestSymbols symbols) {
        this.commands = commands;
        this.symbols = symbols;
    }

    /** All names of commands that a line begins. */
    List<String> ofName(String name) {
        return beginning(commands.stream().map(Command::name).toList(), name);
    }

    /** @param line the whole line, whose first word means the command */
    List<String> ofOperand(Command command, String line) {
        String word = line.substring(lastBreak(line) + 1);
        return switch (command.name()) {
            case "help" -> ofName(word);
            case "info" ->
                line.matches("\\s*\\S+\\s+symbol\\s.*") ? ofExpression(word) : beginning(InfoCommands.SUBJECTS, word);
            default -> ABOUT_CODE.contains(command.name()) ? ofExpression(word) : List.of();
        };
    }

    /** The name at the end of an expression: {@code *mai} may become {@code *main}. */
    private List<String> ofExpression(String word) {
        int start = word.length();
        while (start > 0 && Character.isJavaIdentifierPart(word.charAt(start - 1)) && word.charAt(start - 1) != '$') {
            start--;
        }
        String before = word.substring(0, start);
        return before.endsWith("$")
                ? List.of()
                : symbols.namesBeginning(word.substring(start), MOST).stream()
                        .map(before::concat)
                        .toList();
    }

    private static List<String> beginning(List<String> names, String word) {
        return names.stream().filter(name -> name.startsWith(word)).toList();
    }

    private static int lastBreak(String text) {
        return Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t'));
    }
}
