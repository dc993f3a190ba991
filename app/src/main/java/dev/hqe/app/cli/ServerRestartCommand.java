package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerPins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        description = {
            "Ends a server's process and starts it anew, with its secrets and settings read anew,"
                    + " also after it was given up.",
            "A running workbench notices within a second; without one there is nothing to restart, and"
                    + " the exit code is 1."
        })
final class ServerRestartCommand extends Subcommand {

    @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    ServerRestartCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        HostedServerConfig server = ServerFiles.require(homeDirectory(), installation(), name);
        if (server.disabled()) {
            throw new Failures.BadInput(
                    "server '" + name + "' is disabled: take \"disabled\" out of mcp.json first");
        }
        if (WorkbenchHome.holder(homeDirectory()).isEmpty()) {
            err().println(
                            "hqe: no workbench is running on "
                                    + homeDirectory()
                                    + ", so there is nothing to restart. "
                                    + name
                                    + " starts with the next one. See whether it works: hqe server"
                                    + " test "
                                    + name);
            return Failures.FAILED;
        }
        new ServerPins(homeDirectory().resolve(Hosting.FOLDER), server.name()).askRestart();
        out().println("a running workbench restarts " + name + " within a second");
        return Failures.DONE;
    }
}
