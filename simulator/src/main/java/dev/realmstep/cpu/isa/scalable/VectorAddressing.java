package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.scalable.ElementAccess.Addresses;
import java.util.Locale;

/** How gathers and scatters find the address of each element (Arm ARM C1.3.3). */
enum VectorAddressing {
    /** A scalar and offsets of 32 bits that are zero-extended, and for XS=1 sign-extended. */
    EXTENDED_OFFSETS {
        @Override
        Addresses addresses(ProcessingElement element, int word, int size, int shift) {
            ScalableRegisters z = element.scalable();
            long base = element.baseAddress(Fields.rn(word));
            int m = Fields.rm(word);
            boolean signed = Fields.bit(word, isStore(word) ? 14 : 22);
            return index -> {
                long offset = z.element(m, index, size);
                return base + ((signed ? (int) offset : offset & 0xFFFF_FFFFL) << shift);
            };
        }

        @Override
        String assembly(String letter, int shift) {
            return "[<Xn|SP>, <Zm." + letter + ">, <offsetExtension>" + (shift == 0 ? "" : " #" + shift) + "]";
        }
    },
    /** A scalar and offsets of 64 bits. */
    OFFSETS {
        @Override
        Addresses addresses(ProcessingElement element, int word, int size, int shift) {
            ScalableRegisters z = element.scalable();
            long base = element.baseAddress(Fields.rn(word));
            int m = Fields.rm(word);
            return index -> base + (z.element(m, index, size) << shift);
        }

        @Override
        String assembly(String letter, int shift) {
            return "[<Xn|SP>, <Zm." + letter + ">" + (shift == 0 ? "" : ", lsl #" + shift) + "]";
        }
    },
    /** A vector of addresses and an immediate. */
    IMMEDIATE {
        @Override
        Addresses addresses(ProcessingElement element, int word, int size, int shift) {
            ScalableRegisters z = element.scalable();
            int n = Fields.rn(word);
            long offset = (long) Fields.rm(word) << shift;
            return index -> z.element(n, index, size) + offset;
        }

        @Override
        String assembly(String letter, int shift) {
            return "[<Zn." + letter + ">{, #<d?:imm5*" + (1 << shift) + ">}]";
        }
    },
    /** A vector of addresses and a scalar. */
    SCALAR {
        @Override
        Addresses addresses(ProcessingElement element, int word, int size, int shift) {
            ScalableRegisters z = element.scalable();
            int n = Fields.rn(word);
            long offset = element.x(Fields.rm(word));
            return index -> z.element(n, index, size) + offset;
        }

        @Override
        String assembly(String letter, int shift) {
            return "[<Zn." + letter + ">, <Xm>]";
        }
    };

    /** Bits [31:25] of stores are 1110010, those of loads have not all of them. */
    private static boolean isStore(int word) {
        return word >>> 29 == 0b111;
    }

    /**
     * The address of each element.
     *
     * @param size the logarithm of the bytes of the elements that hold offsets or addresses
     * @param shift of offsets, or of the immediate
     */
    abstract Addresses addresses(ProcessingElement element, int word, int size, int shift);

    /** The template of the address. */
    abstract String assembly(String letter, int shift);

    /** The heading of the Arm ARM's pages. */
    String mode() {
        return switch (this) {
            case EXTENDED_OFFSETS, OFFSETS -> " (scalar plus vector)";
            case IMMEDIATE -> " (vector plus immediate)";
            case SCALAR -> " (vector plus scalar)";
        };
    }

    static String mnemonic(String start, MemoryElement form) {
        return form.mnemonic(start.toLowerCase(Locale.ROOT));
    }
}
