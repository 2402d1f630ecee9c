#include "console.h"

/* A PL011, which firmware has set up. */
#define UART0 0x1c090000
#define UART_DR (*(volatile uint32_t *)(UART0 + 0x00))

void console_text(const char *text)
{
    while (*text)
        UART_DR = (uint8_t)*text++;
}

void console_decimal(uint64_t number)
{
    if (number >= 10)
        console_decimal(number / 10);
    UART_DR = '0' + number % 10;
}
