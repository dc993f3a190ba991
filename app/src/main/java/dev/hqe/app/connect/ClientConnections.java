package dev.hqe.app.connect;

import dev.hqe.app.Installation;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.Launcher;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.profile.ProfileFile;
import dev.hqe.ui.AgentSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Our entries in the files of other programs. Immutable; reads files each time it is asked.
///
/// @param home the data directory
/// @param places where the programs keep their files
public record ClientConnections(Path home, Installation installation, Places places)
        implements AgentSetup {

    private static final String PASSPHRASE_FILE = "HQE_PASSPHRASE_FILE";
    private static final String PROFILE = "--profile";

    /// On this machine, for this user.
    public static ClientConnections here(Path home, Installation installation) {
        return new ClientConnections(home, installation, Places.here());
    }

    @Override
    public ClientConnection connection(AgentClient client, Optional<String> profile) {
        return connection(client, client.file(places), profile);
    }

    /// The same in a file that is not where the client usually has it.
    ///
    /// What was not said stays as it is: an entry under a profile is not opened up by the way.
    public ClientConnection connection(AgentClient client, Path file, Optional<String> profile) {
        if (profile.isPresent()) {
            ProfileFile profiles = new ProfileFile(home.resolve(ProfileFile.NAME));
            return under(profiles.require(profile.get()).name(), client, file);
        }
        ClientConnection plain = plain(client, file);
        List<String> now = plain.arguments();
        int option = now.indexOf(PROFILE);
        return option < 0 || option + 1 == now.size()
                ? plain
                : under(now.get(option + 1), client, file);
    }

    /// An entry under no profile, whatever is there; reads nothing.
    public ClientConnection plain(AgentClient client, Path file) {
        return new ClientConnection(
                client, file, Launcher.of(installation.command(), List.of(), places));
    }

    private ClientConnection under(String name, AgentClient client, Path file) {
        return new ClientConnection(
                client, file, Launcher.of(installation.command(), List.of(PROFILE, name), places));
    }

    /// A client that is started from a desktop has none of this shell's variables. The name of a
    /// file is no secret, the passphrase is; so a person puts the one into the entry, and nobody
    /// the other.
    @Override
    public Optional<String> lacks(ClientConnection connection) {
        boolean underPassphrase =
                Files.exists(home.resolve("secrets.p12"))
                        && !Files.exists(home.resolve("secrets.keychain"));
        if (!underPassphrase || names(connection.file(), PASSPHRASE_FILE)) {
            return Optional.empty();
        }
        String known = places.environment().getOrDefault(PASSPHRASE_FILE, "");
        String title = connection.client().title();
        return Optional.of(
                """
                your secrets are under a passphrase, which %1$s does not give to what it
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
    }

    private static boolean names(Path file, String variable) {
        try {
            return Files.exists(file) && Files.readString(file).contains(variable);
        } catch (IOException e) { // whoever changes it has said so
            return false;
        }
    }

    @Override
    public Trial trial(ClientConnection connection) throws InterruptedException {
        return ConnectionTrial.of(connection, installation);
    }
}
