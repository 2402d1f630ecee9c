package dev.realmstep.device.virtio;

import dev.realmstep.device.ConsoleReceiver;

/**
 * The receiving end of a virtio console.
 *
 * @param transport that the console is behind
 */
public record ConsolePort(ConsoleDevice console, VirtioMmio transport) implements ConsoleReceiver {
    @Override
    public int receiveRoom() {
        return transport.isOperating() ? console.inputRoom() : 0;
    }

    @Override
    public void receive(byte value) {
        console.addInput(value);
        transport.serve();
    }
}
