#include "shapes.h"

volatile int sink;
_Bool truth = 1;
signed char letter = 'r';
u8 octet = 0xfe;
short small = -2;
unsigned short port = 65535;
int answer = -42;
unsigned int mask = 0xdeadbeef;
long distance = -5000000000;
u64 everything = ~0ul;
const char *greeting = "hello \"realm\"\n";
char text[12] = "abc";
char unterminated[3] = {'x', 'y', 'z'};
int matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
int zeroes[16];
enum colour colour = GREEN;
enum colour negative = BLUE;
enum access rights = READ | EXECUTE;
enum access odd = 8 | WRITE;
struct flags flags = {1, 17, -9, 0x123456789a, WRITE};
union word word = {0x11223344};
const volatile int *const volatile_pointer = &sink;
operation operations[2] = {add, 0};
void *anything = &word;
int (*row)[3] = &matrix[1];
static const struct point origin = {3, -4};
const struct point *origin_pointer = &origin;
struct node second = {"second", 0, {{5, 6}, {7, 8}}, {0xff}, 0, 2};
struct node first = {"first", &second, {{1, 2}, {3, 4}}, {0x01020304}, add, 1};
double ratio = 0.375;
float half = 0.5f;

int add(int a, int b) {
    return a + b;
}
