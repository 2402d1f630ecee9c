package dev.realmstep.debugger.linux;

import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text in the kernel's memory, which ends with a zero. */
final class KernelText {
    /** Names are shorter; what goes on is no text. */
    private static final int LONGEST = 512;

    private KernelText() {}

    /** @param characters an array of characters, or a pointer to some */
    static String of(Value characters) throws ValueException {
        long most = characters.type().bare() instanceof ArrayType array ? Math.min(array.count(), LONGEST) : LONGEST;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (long i = 0; i < most; i++) {
            long character = characters.element(i).number();
            if (character == 0) {
                break;
            }
            text.write((int) character);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
