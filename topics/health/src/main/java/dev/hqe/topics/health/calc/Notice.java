package dev.hqe.topics.health.calc;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonWriter;

/// What every result says first.
public final class Notice {
    /// No medical advice.
    public static final String TEXT =
            "Calculated from the data given. This is no medical advice: have a physician judge it.";

    private Notice() {}

    /// Begins the object that is the result; the caller ends it.
    public static JsonWriter begin(Call call) {
        return call.result().beginObject().key("notice").ascii(TEXT);
    }
}
