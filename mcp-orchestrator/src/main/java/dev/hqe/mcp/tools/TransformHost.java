package dev.hqe.mcp.tools;

import dev.hqe.mcp.guest.TopicHost;
import dev.hqe.mcp.sandbox.GuestHost;
import dev.hqe.mcp.sandbox.HostAnswer;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.sandbox.HttpAnswer;
import dev.hqe.mcp.sandbox.HttpCall;
import dev.hqe.mcp.sandbox.Permission;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// What a transform may ask for: its settings and the log. It is called for every record, also when
/// nobody looks and again whenever a dead letter is tried again, so what it does must not be seen
/// from outside and must not depend on what is there.
///
/// @param topic the host of its Topic's tools
record TransformHost(TopicHost topic) implements GuestHost {

    private static final String ONLY_COMPUTES =
            "a transform computes and may do nothing else, whatever its Topic was granted; let a tool"
                    + " do that";

    @Override
    public HostAnswer<byte[]> call(HostCall function, byte[] request) {
        return new HostAnswer.Refused<>(function.permission(), ONLY_COMPUTES);
    }

    @Override
    public HostAnswer<HttpAnswer> http(HttpCall request) {
        return new HostAnswer.Refused<>(Permission.HTTP, ONLY_COMPUTES);
    }

    @Override
    public Optional<String> config(String key) {
        return topic.config(key);
    }

    @Override
    public void log(Level level, String text) {
        topic.log(level, text);
    }
}
