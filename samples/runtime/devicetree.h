/* As much of a device tree reader as finding the console takes. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/*
 * Finds the first device below the root whose first `compatible` string is the one given, and its address as the
 * tree states it.
 */
bool devicetree_find(const void *tree, const char *compatible, uint64_t *address);
