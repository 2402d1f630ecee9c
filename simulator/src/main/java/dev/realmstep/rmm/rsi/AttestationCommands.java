package dev.realmstep.rmm.rsi;

import static dev.realmstep.rmm.rsi.Operands.input;

import dev.realmstep.rmm.attestation.TokenDelivery;
import dev.realmstep.rmm.attestation.TokenIssuer;
import dev.realmstep.rmm.attestation.TokenObserver;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.rec.RealmAddress;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * RSI_ATTESTATION_TOKEN_INIT and RSI_ATTESTATION_TOKEN_CONTINUE (RMM specification 1.0, B5.3.1 and B5.3.2). A token says
 * what the realm was when it asked; each REC may have one in the making.
 */
final class AttestationCommands {
    private static final int CHALLENGE_REGISTERS = TokenIssuer.CHALLENGE_SIZE / 8;

    /**
     * A signature takes 2 ms, the time of ECDSA over P-384 in software: long enough for interrupts to come while a realm
     * asks for the token again and again, as they do where the RMM computes.
     */
    private static final long SIGNATURES_PER_SECOND = 500;

    private final TokenIssuer issuer;
    private final TokenObserver observer;

    AttestationCommands(TokenIssuer issuer, TokenObserver observer) {
        this.issuer = issuer;
        this.observer = observer;
    }

    /** Begins a token, and gives up one that was begun before. */
    RsiOutcome initialize(RsiCall call) {
        ByteBuffer challenge = ByteBuffer.allocate(TokenIssuer.CHALLENGE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 1; n <= CHALLENGE_REGISTERS; n++) {
            challenge.putLong(call.operand(n));
        }
        byte[] token = issuer.issue(call.realm(), challenge.array());
        long signed = call.physicalCount() + call.counterFrequency() / SIGNATURES_PER_SECOND;
        call.rec().setTokenDelivery(new TokenDelivery(call.memory(), call.rec().tokenGranule(), token, signed));
        call.setResult(1, TokenIssuer.MAX_TOKEN_SIZE);
        return RsiOutcome.success();
    }

    /** Writes the next piece into a granule of the realm. */
    RsiOutcome resume(RsiCall call) {
        long ipa = call.operand(1);
        long offset = call.operand(2);
        long size = call.operand(3);
        Optional<RsiOutcome> refused = refuseBuffer(call, ipa, offset, size);
        if (refused.isPresent()) {
            return refused.get();
        }
        TokenDelivery delivery = call.rec().tokenDelivery();
        if (delivery == null) {
            return RsiOutcome.refused(
                    RsiStatus.ERROR_STATE,
                    new Refusal(
                            "state",
                            "addr",
                            ipa,
                            FoundState.rec("NO_ATTEST_IN_PROGRESS"),
                            "no token is in the making: RSI_ATTESTATION_TOKEN_INIT begins one"));
        }
        return switch (RealmAddress.of(call.realm(), call.memory(), ipa)) {
            case RealmAddress.Memory memory -> deliver(call, delivery, memory.physicalAddress() + offset, (int) size);
            case RealmAddress.Empty empty -> Operands.empty(ipa);
            case RealmAddress.Absent absent -> Operands.missing(ipa, absent);
        };
    }

    private static Optional<RsiOutcome> refuseBuffer(RsiCall call, long ipa, long offset, long size) {
        Optional<RsiOutcome> refused = Operands.refuseAddress(call, ipa, GranuleTable.GRANULE_SIZE);
        if (refused.isPresent()) {
            return refused;
        }
        if (Long.compareUnsigned(offset, GranuleTable.GRANULE_SIZE) >= 0) {
            return Optional.of(input("offset_bound", "offset", offset, "not inside of the granule"));
        }
        if (Long.compareUnsigned(offset + size, offset) < 0) {
            return Optional.of(input("size_overflow", "size", size, "offset and size together pass 2^64"));
        }
        if (Long.compareUnsigned(offset + size, GranuleTable.GRANULE_SIZE) > 0) {
            return Optional.of(input("size_bound", "size", size, "passes the end of the granule"));
        }
        return Optional.empty();
    }

    private RsiOutcome deliver(RsiCall call, TokenDelivery delivery, long address, int size) {
        if (!delivery.isReady(call.physicalCount())) {
            return RsiOutcome.incomplete();
        }
        byte[] piece = delivery.next(call.memory(), size);
        call.memory().write(address, piece);
        call.setResult(1, piece.length);
        if (!delivery.isComplete()) {
            return RsiOutcome.incomplete();
        }
        call.rec().setTokenDelivery(null);
        observer.tokenDelivered(call.rec().mpidr(), delivery.token(call.memory()));
        return RsiOutcome.success();
    }
}
