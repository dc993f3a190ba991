package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerPins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        description = {
            "Ends a server's process and starts it anew, with its secrets and settings read anew,"
                    + " also after it was given up.",
            "A running workbench notices within a second; without one there is nothing to restart."
        })
final class ServerRestartCommand extends Subcommand {

    @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    ServerRestartCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        HostedServerConfig server = ServerFiles.read(homeDirectory(), installation()).require(name);
        new ServerPins(homeDirectory().resolve(Hosting.FOLDER), server.name()).askRestart();
        out().println("a running workbench restarts " + name + " within a second");
        return Failures.DONE;
    }
}
