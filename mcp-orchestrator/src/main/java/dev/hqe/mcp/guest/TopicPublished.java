package dev.hqe.mcp.guest;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.TopicId;
import tools.jackson.databind.JsonNode;

/// A program of a Topic has published an event.
///
/// @param subject below the Topic's own id, such as `alerts.storm`
/// @param data any JSON value; treat it as read-only
public record TopicPublished(TopicId topic, String subject, JsonNode data) implements Fact {

    /// The whole subject, which begins with the Topic's id: `weather.alerts.storm`.
    public String address() {
        return topic + "." + subject;
    }
}
