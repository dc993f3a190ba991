package dev.hqe.app.cli;

import dev.hqe.ingestion.http.HttpAuth;
import dev.hqe.ingestion.http.Paging;
import dev.hqe.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// When a source is run, and how an HTTP API is asked, as options say it.
final class SourceOptions {

    private static final String NONE = "none";

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = {
                "Run it by itself while a workbench runs: 10s to 366d, such as 15m; 'none' for not at"
                        + " all."
            })
    private @Nullable String every;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "Of an HTTP API: GET, which is usual, or POST.")
    private @Nullable String method;

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description = {
                "Send a header; give it again for more. Without a value it is not sent any more. Keys"
                        + " and passwords belong into --auth."
            })
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--query",
            paramLabel = "NAME=VALUE",
            description = "Add a parameter to the url; give it again for more.")
    private List<String> query = new ArrayList<>();

    @Option(names = "--body", paramLabel = "TEXT", description = "What a POST sends.")
    private @Nullable String body;

    @Option(
            names = "--auth",
            paramLabel = "HOW:SECRET",
            description = {
                "Say who asks, by the name of a secret: bearer:SECRET, basic:USER:SECRET or"
                        + " header:NAME:SECRET; 'none' for nobody."
            })
    private @Nullable String auth;

    @Option(
            names = "--pages",
            paramLabel = "HOW",
            description = {
                "How there is more: none, link (a Link header, which is followed anyway), next:EXPR,"
                        + " cursor:PARAMETER:EXPR, page[:PARAMETER[:SIZE]], offset:PARAMETER:SIZE; EXPR"
                        + " is jq over the answer."
            })
    private @Nullable String pages;

    @Option(
            names = "--sync",
            paramLabel = "MODE",
            description = {
                "append: what the API does not list any more stays. snapshot: it is deleted, once"
                        + " everything was read."
            })
    private @Nullable String sync;

    @Option(
            names = "--rate",
            paramLabel = "N/UNIT",
            description = "Most requests in a second, minute or hour: 5/s, 60/m; 'none' for any.")
    private @Nullable String rate;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "For one answer: 1s to 10m; 30s unless given.")
    private @Nullable String timeout;

    @Option(
            names = "--most-pages",
            paramLabel = "N",
            description = "Most pages in one run; 1000 unless given.")
    private @Nullable Integer mostPages;

    @Option(
            names = "--most-mb",
            paramLabel = "N",
            description = "Largest answer in MiB; 64 unless given.")
    private @Nullable Integer mostMb;

    /// Whether `--auth` is given.
    boolean hasAuth() {
        return auth != null;
    }

    /// Writes what is given into a source as a source file writes it.
    ///
    /// @throws Failures.BadInput if an option is not written right, or is not for this type
    void writeTo(ObjectNode spec) {
        put(spec, "every", every);
        ObjectNode http = Json.object();
        put(http, "method", method);
        put(http, "body", body);
        put(http, "sync", sync);
        put(http, "timeout", timeout);
        if (mostPages != null) {
            http.put("most_pages", mostPages);
        }
        if (mostMb != null) {
            http.put("most_mb", mostMb);
        }
        boolean more =
                !headers.isEmpty()
                        || !query.isEmpty()
                        || auth != null
                        || pages != null
                        || rate != null;
        if (!spec.path("type").asString("").equals("http") && (more || !http.isEmpty())) {
            throw new Failures.BadInput(
                    "--method, --header, --query, --body, --auth, --pages, --sync, --rate,"
                            + " --timeout, --most-pages and --most-mb are for an HTTP API");
        }
        spec.setAll(http);
        put(spec, "rate", rate);
        set(spec, "auth", auth, HttpAuth::typed);
        set(spec, "pages", pages, Paging::typed);
        headers.forEach(one -> part(spec, "headers", one, ':', "--header NAME:VALUE"));
        query.forEach(one -> part(spec, "query", one, '=', "--query NAME=VALUE"));
    }

    private static void put(ObjectNode spec, String key, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.equals(NONE)) {
            spec.remove(key);
        } else {
            spec.put(key, value);
        }
    }

    private static void set(
            ObjectNode spec,
            String key,
            @Nullable String value,
            Function<String, ObjectNode> reading) {
        if (value == null) {
            return;
        }
        if (value.equals(NONE) && key.equals("auth")) {
            spec.remove(key);
            return;
        }
        try {
            spec.set(key, reading.apply(value));
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput("--" + key + ": " + e.getMessage());
        }
    }

    private static void part(ObjectNode spec, String key, String text, char between, String form) {
        int at = text.indexOf(between);
        String name = at < 0 ? text.strip() : text.substring(0, at).strip();
        if (name.isEmpty() || at < 0) {
            throw new Failures.BadInput("'" + text + "': give " + form);
        }
        String value = text.substring(at + 1).strip();
        ObjectNode object =
                Optional.of(spec.path(key))
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .orElseGet(() -> spec.putObject(key));
        if (value.isEmpty()) {
            object.remove(name);
        } else {
            object.put(name, value);
        }
    }
}
