package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static dev.realmstep.cli.Run.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.upokecenter.cbor.CBORObject;
import dev.realmstep.Samples;
import dev.realmstep.attestation.cose.CoseSign1;
import dev.realmstep.attestation.cose.SigningKey;
import dev.realmstep.attestation.token.CcaToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code realmstep token}: getting, showing and verifying attestation tokens. */
class TokenCommandTests {
    private static final Path ATTESTATION = Samples.FOLDER.resolve("attestation/attestation.realm");
    private static final Path KEYS =
            Path.of("..", "simulator", "src", "test", "resources", "dev", "realmstep", "attestation");

    @TempDir
    private Path folder;

    private Path token() {
        Path file = folder.resolve("token.cbor");
        Run run = realmstep("token", "get", Samples.HELLO, "--challenge", "0102", "-o", file);
        assertThat(run.status()).as(run.err()).isZero();
        return file;
    }

    private static void assertVerifies(Run run) {
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains(": verifies (by the key of the simulated platform, which is no secret)");
    }

    @Test
    void aTokenOfARealmVerifiesWithWhatIsKnownOfTheRealm() {
        String rim =
                realmstep("measure", Samples.HELLO).out().lines().findFirst().orElseThrow();
        String rpv = HexFormat.of().formatHex("my first realm".getBytes(StandardCharsets.US_ASCII));
        assertVerifies(realmstep(
                "token", "verify", token(), "--challenge", "0102", "--rim", rim.replaceAll("RIM +", ""), "--rpv", rpv));
    }

