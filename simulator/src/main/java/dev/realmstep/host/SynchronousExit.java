package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/**
 * Synchronous exits: accesses of the realm to what is not mapped. In the unprotected half they are device accesses to
 * emulate, or shared memory to map; in the protected half, RAM to back on demand.
 */
final class SynchronousExit implements ExitHandler {
    private final RealmUnderHost realm;
    private final GuestDevices devices;
    private final SharedMemoryPolicy shareable;
    private final SystemRegisterExit systemRegisters;
    private final OutcomeListener outcome;

    SynchronousExit(
            RealmUnderHost realm,
            GuestDevices devices,
            SharedMemoryPolicy shareable,
            SystemRegisterExit systemRegisters,
            OutcomeListener outcome) {
        this.realm = realm;
        this.systemRegisters = systemRegisters;
        this.devices = devices;
        this.shareable = shareable;
        this.outcome = outcome;
    }

    @Override
    public void handle(ProcessingElement element, VirtualProcessor processor) throws RmiRefusedException {
        AbortSyndrome syndrome = processor.run().syndrome(element);
        if (syndrome.isSystemRegisterAccess() && systemRegisters.handle(element, processor, syndrome.esr())) {
            return;
        }
        if (!syndrome.isDataAbort() && !syndrome.isInstructionAbort()) {
            fail(
                    processor,
                    "it trapped to the host with exception class 0x%x, which the host does not serve"
                            .formatted(syndrome.exceptionClass()));
            return;
        }
        long ipa = processor.run().faultingIpa(element);
        if (realm.isUnprotected(ipa)) {
            unprotected(element, processor, syndrome, ipa);
        } else {
            protectedHalf(element, processor, ipa);
        }
    }

    private void unprotected(ProcessingElement element, VirtualProcessor processor, AbortSyndrome syndrome, long ipa)
            throws RmiRefusedException {
        if (syndrome.isValid() && devices.answersAt(ipa, syndrome.accessSize())) {
            emulate(element, processor, syndrome, ipa);
        } else if (shareable.mayShare(ipa & ~realm.unprotectedBit())) {
            realm.memory().share(element, ipa & ~realm.unprotectedBit() & -RealmMemory.PAGE_SIZE);
        } else {
            // Nothing is there: the realm gets what a bus error would give it.
            processor.run().addEntryFlag(element, RecRun.FLAG_INJECT_SEA);
        }
    }

    private void emulate(ProcessingElement element, VirtualProcessor processor, AbortSyndrome syndrome, long ipa) {
        RunPage run = processor.run();
        if (syndrome.isWrite()) {
            devices.write(ipa, syndrome.accessSize(), run.exitRegister(element, 0));
        } else {
            run.setEntryRegister(element, 0, devices.read(ipa, syndrome.accessSize()));
        }
        run.addEntryFlag(element, RecRun.FLAG_EMULATED_MMIO);
    }

    private void protectedHalf(ProcessingElement element, VirtualProcessor processor, long ipa)
            throws RmiRefusedException {
        if (!realm.memory().backOnDemand(element, ipa & -RealmMemory.PAGE_SIZE)) {
            fail(
                    processor,
                    ("it touched IPA 0x%x, whose RIPAS is not RAM and whose contents are gone: "
                                    + "the host cannot make this access succeed")
                            .formatted(ipa));
        }
    }

    private void fail(VirtualProcessor processor, String why) {
        outcome.accept(new GuestOutcome.Failed(processor.index(), why));
    }
}
