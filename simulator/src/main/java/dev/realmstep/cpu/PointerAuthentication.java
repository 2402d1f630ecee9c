package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import dev.realmstep.cpu.mmu.TranslationRegime;

/** Signs pointers and authenticates them: FEAT_PAuth2 with FEAT_FPACCOMBINE (Arm ARM D8.10). */
public final class PointerAuthentication {
    /** TCR_ELx of a regime with two ranges, for the lower and the upper one. */
    private static final int TBI0 = 37;

    private static final int TBID0 = 51;
    /** TCR_ELx of a regime with one. */
    private static final int TBI = 20;

    private static final int TBID = 29;
    private static final int SIZE_SHIFT_UPPER = 16;
    /** TCR_ELx.TnSZ: addresses have 25 to 48 bits. */
    private static final int SMALLEST_SIZE = 16;

    private static final int LARGEST_SIZE = 39;
    /** PACGA leaves its code in the upper half. */
    private static final long GENERIC_CODE = 0xFFFF_FFFF_0000_0000L;

    private final ProcessingElement element;

    PointerAuthentication(ProcessingElement element) {
        this.element = element;
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
        boolean twoRanges = regime().hasUnprivileged();
        boolean ignored = twoRanges
                ? ignoresTopByte(TBI0, TBID0, data) || ignoresTopByte(TBI0 + 1, TBID0 + 1, data)
                : ignoresTopByte(TBI, TBID, data);
        return ignored ? PointerLayout.selectorOf(pointer) : pointer < 0;
    }

    private PointerLayout layout(long pointer, boolean data, boolean upper) {
        if (!regime().hasUnprivileged()) {
            return new PointerLayout(upper, addressBits(0), ignoresTopByte(TBI, TBID, data));
        }
        int n = PointerLayout.selectorOf(pointer) ? 1 : 0;
        int bits = addressBits(upper ? SIZE_SHIFT_UPPER : 0);
        return new PointerLayout(upper, bits, ignoresTopByte(TBI0 + n, TBID0 + n, data));
    }

    private boolean ignoresTopByte(int ignore, int dataOnly, boolean data) {
        long control = translationControl();
        return (control >>> ignore & 1) != 0 && (data || (control >>> dataOnly & 1) == 0);
    }

    private int addressBits(int shift) {
        return 64 - Math.clamp(translationControl() >>> shift & 0x3F, SMALLEST_SIZE, LARGEST_SIZE);
    }

    private TranslationRegime regime() {
        return element.memory().contexts().regimeOf(element.exceptionLevel());
    }

    private long translationControl() {
        return register(
                switch (regime()) {
                    case EL1_0 -> SystemRegister.TCR_EL1;
                    case EL2, EL2_0 -> SystemRegister.TCR_EL2;
                    case EL3 -> SystemRegister.TCR_EL3;
                });
    }

    private long register(SystemRegister register) {
        return element.systemRegisters().get(register);
    }
}
