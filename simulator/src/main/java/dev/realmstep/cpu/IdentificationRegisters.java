package dev.realmstep.cpu;

import static java.util.Map.entry;

import java.util.Map;

/** What this machine says of itself: the one place that decides which features are advertised (Arm ARM D23.2). */
final class IdentificationRegisters {
    private static final long NOT_IMPLEMENTED = 0xF;

    private static final Map<SystemRegister, Long> VALUES = Map.ofEntries(
            // Implementer 0 is reserved for software models; the architecture is described by the ID registers.
            entry(SystemRegister.MIDR_EL1, field(16, 0xF) | 1),
            entry(
                    SystemRegister.ID_AA64PFR0_EL1,
                    // EL0 to EL3, AArch64 only
                    field(0, 1)
                            | field(4, 1)
                            | field(8, 1)
                            | field(12, 1)
                            // FP and AdvSIMD, both with half precision
                            | field(16, 1)
                            | field(20, 1)
                            // GIC system registers
                            | field(24, 1)
                            // SVE
                            | field(32, 1)
                            // DIT, RME
                            | field(48, 1)
                            | field(52, 1)
                            // CSV2, CSV3: nothing is speculated
                            | field(56, 1)
                            | field(60, 1)),
            entry(
                    SystemRegister.ID_AA64ZFR0_EL1,
                    // SVE2, of which AES with PMULL, BitPerm, BF16, SHA3, I8MM
                    field(0, 1) | field(4, 2) | field(16, 1) | field(20, 1) | field(32, 1) | field(44, 1)),
            // BTI, SSBS with its PSTATE bit
            entry(SystemRegister.ID_AA64PFR1_EL1, field(0, 1) | field(4, 2)),
            // Debug architecture of Armv8.1, PMUv3p5, two breakpoints and two watchpoints
            entry(SystemRegister.ID_AA64DFR0_EL1, field(0, 7) | field(8, 6) | field(12, 1) | field(20, 1)),
            entry(
                    SystemRegister.ID_AA64ISAR0_EL1,
                    // AES with PMULL, SHA1, SHA2 with SHA512, CRC32, LSE
                    field(4, 2)
                            | field(8, 1)
                            | field(12, 2)
                            | field(16, 1)
                            | field(20, 2)
                            // RDM, SHA3, dot product, FHM
                            | field(28, 1)
                            | field(32, 1)
                            | field(44, 1)
                            | field(48, 1)
                            // FlagM2, TLBI of ranges, RNDR
                            | field(52, 2)
                            | field(56, 2)
                            | field(60, 1)),
            entry(
                    SystemRegister.ID_AA64ISAR1_EL1,
                    // DC CVAP, PAuth2 with FPACCOMBINE and generic authentication, both by an algorithm of our own
                    field(0, 1)
                            | field(8, 5)
                            | field(28, 1)
                            // JSCVT, FCMA, LRCPC2, FRINTTS, SB, BF16, I8MM
                            | field(12, 1)
                            | field(16, 1)
                            | field(20, 2)
                            | field(32, 1)
                            | field(36, 1)
                            | field(44, 1)
                            | field(52, 1)),
            entry(SystemRegister.ID_AA64ISAR2_EL1, field(16, 1) | field(20, 1) | field(52, 1)),
            entry(
                    SystemRegister.ID_AA64MMFR0_EL1,
                    // PARange 48 bits, ASID 16 bits, SNSMem, ECV with the physical offset
                    field(0, 5)
                            | field(4, 2)
                            | field(12, 1)
                            // TGran64; TGran16 is 0, which means the same for it, and TGran4 0, which means it is there
                            | field(24, NOT_IMPLEMENTED)
                            // TGran16_2 and TGran64_2 not there, TGran4_2 there
                            | field(32, 1)
                            | field(36, 1)
                            | field(40, 2)
                            | field(60, 2)),
            entry(
                    SystemRegister.ID_AA64MMFR1_EL1,
                    // HAFDBS with dirty state, VMID 16 bits, VHE, HPDS, PAN3, XNX, HCX; ECBHB: no branch history to
                    // exploit
                    field(0, 2)
                            | field(4, 2)
                            | field(8, 1)
                            | field(12, 1)
                            | field(20, 3)
                            | field(28, 1)
                            | field(40, 1)
                            | field(60, 1)),
            entry(
                    SystemRegister.ID_AA64MMFR2_EL1,
                    // CnP, UAO, LSE2, S2FWB, TTL, EVT, E0PD
                    field(0, 1)
                            | field(4, 1)
                            | field(32, 1)
                            | field(40, 1)
                            | field(48, 1)
                            | field(56, 2)
                            | field(60, 1)),
            // DIC and IDC (nothing is cached), 64-byte lines, reservation and writeback granules, PIPT
            entry(
                    SystemRegister.CTR_EL0,
                    field(0, 4) | field(14, 3) | field(16, 4) | field(20, 4) | field(24, 4) | field(28, 0b1011)),
            // DC ZVA zeroes 2^4 words
            entry(SystemRegister.DCZID_EL0, 4L));

    private IdentificationRegisters() {}

    private static long field(int position, long value) {
        return value << position;
    }

    /**
     * Sets the registers of an element.
     *
     * @param index of the element: four to a cluster, each a thread of its own core
     */
    static void reset(SystemRegisters registers, int index) {
        VALUES.forEach(registers::set);
        // RES1 and MT: Aff0 is the thread, Aff1 the core, Aff2 the cluster.
        long affinity = 1L << 31 | 1L << 24 | (long) (index >>> 2) << 16 | (long) (index & 3) << 8;
        registers.set(SystemRegister.MPIDR_EL1, affinity);
        registers.set(SystemRegister.VMPIDR_EL2, affinity);
        registers.set(SystemRegister.VPIDR_EL2, registers.get(SystemRegister.MIDR_EL1));
    }
}
