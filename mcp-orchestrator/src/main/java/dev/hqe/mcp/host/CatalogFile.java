package dev.hqe.mcp.host;

import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.file.FileStamp;
import dev.hqe.kernel.file.FileTurn;
import dev.hqe.kernel.file.PrivateFile;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.ServerName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A server's [Catalog] on disk, `servers/NAME.json` under the data directory, so that its tools
/// are listed before it runs and a changed one is noticed after a restart. Replaced as a whole.
/// Accepted definitions that cannot be read count as none, so everything waits for a yes.
///
/// What was accepted of a server that is taken out is kept in `servers/left`, of at most
/// [#MAX_LEFT] servers: when one comes back, it is no new one.
final class CatalogFile {

    private static final System.Logger LOG = System.getLogger(CatalogFile.class.getName());
    private static final int MAX_BYTES = 32 << 20;

    /// Servers whose pins are kept after they were taken out; the oldest go first.
    static final int MAX_LEFT = 100;

    private final Path folder;
    private final ServerName server;
    private final Path file;
    private final Path leftFolder;
    private final Path left;

    CatalogFile(Path folder, ServerName server) {
        this.folder = folder;
        this.server = server;
        this.file = folder.resolve(server.value() + ".json");
        this.leftFolder = folder.resolve("left");
        this.left = leftFolder.resolve(server.value() + ".json");
    }

    /// Which writing of it this is, for noticing another process's change.
    FileStamp stamp() {
        return FileStamp.of(file);
    }

    Catalog read() {
        return read(file).or(() -> read(left).map(Catalog::left)).orElse(Catalog.EMPTY);
    }

    private static Optional<Catalog> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new McpException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            Catalog read =
                    new Catalog(
                            true,
                            true,
                            byName(json.path("tools")),
                            list(json.path("prompts")),
                            list(json.path("resources")),
                            list(json.path("templates")),
                            byName(json.path("accepted")));
            return Optional.of(read);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException | McpException e) {
            LOG.log(
                    Level.WARNING,
                    "{0} cannot be read, so its server''s tools wait for a yes: {1}",
                    file,
                    e.getMessage());
            return Optional.of(
                    new Catalog(true, true, Map.of(), List.of(), List.of(), List.of(), Map.of()));
        }
    }

    private static Map<String, ObjectNode> byName(JsonNode object) {
        Map<String, ObjectNode> byName = new TreeMap<>();
        object.forEachEntry((name, value) -> {
            if (value instanceof ObjectNode definition) {
                byName.put(name, definition);
            }
        });
        return byName;
    }

    private static List<ObjectNode> list(JsonNode array) {
        List<ObjectNode> list = new ArrayList<>();
        for (JsonNode one : array) {
            if (one instanceof ObjectNode definition) {
                list.add(definition);
            }
        }
        return list;
    }

    /// Replaces the catalog by what `change` makes of it, as one step that no other process can
    /// come between.
    ///
    /// @return what is written
    /// @throws McpException when it cannot be written, or `change` throws it
    Catalog update(UnaryOperator<Catalog> change) {
        try {
            WorkbenchHome.createPrivately(folder);
            return FileTurn.of(file).take(() -> updateInTurn(change));
        } catch (IOException e) {
            throw new McpException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Catalog updateInTurn(UnaryOperator<Catalog> change) throws IOException {
        Catalog before = read();
        Catalog after = change.apply(before);
        if (!(before.seen() && after.equals(before))) {
            PrivateFile.replace(file, json(after));
        }
        return after;
    }

    private static byte[] json(Catalog catalog) {
        ObjectNode json = Json.object();
        catalog.tools().forEach(json.putObject("tools")::set);
        addAll(json.putArray("prompts"), catalog.prompts());
        addAll(json.putArray("resources"), catalog.resources());
        addAll(json.putArray("templates"), catalog.templates());
        catalog.accepted().forEach(json.putObject("accepted")::set);
        return Json.MAPPER.writeValueAsBytes(json);
    }

    private static void addAll(ArrayNode array, List<ObjectNode> definitions) {
        definitions.forEach(array::add);
    }

    /// Which asking for a restart was the last.
    FileStamp restartAsked() {
        return FileStamp.of(beside(".restart"));
    }

    /// @throws McpException when it cannot be written
    void askRestart() {
        try {
            WorkbenchHome.createPrivately(folder);
            PrivateFile.replace(beside(".restart"), new byte[0]);
        } catch (IOException e) {
            throw new McpException("cannot write " + beside(".restart"), e);
        }
    }

    private Path beside(String suffix) {
        return folder.resolve(server + suffix);
    }

    /// The server is not hosted any more: forgets what it offers and keeps what was accepted of it.
    void leave() {
        try {
            Catalog last = read();
            if (last.pinned()) {
                WorkbenchHome.createPrivately(folder);
                WorkbenchHome.createPrivately(leftFolder);
                PrivateFile.replace(left, json(last.left()));
                forgetOldest();
            }
            deleteHosted();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be put away: {1}", file, e.getMessage());
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(leftFolder)) {
            files.forEach(kept::add);
        }
        kept.sort(Comparator.comparing((Path one) -> FileStamp.of(one).at()).reversed());
        for (Path old : kept.subList(Math.min(MAX_LEFT, kept.size()), kept.size())) {
            Files.deleteIfExists(old);
        }
    }

    /// Forgets everything, also what was accepted.
    void delete() {
        try {
            Files.deleteIfExists(left);
            deleteHosted();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", file, e.getMessage());
        }
    }

    private void deleteHosted() throws IOException {
        Files.deleteIfExists(beside(".restart"));
        Files.deleteIfExists(beside(".log"));
        Files.deleteIfExists(beside(".log.1"));
        Files.deleteIfExists(file);
        Files.deleteIfExists(beside(".json.lock"));
    }
}
