#!/usr/bin/env python3
"""Writes disassembly.txt, or with the argument "vector" disassembly-vector.txt.gz: words and what objdump says; see README.md.

With the arguments "compare [COUNT [SEED]]" it compares what COUNT distinct words read as, a million unless said, and ends with
status 1 if there is a difference that is not known."""

import collections
import gzip
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
REGISTERS = HERE.parents[5] / "main/java/dev/realmstep/cpu/SystemRegister.java"
TARGET = HERE.parents[6] / "target"
CANDIDATES = 400_000
WORDS_PER_MNEMONIC = 16
# Extensions that the instruction table does not have (yet), and names that binutils 2.40 has not or has otherwise.
ABSENT = re.compile(
    r"\.inst|setg|st2?g|stz2?g|ldg|addg|subg|subps?$|irg|gmi"
    r"|[st]?[tp]?cancel|tstart|tcommit|ttest|[sl][td]64b"
    r"|clearbhb|wfet|wfit|mrrs|msrr|smst|cmpp")
ABSENT_TEXT = re.compile(
    r"^(hint #0x6|dc \w*g|cfp|dvp|cpp|brb|tlbi .*nxs|dsb .*nxs|sysl?|rprfm)|, s\d_|^msr (s\d_|allint|tco)")

# What is known to differ: our text, objdump's text, and why.
KNOWN = (
    (r"ldpsw (x\d+|xzr), ", r"\.inst .* undefined", "registers that overlap, which the Arm ARM leaves open and objdump does not read"),
    (r"(mrs|msr) .*s\d_\d_c\d+_c\d+_\d", r"(mrs|msr) ", "system registers that are not there"),
    (r"dgh$", r"hint #0x6$", "a name that objdump 2.40 does not have"),
    (r"clrbhb$", r"clearbhb$", "a name that objdump 2.40 has otherwise"),
)


def candidates(generator):
    """Words of the integer encoding space, with registers 31 and repeated ones more often than chance has them."""
    while True:
        word = generator.getrandbits(32)
        group = word >> 25 & 15
        integer_memory = group & 5 == 4 and not word >> 26 & 1
        if not (group >> 1 in (4, 5) or integer_memory or group & 7 == 5):
            continue
        for shift, width in (0, 5), (5, 5), (10, 5), (16, 5), (10, 6):
            mask = (1 << width) - 1 << shift
            choice = generator.randrange(10)
            if choice == 0:
                word |= mask
            elif choice == 1:
                word &= ~mask
        if generator.randrange(4) == 0:
            word = word & ~(31 << 16) | (word >> 5 & 31) << 16
        yield word


def system_words(generator):
    encodings = re.findall(r"\((\d), (\d), (\d+), (\d+), (\d)[,)]", REGISTERS.read_text())
    for op0, op1, crn, crm, op2 in (map(int, numbers) for numbers in encodings):
        base = 0xD5000000 | op0 << 19 | op1 << 16 | crn << 12 | crm << 8 | op2 << 5
        yield base | 1 << 21 | generator.randrange(32)
        yield base | generator.randrange(32)
    for low in range(0, 1 << 12, 32):
        yield 0xD503201F | low  # hints
        yield 0xD503301F | low  # barriers
        for op1 in range(8):
            yield 0xD500401F | op1 << 16 | low  # MSR (immediate)
    for operation in range(1 << 14):  # cache, TLB and address translation operations
        if operation >> 7 & 15 in (7, 8):
            yield 0xD5080000 | operation << 5 | 3
            yield 0xD5080000 | operation << 5 | 31


