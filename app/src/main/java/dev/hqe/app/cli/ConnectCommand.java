package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.connect.ClientConnections;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.ClientConnection.Change;
import dev.hqe.mcp.config.ClientConnection.State;
import dev.hqe.ui.AgentSetup.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "connect",
        description = {
            "Tells another program to start this workbench as an MCP server.",
            "Shows the change first, keeps a copy of the file, and touches nothing else in it."
        },
        footer = {"", "Example: hqe connect claude-code --check"})
final class ConnectCommand extends Subcommand {

    @Parameters(
            paramLabel = "CLIENT",
            description = "claude-desktop, claude-code, vscode, cursor or goose.")
    private String client = "";

    @Option(
            names = "--file",
            paramLabel = "PATH",
            description = "Its file, where it is another one.")
    private @Nullable Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "What it shall see: the Topics and tools of this profile (hqe profile new)."
                            + " Without it an entry keeps the one that it has.")
    private @Nullable String profile;

    @Option(
            names = "--check",
            description = "Only say whether it is connected; exit code 1 if not.")
    private boolean check;

    @Option(
            names = "--test",
            description =
                    "Start what the entry names, as the client would, and say whether it answers;"
                            + " exit code 1 if not.")
    private boolean test;

    @Option(names = "--remove", description = "Take our entry out again.")
    private boolean remove;

    @Option(names = "--dry-run", description = "Only show the change.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    ConnectCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws InterruptedException {
        AgentClient known = AgentClient.require(client);
        ClientConnection connection = connection(known, connections());
        if (check) {
            return check(connection);
        }
        if (test) {
            return test(connection);
        }
        Change change = remove ? connection.planRemoval() : connection.plan();
        if (change.isEmpty()) {
            out().println(
                            known.title()
                                    + (remove
                                            ? " has no entry of ours in "
                                            : " is connected already: ")
                                    + connection.file());
            sayWhatItWillLack(connection);
            return Failures.DONE;
        }
        out().println(connection.file());
        change.diff().forEach(out()::println);
        out().flush();
        if (dryRun) {
            out().println("nothing was written (--dry-run)");
            sayWhatItWillLack(connection);
            return Failures.DONE;
        }
        if (!yes && !Consent.given("Change this file?")) {
            out().println("nothing was written");
            return Failures.FAILED;
        }
        change.apply(Instant.now()).ifPresent(copy -> out().println("the file as it was: " + copy));
        out().println(
                        known.title()
                                + (remove ? " is no longer connected" : " is connected")
                                + ". Restart it.");
        sayWhatItWillLack(connection);
        return Failures.DONE;
    }

    private ClientConnection connection(AgentClient known, ClientConnections connections) {
        Path at =
                file == null ? known.file(connections.places()) : file.toAbsolutePath().normalize();
        return remove
                ? connections.plain(known, at)
                : connections.connection(known, at, Optional.ofNullable(profile));
    }

    private void sayWhatItWillLack(ClientConnection connection) {
        if (remove) {
            return;
        }
        out().flush();
        connections().lacks(connection).ifPresent(lack -> err().println("hqe: " + lack));
        err().flush();
    }

    private ClientConnections connections() {
        return ClientConnections.here(homeDirectory(), installation());
    }

    private int test(ClientConnection connection) throws InterruptedException {
        switch (connections().trial(connection)) {
            case Trial.Works(var tools, var took) -> {
                out().println(
                                connection.client().title()
                                        + " will see "
                                        + tools.size()
                                        + " tools; the answer took "
                                        + took.toMillis()
                                        + " ms");
                return Failures.DONE;
            }
            case Trial.Fails(String message, String fix, var said) -> {
                out().flush();
                err().println("hqe: " + Foreign.text(message));
                said.forEach(line -> err().println("  " + Foreign.text(line)));
                err().println(fix);
                return Failures.FAILED;
            }
        }
    }

    private int check(ClientConnection connection) {
        String title = connection.client().title();
        String fix =
                "Mend it: hqe connect "
                        + connection.client().id()
                        + (profile == null ? "" : " --profile " + profile)
                        + (file == null ? "" : " --file " + file);
        switch (connection.state()) {
            case State.Connected connected -> {
                out().println(title + " is connected: " + connection.file());
                sayWhatItWillLack(connection);
                return Failures.DONE;
            }
            case State.Absent absent ->
                    out().println(
                                    title
                                            + " is not connected: no entry of ours in "
                                            + connection.file()
                                            + ". "
                                            + fix);
            case State.Drifted(var differences) -> {
                out().println(title + " starts something else: " + connection.file());
                differences.forEach(difference -> out().println("  " + difference));
                out().println(fix);
            }
        }
        return Failures.FAILED;
    }
}
