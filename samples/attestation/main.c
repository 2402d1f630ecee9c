/*
 * attestation: a realm that proves what it is. It extends one of its measurements by what it is about to do, asks the
 * Realm Management Monitor for an attestation token, takes it piece by piece, and prints it.
 */

#include <stdint.h>

#include "attestation.h"
#include "console.h"

/* Smaller than the token, so that it takes several calls. */
#define PIECE 512

/* Three bytes are four characters of base64; a line has 64 of them. */
#define BYTES_PER_LINE 48

/* A relying party would send this, and send something else each time. */
static const uint8_t challenge[CHALLENGE_SIZE] = "a challenge that nobody has seen before";

static const uint8_t purpose[] = "print a token";

static uint8_t token[GRANULE_SIZE] __attribute__((aligned(GRANULE_SIZE)));

/* Takes the whole token, and returns its size in bytes, or 0 if there is none. */
static uint64_t get_token(void)
{
    uint64_t bound;
    if (rsi_attestation_token_init(challenge, &bound) != RSI_SUCCESS || bound > sizeof token) {
        return 0;
    }
    uint64_t size = 0;
    enum RsiStatus status;
    do {
        uint64_t written;
        uint64_t room = sizeof token - size < PIECE ? sizeof token - size : PIECE;
        status = rsi_attestation_token_continue(token, size, room, &written);
        size += written;
    } while (status == RSI_INCOMPLETE);
    return status == RSI_SUCCESS ? size : 0;
}

static char base64_digit(unsigned value)
{
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[value & 63];
}

/* Up to three bytes, as four characters. */
static void print_group(const uint8_t *bytes, uint64_t count)
{
    unsigned group = bytes[0] << 16 | (count > 1 ? bytes[1] << 8 : 0) | (count > 2 ? bytes[2] : 0);
    console_print("%c%c", base64_digit(group >> 18), base64_digit(group >> 12));
    console_print("%c", count > 1 ? base64_digit(group >> 6) : '=');
    console_print("%c", count > 2 ? base64_digit(group) : '=');
}

static void print_token(uint64_t size)
{
    console_print("-----BEGIN CCA TOKEN-----\n");
    for (uint64_t i = 0; i < size; i += 3) {
        print_group(&token[i], size - i);
        if ((i + 3) % BYTES_PER_LINE == 0 || i + 3 >= size) {
            console_print("\n");
        }
    }
    console_print("-----END CCA TOKEN-----\n");
}

int main(void)
{
    if (rsi_measurement_extend(1, purpose, sizeof purpose - 1) != RSI_SUCCESS) {
        console_print("the measurement cannot be extended\n");
        return 1;
    }
    uint64_t size = get_token();
    if (size == 0) {
        console_print("there is no token\n");
        return 1;
    }
    console_print("The token has %lu bytes:\n", size);
    print_token(size);
    return 0;
}
