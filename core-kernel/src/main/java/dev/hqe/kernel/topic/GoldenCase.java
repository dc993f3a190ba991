package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Entity;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A case of `tests/*.yaml`: a call of one of the Topic's tools and what has to come of it.
///
/// @param file as the user knows it
/// @param line where the case begins, 1-based
/// @param name a sentence
/// @param tool of the Topic, without its id
/// @param arguments what it is called with, which may be unfit on purpose
/// @param entities what is stored when it is called
/// @param stored all that the call stores, an array of objects with `id` and a part of the rest; a
///   missing node if that is not compared
public record GoldenCase(
        String file,
        int line,
        String name,
        String tool,
        ObjectNode arguments,
        List<Entity> entities,
        JsonNode stored,
        Expected expected) {

    public GoldenCase {
        entities = List.copyOf(entities);
    }

    /// Where it stands, in the form that editors and terminals make clickable.
    public String place() {
        return file + ":" + line;
    }

    /// What has to come of the call.
    public sealed interface Expected {

        /// A result that holds this: fields that are not named are not compared, arrays and `{}`
        /// are compared whole.
        ///
        /// @param tolerance how far each number may be off
        record Result(JsonNode part, double tolerance) implements Expected {}

        /// A message, of a failure or a refusal, that holds this text.
        record Message(String part) implements Expected {}
    }
}
