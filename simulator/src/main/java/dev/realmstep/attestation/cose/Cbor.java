package dev.realmstep.attestation.cose;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;

/** Reads and writes CBOR, one item at a time, as strictly as something that was signed deserves. */
public final class Cbor {
    private static final CBOREncodeOptions STRICT =
            new CBOREncodeOptions("allowduplicatekeys=false;resolvereferences=false;keepkeyorder=true");

    /** Strings of definite length: what is signed has one form. */
    private static final CBOREncodeOptions PLAIN = new CBOREncodeOptions("useindeflengthstrings=false");

    private Cbor() {}

    /**
     * Reads the one item that bytes encode.
     *
     * @param what the bytes are, for messages
     * @throws MalformedMessageException if they are no CBOR, more than one item, or a map has a key twice
     */
    public static CBORObject decode(byte[] bytes, String what) throws MalformedMessageException {
        try {
            return CBORObject.DecodeFromBytes(bytes, STRICT);
        } catch (CBORException e) {
            throw new MalformedMessageException("%s is no well-formed CBOR: %s".formatted(what, e.getMessage()));
        }
    }

    /** The bytes of an item; maps keep the order in which they were filled. */
    public static byte[] encode(CBORObject item) {
        return item.EncodeToBytes(PLAIN);
    }

    /** Whether an item is a byte string without a tag. */
    public static boolean isBytes(CBORObject item) {
        return item.getType() == CBORType.ByteString && !item.isTagged();
    }

    /** Whether an item is a text string without a tag. */
    public static boolean isText(CBORObject item) {
        return item.getType() == CBORType.TextString && !item.isTagged();
    }

    /** Whether an item is an integer of 64 bits without a tag. */
    public static boolean isInteger(CBORObject item) {
        return item.getType() == CBORType.Integer && !item.isTagged() && item.CanValueFitInInt64();
    }

    /** Whether an item is a map without a tag. */
    public static boolean isMap(CBORObject item) {
        return item.getType() == CBORType.Map && !item.isTagged();
    }

    /** Whether an item is an array without a tag. */
    public static boolean isArray(CBORObject item) {
        return item.getType() == CBORType.Array && !item.isTagged();
    }

    /** What an item is, in a word, for messages. */
    public static String kind(CBORObject item) {
        if (item.isTagged()) {
            return "tag " + item.getMostOuterTag();
        }
        return switch (item.getType()) {
            case ByteString -> "a byte string";
            case TextString -> "a text string";
            case Integer -> "an integer";
            case Map -> "a map";
            case Array -> "an array";
            case Boolean -> "a boolean";
            case FloatingPoint -> "a floating-point number";
            default -> "a simple value";
        };
    }
}
