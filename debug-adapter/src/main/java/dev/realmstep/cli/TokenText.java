package dev.realmstep.cli;

import com.upokecenter.cbor.CBORObject;
import dev.realmstep.attestation.cose.Cbor;
import dev.realmstep.attestation.token.CcaToken;
import dev.realmstep.attestation.token.Claim;
import dev.realmstep.attestation.token.Lifecycle;
import dev.realmstep.attestation.token.PlatformClaim;
import dev.realmstep.attestation.token.RealmClaim;
import dev.realmstep.attestation.token.SignedClaims;
import dev.realmstep.attestation.token.SoftwareComponentClaim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token for people: a line per claim, in the token's order. */
final class TokenText {
    private static final int MAX_UNKNOWN = 200;

    private final List<String> lines = new ArrayList<>();

    private TokenText() {}

    static String of(CcaToken token) {
        TokenText text = new TokenText();
        text.lines.add("collection, tag " + token.envelope().tag());
        text.part("platform token", token.platform(), PlatformClaim.values());
        text.part("realm token", token.realm(), RealmClaim.values());
        return String.join(System.lineSeparator(), text.lines);
    }

    private void part(String title, SignedClaims part, Claim[] known) {
        lines.add("%s, signed with %s".formatted(title, part.message().algorithm()));
        for (Map.Entry<CBORObject, CBORObject> entry : part.claims().entries()) {
            Optional<Claim> claim = Arrays.stream(known)
                    .filter(each -> entry.getKey().equals(CBORObject.FromObject(each.label())))
                    .findFirst();
            if (claim.isPresent()) {
                claim(claim.get(), entry.getValue());
            } else {
                lines.add("  unknown claim (%s): %s"
                        .formatted(PrintableText.of(entry.getKey().toString()), value(entry.getValue())));
            }
        }
        lines.add("  signature: " + hex(part.message().signature()));
    }

    private void claim(Claim claim, CBORObject value) {
        String head = "  %s (%d):".formatted(claim.title(), claim.label());
        boolean wellFormed = claim.complaint(value).isEmpty();
        if (claim == PlatformClaim.SOFTWARE_COMPONENTS && wellFormed) {
            lines.add(head);
            value.getValues().forEach(this::component);
        } else if (claim == RealmClaim.EXTENSIBLE_MEASUREMENTS && wellFormed) {
            lines.add(head);
            value.getValues().forEach(element -> lines.add("    " + value(element)));
        } else {
            lines.add("%s %s%s".formatted(head, value(value), remark(claim, value)));
        }
    }

    private void component(CBORObject component) {
        String name = SoftwareComponentClaim.TYPE
                .find(component)
                .map(TokenText::value)
                .orElse("(unnamed)");
        String version = SoftwareComponentClaim.VERSION
                .find(component)
                .map(value -> " " + value(value))
                .orElse("");
        lines.add("    %s%s".formatted(name, version));
        for (SoftwareComponentClaim claim : List.of(
                SoftwareComponentClaim.MEASUREMENT,
                SoftwareComponentClaim.SIGNER,
                SoftwareComponentClaim.HASH_ALGORITHM)) {
            claim.find(component)
                    .ifPresent(value -> lines.add("      %s: %s".formatted(claim.jsonName(), value(value))));
        }
    }

    /** What is wrong with a claim, or what a number in it stands for. */
    private static String remark(Claim claim, CBORObject value) {
        Optional<String> complaint = claim.complaint(value);
        if (complaint.isPresent()) {
            return "   [%s]".formatted(PrintableText.of(complaint.get()));
        }
        return claim == PlatformClaim.LIFECYCLE
                ? Lifecycle.of(value.AsInt64Value())
                        .map(state -> " (" + state.title() + ")")
                        .orElse("")
                : "";
    }

    private static String value(CBORObject value) {
        if (Cbor.isBytes(value)) {
            return hex(value.GetByteString());
        }
        if (Cbor.isText(value)) {
            return PrintableText.of(value.AsString());
        }
        if (Cbor.isInteger(value)) {
            return "0x%x".formatted(value.AsInt64Value());
        }
        String other = PrintableText.of(value.toString());
        return other.length() > MAX_UNKNOWN ? other.substring(0, MAX_UNKNOWN) + "…" : other;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
