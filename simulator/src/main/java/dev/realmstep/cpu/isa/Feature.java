package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import java.util.EnumSet;
import java.util.Set;

/** The extensions that instructions belong to, with the ID register field that advertises each (Arm ARM A2). */
public enum Feature {
    /** What every implementation has. */
    BASE(SystemRegister.ID_AA64ISAR0_EL1, 0, 0),
    CRC32(SystemRegister.ID_AA64ISAR0_EL1, 16, 1),
    LSE(SystemRegister.ID_AA64ISAR0_EL1, 20, 2),
    FLAGM(SystemRegister.ID_AA64ISAR0_EL1, 52, 1),
    FLAGM2(SystemRegister.ID_AA64ISAR0_EL1, 52, 2),
    LRCPC(SystemRegister.ID_AA64ISAR1_EL1, 20, 1),
    LRCPC2(SystemRegister.ID_AA64ISAR1_EL1, 20, 2),
    SB(SystemRegister.ID_AA64ISAR1_EL1, 36, 1),
    LOR(SystemRegister.ID_AA64MMFR1_EL1, 16, 1),
    PAN(SystemRegister.ID_AA64MMFR1_EL1, 20, 1),
    UAO(SystemRegister.ID_AA64MMFR2_EL1, 4, 1),
    DIT(SystemRegister.ID_AA64PFR0_EL1, 48, 1),
    SSBS2(SystemRegister.ID_AA64PFR1_EL1, 4, 2);

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
        return (registers.get(register) >>> shift & 0xF) >= atLeast;
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
