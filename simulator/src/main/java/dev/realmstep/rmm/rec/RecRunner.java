package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.PerformanceMonitors;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Moves RECs onto processing elements and off them again. */
public final class RecRunner {
    private static final long HCR_RW = 1L << 31;
    /** Interrupts, SMC and ID registers come to the RMM; HCR_EL2.VM makes stage 2 what the realm lives in. */
    private static final long HCR = HypervisorControl.VM
            | HypervisorControl.FMO
            | HypervisorControl.IMO
            | HypervisorControl.AMO
            | HypervisorControl.TSC
            | HypervisorControl.TID3
            | HypervisorControl.TACR
            | HypervisorControl.TIDCP
            | HypervisorControl.TEA
            | HypervisorControl.GPF
            | HypervisorControl.FB
            | HypervisorControl.FWB
            | HypervisorControl.APK
            | HypervisorControl.API
            | HCR_RW;

    private static final long MDCR_TPMCR = 1L << 5;
    private static final long MDCR_TPM = 1L << 6;
    private static final long MDCR_HPMD = 1L << 17;
    private static final long MDCR_HCCD = 1L << 23;

    /** CPTR_EL2: traps SVE. */
    private static final long CPTR_TZ = 1L << 8;

    private static final long VTCR_RES1 = 1L << 31;
    /** Inner shareable, write-back table walks. */
    private static final long VTCR_WALKS = 0b11L << 12 | 0b01L << 10 | 0b01L << 8;

    private static final int VTCR_PS_SHIFT = 16;
    private static final int VTCR_SL0_SHIFT = 6;
    private static final long VTCR_16_BIT_VMID = 1L << 19;
    private static final long PHYSICAL_48_BITS = 5;
    private static final int VMID_SHIFT = 48;

    private final RecRegistry recs;

    /** What the normal world has in registers that EL3 does not switch: EL0's, EL1's, virtual interrupts and timers. */
    private record NormalWorld(
            SavedRegisters registers, VirtualInterrupts interrupts, TimerState timers, PerformanceState monitors) {
        NormalWorld() {
            this(new SavedRegisters(), new VirtualInterrupts(), new TimerState(), new PerformanceState());
        }

        void save(ProcessingElement element) {
            registers.save(element);
            interrupts.save(element);
            timers.save(element);
            monitors.save(element);
        }

        void restore(ProcessingElement element) {
            registers.restore(element);
            interrupts.disable();
            interrupts.restore(element);
            timers.restore(element);
            monitors.restore(element);
        }
    }

    private final Map<ProcessingElement, NormalWorld> normalWorld = new HashMap<>();

    public RecRunner(RecRegistry recs) {
        this.recs = recs;
    }

    /** Puts a REC onto an element, where it runs when it is resumed. */
    public void enter(ProcessingElement element, RealmExecutionContext rec, RecEnter enter, long runAddress) {
        normalWorld.computeIfAbsent(element, e -> new NormalWorld()).save(element);
        recs.start(element, rec);
        rec.setRunAddress(runAddress);
        configure(element.systemRegisters(), rec, enter);
        rec.interrupts().give(enter.interrupts());
        rec.interrupts().restore(element);
        rec.timers().restore(element);
        rec.monitors().restore(element);
    }

    private static void configure(SystemRegisters registers, RealmExecutionContext rec, RecEnter enter) {
        long traps = (enter.trapsWfi() ? HypervisorControl.TWI : 0) | (enter.trapsWfe() ? HypervisorControl.TWE : 0);
        registers.set(SystemRegister.HCR_EL2, HCR | traps);
        selectTables(registers, rec.realm().tables(), rec.realm().vmid());
        registers.set(SystemRegister.HCRX_EL2, HypervisorControl.EXTENDED_MSCEN);
        registers.set(SystemRegister.MDCR_EL2, monitorControl(rec.realm()));
        registers.set(SystemRegister.CPTR_EL2, rec.realm().hasScalableVectors() ? 0 : CPTR_TZ);
        registers.set(SystemRegister.ZCR_EL2, rec.realm().vectorLength());
        registers.set(SystemRegister.VPIDR_EL2, registers.get(SystemRegister.MIDR_EL1));
    }

    /** The realm has its counters, which count nothing at EL2; or all accesses to performance monitors trap. */
    private static long monitorControl(Realm realm) {
        return MDCR_HPMD
                | MDCR_HCCD
                | (realm.hasPerformanceMonitors()
                        ? realm.eventCounters()
                        : MDCR_TPM | MDCR_TPMCR | PerformanceMonitors.EVENT_COUNTERS);
    }

    /** Points stage 2 at a realm's tables; TLB maintenance by the RMM then concerns that realm. */
    public static void selectTables(SystemRegisters registers, RealmTranslationTables tables, int vmid) {
        registers.set(SystemRegister.VTCR_EL2, translationControl(tables));
        registers.set(SystemRegister.VTTBR_EL2, (long) vmid << VMID_SHIFT | tables.root());
    }

    private static long translationControl(RealmTranslationTables tables) {
        // With a 4 KiB granule SL0 counts start levels from 2 upward.
        long startLevel = 2L - tables.startLevel();
        return VTCR_RES1
                | VTCR_16_BIT_VMID
                | PHYSICAL_48_BITS << VTCR_PS_SHIFT
                | VTCR_WALKS
                | startLevel << VTCR_SL0_SHIFT
                | (64 - tables.ipaBits());
    }

    /**
     * To be asked before a REC is resumed.
     *
     * @return whether a timer has fired, or ceased to, since the last exit, so that the host has to know first
     */
    public boolean hasTimerNews(ProcessingElement element, RealmExecutionContext rec) {
        return rec.timers().maskFired(element);
    }

    /** Goes on in the realm after the RMM served it. */
    public void resume(ProcessingElement element, RealmExecutionContext rec) {
        rec.registers().restore(element);
        element.returnFromException();
    }

    /** Takes over the registers of a REC that has just left the realm for EL2. */
    public void suspend(ProcessingElement element, RealmExecutionContext rec) {
        rec.registers().save(element);
    }

    /**
     * Takes a REC off its element and tells the host why.
     *
     * @return false if the host's page cannot be written any more
     */
    public boolean exit(ProcessingElement element, RealmExecutionContext rec, RecExit exit) {
        recs.stop(element, rec);
        rec.interrupts().save(element);
        rec.interrupts().report(exit);
        rec.timers().save(element);
        rec.timers().report(exit);
        rec.monitors().save(element);
        rec.monitors().report(exit);
        Objects.requireNonNull(normalWorld.get(element)).restore(element);
        try {
            new GranuleMemory(element).writeNonSecure(rec.runAddress() + RecExit.OFFSET, exit.bytes());
            return true;
        } catch (PhysicalAccessException e) {
            return false;
        }
    }
}
