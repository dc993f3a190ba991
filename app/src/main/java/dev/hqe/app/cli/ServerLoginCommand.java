package dev.hqe.app.cli;

import dev.hqe.app.Hosting;
import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.app.server.ServerTrial;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerPins;
import dev.hqe.mcp.oauth.DesktopBrowser;
import dev.hqe.mcp.oauth.OAuthException;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "login",
        description = {
            "Signs in to a server that is reached over HTTP: shows the address of its sign-in page,"
                    + " opens it in the browser of this desktop, and waits for you.",
            "What the server gives in return is kept with your secrets."
        })
final class ServerLoginCommand extends Subcommand {

    @Parameters(paramLabel = "NAME", description = "As 'hqe server list' shows it.")
    private String name = "";

    @Option(names = "--no-browser", description = "Only show the address.")
    private boolean noBrowser;

    ServerLoginCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        HostedServerConfig server = ServerFiles.require(homeDirectory(), installation(), name);
        if (!(server instanceof HostedServerConfig.Http)) {
            throw new Failures.BadInput(
                    "server '"
                            + name
                            + "' is a program and signs in by itself. Start it to see: hqe server"
                            + " test "
                            + name);
        }
        AtomicBoolean shown = new AtomicBoolean();
        try (TerminalTrial trial =
                new TerminalTrial(
                        homeDirectory(),
                        installation(),
                        server,
                        page -> {
                            shown.set(true);
                            show(page);
                        },
                        ServerTrial.patient())) {
            trial.host().connect(server.name());
        }
        new ServerPins(homeDirectory().resolve(Hosting.FOLDER), server.name()).askRestart();
        out().println(
                        shown.get()
                                ? "signed in to " + name
                                : name + " can be used already; it did not ask to sign in");
        return Failures.DONE;
    }

    private void show(URI page) {
        out().println("Sign in here: " + page);
        out().flush();
        if (!noBrowser) {
            open(page);
        }
    }

    private static void open(URI page) {
        try {
            new DesktopBrowser().open(page);
        } catch (OAuthException noDesktop) {
            // The address was shown; on a machine without a desktop that is the way.
            System.getLogger(ServerLoginCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "no browser", noDesktop);
        }
    }
}
