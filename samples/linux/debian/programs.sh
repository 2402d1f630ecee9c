#!/bin/sh
# Runs Debian's programs for arm64 in a realm and under QEMU's user emulation, and compares what they print, byte for byte.
# What is run is in programs/list; the packages come from the mirror that this system's own apt uses, and nothing is
# installed. Needs, besides what get.sh needs, aarch64-linux-gnu-gcc and qemu-aarch64 (packages gcc-aarch64-linux-gnu,
# qemu-user or qemu-user-static).
#
#   programs.sh [NAME...]    the programs of the list to compare (default: all)
#
# The exit status is 0 if all outputs are the same, and 1 if one differs. The packages are kept in the folder
# programs.packages, for the next time; remove it to get newer ones.
set -eu

fail() {
    echo "programs.sh: $1" >&2
    exit 2
}

cd "$(dirname "$0")"
for tool in apt-get dpkg-deb cpio tar aarch64-linux-gnu-gcc; do
    command -v "$tool" >/dev/null || fail "$tool not found"
done
qemu=$(command -v qemu-aarch64 || command -v qemu-aarch64-static) || fail "qemu-aarch64 not found"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
packages=$PWD/programs.packages
root=$scratch/root

get_packages() {
    . ./packages.sh
    echo "programs.sh: getting packages" >&2
    open_packages trixie
    apt-get -q -y --no-install-recommends --download-only install \
        busybox-static python3 libpython3.13-testsuite sqlite3 openssl bzip2 gzip xz-utils zstd lz4 bc perl-base \
        >"$scratch/log" 2>&1 || fail "the packages cannot be downloaded: $(grep -m 1 '^E:' "$scratch/log")"
    mkdir "$packages.new"
    mv "$scratch"/cache/archives/*.deb "$packages.new"
    mv "$packages.new" "$packages"
}

unpack_packages() {
    mkdir -p "$root/programs" "$root/dev"
    for package in "$packages"/*.deb; do
        dpkg-deb -x "$package" "$root"
    done
    for folder in bin sbin lib; do
        [ -e "$root/$folder" ] || ln -s "usr/$folder" "$root/$folder"
    done
    leave_out
}

# What nothing here needs would only fill the realm's memory.
leave_out() {
    for folder in share/doc share/i18n share/locale share/man share/zoneinfo lib/aarch64-linux-gnu/gconv; do
        rm -rf "$root/usr/$folder"
    done
    for test in "$root"/usr/lib/python3*/test/*; do
        name=$(basename "$test" .py)
        case $name in
        __init__ | support | mathdata | test_math) ;; # test_math has what test_cmath needs
        *) grep -q "\"$name\"" programs/selftests.py || rm -rf "$test" ;;
        esac
    done
}

# A program of the realm's file system under QEMU, which finds its libraries and files there.
emulate() {
    program=$1
    shift
    "$qemu" -cpu max,pauth-impdef=on -L "$root" "$root$program" "$@"
}

new_key() {
    file=$root/programs/$1.pem
    shift
    emulate /usr/bin/openssl genpkey -quiet -algorithm "$@" -out "$file" 2>"$scratch/log" ||
        fail "openssl makes no key: $(tail -n 1 "$scratch/log")"
}

# What the programs work on. The keys are new each time; both sides have the same.
make_inputs() {
    cp programs/* "$root/programs"
    chmod 755 "$root/programs/init"
    aarch64-linux-gnu-gcc -std=gnu17 -O2 -frounding-math -static programs/floating-point.c -lm \
        -o "$root/programs/floating-point"
    head -c 200000 "$root/usr/bin/openssl" >"$root/programs/data"
    new_key rsa RSA
    new_key ed25519 ED25519
    new_key x25519 X25519
    new_key p256 EC -pkeyopt ec_paramgen_curve:P-256
    new_key ml-kem ML-KEM-768
    emulate /usr/bin/openssl pkey -in "$root/programs/x25519.pem" -pubout -out "$root/programs/x25519.pub"
    [ -z "$names" ] || for name in $names; do
        grep "^$name|" programs/list || fail "programs/list has no $name"
    done >"$root/programs/list"
}

run_under_qemu() (
    mkdir "$scratch/qemu"
    . programs/environment
    cd "$root/programs"
    while IFS='|' read -r name command; do
        status=0
        eval "emulate $command" >"$scratch/qemu/$name" 2>&1 </dev/null || status=$?
        echo "$status" >"$scratch/qemu/$name.status"
    done <list
)

# The realm's programs leave their outputs on its disk, as an archive.
run_in_a_realm() {
    mkdir "$scratch/realm"
    (cd "$root" && ln -sf programs/init init && find . | cpio --quiet -o -H newc -R 0:0) >"$scratch/initramfs.cpio"
    truncate -s 64M "$scratch/outputs"
    cat >"$scratch/programs.realm" <<EOF
realm "programs" {
  rmm       1.0
  ipa-bits  33
  hash      sha256
  ram       0x8000_0000 size 1G ripas ram
  device    uart "ns16550a" at 0x100_0000 unprotected irq 32 console stdio
  device    disk "virtio-blk" at 0x300_0000 unprotected irq 36 file "outputs"
  load      kernel "$PWD/../small/Image.gz"
  load      initrd "initramfs.cpio"
  dtb       generated
  cmdline   "console=ttyS0 quiet"
}
EOF
    ../../../realmstep run "$scratch/programs.realm" </dev/null >&2 || fail "the realm did not come to its end"
    tar -C "$scratch/realm" -xf "$scratch/outputs" || fail "the realm left no outputs"
}

compare() {
    differing=0
    printf '%-28s %10s  %s\n' program bytes output
    while IFS='|' read -r name command; do
        verdict=same
        for file in "$name" "$name.status"; do
            cmp -s "$scratch/qemu/$file" "$scratch/realm/$file" || verdict=DIFFERS
        done
        if [ "$verdict" != same ]; then
            differing=$((differing + 1))
            mkdir -p programs.differences
            for side in qemu realm; do
                cat "$scratch/$side/$name" "$scratch/$side/$name.status" >"programs.differences/$name.$side" || true
            done
        elif [ "$(cat "$scratch/qemu/$name.status")" -ne 0 ]; then
            verdict='same, but it fails'
            differing=$((differing + 1))
        fi
        printf '%-28s %10d  %s\n' "$name" "$(wc -c <"$scratch/qemu/$name")" "$verdict"
    done <"$root/programs/list"
    [ "$differing" -eq 0 ] || {
        echo "programs.sh: $differing differ or fail; what differs is in programs.differences" >&2
        exit 1
    }
}

names=$*
[ -d "$packages" ] || get_packages
unpack_packages
make_inputs
echo "programs.sh: under QEMU" >&2
run_under_qemu
echo "programs.sh: in a realm" >&2
run_in_a_realm
compare
