package dev.realmstep.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.ShareabilityDomain;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.GranuleProtectionViolation;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EL3 between a normal world of two processing elements and firmware at R-EL2 that only answers. */
class SecureMonitorTests {
    private static final long ROOT = 0x0E00_0000L;
    private static final long RAM = 0x8000_0000L;
    private static final long REALM_ENTRY = 0x4000L;
    private static final long NORMAL_ENTRY = 0x5000L;
    private static final long RETURN = 0x6000L;
    private static final long SECOND_ENTRY = 0x7000L;
    private static final long CPU_ON = 0xC400_0003L;
    private static final long AFFINITY_INFO = 0xC400_0004L;
    private static final long FEATURES = 0x8400_000AL;
    private static final long RMI_VERSION = 0xC400_0150L;
    private static final long GRANULE_DELEGATE = 0xC400_01B0L;
    private static final long GRANULE_UNDELEGATE = 0xC400_01B1L;

    private final List<ProcessingElement> elements = new ArrayList<>();
    private final Answerer rmm = new Answerer();
    private ProcessingElement element = build();

    /** What lives at R-EL2: it keeps what it was called with, and calls EL3 back if told to, before it answers. */
    private static final class Answerer implements ResidentFirmware {
        private final long[] received = new long[8];
        private long virtualTables;
        private long ownCall;
        private long ownOperand;
        private long ownResult;
        private boolean waits;

        @Override
        public void run(ProcessingElement element) {
            if (element.programCounter() == REALM_ENTRY) {
                element.setX(0, RmmServices.BOOT_COMPLETE);
            } else if (ownCall != 0 && !waits) {
                waits = true;
                element.setX(0, ownCall);
                element.setX(1, ownOperand);
            } else {
                ownResult = element.x(0);
                waits = false;
                ownCall = 0;
                receive(element);
                for (int n = 1; n <= 6; n++) {
                    element.setX(n, 0x100 + n);
                }
                element.setX(0, RmmServices.RMI_REQUEST_COMPLETE);
            }
            element.systemRegisters().set(SystemRegister.VTTBR_EL2, 0xBAD0_0000L);
            element.callSecureMonitor(RETURN);
        }

        private void receive(ProcessingElement element) {
            for (int n = 0; n < received.length; n++) {
                received[n] = element.x(n);
            }
            virtualTables = element.systemRegisters().get(SystemRegister.VTTBR_EL2);
        }
    }

    private ProcessingElement build() {
        SystemBus bus = new SystemBus();
        PhysicalMemory root = new PhysicalMemory(ROOT, 0x0100_0000L);
        PhysicalMemory ram = new PhysicalMemory(RAM, 0x10_0000L);
        bus.attach(root);
        bus.attach(ram);
        ShareabilityDomain domain = new ShareabilityDomain();
        for (int index = 0; index < 2; index++) {
            elements.add(new ProcessingElement(index, bus, domain));
        }
        SecureMonitor monitor = new SecureMonitor(
                root, List.of(ram), elements, new EntryPoints(REALM_ENTRY, NORMAL_ENTRY), SystemPower.WITHOUT_LISTENER);
        for (ProcessingElement each : elements) {
            each.systemRegisters().set(SystemRegister.MPIDR_EL1, 1L << 31 | each.index());
            each.install(SecurityState.ROOT, ExceptionLevel.EL3, monitor);
            each.install(SecurityState.REALM, ExceptionLevel.EL2, rmm);
            each.state().setExceptionLevel(ExceptionLevel.EL3);
            each.setProgramCounter(SecureMonitor.RESET_VECTOR);
            each.setWaiting(each.index() != 0);
        }
        return elements.getFirst();
    }

    @BeforeEach
    void boot() {
        runFirmware();
    }

    private void runFirmware() {
        ResidentFirmware firmware = element.resident();
        while (firmware != null && !element.isWaiting()) {
            firmware.run(element);
            firmware = element.resident();
        }
    }

    private long smc(long function, long... operands) {
        element.setX(0, function);
        for (int n = 0; n < operands.length; n++) {
            element.setX(n + 1, operands[n]);
        }
        element.callSecureMonitor(RETURN);
        runFirmware();
        return element.x(0);
    }

