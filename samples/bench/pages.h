/* Stage 1 translation by pages of 4 KiB, four levels deep, as kernels have it. */
#pragma once

#include <stdint.h>

#define PAGE_SIZE 4096ul

/* The RAM, in QEMU's memory map, that the program counts on. */
#define RAM_BASE 0x40000000ul
#define RAM_SIZE (64ul << 20)

/* Maps RAM and the console, each at its own address, and turns translation and caches on. */
void pages_enable(void);

/* Takes the page at `address` out of the map, then puts the memory at `physical` there instead. */
void pages_replace(uintptr_t address, uintptr_t physical);

/* Forgets every translation: this is when QEMU adapts the size of its TLB to what was used. */
void pages_flush(void);
