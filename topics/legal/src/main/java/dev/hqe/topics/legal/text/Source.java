package dev.hqe.topics.legal.text;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// The text that a call is about: an argument, or a stored Contract.
///
/// @param title of the stored contract; empty if the text was given
/// @param version of it; empty if the text was given
/// @param effectiveDate that is stored with it; empty if there is none
public record Source(String title, String version, String effectiveDate, String text) {
    /// Most characters of a contract.
    public static final int CHARS_MAX = 200_000;

    private static final String NOTICE =
            "Found by rules of thumb for English contracts, which miss things. This is no legal"
                    + " advice: have a lawyer read the contract.";

    /// The argument `text`, or the Contract entity that `contract` and `version` name.
    ///
    /// @throws ToolError if there is none such, or more than one
    public static Source of(Call call, JsonObject arguments) {
        if (arguments.has("text")) {
            return new Source("", "", "", text(arguments, "text"));
        }
        if (!arguments.has("contract")) {
            throw arguments.wrong(
                    "text", "or 'contract', the title of a stored one, must be given");
        }
        return one(stored(call, arguments), arguments, "version");
    }

    /// All stored versions of the contract that the arguments name.
    public static List<Source> stored(Call call, JsonObject arguments) {
        String title = arguments.text("contract");
        List<Source> found = new ArrayList<>();
        while (call.nextEntity()) {
            JsonObject data = call.entity().data();
            if (data.text("title").equals(title)) {
                found.add(
                        new Source(
                                title,
                                data.text("version"),
                                data.text("effective_date", ""),
                                data.text("text")));
            }
        }
        if (found.isEmpty()) {
            throw arguments.wrong("contract", "names none that is stored; see store_contract");
        }
        return found;
    }

    /// The version that an argument names, or the only one.
    public static Source one(List<Source> versions, JsonObject arguments, String key) {
        String wanted = arguments.text(key, "");
        List<String> names = new ArrayList<>();
        for (Source source : versions) {
            if (source.version.equals(wanted) || (wanted.isEmpty() && versions.size() == 1)) {
                return source;
            }
            names.add(source.version);
        }
        throw arguments.wrong(key, "must be one of those stored: " + String.join(", ", names));
    }

    /// A text of an argument, not longer than [#CHARS_MAX].
    public static String text(JsonObject arguments, String key) {
        String text = arguments.text(key);
        if (text.length() > CHARS_MAX) {
            throw arguments.wrong(
                    key, "is longer than " + CHARS_MAX + " characters; give it in parts");
        }
        if (Letters.isBlank(text)) {
            throw arguments.wrong(key, "is empty");
        }
        return text;
    }

    /// Begins the object that is the result; the caller ends it.
    public static JsonWriter begin(Call call) {
        return call.result().beginObject().key("notice").ascii(NOTICE);
    }
}
