#!/usr/bin/env python3
"""Writes testfloat.txt.gz: operations, operands, results and flags as Berkeley TestFloat computes them; see README.md."""

import gzip
import pathlib
import random
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FORMATS = ("f16", "f32", "f64")
INTEGERS = ("i32", "ui32", "i64", "ui64")
# The options of testfloat_gen, and what the Arm ARM calls them.
MODES = {"near_even": "TIE_EVEN", "max": "POSITIVE_INFINITY", "min": "NEGATIVE_INFINITY", "minMag": "ZERO"}
WITH_AWAY = MODES | {"near_maxMag": "TIE_AWAY"}
WITH_ODD = MODES | {"odd": "ODD"}


def functions():
    """Each operation with the roundings that it is asked for."""
    for number in FORMATS:
        for name in "add", "sub", "mul", "div", "sqrt", "mulAdd":
            yield f"{number}_{name}", MODES
        yield f"{number}_roundToInt", WITH_AWAY
        for name in "eq", "eq_signaling", "le", "le_quiet", "lt", "lt_quiet":
            yield f"{number}_{name}", {"near_even": "TIE_EVEN"}
        for integer in INTEGERS:
            yield f"{number}_to_{integer}", WITH_AWAY
            yield f"{integer}_to_{number}", MODES
        for other in FORMATS:
            if other != number:
                yield f"{number}_to_{other}", WITH_ODD


def main():
    program, wanted, output = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    generator = random.Random(1)
    with gzip.GzipFile(HERE / output, "wb", mtime=0) as file:
        for function, modes in functions():
            for option, mode in modes.items():
                command = [program, "-tininessbefore", "-exact", "-r" + option, function]
                lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
                for line in generator.sample(lines, min(wanted, len(lines))):
                    file.write(f"{function} {mode} {line.strip().lower()}\n".encode())


main()
