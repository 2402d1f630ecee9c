#!/bin/sh
# Builds the programs and has qemu-aarch64 run them; see README.md.
set -eu
cd "$(dirname "$0")"
for level in 0 1 2; do
    aarch64-linux-gnu-gcc -O$level -march=armv8-a -mgeneral-regs-only -ffreestanding -nostdlib -static \
        -fno-stack-protector -fno-asynchronous-unwind-tables -mno-outline-atomics -Wall -Wextra -Werror \
        -Wl,-Ttext=0x80010000 -Wl,-z,max-page-size=4096 -Wl,--build-id=none \
        -o computations-O$level.elf start.S computations.c
    aarch64-linux-gnu-strip --strip-unneeded --keep-symbol=done --keep-symbol=results computations-O$level.elf
    qemu-aarch64 computations-O$level.elf | od -An -v -t x8 -w8 | tr -d ' ' > results-O$level.txt
done
cmp results-O0.txt results-O1.txt
cmp results-O0.txt results-O2.txt
mv results-O0.txt results.txt
rm results-O1.txt results-O2.txt
