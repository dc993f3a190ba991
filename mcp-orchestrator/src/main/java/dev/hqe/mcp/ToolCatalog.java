package dev.hqe.mcp;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// All tools of all providers by name, kept until a provider says that its list has changed.
/// Thread-safe.
final class ToolCatalog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ToolCatalog.class.getName());

    private final Providers<ToolProvider> providers;
    private final int maxSchemaBytes;
    private final AtomicLong version = new AtomicLong();
    private volatile @Nullable Snapshot snapshot;

    /// The tools at one moment. Its identity is its version.
    record Snapshot(
            Map<ToolName, Entry> byName,
            List<ToolDefinition> definitions,
            List<Problem> problems) {}

    ToolCatalog(List<ToolProvider> providers, int maxSchemaBytes) {
        this.providers = new Providers<>("tools", providers, ToolProvider::onChange);
        this.maxSchemaBytes = maxSchemaBytes;
        // The first to be told, so that whoever is told afterwards finds the new list.
        this.providers.onChange(this::forget);
    }

    Optional<Entry> find(ToolName name) {
        return Optional.ofNullable(current().byName().get(name));
    }

    /// A tool of this name that a provider keeps back.
    Optional<ToolProvider.Withheld> withheld(ToolName name) {
        return providers.all().stream().flatMap(one -> one.withheld(name).stream()).findFirst();
    }

    /// All definitions in the order of their names, which makes the listing deterministic
    /// (2026-07-28, Tools, "Capabilities").
    List<ToolDefinition> definitions() {
        return current().definitions();
    }

    /// The tools that are left out, and why.
    List<Problem> problems() {
        return current().problems();
    }

    Registration onChange(Runnable listener) {
        return providers.onChange(listener);
    }

    @Override
    public void close() {
        providers.close();
    }

    private void forget() {
        version.incrementAndGet();
        snapshot = null;
    }

    private Snapshot current() {
        Snapshot now = snapshot;
        return now == null ? reload() : now;
    }

    private synchronized Snapshot reload() {
        Snapshot now = snapshot;
        if (now != null) {
            return now;
        }
        long seen = version.get();
        Map<ToolName, Entry> byName = new TreeMap<>();
        Map<String, ToolOrigin> owners = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        providers.each(provider -> {
            for (Tool tool : provider.tools()) {
                Entry entry = new Entry(tool, tool.definition(), maxSchemaBytes);
                clash(byName, owners, entry.definition)
                        .ifPresentOrElse(
                                problems::add, () -> byName.put(entry.definition.name(), entry));
            }
        });
        problems.sort(null);
        problems.forEach(problem -> LOG.log(Level.WARNING, "{0}", problem));
        List<ToolDefinition> definitions =
                byName.values().stream().map(entry -> entry.definition).toList();
        Snapshot fresh = new Snapshot(Map.copyOf(byName), definitions, List.copyOf(problems));
        snapshot = fresh;
        if (version.get() != seen) {
            snapshot = null; // a provider changed while it was being asked: ask again next time
        }
        return fresh;
    }

    /// Why a tool cannot join those that are there: its name is taken, or what stands before the
    /// first dot is the name of another kind of place, so that a server cannot pass its tools off
    /// as a Topic's.
    private static Optional<Problem> clash(
            Map<ToolName, Entry> byName, Map<String, ToolOrigin> owners, ToolDefinition tool) {
        String name = tool.name().value();
        Entry taken = byName.get(tool.name());
        if (taken != null) {
            return Optional.of(
                    new Problem(
                            name,
                            0,
                            "is offered by "
                                    + taken.definition.origin()
                                    + " and by "
                                    + tool.origin()
                                    + "; the first one is kept: rename one of the two"));
        }
        int dot = name.indexOf('.');
        if (dot > 0 && tool.origin().kind() != ToolOrigin.Kind.UNKNOWN) {
            String prefix = name.substring(0, dot);
            ToolOrigin owner = owners.putIfAbsent(prefix, tool.origin());
            if (owner != null && owner.kind() != tool.origin().kind()) {
                return Optional.of(
                        new Problem(
                                name,
                                0,
                                "of "
                                        + tool.origin()
                                        + " is left out: names that begin with '"
                                        + prefix
                                        + ".' belong to "
                                        + owner
                                        + "; rename one of the two"));
            }
        }
        return Optional.empty();
    }

    /// A tool with its schemas, compiled when it is first called: most tools that are listed are
    /// never called, and a start-up compiles nothing.
    static final class Entry {

        private final Tool tool;
        private final ToolDefinition definition;
        private final int maxSchemaBytes;
        private volatile @Nullable Schemas schemas;

        record Schemas(JsonSchema input, Optional<JsonSchema> output) {}

        Entry(Tool tool, ToolDefinition definition, int maxSchemaBytes) {
            this.tool = tool;
            this.definition = definition;
            this.maxSchemaBytes = maxSchemaBytes;
        }

        Tool tool() {
            return tool;
        }

        ToolDefinition definition() {
            return definition;
        }

        /// @throws McpException when a schema of this tool cannot be used
        Schemas schemas() {
            Schemas ready = schemas;
            if (ready == null) {
                // Two first callers may both compile; that is cheaper than a lock on every call.
                ready =
                        new Schemas(
                                compile("input", definition.inputSchema()),
                                definition.outputSchema().map(schema -> compile("output", schema)));
                schemas = ready;
            }
            return ready;
        }

        private JsonSchema compile(String which, ObjectNode schema) {
            String what = "the " + which + " schema of " + definition.name();
            int bytes = schema.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxSchemaBytes) {
                throw new McpException(
                        what
                                + " has "
                                + bytes
                                + " bytes, at most "
                                + maxSchemaBytes
                                + " are taken");
            }
            try {
                return JsonSchema.compile(new SourceDocument(what, schema));
            } catch (InvalidDocumentException e) {
                throw new McpException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
