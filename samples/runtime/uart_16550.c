#include "mmio.h"
#include "uart.h"

#define TRANSMIT_HOLDING 0x0
#define LINE_STATUS 0x5
#define LINE_STATUS_TRANSMIT_HOLDING_EMPTY (1 << 5)

void uart_16550_send(uintptr_t base, uint8_t byte)
{
    while ((mmio_read8(base + LINE_STATUS) & LINE_STATUS_TRANSMIT_HOLDING_EMPTY) == 0) {
    }
    mmio_write8(base + TRANSMIT_HOLDING, byte);
}
