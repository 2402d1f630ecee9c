"""Run by GDB: where breakpoints on functions stop, and what the variables of the program are, before it runs."""
import gdb

FUNCTIONS = ["_start", "entry", "without_frame_pointer", "run", "leaf", "factorial", "tail", "gone", "blocks", "visit",
             "many", "array", "add", "clamp", "twice"]

EXPRESSIONS = """truth letter octet small port answer mask distance everything greeting text unterminated matrix zeroes
colour negative rights odd flags word volatile_pointer operations anything row *row origin origin_pointer
*origin_pointer first second ratio half sink &flags &matrix[1][2] &first.word first.next->corners[1].y
first.corners first.apply *first.next first.word.low word.bytes flags.offset flags.offset-1 mask>>4 mask*mask
answer/5 answer%5 -7/2 distance+mask -(unsigned)1 (short)mask (char)98 'a' 'a'+1 1==1 answer<mask sizeof(flags)
sizeof(struct@node) (unsigned@char)answer *first.name first.name[1] text[2] &text *text matrix[1] &matrix[1]-&matrix[0]
&zeroes[5]-zeroes zeroes+3 GREEN colour==GREEN rights&WRITE !answer ~answer 3>2&&2>1 answer||0 everything 
(long)answer 0x10 0x80000000 4294967296 10u (enum@colour)5 (struct@point*)anything ((struct@point*)anything)->x add
&add 0777""".split()


def say(command):
    try:
        return gdb.execute(command, to_string=True).strip()
    except gdb.error as problem:
        return "error: %s" % problem


gdb.execute("set width 0")
gdb.execute("set print null-stop on")
for function in FUNCTIONS:
    breakpoint = gdb.Breakpoint(function, internal=True)
    print("break %s %s" % (function, " ".join("0x%x" % location.address for location in breakpoint.locations)))
    breakpoint.delete()
for expression in EXPRESSIONS:
    expression = expression.replace("@", " ")
    print("print %s -> %s" % (expression, say("output " + expression)))
    if expression.startswith("sizeof"):
        continue  # GDB makes it an int, C an unsigned long.
    print("whatis %s -> %s" % (expression, say("whatis " + expression)[len("type = "):]))
