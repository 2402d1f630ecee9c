package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.PointerAuthenticationKey;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** PAC*, AUT* and XPAC* as data processing and in hint space, and PACGA (Arm ARM C3.1.8). */
public final class PointerAuthenticationInstructions {
    private static final int LINK_REGISTER = 30;
    private static final int STACK_POINTER = 31;
    private static final int ZERO_REGISTER = 31;

    private PointerAuthenticationInstructions() {}

    /** A key with the two letters that mnemonics give it, in the order of the encodings. */
    private enum Key {
        IA(PointerAuthenticationKey.INSTRUCTION_A),
        IB(PointerAuthenticationKey.INSTRUCTION_B),
        DA(PointerAuthenticationKey.DATA_A),
        DB(PointerAuthenticationKey.DATA_B);

        private final PointerAuthenticationKey key;

        Key(PointerAuthenticationKey key) {
            this.key = key;
        }

        private String letters() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Signing or authenticating. */
    private enum Operation {
        PAC {
            @Override
            void apply(ProcessingElement element, PointerAuthenticationKey key, int register, long modifier) {
                element.setX(register, element.pointerAuthentication().sign(key, element.x(register), modifier));
            }
        },
        AUT {
            @Override
            void apply(ProcessingElement element, PointerAuthenticationKey key, int register, long modifier) {
                element.setX(
                        register, element.pointerAuthentication().authenticate(key, element.x(register), modifier));
            }
        };

        abstract void apply(ProcessingElement element, PointerAuthenticationKey key, int register, long modifier);

        private String mnemonic() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Key key : Key.values()) {
                int opcode = 4 * operation.ordinal() + key.ordinal();
                String mnemonic = operation.mnemonic() + key.letters();
                instructions.add(declare(mnemonic, opcode, "Rn:5")
                        .assembly(mnemonic + " <Xd>, <Xn|SP>")
                        .semantics((element, word) ->
                                operation.apply(element, key.key, Fields.rd(word), element.xOrSp(Fields.rn(word)))));
                String ofZero = operation.mnemonic() + key.letters().charAt(0) + "z"
                        + key.letters().charAt(1);
                instructions.add(declare(ofZero, opcode + 8, "11111")
                        .assembly(ofZero + " <Xd>")
                        .semantics((element, word) -> operation.apply(element, key.key, Fields.rd(word), 0)));
            }
        }
        instructions.add(declare("xpaci", 16, "11111")
                .assembly("xpaci <Xd>")
                .semantics((element, word) -> strip(element, Fields.rd(word), false)));
        instructions.add(declare("xpacd", 17, "11111")
                .assembly("xpacd <Xd>")
                .semantics((element, word) -> strip(element, Fields.rd(word), true)));
        instructions.add(Instruction.declare(
                        InstructionClass.POINTER_AUTHENTICATION, "PACGA", "10011010110 Rm:5 001100 Rn:5 Rd:5")
                .feature(Feature.PACGA)
                .assembly("pacga <Xd>, <Xn>, <Xm|SP>")
                .semantics((element, word) -> element.setX(
                        Fields.rd(word),
                        element.pointerAuthentication()
                                .genericCode(element.x(Fields.rn(word)), element.xOrSp(Fields.rm(word))))));
        return instructions;
    }

    private static Instruction.Builder declare(String mnemonic, int opcode, String source) {
        return Instruction.declare(
                        InstructionClass.POINTER_AUTHENTICATION,
                        mnemonic.toUpperCase(Locale.ROOT),
                        "1101101011000001 " + Encoding.bits(opcode, 6) + " " + source + " Rd:5")
                .feature(Feature.PAUTH);
    }

    /** What processors without the feature execute as NOP. */
    public static List<Instruction> hints() {
        List<Instruction> hints = new ArrayList<>();
        hints.add(hint(7, "xpaclri", (element, word) -> strip(element, LINK_REGISTER, false)));
        for (Operation operation : Operation.values()) {
            for (Key key : List.of(Key.IA, Key.IB)) {
                String mnemonic = operation.mnemonic() + key.letters();
                int place = 4 * operation.ordinal() + 2 * key.ordinal();
                hints.add(hint(
                        8 + place,
                        mnemonic + "1716",
                        (element, word) -> operation.apply(element, key.key, 17, element.x(16))));
                hints.add(hint(
                        24 + place,
                        mnemonic + "z",
                        (element, word) -> operation.apply(element, key.key, LINK_REGISTER, 0)));
                hints.add(hint(
                        25 + place,
                        mnemonic + "sp",
                        (element, word) ->
                                operation.apply(element, key.key, LINK_REGISTER, element.xOrSp(STACK_POINTER))));
            }
        }
        return hints;
    }

    private static Instruction hint(int number, String mnemonic, Semantics semantics) {
        return SystemInstructions.declareHint(number, mnemonic)
                .feature(Feature.PAUTH)
                .semantics(semantics);
    }

    private static void strip(ProcessingElement element, int register, boolean data) {
        if (register != ZERO_REGISTER) {
            element.setX(register, element.pointerAuthentication().strip(element.x(register), data));
        }
    }
}
