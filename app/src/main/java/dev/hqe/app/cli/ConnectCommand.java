package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.ClientConnection.Change;
import dev.hqe.mcp.config.ClientConnection.State;
import dev.hqe.mcp.config.Launcher;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.profile.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    private static final String PASSPHRASE_FILE = "HQE_PASSPHRASE_FILE";

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
    public Integer call() {
        Places places = Places.here();
        AgentClient known = AgentClient.require(client);
        ClientConnection connection = connection(known, places);
        if (check) {
            return check(connection);
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

    /// What was not said stays as it is: an entry under a profile is not opened up by the way.
    private ClientConnection connection(AgentClient known, Places places) {
        Path at = place(known, places);
        ClientConnection plain =
                new ClientConnection(
                        known, at, Launcher.of(installation().command(), List.of(), places));
        if (remove) {
            return plain;
        }
        if (profile != null) {
            ProfileFile profiles = new ProfileFile(homeDirectory().resolve(ProfileFile.NAME));
            return under(profiles.require(profile).name(), plain, places);
        }
        List<String> now = plain.arguments();
        int option = now.indexOf("--profile");
        return option < 0 || option + 1 == now.size()
                ? plain
                : under(now.get(option + 1), plain, places);
    }

    private ClientConnection under(String name, ClientConnection plain, Places places) {
        List<String> arguments = List.of("--profile", name);
        return new ClientConnection(
                plain.client(),
                plain.file(),
                Launcher.of(installation().command(), arguments, places));
    }

    /// A client that is started from a desktop has none of this shell's variables. The name of a
    /// file is no secret, the passphrase is; so a person puts the one into the entry, and nobody
    /// the other.
    private void sayWhatItWillLack(ClientConnection connection) {
        Path home = homeDirectory();
        boolean underPassphrase =
                Files.exists(home.resolve("secrets.p12"))
                        && !Files.exists(home.resolve("secrets.keychain"));
        if (remove || !underPassphrase || names(connection.file(), PASSPHRASE_FILE)) {
            return;
        }
        out().flush();
        String known = System.getenv().getOrDefault(PASSPHRASE_FILE, "");
        String title = connection.client().title();
        err().println(
                        """
                        hqe: your secrets are under a passphrase, which %1$s does not give to what it
                        starts; servers that need a secret do not work there. %3$s"%2$s": "%4$s"
                        to "%5$s" of the entry "hqe" in %6$s. Never put the passphrase itself there.\
                        """
                                .formatted(
                                        title,
                                        PASSPHRASE_FILE,
                                        known.isBlank()
                                                ? "Write it into a file that only you can read"
                                                        + " (chmod 600), and add\n"
                                                : "Add\n",
                                        known.isBlank()
                                                ? "/the/whole/path/of/it"
                                                : Path.of(known).toAbsolutePath().normalize(),
                                        connection.client().envField(),
                                        connection.file()));
        err().flush();
    }

    private static boolean names(Path file, String variable) {
        try {
            return Files.exists(file) && Files.readString(file).contains(variable);
        } catch (IOException e) { // whoever changes it has said so
            return false;
        }
    }

    private Path place(AgentClient known, Places places) {
        return file == null ? known.file(places) : file.toAbsolutePath().normalize();
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
