package dev.realmstep.bench;

import java.util.List;
import java.util.Optional;

/**
 * What both contenders do.
 *
 * @param name as the user sees it
 * @param qemu the command for QEMU
 * @param realmstep the command for Realmstep
 * @param prompt for a boot, what the console shows at its end; empty if the guest measures itself and ends
 */
record Task(String name, List<String> qemu, List<String> realmstep, Optional<String> prompt) {
    /**
     * What one contender did.
     *
     * @param peakMemory in bytes
     */
    record Done(List<Measurement> measurements, long peakMemory) {}

    Done byQemu() throws ContenderException, InterruptedException {
        return by(qemu);
    }

    Done byRealmstep() throws ContenderException, InterruptedException {
        return by(realmstep);
    }

    private Done by(List<String> command) throws ContenderException, InterruptedException {
        WatchedProcess process = new WatchedProcess(command);
        if (prompt.isPresent()) {
            Usage usage = process.runToPrompt(prompt.get());
            return new Done(List.of(new Measurement(name, usage.wall(), usage.cpu(), "")), usage.peakMemory());
        }
        WorkloadConsole console = new WorkloadConsole();
        Usage usage = process.runToItsEnd(console);
        return new Done(console.measurements(), usage.peakMemory());
    }
}
