package dev.realmstep.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.realmstep.attestation.cose.MalformedMessageException;
import dev.realmstep.attestation.cose.VerificationKey;
import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.attestation.token.CcaToken;
import dev.realmstep.attestation.token.PlatformClaim;
import dev.realmstep.attestation.verify.Expectations;
import dev.realmstep.attestation.verify.Problem;
import dev.realmstep.attestation.verify.TokenVerifier;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.machine.MeasuredRealm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep token verify}: whether a token can be believed, and if not, why. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies an attestation token; status 1, and every reason, if it does not verify.")
final class TokenVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The token: bytes, hexadecimal digits or base64; - is the input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses the command line
    private Path file;

    @Option(
            names = "--platform-key",
            paramLabel = "KEY",
            description =
                    "The platform's public key (CPAK): PEM, or a JSON Web Key. The simulated platform's own is known.")
    private @Nullable Path platformKey;

    @Option(
            names = "--challenge",
            paramLabel = "HEX",
            description = "What the realm was challenged with: at most 64 bytes, padded with zeros behind.")
    private @Nullable String challenge;

    @Option(names = "--rim", paramLabel = "HEX", description = "The initial measurement that the realm must have.")
    private @Nullable String initialMeasurement;

    @Option(
            names = "--rpv",
            paramLabel = "HEX",
            description = "The personalization value that the realm must have: at most 64 bytes, padded as well.")
    private @Nullable String personalizationValue;

    @Option(
            names = "--of",
            paramLabel = "FILE.realm",
            description = "The realm that the token must be of: its RIM, its personalization value, its platform-key.")
    private @Nullable Path realm;

    @Option(names = "--json", description = "The result as JSON.")
    private boolean json;

    TokenVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        Optional<byte[]> wantedChallenge = HexOption.readWide("--challenge", challenge);
        Optional<byte[]> wantedMeasurement = HexOption.read("--rim", initialMeasurement);
        Optional<byte[]> wantedValue = HexOption.readWide("--rpv", personalizationValue);
        Optional<VerificationKey> key =
                platformKey == null ? Optional.empty() : Optional.of(PublicKeyFile.read(platformKey));
        if (realm != null) {
            MeasuredRealm described = RealmPlanning.measure(realm, null, terminal);
            RealmConfiguration configuration = described.plan().configuration();
            wantedMeasurement = wantedMeasurement.or(
                    () -> Optional.of(described.values().getFirst().bytes()));
            wantedValue = wantedValue.or(() -> Optional.of(configuration.rpv().bytes()));
            key = key.or(() -> configuration
                    .attestationKeys()
                    .platform()
                    .map(named -> described.plan().rootOfTrust().verificationKey()));
        }
        byte[] token = TokenFile.read(file, terminal);
        boolean simulated = key.isEmpty() && isOfSimulatedPlatform(token);
        if (simulated) {
            key = Optional.of(RootOfTrust.simulated().verificationKey());
        }
        List<Problem> problems =
                TokenVerifier.verify(token, new Expectations(key, wantedChallenge, wantedMeasurement, wantedValue));
        terminal.out().println(json ? asJson(problems, simulated) : asText(problems, simulated));
        return problems.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static boolean isOfSimulatedPlatform(byte[] token) {
        try {
            return CcaToken.parse(token)
                    .platform()
                    .claims()
                    .bytes(PlatformClaim.INSTANCE_ID)
                    .filter(found ->
                            Arrays.equals(found, RootOfTrust.simulated().instanceId()))
                    .isPresent();
        } catch (MalformedMessageException e) {
            return false; // which the verifier says
        }
    }

    private String asText(List<Problem> problems, boolean simulated) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append("%s: %s%n".formatted(file, PrintableText.of(problem.toString())));
        }
        if (!problems.isEmpty()) {
            return text.append("%s: does not verify".formatted(file)).toString();
        }
        String trust = simulated ? " (by the key of the simulated platform, which is no secret)" : "";
        return "%s: verifies%s".formatted(file, trust);
    }

    private static String asJson(List<Problem> problems, boolean simulated) {
        JsonObject result = new JsonObject();
        result.addProperty("verifies", problems.isEmpty());
        result.addProperty("simulatedPlatform", simulated);
        JsonArray array = new JsonArray();
        for (Problem problem : problems) {
            JsonObject object = new JsonObject();
            object.addProperty("subject", problem.subject().title());
            object.addProperty("reason", problem.reason());
            array.add(object);
        }
        result.add("problems", array);
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(result);
    }
}
