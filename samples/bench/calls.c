/* Calls and returns, direct and through pointers, and branches that follow data. */

#include "workload.h"

__attribute__((noinline)) static uint64_t fibonacci(uint64_t n)
{
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static uint64_t recursion(uint64_t n)
{
    return fibonacci(16 + n % 4);
}

#define MESSAGE_SIZE 1024
static uint8_t message[MESSAGE_SIZE];

static void fill_message(void)
{
    uint64_t state = 1;
    for (unsigned i = 0; i < MESSAGE_SIZE; i++) {
        message[i] = xorshift(&state);
    }
}

__attribute__((noinline)) static uint32_t crc_byte(uint32_t crc, uint8_t byte)
{
    crc ^= byte;
    for (unsigned bit = 0; bit < 8; bit++) {
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return crc;
}

static uint64_t crc(uint64_t n)
{
    uint32_t result = n;
    for (unsigned i = 0; i < MESSAGE_SIZE; i++) {
        result = crc_byte(result, message[i]);
    }
    return result;
}

/* FIPS 180-4, section 4.2.2. */
static const uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

__attribute__((noinline)) static uint32_t rotated(uint32_t value, unsigned bits)
{
    return value >> bits | value << (32 - bits);
}

static void sha256_block(uint32_t state[8], const uint8_t *block)
{
    uint32_t w[64];
    for (unsigned i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (unsigned i = 16; i < 64; i++) {
        uint32_t s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (unsigned i = 0; i < 64; i++) {
        uint32_t s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
        uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + sha256_constants[i] + w[i];
        uint32_t s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
        uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

static uint64_t sha256(uint64_t n)
{
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, n};
    for (unsigned i = 0; i < MESSAGE_SIZE; i += 64) {
        sha256_block(state, message + i);
    }
    return (uint64_t)state[0] << 32 | state[7];
}

enum Opcode { PUSH, ADD, MULTIPLY, XOR, SWAP, DUPLICATE, LOOP, HALT };

/* A stack machine: operations in bytes, PUSH with an operand, LOOP with the distance back. */
static uint64_t virtual_machine(uint64_t n)
{
    static const uint8_t code[] = {
        DUPLICATE, PUSH, 13, MULTIPLY, PUSH, 7, ADD, XOR, DUPLICATE, PUSH, 5, SWAP, ADD, ADD, LOOP, 14, HALT,
    };
    uint64_t stack[16] = {n + 1};
    unsigned top = 0;
    unsigned left = 1000;
    for (const uint8_t *next = code;;) {
        switch ((enum Opcode)*next++) {
        case PUSH:
            stack[++top] = *next++;
            break;
        case ADD:
            top--;
            stack[top] += stack[top + 1];
            break;
        case MULTIPLY:
            top--;
            stack[top] *= stack[top + 1];
            break;
        case XOR:
            top--;
            stack[top] ^= stack[top + 1];
            break;
        case SWAP: {
            uint64_t kept = stack[top];
            stack[top] = stack[top - 1];
            stack[top - 1] = kept;
            break;
        }
        case DUPLICATE:
            top++;
            stack[top] = stack[top - 1];
            break;
        case LOOP:
            next = --left == 0 ? next + 1 : next - 1 - *next;
            break;
        case HALT:
            return stack[top];
        }
    }
}

static uint64_t increment(uint64_t x) { return x + 1; }
static uint64_t invert(uint64_t x) { return ~x; }
static uint64_t twist(uint64_t x) { return x << 7 | x >> 57; }
static uint64_t scale(uint64_t x) { return x * 5; }
static uint64_t fold(uint64_t x) { return x ^ x >> 32; }

static uint64_t pointers(uint64_t n)
{
    static uint64_t (*const volatile functions[])(uint64_t) = {
        increment, twist, scale, invert, fold, twist, increment, scale,
    };
    uint64_t x = n;
    for (unsigned i = 0; i < 8192; i++) {
        x = functions[(i + (x >> 60)) % 8](x);
    }
    return x;
}

static const struct Kernel kernels[] = {
    {"recursion", 3000, 0, recursion},
    {"crc", 9000, fill_message, crc},
    {"sha256", 2600, fill_message, sha256},
    {"switch", 2000, 0, virtual_machine},
    {"pointers", 1000, 0, pointers},
    {0},
};
const struct Workload calls_workload = {"calls", kernels};
