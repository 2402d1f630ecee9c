package dev.realmstep.cpu;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system registers of this machine, with their MRS/MSR encodings (Arm ARM D23). */
public enum SystemRegister {
    MIDR_EL1(3, 0, 0, 0, 0),
    MPIDR_EL1(3, 0, 0, 0, 5),
    REVIDR_EL1(3, 0, 0, 0, 6),
    ID_AA64PFR0_EL1(3, 0, 0, 4, 0),
    ID_AA64PFR1_EL1(3, 0, 0, 4, 1),
    ID_AA64ZFR0_EL1(3, 0, 0, 4, 4),
    ID_AA64DFR0_EL1(3, 0, 0, 5, 0),
    ID_AA64DFR1_EL1(3, 0, 0, 5, 1),
    ID_AA64ISAR0_EL1(3, 0, 0, 6, 0),
    ID_AA64ISAR1_EL1(3, 0, 0, 6, 1),
    ID_AA64ISAR2_EL1(3, 0, 0, 6, 2),
    ID_AA64MMFR0_EL1(3, 0, 0, 7, 0),
    ID_AA64MMFR1_EL1(3, 0, 0, 7, 1),
    ID_AA64MMFR2_EL1(3, 0, 0, 7, 2),
    ID_AA64MMFR3_EL1(3, 0, 0, 7, 3),
    CTR_EL0(3, 3, 0, 0, 1),
    DCZID_EL0(3, 3, 0, 0, 7),
    CLIDR_EL1(3, 1, 0, 0, 1),
    CCSIDR_EL1(3, 1, 0, 0, 0),
    CSSELR_EL1(3, 2, 0, 0, 0),
    AIDR_EL1(3, 1, 0, 0, 7),

    SCTLR_EL1(3, 0, 1, 0, 0),
    ACTLR_EL1(3, 0, 1, 0, 1),
    CPACR_EL1(3, 0, 1, 0, 2),
    SCTLR_EL2(3, 4, 1, 0, 0),
    ACTLR_EL2(3, 4, 1, 0, 1),
    HCR_EL2(3, 4, 1, 1, 0),
    MDCR_EL2(3, 4, 1, 1, 1),
    CPTR_EL2(3, 4, 1, 1, 2),
    HSTR_EL2(3, 4, 1, 1, 3),
    HACR_EL2(3, 4, 1, 1, 7),
    HCRX_EL2(3, 4, 1, 2, 2),
    SCTLR_EL3(3, 6, 1, 0, 0),
    SCR_EL3(3, 6, 1, 1, 0),
    CPTR_EL3(3, 6, 1, 1, 2),
    MDCR_EL3(3, 6, 1, 3, 1),

    TTBR0_EL1(3, 0, 2, 0, 0),
    TTBR1_EL1(3, 0, 2, 0, 1),
    TCR_EL1(3, 0, 2, 0, 2),
    TTBR0_EL2(3, 4, 2, 0, 0),
    TTBR1_EL2(3, 4, 2, 0, 1),
    TCR_EL2(3, 4, 2, 0, 2),
    VTTBR_EL2(3, 4, 2, 1, 0),
    VTCR_EL2(3, 4, 2, 1, 2),
    TTBR0_EL3(3, 6, 2, 0, 0),
    TCR_EL3(3, 6, 2, 0, 2),
    GPTBR_EL3(3, 6, 2, 1, 4),
    GPCCR_EL3(3, 6, 2, 1, 6),

    SPSR_EL1(3, 0, 4, 0, 0),
    ELR_EL1(3, 0, 4, 0, 1),
    SP_EL0(3, 0, 4, 1, 0),
    SPSR_EL2(3, 4, 4, 0, 0),
    ELR_EL2(3, 4, 4, 0, 1),
    SP_EL1(3, 4, 4, 1, 0),
    SPSR_EL3(3, 6, 4, 0, 0),
    ELR_EL3(3, 6, 4, 0, 1),
    SP_EL2(3, 6, 4, 1, 0),

    AFSR0_EL1(3, 0, 5, 1, 0),
    AFSR1_EL1(3, 0, 5, 1, 1),
    ESR_EL1(3, 0, 5, 2, 0),
    ESR_EL2(3, 4, 5, 2, 0),
    VSESR_EL2(3, 4, 5, 2, 3),
    ESR_EL3(3, 6, 5, 2, 0),
    FAR_EL1(3, 0, 6, 0, 0),
    FAR_EL2(3, 4, 6, 0, 0),
    HPFAR_EL2(3, 4, 6, 0, 4),
    FAR_EL3(3, 6, 6, 0, 0),
    MFAR_EL3(3, 6, 6, 0, 5),
    PAR_EL1(3, 0, 7, 4, 0),

    MAIR_EL1(3, 0, 10, 2, 0),
    AMAIR_EL1(3, 0, 10, 3, 0),
    MAIR_EL2(3, 4, 10, 2, 0),
    MAIR_EL3(3, 6, 10, 2, 0),
    VBAR_EL1(3, 0, 12, 0, 0),
    ISR_EL1(3, 0, 12, 1, 0),
    DISR_EL1(3, 0, 12, 1, 1),
    VBAR_EL2(3, 4, 12, 0, 0),
    VBAR_EL3(3, 6, 12, 0, 0),
    CONTEXTIDR_EL1(3, 0, 13, 0, 1),
    TPIDR_EL1(3, 0, 13, 0, 4),
    TPIDR_EL0(3, 3, 13, 0, 2),
    TPIDRRO_EL0(3, 3, 13, 0, 3),
    TPIDR_EL2(3, 4, 13, 0, 2),
    TPIDR_EL3(3, 6, 13, 0, 2),
    VPIDR_EL2(3, 4, 0, 0, 0),
    VMPIDR_EL2(3, 4, 0, 0, 5),

