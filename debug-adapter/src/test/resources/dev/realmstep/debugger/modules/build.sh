#!/bin/sh
# Builds the kernels and their modules with Debian's AArch64 cross compiler (package gcc-aarch64-linux-gnu, GCC 12).
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

flags="-O2 -g -gdwarf-5 -std=c17 -Wall -ffreestanding -fno-pic -mgeneral-regs-only -fno-stack-protector
    -fno-asynchronous-unwind-tables -fno-omit-frame-pointer -ffile-prefix-map=$PWD=. -ffile-prefix-map=$PWD/..=."

compile() { aarch64-linux-gnu-gcc $flags "$@"; }

# As Kbuild makes modules: objects with a build ID. The linker wants to make that section itself, so that for the kernel,
# which comes with the modules in place, it has another name.
for module in ping pong; do
    compile -c -o "$scratch/$module.o" "$PWD/$module.c"
    aarch64-linux-gnu-ld -r --build-id=sha1 -o "$module.ko" "$scratch/$module.o"
    aarch64-linux-gnu-objcopy --rename-section .note.gnu.build-id=.module.build-id "$module.ko" "$scratch/$module.o"
done
# One with compressed debug information, whose code is kept elsewhere.
aarch64-linux-gnu-objcopy --only-keep-debug --compress-debug-sections=zlib pong.ko pong.ko.debug

# The kernel of the folder above does the first steps; its start_kernel is a name that modular.c takes.
kernel() {
    output=$1
    shift
    compile -c -o "$scratch/kernel_S.o" "$PWD/../kernel.S"
    compile -c -Dstart_kernel=first_steps -o "$scratch/kernel.o" "$PWD/../kernel.c"
    compile -c "$@" -o "$scratch/modular.o" "$PWD/modular.c"
    aarch64-linux-gnu-ld -static --build-id=sha1 -T modular.ld --no-warn-rwx-segments -z max-page-size=4096 \
        -o "$output" "$scratch/kernel_S.o" "$scratch/kernel.o" "$scratch/modular.o" "$scratch/ping.o" "$scratch/pong.o"
    # A vmlinux knows nothing of the modules.
    aarch64-linux-gnu-objcopy -w --strip-symbol='ping*' --strip-symbol='pong*' --strip-symbol=score "$output"
}
kernel modular.elf
kernel modular-counted.elf -DCOUNTED_SECTIONS
