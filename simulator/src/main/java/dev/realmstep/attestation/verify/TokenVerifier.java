package dev.realmstep.attestation.verify;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.MalformedMessageException;
import dev.realmstep.attestation.cose.VerificationKey;
import dev.realmstep.attestation.token.CcaToken;
import dev.realmstep.attestation.token.Claim;
import dev.realmstep.attestation.token.ClaimSet;
import dev.realmstep.attestation.token.PlatformClaim;
import dev.realmstep.attestation.token.PlatformProfile;
import dev.realmstep.attestation.token.RealmClaim;
import dev.realmstep.attestation.token.RealmProfile;
import dev.realmstep.attestation.verify.Problem.Subject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies a token from the platform's key on: the platform token's signature, the realm's key, for which the platform
 * vouches by its challenge, and the realm token's signature. All problems are found, not only the first.
 */
public final class TokenVerifier {
    private final Expectations expectations;
    private final List<Problem> problems = new ArrayList<>();

    private TokenVerifier(Expectations expectations) {
        this.expectations = expectations;
    }

    /** The problems of a token, none if it verifies. */
    public static List<Problem> verify(byte[] token, Expectations expectations) {
        try {
            return verify(CcaToken.parse(token), expectations);
        } catch (MalformedMessageException e) {
            return List.of(new Problem(Subject.TOKEN, e.getMessage()));
        }
    }

    /** The problems of a token that was read already. */
    public static List<Problem> verify(CcaToken token, Expectations expectations) {
        TokenVerifier verifier = new TokenVerifier(expectations);
        verifier.verifyPlatform(token);
        verifier.verifyRealm(token);
        verifier.verifyExpectations(token.realm().claims());
        return List.copyOf(verifier.problems);
    }

    private void verifyPlatform(CcaToken token) {
        ClaimSet claims = token.platform().claims();
        checkClaims(Subject.PLATFORM_CLAIMS, claims, List.of(PlatformClaim.values()), PlatformProfile.required());
        if (PlatformProfile.of(claims).isEmpty()) {
            claims.text(PlatformClaim.PROFILE).ifPresent(said -> report(Subject.PLATFORM_CLAIMS, unknownProfile(said)));
        }
        if (expectations.platformKey().isEmpty()) {
            report(Subject.PLATFORM_SIGNATURE, "cannot be verified without the platform's public key");
        } else if (!token.platform()
                .message()
                .isSignedBy(expectations.platformKey().get())) {
            report(
                    Subject.PLATFORM_SIGNATURE,
                    "does not verify with the platform's key: the token was changed, or another key signed it");
        }
    }

    private void verifyRealm(CcaToken token) {
        ClaimSet claims = token.realm().claims();
        Optional<RealmProfile> profile = RealmProfile.of(claims);
        checkClaims(
                Subject.REALM_CLAIMS,
                claims,
                List.of(RealmClaim.values()),
                profile.orElse(RealmProfile.RMM_1_0).required());
        checkMeasurementSizes(claims);
        if (profile.isEmpty()) {
            claims.text(RealmClaim.PROFILE).ifPresent(said -> report(Subject.REALM_CLAIMS, unknownProfile(said)));
            return;
        }
        boolean draft = PlatformProfile.of(token.platform().claims())
                .filter(PlatformProfile.DRAFT::equals)
                .isPresent();
        if (profile.get() == RealmProfile.WITHOUT_PROFILE && !draft) {
            report(Subject.REALM_CLAIMS, "the profile (265) is missing, and the platform's profile demands one");
        }
        claims.bytes(RealmClaim.PUBLIC_KEY).ifPresent(key -> verifyRealmKey(token, profile.get(), key));
    }

    private void verifyRealmKey(CcaToken token, RealmProfile profile, byte[] encoded) {
        try {
            VerificationKey key = profile.key(encoded);
            if (!token.realm().message().isSignedBy(key)) {
                report(
                        Subject.REALM_SIGNATURE,
                        "does not verify with the public key in the token: the token was changed");
            }
        } catch (MalformedMessageException e) {
            report(Subject.REALM_CLAIMS, e.getMessage());
        }
        Optional<String> hash = token.realm().claims().text(RealmClaim.PUBLIC_KEY_HASH_ALGORITHM);
        Optional<byte[]> bound = token.platform().claims().bytes(PlatformClaim.CHALLENGE);
        if (hash.isPresent() && bound.isPresent()) {
            digest(hash.get(), encoded)
                    .filter(digest -> !Arrays.equals(digest, bound.get()))
                    .ifPresent(digest -> report(
                            Subject.BINDING,
                            "the platform vouches for a key whose %s is %s, and that of the realm token's key is %s"
                                    .formatted(hash.get(), hex(bound.get()), hex(digest))));
        }
    }

    private void checkClaims(Subject subject, ClaimSet claims, List<? extends Claim> known, Set<?> required) {
        for (Claim claim : known) {
            Optional<CBORObject> value = claims.find(claim);
            if (value.isEmpty()) {
                if (required.contains(claim)) {
                    report(subject, "the %s (%d) is missing".formatted(claim.title(), claim.label()));
                }
            } else {
                claim.complaint(value.get())
                        .ifPresent(complaint ->
                                report(subject, "the %s (%d) %s".formatted(claim.title(), claim.label(), complaint)));
            }
        }
    }

    /** All measurements of a realm are of one algorithm, so that they are of one size. */
    private void checkMeasurementSizes(ClaimSet claims) {
        Optional<byte[]> initial =
                wellFormed(claims, RealmClaim.INITIAL_MEASUREMENT).map(CBORObject::GetByteString);
        Optional<CBORObject> others = wellFormed(claims, RealmClaim.EXTENSIBLE_MEASUREMENTS);
        if (initial.isEmpty() || others.isEmpty()) {
            return;
        }
        for (int n = 0; n < others.get().size(); n++) {
            int size = others.get().get(n).GetByteString().length;
            if (size != initial.get().length) {
                report(
                        Subject.REALM_CLAIMS,
                        "element %d of the extensible measurements (REM) has %d bytes, and the initial one %d"
                                .formatted(n, size, initial.get().length));
            }
        }
    }

    private static Optional<CBORObject> wellFormed(ClaimSet claims, RealmClaim claim) {
        return claims.find(claim).filter(value -> claim.complaint(value).isEmpty());
    }

    private void verifyExpectations(ClaimSet realm) {
        expect(realm, RealmClaim.CHALLENGE, expectations.challenge());
        expect(realm, RealmClaim.INITIAL_MEASUREMENT, expectations.initialMeasurement());
        expect(realm, RealmClaim.PERSONALIZATION_VALUE, expectations.personalizationValue());
    }

    private void expect(ClaimSet realm, RealmClaim claim, Optional<byte[]> expected) {
        Optional<byte[]> found = realm.bytes(claim);
        if (expected.isPresent() && found.isPresent() && !Arrays.equals(expected.get(), found.get())) {
            report(
                    Subject.EXPECTATION,
                    "the realm's %s is %s, and %s was expected"
                            .formatted(claim.title(), hex(found.get()), hex(expected.get())));
        }
    }

    private static String unknownProfile(String said) {
        return "the profile (265) \"%s\" is not known".formatted(said);
    }

    private static Optional<byte[]> digest(String hash, byte[] bytes) {
        try {
            return Optional.of(
                    MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty(); // an unknown name is a problem of the claim's form
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void report(Subject subject, String reason) {
        problems.add(new Problem(subject, reason));
    }
}
