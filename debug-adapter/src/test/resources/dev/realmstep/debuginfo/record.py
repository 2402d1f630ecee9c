"""Run by GDB on a program that waits under qemu-aarch64: steps it from instruction to instruction, and says after each what
changed in registers and memory, and how GDB sees the stack. Where a function's breakpoint is, and now and then elsewhere,
also what the variables are in every frame."""
import os

import gdb

PORT = 21400
REGISTERS = ["x%d" % n for n in range(31)] + ["sp", "pc"]
WATCHED = ["_start", "leaf", "factorial", "tail", "gone", "blocks", "visit", "many", "add", "run", "clamp",
           "without_frame_pointer"]
VARIABLES_EVERY = 13
known = {}


def changed(key, value):
    if known.get(key) != value:
        known[key] = value
        print("%s %s" % (key, value))


def memory():
    start = int(gdb.parse_and_eval("(unsigned long)&_data_start"))
    end = int(gdb.parse_and_eval("(unsigned long)&_end")) & ~7
    content = bytes(gdb.selected_inferior().read_memory(start, end - start))
    for offset in range(0, len(content), 8):
        word = content[offset:offset + 8]
        if any(word) or (start + offset) in known:
            changed("@0x%x" % (start + offset), word.hex())


def variables(frame, level):
    frame.select()
    for kind in ["args", "locals"]:
        said = gdb.execute("info " + kind, to_string=True).strip()
        if said and not said.startswith("No "):
            for line in said.splitlines():
                print("%s %d %s" % (kind, level, line))


def stack(detailed):
    frames = []
    frame = gdb.newest_frame()
    while frame:
        # GDB makes up frames for callers that ended in a jump; they are not on the stack.
        if frame.type() != gdb.TAILCALL_FRAME:
            frames.append(frame)
        frame = frame.older()
    for level, frame in enumerate(frames):
        place = frame.find_sal()
        where = "%s:%d" % (os.path.basename(place.symtab.filename), place.line) if place.symtab else "?"
        kind = "inlined" if frame.type() == gdb.INLINE_FRAME else "called"
        print("#%d 0x%x %s %s %s" % (level, frame.pc(), frame.name(), where, kind))
    if detailed:
        for level, frame in enumerate(frames):
            variables(frame, level)
    gdb.newest_frame().select()


for setting in ["width 0", "height 0", "confirm off", "pagination off", "print null-stop on", "print entry-values no",
                "print frame-arguments all"]:
    gdb.execute("set " + setting)
gdb.execute("target remote :%d" % PORT, to_string=True)
places = set()
for name in WATCHED:
    breakpoint = gdb.Breakpoint(name, internal=True)
    places.update(location.address for location in breakpoint.locations)
    breakpoint.delete()

steps = 0
while True:
    pc = int(gdb.parse_and_eval("(unsigned long)$pc"))
    print("stop")
    for register in REGISTERS:
        changed(register, "0x%x" % (int(gdb.parse_and_eval("(unsigned long)$" + register)) & (2 ** 64 - 1)))
    memory()
    stack(pc in places or steps % VARIABLES_EVERY == 0)
    steps += 1
    if int(gdb.parse_and_eval("*(unsigned int *)$pc")) == 0xd4000001:  # SVC #0, the exit
        break
    gdb.execute("stepi", to_string=True)
gdb.execute("kill")
