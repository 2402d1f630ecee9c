package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SynchronousException;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CPYF*, CPY* and SET* (FEAT_MOPS, Arm ARM C3.2.18), by the architecture's option A: while a copy goes forward, its address
 * registers hold the ends and its size register minus the bytes that are left.
 *
 * <p>Prologues only arrange the registers; main parts do the work, some of it at each execution, so that interrupts and
 * the end of a budget come between; epilogues find nothing left.
 */
public final class MemoryCopyAndSet {
    /** What one execution of a main part moves at the most: interrupts wait for no more. */
    public static final int BYTES_AT_ONCE = 1024;

    private static final int ZERO_REGISTER = 31;
    private static final int PIECE = Long.BYTES;
    private static final long LARGEST_SIZE = Long.MAX_VALUE;
    /** Copies in either direction are of 55 bits: addresses of which have a sign to spare. */
    private static final long LARGEST_SIZE_EITHER_WAY = (1L << 55) - 1;

    private static final long ADDRESS = (1L << 56) - 1;

    /** Bits of the field op2: which of the accesses have the rights of EL0. */
    private static final int WRITES_UNPRIVILEGED = 1;

    private static final int READS_UNPRIVILEGED = 2;

    /** ISS of a Memory Copy or Memory Set exception (Arm ARM D23.2.37, EC 0x27). */
    private static final int ISS_SET = 1 << 24;

    private static final int ISS_OPTIONS_SHIFT = 19;
    private static final int ISS_FROM_EPILOGUE = 1 << 18;
    private static final int ISS_WRONG_OPTION = 1 << 17;
    private static final int ISS_OPTION_A = 1 << 16;

    private static final String[] COPY_OPTIONS = {
        "", "wt", "rt", "t", "wn", "wtwn", "rtwn", "twn", "rn", "wtrn", "rtrn", "trn", "n", "wtn", "rtn", "tn"
    };
    private static final String[] SET_OPTIONS = {"", "t", "n", "tn"};

    private MemoryCopyAndSet() {}

    /** The three instructions that a copy or a set is made of. */
    private enum Part {
        PROLOGUE("p"),
        MAIN("m"),
        EPILOGUE("e");

        private final String letter;

        Part(String letter) {
            this.letter = letter;
        }
    }

    /** A set has three registers that differ; only the one with the value may be the zero register. */
    private static boolean isSetAllocated(int word) {
        int target = Fields.rd(word);
        int value = Fields.rm(word);
        int size = Fields.rn(word);
        boolean distinct = target != value && target != size && value != size;
        return distinct && target != ZERO_REGISTER && size != ZERO_REGISTER;
    }

