/* Bytes and strings. The first three are also what the compiler calls for by itself. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

void *memcpy(void *restrict destination, const void *restrict source, size_t length);
void *memmove(void *destination, const void *source, size_t length);
void *memset(void *destination, int byte, size_t length);

size_t string_length(const char *string);
bool strings_equal(const char *left, const char *right);
