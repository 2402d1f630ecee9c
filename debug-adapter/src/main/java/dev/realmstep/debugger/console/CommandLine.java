package dev.realmstep.debugger.console;

/**
 * A line as typed, in two parts.
 *
 * @param name of the command
 * @param operands the rest; of {@code x/4wx ADDR} it begins with the slash
 */
record CommandLine(String name, String operands) {
    static CommandLine of(String line) {
        String text = line.strip();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '/') {
            end++;
        }
        return new CommandLine(text.substring(0, end), text.substring(end).strip());
    }
}
