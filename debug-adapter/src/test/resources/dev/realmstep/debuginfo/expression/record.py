"""Writes constants.txt: what GCC makes of constant expressions of C on AArch64, one a line with its type and value.

    python3 record.py > constants.txt      # needs aarch64-linux-gnu-gcc and qemu-aarch64
"""
import pathlib
import random
import subprocess
import tempfile

BY_HAND = """1+2*3 (1+2)*3 7-3-2 100/7/2 -7/2 -7%3 7%-3 1<<3+1 1<<31 1u<<31 1L<<40 -1>>1 -1u>>1 0x80000000>>4 -8>>1
~0 ~0u ~0L !0 !5 -@-3 -1<1u -1<1 -1L<1u 1==1u -1==4294967295u -1==0xffffffff -1L==0xffffffff 2147483647+1u
4294967295u+1 4294967295+1 0xffffffffffffffff/3 -1/3u 'a'+1 '\\n'+0 '\\101'+0 010 0b101 1&3|4 1^3&2 6&5==5
1||0&&0 0&&1||1 (char)300 (signed@char)200 (short)70000 (unsigned@short)-1 (int)3000000000 (long)-1
(unsigned)-1 (unsigned@long)-1 (char)-1<0 (long)(unsigned)-1 (long)(int)0x80000000 sizeof(long) sizeof(short)*2
sizeof(char)-2 10>9>8 3!=3 5<=5 5>=6 123456789*1000 123456789*1000u 123456789*1000L 0xffU-0x100 +5-+-3""".split()

OPERATORS = ["+", "-", "*", "&", "|", "^", "==", "!=", "<", "<=", ">", ">="]


def operand(source):
    value = source.choice([source.randrange(256), source.randrange(1 << 31), source.randrange(1 << 62)])
    suffix = source.choice(["", "u", "l", "ul"])
    text = source.choice(["%d%s", "0x%x%s"]) % (value, suffix)
    return source.choice(["", "", "-", "~", "(int)", "(unsigned char)", "(short)"]) + text


def expressions():
    yield from (text.replace("@", " ") for text in BY_HAND)
    source = random.Random(25)
    for _ in range(200):
        words = [operand(source)]
        for _ in range(source.randrange(1, 4)):
            words += [source.choice(OPERATORS), operand(source)]
        yield " ".join(words)


def main():
    names = ["int", "unsigned int", "long", "unsigned long", "char", "signed char", "short", "unsigned short"]
    kinds = ", ".join('%s: "%s"' % (name, name) for name in names)
    lines = []
    for text in expressions():
        shown = text.replace("\\", "\\\\").replace('"', '\\"')
        lines.append('printf("%%s\\t%%s\\t%%ld\\n", "%s", KIND(%s), (long)(%s));' % (shown, text, text))
    program = "#include <stdio.h>\n#define KIND(e) _Generic((e), %s)\nint main(void) {\n%s\n}\n" % (kinds, "\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "constants.c")
        source.write_text(program)
        binary = source.with_suffix("")
        subprocess.run(["aarch64-linux-gnu-gcc", "-w", "-fwrapv", "-static", "-o", binary, source], check=True)
        output = subprocess.run(["qemu-aarch64", binary], check=True, capture_output=True, text=True).stdout
    print(output, end="")


main()
