#include "shapes.h"

#define NOINLINE __attribute__((noinline, noclone))

static int counter = 7;

static inline __attribute__((always_inline)) int clamp(int value, int limit) {
    int excess = value - limit;
    if (excess > 0) {
        sink = excess;
        return limit;
    }
    return value;
}

static inline __attribute__((always_inline)) int twice(int value) {
    int doubled = value * 2;
    return clamp(doubled, 100) + 1;
}

NOINLINE int leaf(int value) {
    static int calls = 3;
    calls++;
    sink = value;
    return value ^ calls;
}

NOINLINE int factorial(int n) {
    if (n <= 1) {
        sink = n;
        return 1;
    }
    return n * factorial(n - 1);
}

NOINLINE int tail(int value) {
    return leaf(value + 1);
}

NOINLINE int gone(int used, int unused) {
    int lost = used * 3;
    sink = lost;
    leaf(1);
    return counter;
}

NOINLINE int blocks(int value) {
    int result = value;
    {
        int value = result + 10;
        for (int i = 0; i < 2; i++) {
            struct point point = {i, value};
            result += leaf(point.x + point.y);
        }
    }
    return result;
}

NOINLINE int visit(struct node *node, int depth) {
    int sum = twice(node->corners[0].x + depth);
    if (node->next) {
        sum += visit(node->next, depth + 1);
    }
    if (node->apply) {
        sum = node->apply(sum, depth);
    }
    return sum;
}

NOINLINE int many(int a, long b, char c, short *d, const char *e, struct point f, struct node g) {
    short local = *d;
    sink = leaf(a + c) + local;
    return (int)b + f.x + g.corners[1].y + e[0] + local;
}

NOINLINE int array(int count) {
    volatile char buffer[count];
    for (int i = 0; i < count; i++) {
        buffer[i] = (char)('a' + i);
    }
    return leaf(buffer[count - 1]);
}

int run(void) {
    short number = -3;
    struct point point = {9, 10};
    int total = factorial(4);
    total += tail(total);
    total += gone(total, 5);
    total += blocks(total);
    total += visit(&first, 1);
    total += many(total, 1l << 40, 'k', &number, "text", point, first);
    total += array(4);
    return total;
}
