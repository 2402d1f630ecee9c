/* Text to whoever watches the realm, through the serial port the device tree names. */
#pragma once

/* Finds the port. Without one the realm runs all the same, silently. */
void console_open(const void *device_tree);

/* Understands %c %s %d %u %x %% with l and, for numbers, a width with or without leading zeros. */
void console_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
