package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

/** Signs pointers and authenticates them: FEAT_PAuth2 with FEAT_FPACCOMBINE (Arm ARM D8.10). */
public final class PointerAuthentication {
    private static final int SIZE_SHIFT_UPPER = 16;
    /** TCR_ELx.TnSZ: addresses have 25 to 48 bits. */
    private static final int SMALLEST_SIZE = 16;

    private static final int LARGEST_SIZE = 39;
    /** PACGA leaves its code in the upper half. */
    private static final long GENERIC_CODE = 0xFFFF_FFFF_0000_0000L;

    private final ProcessingElement element;
    private final AddressTagging tagging;

    PointerAuthentication(ProcessingElement element, AddressTagging tagging) {
        this.element = element;
        this.tagging = tagging;
    }

    /**
     * PACIA and its kin: the pointer with its code.
     *
     * @throws SynchronousException where a higher level traps the key's use
     */
    public long sign(PointerAuthenticationKey key, long pointer, long modifier) {
        if (!isEnabled(key)) {
            return pointer;
        }
        trapIfAsked();
        PointerLayout layout = layout(pointer, key.isOfData(), rangeToSign(pointer, key.isOfData()));
        return layout.combine(pointer, code(key, layout.strip(pointer), modifier));
    }

    /**
     * AUTIA and its kin, and the authentication of the combined instructions: the pointer without its code.
     *
     * @throws SynchronousException where the code is not the pointer's, or a higher level traps the key's use
     */
    public long authenticate(PointerAuthenticationKey key, long pointer, long modifier) {
        if (!isEnabled(key)) {
            return pointer;
        }
        trapIfAsked();
        PointerLayout layout = layout(pointer, key.isOfData(), PointerLayout.selectorOf(pointer));
        long stripped = layout.strip(pointer);
        if (layout.combine(pointer, code(key, stripped, modifier)) != stripped) {
            throw SynchronousException.of(ExceptionClass.POINTER_AUTHENTICATION_FAILURE, key.syndrome());
        }
        return stripped;
    }

    /** XPACI and XPACD: the pointer without its code, whatever that is. */
    public long strip(long pointer, boolean data) {
        return layout(pointer, data, PointerLayout.selectorOf(pointer)).strip(pointer);
    }

    /**
     * PACGA.
     *
     * @throws SynchronousException where a higher level traps it
     */
    public long genericCode(long value, long modifier) {
        trapIfAsked();
        return code(PointerAuthenticationKey.GENERIC, value, modifier) & GENERIC_CODE;
    }

    private long code(PointerAuthenticationKey key, long pointer, long modifier) {
        return PointerAuthenticationCode.compute(pointer, modifier, register(key.low()), register(key.high()));
    }

    private boolean isEnabled(PointerAuthenticationKey key) {
        return (element.systemControl() & key.enable()) != 0;
    }

    private void trapIfAsked() {
        ExceptionLevel current = element.exceptionLevel();
        long hcr = element.routing().effectiveHypervisorControl();
        boolean watchedByEl2 = current.isLowerThan(EL2)
                && element.routing().isEl2Enabled()
                && !(current == EL0 && HypervisorControl.isHostForEl0(hcr));
        if (watchedByEl2 && (hcr & HypervisorControl.API) == 0) {
            throw SynchronousException.trap(ExceptionClass.TRAPPED_POINTER_AUTHENTICATION, 0, EL2);
        }
        if (current != EL3 && (register(SystemRegister.SCR_EL3) & SecureConfiguration.API) == 0) {
            throw SynchronousException.trap(ExceptionClass.TRAPPED_POINTER_AUTHENTICATION, 0, EL3);
        }
    }

    /** The range that a pointer to be signed says it is in: by bit 55 where either range ignores top bytes, else 63. */
    private boolean rangeToSign(long pointer, boolean data) {
        return tagging.isTopByteIgnored(data) ? PointerLayout.selectorOf(pointer) : pointer < 0;
    }

    private PointerLayout layout(long pointer, boolean data, boolean upper) {
        int bits = addressBits(upper && tagging.hasTwoRanges() ? SIZE_SHIFT_UPPER : 0);
        return new PointerLayout(upper, bits, tagging.isTopByteIgnored(pointer, data));
    }

    private int addressBits(int shift) {
        return 64 - Math.clamp(tagging.translationControl() >>> shift & 0x3F, SMALLEST_SIZE, LARGEST_SIZE);
    }

    private long register(SystemRegister register) {
        return element.systemRegisters().get(register);
    }
}
