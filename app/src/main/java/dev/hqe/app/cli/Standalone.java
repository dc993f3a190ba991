package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.agent.AgentOptions;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.StdioConnection;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;

/// A workbench for one agent, in one process with its connection.
final class Standalone {

    private static final Duration WARM_UP_AFTER = Duration.ofSeconds(1);

    private Standalone() {}

    /// Serves the agent on this process's standard streams until it closes its end.
    static void serve(Path home, Installation installation, AgentOptions options) throws Exception {
        // Only the connection writes to standard output; whatever else prints goes to the log.
        System.setOut(System.err);
        try (Workbench workbench = Workbench.open(home, installation)) {
            Access access = workbench.agents().of(options);
            workbench.warmUp(WARM_UP_AFTER);
            try (StdioConnection connection =
                    new StdioConnection(
                            workbench.mcpServer(),
                            new FileInputStream(FileDescriptor.in),
                            new FileOutputStream(FileDescriptor.out),
                            ConnectionLimits.DEFAULT,
                            access)) {
                connection.serve();
            }
        }
    }
}
