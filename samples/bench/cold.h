/* Code of which most is executed once. */
#pragma once

#include <stdint.h>

#define COLD_FUNCTIONS 4096
#define COLD_WORDS 64

typedef uint64_t ColdFunction(uint64_t x, uint64_t *words);

/* Wherever all of this is copied to, it works. */
extern const char cold_text_start[], cold_text_end[];

extern ColdFunction *const cold_functions[COLD_FUNCTIONS];
