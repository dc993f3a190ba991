package dev.hqe.app.doctor;

import dev.hqe.app.Hosting;
import dev.hqe.app.doctor.Outcome.Fine;
import dev.hqe.app.doctor.Outcome.Wrong;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.host.ServerPins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the files say about hosted servers. None is started.
final class ServerChecks {

    private final Path home;
    private final Supplier<HostedServers> read;

    ServerChecks(Path home, Supplier<HostedServers> read) {
        this.home = home;
        this.read = read;
    }

    List<Check> all() {
        return List.of(new Check("servers", this::servers), new Check("server keys", this::keys));
    }

    /// A tool that waits for a yes is a decision for a person to make, and so no illness.
    private Outcome servers() {
        HostedServers file;
        try {
            file = read.get();
        } catch (InvalidDocumentException e) {
            return unreadable(e.problems());
        }
        if (!file.problems().isEmpty()) {
            return unreadable(file.problems());
        }
        List<HostedServerConfig> servers = file.servers();
        int seen = 0;
        int waiting = 0;
        List<String> commands = new ArrayList<>();
        for (HostedServerConfig server : servers) {
            ServerPins.Known known =
                    new ServerPins(home.resolve(Hosting.FOLDER), server.name()).known();
            seen += known.seen() ? 1 : 0;
            waiting += known.quarantined().size();
            if (!known.quarantined().isEmpty()) {
                commands.add("hqe server accept " + server.name());
            } else if (!known.seen() && !server.disabled()) {
                commands.add("hqe server test " + server.name());
            }
        }
        return new Fine(
                servers.size()
                        + " configured, "
                        + seen
                        + " seen, "
                        + waiting
                        + (waiting == 1 ? " tool waits" : " tools wait")
                        + " for a yes"
                        + commands.stream()
                                .findFirst()
                                .map(command -> "; see " + command)
                                .orElse(""));
    }

    private static Outcome unreadable(List<Problem> problems) {
        return new Wrong(
                problems.stream().map(Object::toString).collect(Collectors.joining("; "))
                        + ". Mend that, then look",
                "hqe server list");
    }

    /// The secrets that servers name and that nobody has stored.
    private Outcome keys() {
        List<HostedServerConfig> servers;
        try {
            servers = read.get().servers();
        } catch (InvalidDocumentException toldAlready) {
            return new Fine("not looked at while the servers cannot be read");
        }
        List<String> wanted =
                servers.stream()
                        .filter(server -> !server.disabled())
                        .flatMap(server -> server.references().stream())
                        .filter(reference -> reference.source() == ConfigReference.Source.SECRET)
                        .map(ConfigReference::name)
                        .distinct()
                        .toList();
        if (wanted.isEmpty()) {
            return new Fine("servers need no secrets");
        }
        try (SecretStore secrets =
                SecretStore.inHome(home, System.getenv(), PassphrasePrompt.NOBODY)) {
            Set<String> stored =
                    secrets.names().stream().map(SecretName::value).collect(Collectors.toSet());
            Optional<String> missing =
                    wanted.stream().filter(name -> !stored.contains(name)).findFirst();
            return missing.<Outcome>map(name ->
                            new Wrong(
                                    "a server needs the secret " + name + ", which is not stored",
                                    "hqe secret set " + name))
                    .orElseGet(
                            () -> new Fine("all that servers need are stored: " + wanted.size()));
        }
    }
}
