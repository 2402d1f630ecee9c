package dev.realmstep.attestation.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key files that OpenSSL wrote. */
class KeyFileTests {
    private static String read(String file) throws IOException {
        try (InputStream in = KeyFileTests.class.getResourceAsStream("/dev/realmstep/attestation/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sec1.pem", "pkcs8.pem"})
    void bothFormsOfPrivateKeysAreRead(String file) throws Exception {
        VerificationKey expected = KeyFile.verificationKey(read("public.pem"));
        assertThat(KeyFile.signingKey(read(file)).verificationKey()).isEqualTo(expected);
        assertThat(KeyFile.verificationKey(read(file))).isEqualTo(expected);
    }

    @Test
    void publicKeysMayBeOnOtherCurves() throws Exception {
        assertThat(KeyFile.verificationKey(read("p256-public.pem")).curve()).isEqualTo(NamedCurve.P_256);
    }

    @ParameterizedTest
    @CsvSource({
        "p256.pem, it holds no private key of P-384",
        "rsa.pem, it holds no private key of P-384",
        "public.pem, 'it holds a PUBLIC KEY, and a PRIVATE KEY is needed'",
        "tokens.txt, 'it has no line -----BEGIN …-----, as a PEM file has'",
    })
    void whatIsNoPrivateKeyIsSaid(String file, String message) throws Exception {
        String pem = read(file);
        assertThatThrownBy(() -> KeyFile.signingKey(pem))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNoPublicKeyIsSaid() throws Exception {
        String rsa = read("rsa-public.pem");
        assertThatThrownBy(() -> KeyFile.verificationKey(rsa))
                .hasMessage("it holds no public key of an elliptic curve");
        String certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assertThatThrownBy(() -> KeyFile.verificationKey(certificate))
                .hasMessage("it holds a CERTIFICATE, and a PUBLIC KEY is needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUBLIC KEY", "PRIVATE KEY", "EC PRIVATE KEY"})
    void damagedKeysAreRefused(String type) {
        for (String contents : new String[] {"", "AAAA", "MAA=", "MAMCAQE=", "!", "MAYCAQEEAQE="}) {
            String pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, contents, type);
            assertThatThrownBy(() -> KeyFile.verificationKey(pem)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> KeyFile.verificationKey("-----BEGIN " + type + "-----\nAAAA\n"))
                .isInstanceOf(MalformedMessageException.class);
    }
}
