package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import java.util.EnumSet;
import java.util.Set;

/** The extensions that instructions belong to, with the ID register field that advertises each (Arm ARM A2). */
public enum Feature {
    /** What every implementation has. */
    BASE(SystemRegister.ID_AA64ISAR0_EL1, 0, 0),
    FP(SystemRegister.ID_AA64PFR0_EL1, 16, 0),
    FP16(SystemRegister.ID_AA64PFR0_EL1, 16, 1),
    ADVANCED_SIMD(SystemRegister.ID_AA64PFR0_EL1, 20, 0),
    AES(SystemRegister.ID_AA64ISAR0_EL1, 4, 1),
    PMULL(SystemRegister.ID_AA64ISAR0_EL1, 4, 2),
    SHA1(SystemRegister.ID_AA64ISAR0_EL1, 8, 1),
    SHA256(SystemRegister.ID_AA64ISAR0_EL1, 12, 1),
    SHA512(SystemRegister.ID_AA64ISAR0_EL1, 12, 2),
    CRC32(SystemRegister.ID_AA64ISAR0_EL1, 16, 1),
    LSE(SystemRegister.ID_AA64ISAR0_EL1, 20, 2),
    RDM(SystemRegister.ID_AA64ISAR0_EL1, 28, 1),
    SHA3(SystemRegister.ID_AA64ISAR0_EL1, 32, 1),
    DOT_PRODUCT(SystemRegister.ID_AA64ISAR0_EL1, 44, 1),
    FHM(SystemRegister.ID_AA64ISAR0_EL1, 48, 1),
    FLAGM(SystemRegister.ID_AA64ISAR0_EL1, 52, 1),
    FLAGM2(SystemRegister.ID_AA64ISAR0_EL1, 52, 2),
    PAUTH(SystemRegister.ID_AA64ISAR1_EL1, 8, 1),
    PACGA(SystemRegister.ID_AA64ISAR1_EL1, 28, 1),
    JSCVT(SystemRegister.ID_AA64ISAR1_EL1, 12, 1),
    FCMA(SystemRegister.ID_AA64ISAR1_EL1, 16, 1),
    LRCPC(SystemRegister.ID_AA64ISAR1_EL1, 20, 1),
    LRCPC2(SystemRegister.ID_AA64ISAR1_EL1, 20, 2),
    FRINTTS(SystemRegister.ID_AA64ISAR1_EL1, 32, 1),
    SB(SystemRegister.ID_AA64ISAR1_EL1, 36, 1),
    BF16(SystemRegister.ID_AA64ISAR1_EL1, 44, 1),
    I8MM(SystemRegister.ID_AA64ISAR1_EL1, 52, 1),
    HBC(SystemRegister.ID_AA64ISAR2_EL1, 20, 1),
    CSSC(SystemRegister.ID_AA64ISAR2_EL1, 52, 1),
    MOPS(SystemRegister.ID_AA64ISAR2_EL1, 16, 1),
    LOR(SystemRegister.ID_AA64MMFR1_EL1, 16, 1),
    PAN(SystemRegister.ID_AA64MMFR1_EL1, 20, 1),
    UAO(SystemRegister.ID_AA64MMFR2_EL1, 4, 1),
    DIT(SystemRegister.ID_AA64PFR0_EL1, 48, 1),
    SSBS2(SystemRegister.ID_AA64PFR1_EL1, 4, 2),
    SVE(SystemRegister.ID_AA64PFR0_EL1, 32, 1),
    SVE2(SystemRegister.ID_AA64ZFR0_EL1, 0, 1),
    SVE_AES(SystemRegister.ID_AA64ZFR0_EL1, 4, 1),
    SVE_PMULL(SystemRegister.ID_AA64ZFR0_EL1, 4, 2),
    SVE_BITPERM(SystemRegister.ID_AA64ZFR0_EL1, 16, 1),
    SVE_BF16(SystemRegister.ID_AA64ZFR0_EL1, 20, 1),
    SVE_SHA3(SystemRegister.ID_AA64ZFR0_EL1, 32, 1),
    SVE_I8MM(SystemRegister.ID_AA64ZFR0_EL1, 44, 1);

    private final SystemRegister register;
    private final int shift;
    private final int atLeast;

    Feature(SystemRegister register, int shift, int atLeast) {
        this.register = register;
        this.shift = shift;
        this.atLeast = atLeast;
    }

    /** The ID register whose field advertises this feature. */
    public SystemRegister register() {
        return register;
    }

    /** The lowest bit of the field. */
    public int shift() {
        return shift;
    }

    /** The smallest value of the field that includes this feature. */
    public int atLeast() {
        return atLeast;
    }

    /** Whether ID registers advertise this feature. */
    public boolean isAdvertised(SystemRegisters registers) {
        // A field counts from -1 where its 0 means something that can be absent.
        return registers.get(register) << (60 - shift) >> 60 >= atLeast;
    }

    /** All features that ID registers advertise. */
    public static Set<Feature> advertised(SystemRegisters registers) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : values()) {
            if (feature.isAdvertised(registers)) {
                features.add(feature);
            }
        }
        return features;
    }
}