    @Test
    void aTokenMustBeOfTheRealmThatIsMeant() {
        assertVerifies(realmstep("token", "verify", token(), "--of", Samples.HELLO));
        Run other = realmstep("token", "verify", token(), "--of", ATTESTATION);
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.out())
                .contains("expectation: the realm's initial measurement (RIM) is ")
                .contains("expectation: the realm's personalization value (RPV) is ");
    }

    @Test
    void aTokenIsTextToo() throws IOException {
        Run text = realmstep("token", "get", Samples.HELLO);
        assertThat(text.out().lines())
                .startsWith("-----BEGIN CCA TOKEN-----")
                .endsWith("-----END CCA TOKEN-----")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64));
        assertVerifies(withInput("a line before\r\n" + text.out() + "a line behind\n", "token", "verify", "-"));
        byte[] token = Files.readAllBytes(token());
        assertVerifies(withInput(HexFormat.of().formatHex(token), "token", "verify", "-"));
        assertVerifies(withInput(Base64.getEncoder().encodeToString(token), "token", "verify", "-"));
        assertVerifies(
                withInput(Base64.getUrlEncoder().withoutPadding().encodeToString(token), "token", "verify", "-"));
    }

    @Test
    void aGuestsTokenIsSavedAndPrinted() throws IOException {
        Path saved = folder.resolve("saved.cbor");
        Run run = realmstep("run", ATTESTATION, "--save-token", saved);
        assertThat(run.status()).as(run.err()).isZero();
        assertVerifies(realmstep("token", "verify", saved));
        assertVerifies(withInput(run.out(), "token", "verify", "-"));
        String printed = run.out().replaceAll("(?s).*BEGIN CCA TOKEN-----|-----END.*|\\s", "");
        assertThat(Base64.getDecoder().decode(printed)).isEqualTo(Files.readAllBytes(saved));
        // SHA-512 of 64 zeroes and "print a token", from Python's hashlib.
        assertThat(realmstep("token", "show", saved).out())
                .contains("ebdcce3c423dfd75da2ffe091519d84a0f67b3ca50ae15653bbe6a19deae6bce"
                        + "a36516e3f5fe271aa5bf7067af1ff5acd67c69098c8ac9d5be3df6ced26ecd7a")
                .contains("challenge (10): 61206368616c6c656e676520746861742");
    }

    @Test
    void aGuestThatAsksForNoTokenIsSaidTo() {
        Run run = realmstep("run", Samples.HELLO, "--save-token", folder.resolve("none.cbor"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the guest got no attestation token");
        assertThat(folder.resolve("none.cbor")).doesNotExist();
    }

    @Test
    void theClaimsAreShown() {
        Run run = realmstep("token", "show", token());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("platform token, signed with ES384")
                .contains("  profile (265): tag:arm.com,2023:cca_platform#1.0.0")
                .contains("  lifecycle (2395): 0x3000 (secured)")
                .contains("    RMM 1.0")
                .contains("realm token, signed with ES384")
                .contains("  hash algorithm of the measurements (44236): sha-256")
                .contains("  challenge (10): 0102" + "0".repeat(124));
    }

    @Test
    void programsGetTheNamesThatOtherToolsUse() {
        JsonObject token = JsonParser.parseString(
                        realmstep("token", "show", token(), "--json").out())
                .getAsJsonObject();
        JsonObject platform = token.getAsJsonObject("cca-platform-token");
        assertThat(platform.get("cca-platform-lifecycle").getAsInt()).isEqualTo(0x3000);
        assertThat(platform.getAsJsonArray("cca-platform-sw-components")
                        .get(1)
                        .getAsJsonObject()
                        .get("measurement-type")
                        .getAsString())
                .isEqualTo("RMM");
        JsonObject realm = token.getAsJsonObject("cca-realm-delegated-token");
        assertThat(Base64.getDecoder().decode(realm.get("cca-realm-challenge").getAsString()))
                .isEqualTo(Arrays.copyOf(new byte[] {1, 2}, 64));
        assertThat(realm.getAsJsonArray("cca-realm-extensible-measurements")).hasSize(4);
    }

    @Test
    void aTokenThatWasChangedSaysWhy() throws IOException {
        Path file = token();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Run run = realmstep("token", "verify", file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        file
                                + ": realm signature: does not verify with the public key in the token: the token was changed",
                        file + ": does not verify");
        JsonObject result = JsonParser.parseString(
                        realmstep("token", "verify", file, "--json").out())
                .getAsJsonObject();
        assertThat(result.get("verifies").getAsBoolean()).isFalse();
        assertThat(result.getAsJsonArray("problems")
                        .get(0)
                        .getAsJsonObject()
                        .get("subject")
                        .getAsString())
                .isEqualTo("realm signature");
    }

    @Test
    void keysThatTheRealmNamesSignItsTokens() throws IOException {
        Path realm = folder.resolve("keys.realm");
        Files.writeString(
                realm, """
                realm "keys" {
                  hash sha256
                  ram 0x8000_0000 size 16M
                  load kernel "%s"
                  platform-key "%s"
                  realm-key "%s"
                }
                """.formatted(Samples.FOLDER.resolve("hello/hello.elf"), key("sec1.pem"), key("pkcs8.pem")));
        Path file = folder.resolve("keys.cbor");
        Run get = realmstep("token", "get", realm, "-o", file);
        assertThat(get.status()).as(get.err()).isZero();
        Run without = realmstep("token", "verify", file);
        assertThat(without.status()).isEqualTo(1);
        assertThat(without.out()).contains("platform signature: cannot be verified without the platform's public key");
        Run verified = realmstep("token", "verify", file, "--platform-key", key("public.pem"));
        assertThat(verified.status()).as(verified.out()).isZero();
        assertThat(verified.out()).isEqualToIgnoringNewLines(file + ": verifies");
        assertThat(realmstep("token", "verify", file, "--of", realm).status()).isZero();
        assertThat(realmstep("token", "verify", file, "--platform-key", key("p256-public.pem"))
                        .status())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.pem|5:17: |there is no file \"none.pem\" in |[RS501]",
                "guest.bin|5:17: |\"guest.bin\" is no key to sign with: it has no line -----BEGIN|[RS609]",
            })
    void aKeyThatCannotSignIsAFinding(String file, String place, String reason, String code) throws IOException {
        Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        Path realm = Samples.realm(
                folder, "platform-key \"%s\"\n  load firmware \"guest.bin\" at 0x8000_0000".formatted(file));
        assertBadInput(realmstep("token", "get", realm), place);
        Run check = realmstep("check", realm);
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).contains(place, reason, code);
    }

    private static Path key(String name) {
        return KEYS.resolve(name).toAbsolutePath().normalize();
    }

    @Test
    void aJsonWebKeyIsAKey() throws IOException {
        Path key = folder.resolve("key.json");
        // The curve's generator, which signed nothing.
        Files.writeString(key, """
                {"kty": "EC", "crv": "P-256", "x": "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
                 "y": "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}
                """);
        Run run = realmstep("token", "verify", token(), "--platform-key", key);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("platform signature: does not verify with the platform's key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|it has no \"kty\"",
                "{\"kty\": \"RSA\"}|no key of an elliptic curve",
                "{\"kty\": \"EC\", \"crv\": \"P-1\"}|its curve is P-1",
                "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"!\", \"y\": \"AA\"}|its \"x\" is no base64url",
                "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"AA\", \"y\": \"AA\"}|those of P-256 have 32",
                "{\"kty\": []}|it has no \"kty\"",
                "{\"kty\"|it is no JSON object",
                "nothing|it has no line -----BEGIN",
                "-----BEGIN CERTIFICATE-----|no PEM file",
            })
    void aKeyFileThatIsNoneIsBadInput(String text, String reason) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), text);
        assertBadInput(realmstep("token", "verify", "x.cbor", "--platform-key", key), reason);
    }

    private static void assertBadInput(Run run, String reason) {
        assertThat(run.status()).as(run.out()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).contains(reason).doesNotContain("Exception").doesNotContain("internal error");
    }

    @Test
    void aFileThatIsNoTokenIsBadInput() throws IOException {
        for (String command : new String[] {"show", "verify"}) {
            assertBadInput(realmstep("token", command, folder.resolve("none")), "there is no such file");
            assertBadInput(realmstep("token", command, folder), "it is a folder");
            assertBadInput(realmstep("token", command, Files.createFile(folder.resolve(command))), "it is empty");
            assertBadInput(withInput("no token!", "token", command, "-"), "neither as bytes nor as hexadecimal digits");
            assertBadInput(withInput("-----BEGIN CCA TOKEN-----\nAAAA", "token", command, "-"), "has no end");
            assertBadInput(withInput("0".repeat(1 << 21), "token", command, "-"), "more than 1048576 bytes");
        }
        Path garbage = Files.write(folder.resolve("garbage"), new byte[] {(byte) 0xD9, 1});
        assertBadInput(realmstep("token", "show", garbage), "the token is no well-formed CBOR");
        assertThat(realmstep("token", "verify", garbage).status()).isEqualTo(1);
        assertBadInput(realmstep("token", "verify", garbage, "--challenge", "xyz"), "no pairs of hexadecimal digits");
        assertBadInput(realmstep("token", "verify", garbage, "--challenge", "00".repeat(65)), "64 is the most");
        assertBadInput(realmstep("token", "get", folder.resolve("none.realm")), "there is no such file");
        assertBadInput(realmstep("token", "get", Samples.HELLO, "-o", folder), "it is a folder");
        assertBadInput(realmstep("token"), "Missing required subcommand");
    }

    @Test
    void whatATokenSaysCannotCommandTheTerminal() {
        CBORObject claims = CBORObject.NewMap()
                .Add(265, "\u001b[31m\u0007")
                .Add("\u001b", 1)
                .Add(7, "\u001b");
        byte[] part = CoseSign1.sign(claims.EncodeToBytes(), SigningKey.fromSeed("any"))
                .encode();
        String token = HexFormat.of().formatHex(CcaToken.encode(part, part));
        Run run = withInput(token, "token", "show", "-");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("profile (265): \\u001b[31m\\u0007").doesNotContain("\u001b", "\u0007");
        assertThat(withInput(token, "token", "verify", "-").out()).doesNotContain("\u001b", "\u0007");
    }
}
