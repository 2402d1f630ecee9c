#include "console.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "devicetree.h"
#include "realm.h"
#include "uart.h"

static UartSend *send;
static uintptr_t port;

void console_open(const void *device_tree)
{
    uint64_t address;
    if (devicetree_find(device_tree, "arm,pl011", &address)) {
        send = uart_pl011_send;
    } else if (devicetree_find(device_tree, "ns16550a", &address)) {
        send = uart_16550_send;
    } else {
        return;
    }
    port = realm_unprotected(address);
}

static void put(char character)
{
    if (send == 0) {
        return;
    }
    if (character == '\n') {
        send(port, '\r');
    }
    send(port, character);
}

static void put_string(const char *string)
{
    while (*string != '\0') {
        put(*string++);
    }
}

static void put_number(uint64_t value, unsigned base, bool negative, unsigned width, char padding)
{
    char digits[20]; /* 2^64 - 1 has 20 decimal digits */
    unsigned count = 0;
    do {
        digits[count++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);

    unsigned length = count + negative;
    if (negative && padding == '0') {
        put('-');
    }
    for (; width > length; width--) {
        put(padding);
    }
    if (negative && padding != '0') {
        put('-');
    }
    while (count > 0) {
        put(digits[--count]);
    }
}

void console_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    for (; *format != '\0'; format++) {
        if (*format != '%') {
            put(*format);
            continue;
        }
        format++;
        char padding = *format == '0' ? '0' : ' ';
        unsigned width = 0;
        for (; *format >= '0' && *format <= '9'; format++) {
            width = width * 10 + (*format - '0');
        }
        bool is_long = *format == 'l';
        if (is_long) {
            format++;
        }
        switch (*format) {
        case 'c':
            put(va_arg(arguments, int));
            break;
        case 's':
            put_string(va_arg(arguments, const char *));
            break;
        case 'd': {
            int64_t value = is_long ? va_arg(arguments, long) : va_arg(arguments, int);
            bool negative = value < 0;
            put_number(negative ? -(uint64_t)value : (uint64_t)value, 10, negative, width, padding);
            break;
        }
        case 'u':
        case 'x': {
            uint64_t value = is_long ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned);
            put_number(value, *format == 'u' ? 10 : 16, false, width, padding);
            break;
        }
        case '\0':
            format--; /* a lone % at the end */
            break;
        default:
            put(*format);
        }
    }
    va_end(arguments);
}
