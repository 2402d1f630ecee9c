/* Scalar floating point, double precision but for the last. */

#include "float.h"

#include "workload.h"

static uint64_t bits(double value)
{
    union {
        double value;
        uint64_t bits;
    } both = {value};
    return both.bits;
}

struct Body {
    double x, y, z;
    double vx, vy, vz;
    double mass;
};

static void attract(struct Body *one, struct Body *other, double time)
{
    double dx = one->x - other->x;
    double dy = one->y - other->y;
    double dz = one->z - other->z;
    double square = dx * dx + dy * dy + dz * dz;
    double magnitude = time / (square * __builtin_sqrt(square));
    one->vx -= dx * other->mass * magnitude;
    one->vy -= dy * other->mass * magnitude;
    one->vz -= dz * other->mass * magnitude;
    other->vx += dx * one->mass * magnitude;
    other->vy += dy * one->mass * magnitude;
    other->vz += dz * one->mass * magnitude;
}

uint64_t n_body(uint64_t n)
{
    static const struct Body start[] = {
        {0, 0, 0, 0, 0, 0, 40}, {5, -1, 0.5, 0.6, 2.8, -0.02, 0.04}, {8, 4, -0.4, -1.0, 1.8, 0.008, 0.01},
        {-13, -15, 0.2, 1.1, -0.9, -0.01, 0.002}, {15, -26, 0.2, 1, 0.6, -0.03, 0.002},
    };
    enum { BODIES = sizeof start / sizeof *start };
    struct Body bodies[BODIES];
    for (unsigned i = 0; i < BODIES; i++) {
        bodies[i] = start[i];
    }
    bodies[1].vx += n * 0.0001;
    for (unsigned step = 0; step < 100; step++) {
        for (unsigned i = 0; i < BODIES; i++) {
            for (unsigned j = i + 1; j < BODIES; j++) {
                attract(&bodies[i], &bodies[j], 0.01);
            }
        }
        for (unsigned i = 0; i < BODIES; i++) {
            bodies[i].x += bodies[i].vx * 0.01;
            bodies[i].y += bodies[i].vy * 0.01;
            bodies[i].z += bodies[i].vz * 0.01;
        }
    }
    return bits(bodies[0].x) ^ bits(bodies[1].y) ^ bits(bodies[4].z);
}

uint64_t mandelbrot(uint64_t n)
{
    enum { COLUMNS = 64, LIMIT = 100 };
    double y0 = -1.25 + (n % 64) / 25.6;
    uint64_t sum = 0;
    for (unsigned column = 0; column < COLUMNS; column++) {
        double x0 = -2.0 + column * (2.5 / COLUMNS);
        double x = 0, y = 0;
        unsigned steps = 0;
        while (steps < LIMIT && x * x + y * y <= 4.0) {
            double next = x * x - y * y + x0;
            y = 2.0 * x * y + y0;
            x = next;
            steps++;
        }
        sum += steps;
    }
    return sum;
}

#define POINTS 256

struct Complex {
    double re, im;
};

/* In place, decimation in time; the sines come from two square roots for each size. */
static void transform(struct Complex *points)
{
    for (unsigned i = 1, j = 0; i < POINTS; i++) {
        unsigned bit = POINTS >> 1;
        for (; j & bit; bit >>= 1) {
            j ^= bit;
        }
        j ^= bit;
        if (i < j) {
            struct Complex kept = points[i];
            points[i] = points[j];
            points[j] = kept;
        }
    }
    double cosine = -1.0; /* of a whole turn divided by the size */
    for (unsigned size = 2; size <= POINTS; size *= 2) {
        double sine = size == 2 ? 0.0 : __builtin_sqrt(1.0 - cosine * cosine);
        for (unsigned start = 0; start < POINTS; start += size) {
            struct Complex turn = {1.0, 0.0};
            for (unsigned k = 0; k < size / 2; k++) {
                struct Complex *even = &points[start + k];
                struct Complex *odd = even + size / 2;
                struct Complex turned = {odd->re * turn.re - odd->im * turn.im, odd->re * turn.im + odd->im * turn.re};
                odd->re = even->re - turned.re;
                odd->im = even->im - turned.im;
                even->re += turned.re;
                even->im += turned.im;
                turn = (struct Complex){turn.re * cosine - turn.im * sine, turn.re * sine + turn.im * cosine};
            }
        }
        cosine = __builtin_sqrt((1.0 + cosine) / 2.0);
    }
}

uint64_t fourier(uint64_t n)
{
    static struct Complex points[POINTS];
    for (unsigned i = 0; i < POINTS; i++) {
        points[i] = (struct Complex){(i * (n + 1)) % 17, (double)(i % 5) / (1 + n % 3)};
    }
    transform(points);
    return bits(points[1].re) ^ bits(points[POINTS / 3].im);
}

/* Gaussian elimination; the diagonal is heavy, so that no pivot is needed. */
uint64_t elimination(uint64_t n)
{
    enum { SIZE = 24 };
    static double a[SIZE][SIZE];
    for (unsigned i = 0; i < SIZE; i++) {
        for (unsigned j = 0; j < SIZE; j++) {
            a[i][j] = i == j ? 100.0 + n % 10 : 1.0 / (1 + i + j);
        }
    }
    double determinant = 1.0;
    for (unsigned k = 0; k < SIZE; k++) {
        determinant *= a[k][k];
        for (unsigned i = k + 1; i < SIZE; i++) {
            double factor = a[i][k] / a[k][k];
            for (unsigned j = k; j < SIZE; j++) {
                a[i][j] -= factor * a[k][j];
            }
        }
    }
    return bits(determinant);
}

/* Single precision, with conversions to and from integers: smooth noise from a hash of lattice points. */
uint64_t noise(uint64_t n)
{
    float sum = 0;
    for (unsigned i = 0; i < 2048; i++) {
        float x = n * 0.37f + i * 0.71f;
        int32_t cell = (int32_t)x;
        float part = x - (float)cell;
        uint32_t left = (uint32_t)cell * 0x9e3779b1u >> 8;
        uint32_t right = (uint32_t)(cell + 1) * 0x9e3779b1u >> 8;
        float blend = part * part * (3.0f - 2.0f * part);
        float value = (float)left + blend * ((float)right - (float)left);
        sum = sum * 0.5f + value * (1.0f / 16777216.0f);
    }
    return bits(sum);
}

static const struct Kernel kernels[] = {
    {"n-body", 200, 0, n_body},
    {"mandelbrot", 1000, 0, mandelbrot},
    {"fourier", 600, 0, fourier},
    {"elimination", 1200, 0, elimination},
    {"noise", 400, 0, noise},
    {"saxpy", 4000, fill_vectors, saxpy},
    {"blur", 2400, fill_vectors, blur},
    {"extremes", 16000, fill_vectors, extremes},
    {"products", 3600, fill_vectors, products},
    {"xor", 7000, fill_vectors, xor_stream},
    {0},
};
const struct Workload float_workload = {"float", kernels};
