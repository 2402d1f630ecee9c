#!/bin/sh
# Builds the sample guests with Debian's AArch64 cross compiler (package gcc-aarch64-linux-gnu, GCC 12).
#
#   build.sh            builds each sample's ELF into its folder
#   build.sh --check    builds them elsewhere and compares with what is there, bit for bit
set -eu

CC=aarch64-linux-gnu-gcc
SAMPLES='hello ripas smp interrupts attestation'

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
    shift 2
    "$CC" -c "$source" -o "$object" "$@" \
        -std=c17 -Wall -Wextra -Werror -ffreestanding -fno-pic -fno-stack-protector \
        -mgeneral-regs-only -mstrict-align -mno-outline-atomics -fno-omit-frame-pointer \
        -fno-asynchronous-unwind-tables -fno-unwind-tables -fno-tree-loop-distribute-patterns \
        -gdwarf-5 -ffile-prefix-map="$PWD"=. \
        -ffile-prefix-map="$("$CC" -print-file-name=include)"=/gcc/include -I../runtime -I.
}

# The sample itself is not optimised, to be pleasant to step; the runtime is, a little.
build() (
    sample=$1
    output=$2
    objects=$scratch/$sample
    mkdir "$objects"
    cd "$sample"
    for source in ../runtime/*.S ../runtime/*.c; do
        compile "$source" "$objects/runtime-$(basename "$source").o" -Og
    done
    for source in *.S *.c; do
        [ ! -e "$source" ] || compile "$source" "$objects/$source.o" -O0
    done
    "$CC" -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,--fatal-warnings \
        -T ../runtime/guest.ld "$objects"/*.o -o "$output"
)

case ${1-} in
'')
    for sample in $SAMPLES; do
        build "$sample" "$PWD/$sample/$sample.elf"
    done
    ;;
--check)
    status=0
    for sample in $SAMPLES; do
        build "$sample" "$scratch/$sample.elf"
        cmp "$scratch/$sample.elf" "$sample/$sample.elf" || status=1
    done
    [ $status -eq 0 ] || echo "build.sh: a committed guest is not what its sources give; run samples/build.sh" >&2
    exit $status
    ;;
*)
    echo "usage: build.sh [--check]" >&2
    exit 2
    ;;
esac
