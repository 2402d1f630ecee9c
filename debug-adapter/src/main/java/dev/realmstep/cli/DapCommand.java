package dev.realmstep.cli;

import dev.realmstep.dap.DebugAdapterLauncher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code realmstep dap}: the debug adapter, on standard input and output or on a TCP port. */
@Command(name = "dap", description = "Serves the Debug Adapter Protocol on standard input and output.")
final class DapCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65535;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            description = "Serves clients on a TCP port instead, on the loopback interface unless told otherwise.")
    private @Nullable String listen;

    @Override
    public Integer call() throws BadInputException, InterruptedException {
        if (listen == null) {
            DebugAdapterLauncher.run(System.in, System.out);
            return ExitStatus.DONE;
        }
        InetSocketAddress address = address(listen);
        try {
            DebugAdapterLauncher.listen(
                    address,
                    port -> System.err.println("realmstep: listening on %s:%d"
                            .formatted(address.getAddress().getHostAddress(), port)));
        } catch (IOException e) {
            throw new BadInputException("--listen %s: %s".formatted(listen, e.getMessage()));
        }
        return ExitStatus.DONE;
    }

    private static InetSocketAddress address(String text) throws BadInputException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (port >= 0 && port <= HIGHEST_PORT && !address.isUnresolved()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // not a number, or not one of a port: said below
        }
        throw new BadInputException("--listen %s: give [HOST:]PORT, such as 127.0.0.1:4711".formatted(text));
    }
}
