package dev.realmstep.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.token.CcaToken;
import dev.realmstep.attestation.token.Claim;
import dev.realmstep.attestation.token.PlatformClaim;
import dev.realmstep.attestation.token.RealmClaim;
import dev.realmstep.attestation.token.SignedClaims;
import dev.realmstep.attestation.token.SoftwareComponentClaim;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** A token for programs, with the names that other tools for CCA tokens use; byte strings are base64. */
final class TokenJson {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private TokenJson() {}

    static String of(CcaToken token) {
        JsonObject object = new JsonObject();
        object.add("cca-platform-token", claims(token.platform(), PlatformClaim.values()));
        object.add("cca-realm-delegated-token", claims(token.realm(), RealmClaim.values()));
        return GSON.toJson(object);
    }

    private static JsonObject claims(SignedClaims part, Claim[] known) {
        JsonObject object = new JsonObject();
        for (Map.Entry<CBORObject, CBORObject> entry : part.claims().entries()) {
            String name = Arrays.stream(known)
                    .filter(claim -> entry.getKey().equals(CBORObject.FromObject(claim.label())))
                    .map(Claim::jsonName)
                    .findFirst()
                    .orElseGet(() -> name(entry.getKey()));
            object.add(name, value(entry.getValue()));
        }
        return object;
    }

    private static String name(CBORObject key) {
        return Cbor.isText(key) ? key.AsString() : key.toString();
    }

    private static JsonElement value(CBORObject value) {
        if (Cbor.isBytes(value)) {
            return new JsonPrimitive(Base64.getEncoder().encodeToString(value.GetByteString()));
        }
        if (Cbor.isInteger(value)) {
            return new JsonPrimitive(value.AsInt64Value());
        }
        if (Cbor.isArray(value)) {
            JsonArray array = new JsonArray();
            value.getValues().forEach(element -> array.add(value(element)));
            return array;
        }
        if (Cbor.isMap(value)) {
            JsonObject object = new JsonObject();
            value.getEntries().forEach(entry -> object.add(component(entry.getKey()), value(entry.getValue())));
            return object;
        }
        return new JsonPrimitive(Cbor.isText(value) ? value.AsString() : value.toString());
    }

    /** The only maps inside of claims that are defined are software components. */
    private static String component(CBORObject key) {
        return Arrays.stream(SoftwareComponentClaim.values())
                .filter(claim -> key.equals(CBORObject.FromObject(claim.label())))
                .map(SoftwareComponentClaim::jsonName)
                .findFirst()
                .orElseGet(() -> name(key));
    }
}
