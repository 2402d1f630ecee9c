#!/bin/sh
# Builds the kernel with Debian's AArch64 cross compiler (package gcc-aarch64-linux-gnu, GCC 12).
set -eu
cd "$(dirname "$0")"
aarch64-linux-gnu-gcc -O2 -g -gdwarf-5 -std=c17 -Wall -ffreestanding -fno-pic -mgeneral-regs-only -fno-stack-protector \
    -fno-asynchronous-unwind-tables -nostdlib -static -ffile-prefix-map="$PWD"=. -Wl,--build-id=sha1 -Wl,-T,kernel.ld \
    -Wl,--no-warn-rwx-segments -z max-page-size=4096 -o kernel.elf kernel.S kernel.c