    public static List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        for (Part part : Part.values()) {
            String stage = Encoding.bits(part.ordinal(), 2);
            for (int options = 0; options < COPY_OPTIONS.length; options++) {
                String operands = "0 Rm:5 " + Encoding.bits(options, 4) + " 01 Rn:5 Rd:5";
                String suffix = part.letter + COPY_OPTIONS[options];
                instructions.add(declareCopy("cpyf" + suffix, "00011001 " + stage + " " + operands)
                        .semantics((element, word) -> copy(element, word, part, true)));
                instructions.add(declareCopy("cpy" + suffix, "00011101 " + stage + " " + operands)
                        .semantics((element, word) -> copy(element, word, part, false)));
            }
            for (int options = 0; options < SET_OPTIONS.length; options++) {
                instructions.add(declareSet(
                                "set" + part.letter + SET_OPTIONS[options],
                                "00011001110 Rm:5 " + stage + " " + Encoding.bits(options, 2) + " 01 Rn:5 Rd:5")
                        .semantics((element, word) -> set(element, word, part)));
            }
        }
        return instructions;
    }

    private static Instruction.Builder declareCopy(String mnemonic, String pattern) {
        return Instruction.declare(InstructionClass.MEMORY_COPY_AND_SET, mnemonic.toUpperCase(Locale.ROOT), pattern)
                .feature(Feature.MOPS)
                .allocatedWhen(word -> isSetAllocated(word) && Fields.rm(word) != ZERO_REGISTER)
                .assembly(mnemonic + " [<Xd>]!, [<Xm>]!, <Xn>!");
    }

    private static Instruction.Builder declareSet(String mnemonic, String pattern) {
        return Instruction.declare(InstructionClass.MEMORY_COPY_AND_SET, mnemonic.toUpperCase(Locale.ROOT), pattern)
                .feature(Feature.MOPS)
                .allocatedWhen(MemoryCopyAndSet::isSetAllocated)
                .assembly(mnemonic + " [<Xd>]!, <Xn>!, <Xm>");
    }

    private static void copy(ProcessingElement element, int word, Part part, boolean forwardOnly) {
        element.checkMemoryCopyIsEnabled();
        if (part == Part.PROLOGUE) {
            beginCopy(element, word, forwardOnly);
            return;
        }
        requireOptionA(element, word, part, Fields.bits(word, 12, 4) << ISS_OPTIONS_SHIFT);
        boolean forward = forwardOnly || element.x(Fields.rn(word)) < 0;
        for (int done = 0; done < BYTES_AT_ONCE && element.x(Fields.rn(word)) != 0; ) {
            done += forward ? copyForward(element, word) : copyBackward(element, word);
        }
        repeatUnlessDone(element, word);
    }

    private static void beginCopy(ProcessingElement element, int word, boolean forwardOnly) {
        long source = element.x(Fields.rm(word));
        long target = element.x(Fields.rd(word));
        long size = saturate(element.x(Fields.rn(word)), forwardOnly ? LARGEST_SIZE : LARGEST_SIZE_EITHER_WAY);
        long distance = (target & ADDRESS) - (source & ADDRESS);
        boolean forward = forwardOnly || distance <= 0 || distance >= size;
        if (forward) {
            element.setX(Fields.rm(word), source + size);
            element.setX(Fields.rd(word), target + size);
        }
        element.setX(Fields.rn(word), forward ? -size : size);
        element.state().setNzcv(0);
    }

    private static long saturate(long size, long largest) {
        return Long.compareUnsigned(size, largest) > 0 ? largest : size;
    }

    private static int copyForward(ProcessingElement element, int word) {
        long left = element.x(Fields.rn(word));
        long source = element.x(Fields.rm(word)) + left;
        long target = element.x(Fields.rd(word)) + left;
        int bytes = -left >= PIECE && ((source | target) & PIECE - 1) == 0 ? PIECE : 1;
        copyPiece(element, word, source, target, bytes);
        element.setX(Fields.rn(word), left + bytes);
        return bytes;
    }

    private static int copyBackward(ProcessingElement element, int word) {
        long left = element.x(Fields.rn(word));
        long source = element.x(Fields.rm(word)) + left;
        long target = element.x(Fields.rd(word)) + left;
        int bytes = left >= PIECE && ((source | target) & PIECE - 1) == 0 ? PIECE : 1;
        copyPiece(element, word, source - bytes, target - bytes, bytes);
        element.setX(Fields.rn(word), left - bytes);
        return bytes;
    }

    private static void copyPiece(ProcessingElement element, int word, long source, long target, int bytes) {
        int options = Fields.bits(word, 12, 4);
        MemoryManagementUnit memory = element.memory();
        long piece = (options & READS_UNPRIVILEGED) != 0
                ? memory.loadUnprivileged(source, bytes)
                : memory.load(source, bytes);
        store(memory, target, bytes, piece, (options & WRITES_UNPRIVILEGED) != 0);
    }

    private static void store(MemoryManagementUnit memory, long address, int bytes, long value, boolean unprivileged) {
        if (unprivileged) {
            memory.storeUnprivileged(address, bytes, value);
        } else {
            memory.store(address, bytes, value);
        }
    }

    private static void set(ProcessingElement element, int word, Part part) {
        element.checkMemoryCopyIsEnabled();
        if (part == Part.PROLOGUE) {
            long size = saturate(element.x(Fields.rn(word)), LARGEST_SIZE);
            element.setX(Fields.rd(word), element.x(Fields.rd(word)) + size);
            element.setX(Fields.rn(word), -size);
            element.state().setNzcv(0);
            return;
        }
        requireOptionA(element, word, part, ISS_SET | Fields.bits(word, 12, 2) << ISS_OPTIONS_SHIFT);
        for (int done = 0; done < BYTES_AT_ONCE && element.x(Fields.rn(word)) != 0; ) {
            done += setPiece(element, word);
        }
        repeatUnlessDone(element, word);
    }

    private static int setPiece(ProcessingElement element, int word) {
        long left = element.x(Fields.rn(word));
        long target = element.x(Fields.rd(word)) + left;
        int bytes = -left >= PIECE && (target & PIECE - 1) == 0 ? PIECE : 1;
        long value = (element.x(Fields.rm(word)) & 0xFF) * 0x0101_0101_0101_0101L;
        boolean unprivileged = (Fields.bits(word, 12, 2) & WRITES_UNPRIVILEGED) != 0;
        store(element.memory(), target, bytes, value, unprivileged);
        element.setX(Fields.rn(word), left + bytes);
        return bytes;
    }

    /** PSTATE.C tells the options apart: a copy that another processor began by option B has to begin anew. */
    private static void requireOptionA(ProcessingElement element, int word, Part part, int operation) {
        if ((element.state().nzcv() & ProcessState.C) != 0) {
            int registers = Fields.rd(word) << 10 | Fields.rm(word) << 5 | Fields.rn(word);
            int where = part == Part.EPILOGUE ? ISS_FROM_EPILOGUE : 0;
            throw SynchronousException.of(
                    ExceptionClass.MEMORY_COPY_AND_SET,
                    operation | where | ISS_WRONG_OPTION | ISS_OPTION_A | registers);
        }
    }

    private static void repeatUnlessDone(ProcessingElement element, int word) {
        if (element.x(Fields.rn(word)) != 0) {
            element.setNextProgramCounter(element.programCounter());
        }
    }
}
