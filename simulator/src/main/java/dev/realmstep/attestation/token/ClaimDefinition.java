package dev.realmstep.attestation.token;

/**
 * What the specification says of a claim.
 *
 * @param label the key in the map of claims
 * @param title its name in words, as the specification has it
 * @param jsonName the name in the JSON form of tokens
 * @param format what its value has to be
 */
public record ClaimDefinition(int label, String title, String jsonName, ClaimFormat format) {}
