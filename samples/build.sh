#!/bin/sh
# Builds the sample guests with Debian's AArch64 cross compiler (package gcc-aarch64-linux-gnu, GCC 12).
#
#   build.sh            builds each sample's ELF into its folder
#   build.sh --check    builds them elsewhere and compares with what is there, bit for bit
set -eu

CC=aarch64-linux-gnu-gcc
SAMPLES='hello ripas smp interrupts attestation'

# Code that may run before the MMU is on, or in place of code that has vectors in registers.
CAREFUL='-mgeneral-regs-only -mstrict-align -mno-outline-atomics'

cd "$(dirname "$0")"

command -v "$CC" >/dev/null || {
    echo "build.sh: $CC not found; on Debian: apt-get install gcc-aarch64-linux-gnu" >&2
    exit 2
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Compiles in the sample's folder, so that debug information names sources relative to the ELF; the compiler's own
# headers lose the place where this machine has them.
compile() {
    source=$1
    object=$2
    generation=$3
    shift 3
    "$CC" -c "$source" -o "$object" "$@" \
        -std=c17 -Wall -Wextra -Werror -ffreestanding -fno-pic -fno-stack-protector \
        $generation \
        -fno-asynchronous-unwind-tables -fno-unwind-tables -fno-tree-loop-distribute-patterns \
        -gdwarf-5 -ffile-prefix-map="$PWD"=. \
        -ffile-prefix-map="$("$CC" -print-file-name=include)"=/gcc/include -I../runtime -I.
}

link() {
    output=$1
    objects=$2
    shift 2
    "$CC" -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,--fatal-warnings \
        -T ../runtime/guest.ld "$objects"/*.o -o "$output" "$@"
}

# The sample itself is not optimised, to be pleasant to step; the runtime is, a little.
build() (
    sample=$1
    output=$2
    objects=$scratch/$sample
    mkdir "$objects"
    cd "$sample"
    for source in ../runtime/*.S ../runtime/*.c; do
        compile "$source" "$objects/runtime-$(basename "$source").o" "$CAREFUL -fno-omit-frame-pointer" -Og
    done
    for source in *.S *.c; do
        [ ! -e "$source" ] || compile "$source" "$objects/$source.o" "$CAREFUL -fno-omit-frame-pointer" -O0
    done
    link "$output" "$objects"
)

# A host for EL2 of the normal world, and the realm that it makes: as a program for debuggers, and as the bytes it loads.
build_machine() (
    folder=$1
    cd normal-world
    for part in host realm; do
        objects=$scratch/normal-world-$part
        mkdir "$objects"
        for source in smc.S memory.c psci.c rsi.c; do
            compile "../runtime/$source" "$objects/runtime-$source.o" "$CAREFUL -fno-omit-frame-pointer" -Og
        done
        for source in "$part"/*.S "$part"/*.c; do
            compile "$source" "$objects/$(basename "$source").o" "$CAREFUL -fno-omit-frame-pointer -I$part" -O0
        done
    done
    link "$folder/host.elf" "$scratch/normal-world-host" -Wl,--defsym=image_base=0x88000000
    link "$folder/realm.elf" "$scratch/normal-world-realm" -Wl,--defsym=image_base=0x10000
    aarch64-linux-gnu-objcopy -O binary "$folder/realm.elf" "$folder/realm.bin"
)

# The workloads of `realmstep bench engine` are optimised as programs are. They have some of the runtime only: what
# starts them, and what takes their exceptions, is their own.
build_workloads() (
    output=$1
    objects=$scratch/workloads
    mkdir "$objects"
    cd bench
    for source in start.S vectors.S smc.S console.c devicetree.c host.c memory.c psci.c realm.c rsi.c uart_16550.c uart_pl011.c; do
        compile "../runtime/$source" "$objects/runtime-$source.o" "$CAREFUL" -O2
    done
    for source in *.S *.c; do
        case $source in
        main.c | machine.c | pages.c | properties.c | exceptions.c) generation=$CAREFUL ;;
        float.c) generation=-fno-math-errno ;; # a square root is one instruction
        vectors.c) generation=-O3 ;;
        atomics.c) generation='-mgeneral-regs-only -march=armv8.1-a' ;;
        *) generation='-mgeneral-regs-only -mno-outline-atomics' ;;
        esac
        compile "$source" "$objects/$source.o" "$generation" -O2
    done
    link "$output" "$objects" -Wl,--defsym=image_base=0x40200000
)

case ${1-} in
'')
    for sample in $SAMPLES; do
        build "$sample" "$PWD/$sample/$sample.elf"
    done
    build_machine "$PWD/normal-world"
    build_workloads "$PWD/bench/workloads.elf"
    ;;
--check)
    status=0
    for sample in $SAMPLES; do
        build "$sample" "$scratch/$sample.elf"
        cmp "$scratch/$sample.elf" "$sample/$sample.elf" || status=1
    done
    build_machine "$scratch"
    for file in host.elf realm.elf realm.bin; do
        cmp "$scratch/$file" "normal-world/$file" || status=1
    done
    build_workloads "$scratch/workloads.elf"
    cmp "$scratch/workloads.elf" bench/workloads.elf || status=1
    [ $status -eq 0 ] || echo "build.sh: a committed guest is not what its sources give; run samples/build.sh" >&2
    exit $status
    ;;
*)
    echo "usage: build.sh [--check]" >&2
    exit 2
    ;;
esac
