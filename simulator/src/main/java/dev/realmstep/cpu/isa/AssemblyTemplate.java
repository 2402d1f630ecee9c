package dev.realmstep.cpu.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The assembly syntax of an instruction: text with operands in angle brackets, and in braces what is left out when its
 * operands are empty, as in {@code add <Rd|SP>, <Rn|SP>, #<x:imm12>{, <lsl12>}}.
 *
 * <p>What can stand in angle brackets is said by {@link Operands}.
 */
final class AssemblyTemplate {
    private static final int MNEMONIC_COLUMN = 8;

    private final List<Operand> parts;

    private AssemblyTemplate(List<Operand> parts) {
        this.parts = parts;
    }

    static AssemblyTemplate of(String template, Encoding encoding) {
        return new AssemblyTemplate(parse(template, encoding));
    }

    private static List<Operand> parse(String template, Encoding encoding) {
        List<Operand> parts = new ArrayList<>();
        int position = 0;
        while (position < template.length()) {
            char opening = template.charAt(position);
            int end;
            if (opening == '<') {
                end = template.indexOf('>', position);
                parts.add(Operands.of(template.substring(position + 1, end), encoding));
            } else if (opening == '{') {
                end = template.indexOf('}', position);
                parts.add(optional(template.substring(position + 1, end), encoding));
            } else {
                end = endOfText(template, position);
                String text = template.substring(position, end + 1);
                parts.add((word, address) -> text);
            }
            position = end + 1;
        }
        return List.copyOf(parts);
    }

    private static int endOfText(String template, int start) {
        int end = start;
        while (end + 1 < template.length() && "<{".indexOf(template.charAt(end + 1)) < 0) {
            end++;
        }
        return end;
    }

    /** A part that vanishes, with the text around its operand, when the operand is empty. */
    private static Operand optional(String template, Encoding encoding) {
        int start = template.indexOf('<');
        int end = template.indexOf('>');
        String before = template.substring(0, start);
        String after = template.substring(end + 1);
        Operand operand = Operands.of(template.substring(start + 1, end), encoding);
        return (word, address) -> {
            String text = operand.format(word, address);
            return text.isEmpty() ? "" : before + text + after;
        };
    }

    /** The syntax filled in, with the operands in a column of their own. */
    String format(int word, long address) {
        String text = parts.stream().map(part -> part.format(word, address)).collect(Collectors.joining());
        int space = text.indexOf(' ');
        if (space < 0) {
            return text;
        }
        String mnemonic = text.substring(0, space);
        return mnemonic + " ".repeat(Math.max(1, MNEMONIC_COLUMN - space)) + text.substring(space + 1);
    }
}
