package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;

/** AES, SHA-1, SHA-2 and SHA-3 (Arm ARM C4.1, the cryptographic classes). */
public final class Cryptography {
    private Cryptography() {}

    /** What an instruction does with Vd, Vn and Vm, by their numbers. */
    @FunctionalInterface
    private interface Step {
        void on(VectorRegisters v, int rd, int rn, int rm);
    }

    private static Semantics semantics(Step step) {
        return (element, word) -> step.on(element.vectors(), Fields.rd(word), Fields.rn(word), Fields.rm(word));
    }

    public static List<Instruction> aes() {
        return List.of(
                aes("AESE", "00", (v, rd, rn, rm) -> {
                    long low = v.low(rd) ^ v.low(rn);
                    long high = v.high(rd) ^ v.high(rn);
                    v.set(rd, AesRounds.encrypt(low, high, 0), AesRounds.encrypt(low, high, 1));
                }),
                aes("AESD", "01", (v, rd, rn, rm) -> {
                    long low = v.low(rd) ^ v.low(rn);
                    long high = v.high(rd) ^ v.high(rn);
                    v.set(rd, AesRounds.decrypt(low, high, 0), AesRounds.decrypt(low, high, 1));
                }),
                aes(
                        "AESMC",
                        "10",
                        (v, rd, rn, rm) ->
                                v.set(rd, AesRounds.mixColumns(v.low(rn)), AesRounds.mixColumns(v.high(rn)))),
                aes(
                        "AESIMC",
                        "11",
                        (v, rd, rn, rm) -> v.set(
                                rd, AesRounds.inverseMixColumns(v.low(rn)), AesRounds.inverseMixColumns(v.high(rn)))));
    }

    private static Instruction aes(String name, String opcode, Step step) {
        return VectorInstruction.declare(
                        InstructionClass.CRYPTOGRAPHIC_AES, name, "01001110 00 10100 001" + opcode + " 10 Rn:5 Rd:5")
                .feature(Feature.AES)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.16B>, <Vn.16B>")
                .semantics(semantics(step));
    }

    public static List<Instruction> threeRegisterSha() {
        String hash1 = "<Qd>, <Sn>, <Vm.4S>";
        String hash256 = "<Qd>, <Qn>, <Vm.4S>";
        String schedule = "<Vd.4S>, <Vn.4S>, <Vm.4S>";
        return List.of(
                sha(
                        "SHA1C",
                        Feature.SHA1,
                        "000",
                        hash1,
                        (v, rd, rn, rm) -> ShaWords.sha1Rounds(v, rd, rn, rm, ShaWords::choose)),
                sha(
                        "SHA1P",
                        Feature.SHA1,
                        "001",
                        hash1,
                        (v, rd, rn, rm) -> ShaWords.sha1Rounds(v, rd, rn, rm, ShaWords::parity)),
                sha(
                        "SHA1M",
                        Feature.SHA1,
                        "010",
                        hash1,
                        (v, rd, rn, rm) -> ShaWords.sha1Rounds(v, rd, rn, rm, ShaWords::majority)),
                sha(
                        "SHA1SU0",
                        Feature.SHA1,
                        "011",
                        schedule,
                        (v, rd, rn, rm) ->
                                v.set(rd, v.high(rd) ^ v.low(rd) ^ v.low(rm), v.low(rn) ^ v.high(rd) ^ v.high(rm))),
                sha(
                        "SHA256H",
                        Feature.SHA256,
                        "100",
                        hash256,
                        (v, rd, rn, rm) -> ShaWords.sha256Rounds(v, rd, rd, rn, rm, true)),
                sha(
                        "SHA256H2",
                        Feature.SHA256,
                        "101",
                        hash256,
                        (v, rd, rn, rm) -> ShaWords.sha256Rounds(v, rd, rn, rd, rm, false)),
                sha("SHA256SU1", Feature.SHA256, "110", schedule, ShaWords::sha256ScheduleSecond));
    }

    private static Instruction sha(String name, Feature feature, String opcode, String operands, Step step) {
        return VectorInstruction.declare(
                        InstructionClass.CRYPTOGRAPHIC_THREE_REGISTER_SHA,
                        name,
                        "01011110 000 Rm:5 0 " + opcode + " 00 Rn:5 Rd:5")
                .feature(feature)
                .assembly(name.toLowerCase(Locale.ROOT) + " " + operands)
                .semantics(semantics(step));
    }

