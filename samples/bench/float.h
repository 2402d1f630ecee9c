/* The kernels of the workload "float", which are in two files since they are compiled differently. */
#pragma once

#include <stdint.h>

/* float.c: one number at a time. */
uint64_t n_body(uint64_t n);
uint64_t mandelbrot(uint64_t n);
uint64_t fourier(uint64_t n);
uint64_t elimination(uint64_t n);
uint64_t noise(uint64_t n);

/* vectors.c: loops that the compiler turns into vector instructions. */
void fill_vectors(void);
uint64_t saxpy(uint64_t n);
uint64_t blur(uint64_t n);
uint64_t extremes(uint64_t n);
uint64_t products(uint64_t n);
uint64_t xor_stream(uint64_t n);
