/**
 * Paravirtual devices (VIRTIO 1.2): the virtio-mmio transport, split virtqueues, and the devices behind them.
 *
 * <p>A device serves its queues while the guest's store to QueueNotify is emulated, so nothing here takes time. Rings and
 * descriptors are the guest's, who may be hostile: whatever they hold costs a bounded effort, and ends in
 * DEVICE_NEEDS_RESET at the worst.
 */
@NullMarked
package dev.realmstep.device.virtio;

import org.jspecify.annotations.NullMarked;
