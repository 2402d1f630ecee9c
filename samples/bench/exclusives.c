/* Compiled for Armv8.0: each operation is a loop of a load and a store exclusive. */

#define NAME(kernel) exclusive_##kernel
#include "atomic_kernels.h"
