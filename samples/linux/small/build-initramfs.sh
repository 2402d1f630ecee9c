#!/bin/sh
# Makes initramfs.cpio of the files in initramfs/ and Debian's busybox-static for arm64, which apt-get downloads from the
# system's own package sources; nothing is installed. Needs apt-get, dpkg-deb and cpio.
#
#   build-initramfs.sh [BUSYBOX]     BUSYBOX: a static arm64 busybox to use instead of Debian's
set -eu

cd "$(dirname "$0")"
for tool in apt-get dpkg-deb cpio; do
    command -v "$tool" >/dev/null || {
        echo "build-initramfs.sh: $tool not found" >&2
        exit 2
    }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# apt-get for another architecture, with lists of its own so that the system's stay as they are.
foreign_apt_get() {
    apt-get -q \
        -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User= \
        -o Dir::State="$scratch/state" -o Dir::State::status="$scratch/status" -o Dir::Cache="$scratch/cache" "$@"
}

download_busybox() {
    mkdir -p "$scratch/state/lists/partial" "$scratch/cache/archives/partial"
    : >"$scratch/status"
    foreign_apt_get update
    (cd "$scratch" && foreign_apt_get download busybox-static) || {
        echo "build-initramfs.sh: busybox-static cannot be downloaded; is there a network, and a Debian package source?" >&2
        exit 1
    }
    dpkg-deb -x "$scratch"/busybox-static_*.deb "$scratch/package"
    for busybox in "$scratch"/package/bin/busybox "$scratch"/package/usr/bin/busybox; do
        [ ! -f "$busybox" ] || break
    done
}

busybox=${1-}
[ -n "$busybox" ] || download_busybox

root=$scratch/root
mkdir -p "$root/bin" "$root/etc"
install -m 755 initramfs/init "$root/init"
install -m 755 "$busybox" "$root/bin/busybox"
install -m 644 initramfs/inittab initramfs/greeting initramfs/profile "$root/etc"

# The same files give the same archive, byte for byte.
find "$root" -exec touch -h -d @0 {} +
(cd "$root" && find . | LC_ALL=C sort | cpio --quiet -o -H newc --reproducible -R 0:0) >initramfs.cpio
