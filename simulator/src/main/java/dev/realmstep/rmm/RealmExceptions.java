package dev.realmstep.rmm;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.rmm.rec.ExceptionInjection;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.rec.SavedRegisters;
import dev.realmstep.rmm.refusal.Operand;
import dev.realmstep.rmm.rsi.RsiCall;
import dev.realmstep.rmm.rsi.RsiCommands;
import dev.realmstep.rmm.rsi.RsiOutcome;
import java.util.List;
import java.util.Optional;

/** What becomes of an exception that a realm took to EL2: the realm goes on, or its REC exits to the host. */
final class RealmExceptions {
    private static final int SYNCHRONOUS = 0x000;
    private static final int IRQ = 0x080;
    private static final int FIQ = 0x100;
    private static final int INSTRUCTION_SIZE = 4;
    private static final int EC_SHIFT = 26;
    private static final long EC = 0x3FL << EC_SHIFT;
    /** What the host may know of a WFI or WFE: which of the two it was (ISS.TI). */
    private static final long WAIT_VISIBLE = EC | 0b11;

    /** What the host may know of an SError: EC, ISS.IDS, AET, EA and DFSC. */
    private static final long SERROR_VISIBLE = EC | 1L << 24 | 0b111L << 10 | 1L << 9 | 0x3F;

    private static final long NOT_SUPPORTED = -1;

    private final RsiCommands calls;
    private final RmmObserver observer;
    private final RealmAborts aborts;
    private final RealmSystemRegisters systemRegisters = new RealmSystemRegisters();

    RealmExceptions(RsiCommands calls, RmmObserver observer) {
        this.calls = calls;
        this.observer = observer;
        this.aborts = new RealmAborts(observer);
    }

    /**
     * Serves an exception whose REC's registers are saved.
     *
     * @param vector offset in the vectors for exceptions from a lower level
     * @return the exit, or empty if the realm goes on
     */
    Optional<RecExit> serve(ProcessingElement element, RealmExecutionContext rec, int vector) {
        return switch (vector) {
            case SYNCHRONOUS -> synchronous(element, rec);
            case IRQ -> Optional.of(new RecExit(ExitReason.IRQ));
            case FIQ -> Optional.of(new RecExit(ExitReason.FIQ));
            default ->
                Optional.of(new RecExit(ExitReason.SERROR)
                        .withSyndrome(element.systemRegisters().get(SystemRegister.ESR_EL2) & SERROR_VISIBLE));
        };
    }

    private Optional<RecExit> synchronous(ProcessingElement element, RealmExecutionContext rec) {
        long syndrome = element.systemRegisters().get(SystemRegister.ESR_EL2);
        int exceptionClass = (int) (syndrome >>> EC_SHIFT);
        if (exceptionClass == ExceptionClass.SMC.code()) {
            return call(element, rec);
        }
        if (exceptionClass == ExceptionClass.DATA_ABORT_LOWER_LEVEL.code()
                || exceptionClass == ExceptionClass.INSTRUCTION_ABORT_LOWER_LEVEL.code()) {
            return aborts.serve(element, rec, syndrome);
        }
        if (exceptionClass == ExceptionClass.TRAPPED_SYSTEM_REGISTER.code()) {
            return systemRegisters.serve(element, rec, syndrome);
        }
        if (exceptionClass == ExceptionClass.TRAPPED_WF.code()) {
            skip(rec.registers());
            return Optional.of(new RecExit(ExitReason.SYNC).withSyndrome(syndrome & WAIT_VISIBLE));
        }
        if (exceptionClass == ExceptionClass.HVC.code()) {
            // The call returns behind the instruction; that it is UNDEFINED is reported at the instruction.
            rec.registers().setProgramCounter(rec.registers().programCounter() - INSTRUCTION_SIZE);
        }
        // HVC and whatever else a realm has not: UNDEFINED.
        ExceptionInjection.undefined(rec.registers());
        return Optional.empty();
    }

    private Optional<RecExit> call(ProcessingElement element, RealmExecutionContext rec) {
        long function = rec.registers().general(0) & 0xFFFF_FFFFL & ~RsiCommands.SVE_HINT;
        Optional<RsiCommands.Named> known = calls.find(function);
        RsiCall request = new RsiCall(rec, element);
        if (known.isEmpty()) {
            request.complete(NOT_SUPPORTED);
            skip(rec.registers());
            return Optional.empty();
        }
        List<Operand> operands = known.get().operandsOf(request);
        return switch (known.get().command().execute(request)) {
            case RsiOutcome.Return result -> {
                observer.realmCalled(rec.mpidr(), known.get().name(), operands, result.x0(), result.refusal());
                request.complete(result.x0());
                skip(rec.registers());
                yield Optional.empty();
            }
            case RsiOutcome.Exit exit -> {
                observer.realmCalled(rec.mpidr(), known.get().name(), operands, 0, Optional.empty());
                skip(rec.registers());
                yield Optional.of(exit.exit());
            }
            case RsiOutcome.Retry retry -> Optional.of(retry.exit());
        };
    }

    /** A trapped instruction is done: the realm goes on behind it. */
    static void skip(SavedRegisters registers) {
        registers.setProgramCounter(registers.programCounter() + INSTRUCTION_SIZE);
    }
}
