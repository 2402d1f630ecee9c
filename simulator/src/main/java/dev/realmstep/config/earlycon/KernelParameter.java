package dev.realmstep.config.earlycon;

import dev.realmstep.config.CommandLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter of a kernel command line: {@code name} or {@code name=value}.
 *
 * @param value empty if there is none
 * @param begin the offset of its first character in the command line
 * @param end the offset behind its last character
 */
public record KernelParameter(String name, String value, int begin, int end) {
    /** The parameters of a command line; they are separated by white space outside of double quotes. */
    public static List<KernelParameter> of(CommandLine commandLine) {
        String text = commandLine.text();
        List<KernelParameter> parameters = new ArrayList<>();
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            boolean separates = i == text.length() || (!quoted && Character.isWhitespace(text.charAt(i)));
            if (separates) {
                if (i > begin) {
                    parameters.add(parameter(text, begin, i));
                }
                begin = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parameters;
    }

    private static KernelParameter parameter(String text, int begin, int end) {
        int equals = text.substring(begin, end).indexOf('=');
        return equals < 0
                ? new KernelParameter(text.substring(begin, end), "", begin, end)
                : new KernelParameter(
                        text.substring(begin, begin + equals), text.substring(begin + equals + 1, end), begin, end);
    }

    /** The offset of the value's first character; that of the end if there is no value. */
    int valueBegin() {
        return end - value.length();
    }
}
