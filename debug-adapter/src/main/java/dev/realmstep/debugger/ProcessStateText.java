package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessState;
import dev.realmstep.machine.VirtualCpu;

/** PSTATE in words: {@code nZCv daIF EL1h}; a capital letter is a bit that is set. */
final class ProcessStateText {
    private ProcessStateText() {}

    static String of(VirtualCpu cpu) {
        ProcessState state = cpu.element().state();
        String stack = state.exceptionLevel().number() == 0 ? "" : state.stackPointerSelect() ? "h" : "t";
        return "0x%08x [%s %s %s%s]"
                .formatted(
                        cpu.processState(),
                        letters("NZCV", state.nzcv()),
                        letters("DAIF", state.daif()),
                        state.exceptionLevel(),
                        stack);
    }

    /** One letter a bit, the highest bit first. */
    private static String letters(String names, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length(); i++) {
            boolean set = (bits >>> (names.length() - 1 - i) & 1) != 0;
            char letter = names.charAt(i);
            text.append(set ? letter : Character.toLowerCase(letter));
        }
        return text.toString();
    }
}
