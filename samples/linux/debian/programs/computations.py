"""What Python's own library computes: numbers, digests, compression, text. Everything is printed with all its digits."""

import cmath
import decimal
import fractions
import hashlib
import hmac
import json
import math
import random
import re
import statistics
import struct
import zlib

generator = random.Random(2026)
numbers = [generator.uniform(-50, 50) for _ in range(2000)]
data = bytes(generator.randrange(256) for _ in range(50_000))
text = " ".join(generator.choice(["realm", "granule", "host", "monitor", "guest"]) for _ in range(5000))

print("sum", math.fsum(numbers).hex(), sum(numbers).hex(), statistics.stdev(numbers).hex())
for name in "sin cos tan exp sqrt log gamma erf cbrt atan sinh".split():
    function = getattr(math, name)
    print(name, [function(abs(number) / 10 + 0.01).hex() for number in numbers[:40]])
print("complex", [cmath.exp(complex(a, b) / 20) for a, b in zip(numbers[:20], numbers[20:40])])
print("repr", all(float(repr(number)) == number for number in numbers), [repr(number / 7) for number in numbers[:40]])
print("integers", math.factorial(300), pow(3, 2**200 + 1, 2**255 - 19), math.isqrt(10**101), math.comb(500, 250))
print("fractions", sum(fractions.Fraction(1, n) for n in range(1, 200)))
decimal.getcontext().prec = 60
print("decimals", decimal.Decimal(2).sqrt(), decimal.Decimal(1).exp(), decimal.Decimal(1) / 7)
for name in sorted(hashlib.algorithms_guaranteed):
    digest = hashlib.new(name, data)
    print(name, digest.hexdigest(32) if name.startswith("shake") else digest.hexdigest())
print("hmac", hmac.new(b"key", data, "sha256").hexdigest(), hashlib.pbkdf2_hmac("sha512", b"a", b"b", 2000).hex())
print("checksums", zlib.crc32(data), zlib.adler32(data))
for level in range(1, 10):
    packed = zlib.compress(text.encode(), level)
    print("deflate", level, len(packed), zlib.crc32(packed), zlib.decompress(packed) == text.encode())
document = {"numbers": numbers[:50], "text": text[:200], "nested": [{"n": n, "square": n * n} for n in range(20)]}
print("json", hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest())
print("json", json.loads(json.dumps(document)) == document)
print("regular expressions", len(re.findall(r"\b(\w+) \1\b", text)), re.sub(r"(r)(e)", r"\2\1", text)[:60])
print("pack", struct.pack("<dfeqIhb", math.pi, math.e, 1.5, -5, 6, -7, 8).hex())
print("sorted", hashlib.sha256(repr(sorted(numbers)).encode()).hexdigest())
words = {}
for word in text.split():
    words[word] = words.get(word, 0) + 1
print("counted", sorted(words.items()))