    public static List<Instruction> twoRegisterSha() {
        return List.of(
                twoRegisters(
                        "SHA1H",
                        Feature.SHA1,
                        "00000",
                        "<Sd>, <Sn>",
                        (v, rd, rn, rm) ->
                                v.setScalar(rd, Integer.toUnsignedLong(Integer.rotateLeft((int) v.low(rn), 30)))),
                twoRegisters(
                        "SHA1SU1",
                        Feature.SHA1,
                        "00001",
                        "<Vd.4S>, <Vn.4S>",
                        (v, rd, rn, rm) -> ShaWords.sha1Schedule(v, rd, rn)),
                twoRegisters(
                        "SHA256SU0",
                        Feature.SHA256,
                        "00010",
                        "<Vd.4S>, <Vn.4S>",
                        (v, rd, rn, rm) -> ShaWords.sha256ScheduleFirst(v, rd, rn)));
    }

    private static Instruction twoRegisters(String name, Feature feature, String opcode, String operands, Step step) {
        return VectorInstruction.declare(
                        InstructionClass.CRYPTOGRAPHIC_TWO_REGISTER_SHA,
                        name,
                        "01011110 00 10100 " + opcode + " 10 Rn:5 Rd:5")
                .feature(feature)
                .assembly(name.toLowerCase(Locale.ROOT) + " " + operands)
                .semantics(semantics(step));
    }

    public static List<Instruction> sha512() {
        return List.of(
                sha512("SHA512H", Feature.SHA512, "00", "<Qd>, <Qn>, <Vm.2D>", ShaDoublewords::firstHalf),
                sha512("SHA512H2", Feature.SHA512, "01", "<Qd>, <Qn>, <Vm.2D>", ShaDoublewords::secondHalf),
                sha512("SHA512SU1", Feature.SHA512, "10", "<Vd.2D>, <Vn.2D>, <Vm.2D>", ShaDoublewords::scheduleSecond),
                sha512(
                        "RAX1",
                        Feature.SHA3,
                        "11",
                        "<Vd.2D>, <Vn.2D>, <Vm.2D>",
                        (v, rd, rn, rm) -> v.set(
                                rd,
                                v.low(rn) ^ Long.rotateLeft(v.low(rm), 1),
                                v.high(rn) ^ Long.rotateLeft(v.high(rm), 1))),
                VectorInstruction.declare(
                                InstructionClass.CRYPTOGRAPHIC_TWO_REGISTER_SHA512,
                                "SHA512SU0",
                                "1100111011000000100000 Rn:5 Rd:5")
                        .feature(Feature.SHA512)
                        .assembly("sha512su0 <Vd.2D>, <Vn.2D>")
                        .semantics(semantics((v, rd, rn, rm) -> ShaDoublewords.scheduleFirst(v, rd, rn))));
    }

    private static Instruction sha512(String name, Feature feature, String opcode, String operands, Step step) {
        return VectorInstruction.declare(
                        InstructionClass.CRYPTOGRAPHIC_THREE_REGISTER_SHA512,
                        name,
                        "11001110011 Rm:5 1000 " + opcode + " Rn:5 Rd:5")
                .feature(feature)
                .assembly(name.toLowerCase(Locale.ROOT) + " " + operands)
                .semantics(semantics(step));
    }

    /** EOR3, BCAX and XAR of SHA-3. */
    public static List<Instruction> exclusiveOrs() {
        return List.of(
                fourRegisters("EOR3", "00", (e, s, n, m, a) -> n ^ m ^ a),
                fourRegisters("BCAX", "01", (e, s, n, m, a) -> n ^ (m & ~a)),
                VectorInstruction.declare(
                                InstructionClass.CRYPTOGRAPHIC_XAR, "XAR", "11001110100 Rm:5 imm6:6 Rn:5 Rd:5")
                        .feature(Feature.SHA3)
                        .assembly("xar <Vd.2D>, <Vn.2D>, <Vm.2D>, #<d:imm6>")
                        .semantics((element, word) -> {
                            VectorRegisters v = element.vectors();
                            int n = Fields.rn(word);
                            int m = Fields.rm(word);
                            int amount = Fields.bits(word, 10, 6);
                            v.set(
                                    Fields.rd(word),
                                    Long.rotateRight(v.low(n) ^ v.low(m), amount),
                                    Long.rotateRight(v.high(n) ^ v.high(m), amount));
                        }));
    }

    /** The operation gets Va where others get Vd. */
    private static Instruction fourRegisters(String name, String opcode, LaneOperation operation) {
        return VectorInstruction.declare(
                        InstructionClass.CRYPTOGRAPHIC_FOUR_REGISTER,
                        name,
                        "110011100 " + opcode + " Rm:5 0 Ra:5 Rn:5 Rd:5")
                .feature(Feature.SHA3)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.16B>, <Vn.16B>, <Vm.16B>, <Va.16B>")
                .semantics((element, word) -> {
                    VectorRegisters v = element.vectors();
                    int n = Fields.rn(word);
                    int m = Fields.rm(word);
                    int a = Fields.ra(word);
                    v.set(
                            Fields.rd(word),
                            operation.apply(element, 3, v.low(n), v.low(m), v.low(a)),
                            operation.apply(element, 3, v.high(n), v.high(m), v.high(a)));
                });
    }
}
