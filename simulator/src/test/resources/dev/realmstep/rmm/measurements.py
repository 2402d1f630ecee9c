#!/usr/bin/env python3
"""Measurements of a small realm, computed from the layouts of the RMM specification 1.0 (A7.1 and B4.4) alone.

    python3 measurements.py > measurements.txt

Each line is a hash, an event and the value of the measurement behind it. MeasurementTests makes the same events happen.
"""
import hashlib
import struct

GRANULE = 4096
RIM = 0x10


def fields(size, *placed):
    image = bytearray(size)
    for offset, value in placed:
        data = value if isinstance(value, bytes) else struct.pack("<Q", value)
        image[offset:offset + len(data)] = data
    return bytes(image)


def realm(name, number):
    def digest(data):
        return hashlib.new(name, data).digest()

    def show(event, value):
        print(name, event, value.hex())
        return value

    def descriptor(kind, rim, *placed):
        return digest(fields(0x100, (0, kind), (8, 0x100), (RIM, rim), *placed))

    rim = show("realm-create", digest(fields(
        GRANULE, (0x08, 33), (0x18, 1), (0x20, 1), (0x30, number))))
    rim = show("init-ripas-block", descriptor(2, rim, (0x50, 0x4000_0000), (0x58, 0x8000_0000)))
    for page in range(2):
        rim = descriptor(2, rim, (0x50, page * GRANULE), (0x58, (page + 1) * GRANULE))
    show("init-ripas-pages", rim)
    contents = digest(fields(GRANULE, (0, b"realm")))
    rim = show("data-measured", descriptor(0, rim, (0x50, 0), (0x58, 1), (0x60, contents)))
    rim = show("data-unmeasured", descriptor(0, rim, (0x50, GRANULE)))
    parameters = fields(GRANULE, (0, 1), (0x200, 0x80), *[(0x300 + 8 * n, 0x1111 * n) for n in range(8)])
    show("rec-create", descriptor(1, rim, (0x50, digest(parameters))))
    size = len(contents)
    value = bytes(range(1, 65))
    rem = show("extend-64", digest(bytes(size) + value))
    rem = show("extend-5", digest(rem + value[:5]))
    show("extend-0", digest(rem))


realm("sha256", 0)
realm("sha512", 1)
