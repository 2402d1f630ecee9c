package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same cases, translated; each is written over the one before it. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TranslatedSemanticsTests extends RecordedSemantics {
    TranslatedSemanticsTests() throws ExecutableMemoryException {
        super(Translator.forThisHost());
    }
}
