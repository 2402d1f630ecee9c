package dev.realmstep.monitor;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.PhysicalMemory;
import java.util.List;

/**
 * The firmware of EL3. It boots each processing element through the Realm world into the normal world, and then only
 * answers calls: it carries RMI calls from the normal world to the RMM and results back, moves granules between the two
 * for the RMM, and serves PSCI.
 */
public final class SecureMonitor implements ResidentFirmware {
    /** Where an element starts after reset. */
    public static final long RESET_VECTOR = 0;

    /** PSTATE of a world that begins: EL2 with its own stack, all exceptions masked. */
    static final long SPSR_EL2H_MASKED = 0x3C9;

    private static final long VECTORS = 0x800;
    private static final long SYNCHRONOUS_LOWER_LEVEL = VECTORS + 0x400;
    private static final int EC_SHIFT = 26;
    private static final long SMCCC_VERSION = 0x8000_0000L;
    private static final long SMCCC_1_2 = 0x1_0002;
    private static final long NOT_SUPPORTED = -1;
    /** Bit 16 of a function identifier says that the caller's SVE state is dead, and is not part of the name. */
    private static final long SVE_HINT = 1L << 16;

    /** CPTR_EL3.EZ. */
    private static final long SVE_IS_NOT_TRAPPED = 1L << 8;

    /** ZCR_EL3.LEN: EL2 decides. */
    private static final long LONGEST_VECTORS = 0xF;

    private final GranuleProtectionTable table;
    private final Worlds worlds = new Worlds();
    private final RmmServices rmmServices;
    private final PowerControl power;
    private final EntryPoints entryPoints;
    private boolean tableWritten;

    /**
     * @param root RAM of EL3's own
     * @param shared RAM whose granules move between worlds
     * @param elements all processing elements, by index
     * @param power is told when the normal world asks for the machine's end or its reset
     */
    public SecureMonitor(
            PhysicalMemory root,
            List<PhysicalMemory> shared,
            List<ProcessingElement> elements,
            EntryPoints entryPoints,
            SystemPower power) {
        this.table = new GranuleProtectionTable(root, shared);
        this.rmmServices = new RmmServices(table);
        this.entryPoints = entryPoints;
        this.power = new PowerControl(elements, worlds, power);
    }

    /** The normal world of an element while it waits for the Realm world. */
    public SuspendedContext normalWorldOf(ProcessingElement element) {
        return worlds.context(element, SecurityState.NON_SECURE);
    }

    @Override
    public void run(ProcessingElement element) {
        if (element.programCounter() == RESET_VECTOR) {
            reset(element);
        } else if (element.programCounter() == SYNCHRONOUS_LOWER_LEVEL && isCall(element)) {
            serve(element, element.securityStateBelowEl3());
        } else {
            throw new IllegalStateException("EL3 took an exception that it does not expect: vector 0x%x, ESR_EL3 0x%x"
                    .formatted(
                            element.programCounter() - VECTORS,
                            element.systemRegisters().get(SystemRegister.ESR_EL3)));
        }
    }

    /** The first processing element brings the table up; each one starts the RMM on itself, then the normal world. */
    private void reset(ProcessingElement element) {
        element.systemRegisters().set(SystemRegister.VBAR_EL3, VECTORS);
        element.systemRegisters().set(SystemRegister.CPTR_EL3, SVE_IS_NOT_TRAPPED);
        element.systemRegisters().set(SystemRegister.ZCR_EL3, LONGEST_VECTORS);
        if (!tableWritten) {
            table.initialize(element);
            tableWritten = true;
        }
        table.enable(element);
        worlds.context(element, SecurityState.REALM).startAt(entryPoints.realm(), element.index());
        if (element.index() == 0) {
            worlds.context(element, SecurityState.NON_SECURE).startAt(entryPoints.normal(), 0);
        }
        worlds.enter(element, SecurityState.REALM);
    }

    private static boolean isCall(ProcessingElement element) {
        long syndrome = element.systemRegisters().get(SystemRegister.ESR_EL3);
        return syndrome >>> EC_SHIFT == ExceptionClass.SMC.code();
    }

    private void serve(ProcessingElement element, SecurityState caller) {
        switch (caller) {
            case REALM -> serveRmm(element);
            case NON_SECURE -> serveNormalWorld(element);
            case SECURE, ROOT -> answer(element, NOT_SUPPORTED);
        }
    }

    private void serveRmm(ProcessingElement element) {
        long function = element.x(0);
        if (function == RmmServices.BOOT_COMPLETE) {
            worlds.leave(element, SecurityState.REALM);
            worlds.enter(element, SecurityState.NON_SECURE);
        } else if (function == RmmServices.RMI_REQUEST_COMPLETE) {
            returnToNormalWorld(element);
        } else {
            answer(element, rmmServices.serve(element, function));
        }
    }

    /** The RMM's results are in X1 and up; the normal world finds them in X0 and up. */
    private void returnToNormalWorld(ProcessingElement element) {
        long[] results = new long[Rmi.RESULTS];
        for (int n = 0; n < results.length; n++) {
            results[n] = element.x(n + 1);
        }
        worlds.leave(element, SecurityState.REALM);
        worlds.restore(element, SecurityState.NON_SECURE);
        for (int n = 0; n < results.length; n++) {
            element.setX(n, results[n]);
        }
        element.returnFromException();
    }

    private void serveNormalWorld(ProcessingElement element) {
        long function = element.x(0) & 0xFFFF_FFFFL & ~SVE_HINT;
        if (Rmi.isCommand(function)) {
            forwardToRmm(element, function);
        } else if (PowerControl.isPsci(function)) {
            power.serve(element, function);
        } else {
            answer(element, function == SMCCC_VERSION ? SMCCC_1_2 : NOT_SUPPORTED);
        }
    }

    private void forwardToRmm(ProcessingElement element, long function) {
        long[] operands = new long[Rmi.OPERANDS];
        for (int n = 0; n < operands.length; n++) {
            operands[n] = element.x(n + 1);
        }
        worlds.leave(element, SecurityState.NON_SECURE);
        worlds.restore(element, SecurityState.REALM);
        element.setX(0, function);
        for (int n = 0; n < operands.length; n++) {
            element.setX(n + 1, operands[n]);
        }
        element.returnFromException();
    }

    private static void answer(ProcessingElement element, long result) {
        element.setX(0, result);
        element.returnFromException();
    }

    /** SCR_EL3 of a world below EL3: EL2 is AArch64, HVC, HCRX_EL2 and pointer authentication work, exceptions stay in their world. */
    static long configurationOf(SecurityState world) {
        return SecureConfiguration.selecting(world)
                | SecureConfiguration.HCE
                | SecureConfiguration.RW
                | SecureConfiguration.APK
                | SecureConfiguration.API
                | SecureConfiguration.HXEN;
    }
}
