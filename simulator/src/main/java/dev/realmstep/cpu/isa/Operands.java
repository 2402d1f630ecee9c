package dev.realmstep.cpu.isa;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operands that assembly templates name:
 *
 * <ul>
 *   <li>{@code Wd}, {@code Xn}, {@code Rm}: the general register in the field Rd, Rn, Rm; W and X say its size, R takes it
 *       from sf (bit 31). {@code Xn|SP} says that 31 is the stack pointer, {@code Xs+1} the register after it.
 *   <li>{@code x:field}, {@code d:field}, {@code s:field}: a number in hexadecimal, decimal, or signed decimal;
 *       {@code s:imm7*8} scales it, and {@code s?:imm7} is empty for zero.
 *   <li>the names in {@link #NAMED}, and the operands of {@link VectorOperands} and {@link ScalableOperands}.
 * </ul>
 */
final class Operands {
    private static final Pattern REGISTER = Pattern.compile("([WXR])(d|n|m|a|s|t|t2)(\\+1)?(\\|SP)?");
    private static final Pattern NUMBER = Pattern.compile("([xds])(\\??):(\\w+)(?:\\*(\\d+))?");
    private static final String[] CONDITIONS = {
        "eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv"
    };
    private static final String[] SHIFTS = {"lsl", "lsr", "asr", "ror"};
    private static final String[] EXTENDS = {"uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx"};
    private static final int UXTX_OR_LSL = 3;
    private static final int UXTW = 2;
    private static final int PAGE_BITS = 12;
    private static final Map<String, Operand> NAMED = named();

    private Operands() {}

    private static Map<String, Operand> named() {
        Map<String, Operand> map = new HashMap<>();
        map.put("cond", (word, address) -> CONDITIONS[Fields.bits(word, 12, 4)]);
        map.put("invertedCond", (word, address) -> CONDITIONS[Fields.bits(word, 12, 4) ^ 1]);
        map.put("branchCond", (word, address) -> CONDITIONS[word & 0xF]);
        map.put("shift", (word, address) -> shift(word));
        map.put("extend", (word, address) -> extend(word));
        map.put("extendedRm", (word, address) -> register(extendedIs64(word), Fields.rm(word), false));
        map.put("lsl12", (word, address) -> Fields.bit(word, 22) ? "lsl #12" : "");
        map.put(
                "hwShift",
                (word, address) -> Fields.bits(word, 21, 2) == 0 ? "" : "lsl #" + 16 * Fields.bits(word, 21, 2));
        map.put("bitmask", (word, address) -> sized(word, BitMasks.logicalImmediate(word)));
        map.put("movz", (word, address) -> sized(word, Fields.wideImmediate(word)));
        map.put("movn", (word, address) -> sized(word, ~Fields.wideImmediate(word)));
        map.put("adr", (word, address) -> hex(address + Fields.adrOffset(word)));
        map.put("adrp", (word, address) -> hex((address & -1L << PAGE_BITS) + (Fields.adrOffset(word) << PAGE_BITS)));
        map.put("label26", (word, address) -> hex(address + 4 * Fields.signedBits(word, 0, 26)));
        map.put("label19", (word, address) -> hex(address + 4 * Fields.signedBits(word, 5, 19)));
        map.put("label14", (word, address) -> hex(address + 4 * Fields.signedBits(word, 5, 14)));
        map.put("testedRegister", (word, address) -> register(word < 0, Fields.rd(word), false));
        map.put("testedBit", (word, address) -> Integer.toString(Fields.testedBit(word)));
        map.put("bitfieldLsb", (word, address) -> Integer.toString(Fields.insertionShift(word)));
        map.put("bitfieldWidth", (word, address) -> Integer.toString(Fields.imms(word) + 1));
        map.put("extractWidth", (word, address) -> Integer.toString(Fields.imms(word) - Fields.immr(word) + 1));
        map.put("order", (word, address) -> order(Fields.bit(word, 23), Fields.bit(word, 22)));
        map.put("storeOrder", (word, address) -> order(false, Fields.bit(word, 22)));
        map.put("casOrder", (word, address) -> order(Fields.bit(word, 22), Fields.bit(word, 15)));
        map.put("offsetRegister", (word, address) -> register(Fields.bit(word, 13), Fields.rm(word), false));
        map.put("offsetExtend", (word, address) -> offsetExtend(word, word >>> 30));
        map.put("authenticatedOffset", (word, address) -> signed(Fields.authenticatedOffset(word)));
        map.put("prefetch", (word, address) -> SystemOperands.prefetch(word & 31));
        map.put("systemRegister", (word, address) -> SystemOperands.systemRegister(word));
        map.put("systemOperation", (word, address) -> SystemOperands.operation(word));
        map.put(
                "systemOperationRegister",
                (word, address) ->
                        SystemOperands.operationTakesRegister(word) ? register(true, Fields.rd(word), false) : "");
        map.put("optionalXt", (word, address) -> Fields.rd(word) == 31 ? "" : register(true, Fields.rd(word), false));
        map.put("barrier", (word, address) -> SystemOperands.barrier(Fields.bits(word, 8, 4)));
        map.put("isbOption", (word, address) -> Fields.bits(word, 8, 4) == 0xF ? "" : hex(Fields.bits(word, 8, 4)));
        return Map.copyOf(map);
    }

    /** @throws IllegalArgumentException if no operand has this name, which is a mistake in the table */
    static Operand of(String name, Encoding encoding) {
        Operand named = NAMED.get(name);
        if (named != null) {
            return named;
        }
        Matcher register = REGISTER.matcher(name);
        if (register.matches()) {
            return registerOperand(register, encoding);
        }
        Matcher number = NUMBER.matcher(name);
        if (number.matches()) {
            return numberOperand(number, encoding);
        }
        Operand vector = VectorOperands.of(name, encoding);
        if (vector != null) {
            return vector;
        }
        Operand scalable = ScalableOperands.of(name, encoding);
        if (scalable != null) {
            return scalable;
        }
        throw new IllegalArgumentException("no operand <" + name + ">");
    }

    private static Operand registerOperand(Matcher name, Encoding encoding) {
        Encoding.Field field = encoding.field("R" + name.group(2));
        char size = name.group(1).charAt(0);
        int plus = name.group(3) == null ? 0 : 1;
        boolean stackPointer = name.group(4) != null;
        return (word, address) ->
                register(size == 'X' || (size == 'R' && Fields.sf(word)), field.of(word) + plus, stackPointer);
    }

    private static Operand numberOperand(Matcher name, Encoding encoding) {
        Encoding.Field field = encoding.field(name.group(3));
        char base = name.group(1).charAt(0);
        boolean optional = !name.group(2).isEmpty();
        int scale = name.group(4) == null ? 1 : Integer.parseInt(name.group(4));
        return (word, address) -> {
            int value = (base == 's' ? field.signedOf(word) : field.of(word)) * scale;
            if (optional && value == 0) {
                return "";
            }
            return base == 'x' ? hex(value) : Integer.toString(value);
        };
    }

    static String register(boolean is64, int number, boolean stackPointer) {
        if (number == 31 && stackPointer) {
            return is64 ? "sp" : "wsp";
        }
        if (number == 31) {
            return is64 ? "xzr" : "wzr";
        }
        return (is64 ? "x" : "w") + number;
    }

    private static String shift(int word) {
        int type = Fields.bits(word, 22, 2);
        int amount = Fields.bits(word, 10, 6);
        return type == 0 && amount == 0 ? "" : SHIFTS[type] + " #" + amount;
    }

    private static boolean extendedIs64(int word) {
        return Fields.sf(word) && (Fields.bits(word, 13, 2) == UXTX_OR_LSL);
    }

    /** The extension of ADD (extended register): LSL where it extends nothing and a stack pointer is involved. */
    private static String extend(int word) {
        int option = Fields.bits(word, 13, 3);
        int amount = Fields.bits(word, 10, 3);
        boolean setsFlags = Fields.bit(word, 29);
        boolean stackPointer = Fields.rn(word) == 31 || (Fields.rd(word) == 31 && !setsFlags);
        if (stackPointer && option == (Fields.sf(word) ? UXTX_OR_LSL : UXTW)) {
            return amount == 0 ? "" : "lsl #" + amount;
        }
        return EXTENDS[option] + (amount == 0 ? "" : " #" + amount);
    }

    /** @param amount of the shift, where there is one */
    static String offsetExtend(int word, int amount) {
        int option = Fields.bits(word, 13, 3);
        boolean scaled = Fields.bit(word, 12);
        if (option == UXTX_OR_LSL) {
            return scaled ? "lsl #" + amount : "";
        }
        return EXTENDS[option] + (scaled ? " #" + amount : "");
    }

    private static String signed(long offset) {
        return offset == 0 ? "" : Long.toString(offset);
    }

    private static String order(boolean acquire, boolean release) {
        return (acquire ? "a" : "") + (release ? "l" : "");
    }

    private static String sized(int word, long value) {
        return hex(Fields.sf(word) ? value : value & 0xFFFF_FFFFL);
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value).toLowerCase(Locale.ROOT);
    }
}
