package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/** PSCI calls of the realm that concern the host: it powers virtual processors, and ends with the system. */
final class PsciExit implements ExitHandler {
    private static final long CPU_SUSPEND = 0x8400_0001L;
    private static final long CPU_OFF = 0x8400_0002L;
    private static final long CPU_ON = 0x8400_0003L;
    private static final long AFFINITY_INFO = 0x8400_0004L;
    private static final long SYSTEM_OFF = 0x8400_0008L;
    private static final long SYSTEM_RESET = 0x8400_0009L;
    /** SMC64 variants differ from their SMC32 ones in this bit. */
    private static final long SMC64 = 0x4000_0000L;

    private static final long PSCI_SUCCESS = 0;

    /** Wakes the processing element that runs a virtual processor. */
    @FunctionalInterface
    interface Waker {
        void wake(VirtualProcessor processor);
    }

    private final RealmManagementInterface rmi;
    private final RealmUnderHost realm;
    private final HostCallExit hostCalls;
    private final OutcomeListener outcome;
    private final Waker waker;

    PsciExit(
            RealmManagementInterface rmi,
            RealmUnderHost realm,
            HostCallExit hostCalls,
            OutcomeListener outcome,
            Waker waker) {
        this.rmi = rmi;
        this.realm = realm;
        this.hostCalls = hostCalls;
        this.outcome = outcome;
        this.waker = waker;
    }

    @Override
    public void handle(ProcessingElement element, VirtualProcessor processor) throws RmiRefusedException {
        RunPage run = processor.run();
        long function = run.exitRegister(element, 0) & ~SMC64;
        if (function == CPU_ON) {
            powerOn(element, processor, run.exitRegister(element, 1));
        } else if (function == AFFINITY_INFO) {
            complete(element, processor, requireTarget(run.exitRegister(element, 1)));
        } else if (function == CPU_OFF) {
            processor.setOn(false);
        } else if (function == SYSTEM_OFF) {
            outcome.accept(new GuestOutcome.Ended(hostCalls.exitStatus(), "PSCI SYSTEM_OFF"));
        } else if (function == SYSTEM_RESET) {
            outcome.accept(new GuestOutcome.Ended(hostCalls.exitStatus(), "PSCI SYSTEM_RESET"));
        } else if (function != CPU_SUSPEND) { // a suspended processor may wake at any time: it is entered again
            throw new IllegalStateException("the RMM passed on PSCI function 0x%x".formatted(function));
        }
    }

    private void powerOn(ProcessingElement element, VirtualProcessor caller, long mpidr) throws RmiRefusedException {
        VirtualProcessor target = requireTarget(mpidr);
        complete(element, caller, target);
        if (!target.isOn()) {
            target.setOn(true);
            waker.wake(target);
        }
    }

    private void complete(ProcessingElement element, VirtualProcessor caller, VirtualProcessor target)
            throws RmiRefusedException {
        RmiReply reply = rmi.psciComplete(element, caller.rec(), target.rec(), PSCI_SUCCESS);
        if (!reply.isSuccess()) {
            throw new RmiRefusedException(
                    "complete a PSCI call of vCPU %d for vCPU %d".formatted(caller.index(), target.index()), reply);
        }
    }

    private VirtualProcessor requireTarget(long mpidr) {
        VirtualProcessor target = realm.processorWith(mpidr);
        if (target == null) {
            // The RMM checked the MPIDR against the realm's RECs, all of which are ours.
            throw new IllegalStateException("the RMM passed on a PSCI call for MPIDR 0x%x".formatted(mpidr));
        }
        return target;
    }
}