    CNTFRQ_EL0(3, 3, 14, 0, 0),
    CNTPCT_EL0(3, 3, 14, 0, 1),
    CNTVCT_EL0(3, 3, 14, 0, 2),
    CNTP_TVAL_EL0(3, 3, 14, 2, 0),
    CNTP_CTL_EL0(3, 3, 14, 2, 1),
    CNTP_CVAL_EL0(3, 3, 14, 2, 2),
    CNTV_TVAL_EL0(3, 3, 14, 3, 0),
    CNTV_CTL_EL0(3, 3, 14, 3, 1),
    CNTV_CVAL_EL0(3, 3, 14, 3, 2),
    CNTKCTL_EL1(3, 0, 14, 1, 0),
    CNTHCTL_EL2(3, 4, 14, 1, 0),
    CNTVOFF_EL2(3, 4, 14, 0, 3),
    CNTPOFF_EL2(3, 4, 14, 0, 6),
    CNTHP_TVAL_EL2(3, 4, 14, 2, 0),
    CNTHP_CTL_EL2(3, 4, 14, 2, 1),
    CNTHP_CVAL_EL2(3, 4, 14, 2, 2),
    CNTHV_TVAL_EL2(3, 4, 14, 3, 0),
    CNTHV_CTL_EL2(3, 4, 14, 3, 1),
    CNTHV_CVAL_EL2(3, 4, 14, 3, 2),

    ICC_PMR_EL1(3, 0, 4, 6, 0),
    ICC_IAR0_EL1(3, 0, 12, 8, 0),
    ICC_EOIR0_EL1(3, 0, 12, 8, 1),
    ICC_HPPIR0_EL1(3, 0, 12, 8, 2),
    ICC_BPR0_EL1(3, 0, 12, 8, 3),
    ICC_AP0R0_EL1(3, 0, 12, 8, 4),
    ICC_AP1R0_EL1(3, 0, 12, 9, 0),
    ICC_DIR_EL1(3, 0, 12, 11, 1),
    ICC_RPR_EL1(3, 0, 12, 11, 3),
    ICC_SGI1R_EL1(3, 0, 12, 11, 5),
    ICC_ASGI1R_EL1(3, 0, 12, 11, 6),
    ICC_SGI0R_EL1(3, 0, 12, 11, 7),
    ICC_IAR1_EL1(3, 0, 12, 12, 0),
    ICC_EOIR1_EL1(3, 0, 12, 12, 1),
    ICC_HPPIR1_EL1(3, 0, 12, 12, 2),
    ICC_BPR1_EL1(3, 0, 12, 12, 3),
    ICC_CTLR_EL1(3, 0, 12, 12, 4),
    ICC_SRE_EL1(3, 0, 12, 12, 5),
    ICC_IGRPEN0_EL1(3, 0, 12, 12, 6),
    ICC_IGRPEN1_EL1(3, 0, 12, 12, 7),
    ICC_SRE_EL2(3, 4, 12, 9, 5),
    ICC_CTLR_EL3(3, 6, 12, 12, 4),
    ICC_SRE_EL3(3, 6, 12, 12, 5),
    ICC_IGRPEN1_EL3(3, 6, 12, 12, 7),
    ICH_AP0R0_EL2(3, 4, 12, 8, 0),
    ICH_AP1R0_EL2(3, 4, 12, 9, 0),
    ICH_HCR_EL2(3, 4, 12, 11, 0),
    ICH_VTR_EL2(3, 4, 12, 11, 1),
    ICH_MISR_EL2(3, 4, 12, 11, 2),
    ICH_EISR_EL2(3, 4, 12, 11, 3),
    ICH_ELRSR_EL2(3, 4, 12, 11, 5),
    ICH_VMCR_EL2(3, 4, 12, 11, 7),
    ICH_LR0_EL2(3, 4, 12, 12, 0),
    ICH_LR1_EL2(3, 4, 12, 12, 1),
    ICH_LR2_EL2(3, 4, 12, 12, 2),
    ICH_LR3_EL2(3, 4, 12, 12, 3),

    MDSCR_EL1(2, 0, 0, 2, 2),
    OSDLR_EL1(2, 0, 1, 3, 4),
    OSLAR_EL1(2, 0, 1, 0, 4),
    OSLSR_EL1(2, 0, 1, 1, 4);

    private static final Map<Integer, SystemRegister> BY_ENCODING = byEncoding();

    private final int encoding;

    SystemRegister(int op0, int op1, int crn, int crm, int op2) {
        encoding = encoding(op0, op1, crn, crm, op2);
    }

    private static Map<Integer, SystemRegister> byEncoding() {
        Map<Integer, SystemRegister> map = new HashMap<>();
        for (SystemRegister register : values()) {
            map.put(register.encoding, register);
        }
        return Map.copyOf(map);
    }

    /** op0:op1:CRn:CRm:op2 as the 16 bits [20:5] of an MRS or MSR instruction. */
    public int encoding() {
        return encoding;
    }

    /** Packs the five fields as bits [20:5] of an MRS or MSR instruction hold them. */
    public static int encoding(int op0, int op1, int crn, int crm, int op2) {
        return op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /** The register with an encoding, or null if this machine has none there. */
    public static @Nullable SystemRegister withEncoding(int encoding) {
        return BY_ENCODING.get(encoding);
    }
}
