package dev.hqe.ingestion.http;

import dev.hqe.ingestion.internal.TimeSpan;
import dev.hqe.kernel.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An HTTP API as a source file describes it: what is asked, who asks, how it pages, and within
/// which bounds.
///
/// @param url absolute, `http` or `https`, without user and fragment
/// @param method `GET` or `POST`
/// @param query is added to the url's own
/// @param body of a POST; empty for none
/// @param mostPages in one run
/// @param mostBytes of one answer, unpacked; [#mostRunBytes] are those of one run
public record HttpApi(
        URI url,
        String method,
        Map<String, String> headers,
        Map<String, String> query,
        String body,
        Optional<HttpAuth> auth,
        Paging paging,
        Sync sync,
        Optional<Rate> rate,
        Duration timeout,
        int mostPages,
        int mostBytes) {

    private static final int MAX_PARTS = 50;
    private static final int MAX_BODY = 256 << 10;
    private static final int MAX_PAGES = 100_000;
    private static final int MAX_MB = 1024;
    private static final int RUN_ANSWERS = 16;
    private static final int MB = 1 << 20;
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final int USUAL_PAGES = 1000;
    private static final int USUAL_MB = 64;

    /// What has no place among headers: who asks is said by the name of a secret.
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key");

    /// What becomes of entities that the API does not list any more. The word stands in source
    /// files.
    public enum Sync {
        /// They stay.
        APPEND,
        /// They are deleted at the end of a run that has read everything.
        SNAPSHOT;

        /// As a source file writes it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HttpApi {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new IllegalArgumentException("method is '" + method + "'; give GET or POST");
        }
        if (!body.isEmpty() && method.equals("GET")) {
            throw new IllegalArgumentException("a body needs method: POST");
        }
        if (body.length() > MAX_BODY || headers.size() > MAX_PARTS || query.size() > MAX_PARTS) {
            throw new IllegalArgumentException(
                    "a request has at most "
                            + MAX_PARTS
                            + " headers and "
                            + MAX_PARTS
                            + " parameters, and a body of "
                            + MAX_BODY
                            + " characters");
        }
        headers.keySet().stream()
                .filter(name -> SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "the header "
                                    + name
                                    + " says who asks; say it by the name of a secret, in auth:"
                                    + " {type: header, header: "
                                    + name
                                    + ", secret: NAME}");
                });
        if (mostPages < 1 || mostPages > MAX_PAGES) {
            throw new IllegalArgumentException("most_pages is 1 to " + MAX_PAGES);
        }
    }

    /// Reads the keys of a source file that are this type's own.
    ///
    /// @throws IllegalArgumentException if one of them cannot be so
    public static HttpApi of(JsonNode spec) {
        JsonNode body = spec.path("body");
        return new HttpApi(
                address(spec.path("url").asString("")),
                spec.path("method").asString("GET"),
                texts("headers", spec.path("headers")),
                texts("query", spec.path("query")),
                body.isContainer() ? body.toString() : body.asString(""),
                spec.has("auth") ? Optional.of(HttpAuth.of(spec.path("auth"))) : Optional.empty(),
                Paging.of(spec.path("pages")),
                sync(spec.path("sync").asString(Sync.APPEND.word())),
                spec.has("rate")
                        ? Optional.of(Rate.of(spec.path("rate").asString("")))
                        : Optional.empty(),
                spec.has("timeout")
                        ? TimeSpan.read(
                                "timeout",
                                spec.path("timeout").asString(""),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(10))
                        : USUAL_TIMEOUT,
                spec.path("most_pages").asInt(USUAL_PAGES),
                megabytes(spec.path("most_mb").asInt(USUAL_MB)) * MB);
    }

    private static int megabytes(int most) {
        if (most < 1 || most > MAX_MB) {
            throw new IllegalArgumentException("most_mb is 1 to " + MAX_MB);
        }
        return most;
    }

    private static Sync sync(String word) {
        return Arrays.stream(Sync.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "sync is '" + word + "'; give append or snapshot"));
    }

    private static Map<String, String> texts(String key, JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.propertyStream()
                .forEach(entry -> {
                    if (entry.getValue().isContainer()) {
                        throw new IllegalArgumentException(
                                key + "." + entry.getKey() + " is no text");
                    }
                    texts.put(entry.getKey(), entry.getValue().asString());
                });
        return texts;
    }

    /// An address that can be asked, without its fragment.
    ///
    /// @throws IllegalArgumentException if it is none
    static URI address(String text) {
        try {
            URI url = new URI(new URI(text).toASCIIString());
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "url is '" + text + "'; it begins with https:// and a host");
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "url has a user in it (before the @); say who asks by the name of a secret,"
                                + " in auth");
            }
            String whole = url.toASCIIString();
            int hash = whole.indexOf('#');
            return hash < 0 ? url : URI.create(whole.substring(0, hash));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "url is no address: " + e.getReason() + "; encode what is special in it", e);
        }
    }

    /// Writes the keys that [#of] reads.
    public void writeTo(ObjectNode json) {
        json.put("url", url.toString());
        if (!method.equals("GET")) {
            json.put("method", method);
        }
        writeTo(json, "headers", headers);
        writeTo(json, "query", query);
        if (!body.isEmpty()) {
            json.put("body", body);
        }
        auth.ifPresent(who -> json.set("auth", who.toJson()));
        if (!paging.equals(Paging.DEFAULT)) {
            json.set("pages", paging.toJson());
        }
        if (sync != Sync.APPEND) {
            json.put("sync", sync.word());
        }
        rate.ifPresent(most -> json.put("rate", most.toString()));
        if (!timeout.equals(USUAL_TIMEOUT)) {
            json.put("timeout", TimeSpan.text(timeout));
        }
        if (mostPages != USUAL_PAGES) {
            json.put("most_pages", mostPages);
        }
        if (mostBytes != USUAL_MB * MB) {
            json.put("most_mb", mostBytes / MB);
        }
    }

    private static void writeTo(ObjectNode json, String key, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode object = Json.object();
            texts.forEach(object::put);
            json.set(key, object);
        }
    }

    /// Most that one run reads.
    long mostRunBytes() {
        return (long) RUN_ANSWERS * mostBytes;
    }

    /// The address without its query, for messages: what is in a query may be nobody's business.
    public String place() {
        return shown(url);
    }

    static String shown(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
}
