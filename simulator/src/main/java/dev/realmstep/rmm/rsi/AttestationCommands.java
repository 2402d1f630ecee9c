package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.refusal.Refusal;

/**
 * RSI_ATTESTATION_TOKEN_INIT and RSI_ATTESTATION_TOKEN_CONTINUE. This RMM has no keys yet, so that it can sign no token:
 * it says so, and no token is ever in the making.
 */
final class AttestationCommands {
    RsiOutcome initialize(RsiCall call) {
        return RsiOutcome.refused(
                RsiStatus.ERROR_UNKNOWN,
                new Refusal("token_service", "challenge", call.operand(1), "this RMM issues no attestation tokens"));
    }

    RsiOutcome resume(RsiCall call) {
        return RsiOutcome.refused(
                RsiStatus.ERROR_STATE,
                new Refusal("token_state", "addr", call.operand(1), "no attestation token is in the making"));
    }
}