def rare_words(generator):
    for number in 1, 2, 3:
        for group in 0xD4000000, 0xD4200000, 0xD4400000, 0xD4A00000:
            yield group | generator.getrandbits(16) << 5 | number
            yield group | generator.getrandbits(16) << 5
    for number in range(4):
        yield 0xD61F0000 | generator.randrange(32) << 5
        yield 0xD63F0000 | generator.randrange(32) << 5
        yield 0xD65F0000 | generator.randrange(32) << 5
        yield generator.getrandbits(16)
        for size in range(0x3A000800, 0x3A004900, 0x4000):
            yield size | generator.randrange(32) << 5 | 0xD
        yield 0xBA000400 | generator.getrandbits(6) << 15 | generator.getrandbits(5) << 5 | generator.getrandbits(4)
    for sf in 0, 0x80000000:
        for opcode in range(6):
            yield sf | 0x5AC00000 | opcode << 10 | generator.getrandbits(10)
        for opcode in (2, 3, *range(8, 12), *range(16, 24)):
            for _ in range(3):
                yield sf | 0x1AC00000 | generator.getrandbits(5) << 16 | opcode << 10 | generator.getrandbits(10)
    for size in range(4):
        yield size << 30 | 0x38BFC000 | generator.getrandbits(10)
    for opcode in range(4):
        for sf in 0, 0x80000000:
            yield sf | 0x11C00000 | opcode << 18 | generator.getrandbits(18)
            yield sf | 0x1AC06000 | opcode << 10 | generator.getrandbits(5) << 16 | generator.getrandbits(10)
    for opcode in 6, 7, 8:
        yield 0x5AC00000 | opcode << 10 | generator.getrandbits(10)
        yield 0xDAC00000 | opcode << 10 | generator.getrandbits(10)
    for opcode in range(18):
        for source in 31, generator.randrange(32):
            yield 0xDAC10000 | opcode << 10 | source << 5 | generator.randrange(32)
    for opcode in 0, 1, 2, 4, 8, 9:
        for operands in generator.getrandbits(11), 0x3FF, 0x7FF, generator.getrandbits(5) << 5 | 0x1F, 0x1F:
            yield 0xD61F0800 | opcode << 21 | operands
    for _ in range(8):
        yield 0x9AC03000 | generator.getrandbits(5) << 16 | generator.getrandbits(10)
        yield 0xF8200400 | generator.getrandbits(1) << 23 | generator.getrandbits(12) << 11 | generator.getrandbits(10)
    yield from (0xF8200420, 0xF8200C20, 0xF8A00420, 0xF8A00C20)
    yield from (0xD65F03C0, 0xD69F03E0, 0xD6BF03E0, 0xD500401F, 0xD500403F, 0xD500405F)


def disassemble(words):
    with tempfile.NamedTemporaryFile() as binary:
        binary.write(struct.pack("<%dI" % len(words), *words))
        binary.flush()
        output = subprocess.run(
            ["aarch64-linux-gnu-objdump", "-D", "-z", "-b", "binary", "-m", "aarch64", binary.name],
            check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        fields = line.split("\t")
        if len(fields) > 2 and fields[0].endswith(":"):
            text = " ".join(fields[2:]).split("//")[0]
            yield int(fields[0][:-1], 16), int(fields[1], 16), " ".join(re.sub(r"<[^>]*>", "", text).split())


def cases(*arguments):
    """The lines that DisassemblyCases writes."""
    java = pathlib.Path(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    classpath = "%s/classes:%s/test-classes" % (TARGET, TARGET)
    return subprocess.run(
        [java, "-cp", classpath, "dev.realmstep.cpu.isa.DisassemblyCases", *arguments],
        check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def vector_words():
    """Words of each SIMD and floating-point instruction of the table, which DisassemblyCases chooses."""
    return [int(line, 16) for line in cases()]


def write_vectors():
    lines = ("%06x %08x %s\n" % line for line in disassemble(vector_words()))
    # Without a time and a name, so that the same words give the same file.
    with open(HERE / "disassembly-vector.txt.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as compressed:
        compressed.write("".join(lines).encode())


def reason(ours, theirs):
    for our_text, their_text, why in KNOWN:
        if re.match(our_text, ours) and re.match(their_text, theirs):
            return why
    return None


def compare(count="1000000", seed="1"):
    words, ours = [], []
    for line in cases(count, seed):
        word, text = line.split(" ", 1)
        words.append(int(word, 16))
        ours.append(" ".join(text.split()))
    known = collections.Counter()
    unknown = 0
    compared = 0
    for address, word, theirs in disassemble(words):
        text = ours[address // 4]
        compared += 1
        if text == theirs:
            continue
        why = reason(text, theirs)
        if why:
            known[why] += 1
        else:
            unknown += 1
            print("%08x  %s  |  %s" % (word, text, theirs))
    print("%d distinct words compared, %d differences" % (compared, unknown + known.total()))
    for why, times in known.most_common():
        print("%6d  %s" % (times, why))
    sys.exit(1 if unknown or compared != len(words) else 0)


def main():
    generator = random.Random(1)
    source = candidates(generator)
    words = [*system_words(generator), *rare_words(generator)]
    kept_whole = len(words)
    words += [next(source) for _ in range(CANDIDATES)]
    seen = collections.Counter()
    lines = set()
    for address, word, text in disassemble(words):
        mnemonic = text.split(" ")[0]
        if ABSENT.match(mnemonic) or ABSENT_TEXT.search(text):
            continue
        # Should-be-one bits that objdump does not look at.
        if mnemonic.startswith("ldar") and not word >> 20 & 1:
            continue
        if address >= 4 * kept_whole:
            if mnemonic in ("mrs", "msr"):
                continue
            seen[mnemonic] += 1
            if seen[mnemonic] > WORDS_PER_MNEMONIC:
                continue
        lines.add("%06x %08x %s" % (address, word, text))
    (HERE / "disassembly.txt").write_text("".join(line + "\n" for line in sorted(lines)))


if sys.argv[1:] == ["vector"]:
    write_vectors()
elif sys.argv[1:2] == ["compare"]:
    compare(*sys.argv[2:])
else:
    main()
