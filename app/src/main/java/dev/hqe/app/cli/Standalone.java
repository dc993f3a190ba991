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

/// A workbench for one agent, in one process with its connection.
final class Standalone {

    private Standalone() {}

    /// From now on only the connection writes to standard output; whatever else prints goes to the
    /// log.
    static void leaveOutputToTheConnection() {
        System.setOut(System.err);
    }

    /// Serves the agent on this process's standard streams until it closes its end.
    static void serve(Path home, Installation installation, AgentOptions options) throws Exception {
        leaveOutputToTheConnection();
        try (Workbench workbench = Workbench.open(home, installation)) {
            workbench.watches().start();
            Access access = workbench.agents().of(options);
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
