package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import dev.realmstep.cpu.mmu.TranslationLookasideBuffer;
import dev.realmstep.cpu.mmu.TranslationRegime;
import java.util.function.Consumer;

/**
 * The TLBI instructions (Arm ARM D8.16), without the nXS forms.
 *
 * <p>What is invalidated may be more than what was asked for, never less: by-address operations ignore the ASID, those by
 * IPA end all that stage 2 was part of.
 */
final class TlbMaintenance {
    private static final int OUTER_SHAREABLE = 1;
    private static final int INNER_SHAREABLE = 3;
    private static final int LOCAL = 7;
    private static final int RANGE_INNER_SHAREABLE = 2;
    private static final int RANGE_OUTER_SHAREABLE = 5;
    private static final int RANGE_LOCAL = 6;
    private static final int SECOND_STAGE_SHAREABLE = 0;
    private static final int SECOND_STAGE = 4;

    private static final int PAGE_BITS = 12;
    /** Beyond this it is quicker to forget everything. */
    private static final long LARGEST_RANGE_PAGES = 256;

    private static final int PHYSICAL_SIZE_SHIFT = 44;
    private static final long PHYSICAL_BASE = (1L << 40) - 1;

    private final ProcessingElement element;

    TlbMaintenance(ProcessingElement element) {
        this.element = element;
    }

    void execute(SystemAccess access, long value) {
        checkLevel(access);
        Consumer<TranslationLookasideBuffer> operation = switch (access.crm()) {
            case OUTER_SHAREABLE, INNER_SHAREABLE, LOCAL -> operation(access, value);
            case RANGE_INNER_SHAREABLE, RANGE_OUTER_SHAREABLE, RANGE_LOCAL -> rangeOperation(access, value);
            case SECOND_STAGE_SHAREABLE, SECOND_STAGE -> secondStageOperation(access, value);
            default -> throw SynchronousException.undefined();
        };
        if (isBroadcast(access)) {
            for (ProcessingElement other : element.domain().elements()) {
                other.memory().invalidateTranslations(operation);
            }
        } else {
            element.memory().invalidateTranslations(operation);
        }
    }

    private void checkLevel(SystemAccess access) {
        ExceptionLevel lowest = switch (access.op1()) {
            case 0 -> EL1;
            case 4 -> EL2;
            case 6 -> EL3;
            default -> throw SynchronousException.undefined();
        };
        if (element.exceptionLevel().isLowerThan(lowest)) {
            throw SynchronousException.undefined();
        }
        long hcr = element.routing().effectiveHypervisorControl();
        long trap = HypervisorControl.TTLB
                | switch (access.crm()) {
                    case INNER_SHAREABLE, RANGE_INNER_SHAREABLE -> HypervisorControl.TTLBIS;
                    case OUTER_SHAREABLE, RANGE_OUTER_SHAREABLE -> HypervisorControl.TTLBOS;
                    default -> 0;
                };
        if (element.exceptionLevel() == EL1 && (hcr & trap) != 0) {
            throw access.trapTo(EL2);
        }
    }

    private boolean isBroadcast(SystemAccess access) {
        boolean forced = element.exceptionLevel() == EL1
                && (element.routing().effectiveHypervisorControl() & HypervisorControl.FB) != 0;
        return forced
                || switch (access.crm()) {
                    case LOCAL, RANGE_LOCAL -> false;
                    // Of the stage 2 forms with this CRm, those by OS are op2 0, 3, 4 and 7.
                    case SECOND_STAGE -> (access.op2() + 1 & 2) == 0 || access.op1() == 6;
                    default -> true;
                };
    }

