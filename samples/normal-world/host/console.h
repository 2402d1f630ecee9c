/* The board's first UART. */
#pragma once

#include <stdint.h>

void console_text(const char *text);

void console_decimal(uint64_t number);
