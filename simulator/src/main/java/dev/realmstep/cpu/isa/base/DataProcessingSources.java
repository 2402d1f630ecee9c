package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Shifts;
import java.util.List;
import java.util.function.IntPredicate;

/** Data processing with one, two and three source registers (Arm ARM C4.1, Data Processing -- Register). */
public final class DataProcessingSources {
    private static final String[] SUM_SIZES = {"b", "h", "w", "x"};

    private DataProcessingSources() {}

    public static List<Instruction> one() {
        return List.of(
                declareOne("RBIT", "sf", "000000")
                        .assembly("rbit <Rd>, <Rn>")
                        .semantics((element, word) ->
                                set(element, word, Long.reverse(operand(element, word)) >>> unusedBits(word))),
                declareOne("REV16", "sf", "000001")
                        .assembly("rev16 <Rd>, <Rn>")
                        .semantics((element, word) -> set(element, word, reverseInHalfwords(operand(element, word)))),
                declareOne("REV32", "1", "000010")
                        .assembly("rev32 <Rd>, <Rn>")
                        .semantics((element, word) ->
                                set(element, word, Long.rotateRight(Long.reverseBytes(operand(element, word)), 32))),
                declareOne("REV", "0", "000010")
                        .assembly("rev <Rd>, <Rn>")
                        .semantics((element, word) ->
                                set(element, word, Integer.reverseBytes((int) operand(element, word)))),
                declareOne("REV", "1", "000011")
                        .assembly("rev <Rd>, <Rn>")
                        .semantics((element, word) -> set(element, word, Long.reverseBytes(operand(element, word)))),
                declareOne("CLZ", "sf", "000100")
                        .assembly("clz <Rd>, <Rn>")
                        .semantics((element, word) -> set(
                                element, word, Long.numberOfLeadingZeros(operand(element, word)) - unusedBits(word))),
                declareOne("CLS", "sf", "000101")
                        .assembly("cls <Rd>, <Rn>")
                        .semantics((element, word) -> set(
                                element,
                                word,
                                Arithmetic.countLeadingSignBits(signedOperand(element, word)) - unusedBits(word))));
    }

    private static Instruction.Builder declareOne(String name, String sf, String opcode) {
        return Instruction.declare(
                InstructionClass.DATA_PROCESSING_ONE_SOURCE, name, sf + " 101101011000000 " + opcode + " Rn:5 Rd:5");
    }

    public static List<Instruction> two() {
        return List.of(
                declareTwo("UDIV", "sf", "000010")
                        .assembly("udiv <Rd>, <Rn>, <Rm>")
                        .semantics((element, word) -> set(
                                element,
                                word,
                                Arithmetic.divideUnsigned(operand(element, word), unsignedSecond(element, word)))),
                declareTwo("SDIV", "sf", "000011")
                        .assembly("sdiv <Rd>, <Rn>, <Rm>")
                        .semantics((element, word) -> set(
                                element,
                                word,
                                Arithmetic.divideSigned(signedOperand(element, word), signedSecond(element, word)))),
                declareShift("LSLV", "001000", "lsl", 0),
                declareShift("LSRV", "001001", "lsr", 1),
                declareShift("ASRV", "001010", "asr", 2),
                declareShift("RORV", "001011", "ror", 3),
                declareSum("CRC32B", 0),
                declareSum("CRC32H", 1),
                declareSum("CRC32W", 2),
                declareSum("CRC32X", 3),
                declareCastagnoliSum("CRC32CB", 0),
                declareCastagnoliSum("CRC32CH", 1),
                declareCastagnoliSum("CRC32CW", 2),
                declareCastagnoliSum("CRC32CX", 3));
    }

    private static Instruction.Builder declareTwo(String name, String sf, String opcode) {
        return Instruction.declare(
                InstructionClass.DATA_PROCESSING_TWO_SOURCE, name, sf + " 0011010110 Rm:5 " + opcode + " Rn:5 Rd:5");
    }

    private static Instruction declareShift(String name, String opcode, String mnemonic, int type) {
        return declareTwo(name, "sf", opcode)
                .assembly(mnemonic + " <Rd>, <Rn>, <Rm>")
                .semantics((element, word) -> {
                    long value = element.x(Fields.rn(word));
                    int amount = (int) element.x(Fields.rm(word));
                    element.setX(
                            Fields.rd(word),
                            Fields.sf(word)
                                    ? Shifts.shift64(value, type, amount)
                                    : Shifts.shift32(value, type, amount));
                });
    }

    private static Instruction declareSum(String name, int size) {
        return declareSum(name, "0", size)
                .semantics((element, word) -> element.setW(
                        Fields.rd(word),
                        Checksums.crc32((int) element.x(Fields.rn(word)), element.x(Fields.rm(word)), 1 << size)));
    }

    private static Instruction declareCastagnoliSum(String name, int size) {
        return declareSum(name, "1", size)
                .semantics((element, word) -> element.setW(
                        Fields.rd(word),
                        Checksums.crc32c((int) element.x(Fields.rn(word)), element.x(Fields.rm(word)), 1 << size)));
    }

