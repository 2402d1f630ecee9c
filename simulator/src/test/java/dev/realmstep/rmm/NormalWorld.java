package dev.realmstep.rmm;

import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.ShareabilityDomain;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import dev.realmstep.monitor.EntryPoints;
import dev.realmstep.monitor.SecureMonitor;
import dev.realmstep.monitor.SystemPower;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementStep;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.Operand;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The normal world's side of a machine with EL3 and the RMM: it makes SMCs at EL2 and looks at what comes back. */
final class NormalWorld {
    static final long RAM = 0x8000_0000L;
    static final long RAM_SIZE = 0x0400_0000L;
    static final long GRANULE = 0x1000;
    /** An address outside of all memory. */
    static final long NOWHERE = 0x10_0000_0000L;

    private static final long ROOT = 0x0E00_0000L;
    private static final long ENTRY = 0x4000_0000L;
    private static final long RETURN = 0x4000_1000L;
    private static final long GPI_SECURE = 0b1000;
    private static final int MOST_INSTRUCTIONS = 1000;

    private final List<ProcessingElement> elements = new ArrayList<>();
    private final Interpreter interpreter = new Interpreter();
    private final RealmManagementMonitor rmm;
    private ProcessingElement element;
    private Optional<Refusal> lastRefusal = Optional.empty();
    private final List<byte[]> tokens = new ArrayList<>();
    private long nextGranule = RAM;
    private Runnable eachTurn = () -> {};

    NormalWorld() {
        PhysicalMemory root = new PhysicalMemory(ROOT, 0x0100_0000L);
        PhysicalMemory ram = new PhysicalMemory(RAM, RAM_SIZE);
        SystemBus bus = new SystemBus();
        bus.attach(root);
        bus.attach(ram);
        ShareabilityDomain domain = new ShareabilityDomain();
        for (int index = 0; index < 2; index++) {
            elements.add(new ProcessingElement(index, bus, domain));
        }
        rmm = new RealmManagementMonitor(List.of(ram), RootOfTrust.simulated(), new Recorder());
        SecureMonitor monitor = new SecureMonitor(
                root,
                List.of(ram),
                elements,
                new EntryPoints(RealmManagementMonitor.ENTRY, ENTRY),
                SystemPower.WITHOUT_LISTENER);
        for (ProcessingElement each : elements) {
            each.systemRegisters().set(SystemRegister.MPIDR_EL1, 1L << 31 | each.index());
            each.install(SecurityState.ROOT, ExceptionLevel.EL3, monitor);
            each.install(SecurityState.REALM, ExceptionLevel.EL2, rmm);
            each.state().setExceptionLevel(ExceptionLevel.EL3);
            each.setProgramCounter(SecureMonitor.RESET_VECTOR);
            each.setWaiting(each.index() != 0);
        }
        element = elements.getFirst();
        runToNormalWorld();
    }

    List<ProcessingElement> elements() {
        return elements;
    }

    /** Lets hardware act before each instruction. */
    void eachTurn(Runnable action) {
        eachTurn = action;
    }

    ProcessingElement element() {
        return element;
    }

    RealmManagementMonitor rmm() {
        return rmm;
    }

    /** Makes further calls on another processing element, which is powered on for that if need be. */
    void switchTo(int index) {
        ProcessingElement other = elements.get(index);
        if (other.isWaiting()) {
            smc(0xC400_0003L, index, ENTRY, 0);
        }
        element = other;
        runToNormalWorld();
    }

    /** Makes an SMC with operands from X1 on; what it returns is in the element's registers. */
    void smc(long function, long... operands) {
        begin(function, operands);
        runToNormalWorld();
    }

    /** An RMI command. */
    RmiReply rmi(long function, long... operands) {
        lastRefusal = Optional.empty();
        smc(function, operands);
        return new RmiReply(element.x(0), element.x(1), element.x(2), element.x(3), element.x(4), lastRefusal);
    }

    /** RMI_REC_ENTER up to the point where the realm would execute its first instruction. */
    void enterAndStay(long rec, long run) {
        begin(0xC400_015CL, rec, run);
        ResidentFirmware firmware = element.resident();
        while (firmware != null) {
            firmware.run(element);
            firmware = element.resident();
        }
    }

    private void begin(long function, long... operands) {
        element.setX(0, function);
        for (int n = 1; n <= 6; n++) {
            element.setX(n, n <= operands.length ? operands[n - 1] : 0);
        }
        element.callSecureMonitor(RETURN);
    }

