package dev.hqe.mcp.guest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.sandbox.HostAnswer;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.sandbox.HttpAnswer;
import dev.hqe.mcp.sandbox.HttpCall;
import dev.hqe.mcp.tools.WorkbenchForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A Topic with the permissions that a test wants, and a call of one of its programs.
final class WeatherTopic implements AutoCloseable {

    private final TopicHosts hosts;
    private TopicHost host;

    /// @param permissions the YAML below `permissions:`, in flow style
    WeatherTopic(Path work, String permissions, GuestServices services) throws IOException {
        Path folder = work.resolve("weather");
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(
                folder.resolve("schemas/reading.json"),
                """
                {"type": "object", "required": ["celsius"], "additionalProperties": false,
                 "properties": {"celsius": {"type": "number"}, "place": {"type": "string"}}}
                """);
        Files.writeString(
                folder.resolve("topic.yaml"),
                """
                id: weather
                name: Weather
                version: 1.0.0
                data_schema: {Reading: schemas/reading.json, Station: schemas/reading.json}
                config: {unit: celsius}
                permissions:
                """
                        + permissions.indent(2));
        Topic topic = TopicReader.read(folder, "weather");
        hosts = new TopicHosts(topic, topic.manifest().permissions(), services);
        host = hosts.open("forecast");
    }

    static WeatherTopic with(Path work, String permissions, WorkbenchForTests workbench)
            throws IOException {
        return new WeatherTopic(work, permissions, workbench.services());
    }

    static WeatherTopic with(
            Path work, String permissions, WorkbenchForTests workbench, WebClient web)
            throws IOException {
        return new WeatherTopic(work, permissions, workbench.services(web, MemorySearch.NONE));
    }

    TopicHost host() {
        return host;
    }

    /// Ends the call and begins the next.
    void nextCall() {
        host.close();
        host = hosts.open("forecast");
    }

    void revoke() {
        hosts.revoke();
    }

    /// The answer to a question that is answered.
    JsonNode ask(HostCall function, String request) {
        HostAnswer<byte[]> answer = host.call(function, request.getBytes(UTF_8));
        assertThat(answer).isInstanceOf(HostAnswer.Value.class);
        return Json.MAPPER.readTree(((HostAnswer.Value<byte[]>) answer).value());
    }

    boolean isAbsent(HostCall function, String request) {
        return host.call(function, request.getBytes(UTF_8)) instanceof HostAnswer.Absent;
    }

    HostAnswer.Refused<byte[]> refused(HostCall function, String request) {
        HostAnswer<byte[]> answer = host.call(function, request.getBytes(UTF_8));
        assertThat(answer).isInstanceOf(HostAnswer.Refused.class);
        return (HostAnswer.Refused<byte[]>) answer;
    }

    String failed(HostCall function, String request) {
        HostAnswer<byte[]> answer = host.call(function, request.getBytes(UTF_8));
        assertThat(answer).isInstanceOf(HostAnswer.Failed.class);
        return ((HostAnswer.Failed<byte[]>) answer).error();
    }

    HostAnswer<HttpAnswer> fetch(
            String method, String url, Map<String, String> headers, String body) {
        return host.http(new HttpCall(method, url, headers, body.getBytes(UTF_8)));
    }

    HttpAnswer fetched(String url, Map<String, String> headers) {
        HostAnswer<HttpAnswer> answer = fetch("GET", url, headers, "");
        assertThat(answer).isInstanceOf(HostAnswer.Value.class);
        return ((HostAnswer.Value<HttpAnswer>) answer).value();
    }

    static String body(HttpAnswer answer) {
        return new String(answer.body(), UTF_8);
    }

    static String why(HostAnswer<HttpAnswer> answer) {
        return switch (answer) {
            case HostAnswer.Refused<HttpAnswer> refused -> refused.reason();
            case HostAnswer.Failed<HttpAnswer> failed -> failed.error();
            case HostAnswer.Absent<HttpAnswer> absent -> throw new AssertionError("absent");
            case HostAnswer.Value<HttpAnswer> value ->
                    throw new AssertionError("answered " + value.value());
        };
    }

    @Override
    public void close() {
        host.close();
    }
}
