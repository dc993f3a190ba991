package dev.hqe.topics.kit;

import dev.hqe.topics.kit.json.ByteSink;
import dev.hqe.topics.kit.json.ByteSource;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.kit.json.LineReader;
import java.util.ArrayList;
import java.util.List;

/// One call of a tool: first its arguments, then the entities, then the result.
///
/// Arguments and entities can be had as trees ([#arguments], [#entities]) or, for large texts, as
/// readers that decode in place ([#argumentsReader], [#nextEntity] and [#entityReader]). Ask for
/// the arguments once and before the entities: they are lines of one stream. Not thread-safe.
public final class Call {
    private final LineReader lines;
    private final JsonWriter result;
    private final Host host;

    Call(ByteSource in, ByteSink out, HostFunctions functions) {
        lines = new LineReader(in);
        result = new JsonWriter(out);
        host = new Host(functions);
        if (!lines.next()) {
            throw new ToolError("the first line of input, the arguments object, is missing");
        }
    }

    /// The arguments as a tree, whose getters name what is missing or wrong.
    public JsonObject arguments() {
        return JsonObject.read(argumentsReader(), "argument ");
    }

    /// The arguments, decoded in place; its strings are gone after [#nextEntity].
    public JsonReader argumentsReader() {
        return lines.json();
    }

    /// Moves to the next entity; false after the last one.
    public boolean nextEntity() {
        return lines.next();
    }

    /// The entity that [#nextEntity] moved to, an object with `id`, `kind` and `data`.
    public JsonReader entityReader() {
        return lines.json();
    }

    /// The entity that [#nextEntity] moved to, as a tree.
    public Entity entity() {
        JsonObject line = JsonObject.read(lines.json(), "entity's ");
        String id = line.text("id");
        return new Entity(
                id, line.text("kind"), line.object("data").named("entity '" + id + "': "));
    }

    /// All entities that are still to come. The guest has 64 MiB: for what may be many or large, go
    /// from one to the next.
    public List<Entity> entities() {
        List<Entity> all = new ArrayList<>();
        while (nextEntity()) {
            all.add(entity());
        }
        return all;
    }

    /// The workbench, to store entities and to look for others than those that `reads` hands over.
    public Host host() {
        return host;
    }

    /// Where the result is written to.
    public JsonWriter result() {
        return result;
    }
}
