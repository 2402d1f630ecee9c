"""Makes the attestation tokens of tokens.txt: good ones of each version, and ones with one mistake each.

Needs the packages cbor2 and cryptography, which share no code with the simulator. A line of tokens.txt is a name, what a
verifier must find (parts of the problem's text, or "verifies"), the platform's COSE_Key, and the token, both in hexadecimal digits.
"""

import copy
import hashlib
import io

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CURVES = {256: (ec.SECP256R1(), hashes.SHA256(), -7, 1, 32), 384: (ec.SECP384R1(), hashes.SHA384(), -35, 2, 48)}


class Key:
    def __init__(self, number, bits=384):
        self.curve, self.hash, self.algorithm, self.identifier, self.size = CURVES[bits]
        self.private = ec.derive_private_key(number, self.curve)
        public = self.private.public_key().public_numbers()
        self.x = public.x.to_bytes(self.size, "big")
        self.y = public.y.to_bytes(self.size, "big")

    def cose(self):
        return cbor2.dumps({1: 2, -1: self.identifier, -2: self.x, -3: self.y})

    def point(self):
        return b"\x04" + self.x + self.y

    def sign1(self, payload, header=None, tag=18):
        protected = cbor2.dumps({1: self.algorithm} if header is None else header)
        signed = cbor2.dumps(["Signature1", protected, b"", payload])
        r, s = decode_dss_signature(self.private.sign(signed, ec.ECDSA(self.hash)))
        signature = r.to_bytes(self.size, "big") + s.to_bytes(self.size, "big")
        message = [protected, {}, payload, signature]
        return cbor2.dumps(cbor2.CBORTag(tag, message) if tag else message)


PLATFORM = Key(0x1234567)
REALM = Key(0x89ABCDEF)
OTHER = Key(0x55555)


def platform_claims(key=None, hash_name="sha256", profile="tag:arm.com,2023:cca_platform#1.0.0"):
    key = REALM.cose() if key is None else key
    return {
        265: profile,
        10: hashlib.new(hash_name, key).digest(),
        2396: bytes(range(32)),
        256: b"\x01" + bytes(range(32, 64)),
        2401: b"\xcf\xcf",
        2395: 0x3003,
        2402: "sha-256",
        2399: [
            {1: "BL31", 2: b"\x11" * 32, 4: "2.10", 5: b"\x22" * 32, 6: "sha-256"},
            {2: b"\x33" * 64, 5: b"\x44" * 48},
        ],
        2400: "verifier",
    }


def realm_claims():
    return {
        10: b"\xab" * 64,
        265: "tag:arm.com,2023:realm#1.0.0",
        44235: b"\xcd" * 64,
        44236: "sha-512",
        44237: REALM.cose(),
        44238: b"\xe0" * 64,
        44239: [bytes([n]) * 64 for n in range(4)],
        44240: "sha-256",
    }


def collection(platform, realm, tag=399):
    if tag == 907:
        platform, realm = [263, platform], [263, realm]
    return cbor2.dumps(cbor2.CBORTag(tag, {44234: platform, 44241: realm}))


def token(platform=None, realm=None, platform_key=PLATFORM, realm_key=REALM, tag=399):
    platform = platform_claims() if platform is None else platform
    realm = realm_claims() if realm is None else realm
    return collection(platform_key.sign1(cbor2.dumps(platform)), realm_key.sign1(cbor2.dumps(realm)), tag)


def changed(claims, **changes):
    claims = copy.deepcopy(claims)
    for label, value in changes.items():
        number = int(label[1:])
        if value is None:
            del claims[number]
        else:
            claims[number] = value
    return claims


def raw_map(pairs):
    """A map that may have a key twice."""
    out = io.BytesIO()
    out.write(bytes([0xA0 | len(pairs)]))
    for key, value in pairs:
        out.write(cbor2.dumps(key))
        out.write(cbor2.dumps(value))
    return out.getvalue()


def good():
    yield "rmm-1.0", token()
    yield "rmm-1.0-in-messages", token(tag=907)
    yield "without-verification-service", token(changed(platform_claims(), _2400=None))
    yield "with-unknown-claims", token(changed(platform_claims(), _77="x"), realm_claims() | {-77: 1, "x": []})
    sha256 = changed(realm_claims(), _44236="sha-256", _44238=b"\x01" * 32, _44239=[b"\x02" * 32] * 4)
    yield "sha-256", token(realm=sha256)
    sha384 = changed(realm_claims(), _44236="sha-384", _44238=b"\x01" * 48, _44239=[b"\x02" * 48] * 4)
    yield "sha-384", token(realm=sha384)
    rak_512 = changed(realm_claims(), _44240="sha-512")
    yield "key-bound-by-sha-512", token(platform_claims(hash_name="sha512"), rak_512)
    draft = platform_claims(REALM.point(), profile="http://arm.com/CCA-SSD/1.0.0")
    yield "draft", token(draft, changed(realm_claims(), _265=None, _44237=REALM.point()))
    rmm_2_0 = changed(
        realm_claims(), _265="tag:arm.com,2024:realm#2.0.0", _256=b"\x01" + b"\x99" * 32, _44243=0)
    yield "rmm-2.0", token(realm=rmm_2_0, tag=907)


