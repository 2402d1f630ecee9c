/* The smallest program with code, data, zeroed data and debug information. */
int counter = 42;
static char scratch[4096];

void _start(void) {
    for (;;) {
        scratch[counter & 4095]++;
        counter++;
    }
}
