package dev.realmstep.attestation.verify;

import dev.realmstep.attestation.cose.VerificationKey;
import java.util.Optional;

/**
 * What the relying party knows beforehand; what it does not know is not checked, but for the platform's key, without
 * which nothing can be believed.
 *
 * @param platformKey that signs the platform token (CPAK)
 * @param challenge that was given to the realm, 64 bytes
 * @param initialMeasurement of the realm, as long as its hash is
 * @param personalizationValue of the realm, 64 bytes
 */
public record Expectations(
        Optional<VerificationKey> platformKey,
        Optional<byte[]> challenge,
        Optional<byte[]> initialMeasurement,
        Optional<byte[]> personalizationValue) {}
