package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;

/**
 * The Realm Management Interface as the host calls it: each command is an SMC with its operands in X1 to X5.
 *
 * <p>All commands but REC_ENTER come back without a guest instruction executed in between, so they are plain calls here;
 * REC_ENTER leaves the host, which goes on when the machine comes back to it.
 */
final class RealmManagementInterface {
    /** Where the monitor returns to when a REC has exited, which tells the host what has come back. */
    static final long AFTER_REC_ENTER = 0x2000;

    RmiReply version(ProcessingElement element, long requested) {
        return call(element, RmiFunction.VERSION, requested);
    }

    RmiReply features(ProcessingElement element, long index) {
        return call(element, RmiFunction.FEATURES, index);
    }

    RmiReply granuleDelegate(ProcessingElement element, long granule) {
        return call(element, RmiFunction.GRANULE_DELEGATE, granule);
    }

    RmiReply granuleUndelegate(ProcessingElement element, long granule) {
        return call(element, RmiFunction.GRANULE_UNDELEGATE, granule);
    }

    RmiReply realmCreate(ProcessingElement element, long rd, long parameters) {
        return call(element, RmiFunction.REALM_CREATE, rd, parameters);
    }

    RmiReply realmActivate(ProcessingElement element, long rd) {
        return call(element, RmiFunction.REALM_ACTIVATE, rd);
    }

    RmiReply recAuxCount(ProcessingElement element, long rd) {
        return call(element, RmiFunction.REC_AUX_COUNT, rd);
    }

    RmiReply recCreate(ProcessingElement element, long rd, long rec, long parameters) {
        return call(element, RmiFunction.REC_CREATE, rd, rec, parameters);
    }

    RmiReply rttCreate(ProcessingElement element, long rd, long rtt, long ipa, int level) {
        return call(element, RmiFunction.RTT_CREATE, rd, rtt, ipa, level);
    }

    RmiReply rttInitRipas(ProcessingElement element, long rd, long base, long top) {
        return call(element, RmiFunction.RTT_INIT_RIPAS, rd, base, top);
    }

    RmiReply rttSetRipas(ProcessingElement element, long rd, long rec, long base, long top) {
        return call(element, RmiFunction.RTT_SET_RIPAS, rd, rec, base, top);
    }

    RmiReply rttReadEntry(ProcessingElement element, long rd, long ipa, int level) {
        return call(element, RmiFunction.RTT_READ_ENTRY, rd, ipa, level);
    }

    RmiReply rttMapUnprotected(ProcessingElement element, long rd, long ipa, int level, long descriptor) {
        return call(element, RmiFunction.RTT_MAP_UNPROTECTED, rd, ipa, level, descriptor);
    }

    RmiReply rttUnmapUnprotected(ProcessingElement element, long rd, long ipa, int level) {
        return call(element, RmiFunction.RTT_UNMAP_UNPROTECTED, rd, ipa, level);
    }

    RmiReply dataCreate(ProcessingElement element, long rd, long data, long ipa, long source, long flags) {
        return call(element, RmiFunction.DATA_CREATE, rd, data, ipa, source, flags);
    }

    RmiReply dataCreateUnknown(ProcessingElement element, long rd, long data, long ipa) {
        return call(element, RmiFunction.DATA_CREATE_UNKNOWN, rd, data, ipa);
    }

    RmiReply dataDestroy(ProcessingElement element, long rd, long ipa) {
        return call(element, RmiFunction.DATA_DESTROY, rd, ipa);
    }

    RmiReply psciComplete(ProcessingElement element, long callingRec, long targetRec, long status) {
        return call(element, RmiFunction.PSCI_COMPLETE, callingRec, targetRec, status);
    }

    /** Leaves the host for the realm; the reply is in the registers when execution is back at {@link #AFTER_REC_ENTER}. */
    void recEnter(ProcessingElement element, long rec, long run) {
        MonitorCall.load(element, RmiFunction.REC_ENTER.identifier(), rec, run);
        element.callSecureMonitor(AFTER_REC_ENTER);
    }

    /** The reply that the last command left in the registers. */
    static RmiReply reply(ProcessingElement element) {
        return new RmiReply(element.x(0), element.x(1), element.x(2), element.x(3), element.x(4));
    }

    private static RmiReply call(ProcessingElement element, RmiFunction function, long... operands) {
        MonitorCall.make(element, function.identifier(), operands);
        return reply(element);
    }
}
