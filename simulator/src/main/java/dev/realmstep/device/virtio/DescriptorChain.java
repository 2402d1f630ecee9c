package dev.realmstep.device.virtio;

/**
 * A request of the driver's: buffers that the device reads, followed by buffers that it writes.
 *
 * @param head the descriptor that it begins with, by which it is returned
 */
record DescriptorChain(int head, Buffers readable, Buffers writable) {}
