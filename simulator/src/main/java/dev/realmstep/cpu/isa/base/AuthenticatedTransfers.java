package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.PointerAuthenticationKey;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SynchronousException;
import dev.realmstep.cpu.isa.Access;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Branches, returns and loads that authenticate their address first (Arm ARM C3.1.8). */
public final class AuthenticatedTransfers {
    private static final int LINK_REGISTER = 30;
    private static final int STACK_POINTER = 31;

    private AuthenticatedTransfers() {}

    private record Key(String letter, String bit, PointerAuthenticationKey instruction, PointerAuthenticationKey data) {
        private static final List<Key> BOTH = List.of(
                new Key("a", "0", PointerAuthenticationKey.INSTRUCTION_A, PointerAuthenticationKey.DATA_A),
                new Key("b", "1", PointerAuthenticationKey.INSTRUCTION_B, PointerAuthenticationKey.DATA_B));
    }

    public static List<Instruction> branches() {
        List<Instruction> instructions = new ArrayList<>();
        for (Key key : Key.BOTH) {
            instructions.add(declareBranch("bra" + key.letter, "1000", key, "Rn:5 Rm:5")
                    .assembly("bra" + key.letter + " <Xn>, <Xm|SP>")
                    .semantics((element, word) ->
                            Branches.indirect(element, word, target(element, word, key, modifier(element, word)))));
            instructions.add(declareBranch("bra" + key.letter + "z", "0000", key, "Rn:5 11111")
                    .assembly("bra" + key.letter + "z <Xn>")
                    .semantics((element, word) -> Branches.indirect(element, word, target(element, word, key, 0))));
            instructions.add(declareBranch("blra" + key.letter, "1001", key, "Rn:5 Rm:5")
                    .assembly("blra" + key.letter + " <Xn>, <Xm|SP>")
                    .semantics((element, word) ->
                            Branches.indirectWithLink(element, target(element, word, key, modifier(element, word)))));
            instructions.add(declareBranch("blra" + key.letter + "z", "0001", key, "Rn:5 11111")
                    .assembly("blra" + key.letter + "z <Xn>")
                    .semantics((element, word) -> Branches.indirectWithLink(element, target(element, word, key, 0))));
            instructions.add(declareBranch("reta" + key.letter, "0010", key, "11111 11111")
                    .assembly("reta" + key.letter)
                    .semantics((element, word) -> element.branchTo(authenticated(element, key, LINK_REGISTER))));
            instructions.add(declareBranch("ereta" + key.letter, "0100", key, "11111 11111")
                    .assembly("ereta" + key.letter)
                    .semantics((element, word) -> returnFromException(element, key)));
        }
        return instructions;
    }

    private static Instruction.Builder declareBranch(String mnemonic, String opcode, Key key, String operands) {
        return Instruction.declare(
                        InstructionClass.AUTHENTICATED_TRANSFER,
                        mnemonic.toUpperCase(Locale.ROOT),
                        "1101011 " + opcode + " 1111100001 " + key.bit + " " + operands)
                .feature(Feature.PAUTH);
    }

    public static List<Instruction> loads() {
        List<Instruction> instructions = new ArrayList<>();
        for (Key key : Key.BOTH) {
            String mnemonic = "ldra" + key.letter;
            instructions.add(declareLoad(mnemonic, key, "0")
                    .assembly(mnemonic + " <Xt>, [<Xn|SP>{, #<authenticatedOffset>}]")
                    .reportsAccess(new Access(8, false, true), false)
                    .semantics((element, word) -> load(element, word, address(element, word, key))));
            instructions.add(declareLoad(mnemonic, key, "1")
                    .assembly(mnemonic + " <Xt>, [<Xn|SP>{, #<authenticatedOffset>}]!")
                    .semantics((element, word) -> {
                        long address = address(element, word, key);
                        load(element, word, address);
                        element.setXOrSp(Fields.rn(word), address);
                    }));
        }
        return instructions;
    }

    private static Instruction.Builder declareLoad(String mnemonic, Key key, String writesBack) {
        return Instruction.declare(
                        InstructionClass.AUTHENTICATED_TRANSFER,
                        mnemonic.toUpperCase(Locale.ROOT),
                        "11111000 " + key.bit + " S 1 imm9:9 " + writesBack + " 1 Rn:5 Rt:5")
                .feature(Feature.PAUTH);
    }

    private static long modifier(ProcessingElement element, int word) {
        return element.xOrSp(word & 31);
    }

    private static long target(ProcessingElement element, int word, Key key, long modifier) {
        return element.pointerAuthentication().authenticate(key.instruction, element.x(Fields.rn(word)), modifier);
    }

    private static long authenticated(ProcessingElement element, Key key, int register) {
        return element.pointerAuthentication()
                .authenticate(key.instruction, element.x(register), element.xOrSp(STACK_POINTER));
    }

    private static void returnFromException(ProcessingElement element, Key key) {
        if (element.exceptionLevel() == ExceptionLevel.EL0) {
            throw SynchronousException.undefined();
        }
        element.returnFromException(element.pointerAuthentication()
                .authenticate(key.instruction, element.exceptionLink(), element.xOrSp(STACK_POINTER)));
        element.requestAttention();
    }

    private static long address(ProcessingElement element, int word, Key key) {
        long base = element.pointerAuthentication().authenticate(key.data, LoadStoreRegister.base(element, word), 0);
        return base + Fields.authenticatedOffset(word);
    }

    private static void load(ProcessingElement element, int word, long address) {
        element.setX(Fields.rd(word), element.memory().load(address, 8));
    }
}
