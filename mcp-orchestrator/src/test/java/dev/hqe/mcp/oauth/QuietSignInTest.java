package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.mcp.oauth.ScriptedServers.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No token, code or secret reaches a log, whatever goes wrong on the way.
class QuietSignInTest {

    // Held here: the logging system keeps loggers by weak references.
    private final Logger root = Logger.getLogger("");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Collector(lines);
    private final SignInBench bench = new SignInBench();
    private Level before = Level.INFO;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        handler.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    @AfterEach
    void close() {
        root.removeHandler(handler);
        root.setLevel(before);
        bench.close();
    }

    @Test
    void noSecretIsLogged() throws Exception {
        bench.servers.expiresIn = Optional.of(1_000);
        bench.challenged(401);
        bench.header();
        bench.forward(950);
        bench.servers.answers.put(
                "/token",
                seen -> new Answer(503, Map.of(), "busy " + seen.form().get("refresh_token")));
        bench.header();
        bench.forward(2_000);
        assertThatThrownBy(bench::header)
                .isInstanceOf(OAuthException.class)
                .hasMessageNotContaining("refresh-");
        bench.servers.answers.put("/token", seen -> bench.servers.tokens());
        bench.breakStore();
        bench.challenged(401);

        assertThat(lines).anyMatch(line -> line.contains("could not be stored"));
        assertThat(lines)
                .noneMatch(line ->
                        line.contains("access-")
                                || line.contains("refresh-")
                                || line.contains("code_verifier"));
    }

    private static final class Collector extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final List<String> lines;

        Collector(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
