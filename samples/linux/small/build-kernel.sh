#!/bin/sh
# Builds the kernel: Image.gz and vmlinux.xz, from Debian's package linux-source-7.3 and the configuration in `fragment`.
#
#   build-kernel.sh [SOURCE [BUILD]]     the unpacked sources, and a folder to build in; if SOURCE is not there, it is
#                                        unpacked from SOURCE.tar.xz, which is what the package installs
#
# The debug information names these folders, so others than the defaults need a source map in the debugger. Needs the
# packages linux-source-7.3, gcc-aarch64-linux-gnu, make, flex, bison, bc, libelf-dev and xz-utils, and ten minutes of a
# processor. GCC 12 gives the files that are kept here.
set -eu

source=${1:-/usr/src/linux-source-7.3}
build=${2:-/usr/src/linux-build}
cd "$(dirname "$0")"
here=$PWD

for tool in aarch64-linux-gnu-gcc make flex bison bc xz; do
    command -v "$tool" >/dev/null || {
        echo "build-kernel.sh: $tool not found" >&2
        exit 2
    }
done
if [ ! -d "$source" ]; then
    [ -f "$source.tar.xz" ] || {
        echo "build-kernel.sh: no $source and no $source.tar.xz; on Debian: apt-get install linux-source-7.3" >&2
        exit 2
    }
    tar -C "$(dirname "$source")" -xJf "$source.tar.xz"
fi

# Who built it, and when, would otherwise be part of the kernel.
kernel_make() {
    make -C "$source" O="$build" ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- \
        KBUILD_BUILD_TIMESTAMP=2026-11-15 KBUILD_BUILD_USER=realmstep KBUILD_BUILD_HOST=realmstep \
        KBUILD_BUILD_VERSION=1 "$@"
}

mkdir -p "$build"
kernel_make tinyconfig
(cd "$build" && "$source/scripts/kconfig/merge_config.sh" -m .config "$here/fragment")
kernel_make olddefconfig
kernel_make -j"$(getconf _NPROCESSORS_ONLN)" Image vmlinux

gzip -9nc "$build/arch/arm64/boot/Image" >Image.gz
xz -9ec "$build/vmlinux" >vmlinux.xz