    /** A call of the RMM to EL3, made while it serves a command. */
    private long callOfTheRmm(long function, long operand) {
        rmm.ownCall = function;
        rmm.ownOperand = operand;
        smc(RMI_VERSION);
        return rmm.ownResult;
    }

    private void assertInNormalWorldAt(long address) {
        assertThat(element.securityState()).isEqualTo(SecurityState.NON_SECURE);
        assertThat(element.exceptionLevel()).isEqualTo(ExceptionLevel.EL2);
        assertThat(element.programCounter()).isEqualTo(address);
    }

    @Test
    void theNormalWorldBeginsAtItsEl2() {
        assertInNormalWorldAt(NORMAL_ENTRY);
        assertThat(element.systemRegisters().get(SystemRegister.SCR_EL3))
                .isEqualTo(1 | 1 << 8 | 1 << 10 | 1 << 16 | 1 << 17 | 1L << 38);
    }

    @ParameterizedTest
    @ValueSource(longs = {0xC400_018FL, 0xC400_0190L, GRANULE_DELEGATE, 0xC400_01CFL, 0x8400_0020L, 0, -1})
    void callsThatAreNotTheNormalWorldsAreUnknown(long function) {
        assertThat(smc(function, RAM)).isEqualTo(-1);
        assertInNormalWorldAt(RETURN);
    }

    @Test
    void theCallingConventionIsOfVersion12() {
        assertThat(smc(0x8000_0000L)).isEqualTo(0x1_0002);
    }

    @Test
    void commandsGoToTheRmmAndResultsComeBack() {
        element.setX(9, 99);
        element.setX(19, 77);
        assertThat(smc(RMI_VERSION, 1, 2, 3, 4, 5, 6)).isEqualTo(0x101);
        assertThat(rmm.received).startsWith(RMI_VERSION, 1, 2, 3, 4, 5, 6);
        for (int n = 1; n <= 4; n++) {
            assertThat(element.x(n)).isEqualTo(0x101 + n);
        }
        assertThat(element.x(5)).isEqualTo(5);
        assertThat(element.x(9)).isEqualTo(99);
        assertThat(element.x(19)).isEqualTo(77);
        assertInNormalWorldAt(RETURN);
    }

    @Test
    void theVectorStateHintIsNotPartOfTheName() {
        smc(RMI_VERSION | 1L << 16);
        assertThat(rmm.received[0]).isEqualTo(RMI_VERSION);
    }

    @Test
    void eachWorldHasItsOwnRegistersOfEl2() {
        element.systemRegisters().set(SystemRegister.VTTBR_EL2, 0x1234_0000L);
        element.systemRegisters().set(SystemRegister.VBAR_EL2, 0x9_0000L);
        smc(RMI_VERSION);
        assertThat(rmm.virtualTables).isEqualTo(0xBAD0_0000L);
        assertThat(element.systemRegisters().get(SystemRegister.VTTBR_EL2)).isEqualTo(0x1234_0000L);
        assertThat(element.systemRegisters().get(SystemRegister.VBAR_EL2)).isEqualTo(0x9_0000L);
    }

    @Test
    void ramBelongsToTheNormalWorldAndRootMemoryToEl3() throws Exception {
        assertThat(element.memory().physical().read(PhysicalAddressSpace.NON_SECURE, RAM, 8))
                .isZero();
        assertFaults(PhysicalAddressSpace.REALM, RAM);
        assertFaults(PhysicalAddressSpace.SECURE, RAM);
        assertFaults(PhysicalAddressSpace.NON_SECURE, ROOT);
        assertFaults(PhysicalAddressSpace.REALM, ROOT + 0xFF_F000);
    }

    private void assertFaults(PhysicalAddressSpace space, long address) {
        assertThatExceptionOfType(GranuleProtectionViolation.class)
                .isThrownBy(() -> element.memory().physical().read(space, address, 8));
    }