    private Consumer<TranslationLookasideBuffer> operation(SystemAccess access, long value) {
        return switch (access.op1() << 3 | access.op2()) {
            // VMALLE1, ALLE1, VMALLS12E1
            case 0, 4 << 3 | 4, 4 << 3 | 6 -> forgetRegime(TranslationRegime.EL1_0);
            // VAE1, VAAE1, VALE1, VAALE1, and the same of EL2 and EL3
            case 1, 3, 5, 7, 4 << 3 | 1, 4 << 3 | 5, 6 << 3 | 1, 6 << 3 | 5 -> forgetAddress(address(value));
            // ASIDE1
            case 2 -> forgetAddressSpace((int) (value >>> 48));
            // ALLE2, ALLE3
            case 4 << 3 -> buffer -> buffer.invalidate(c -> c.regime() != TranslationRegime.EL1_0);
            case 6 << 3 -> forgetRegime(TranslationRegime.EL3);
            // PAALL
            case 6 << 3 | 4 -> TranslationLookasideBuffer::invalidateAll;
            default -> throw SynchronousException.undefined();
        };
    }

    private static Consumer<TranslationLookasideBuffer> rangeOperation(SystemAccess access, long value) {
        return switch (access.op1() << 3 | access.op2()) {
            case 1, 3, 5, 7, 4 << 3 | 1, 4 << 3 | 5, 6 << 3 | 1, 6 << 3 | 5 -> forgetRange(value);
            default -> throw SynchronousException.undefined();
        };
    }

    /** IPAS2E1 and its kin; with op1 6 and CRm 4 RPAOS and RPALOS, the granule protection table by range. */
    private static Consumer<TranslationLookasideBuffer> secondStageOperation(SystemAccess access, long value) {
        if (access.op1() == 4) {
            return forgetRegime(TranslationRegime.EL1_0);
        }
        boolean byPhysicalRange =
                access.op1() == 6 && access.crm() == SECOND_STAGE && (access.op2() == 3 || access.op2() == 7);
        if (!byPhysicalRange) {
            throw SynchronousException.undefined();
        }
        return forgetGranules(value);
    }

    /** The operand of RPAOS and RPALOS: SIZE [47:44], of which 0 is one granule of 4 KiB, and BaseADDR [39:0]. */
    private static Consumer<TranslationLookasideBuffer> forgetGranules(long value) {
        boolean isOne = (value >>> PHYSICAL_SIZE_SHIFT & 0xF) == 0;
        long granule = (value & PHYSICAL_BASE) << PAGE_BITS;
        return isOne ? buffer -> buffer.invalidatePhysicalPage(granule) : TranslationLookasideBuffer::invalidateAll;
    }

    private static Consumer<TranslationLookasideBuffer> forgetRegime(TranslationRegime regime) {
        return buffer -> buffer.invalidate(context -> context.regime() == regime);
    }

    private static Consumer<TranslationLookasideBuffer> forgetAddressSpace(int identifier) {
        return buffer -> buffer.invalidate(context ->
                context.regime().hasUnprivileged() && context.stage1().addressSpaceIdentifier() == identifier);
    }

    private static Consumer<TranslationLookasideBuffer> forgetAddress(long address) {
        return buffer -> buffer.invalidateAddress(address);
    }

    /** The operand of the range forms (4 KiB granule): BaseADDR [36:0], NUM [43:39], SCALE [45:44]. */
    private static Consumer<TranslationLookasideBuffer> forgetRange(long value) {
        long base = value << 27 >> 27 << PAGE_BITS;
        long number = value >>> 39 & 0x1F;
        int scale = (int) (value >>> 44) & 3;
        long pages = (number + 1) << (5 * scale + 1);
        if (pages > LARGEST_RANGE_PAGES) {
            return TranslationLookasideBuffer::invalidateAll;
        }
        return buffer -> {
            for (long page = 0; page < pages; page++) {
                buffer.invalidateAddress(base + (page << PAGE_BITS));
            }
        };
    }

    /** VA[55:12] is in the operand's bits [43:0]. */
    private static long address(long value) {
        return value << 20 >> 20 << PAGE_BITS;
    }
}
