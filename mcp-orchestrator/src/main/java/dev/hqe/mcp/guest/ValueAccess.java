package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.TopicException;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.mcp.guest.CallBudget.Item;
import dev.hqe.mcp.sandbox.Permission;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The Topic's own small values.
final class ValueAccess {

    private final TopicId topic;
    private final boolean granted;
    private final TopicValues values;
    private final CallBudget budget;

    ValueAccess(TopicId topic, boolean granted, TopicValues values, CallBudget budget) {
        this.topic = topic;
        this.granted = granted;
        this.values = values;
        this.budget = budget;
    }

    Optional<JsonNode> get(byte[] request) {
        requireGrant();
        Question question = Question.read("hqe_kv_get", request, "key");
        String key = key(question);
        budget.spend(Item.VALUES_READ, 1);
        return values.get(topic, key)
                .map(json -> Json.object().set("value", Json.MAPPER.readTree(json)));
    }

    /// Sets a value; null, or none at all, removes it.
    JsonNode set(byte[] request) {
        requireGrant();
        Question question = Question.read("hqe_kv_set", request, "key", "value");
        String key = key(question);
        budget.spend(Item.VALUES_SET, 1);
        if (!question.has("value")) {
            values.remove(topic, key);
            return Json.object();
        }
        try {
            values.set(topic, key, Json.MAPPER.writeValueAsBytes(question.value("value")));
            return Json.object();
        } catch (TopicException e) {
            throw question.unfit(String.valueOf(e.getMessage()));
        }
    }

    private static String key(Question question) {
        String key = question.text("key", TopicValues.MAX_NAME);
        if (key.isEmpty()) {
            throw question.unfit("key is empty");
        }
        return key;
    }

    private void requireGrant() {
        if (!granted) {
            throw Denied.because(
                    Permission.STORE,
                    "keeping values from call to call is not granted",
                    topic,
                    "store: true");
        }
    }
}
