package dev.hqe.kernel.activity;

import dev.hqe.kernel.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// An activity with its place in the timeline.
///
/// @param seq greater for what was recorded later; never used twice
public record RecordedActivity(long seq, Activity activity) {

    /// As it is shown to programs: `number`, `at`, `kind`, `result`, `actor`, `subject`, `millis`,
    /// `text` and `detail`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("number", seq);
        json.put("at", activity.at().toString());
        json.put("kind", activity.kind().word());
        json.put("result", activity.result().word());
        json.put("actor", activity.actor());
        json.put("subject", activity.subject());
        json.put("millis", activity.millis());
        json.put("text", activity.text());
        json.set("detail", activity.detail());
        return json;
    }
}
