package dev.realmstep.cpu.engine.interpreter;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SynchronousException;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.base.BranchTargets;
import org.jspecify.annotations.Nullable;

/** The instructions of one processing element: fetched, decoded once, executed. */
public final class InstructionStream {
    private static final int INSTRUCTION_BYTES = 4;
    private static final long MISALIGNED = INSTRUCTION_BYTES - 1L;

    /** Never equal to a program counter without its offset in a page, whose bits [11:2] are clear. */
    private static final long NO_PAGE = INSTRUCTION_BYTES;

    private final ProcessingElement element;
    private final MemoryManagementUnit memory;
    private final Decoder decoder;
    private final CodeCache cache = new CodeCache();

    /** What is being executed, for the syndrome of a data abort; null while it is being fetched. */
    private @Nullable Instruction current;

    private int currentWord;

    /** PSTATE.BTYPE as the current instruction found it. */
    private int arrival;

    public InstructionStream(ProcessingElement element) {
        this.element = element;
        this.memory = element.memory();
        this.decoder = new Decoder(Feature.advertised(element.systemRegisters()));
    }

    /** See {@link dev.realmstep.cpu.Engine#run}. */
    public long run(long budget, StopCondition stop) {
        long start = element.retired();
        // The caller has just seen to whatever asked for attention before.
        element.takeAttention();
        element.takePendingInterrupt();
        boolean goOn = true;
        while (goOn && element.resident() == null && !element.isWaiting() && element.retired() - start < budget) {
            goOn = executeOrTakeException(start + budget, stop);
        }
        return element.retired() - start;
    }

    /**
     * Executes one instruction, or takes the exception that it leads to.
     *
     * @return false if attention was asked for
     */
    public boolean step() {
        return executeOrTakeException(element.retired() + 1, StopCondition.NEVER);
    }

    /**
     * Executes instructions, until one leads to an exception, which is taken.
     *
     * @param instructions at the most
     * @return false if attention was asked for or the condition holds
     */
    public boolean step(long instructions, StopCondition stop) {
        return executeOrTakeException(element.retired() + instructions, stop);
    }

    private boolean executeOrTakeException(long end, StopCondition stop) {
        try {
            return execute(end, stop);
        } catch (SynchronousException exception) {
            if (exception.afterInstruction()) {
                element.state().setSoftwareStep(false);
            }
            if (arrival != 0 && !exception.afterInstruction()) {
                // It will be landed on again.
                element.state().setBranchType(arrival);
            }
            element.takeException(withAccessSyndrome(exception));
            element.retire();
            return !element.takeAttention();
        }
    }

    /**
     * Executes until an exception is thrown or something ends the run.
     *
     * @param end the count of retired instructions at which the budget is used up
     * @return false if attention was asked for or the condition to stop holds
     */
    private boolean execute(long end, StopCondition stop) {
        boolean watched = !stop.equals(StopCondition.NEVER);
        CodePage page = null;
        long pageAddress = NO_PAGE;
        int context = 0;
        current = null;
        if (element.state().illegalExecution()) {
            throw SynchronousException.of(ExceptionClass.ILLEGAL_EXECUTION_STATE, 0);
        }
        boolean debugged = element.debug().isActive();
        while (element.retired() < end) {
            long address = element.programCounter();
            if (debugged) {
                arrival = 0;
                element.debug().check(address, currentWord);
            }
            if (watched && stop.stopsAt(element, address)) {
                return false;
            }
            if ((address & (~CodePage.OFFSET_MASK | MISALIGNED)) != pageAddress || context != memory.fetchContext()) {
                current = null;
                arrival = 0;
                page = pageOf(address);
                pageAddress = page == null ? NO_PAGE : address & ~CodePage.OFFSET_MASK;
                context = memory.fetchContext();
            }
            step(page, address);
            if (debugged) {
                element.state().setSoftwareStep(false);
            }
            if (element.takeAttention()) {
                return false;
            }
        }
        return true;
    }

    private @Nullable CodePage pageOf(long address) {
        if ((address & MISALIGNED) != 0) {
            throw SynchronousException.fault(ExceptionClass.PC_ALIGNMENT, 0, null, address);
        }
        return cache.pageOf(address, memory);
    }

    private void step(@Nullable CodePage page, long address) {
        int offset = (int) (address & CodePage.OFFSET_MASK);
        int word = page == null ? memory.fetch(address) : page.word(offset);
        arrival = element.state().branchType();
        if (arrival != 0) {
            land(word, address);
        }
        Instruction instruction = page == null ? decode(word) : page.instruction(offset, word, decoder);
        current = instruction;
        currentWord = word;
        element.setNextProgramCounter(address + INSTRUCTION_BYTES);
        instruction.semantics().execute(element, word);
        element.setProgramCounter(element.nextProgramCounter());
        element.retire();
    }

    /** The instruction is the target of an indirect branch. */
    private void land(int word, long address) {
        if (memory.isGuarded(address) && !BranchTargets.accepts(word, arrival, element.isStrictAboutBranchTargets())) {
            current = null;
            throw SynchronousException.of(ExceptionClass.BRANCH_TARGET, arrival);
        }
        element.state().setBranchType(0);
    }

    private Instruction decode(int word) {
        Instruction instruction = decoder.decode(word);
        if (instruction == null) {
            throw SynchronousException.undefined();
        }
        return instruction;
    }

    /** Adds what only the instruction tells of an access that faulted, where the architecture reports it (ISV). */
    private SynchronousException withAccessSyndrome(SynchronousException exception) {
        Instruction instruction = current;
        if (instruction == null || !exception.describesInstruction()) {
            return exception;
        }
        int access = instruction.dataAbortSyndrome(currentWord);
        return access == 0 ? exception : exception.withSyndrome(exception.syndrome() | access);
    }
}
