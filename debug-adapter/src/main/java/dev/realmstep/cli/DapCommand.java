package dev.realmstep.cli;

import dev.realmstep.dap.DebugAdapterLauncher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code realmstep dap}: the debug adapter, on standard input and output or on a TCP port. */
@Command(
        name = "dap",
        mixinStandardHelpOptions = true,
        description = "Serves the Debug Adapter Protocol on standard input and output.")
final class DapCommand implements Callable<Integer> {
    private final Terminal terminal;

    private static final int HIGHEST_PORT = 65535;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            description = "Serves clients on a TCP port instead, on the loopback interface unless told otherwise.")
    private @Nullable String listen;

    DapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException, InterruptedException {
        if (listen == null) {
            serveProcess();
        } else {
            serve(address(listen));
        }
        return ExitStatus.DONE;
    }

    private void serveProcess() throws InterruptedException {
        try {
            DebugAdapterLauncher.run(terminal.in(), terminal.out());
        } catch (IOException e) {
            terminal.tell(String.valueOf(e.getMessage()));
        }
    }

    private void serve(InetSocketAddress address) throws BadInputException, InterruptedException {
        String host = address.getAddress().getHostAddress();
        try {
            DebugAdapterLauncher.listen(
                    address, port -> terminal.tell("listening on %s:%d".formatted(host, port)), terminal::tell);
        } catch (IOException e) {
            throw new BadInputException("--listen %s: %s".formatted(listen, e.getMessage()));
        }
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
