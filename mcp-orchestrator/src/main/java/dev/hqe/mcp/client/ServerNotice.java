package dev.hqe.mcp.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Something a server told without being asked at that moment. Foreign text throughout.
public sealed interface ServerNotice {

    /// The list of tools is another one.
    record ToolsChanged() implements ServerNotice {}

    /// The list of resources is another one.
    record ResourcesChanged() implements ServerNotice {}

    /// The list of prompts is another one.
    record PromptsChanged() implements ServerNotice {}

    /// A resource that was subscribed to has other contents.
    record ResourceUpdated(String uri) implements ServerNotice {}

    /// A message for the log (`notifications/message`).
    ///
    /// @param level one of the eight of RFC 5424
    /// @param logger empty for none
    /// @param data any JSON
    record LogMessage(String level, String logger, JsonNode data) implements ServerNotice {}

    /// A task is in another state; `task` is the whole task.
    record TaskChanged(ObjectNode task) implements ServerNotice {}

    /// The user has done what an elicitation by URL asked for (2025-11-25).
    record ElicitationDone(String elicitationId) implements ServerNotice {}

    /// A subscription of the modern era ended.
    ///
    /// @param graceful whether the server said so itself
    record SubscriptionEnded(long subscription, boolean graceful) implements ServerNotice {}

    /// Any other notification.
    record Other(String method, ObjectNode params) implements ServerNotice {}

    /// Something came that could not be understood; it was skipped.
    record Malformed(String why) implements ServerNotice {}

    /// The connection is over; nothing comes after this.
    record Ended(String why) implements ServerNotice {}
}
