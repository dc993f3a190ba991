package dev.hqe.topics.kit.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An object as a tree. Its getters say what is expected of a member; what is not so is a
/// [MalformedInput] that names the member: `argument 'prices[2].close' must be a number`.
///
/// A member that is `null` counts as absent. Getters with a default value give it when the member
/// is absent; the others then fail. Immutable.
public final class JsonObject implements JsonValue {
    private final Map<String, JsonValue> members;

    /// What messages say before the quoted name, such as `argument `.
    private final String owner;

    /// Where in the outermost object this one is, such as `prices[2].`.
    private final String path;

    private JsonObject(Map<String, JsonValue> members, String owner, String path) {
        this.members = members;
        this.owner = owner;
        this.path = path;
    }

    /// Reads the whole of what a reader holds.
    ///
    /// @param owner begins messages: `argument ` gives `argument 'symbol' is missing`
    public static JsonObject read(JsonReader json, String owner) {
        JsonObject object = json.object().named(owner);
        json.finish();
        return object;
    }

    static JsonObject of(Map<String, JsonValue> members) {
        return new JsonObject(Collections.unmodifiableMap(members), "", "");
    }

    /// The same members, with messages that begin so.
    public JsonObject named(String newOwner) {
        return new JsonObject(members, newOwner, "");
    }

    /// The names of its members in the order in which they were written; of two that are the same,
    /// the last one counts.
    public Set<String> keys() {
        return members.keySet();
    }

    public boolean has(String key) {
        return get(key).isPresent();
    }

    /// The member of that name that is not `null`.
    public Optional<JsonValue> get(String key) {
        return Optional.ofNullable(members.get(key)).filter(value -> !(value instanceof Null));
    }

    public String text(String key) {
        return text(key, required(key));
    }

    public String text(String key, String otherwise) {
        Optional<JsonValue> value = get(key);
        return value.isPresent() ? text(key, value.get()) : otherwise;
    }

    public double number(String key) {
        return number(key, required(key));
    }

    public double number(String key, double otherwise) {
        Optional<JsonValue> value = get(key);
        return value.isPresent() ? number(key, value.get()) : otherwise;
    }

    /// A whole number from `min` to `max`.
    public int integer(String key, int min, int max) {
        return integer(key, required(key), min, max);
    }

    /// A whole number from `min` to `max`, or `otherwise`, which is not checked.
    public int integer(String key, int min, int max, int otherwise) {
        Optional<JsonValue> value = get(key);
        return value.isPresent() ? integer(key, value.get(), min, max) : otherwise;
    }

    public boolean bool(String key, boolean otherwise) {
        Optional<JsonValue> value = get(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof Bool bool) {
            return bool.value();
        }
        throw wrong(key, "must be true or false");
    }

    public JsonObject object(String key) {
        return object(key, required(key));
    }

    /// The elements of an array; none if it is absent.
    public List<JsonValue> array(String key) {
        Optional<JsonValue> value = get(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Array array) {
            return array.values();
        }
        throw wrong(key, "must be an array");
    }

    /// The elements of an array of objects; none if it is absent.
    public List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue value : array(key)) {
            objects.add(object(key + "[" + objects.size() + "]", value));
        }
        return objects;
    }

    /// The elements of an array of strings; none if it is absent.
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array(key)) {
            texts.add(text(key + "[" + texts.size() + "]", value));
        }
        return texts;
    }

    /// The elements of an array of numbers; none if it is absent.
    public double[] numbers(String key) {
        List<JsonValue> values = array(key);
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(key + "[" + i + "]", values.get(i));
        }
        return numbers;
    }

    /// An error about a member, for what a tool itself finds wrong: `must be before 'to'`.
    public MalformedInput wrong(String key, String problem) {
        return new MalformedInput(owner + "'" + path + key + "' " + problem);
    }

    Map<String, JsonValue> members() {
        return members;
    }

    private JsonValue required(String key) {
        return get(key).orElseThrow(() -> wrong(key, "is missing"));
    }

    private String text(String key, JsonValue value) {
        if (value instanceof Text text) {
            return text.value();
        }
        throw wrong(key, "must be a string");
    }

    private double number(String key, JsonValue value) {
        if (value instanceof Num number) {
            return number.value();
        }
        throw wrong(key, "must be a number");
    }

    private int integer(String key, JsonValue value, int min, int max) {
        double number = number(key, value);
        if (number != Math.rint(number) || number < min || number > max) {
            throw wrong(key, "must be a whole number from " + min + " to " + max);
        }
        return (int) number;
    }

    private JsonObject object(String key, JsonValue value) {
        if (value instanceof JsonObject object) {
            return new JsonObject(object.members, owner, path + key + ".");
        }
        throw wrong(key, "must be an object");
    }
}
