package dev.realmstep.attestation.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.attestation.cose.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that another implementation made (tokens.py beside them), good ones and ones with one mistake each. */
class TokenVerifierTests {
    record Sample(String name, String finding, String platformKey, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() throws IOException {
        try (InputStream in = TokenVerifierTests.class.getResourceAsStream("/dev/realmstep/attestation/tokens.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Sample(fields[0], fields[1], fields[2], fields[3]));
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static Sample sample(String name) throws IOException {
        return samples().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static Expectations platformKey(Sample sample) throws Exception {
        VerificationKey key = VerificationKey.ofCoseKey(hex(sample.platformKey()), "the key");
        return new Expectations(Optional.of(key), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachTokenIsJudged(Sample sample) throws Exception {
        List<String> problems = TokenVerifier.verify(hex(sample.token()), platformKey(sample)).stream()
                .map(Problem::toString)
                .toList();
        if (sample.finding().equals("verifies")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .isNotEmpty()
                    .first()
                    .asString()
                    .contains(sample.finding().split("\\.\\.\\."))
                    .doesNotContain("\n");
        }
    }

    @Test
    void withoutAKeyNoPlatformIsBelieved() throws Exception {
        Expectations none = new Expectations(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(TokenVerifier.verify(hex(sample("rmm-1.0").token()), none))
                .singleElement()
                .asString()
                .isEqualTo("platform signature: cannot be verified without the platform's public key");
    }

    @Test
    void whatWasExpectedIsCompared() throws Exception {
        Sample sample = sample("rmm-1.0");
        Optional<VerificationKey> key = platformKey(sample).platformKey();
        byte[] challenge = hex("ab".repeat(64));
        byte[] rim = hex("e0".repeat(64));
        byte[] rpv = hex("cd".repeat(64));
        Expectations right = new Expectations(key, Optional.of(challenge), Optional.of(rim), Optional.of(rpv));
        assertThat(TokenVerifier.verify(hex(sample.token()), right)).isEmpty();
        Expectations wrong = new Expectations(key, Optional.of(rim), Optional.of(rpv), Optional.of(challenge));
        assertThat(TokenVerifier.verify(hex(sample.token()), wrong))
                .extracting(Problem::toString)
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .isEqualTo("expectation: the realm's challenge is %s, and %s was expected"
                                        .formatted("ab".repeat(64), "e0".repeat(64))),
                        problem -> assertThat(problem).contains("initial measurement (RIM) is e0e0"),
                        problem -> assertThat(problem).contains("personalization value (RPV) is cdcd"));
    }
}
