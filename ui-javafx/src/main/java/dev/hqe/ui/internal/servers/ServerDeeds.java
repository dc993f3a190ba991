package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.file.FolderTree;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.Difference;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.Texts;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What a person can do to the servers in the file, each with the way back. Blocks. Thread-safe as
/// its port is.
final class ServerDeeds {

    /// Where the bundle of a removed server waits for the removal to be taken back.
    private static final String REMOVED = ".removed";

    private final ServerHosting hosting;

    ServerDeeds(ServerHosting hosting) {
        this.hosting = hosting;
    }

    private interface Deed {
        Told run() throws IOException;
    }

    /// Failures become words: they are for the person.
    private static Told told(String name, Deed deed) {
        try {
            return deed.run();
        } catch (InvalidDocumentException e) {
            return new Told.Failed(
                    name,
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        } catch (McpException | KernelException | IOException e) {
            return new Told.Failed(name, String.valueOf(e.getMessage()));
        }
    }

    /// Adds a server, or changes the one of this name, with the secrets that were typed for it.
    ///
    /// @param secrets by their names; overwritten afterwards by whoever typed them
    /// @param replacing whether there is a server of this name to change
    Told save(HostedServerConfig server, Map<String, char[]> secrets, boolean replacing) {
        String name = server.name().value();
        return told(
                name,
                () -> {
                    Optional<ObjectNode> before = hosting.file().entry(name);
                    Set<String> own = replacing ? secretsOf(name) : Set.of();
                    for (Map.Entry<String, char[]> typed : secrets.entrySet()) {
                        keep(new SecretName(typed.getKey()), typed.getValue(), own);
                    }
                    hosting.change(file -> replacing ? file.replacing(server) : file.plus(server));
                    return replacing
                            ? new Told.Done(
                                    Told.Deed.CHANGED,
                                    name,
                                    before.map(entry -> () -> write(name, entry)))
                            : new Told.Done(
                                    Told.Deed.ADDED,
                                    name,
                                    Optional.of(() -> hosting.change(file -> file.minus(name))));
                });
    }

    private void write(String name, ObjectNode entry) {
        hosting.change(file -> file.restoring(name, entry, true));
    }

    private Set<String> secretsOf(String name) {
        return hosting.file().servers().stream()
                .filter(server -> server.name().value().equals(name))
                .flatMap(server -> server.references().stream())
                .filter(reference -> reference.source() == ConfigReference.Source.SECRET)
                .map(ConfigReference::name)
                .collect(Collectors.toSet());
    }

    /// A secret that is somebody else's stays: there would be no way back.
    private void keep(SecretName name, char[] value, Set<String> own) {
        try (Secret secret = Secret.of(CharBuffer.wrap(value))) {
            hosting.secrets()
                    .update(
                            name,
                            old -> {
                                boolean another = old.isPresent() && !old.get().sameAs(secret);
                                if (another && !own.contains(name.value())) {
                                    throw new ConfigException(
                                            Texts.of("servers.form.secret.taken", name));
                                }
                                return Optional.of(Secret.of(secret.bytes()));
                            });
        }
    }

    /// Keeps a server and starts it no more, or again.
    Told turn(HostedServerConfig server, boolean on) {
        String name = server.name().value();
        return told(
                name,
                () -> {
                    ObjectNode before = hosting.file().entry(name).orElseThrow(() -> gone(name));
                    hosting.change(file -> file.replacing(switched(server, !on)));
                    return new Told.Done(
                            on ? Told.Deed.TURNED_ON : Told.Deed.TURNED_OFF,
                            name,
                            Optional.of(() -> write(name, before)));
                });
    }

    private static ConfigException gone(String name) {
        return new ConfigException(Texts.of("servers.gone", name));
    }

    private static HostedServerConfig switched(HostedServerConfig server, boolean disabled) {
        return switch (server) {
            case HostedServerConfig.Stdio s ->
                    new HostedServerConfig.Stdio(
                            s.name(),
                            s.command(),
                            s.args(),
                            s.env(),
                            s.cwd(),
                            disabled,
                            s.autoApprove());
            case HostedServerConfig.Http h ->
                    new HostedServerConfig.Http(
                            h.name(),
                            h.url(),
                            h.transport(),
                            h.headers(),
                            disabled,
                            h.autoApprove());
        };
    }

    /// Takes a server out. What of its tools was accepted is kept, unless it is to be forgotten.
    Told remove(String name, boolean forget) {
        return told(
                name,
                () -> {
                    ObjectNode before = hosting.file().entry(name).orElseThrow(() -> gone(name));
                    hosting.change(file -> file.minus(name));
                    if (ServerName.isValid(name)) {
                        if (forget) {
                            hosting.pins(new ServerName(name)).forget();
                        } else {
                            hosting.pins(new ServerName(name)).leave();
                        }
                        putAway(name);
                    }
                    return new Told.Done(
                            forget ? Told.Deed.FORGOTTEN : Told.Deed.REMOVED,
                            name,
                            Optional.of(() -> bringBack(name, before)));
                });
    }

    private void bringBack(String name, ObjectNode entry) {
        Path waiting = hosting.bundles().resolve(REMOVED).resolve(name);
        try {
            if (Files.isDirectory(waiting)) {
                Files.move(waiting, hosting.bundles().resolve(name));
            }
        } catch (IOException e) {
            throw new ConfigException(waiting + " could not be moved back: " + e.getMessage(), e);
        }
        hosting.change(file -> file.restoring(name, entry, false));
    }

    private void putAway(String name) throws IOException {
        Path bundle = hosting.bundles().resolve(name);
        if (Files.isDirectory(bundle)) {
            Path waiting = hosting.bundles().resolve(REMOVED).resolve(name);
            emptyBin();
            Files.createDirectories(waiting.getParent());
            Files.move(bundle, waiting, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Deletes the bundles of removed servers, for which there is no way back any more.
    void emptyBin() throws IOException {
        Path bin = hosting.bundles().resolve(REMOVED);
        if (Files.isDirectory(bin)) {
            FolderTree.delete(bin);
        }
    }

    /// Says yes to tools as they were shown.
    Told accept(ServerName name, List<Difference> shown) {
        return told(
                name.value(),
                () -> {
                    hosting.host().accept(name, shown);
                    return new Told.Done(Told.Deed.ACCEPTED, name.value(), Optional.empty());
                });
    }

    /// Ends a server's process or connection; the next call starts it again.
    Told stop(ServerName name) {
        return told(
                name.value(),
                () -> {
                    hosting.host().restart(name);
                    return new Told.Done(Told.Deed.STOPPED, name.value(), Optional.empty());
                });
    }

    /// Takes back what was done.
    Told undo(String name, Runnable undo) {
        return told(
                name,
                () -> {
                    undo.run();
                    return new Told.Done(Told.Deed.RESTORED, name, Optional.empty());
                });
    }
}