    private static Instruction.Builder declareSum(String name, String polynomial, int size) {
        String source = size == 3 ? "<Xm>" : "<Wm>";
        return declareTwo(name, size == 3 ? "1" : "0", "010 " + polynomial + " " + Encoding.bits(size, 2))
                .feature(Feature.CRC32)
                .assembly("crc32" + (polynomial.equals("1") ? "c" : "") + SUM_SIZES[size] + " <Wd>, <Wn>, " + source);
    }

    public static List<Instruction> three() {
        IntPredicate addsZero = word -> Fields.ra(word) == 31;
        return List.of(
                declareThree("MADD", "sf", "000 Rm:5 0")
                        .alias("mul <Rd>, <Rn>, <Rm>", addsZero)
                        .assembly("madd <Rd>, <Rn>, <Rm>, <Ra>")
                        .semantics((element, word) -> set(
                                element,
                                word,
                                addend(element, word) + element.x(Fields.rn(word)) * element.x(Fields.rm(word)))),
                declareThree("MSUB", "sf", "000 Rm:5 1")
                        .alias("mneg <Rd>, <Rn>, <Rm>", addsZero)
                        .assembly("msub <Rd>, <Rn>, <Rm>, <Ra>")
                        .semantics((element, word) -> set(
                                element,
                                word,
                                addend(element, word) - element.x(Fields.rn(word)) * element.x(Fields.rm(word)))),
                declareThree("SMADDL", "1", "001 Rm:5 0")
                        .alias("smull <Xd>, <Wn>, <Wm>", addsZero)
                        .assembly("smaddl <Xd>, <Wn>, <Wm>, <Xa>")
                        .semantics((element, word) ->
                                element.setX(Fields.rd(word), addend(element, word) + signedProduct(element, word))),
                declareThree("SMSUBL", "1", "001 Rm:5 1")
                        .alias("smnegl <Xd>, <Wn>, <Wm>", addsZero)
                        .assembly("smsubl <Xd>, <Wn>, <Wm>, <Xa>")
                        .semantics((element, word) ->
                                element.setX(Fields.rd(word), addend(element, word) - signedProduct(element, word))),
                declareThree("SMULH", "1", "010 Rm:5 0")
                        .assembly("smulh <Xd>, <Xn>, <Xm>")
                        .semantics((element, word) -> element.setX(
                                Fields.rd(word),
                                Math.multiplyHigh(element.x(Fields.rn(word)), element.x(Fields.rm(word))))),
                declareThree("UMADDL", "1", "101 Rm:5 0")
                        .alias("umull <Xd>, <Wn>, <Wm>", addsZero)
                        .assembly("umaddl <Xd>, <Wn>, <Wm>, <Xa>")
                        .semantics((element, word) ->
                                element.setX(Fields.rd(word), addend(element, word) + unsignedProduct(element, word))),
                declareThree("UMSUBL", "1", "101 Rm:5 1")
                        .alias("umnegl <Xd>, <Wn>, <Wm>", addsZero)
                        .assembly("umsubl <Xd>, <Wn>, <Wm>, <Xa>")
                        .semantics((element, word) ->
                                element.setX(Fields.rd(word), addend(element, word) - unsignedProduct(element, word))),
                declareThree("UMULH", "1", "110 Rm:5 0")
                        .assembly("umulh <Xd>, <Xn>, <Xm>")
                        .semantics((element, word) -> element.setX(
                                Fields.rd(word),
                                Math.unsignedMultiplyHigh(element.x(Fields.rn(word)), element.x(Fields.rm(word))))));
    }

    private static Instruction.Builder declareThree(String name, String sf, String operation) {
        return Instruction.declare(
                InstructionClass.DATA_PROCESSING_THREE_SOURCE, name, sf + " 0011011 " + operation + " Ra:5 Rn:5 Rd:5");
    }

    private static void set(ProcessingElement element, int word, long result) {
        element.setX(Fields.rd(word), Fields.sf(word) ? result : result & 0xFFFF_FFFFL);
    }

    /** Rn at the instruction's size, zero-extended. */
    private static long operand(ProcessingElement element, int word) {
        return Fields.sf(word) ? element.x(Fields.rn(word)) : element.w(Fields.rn(word));
    }

    private static long signedOperand(ProcessingElement element, int word) {
        return Fields.sf(word) ? element.x(Fields.rn(word)) : (int) element.x(Fields.rn(word));
    }

    private static long unsignedSecond(ProcessingElement element, int word) {
        return Fields.sf(word) ? element.x(Fields.rm(word)) : element.w(Fields.rm(word));
    }

    private static long signedSecond(ProcessingElement element, int word) {
        return Fields.sf(word) ? element.x(Fields.rm(word)) : (int) element.x(Fields.rm(word));
    }

    /** The bits of a 64-bit value above the instruction's registers. */
    private static int unusedBits(int word) {
        return Fields.sf(word) ? 0 : 32;
    }

    private static long reverseInHalfwords(long value) {
        long evenBytes = 0x00FF_00FF_00FF_00FFL;
        return (value & evenBytes) << 8 | (value >>> 8 & evenBytes);
    }

    private static long addend(ProcessingElement element, int word) {
        return element.x(Fields.ra(word));
    }

    private static long signedProduct(ProcessingElement element, int word) {
        return (long) (int) element.x(Fields.rn(word)) * (int) element.x(Fields.rm(word));
    }

    private static long unsignedProduct(ProcessingElement element, int word) {
        return element.w(Fields.rn(word)) * element.w(Fields.rm(word));
    }
}