def bad():
    p, r = platform_claims(), realm_claims()
    signed_p, signed_r = PLATFORM.sign1(cbor2.dumps(p)), REALM.sign1(cbor2.dumps(r))
    whole = collection(signed_p, signed_r)

    yield "empty", "token: the token is no well-formed CBOR", b""
    yield "truncated", "token: the token is no well-formed CBOR", whole[:-1]
    yield "trailing", "token: the token is no well-formed CBOR", whole + b"\x00"
    yield "other-tag", "token: the token should be a collection (tag 399 or 907), and is tag 400", collection(signed_p, signed_r, 400)
    yield "no-tag", "and is a map", cbor2.dumps({44234: signed_p, 44241: signed_r})
    yield "no-map", "collection should be a map, and is an array", cbor2.dumps(cbor2.CBORTag(399, [signed_p, signed_r]))
    yield "no-realm-token", "lacks the realm token (44241)", cbor2.dumps(cbor2.CBORTag(399, {44234: signed_p}))
    yield "no-platform-token", "lacks the platform token (44234)", cbor2.dumps(cbor2.CBORTag(399, {44241: signed_r}))
    yield "third-token", "has 3 entries", cbor2.dumps(cbor2.CBORTag(399, {44234: signed_p, 44241: signed_r, 1: b""}))
    yield "token-no-bytes", "the realm token should be a byte string, and is a text string", cbor2.dumps(cbor2.CBORTag(399, {44234: signed_p, 44241: "x"}))
    yield "media-type", "the media type of the platform token should be 263", cbor2.dumps(cbor2.CBORTag(907, {44234: [264, signed_p], 44241: [263, signed_r]}))
    yield "no-media-type", "the platform token should be an array of a media type and a byte string", cbor2.dumps(cbor2.CBORTag(907, {44234: signed_p, 44241: [263, signed_r]}))
    yield "no-cose-tag", "the realm token should be a COSE_Sign1 (tag 18), and is an array", collection(signed_p, REALM.sign1(cbor2.dumps(r), tag=None))
    yield "other-cose-tag", "the platform token should be a COSE_Sign1 (tag 18), and is tag 17", collection(PLATFORM.sign1(cbor2.dumps(p), tag=17), signed_r)
    yield "cose-of-three", "the realm token should be an array of four", collection(signed_p, cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b""])))
    yield "no-algorithm", "the protected header of the realm token says no algorithm", collection(signed_p, REALM.sign1(cbor2.dumps(r), header={}))
    yield "other-algorithm", "the protected header of the realm token says algorithm -8", collection(signed_p, REALM.sign1(cbor2.dumps(r), header={1: -8}))
    yield "critical-header", "has critical parameters", collection(signed_p, REALM.sign1(cbor2.dumps(r), header={1: -35, 2: [99], 99: 1}))
    yield "payload-no-cbor", "the payload of the realm token is no well-formed CBOR", collection(signed_p, REALM.sign1(b"\xff"))
    yield "payload-no-map", "the payload of the platform token should be a map of claims, and is an array", collection(PLATFORM.sign1(cbor2.dumps([])), signed_r)
    yield "claim-twice", "the payload of the realm token is no well-formed CBOR", collection(signed_p, REALM.sign1(raw_map([(10, b""), (10, b"")])))

    yield "wrong-platform-key", "platform signature: does not verify", token(platform_key=OTHER)
    yield "wrong-realm-key", "realm signature: does not verify", token(realm_key=OTHER)
    yield "unbound", "binding: the platform vouches for a key whose sha-256 is", token(platform_claims(OTHER.cose()))
    yield "realm-signed-over-another-curve", "realm signature: does not verify", token(realm_key=Key(0x77, 256))

    names = {265: "profile", 10: "challenge", 2396: "implementation ID", 256: "instance ID", 2401: "configuration",
             2395: "lifecycle", 2402: "hash algorithm", 2399: "software components"}
    for label, name in names.items():
        yield f"platform-without-{label}", f"platform claims: the {name} ({label}) is missing", token(changed(p, **{f"_{label}": None}))
    names = {10: "challenge", 44235: "personalization value (RPV)", 44236: "hash algorithm of the measurements",
             44237: "public key (RAK)", 44238: "initial measurement (RIM)", 44239: "extensible measurements (REM)",
             44240: "hash algorithm of the public key"}
    for label, name in names.items():
        yield f"realm-without-{label}", f"realm claims: the {name} ({label}) is missing", token(realm=changed(r, **{f"_{label}": None}))
    yield "realm-without-265", "realm claims: the profile (265) is missing", token(platform_claims(REALM.point()), changed(r, _265=None, _44237=REALM.point()))
    yield "rmm-2.0-without-instance", "realm claims: the realm instance ID (256) is missing", token(realm=changed(r, _265="tag:arm.com,2024:realm#2.0.0", _44243=0))

    for name, claims, reason in [
        ("profile-unknown", {"_265": "tag:x"}, 'the profile (265) "tag:x" is not known'),
        ("profile-no-text", {"_265": b"x"}, "the profile (265) should be a text string, and is a byte string"),
        ("challenge-short", {"_10": b"x" * 31}, "the challenge (10) has 31 bytes, and must have 32 or 48 or 64"),
        ("implementation-long", {"_2396": b"x" * 33}, "the implementation ID (2396) has 33 bytes, and must have 32"),
        ("instance-short", {"_256": b"\x01" * 32}, "the instance ID (256) has 32 bytes, and must have 33"),
        ("instance-type", {"_256": b"\x02" * 33}, "the instance ID (256) begins with 2, and must with 1"),
        ("configuration-text", {"_2401": "x"}, "the configuration (2401) should be a byte string"),
        ("lifecycle-none", {"_2395": 0x3100}, "the lifecycle (2395) is 0x3100, which stands for no state"),
        ("lifecycle-beyond", {"_2395": 0x7000}, "the lifecycle (2395) is 0x7000, which stands for no state"),
        ("lifecycle-large", {"_2395": 0x10000}, "the lifecycle (2395) is 65536, and must be 0 to 65535"),
        ("hash-unknown", {"_2402": "md5"}, 'the hash algorithm (2402) names the hash "md5"'),
        ("service-empty", {"_2400": ""}, "the verification service (2400) is empty"),
        ("components-none", {"_2399": []}, "the software components (2399) has 0 elements, and must have at least 1"),
        ("components-no-map", {"_2399": [1]}, "the software components (2399) element 0 should be a map, and is an integer"),
        ("component-unmeasured", {"_2399": [{5: b"x" * 32}]}, "element 0 has no measurement-value (2)"),
        ("component-unsigned", {"_2399": [{2: b"x" * 32}]}, "element 0 has no signer-id (5)"),
        ("component-measured-short", {"_2399": [{2: b"x" * 31, 5: b"x" * 32}]}, "element 0 has a measurement-value that has 31 bytes"),
    ]:
        yield f"platform-{name}", f"platform claims: ...{reason}", token(changed(p, **claims))

    short_key = cbor2.dumps({1: 2, -1: 2, -2: REALM.x[1:], -3: REALM.y})
    off_curve = cbor2.dumps({1: 2, -1: 2, -2: REALM.x, -3: REALM.x})
    symmetric = cbor2.dumps({1: 4, -1: b"x" * 32})
    for name, claims, reason in [
        ("profile-unknown", {"_265": "tag:y"}, 'the profile (265) "tag:y" is not known'),
        ("challenge-short", {"_10": b"x" * 63}, "the challenge (10) has 63 bytes, and must have 64"),
        ("challenge-array", {"_10": [b"x" * 64]}, "the challenge (10) should be a byte string, and is an array"),
        ("rpv-long", {"_44235": b"x" * 65}, "(RPV) (44235) has 65 bytes, and must have 64"),
        ("rim-size", {"_44238": b"x" * 33}, "(RIM) (44238) has 33 bytes, and must have 32 or 48 or 64"),
        ("rem-three", {"_44239": [b"x" * 64] * 3}, "(REM) (44239) has 3 elements, and must have 4"),
        ("rem-element", {"_44239": [b"x" * 64, b"x" * 64, 7, b"x" * 64]}, "(REM) (44239) element 2 should be a byte string, and is an integer"),
        ("rem-mixed", {"_44239": [b"x" * 64, b"x" * 32, b"x" * 64, b"x" * 64]}, "element 1 of the extensible measurements (REM) has 32 bytes, and the initial one 64"),
        ("hash-unknown", {"_44236": "sha-1"}, "of the measurements (44236) names the hash"),
        ("key-hash-unknown", {"_44240": "sha-1"}, "of the public key (44240) names the hash"),
        ("key-no-cbor", {"_44237": b"\xff"}, "public key is no well-formed CBOR"),
        ("key-point", {"_44237": REALM.point()}, "public key is no well-formed CBOR"),
        ("key-type", {"_44237": symmetric}, "public key is no key of an elliptic curve (kty EC2)"),
        ("key-short", {"_44237": short_key}, "coordinates have 47 and 48 bytes, and those of P-384 have 48"),
        ("key-off-curve", {"_44237": off_curve}, "the key is no point of the curve P-384"),
    ]:
        yield f"realm-{name}", f"realm claims: ...{reason}", token(realm=changed(r, **claims))


def main():
    for name, encoded in good():
        print(name, "verifies", PLATFORM.cose().hex(), encoded.hex(), sep="\t")
    p256 = Key(0x42, 256)
    print("platform-p256", "verifies", p256.cose().hex(), token(platform_key=p256).hex(), sep="\t")
    for name, problem, encoded in bad():
        print(name, problem, PLATFORM.cose().hex(), encoded.hex(), sep="\t")


if __name__ == "__main__":
    main()
