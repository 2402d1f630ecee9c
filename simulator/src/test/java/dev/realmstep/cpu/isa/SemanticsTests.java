package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.engine.interpreter.Interpreter;

/** The recorded cases, interpreted. */
class SemanticsTests extends RecordedSemantics {
    SemanticsTests() {
        super(new Interpreter());
    }
}
