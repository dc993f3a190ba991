package dev.hqe.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A stream of server-sent events, as a client reads it.
final class EventLines implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader reader;

    /// One event; without data it is an empty string, without an id likewise.
    record Event(String id, String data, String retry) {

        JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    EventLines(HttpResponse<InputStream> response) {
        this.response = response;
        this.reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    EventLines isStream() {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header("content-type")).isEqualTo("text/event-stream");
        return this;
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// The next event; null at the end.
    Event next() {
        String id = "";
        String retry = "";
        String data = "";
        boolean any = false;
        try {
            String line = reader.readLine();
            while (line != null) {
                if (line.isEmpty() && any) {
                    return new Event(id, data, retry);
                }
                any |= !line.isEmpty() && !line.startsWith(":");
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("retry: ")) {
                    retry = line.substring(7);
                }
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Event("", "", "end");
    }

    /// The messages up to the end.
    List<JsonNode> rest() {
        List<JsonNode> messages = new ArrayList<>();
        Event event = next();
        while (!event.retry().equals("end")) {
            if (!event.data().isEmpty()) {
                messages.add(event.json());
            }
            event = next();
        }
        return messages;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
