#!/bin/sh
# Builds the fixtures with Debian's AArch64 cross compiler (package gcc-aarch64-linux-gnu, GCC 12), and asks binutils and
# GDB about them. The programs without optimisation have their call frame information in .debug_frame, the others in
# .eh_frame.
set -eu
cd "$(dirname "$0")"

build() {
    name=$1
    shift
    for source in shapes calls frameless start; do
        file=$source.c
        omit=-fno-omit-frame-pointer
        case $source in
        frameless) omit=-fomit-frame-pointer ;;
        start) file=start.S ;;
        esac
        aarch64-linux-gnu-gcc "$@" $omit -c -std=c17 -Wall -ffreestanding -fno-pic -fno-stack-protector \
            -mgeneral-regs-only -ffile-prefix-map="$PWD"=/guest -o "/tmp/$name-$source.o" $file
    done
    aarch64-linux-gnu-ld -static -Ttext=0x400000 -Tdata=0x410000 -z max-page-size=4096 --build-id=none -o "$name.elf" \
        "/tmp/$name-start.o" "/tmp/$name-frameless.o" "/tmp/$name-calls.o" "/tmp/$name-shapes.o"
    rm /tmp/"$name"-*.o
}

# What binutils says of a file: of its symbols, of each row of its tables, and of each instruction.
ask_binutils() {
    elf=$1
    name=$2
    aarch64-linux-gnu-nm --defined-only "$elf" >"$name.symbols.txt"
    aarch64-linux-gnu-readelf --wide --debug-dump=decodedline "$elf" | gzip -9n >"$name.lines.txt.gz"
    aarch64-linux-gnu-readelf --wide --debug-dump=frames-interp "$elf" 2>/dev/null | gzip -9n >"$name.frames.txt.gz"
    set -- $(aarch64-linux-gnu-objdump -h "$elf" | awk '$2 == ".text" { print "0x" $3, "0x" $4 }')
    first=$(printf '%d' "$2")
    size=$(printf '%d' "$1")
    seq "$first" 4 $((first + size - 4)) | xargs printf '0x%x\n' |
        aarch64-linux-gnu-addr2line -a -f -i -e "$elf" | gzip -9n >"$name.addresses.txt.gz"
}

# What GDB says of a fixture before and while it runs.
ask_gdb() {
    name=$1
    gdb-multiarch -nx -batch -x statics.py "$name.elf" 2>/dev/null >"$name.statics.txt"
    env -i "$(command -v qemu-aarch64)" -g 21400 "./$name.elf" &
    gdb-multiarch -nx -batch -x record.py "$name.elf" 2>/dev/null |
        grep -E '^(stop|x[0-9]+|sp|pc|@0x[0-9a-f]+|#[0-9]+|args|locals)( |$)' | gzip -9n >"$name.run.txt.gz"
    wait
}

build o0-dwarf4 -O0 -gdwarf-4 -fno-asynchronous-unwind-tables
build o0-dwarf5 -O0 -gdwarf-5 -fno-asynchronous-unwind-tables
build o2-dwarf4 -O2 -gdwarf-4
build o2-dwarf5 -O2 -gdwarf-5
for name in o0-dwarf4 o0-dwarf5 o2-dwarf4 o2-dwarf5; do
    ask_binutils $name.elf $name
    ask_gdb $name
done

samples=../../../../../../../samples
for sample in hello ripas smp; do
    ask_binutils $samples/$sample/$sample.elf sample-$sample
    sha256sum <$samples/$sample/$sample.elf | cut -c 1-64 >sample-$sample.sha256
done
