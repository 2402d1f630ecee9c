package dev.realmstep.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.realmstep.attestation.cose.KeyFile;
import dev.realmstep.attestation.cose.MalformedMessageException;
import dev.realmstep.attestation.cose.NamedCurve;
import dev.realmstep.attestation.cose.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;

/** Public keys in files: PEM, or a JSON Web Key (RFC 7517). */
final class PublicKeyFile {
    private static final int MAX_SIZE = 1 << 16;

    private PublicKeyFile() {}

    static VerificationKey read(Path file) throws BadInputException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8).strip();
            return text.startsWith("{") ? ofJson(text) : KeyFile.verificationKey(text);
        } catch (NoSuchFileException e) {
            throw new BadInputException("%s: there is no such file".formatted(file));
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new BadInputException("%s: cannot be read: %s".formatted(file, reason));
        } catch (MalformedMessageException e) {
            throw new BadInputException("%s: no key can be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static VerificationKey ofJson(String text) throws MalformedMessageException {
        try {
            JsonObject key = JsonParser.parseString(text).getAsJsonObject();
            if (!member(key, "kty").equals("EC")) {
                throw new MalformedMessageException("it is no key of an elliptic curve (\"kty\": \"EC\")");
            }
            String label = member(key, "crv");
            NamedCurve curve = NamedCurve.withLabel(label)
                    .orElseThrow(() -> new MalformedMessageException(
                            "its curve is %s, and known are P-256, P-384, P-521".formatted(label)));
            return VerificationKey.of(curve, coordinate(key, "x"), coordinate(key, "y"));
        } catch (JsonParseException | IllegalStateException e) {
            throw new MalformedMessageException("it is no JSON object");
        }
    }

    private static byte[] coordinate(JsonObject key, String name) throws MalformedMessageException {
        try {
            return Base64.getUrlDecoder().decode(member(key, name));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("its \"%s\" is no base64url".formatted(name));
        }
    }

    private static String member(JsonObject key, String name) throws MalformedMessageException {
        JsonElement value = key.get(name);
        if (value == null || !value.isJsonPrimitive()) {
            throw new MalformedMessageException("it has no \"%s\", as a JSON Web Key has".formatted(name));
        }
        return value.getAsString();
    }
}
