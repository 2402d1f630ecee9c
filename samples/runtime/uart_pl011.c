#include "mmio.h"
#include "uart.h"

#define DATA 0x00
#define FLAGS 0x18
#define FLAGS_TRANSMIT_FIFO_FULL (1 << 5)

void uart_pl011_send(uintptr_t base, uint8_t byte)
{
    while (mmio_read32(base + FLAGS) & FLAGS_TRANSMIT_FIFO_FULL) {
    }
    mmio_write32(base + DATA, byte);
}
