package dev.hqe.mcp.sandbox;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A host that notes what it is asked and answers as it is told.
final class RecordingHost implements GuestHost {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> logged = new CopyOnWriteArrayList<>();
    private Function<byte[], HostAnswer<byte[]>> answers = HostAnswer.Value::new;
    private Function<HttpCall, HostAnswer<HttpAnswer>> web = call -> new HostAnswer.Absent<>();
    private Map<String, String> settings = Map.of();

    RecordingHost answering(Function<byte[], HostAnswer<byte[]>> given) {
        answers = given;
        return this;
    }

    RecordingHost serving(Function<HttpCall, HostAnswer<HttpAnswer>> given) {
        web = given;
        return this;
    }

    RecordingHost with(Map<String, String> given) {
        settings = given;
        return this;
    }

    @Override
    public HostAnswer<byte[]> call(HostCall function, byte[] request) {
        asked.add(function.function() + " " + new String(request, StandardCharsets.UTF_8));
        return answers.apply(request);
    }

    @Override
    public HostAnswer<HttpAnswer> http(HttpCall request) {
        asked.add(request.method() + " " + request.url() + " " + request.headers());
        return web.apply(request);
    }

    @Override
    public Optional<String> config(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public void log(Level level, String text) {
        logged.add(level + " " + text);
    }
}
