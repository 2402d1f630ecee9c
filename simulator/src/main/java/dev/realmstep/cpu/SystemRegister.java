package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;
import static dev.realmstep.cpu.RegisterMasks.HCR;
import static dev.realmstep.cpu.RegisterMasks.HCR_RW;
import static dev.realmstep.cpu.RegisterMasks.SCR;
import static dev.realmstep.cpu.RegisterMasks.SCR_RES1;
import static dev.realmstep.cpu.RegisterMasks.SCTLR;
import static dev.realmstep.cpu.RegisterTraits.readOnly;
import static dev.realmstep.cpu.RegisterTraits.readWrite;
import static dev.realmstep.cpu.RegisterTraits.writeOnly;
import static dev.realmstep.cpu.RegisterTrap.AUXILIARY_CONTROL;
import static dev.realmstep.cpu.RegisterTrap.CACHE_IDENTIFICATION;
import static dev.realmstep.cpu.RegisterTrap.CACHE_TYPE;
import static dev.realmstep.cpu.RegisterTrap.COUNTER_FREQUENCY;
import static dev.realmstep.cpu.RegisterTrap.DEBUG;
import static dev.realmstep.cpu.RegisterTrap.EXTENDED_HYPERVISOR_CONTROL;
import static dev.realmstep.cpu.RegisterTrap.FEATURE_ACCESS_CONTROL;
import static dev.realmstep.cpu.RegisterTrap.FEATURE_IDENTIFICATION;
import static dev.realmstep.cpu.RegisterTrap.IMPLEMENTATION_IDENTIFICATION;
import static dev.realmstep.cpu.RegisterTrap.INTERRUPT_COMMON;
import static dev.realmstep.cpu.RegisterTrap.INTERRUPT_DEACTIVATION;
import static dev.realmstep.cpu.RegisterTrap.INTERRUPT_GENERATION;
import static dev.realmstep.cpu.RegisterTrap.INTERRUPT_GROUP0;
import static dev.realmstep.cpu.RegisterTrap.INTERRUPT_GROUP1;
import static dev.realmstep.cpu.RegisterTrap.INTERRUPT_MASKS;
import static dev.realmstep.cpu.RegisterTrap.OS_LOCK;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_CONTROL;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_COUNTS;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_CYCLES;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_ENABLES;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_INCREMENT;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_MONITORS;
import static dev.realmstep.cpu.RegisterTrap.PERFORMANCE_SELECTION;
import static dev.realmstep.cpu.RegisterTrap.PHYSICAL_COUNTER;
import static dev.realmstep.cpu.RegisterTrap.PHYSICAL_TIMER;
import static dev.realmstep.cpu.RegisterTrap.POINTER_AUTHENTICATION_KEY;
import static dev.realmstep.cpu.RegisterTrap.VIRTUAL_COUNTER;
import static dev.realmstep.cpu.RegisterTrap.VIRTUAL_MEMORY;
import static dev.realmstep.cpu.RegisterTrap.VIRTUAL_TIMER;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The system registers of this machine, with their MRS/MSR encodings (Arm ARM D23). */
public enum SystemRegister {
    MIDR_EL1(3, 0, 0, 0, 0, readOnly()),
    MPIDR_EL1(3, 0, 0, 0, 5, readOnly()),
    REVIDR_EL1(3, 0, 0, 0, 6, readOnly().trappedBy(IMPLEMENTATION_IDENTIFICATION)),
    ID_AA64PFR0_EL1(3, 0, 0, 4, 0, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64PFR1_EL1(3, 0, 0, 4, 1, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64ZFR0_EL1(3, 0, 0, 4, 4, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64DFR0_EL1(3, 0, 0, 5, 0, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64DFR1_EL1(3, 0, 0, 5, 1, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64ISAR0_EL1(3, 0, 0, 6, 0, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64ISAR1_EL1(3, 0, 0, 6, 1, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64ISAR2_EL1(3, 0, 0, 6, 2, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64MMFR0_EL1(3, 0, 0, 7, 0, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64MMFR1_EL1(3, 0, 0, 7, 1, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64MMFR2_EL1(3, 0, 0, 7, 2, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    ID_AA64MMFR3_EL1(3, 0, 0, 7, 3, readOnly().trappedBy(FEATURE_IDENTIFICATION)),
    CTR_EL0(3, 3, 0, 0, 1, readOnly().trappedBy(CACHE_TYPE)),
    DCZID_EL0(3, 3, 0, 0, 7, readOnly()),
    CLIDR_EL1(3, 1, 0, 0, 1, readOnly().trappedBy(CACHE_IDENTIFICATION)),
    CCSIDR_EL1(3, 1, 0, 0, 0, readOnly().trappedBy(CACHE_IDENTIFICATION)),
    CSSELR_EL1(3, 2, 0, 0, 0, readWrite().trappedBy(CACHE_IDENTIFICATION)),
    AIDR_EL1(3, 1, 0, 0, 7, readOnly().trappedBy(IMPLEMENTATION_IDENTIFICATION)),

    NZCV(3, 3, 4, 2, 0, readWrite()),
    DAIF(3, 3, 4, 2, 1, readWrite().trappedBy(INTERRUPT_MASKS)),
    DIT(3, 3, 4, 2, 5, readWrite()),
    SSBS(3, 3, 4, 2, 6, readWrite()),
    FPCR(3, 3, 4, 4, 0, readWrite().writable(RegisterMasks.FPCR)),
    FPSR(3, 3, 4, 4, 1, readWrite().writable(RegisterMasks.FPSR)),
    SPSEL(3, 0, 4, 2, 0, readWrite()),
    CURRENTEL(3, 0, 4, 2, 2, readOnly()),
    PAN(3, 0, 4, 2, 3, readWrite()),
    UAO(3, 0, 4, 2, 4, readWrite()),

    SCTLR_EL1(3, 0, 1, 0, 0, readWrite().reset(0x30D0_0980).writable(SCTLR).trappedBy(VIRTUAL_MEMORY)),
    ACTLR_EL1(3, 0, 1, 0, 1, readWrite().writable(0).trappedBy(AUXILIARY_CONTROL)),
    CPACR_EL1(3, 0, 1, 0, 2, readWrite().trappedBy(FEATURE_ACCESS_CONTROL)),
    ZCR_EL1(3, 0, 1, 2, 0, readWrite().writable(0xF)),
    ZCR_EL2(3, 4, 1, 2, 0, readWrite().writable(0xF)),
    ZCR_EL3(3, 6, 1, 2, 0, readWrite().writable(0xF)),
    SCTLR_EL2(3, 4, 1, 0, 0, readWrite().reset(0x30C5_0830).writable(SCTLR)),
    ACTLR_EL2(3, 4, 1, 0, 1, readWrite().writable(0)),
    HCR_EL2(3, 4, 1, 1, 0, readWrite().reset(HCR_RW).writable(HCR)),
    MDCR_EL2(3, 4, 1, 1, 1, readWrite().reset(PerformanceMonitors.EVENT_COUNTERS)),
    CPTR_EL2(3, 4, 1, 1, 2, readWrite().trappedBy(FEATURE_ACCESS_CONTROL)),
    HSTR_EL2(3, 4, 1, 1, 3, readWrite()),
    HACR_EL2(3, 4, 1, 1, 7, readWrite()),
    HCRX_EL2(
            3,
            4,
            1,
            2,
            2,
            readWrite().writable(HypervisorControl.EXTENDED_MSCEN).trappedBy(EXTENDED_HYPERVISOR_CONTROL)),
    ACTLR_EL3(3, 6, 1, 0, 1, readWrite().writable(0)),
    SCTLR_EL3(3, 6, 1, 0, 0, readWrite().reset(0x30C5_0830).writable(SCTLR)),
    SCR_EL3(3, 6, 1, 1, 0, readWrite().reset(SCR_RES1).writable(SCR)),
    CPTR_EL3(3, 6, 1, 1, 2, readWrite()),
    MDCR_EL3(3, 6, 1, 3, 1, readWrite()),

    TTBR0_EL1(3, 0, 2, 0, 0, readWrite().trappedBy(VIRTUAL_MEMORY)),
    TTBR1_EL1(3, 0, 2, 0, 1, readWrite().trappedBy(VIRTUAL_MEMORY)),
    TCR_EL1(3, 0, 2, 0, 2, readWrite().trappedBy(VIRTUAL_MEMORY)),
    TTBR0_EL2(3, 4, 2, 0, 0, readWrite()),
    TTBR1_EL2(3, 4, 2, 0, 1, readWrite()),
    TCR_EL2(3, 4, 2, 0, 2, readWrite()),
    VTTBR_EL2(3, 4, 2, 1, 0, readWrite()),
    VTCR_EL2(3, 4, 2, 1, 2, readWrite()),
    TTBR0_EL3(3, 6, 2, 0, 0, readWrite()),
    TCR_EL3(3, 6, 2, 0, 2, readWrite()),
    GPTBR_EL3(3, 6, 2, 1, 4, readWrite()),
    GPCCR_EL3(3, 6, 2, 1, 6, readWrite()),

    APIAKEYLO_EL1(3, 0, 2, 1, 0, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APIAKEYHI_EL1(3, 0, 2, 1, 1, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APIBKEYLO_EL1(3, 0, 2, 1, 2, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APIBKEYHI_EL1(3, 0, 2, 1, 3, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APDAKEYLO_EL1(3, 0, 2, 2, 0, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APDAKEYHI_EL1(3, 0, 2, 2, 1, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APDBKEYLO_EL1(3, 0, 2, 2, 2, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APDBKEYHI_EL1(3, 0, 2, 2, 3, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APGAKEYLO_EL1(3, 0, 2, 3, 0, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),
    APGAKEYHI_EL1(3, 0, 2, 3, 1, readWrite().trappedBy(POINTER_AUTHENTICATION_KEY)),

    RNDR(3, 3, 2, 4, 0, readOnly()),
    RNDRRS(3, 3, 2, 4, 1, readOnly()),

    SPSR_EL1(3, 0, 4, 0, 0, readWrite()),
    ELR_EL1(3, 0, 4, 0, 1, readWrite()),
    SP_EL0(3, 0, 4, 1, 0, readWrite()),
    SPSR_EL2(3, 4, 4, 0, 0, readWrite()),
    ELR_EL2(3, 4, 4, 0, 1, readWrite()),
    SP_EL1(3, 4, 4, 1, 0, readWrite()),
    SPSR_EL3(3, 6, 4, 0, 0, readWrite()),
    ELR_EL3(3, 6, 4, 0, 1, readWrite()),
    SP_EL2(3, 6, 4, 1, 0, readWrite()),

    AFSR0_EL2(3, 4, 5, 1, 0, readWrite()),
    AFSR1_EL2(3, 4, 5, 1, 1, readWrite()),
    AFSR0_EL3(3, 6, 5, 1, 0, readWrite()),
    AFSR1_EL3(3, 6, 5, 1, 1, readWrite()),
    AFSR0_EL1(3, 0, 5, 1, 0, readWrite().trappedBy(VIRTUAL_MEMORY)),
    AFSR1_EL1(3, 0, 5, 1, 1, readWrite().trappedBy(VIRTUAL_MEMORY)),
    ESR_EL1(3, 0, 5, 2, 0, readWrite().trappedBy(VIRTUAL_MEMORY)),
    ESR_EL2(3, 4, 5, 2, 0, readWrite()),
    VSESR_EL2(3, 4, 5, 2, 3, readWrite()),
    ESR_EL3(3, 6, 5, 2, 0, readWrite()),
    FAR_EL1(3, 0, 6, 0, 0, readWrite().trappedBy(VIRTUAL_MEMORY)),
    FAR_EL2(3, 4, 6, 0, 0, readWrite()),
    HPFAR_EL2(3, 4, 6, 0, 4, readWrite()),
    FAR_EL3(3, 6, 6, 0, 0, readWrite()),
    MFAR_EL3(3, 6, 6, 0, 5, readWrite()),
    PAR_EL1(3, 0, 7, 4, 0, readWrite()),

    MAIR_EL1(3, 0, 10, 2, 0, readWrite().trappedBy(VIRTUAL_MEMORY)),
    AMAIR_EL1(3, 0, 10, 3, 0, readWrite().trappedBy(VIRTUAL_MEMORY)),
    AMAIR_EL2(3, 4, 10, 3, 0, readWrite()),
    AMAIR_EL3(3, 6, 10, 3, 0, readWrite()),
    MAIR_EL2(3, 4, 10, 2, 0, readWrite()),
    MAIR_EL3(3, 6, 10, 2, 0, readWrite()),
    RVBAR_EL3(3, 6, 12, 0, 1, readOnly()),
    VBAR_EL1(3, 0, 12, 0, 0, readWrite().writable(~0x7FFL)),
    ISR_EL1(3, 0, 12, 1, 0, readOnly()),
    DISR_EL1(3, 0, 12, 1, 1, readWrite()),
    VBAR_EL2(3, 4, 12, 0, 0, readWrite().writable(~0x7FFL)),
    VBAR_EL3(3, 6, 12, 0, 0, readWrite().writable(~0x7FFL)),
    CONTEXTIDR_EL1(3, 0, 13, 0, 1, readWrite().trappedBy(VIRTUAL_MEMORY)),
    CONTEXTIDR_EL2(3, 4, 13, 0, 1, readWrite()),
    TPIDR_EL1(3, 0, 13, 0, 4, readWrite()),
    TPIDR_EL0(3, 3, 13, 0, 2, readWrite()),
    TPIDRRO_EL0(3, 3, 13, 0, 3, readWrite().writtenFrom(EL1)),
    TPIDR_EL2(3, 4, 13, 0, 2, readWrite()),
    TPIDR_EL3(3, 6, 13, 0, 2, readWrite()),
    VPIDR_EL2(3, 4, 0, 0, 0, readWrite()),
    VMPIDR_EL2(3, 4, 0, 0, 5, readWrite()),

    CNTFRQ_EL0(3, 3, 14, 0, 0, readWrite().writtenFrom(EL3).trappedBy(COUNTER_FREQUENCY)),
    CNTPCT_EL0(3, 3, 14, 0, 1, readOnly().trappedBy(PHYSICAL_COUNTER)),
    CNTVCT_EL0(3, 3, 14, 0, 2, readOnly().trappedBy(VIRTUAL_COUNTER)),
    CNTPCTSS_EL0(3, 3, 14, 0, 5, readOnly().trappedBy(PHYSICAL_COUNTER)),
    CNTVCTSS_EL0(3, 3, 14, 0, 6, readOnly().trappedBy(VIRTUAL_COUNTER)),
    CNTP_TVAL_EL0(3, 3, 14, 2, 0, readWrite().trappedBy(PHYSICAL_TIMER)),
    CNTP_CTL_EL0(3, 3, 14, 2, 1, readWrite().trappedBy(PHYSICAL_TIMER)),
    CNTP_CVAL_EL0(3, 3, 14, 2, 2, readWrite().trappedBy(PHYSICAL_TIMER)),
    CNTV_TVAL_EL0(3, 3, 14, 3, 0, readWrite().trappedBy(VIRTUAL_TIMER)),
    CNTV_CTL_EL0(3, 3, 14, 3, 1, readWrite().trappedBy(VIRTUAL_TIMER)),
    CNTV_CVAL_EL0(3, 3, 14, 3, 2, readWrite().trappedBy(VIRTUAL_TIMER)),
    CNTKCTL_EL1(3, 0, 14, 1, 0, readWrite()),
    CNTHCTL_EL2(3, 4, 14, 1, 0, readWrite()),
    CNTVOFF_EL2(3, 4, 14, 0, 3, readWrite()),
    CNTPOFF_EL2(3, 4, 14, 0, 6, readWrite()),
    CNTHP_TVAL_EL2(3, 4, 14, 2, 0, readWrite()),
    CNTHP_CTL_EL2(3, 4, 14, 2, 1, readWrite()),
    CNTHP_CVAL_EL2(3, 4, 14, 2, 2, readWrite()),
    CNTHV_TVAL_EL2(3, 4, 14, 3, 0, readWrite()),
    CNTHV_CTL_EL2(3, 4, 14, 3, 1, readWrite()),
    CNTHV_CVAL_EL2(3, 4, 14, 3, 2, readWrite()),

    PMCR_EL0(3, 3, 9, 12, 0, readWrite().trappedBy(PERFORMANCE_CONTROL)),
    PMCNTENSET_EL0(3, 3, 9, 12, 1, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMCNTENCLR_EL0(3, 3, 9, 12, 2, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMOVSCLR_EL0(3, 3, 9, 12, 3, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMSWINC_EL0(3, 3, 9, 12, 4, writeOnly().trappedBy(PERFORMANCE_INCREMENT)),
    PMSELR_EL0(3, 3, 9, 12, 5, readWrite().trappedBy(PERFORMANCE_SELECTION)),
    PMCEID0_EL0(3, 3, 9, 12, 6, readOnly().trappedBy(PERFORMANCE_MONITORS)),
    PMCEID1_EL0(3, 3, 9, 12, 7, readOnly().trappedBy(PERFORMANCE_MONITORS)),
    PMCCNTR_EL0(3, 3, 9, 13, 0, readWrite().trappedBy(PERFORMANCE_CYCLES)),
    PMXEVTYPER_EL0(3, 3, 9, 13, 1, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMXEVCNTR_EL0(3, 3, 9, 13, 2, readWrite().trappedBy(PERFORMANCE_COUNTS)),
    PMUSERENR_EL0(3, 3, 9, 14, 0, readWrite().writtenFrom(EL1).writable(0xF).trappedBy(PERFORMANCE_ENABLES)),
    PMINTENSET_EL1(3, 0, 9, 14, 1, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMINTENCLR_EL1(3, 0, 9, 14, 2, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMOVSSET_EL0(3, 3, 9, 14, 3, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMMIR_EL1(3, 0, 9, 14, 6, readOnly().trappedBy(PERFORMANCE_MONITORS)),
    PMEVCNTR0_EL0(3, 3, 14, 8, 0, readWrite().trappedBy(PERFORMANCE_COUNTS)),
    PMEVCNTR1_EL0(3, 3, 14, 8, 1, readWrite().trappedBy(PERFORMANCE_COUNTS)),
    PMEVCNTR2_EL0(3, 3, 14, 8, 2, readWrite().trappedBy(PERFORMANCE_COUNTS)),
    PMEVCNTR3_EL0(3, 3, 14, 8, 3, readWrite().trappedBy(PERFORMANCE_COUNTS)),
    PMEVTYPER0_EL0(3, 3, 14, 12, 0, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMEVTYPER1_EL0(3, 3, 14, 12, 1, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMEVTYPER2_EL0(3, 3, 14, 12, 2, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMEVTYPER3_EL0(3, 3, 14, 12, 3, readWrite().trappedBy(PERFORMANCE_MONITORS)),
    PMCCFILTR_EL0(3, 3, 14, 15, 7, readWrite().trappedBy(PERFORMANCE_MONITORS)),

    ICC_PMR_EL1(3, 0, 4, 6, 0, readWrite().trappedBy(INTERRUPT_COMMON)),
    ICC_IAR0_EL1(3, 0, 12, 8, 0, readOnly().trappedBy(INTERRUPT_GROUP0)),
    ICC_EOIR0_EL1(3, 0, 12, 8, 1, writeOnly().trappedBy(INTERRUPT_GROUP0)),
    ICC_HPPIR0_EL1(3, 0, 12, 8, 2, readOnly().trappedBy(INTERRUPT_GROUP0)),
    ICC_BPR0_EL1(3, 0, 12, 8, 3, readWrite().trappedBy(INTERRUPT_GROUP0)),
    ICC_AP0R0_EL1(3, 0, 12, 8, 4, readWrite().trappedBy(INTERRUPT_GROUP0)),
    ICC_AP1R0_EL1(3, 0, 12, 9, 0, readWrite().trappedBy(INTERRUPT_GROUP1)),
    ICC_DIR_EL1(3, 0, 12, 11, 1, writeOnly().trappedBy(INTERRUPT_DEACTIVATION)),
    ICC_RPR_EL1(3, 0, 12, 11, 3, readOnly().trappedBy(INTERRUPT_COMMON)),
    ICC_SGI1R_EL1(3, 0, 12, 11, 5, writeOnly().trappedBy(INTERRUPT_GENERATION)),
    ICC_ASGI1R_EL1(3, 0, 12, 11, 6, writeOnly().trappedBy(INTERRUPT_GENERATION)),
    ICC_SGI0R_EL1(3, 0, 12, 11, 7, writeOnly().trappedBy(INTERRUPT_GENERATION)),
    ICC_IAR1_EL1(3, 0, 12, 12, 0, readOnly().trappedBy(INTERRUPT_GROUP1)),
    ICC_EOIR1_EL1(3, 0, 12, 12, 1, writeOnly().trappedBy(INTERRUPT_GROUP1)),
    ICC_HPPIR1_EL1(3, 0, 12, 12, 2, readOnly().trappedBy(INTERRUPT_GROUP1)),
    ICC_BPR1_EL1(3, 0, 12, 12, 3, readWrite().trappedBy(INTERRUPT_GROUP1)),
    ICC_CTLR_EL1(3, 0, 12, 12, 4, readWrite().trappedBy(INTERRUPT_COMMON)),
    ICC_SRE_EL1(3, 0, 12, 12, 5, readWrite()),
    ICC_IGRPEN0_EL1(3, 0, 12, 12, 6, readWrite().trappedBy(INTERRUPT_GROUP0)),
    ICC_IGRPEN1_EL1(3, 0, 12, 12, 7, readWrite().trappedBy(INTERRUPT_GROUP1)),
    ICC_SRE_EL2(3, 4, 12, 9, 5, readWrite()),
    ICC_CTLR_EL3(3, 6, 12, 12, 4, readWrite()),
    ICC_SRE_EL3(3, 6, 12, 12, 5, readWrite()),
    ICC_IGRPEN1_EL3(3, 6, 12, 12, 7, readWrite()),
    ICH_AP0R0_EL2(3, 4, 12, 8, 0, readWrite()),
    ICH_AP1R0_EL2(3, 4, 12, 9, 0, readWrite()),
    ICH_HCR_EL2(3, 4, 12, 11, 0, readWrite()),
    ICH_VTR_EL2(3, 4, 12, 11, 1, readOnly()),
    ICH_MISR_EL2(3, 4, 12, 11, 2, readOnly()),
    ICH_EISR_EL2(3, 4, 12, 11, 3, readOnly()),
    ICH_ELRSR_EL2(3, 4, 12, 11, 5, readOnly()),
    ICH_VMCR_EL2(3, 4, 12, 11, 7, readWrite()),
    ICH_LR0_EL2(3, 4, 12, 12, 0, readWrite()),
    ICH_LR1_EL2(3, 4, 12, 12, 1, readWrite()),
    ICH_LR2_EL2(3, 4, 12, 12, 2, readWrite()),
    ICH_LR3_EL2(3, 4, 12, 12, 3, readWrite()),
    ICH_LR4_EL2(3, 4, 12, 12, 4, readWrite()),
    ICH_LR5_EL2(3, 4, 12, 12, 5, readWrite()),
    ICH_LR6_EL2(3, 4, 12, 12, 6, readWrite()),
    ICH_LR7_EL2(3, 4, 12, 12, 7, readWrite()),
    ICH_LR8_EL2(3, 4, 12, 13, 0, readWrite()),
    ICH_LR9_EL2(3, 4, 12, 13, 1, readWrite()),
    ICH_LR10_EL2(3, 4, 12, 13, 2, readWrite()),
    ICH_LR11_EL2(3, 4, 12, 13, 3, readWrite()),
    ICH_LR12_EL2(3, 4, 12, 13, 4, readWrite()),
    ICH_LR13_EL2(3, 4, 12, 13, 5, readWrite()),
    ICH_LR14_EL2(3, 4, 12, 13, 6, readWrite()),
    ICH_LR15_EL2(3, 4, 12, 13, 7, readWrite()),

    DBGBVR0_EL1(2, 0, 0, 0, 4, readWrite().trappedBy(DEBUG)),
    DBGBCR0_EL1(2, 0, 0, 0, 5, readWrite().trappedBy(DEBUG)),
    DBGWVR0_EL1(2, 0, 0, 0, 6, readWrite().trappedBy(DEBUG)),
    DBGWCR0_EL1(2, 0, 0, 0, 7, readWrite().trappedBy(DEBUG)),
    DBGBVR1_EL1(2, 0, 0, 1, 4, readWrite().trappedBy(DEBUG)),
    DBGBCR1_EL1(2, 0, 0, 1, 5, readWrite().trappedBy(DEBUG)),
    DBGWVR1_EL1(2, 0, 0, 1, 6, readWrite().trappedBy(DEBUG)),
    DBGWCR1_EL1(2, 0, 0, 1, 7, readWrite().trappedBy(DEBUG)),
    MDCCINT_EL1(2, 0, 0, 2, 0, readWrite().trappedBy(DEBUG)),
    MDCCSR_EL0(2, 3, 0, 1, 0, readOnly().trappedBy(DEBUG)),
    OSECCR_EL1(2, 0, 0, 6, 2, readWrite().trappedBy(DEBUG)),
    DBGPRCR_EL1(2, 0, 1, 4, 4, readWrite().trappedBy(OS_LOCK)),
    DBGCLAIMSET_EL1(2, 0, 7, 8, 6, readWrite().trappedBy(DEBUG)),
    DBGCLAIMCLR_EL1(2, 0, 7, 9, 6, readWrite().trappedBy(DEBUG)),
    DBGAUTHSTATUS_EL1(2, 0, 7, 14, 6, readOnly().trappedBy(DEBUG)),
    MDSCR_EL1(2, 0, 0, 2, 2, readWrite().trappedBy(DEBUG)),
    OSDLR_EL1(2, 0, 1, 3, 4, readWrite().trappedBy(OS_LOCK)),
    OSLAR_EL1(2, 0, 1, 0, 4, writeOnly().trappedBy(OS_LOCK)),
    OSLSR_EL1(2, 0, 1, 1, 4, readOnly().trappedBy(OS_LOCK));

    private static final List<SystemRegister> LIST_REGISTERS = List.copyOf(EnumSet.range(ICH_LR0_EL2, ICH_LR15_EL2));

    private static final Map<Integer, SystemRegister> BY_ENCODING = byEncoding();

    private final int encoding;
    private final ExceptionLevel level;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values and enumerations is immutable without saying so
    private final RegisterTraits traits;

    SystemRegister(int op0, int op1, int crn, int crm, int op2, RegisterTraits traits) {
        this.encoding = encoding(op0, op1, crn, crm, op2);
        this.traits = traits;
        // op1 tells the lowest level that reaches a register (Arm ARM C5.1.3).
        this.level = switch (op1) {
            case 3 -> EL0;
            case 4 -> EL2;
            case 6 -> EL3;
            default -> EL1;
        };
    }

    private static Map<Integer, SystemRegister> byEncoding() {
        Map<Integer, SystemRegister> map = new HashMap<>();
        for (SystemRegister register : values()) {
            map.put(register.encoding, register);
        }
        return Map.copyOf(map);
    }

    /** Rights, traps, reset value and writable bits. */
    RegisterTraits traits() {
        return traits;
    }

    /** The lowest level that may read it, or null if none may. */
    @Nullable
    ExceptionLevel lowestReader() {
        return traits.isReadable() ? Objects.requireNonNullElse(traits.read(), level) : null;
    }

    /** The lowest level that may write it, or null if none may. */
    @Nullable
    ExceptionLevel lowestWriter() {
        return traits.isWritable() ? Objects.requireNonNullElse(traits.write(), level) : null;
    }

    /** The list registers of the GIC's virtual interface, by number (IHI 0069, 12.4.10). */
    public static List<SystemRegister> listRegisters() {
        return LIST_REGISTERS;
    }

    /** op0:op1:CRn:CRm:op2 as the 16 bits [20:5] of an MRS or MSR instruction. */
    public int encoding() {
        return encoding;
    }

    /** Packs the five fields as bits [20:5] of an MRS or MSR instruction hold them. */
    public static int encoding(int op0, int op1, int crn, int crm, int op2) {
        return op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /** The encoding that ESR_ELx.ISS tells of a trapped MRS or MSR (Arm ARM D23.2.37, EC 0x18). */
    public static int encodingOfTrap(long syndrome) {
        int op0 = (int) (syndrome >>> 20) & 3;
        int op2 = (int) (syndrome >>> 17) & 7;
        int op1 = (int) (syndrome >>> 14) & 7;
        int crn = (int) (syndrome >>> 10) & 0xF;
        int crm = (int) (syndrome >>> 1) & 0xF;
        return encoding(op0, op1, crn, crm, op2);
    }

    /** The register with an encoding, or null if this machine has none there. */
    public static @Nullable SystemRegister withEncoding(int encoding) {
        return BY_ENCODING.get(encoding);
    }
}
