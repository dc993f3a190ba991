package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.broker.BrokerSettings;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "mcp",
        description = {
            "Serves MCP on standard input and output; agents start this.",
            "Ends when the client closes its end."
        })
final class McpCommand extends WorkbenchCommand {

    /// Below what clients give a server to answer its first request.
    private static final Duration FIRST_LISTING = Duration.ofSeconds(5);

    @Mixin private ToolsOptions tools = new ToolsOptions();

    McpCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        // Only the connection writes to standard output; whatever else prints goes to the log.
        System.setOut(System.err);
        return super.call();
    }

    @Override
    BrokerSettings tools() {
        return tools.settings();
    }

    @Override
    int run(Workbench workbench) throws InterruptedException {
        workbench.warmUp();
        // Many clients list the tools once and never again.
        workbench.hosting().host().awaitFirstSight(FIRST_LISTING);
        try (StdioConnection connection =
                new StdioConnection(
                        workbench.mcpServer(),
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        ConnectionLimits.DEFAULT)) {
            connection.serve();
        }
        return Failures.DONE;
    }
}
