package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonObject;

/// An entry of a bundle.
///
/// @param entry its place, from 0
/// @param id the resource's own, else the UUID that the bundle names it by
record Resource(int entry, String type, String id, JsonObject json) {

    /// For people: `entry[3] Observation/o1`.
    String place() {
        return "entry[" + entry + "] " + type + (Texts.isId(id) ? "/" + id : "");
    }
}
