#include "shapes.h"

/* Built without a frame pointer: only call frame information leads out of here. */

int run(void);

__attribute__((noinline, noclone)) int without_frame_pointer(int a, int b) {
    int kept = a + b;
    int result = run();
    sink = kept;
    return result + kept;
}

int entry(void) {
    return without_frame_pointer(11, 22);
}
