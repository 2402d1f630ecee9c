#!/bin/sh
# Gets what debian.realm boots: Debian's newest kernel for arm64, a file system for its first process, and a disk. The
# packages come from the mirror that this system's own apt uses; they are unpacked here, and nothing is installed.
# Needs apt-get, dpkg-deb, cpio, xz and mke2fs (packages apt, dpkg, cpio, xz-utils, e2fsprogs).
#
#   get.sh [--flavour cloud-arm64|arm64] [--debug] [--suite SUITE]
#
#   --flavour   the kernel for clouds (default), or the generic one
#   --debug     its debug information too: vmlinux, 420 MB for clouds and more for the generic one, and modules, those
#               of the file system with theirs
#   --suite     where the kernel comes from (default: trixie-backports); BusyBox is from trixie
set -eu

usage() {
    echo "usage: get.sh [--flavour cloud-arm64|arm64] [--debug] [--suite SUITE]" >&2
    exit 2
}

fail() {
    echo "get.sh: $1" >&2
    exit 1
}

flavour=cloud-arm64
suite=trixie-backports
debug=
while [ $# -gt 0 ]; do
    case $1 in
    --flavour) [ $# -ge 2 ] || usage; flavour=$2; shift ;;
    --suite) [ $# -ge 2 ] || usage; suite=$2; shift ;;
    --debug) debug=yes ;;
    *) usage ;;
    esac
    shift
done
case $flavour in cloud-arm64 | arm64) ;; *) usage ;; esac

cd "$(dirname "$0")"
for tool in apt-get dpkg-deb cpio xz mke2fs; do
    command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null ||
        fail "$tool not found"
done
PATH=$PATH:/usr/sbin:/sbin

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

. ./packages.sh
open_packages trixie "$suite"

exists() {
    apt-cache show "$1" >/dev/null 2>&1
}

# Downloads a package and unpacks it into $scratch/root.
unpack() {
    echo "get.sh: $1" >&2
    (cd "$scratch" && apt-get -q download "$1" >"$scratch/log" 2>&1) || fail "$1 cannot be downloaded: $(tail -n 1 "$scratch/log")"
    dpkg-deb -x "$scratch/$1"_*.deb "$scratch/root"
    rm "$scratch/$1"_*.deb
}

image=$(apt-cache show --no-all-versions "linux-image-$flavour" 2>/dev/null | sed -n 's/^Depends: //p' |
    tr ',' '\n' | sed 's/^ *//;s/ .*//' | grep '^linux-image-' | head -n 1)
[ -n "$image" ] || fail "$suite has no linux-image-$flavour"
release=${image#linux-image-}

# Since 6.19 the kernel and its modules are in packages of their own.
for package in "linux-binary-$release" "linux-binary-unsigned-$release" "$image"; do
    if exists "$package"; then
        unpack "$package"
        break
    fi
done
if exists "linux-modules-$release"; then
    unpack "linux-modules-$release"
fi
unpack busybox-static

for kernel in "$scratch/root/usr/lib/modules/$release/vmlinuz" "$scratch/root/boot/vmlinuz-$release"; do
    [ ! -f "$kernel" ] || cp "$kernel" vmlinuz
done
[ -f vmlinuz ] || fail "$image holds no kernel where it is expected"

if [ -n "$debug" ]; then
    unpack "$image-dbg"
    # The package also has a link to it.
    symbols=$(find "$scratch/root/usr/lib/debug" -name 'vmlinux*' -type f | head -n 1)
    [ -n "$symbols" ] || fail "$image-dbg holds no vmlinux where it is expected"
    mv -f "$symbols" vmlinux
fi

# The file system of the first process: BusyBox, and the modules for the devices that debian.realm has.
tree=$scratch/tree
modules=$tree/lib/modules/$release
mkdir -p "$tree/bin" "$tree/etc" "$modules"
for busybox in "$scratch/root/bin/busybox" "$scratch/root/usr/bin/busybox"; do
    [ ! -f "$busybox" ] || install -m 755 "$busybox" "$tree/bin/busybox"
done
install -m 755 initramfs/init "$tree/init"
install -m 644 ../small/initramfs/inittab ../small/initramfs/profile initramfs/greeting "$tree/etc"
# Puts a module into the tree and its name into the list etc/modules, behind those that it needs. In a subshell, so that
# its variables are its own.
add_module() (
    # The same module is spelt with - or _, as a file and as a dependency.
    spelt=$(echo "$1" | sed 's/[-_]/[-_]/g')
    file=$(find "$scratch/root" -path "*/modules/$release/*" -name "$spelt.ko*" ! -path '*/debug/*' | head -n 1)
    [ -n "$file" ] || exit 0 # it is built into the kernel
    name=$(basename "${file%.ko*}")
    ! grep -qsx "$name" "$tree/etc/modules" || exit 0
    case $file in
    *.xz) xz -dc "$file" >"$modules/$name.ko" ;;
    *) cp "$file" "$modules/$name.ko" ;;
    esac
    for needed in $(tr '\0' '\n' <"$modules/$name.ko" | sed -n 's/^depends=//p' | tr ',' ' '); do
        add_module "$needed"
    done
    echo "$name" >>"$tree/etc/modules"
)

: >"$tree/etc/modules"
for module in virtio_mmio virtio_blk virtio_rng virtio_net ext4 arm_cca_guest; do
    add_module "$module"
done

# The debug information of the modules, each in a file that has the name of the module in the tree.
if [ -n "$debug" ]; then
    rm -rf modules
    mkdir modules
    while read -r module; do
        find "$scratch/root/usr/lib/debug" -path "*/modules/$release/*" -name "$module.ko*" -exec cp {} modules \;
    done <"$tree/etc/modules"
fi

find "$tree" -exec touch -h -d @0 {} +
(cd "$tree" && find . | LC_ALL=C sort | cpio --quiet -o -H newc --reproducible -R 0:0) >initramfs.cpio

# A disk with one file.
mkdir -p "$scratch/disk"
cp initramfs/greeting "$scratch/disk/greeting"
rm -f disk.img
mke2fs -q -t ext4 -d "$scratch/disk" disk.img 8M

echo "get.sh: Linux $release is ready: realmstep run samples/linux/debian.realm" >&2
