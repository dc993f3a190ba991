package dev.hqe.topics.kit;

import dev.hqe.topics.kit.json.JsonObject;

/// An entity that the host hands to a tool because the manifest's `reads` asks for it.
///
/// @param data what the kind's schema in `data_schema` says
public record Entity(String id, String kind, JsonObject data) {}
