#include "memory.h"

void *memcpy(void *restrict destination, const void *restrict source, size_t length)
{
    unsigned char *to = destination;
    const unsigned char *from = source;
    while (length-- > 0) {
        *to++ = *from++;
    }
    return destination;
}

void *memmove(void *destination, const void *source, size_t length)
{
    unsigned char *to = destination;
    const unsigned char *from = source;
    if (to <= from) {
        return memcpy(destination, source, length);
    }
    while (length-- > 0) {
        to[length] = from[length];
    }
    return destination;
}

void *memset(void *destination, int byte, size_t length)
{
    unsigned char *to = destination;
    while (length-- > 0) {
        *to++ = byte;
    }
    return destination;
}

size_t string_length(const char *string)
{
    size_t length = 0;
    while (string[length] != '\0') {
        length++;
    }
    return length;
}

bool strings_equal(const char *left, const char *right)
{
    while (*left != '\0' && *left == *right) {
        left++;
        right++;
    }
    return *left == *right;
}
