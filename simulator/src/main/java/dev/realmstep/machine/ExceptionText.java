package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionClass;
import java.util.Arrays;
import java.util.Locale;

/** A syndrome in words. */
final class ExceptionText {
    private static final int EC_SHIFT = 26;

    private ExceptionText() {}

    /** The class of an exception, and its ESR_ELx. */
    static String of(long syndrome) {
        int code = (int) (syndrome >>> EC_SHIFT) & 0x3F;
        String name = code == ExceptionClass.UNKNOWN.code()
                ? "an undefined instruction"
                : Arrays.stream(ExceptionClass.values())
                        .filter(exceptionClass -> exceptionClass.code() == code)
                        .findFirst()
                        .map(exceptionClass ->
                                exceptionClass.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("exception class 0x%x".formatted(code));
        return "%s, ESR 0x%x".formatted(name, syndrome);
    }
}
