/* Work on 8 MiB: more than the nearest caches hold, and more pages than small translation buffers do. */

#include "workload.h"

#define MOST_WORDS (1ul << 20)
#define LEAST_WORDS 1024ul

/* Accesses of a round that wanders about. */
#define ACCESSES 4096

/* A power of two. */
static uint64_t word_count(void)
{
    uint64_t words = MOST_WORDS;
    while (words > LEAST_WORDS && words > scaled(MOST_WORDS)) {
        words /= 2;
    }
    return words;
}

static uint64_t *words(void)
{
    return arena();
}

static void sort(uint64_t *first, uint64_t *last)
{
    while (first < last) {
        uint64_t pivot = first[(last - first) / 2];
        uint64_t *left = first;
        uint64_t *right = last;
        while (left <= right) {
            while (*left < pivot) {
                left++;
            }
            while (*right > pivot) {
                right--;
            }
            if (left <= right) {
                uint64_t kept = *left;
                *left++ = *right;
                *right-- = kept;
            }
        }
        if (right - first < last - left) { /* the smaller part by recursion, so that the stack stays small */
            sort(first, right);
            first = left;
        } else {
            sort(left, last);
            last = right;
        }
    }
}

static uint64_t quicksort(uint64_t n)
{
    uint64_t count = word_count();
    uint64_t state = n + 1;
    for (uint64_t i = 0; i < count; i++) {
        words()[i] = xorshift(&state);
    }
    sort(words(), words() + count - 1);
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        sum = mixed(sum, words()[i]);
    }
    return sum;
}

static void fill(void)
{
    uint64_t state = 1;
    for (uint64_t i = 0; i < word_count(); i++) {
        words()[i] = xorshift(&state);
    }
}

/* A piece of the first half goes to the second half. */
static uint64_t copy(uint64_t n)
{
    uint64_t half = word_count() / 2;
    uint64_t piece = half < 8192 ? half : 8192;
    const uint64_t *from = words() + n * piece % half;
    uint64_t *to = words() + half + (n * piece + piece) % half;
    for (uint64_t i = 0; i < piece; i++) {
        to[i] = from[i];
    }
    return to[n % piece];
}

/* One cycle through all words, in an order that no prefetcher guesses (Sattolo's algorithm). */
static void link_all(void)
{
    uint64_t count = word_count();
    for (uint64_t i = 0; i < count; i++) {
        words()[i] = i;
    }
    uint64_t state = 1;
    for (uint64_t i = count - 1; i > 0; i--) {
        uint64_t other = (xorshift(&state) >> 11) % i;
        uint64_t kept = words()[i];
        words()[i] = words()[other];
        words()[other] = kept;
    }
}

static uint64_t chase(uint64_t n)
{
    uint64_t at = n & (word_count() - 1);
    for (unsigned i = 0; i < ACCESSES; i++) {
        at = words()[at];
    }
    return at;
}

static void clear(void)
{
    for (uint64_t i = 0; i < word_count(); i++) {
        words()[i] = 0;
    }
}

/* A hash table with open addressing, at most half full, in which half of the keys are found again. */
static uint64_t hash(uint64_t n)
{
    uint64_t count = word_count();
    uint64_t keys = count / 2;
    uint64_t probes = 0;
    for (unsigned i = 0; i < ACCESSES; i++) {
        uint64_t key = (n * ACCESSES / 2 + i) % keys + 1;
        uint64_t slot = key * 0x9e3779b97f4a7c15 >> 32 & (count - 1);
        while (words()[slot] != 0 && words()[slot] != key) {
            slot = (slot + 1) & (count - 1);
            probes++;
        }
        words()[slot] = key;
    }
    return probes;
}

static const struct Kernel kernels[] = {
    {"quicksort", 1, 0, quicksort}, {"copy", 8000, fill, copy}, {"chase", 400, link_all, chase},
    {"hash", 500, clear, hash},    {0},
};
const struct Workload memory_workload = {"memory", kernels};
