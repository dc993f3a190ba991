package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Permissions.CallLimits;
import dev.hqe.kernel.topic.Permissions.HttpAccess;
import dev.hqe.kernel.topic.Permissions.KindRef;
import dev.hqe.kernel.topic.Permissions.SecretUse;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the `permissions` of a manifest that is known to be valid into a record.
final class PermissionParts {

    private PermissionParts() {}

    static Permissions permissions(TopicId own, JsonNode permissions) {
        JsonNode entities = permissions.path("entities");
        return new Permissions(
                entities.path("read").valueStream().map(one -> kindRef(own, one)).toList(),
                entities.path("write").valueStream().map(one -> new Kind(one.asString())).toList(),
                permissions.path("memory").asBoolean(false),
                permissions.path("publish").valueStream().map(JsonNode::asString).toList(),
                permissions.path("http").valueStream().map(PermissionParts::http).toList(),
                permissions.path("secrets").valueStream().map(PermissionParts::secret).toList(),
                permissions.path("clock").asBoolean(false),
                permissions.path("entropy").asBoolean(false),
                permissions.path("store").asBoolean(false),
                limits(permissions.path("limits")));
    }

    private static KindRef kindRef(TopicId own, JsonNode ref) {
        String text = ref.asString();
        int dot = text.indexOf('.');
        return dot < 0
                ? new KindRef(own, new Kind(text))
                : new KindRef(
                        new TopicId(text.substring(0, dot)), new Kind(text.substring(dot + 1)));
    }

    private static HttpAccess http(JsonNode http) {
        Set<String> methods = texts(http.path("methods"));
        return new HttpAccess(
                http.path("host").asString(),
                methods.isEmpty() ? Set.of("GET") : methods,
                http.path("private").asBoolean(false));
    }

    private static SecretUse secret(JsonNode secret) {
        return new SecretUse(secret.path("name").asString(), texts(secret.path("hosts")));
    }

    private static CallLimits limits(JsonNode limits) {
        CallLimits usual = CallLimits.DEFAULT;
        return new CallLimits(
                limits.path("cpu_ms").asInt(usual.cpuMillis()),
                limits.path("memory_pages").asInt(usual.memoryPages()),
                limits.path("output_bytes").asInt(usual.outputBytes()));
    }

    /// The same permissions in the form that [#permissions] reads.
    static ObjectNode json(Permissions permissions) {
        ObjectNode json = Json.object();
        ObjectNode entities = json.putObject("entities");
        ArrayNode read = entities.putArray("read");
        permissions.read().forEach(ref -> read.add(ref.toString()));
        ArrayNode write = entities.putArray("write");
        permissions.write().forEach(kind -> write.add(kind.value()));
        json.put("memory", permissions.memory());
        permissions.publish().forEach(json.putArray("publish")::add);
        ArrayNode http = json.putArray("http");
        for (HttpAccess access : permissions.http()) {
            ObjectNode one = http.addObject().put("host", access.host());
            access.methods().forEach(one.putArray("methods")::add);
            one.put("private", access.privateNetwork());
        }
        ArrayNode secrets = json.putArray("secrets");
        for (SecretUse use : permissions.secrets()) {
            ObjectNode one = secrets.addObject().put("name", use.name());
            use.hosts().forEach(one.putArray("hosts")::add);
        }
        json.put("clock", permissions.clock());
        json.put("entropy", permissions.entropy());
        json.put("store", permissions.store());
        json.putObject("limits")
                .put("cpu_ms", permissions.limits().cpuMillis())
                .put("memory_pages", permissions.limits().memoryPages())
                .put("output_bytes", permissions.limits().outputBytes());
        return json;
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
