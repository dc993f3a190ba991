package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.agent.AgentOptions;
import dev.hqe.shim.Shim;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "mcp",
        description = {
            "Serves MCP on standard input and output; agents start this.",
            "It joins the agent to the workbench that is running and starts one in the background"
                    + " if there is none. Ends when the agent closes its end."
        })
final class McpCommand extends Subcommand {

    @Mixin private AgentOptions options = new AgentOptions();

    @Option(
            names = "--standalone",
            description =
                    "everything in this one process, which then holds the data directory alone")
    private boolean standalone;

    McpCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (standalone) {
            Standalone.serve(homeDirectory(), installation(), options);
        } else {
            join();
        }
        return Failures.DONE;
    }

    /// What the launcher does in a process of its own that starts faster.
    private void join() throws Exception {
        Standalone.leaveOutputToTheConnection();
        List<String> start = new ArrayList<>(installation().command());
        start.addAll(List.of("headless", "--detached"));
        Shim.run(
                homeDirectory(),
                () -> Shim.greeting(installation().build(), options.arguments()),
                start,
                new PrintStream(new FileOutputStream(FileDescriptor.err), true));
    }
}