    @Test
    void theRmmMovesGranules() throws Exception {
        assertThat(callOfTheRmm(GRANULE_DELEGATE, RAM + 0x1000)).isZero();
        assertFaults(PhysicalAddressSpace.NON_SECURE, RAM + 0x1000);
        assertThat(element.memory().physical().read(PhysicalAddressSpace.REALM, RAM + 0x1000, 8))
                .isZero();
        assertThat(element.memory().physical().read(PhysicalAddressSpace.NON_SECURE, RAM + 0x2000, 8))
                .isZero();
        assertThat(callOfTheRmm(GRANULE_DELEGATE, RAM + 0x1000)).isEqualTo(-3);
        assertThat(callOfTheRmm(GRANULE_UNDELEGATE, RAM + 0x1000)).isZero();
        assertFaults(PhysicalAddressSpace.REALM, RAM + 0x1000);
        assertThat(callOfTheRmm(GRANULE_UNDELEGATE, RAM + 0x1000)).isEqualTo(-3);
    }

    @Test
    void onlySharedRamMoves() {
        assertThat(callOfTheRmm(GRANULE_DELEGATE, ROOT)).isEqualTo(-2);
        assertThat(callOfTheRmm(GRANULE_DELEGATE, RAM + 0x10_0000)).isEqualTo(-2);
        assertThat(callOfTheRmm(GRANULE_DELEGATE, -0x1000)).isEqualTo(-2);
        assertThat(callOfTheRmm(0xC400_01B2L, RAM)).isEqualTo(-1);
    }

    @Test
    void psciSaysWhatItOffers() {
        assertThat(smc(0x8400_0000L)).isEqualTo(0x1_0001);
        assertThat(smc(FEATURES, CPU_ON)).isZero();
        assertThat(smc(FEATURES, 0x8400_0003L)).isZero();
        assertThat(smc(FEATURES, 0xC400_0002L)).isEqualTo(-1);
        assertThat(smc(FEATURES, 0x8400_0001L)).isEqualTo(-1);
        assertThat(smc(0xC400_0000L)).isEqualTo(-1);
        assertThat(smc(0x8400_0001L)).isEqualTo(-1);
        assertThat(smc(0xC400_0008L)).isEqualTo(-1);
    }

    @Test
    void aProcessorIsPoweredOnOnceAndBeginsWithItsContext() {
        assertThat(smc(AFFINITY_INFO, 1, 0)).isEqualTo(1);
        assertThat(smc(CPU_ON, 1, SECOND_ENTRY, 42)).isZero();
        assertThat(smc(AFFINITY_INFO, 1, 0)).isZero();
        assertThat(smc(CPU_ON, 1, SECOND_ENTRY, 42)).isEqualTo(-4);
        assertThat(smc(CPU_ON, 0, SECOND_ENTRY, 42)).isEqualTo(-4);
        assertThat(smc(CPU_ON, 2, SECOND_ENTRY, 42)).isEqualTo(-2);
        assertThat(smc(AFFINITY_INFO, 2, 0)).isEqualTo(-2);

        element = elements.get(1);
        assertThat(element.isWaiting()).isFalse();
        runFirmware();
        assertInNormalWorldAt(SECOND_ENTRY);
        assertThat(element.x(0)).isEqualTo(42);
    }

    @Test
    void aProcessorComesBackWithFreshRegisters() {
        smc(CPU_ON, 1, SECOND_ENTRY, 0);
        element = elements.get(1);
        runFirmware();
        element.systemRegisters().set(SystemRegister.VTTBR_EL2, 0x1234_0000L);
        element.setX(20, 1);
        smc(RMI_VERSION);
        smc(0x8400_0002L);
        assertThat(element.isWaiting()).isTrue();

        element = elements.getFirst();
        assertThat(smc(AFFINITY_INFO, 1, 0)).isEqualTo(1);
        assertThat(smc(CPU_ON, 1, SECOND_ENTRY, 7)).isZero();
        element = elements.get(1);
        runFirmware();
        assertInNormalWorldAt(SECOND_ENTRY);
        assertThat(element.x(0)).isEqualTo(7);
        assertThat(element.x(20)).isZero();
        assertThat(element.systemRegisters().get(SystemRegister.VTTBR_EL2)).isZero();
    }

    @Test
    void systemOffStopsAllProcessors() {
        smc(CPU_ON, 1, SECOND_ENTRY, 0);
        smc(0x8400_0008L);
        assertThat(elements).allMatch(ProcessingElement::isWaiting);
    }
}
