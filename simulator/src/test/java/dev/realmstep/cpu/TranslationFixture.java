package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import org.assertj.core.api.AbstractLongAssert;

/** An element with tables: stage 1 of 39 bits from level 1, stage 2 of 33 bits from level 1. */
class TranslationFixture {
    static final long RAM = 0x8000_0000L;
    static final long DATA = RAM + 0x40_0000;
    static final int NO_FAULT = -1;
    /** T0SZ = T1SZ = 25, 48-bit IPS. */
    static final long TCR = 25 | 25L << 16 | 5L << 32;
    /** T0SZ = 31, SL0 = 1, PS = 48 bits. */
    static final long VTCR = 31 | 1L << 6 | 5L << 16;
    /** Attribute 0 Normal, 1 Device-nGnRE. */
    static final long MAIR = 0x04FF;

    final SystemBus bus = new SystemBus();
    final ProcessingElement element;
    final Tables tables;
    final long stage1;
    final long stage2;

    TranslationFixture(SecurityState world, ExceptionLevel level) {
        bus.attach(new PhysicalMemory(RAM, 16 << 20));
        element = new ProcessingElement(0, bus);
        tables = new Tables(bus, RAM);
        stage1 = tables.table();
        stage2 = tables.table();
        if (world != SecurityState.ROOT) {
            set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(world));
        }
        element.state().setExceptionLevel(level);
        set(SystemRegister.VBAR_EL1, Elements.VECTORS_EL1);
        set(SystemRegister.VBAR_EL2, Elements.VECTORS_EL2);
        set(SystemRegister.VBAR_EL3, Elements.VECTORS_EL3);
        set(SystemRegister.TTBR0_EL1, stage1);
        set(SystemRegister.TCR_EL1, TCR);
        set(SystemRegister.MAIR_EL1, MAIR);
        set(SystemRegister.VTTBR_EL2, stage2);
        set(SystemRegister.VTCR_EL2, VTCR);
    }

    void set(SystemRegister register, long value) {
        element.systemRegisters().set(register, value);
    }

    void enableStage1() {
        Elements.or(element, SystemRegister.SCTLR_EL1, SystemControl.M);
    }

    void enableStage2() {
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.VM);
    }

    /** Identity-maps what stage 1 tables and data lie in, so that stage 2 is not in the way. */
    void identityMapStage2() {
        for (long offset = 0; offset < 0x100_0000; offset += 0x20_0000) {
            tables.map(stage2, 1, RAM + offset, 2, RAM + offset, Tables.STAGE2);
        }
    }

    void mapPage(long virtual, long physical, long attributes) {
        tables.map(stage1, 1, virtual, 3, physical, attributes);
    }

    /** Takes the exception of an access and returns the whole syndrome, or {@link #NO_FAULT}. */
    long syndromeOf(Runnable access) {
        try {
            access.run();
            return NO_FAULT;
        } catch (SynchronousException e) {
            element.takeException(e);
            return get(ExceptionRegisters.syndrome(element.exceptionLevel()));
        }
    }

    AbstractLongAssert<?> assertSyndrome(Runnable access) {
        return assertThat(syndromeOf(access));
    }

    long get(SystemRegister register) {
        return element.systemRegisters().get(register);
    }

    MemoryManagementUnit memory() {
        return element.memory();
    }
}