    /** A realm that goes on for long is interrupted, as by a timer of the host. */
    private void runToNormalWorld() {
        for (int turns = 0; turns < 2 * MOST_INSTRUCTIONS; turns++) {
            eachTurn.run();
            if (turns >= MOST_INSTRUCTIONS) {
                element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
            }
            ResidentFirmware firmware = element.resident();
            if (firmware != null) {
                firmware.run(element);
            } else if (element.exceptionLevel() == ExceptionLevel.EL2
                    && element.securityState() == SecurityState.NON_SECURE) {
                element.interruptInputs().setLevel(InterruptSignal.IRQ, false);
                return;
            } else {
                interpreter.run(element, 1, StopCondition.NEVER);
            }
        }
        throw new AssertionError("the realm does not come back: pc 0x%x".formatted(element.programCounter()));
    }

    /** The next granule of RAM that no one has asked for yet. */
    long granule() {
        return granules(1, GRANULE);
    }

    /** The first granule that no one has asked for yet. */
    long nextGranule() {
        return nextGranule;
    }

    /** Granules in a row. */
    long granules(int count, long alignment) {
        long base = (nextGranule + alignment - 1) & -alignment;
        nextGranule = base + count * GRANULE;
        return base;
    }

    /** A granule that is delegated. */
    long delegated() {
        return delegated(1, GRANULE);
    }

    /** Granules in a row that are delegated. */
    long delegated(int count, long alignment) {
        long base = granules(count, alignment);
        for (int i = 0; i < count; i++) {
            rmi(Rmi.GRANULE_DELEGATE, base + i * GRANULE).succeeds();
        }
        return base;
    }

    /** RmiRecParams of a runnable REC, with auxiliary granules of its own. */
    RmiStructure recParameters(long mpidr, long programCounter) {
        return RmiStructure.rec(mpidr, programCounter).withAuxiliary(delegated(), delegated());
    }

    /** A granule of the normal world with a structure in it. */
    long page(RmiStructure structure) {
        long page = granule();
        write(page, structure.bytes());
        return page;
    }

    void write(long address, byte[] bytes) {
        try {
            element.memory().physical().write(PhysicalAddressSpace.NON_SECURE, address, bytes);
        } catch (PhysicalAccessException e) {
            throw new AssertionError(e);
        }
    }

    void write(long address, long value) {
        try {
            element.memory().physical().write(PhysicalAddressSpace.NON_SECURE, address, Long.BYTES, value);
        } catch (PhysicalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Eight bytes, as the normal world reads them. */
    long read(long address) {
        try {
            return tryToRead(address);
        } catch (PhysicalAccessException e) {
            throw new AssertionError(e);
        }
    }

    long tryToRead(long address) throws PhysicalAccessException {
        return element.memory().physical().read(PhysicalAddressSpace.NON_SECURE, address, Long.BYTES);
    }

    /** Eight bytes of the Realm world, which only a test can see. */
    long readRealm(long address) throws PhysicalAccessException {
        return element.memory().physical().read(PhysicalAddressSpace.REALM, address, Long.BYTES);
    }

    /** Eight bytes put into a granule of the Realm world, as if a realm had written them. */
    void writeRealm(long address, long value) throws PhysicalAccessException {
        element.memory().physical().write(PhysicalAddressSpace.REALM, address, Long.BYTES, value);
    }

    /** Gives a granule to the Secure world, as EL3 would at the request of that: by the granule protection table (Arm ARM D9.5). */
    void giveToSecureWorld(long granule) {
        try {
            long level0 = ROOT + (granule >>> 30) * 8;
            long level1 = element.memory().physical().read(PhysicalAddressSpace.ROOT, level0, Long.BYTES) & -GRANULE;
            long entry = level1 + (granule >>> 16 & 0x3FFF) * 8;
            int shift = (int) (granule >>> 12 & 0xF) * 4;
            long others =
                    element.memory().physical().read(PhysicalAddressSpace.ROOT, entry, Long.BYTES) & ~(0xFL << shift);
            element.memory()
                    .physical()
                    .write(PhysicalAddressSpace.ROOT, entry, Long.BYTES, others | GPI_SECURE << shift);
        } catch (PhysicalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private final class Recorder implements RmmObserver {
        @Override
        public void commandCompleted(String name, List<Operand> operands, long code, Optional<Refusal> refusal) {
            lastRefusal = refusal;
        }

        @Override
        public void realmCalled(long mpidr, String name, List<Operand> operands, long x0, Optional<Refusal> refusal) {
            lastRefusal = refusal;
        }

        @Override
        public void abortInjected(long mpidr, long ipa, String why) {}

        @Override
        public void recExited(long mpidr, RecExit exit) {}

        @Override
        public void tokenDelivered(long mpidr, byte[] token) {
            tokens.add(token);
        }

        @Override
        public void measured(long rd, MeasurementStep step, Digest value) {}
    }

    /** The attestation tokens that realms got. */
    List<byte[]> tokens() {
        return tokens;
    }

    /** The reason of the last refusal, of a command or of a realm's call. */
    Optional<Refusal> lastRefusal() {
        return lastRefusal;
    }
}
