package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** A syndrome in words. */
final class ExceptionText {
    private static final int EC_SHIFT = 26;

    private static final Set<Integer> ABORTS = Set.of(
            ExceptionClass.INSTRUCTION_ABORT_LOWER_LEVEL.code(),
            ExceptionClass.INSTRUCTION_ABORT_SAME_LEVEL.code(),
            ExceptionClass.DATA_ABORT_LOWER_LEVEL.code(),
            ExceptionClass.DATA_ABORT_SAME_LEVEL.code());

    private ExceptionText() {}

    /** The class of an exception, its ESR_ELx, and for an abort its FAR_ELx. */
    static String of(long syndrome, long faultAddress) {
        String text = "%s, ESR_EL1 0x%x".formatted(name(syndrome), syndrome);
        return isAbort(syndrome) ? "%s, FAR_EL1 0x%x".formatted(text, faultAddress) : text;
    }

    /** Whether a syndrome is that of a data or instruction abort. */
    static boolean isAbort(long syndrome) {
        return ABORTS.contains(code(syndrome));
    }

    /** The class of an exception. */
    static String name(long syndrome) {
        int code = code(syndrome);
        return code == ExceptionClass.UNKNOWN.code()
                ? "an undefined instruction"
                : Arrays.stream(ExceptionClass.values())
                        .filter(exceptionClass -> exceptionClass.code() == code)
                        .findFirst()
                        .map(exceptionClass ->
                                exceptionClass.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("exception class 0x%x".formatted(code));
    }

    private static int code(long syndrome) {
        return (int) (syndrome >>> EC_SHIFT) & 0x3F;
    }
}
