#!/bin/sh
# Writes semantics.txt.gz: has qemu-aarch64 execute the cases that SemanticsCases makes up; see README.md.
# Needs the test classes of the simulator compiled (mvn test-compile).
set -eu
cd "$(dirname "$0")"
classes=../../../../../../../target
driver=$(mktemp)
trap 'rm -f "$driver"' EXIT
aarch64-linux-gnu-gcc -O1 -static -Wall -Wextra -Werror -o "$driver" semantics.c
java -cp "$classes/classes:$classes/test-classes" dev.realmstep.cpu.isa.SemanticsCases |
    qemu-aarch64 -cpu max "$driver" | gzip -9n > semantics.txt.gz
