package dev.hqe.benchmarks.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One server that is measured: how it is started, and what it speaks.
///
/// @param name as the tables show it
/// @param eras what it claims to speak
/// @param commands how it is started with the echo tool
/// @param coldCommands how its start is measured: the same, but for the product, whose start is
///   that of the `hqe` command
/// @param environment added to our own
/// @param path of its MCP endpoint
record Peer(
        String name,
        Set<Era> eras,
        Map<Transport, List<String>> commands,
        Map<Transport, List<String>> coldCommands,
        Map<String, String> environment,
        String path) {

    /// The two ways to a server.
    enum Transport {
        STDIO,
        HTTP;

        @Override
        public String toString() {
            return this == STDIO ? "stdio" : "HTTP";
        }
    }

    /// A server that has been started, and the way to it.
    record Running(ServerProcess process, Wire wire) implements AutoCloseable {

        @Override
        public void close() {
            wire.close();
            process.close();
        }
    }

    Running start(Transport transport, Era era, boolean cold, Path log) throws IOException {
        List<String> command =
                List.copyOf((cold ? coldCommands : commands).getOrDefault(transport, List.of()));
        ServerProcess process = ServerProcess.start(command, environment, log);
        try {
            Wire wire =
                    transport == Transport.STDIO
                            ? new StdioWire(process)
                            : new HttpWire(process.port(), path, era);
            return new Running(process, wire);
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }
}
