package dev.realmstep.cpu.engine.interpreter;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import java.util.HashMap;
import java.util.Map;

/**
 * Executes one instruction after the other by the semantics of the instruction table; the reference for other engines.
 * One interpreter serves any number of processing elements, each with the instructions that its
 * ID registers advertise when it first runs.
 */
public final class Interpreter implements Engine {
    private final Map<ProcessingElement, InstructionStream> streams = new HashMap<>();

    @Override
    public long run(ProcessingElement element, long budget, StopCondition stop) {
        return streams.computeIfAbsent(element, InstructionStream::new).run(budget, stop);
    }
}
