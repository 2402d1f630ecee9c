package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs pointers and authenticates them: FEAT_PAuth2 with FEAT_FPACCOMBINE (Arm ARM D8.10). */
public final class PointerAuthentication {
    /** The keys that can be switched, and whether they are trapped. */
    public static final int FEATURE_BITS = 5;

    /** Any address of the lower range, and of the upper one. */
    private static final long LOWER = 0;

    private static final long UPPER = -1;
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
        PointerLayout layout = layouts(key.isOfData()).toSign(pointer);
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
        PointerLayout layout = layouts(key.isOfData()).of(pointer);
        long stripped = layout.strip(pointer);
        if (layout.combine(pointer, code(key, stripped, modifier)) != stripped) {
            throw SynchronousException.of(ExceptionClass.POINTER_AUTHENTICATION_FAILURE, key.syndrome());
        }
        return stripped;
    }

    /** XPACI and XPACD: the pointer without its code, whatever that is. */
    public long strip(long pointer, boolean data) {
        return layouts(data).of(pointer).strip(pointer);
    }

    /** What tells equal {@link #signing}s of one translation regime and its TCR_ELx apart, in {@link #FEATURE_BITS} bits. */
    public int features() {
        int features = trap() == null ? 0 : 1;
        for (PointerAuthenticationKey key : PointerAuthenticationKey.OF_ADDRESSES) {
            features = features << 1 | (isEnabled(key) ? 1 : 0);
        }
        return features;
    }

    /** What is the same for all pointers as long as the registers of control are. */
    public PointerSigning signing() {
        Set<PointerAuthenticationKey> enabled = EnumSet.noneOf(PointerAuthenticationKey.class);
        for (PointerAuthenticationKey key : PointerAuthenticationKey.OF_ADDRESSES) {
            if (isEnabled(key)) {
                enabled.add(key);
            }
        }
        return new PointerSigning(Set.copyOf(enabled), trap() != null, layouts(false), layouts(true));
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
        ExceptionLevel level = trap();
        if (level != null) {
            throw SynchronousException.trap(ExceptionClass.TRAPPED_POINTER_AUTHENTICATION, 0, level);
        }
    }

    /** The level that the use of keys is taken to, if it is. */
    private @Nullable ExceptionLevel trap() {
        ExceptionLevel current = element.exceptionLevel();
        long hcr = element.routing().effectiveHypervisorControl();
        boolean watchedByEl2 = current.isLowerThan(EL2)
                && element.routing().isEl2Enabled()
                && !(current == EL0 && HypervisorControl.isHostForEl0(hcr));
        if (watchedByEl2 && (hcr & HypervisorControl.API) == 0) {
            return EL2;
        }
        boolean watchedByEl3 = current != EL3 && (register(SystemRegister.SCR_EL3) & SecureConfiguration.API) == 0;
        return watchedByEl3 ? EL3 : null;
    }

    private PointerLayouts layouts(boolean data) {
        int upperBits = addressBits(tagging.hasTwoRanges() ? SIZE_SHIFT_UPPER : 0);
        return new PointerLayouts(
                PointerLayout.codeMask(addressBits(0), tagging.isTopByteIgnored(LOWER, data)),
                PointerLayout.codeMask(upperBits, tagging.isTopByteIgnored(UPPER, data)),
                tagging.isTopByteIgnored(data));
    }

    private int addressBits(int shift) {
        return 64 - Math.clamp(tagging.translationControl() >>> shift & 0x3F, SMALLEST_SIZE, LARGEST_SIZE);
    }

    private long register(SystemRegister register) {
        return element.systemRegisters().get(register);
    }
}
