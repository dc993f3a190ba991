package dev.hqe.mcp.client;

import dev.hqe.mcp.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A request's parameters: members in order, each as JSON that is not parsed again. Immutable.
///
/// `_meta` is apart, because the client adds to it.
public final class Params {

    /// No members.
    public static final Params NONE = new Params(Map.of(), Map.of());

    private final Map<String, RawJson> members;
    private final Map<String, RawJson> meta;

    private Params(Map<String, RawJson> members, Map<String, RawJson> meta) {
        this.members = members;
        this.meta = meta;
    }

    /// The members of an object; its `_meta` becomes the metadata.
    public static Params of(ObjectNode object) {
        Map<String, RawJson> members = new LinkedHashMap<>();
        Map<String, RawJson> meta = new LinkedHashMap<>();
        for (var member : object.properties()) {
            if (member.getKey().equals("_meta") && member.getValue() instanceof ObjectNode given) {
                given.properties().forEach(each -> meta.put(each.getKey(), raw(each.getValue())));
            } else {
                members.put(member.getKey(), raw(member.getValue()));
            }
        }
        return new Params(members, meta);
    }

    /// The same with a member set.
    public Params with(String name, RawJson value) {
        Map<String, RawJson> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Params(more, meta);
    }

    /// The same with a member set.
    public Params with(String name, JsonNode value) {
        return with(name, raw(value));
    }

    /// The same with a member set.
    public Params with(String name, String value) {
        return with(name, raw(JsonNodeFactory.instance.stringNode(value)));
    }

    /// The same with an entry of `_meta` set, for example `traceparent`. Entries of the protocol
    /// itself (version, identity, capabilities, progress token) are the client's.
    public Params withMeta(String key, JsonNode value) {
        Map<String, RawJson> more = new LinkedHashMap<>(meta);
        more.put(key, raw(value));
        return new Params(members, more);
    }

    /// The same without a member.
    Params without(String name) {
        Map<String, RawJson> fewer = new LinkedHashMap<>(members);
        fewer.remove(name);
        return new Params(fewer, meta);
    }

    Optional<RawJson> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /// A member that is a string.
    Optional<String> text(String name) {
        return member(name).map(RawJson::tree).filter(JsonNode::isString).map(JsonNode::asString);
    }

    Map<String, RawJson> members() {
        return members;
    }

    Map<String, RawJson> meta() {
        return meta;
    }

    private static RawJson raw(JsonNode value) {
        return RawJson.of(value.toString());
    }
}
