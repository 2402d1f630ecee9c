package dev.realmstep.rmm.rec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the host gives a REC of the interrupt controller's virtual interface at an entry: RmiRecEnter.gicv3_hcr and
 * gicv3_lrs (RMM specification 1.0, A6.1; the fields are those of IHI 0069, 12.4).
 *
 * @param control for ICH_HCR_EL2
 * @param listRegisters for ICH_LRn_EL2
 */
public record HostInterrupts(long control, List<Long> listRegisters) {
    /** ICH_HCR_EL2: UIE, LRENPIE, NPIE, VGrp0EIE, VGrp0DIE, VGrp1EIE, VGrp1DIE, and TDIR. */
    static final long HOST_CONTROL = 0xFE | 1L << 14;

    private static final int STATE_SHIFT = 62;
    private static final long HARDWARE = 1L << 61;
    private static final int PRIORITY_SHIFT = 48;
    /** Five of the eight bits of a priority are there (ICH_VTR_EL2.PRIbits). */
    private static final long PRIORITY_UNIMPLEMENTED = 0b111L << PRIORITY_SHIFT;
    /** pINTID of an interrupt without hardware: only bit 41 means something, which asks for maintenance at its end. */
    private static final long PHYSICAL_ID_RESERVED = 0x1FFFL << 32 & ~(1L << 41);

    private static final long VIRTUAL_ID = 0xFFFF_FFFFL;
    private static final long LAST_SPI = 1019;
    private static final long FIRST_LPI = 8192;
    /** INTIDs have 16 bits (ICH_VTR_EL2.IDbits). */
    private static final long LAST_ID = 0xFFFF;

    public HostInterrupts {
        listRegisters = List.copyOf(listRegisters);
    }

    /**
     * Something that the host may not ask for.
     *
     * @param field of RmiRecEnter
     * @param value of it
     */
    public record Objection(String field, long value, String explanation) {}

    /** The first thing that the host may not ask for, if it does. */
    public Optional<Objection> objection() {
        if ((control & ~HOST_CONTROL) != 0) {
            return Optional.of(new Objection("gicv3_hcr", control, "it has bits that are not the host's"));
        }
        Set<Long> ids = new HashSet<>();
        for (int n = 0; n < listRegisters.size(); n++) {
            long register = listRegisters.get(n);
            Optional<String> found = register >>> STATE_SHIFT == 0 ? Optional.empty() : objection(register, ids);
            if (found.isPresent()) {
                return Optional.of(new Objection("gicv3_lrs[%d]".formatted(n), register, found.get()));
            }
        }
        return Optional.empty();
    }

    /** @param ids of the interrupts in the list registers before this one, which is added */
    private static Optional<String> objection(long register, Set<Long> ids) {
        long id = register & VIRTUAL_ID;
        if ((register & HARDWARE) != 0) {
            return Optional.of("a realm's interrupt cannot stand for one of the hardware");
        }
        if ((register & PRIORITY_UNIMPLEMENTED) != 0) {
            return Optional.of("priorities have five bits");
        }
        if ((register & PHYSICAL_ID_RESERVED) != 0) {
            return Optional.of("reserved bits of pINTID are set");
        }
        if (id > LAST_SPI && (id < FIRST_LPI || id > LAST_ID)) {
            return Optional.of("there is no interrupt %d".formatted(id));
        }
        return ids.add(id) ? Optional.empty() : Optional.of("its interrupt is in another list register too");
    }
}
