package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Access;
import java.util.List;

/**
 * A load or store of one general register, of those that every addressing mode has.
 *
 * @param verb ld or st
 * @param suffix of the mnemonic: size and sign
 * @param size bits [31:30] of the encodings
 * @param opcode bits [23:22] of the encodings
 */
record SingleRegister(String verb, String suffix, String size, String opcode, Access access, Transfer transfer) {
    static final SingleRegister STRB =
            new SingleRegister("st", "b", "00", "00", new Access(1, false, false), SingleRegister::storeByte);
    static final SingleRegister LDRB =
            new SingleRegister("ld", "b", "00", "01", new Access(1, false, false), SingleRegister::loadByte);
    static final SingleRegister LDRSB_64 =
            new SingleRegister("ld", "sb", "00", "10", new Access(1, true, true), SingleRegister::loadSignedByte64);
    static final SingleRegister LDRSB_32 =
            new SingleRegister("ld", "sb", "00", "11", new Access(1, true, false), SingleRegister::loadSignedByte32);
    static final SingleRegister STRH =
            new SingleRegister("st", "h", "01", "00", new Access(2, false, false), SingleRegister::storeHalfword);
    static final SingleRegister LDRH =
            new SingleRegister("ld", "h", "01", "01", new Access(2, false, false), SingleRegister::loadHalfword);
    static final SingleRegister LDRSH_64 =
            new SingleRegister("ld", "sh", "01", "10", new Access(2, true, true), SingleRegister::loadSignedHalfword64);
    static final SingleRegister LDRSH_32 = new SingleRegister(
            "ld", "sh", "01", "11", new Access(2, true, false), SingleRegister::loadSignedHalfword32);
    static final SingleRegister STR_32 =
            new SingleRegister("st", "", "10", "00", new Access(4, false, false), SingleRegister::storeWord);
    static final SingleRegister LDR_32 =
            new SingleRegister("ld", "", "10", "01", new Access(4, false, false), SingleRegister::loadWord);
    static final SingleRegister LDRSW =
            new SingleRegister("ld", "sw", "10", "10", new Access(4, true, true), SingleRegister::loadSignedWord);
    static final SingleRegister STR_64 =
            new SingleRegister("st", "", "11", "00", new Access(8, false, true), SingleRegister::storeDoubleword);
    static final SingleRegister LDR_64 =
            new SingleRegister("ld", "", "11", "01", new Access(8, false, true), SingleRegister::loadDoubleword);

    static final List<SingleRegister> ALL = List.of(
            STRB, LDRB, LDRSB_64, LDRSB_32, STRH, LDRH, LDRSH_64, LDRSH_32, STR_32, LDR_32, LDRSW, STR_64, LDR_64);

    /** The mnemonic and Rt, for addressing modes that call a load ldr, ldur or ldtr. */
    String assembly(String mode) {
        return verb + mode + suffix + (access.doubleword() ? " <Xt>" : " <Wt>");
    }

    boolean isStore() {
        return verb.equals("st");
    }

    /** The same transfer with the rights of EL0. */
    void moveUnprivileged(ProcessingElement element, int register, long address) {
        MemoryManagementUnit memory = element.memory();
        if (isStore()) {
            memory.storeUnprivileged(address, access.bytes(), element.x(register));
        } else {
            element.setX(register, access.extend(memory.loadUnprivileged(address, access.bytes())));
        }
    }

    private static void storeByte(ProcessingElement element, int register, long address) {
        element.memory().store(address, 1, element.x(register));
    }

    private static void loadByte(ProcessingElement element, int register, long address) {
        element.setX(register, element.memory().load(address, 1));
    }

    private static void loadSignedByte64(ProcessingElement element, int register, long address) {
        element.setX(register, (byte) element.memory().load(address, 1));
    }

    private static void loadSignedByte32(ProcessingElement element, int register, long address) {
        element.setW(register, (byte) element.memory().load(address, 1));
    }

    private static void storeHalfword(ProcessingElement element, int register, long address) {
        element.memory().store(address, 2, element.x(register));
    }

    private static void loadHalfword(ProcessingElement element, int register, long address) {
        element.setX(register, element.memory().load(address, 2));
    }

    private static void loadSignedHalfword64(ProcessingElement element, int register, long address) {
        element.setX(register, (short) element.memory().load(address, 2));
    }

    private static void loadSignedHalfword32(ProcessingElement element, int register, long address) {
        element.setW(register, (short) element.memory().load(address, 2));
    }

    private static void storeWord(ProcessingElement element, int register, long address) {
        element.memory().store(address, 4, element.x(register));
    }

    private static void loadWord(ProcessingElement element, int register, long address) {
        element.setX(register, element.memory().load(address, 4));
    }

    private static void loadSignedWord(ProcessingElement element, int register, long address) {
        int loaded = (int) element.memory().load(address, 4);
        element.setX(register, loaded);
    }

    private static void storeDoubleword(ProcessingElement element, int register, long address) {
        element.memory().store(address, 8, element.x(register));
    }

    private static void loadDoubleword(ProcessingElement element, int register, long address) {
        element.setX(register, element.memory().load(address, 8));
    }
}
