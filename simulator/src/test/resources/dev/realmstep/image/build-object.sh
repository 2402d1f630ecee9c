#!/bin/sh
# Builds object files, and what GNU ld makes of them, with Debian's aarch64-linux-gnu-gcc 12.
set -eu
cd "$(dirname "$0")"
for version in 4 5; do
    aarch64-linux-gnu-gcc -c -O2 -g -gdwarf-$version -ffreestanding -fno-pic -mgeneral-regs-only \
        -fdebug-prefix-map="$PWD"=/guest -o object-dwarf$version.o object.c
    aarch64-linux-gnu-ld -n -static --build-id=none -e 0 -T object.ld -o object-dwarf$version.placed.elf object-dwarf$version.o
done
