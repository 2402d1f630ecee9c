/* Loops of integer arithmetic whose data is in registers or in the nearest cache. */

#include "workload.h"

#define SIEVE_SIZE 16384

static uint64_t sieve(uint64_t n)
{
    static uint8_t composite[SIEVE_SIZE];
    for (unsigned i = 0; i < SIEVE_SIZE; i++) {
        composite[i] = 0;
    }
    uint64_t sum = n;
    for (unsigned i = 2; i < SIEVE_SIZE; i++) {
        if (composite[i]) {
            continue;
        }
        sum += i;
        for (unsigned multiple = i + i; multiple < SIEVE_SIZE; multiple += i) {
            composite[multiple] = 1;
        }
    }
    return sum;
}

static uint64_t collatz(uint64_t n)
{
    uint64_t steps = 0;
    for (uint64_t start = n * 256 + 1; start < n * 256 + 257; start++) {
        for (uint64_t x = start; x != 1; steps++) {
            x = x & 1 ? 3 * x + 1 : x / 2;
        }
    }
    return steps;
}

static uint64_t gcd(uint64_t n)
{
    uint64_t state = n + 1;
    uint64_t sum = 0;
    for (unsigned i = 0; i < 256; i++) {
        uint64_t a = xorshift(&state);
        uint64_t b = xorshift(&state);
        while (b != 0) {
            uint64_t rest = a % b;
            a = b;
            b = rest;
        }
        sum += a;
    }
    return sum;
}

static uint64_t random_numbers(uint64_t n)
{
    uint64_t state = n + 1;
    uint64_t sum = 0;
    for (unsigned i = 0; i < 32768; i++) {
        sum += xorshift(&state) >> 32;
    }
    return sum;
}

#define MATRIX_SIZE 32

static uint64_t matrix(uint64_t n)
{
    static uint64_t a[MATRIX_SIZE][MATRIX_SIZE], b[MATRIX_SIZE][MATRIX_SIZE], c[MATRIX_SIZE][MATRIX_SIZE];
    for (unsigned i = 0; i < MATRIX_SIZE; i++) {
        for (unsigned j = 0; j < MATRIX_SIZE; j++) {
            a[i][j] = n + i * j;
            b[i][j] = n ^ (i + j);
        }
    }
    uint64_t sum = 0;
    for (unsigned i = 0; i < MATRIX_SIZE; i++) {
        for (unsigned j = 0; j < MATRIX_SIZE; j++) {
            uint64_t cell = 0;
            for (unsigned k = 0; k < MATRIX_SIZE; k++) {
                cell += a[i][k] * b[k][j];
            }
            c[i][j] = cell;
            sum ^= cell + c[j][i];
        }
    }
    return sum;
}

#define STRINGS 64
#define STRING_LENGTH 40

__attribute__((noinline)) static int compare(const char *left, const char *right)
{
    while (*left != '\0' && *left == *right) {
        left++;
        right++;
    }
    return (unsigned char)*left - (unsigned char)*right;
}

/* Strings that differ only near their ends, each compared with each. */
static uint64_t strings(uint64_t n)
{
    static char texts[STRINGS][STRING_LENGTH + 1];
    for (unsigned i = 0; i < STRINGS; i++) {
        for (unsigned j = 0; j < STRING_LENGTH; j++) {
            texts[i][j] = 'a' + j % 16;
        }
        texts[i][STRING_LENGTH - 1 - i % 8] += (i + n) % 8;
    }
    uint64_t sum = 0;
    for (unsigned i = 0; i < STRINGS; i++) {
        for (unsigned j = 0; j < STRINGS; j++) {
            sum += compare(texts[i], texts[j]) + 256;
        }
    }
    return sum;
}

static const struct Kernel kernels[] = {
    {"sieve", 1300, 0, sieve},   {"collatz", 2400, 0, collatz}, {"gcd", 5000, 0, gcd}, {"xorshift", 2800, 0, random_numbers},
    {"matrix", 1700, 0, matrix}, {"strcmp", 350, 0, strings},   {0},
};
const struct Workload integer_workload = {"integer", kernels};
