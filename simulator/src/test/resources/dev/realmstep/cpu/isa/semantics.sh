#!/bin/sh
# Writes semantics/CLASS.txt.gz for the classes given as arguments, or for all: has qemu-aarch64 execute the cases that
# SemanticsCases makes up; see README.md. Needs the test classes of the simulator compiled (mvn test-compile).
set -eu
cd "$(dirname "$0")"
classes=../../../../../../../target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
aarch64-linux-gnu-gcc -O1 -static -Wall -Wextra -Werror -o "$work/driver" semantics.c
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes/classes:$classes/test-classes" dev.realmstep.cpu.isa.SemanticsCases "$@" |
    qemu-aarch64 -cpu max "$work/driver" | awk -v folder="$work" '{ print > (folder "/" $1 ".txt") }'
gzip -9n "$work"/*.txt
mkdir -p semantics
mv "$work"/*.txt.gz semantics
