package dev.hqe.ingestion.http;

import dev.hqe.kernel.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One page of an API: what is asked for it.
///
/// @param number 1 for the first
/// @param body empty for none
public record PageRequest(int number, URI url, String body) {

    /// The first page.
    public static PageRequest first(HttpApi api) {
        PageRequest first = new PageRequest(1, withQuery(api), api.body());
        Paging paging = api.paging();
        PageRequest sized =
                paging.sizeParameter().isEmpty()
                        ? first
                        : first.with(api, paging.sizeParameter(), paging.size());
        return switch (paging.by()) {
            case PAGE, OFFSET -> sized.with(api, paging.parameter(), paging.first());
            case AUTO, NONE, LINK, NEXT, CURSOR -> sized;
        };
    }

    private static URI withQuery(HttpApi api) {
        URI url = api.url();
        for (var one : api.query().entrySet()) {
            url = parameter(url, one.getKey(), one.getValue());
        }
        return url;
    }

    /// The page behind this one, at another address.
    PageRequest at(URI next) {
        return new PageRequest(number + 1, next, body);
    }

    /// The page behind this one, by a parameter.
    PageRequest next(HttpApi api, String parameter, String value) {
        PageRequest same = with(api, parameter, value);
        return new PageRequest(number + 1, same.url, same.body);
    }

    private PageRequest with(HttpApi api, String parameter, int value) {
        return with(api, parameter, Integer.toString(value));
    }

    private PageRequest with(HttpApi api, String parameter, String value) {
        if (api.method().equals("POST") && json(body).isPresent()) {
            ObjectNode fields = json(body).get();
            set(fields, parameter, value);
            return new PageRequest(number, url, fields.toString());
        }
        return new PageRequest(number, parameter(url, parameter, value), body);
    }

    private static Optional<ObjectNode> json(String body) {
        try {
            return !body.isBlank() && Json.MAPPER.readTree(body) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static void set(ObjectNode fields, String parameter, String value) {
        String[] names =
                parameter.startsWith("/")
                        ? parameter.substring(1).split("/")
                        : new String[] {parameter};
        ObjectNode at = fields;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode inner = at.path(names[i]);
            at = inner instanceof ObjectNode object ? object : at.putObject(names[i]);
        }
        String name = names[names.length - 1];
        if (value.matches("[0-9]{1,9}") && !at.path(name).isString()) {
            at.put(name, Integer.parseInt(value));
        } else {
            at.put(name, value);
        }
    }

    /// The address with this value of a parameter, in place of another one.
    private static URI parameter(URI url, String name, String value) {
        List<String> parts = new ArrayList<>();
        String query = url.getRawQuery();
        for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String there = part.split("=", 2)[0];
            if (!decoded(there).equals(name)) {
                parts.add(part);
            }
        }
        parts.add(encoded(name) + "=" + encoded(value));
        String whole = url.toString();
        int question = whole.indexOf('?');
        String bare = question < 0 ? whole : whole.substring(0, question);
        return URI.create(bare + "?" + String.join("&", parts));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // not encoded as forms are
            return text;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// What tells it from others: the address and what is sent.
    String key() {
        return url + "\n" + body;
    }

    /// As [#of] reads it again.
    public ObjectNode toJson() {
        return Json.object().put("number", number).put("url", url.toString()).put("body", body);
    }

    /// Reads what [#toJson] writes.
    ///
    /// @throws IllegalArgumentException if it is none
    public static PageRequest of(JsonNode json) {
        return new PageRequest(
                json.path("number").asInt(1),
                HttpApi.address(json.path("url").asString("")),
                json.path("body").asString(""));
    }
}
