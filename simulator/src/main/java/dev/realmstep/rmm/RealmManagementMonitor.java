package dev.realmstep.rmm;

import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.rmm.attestation.TokenIssuer;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmRegistry;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.rec.RecRegistry;
import dev.realmstep.rmm.rec.RecRunner;
import dev.realmstep.rmm.refusal.Operand;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import dev.realmstep.rmm.rmi.FeatureRegister;
import dev.realmstep.rmm.rmi.RecEnterCommand;
import dev.realmstep.rmm.rmi.RmiCall;
import dev.realmstep.rmm.rmi.RmiCommands;
import dev.realmstep.rmm.rmi.RmmModel;
import dev.realmstep.rmm.rsi.RsiCommands;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The RMM as firmware of EL2 in the Realm world. It is entered behind its own calls to EL3, with a command of the host in
 * the registers, and in its vectors, with an exception of a realm; it leaves to EL3 with a result, or to a realm.
 */
public final class RealmManagementMonitor implements ResidentFirmware {
    /** Where EL3 starts it on each processing element. */
    public static final long ENTRY = 0;

    /** Where EL3 comes back to after a call that hands a result to the host: with the next command. */
    private static final long NEXT_COMMAND = 0x1000;

    private static final long VECTORS = 0x800;
    private static final long LOWER_LEVEL = VECTORS + 0x400;

    private static final long BOOT_COMPLETE = 0xC400_01CFL;
    private static final long RMI_REQUEST_COMPLETE = 0xC400_018FL;
    private static final long NOT_SUPPORTED = -1;
    private static final int RESULTS = 4;

    private final RmmModel model;
    private final RmiCommands commands;
    private final RealmExceptions exceptions;
    private final RmmObserver observer;
    private final TokenIssuer tokens;

    /**
     * An RMM that has not started.
     *
     * @param managed the RAM whose granules may be delegated
     * @param platform whose attestation keys and platform token it uses
     */
    public RealmManagementMonitor(List<PhysicalMemory> managed, RootOfTrust platform, RmmObserver observer) {
        RecRegistry recs = new RecRegistry();
        this.model = new RmmModel(
                new GranuleTable(managed, observer), new RealmRegistry(), recs, new RecRunner(recs), observer);
        this.commands = RmiCommands.version1_0(model, FeatureRegister.OF_THIS_MACHINE);
        this.tokens = new TokenIssuer(platform);
        this.exceptions = new RealmExceptions(RsiCommands.version1_0(recs, tokens, observer), observer);
        this.observer = observer;
    }

    /** What it knows, for debuggers. */
    public RmmModel model() {
        return model;
    }

    /**
     * The attestation token that a realm would get now, as if it had asked.
     *
     * @param challenge 64 bytes
     */
    public byte[] attestationToken(Realm realm, byte[] challenge) {
        return tokens.issue(realm, challenge);
    }

    @Override
    public void run(ProcessingElement element) {
        long address = element.programCounter();
        if (address == ENTRY) {
            boot(element);
        } else if (address == NEXT_COMMAND) {
            serve(element);
        } else if (address >= LOWER_LEVEL) {
            serveRealm(element, (int) (address - LOWER_LEVEL));
        } else {
            throw new IllegalStateException("the RMM took an exception of its own: vector 0x%x, ESR_EL2 0x%x"
                    .formatted(address - VECTORS, element.systemRegisters().get(SystemRegister.ESR_EL2)));
        }
    }

    private static void boot(ProcessingElement element) {
        element.systemRegisters().set(SystemRegister.VBAR_EL2, VECTORS);
        element.setX(0, BOOT_COMPLETE);
        element.callSecureMonitor(NEXT_COMMAND);
    }

    private void serve(ProcessingElement element) {
        RmiCall call = new RmiCall(element);
        Optional<RmiCommands.Named> found = commands.find(call.function());
        if (found.isEmpty()) {
            reply(element, NOT_SUPPORTED, call);
            return;
        }
        RmiCommands.Named command = found.get();
        try {
            command.command().execute(call);
            observer.commandCompleted(
                    command.name(), command.operandsOf(call), RmiStatus.SUCCESS.withIndex(0), Optional.empty());
            RealmExecutionContext entered = model.recs().on(element);
            if (entered == null) {
                reply(element, RmiStatus.SUCCESS.withIndex(0), call);
            } else {
                goOn(element, entered);
            }
        } catch (RefusedException e) {
            observer.commandCompleted(command.name(), command.operandsOf(call), e.code(), Optional.of(e.refusal()));
            reply(element, e.code(), call);
        }
    }

    private void serveRealm(ProcessingElement element, int vector) {
        RealmExecutionContext rec = model.recs().on(element);
        if (rec == null) {
            throw new IllegalStateException("an exception came from a realm, and no REC runs");
        }
        model.runner().suspend(element, rec);
        exceptions
                .serve(element, rec, vector)
                .ifPresentOrElse(exit -> exit(element, rec, exit), () -> goOn(element, rec));
    }

    private void goOn(ProcessingElement element, RealmExecutionContext rec) {
        if (model.runner().hasTimerNews(element, rec)) {
            exit(element, rec, new RecExit(ExitReason.IRQ));
        } else {
            model.runner().resume(element, rec);
        }
    }

    private void exit(ProcessingElement element, RealmExecutionContext rec, RecExit exit) {
        observer.recExited(rec.mpidr(), exit);
        RmiStatus status = RmiStatus.SUCCESS;
        if (!model.runner().exit(element, rec, exit)) {
            status = RmiStatus.ERROR_INPUT;
            observer.commandCompleted(
                    "RMI_REC_ENTER",
                    List.of(new Operand("rec", rec.granule()), new Operand("run_ptr", rec.runAddress())),
                    status.withIndex(0),
                    Optional.of(RecEnterCommand.exitRefused(rec)));
        }
        reply(element, status.withIndex(0), null);
    }

    /** Hands a result to the host; EL3 comes back with the next command. */
    private static void reply(ProcessingElement element, long code, @Nullable RmiCall call) {
        element.setX(0, RMI_REQUEST_COMPLETE);
        element.setX(1, code);
        for (int n = 1; n <= RESULTS; n++) {
            element.setX(n + 1, call == null ? 0 : call.result(n));
        }
        element.callSecureMonitor(NEXT_COMMAND);
    }
}
