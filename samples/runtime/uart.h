/* The serial ports a realm may be given. Both are used as they come out of reset: 8 bits, polled. */
#pragma once

#include <stdint.h>

/* Sends one byte, waiting while the port at `base` cannot take it. */
typedef void UartSend(uintptr_t base, uint8_t byte);

void uart_16550_send(uintptr_t base, uint8_t byte);

void uart_pl011_send(uintptr_t base, uint8_t byte);
