package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.mcp.config.ServerName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerCommandTest {

    @Test
    void windowsVariablesAreFoundInAnyCase() {
        Map<String, String> env =
                ServerEnvironment.of(
                        Map.of("Path", "C:\\Windows", "SystemRoot", "C:\\Windows", "SECRET", "x"),
                        Map.of("path", "D:\\tools"),
                        Platform.WINDOWS);

        assertThat(env).hasSize(2).containsEntry("PATH", "D:\\tools").containsKey("SYSTEMROOT");
    }

    @Test
    void functionsOfOldShellsAreNotInherited() {
        Map<String, String> env =
                ServerEnvironment.of(Map.of("LC_ALL", "() { :; }"), Map.of(), Platform.POSIX);

        assertThat(env).isEmpty();
    }

    @Test
    void refusesWhatCannotBeStarted() {
        ServerCommand cat = ServerCommand.of("cat");

        assertThatThrownBy(() -> ServerCommand.of(" ")).hasMessageContaining("name a program");
        assertThatThrownBy(() -> ServerCommand.of("cat", "a\0b")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> cat.withEnv(Map.of("A=B", "c")))
                .hasMessage(
                        "cat: 'A=B' cannot be an environment variable: no '=' or NUL, not empty");
        assertThatThrownBy(() -> cat.in(Path.of("here"))).hasMessageContaining("not absolute");
        assertThatThrownBy(() -> new ServerName("a/b"))
                .hasMessageContaining("'a/b' is not a server name");
    }

    @Test
    void aServerOfAServerIsMarkedWithBoth() {
        Marker outer = Marker.next();
        Marker inner = Marker.next();

        String value = inner.in(Map.of(Marker.VARIABLE, outer.value()));

        assertThat(value).contains(outer.value(), inner.value());
        assertThat(inner.in(Map.of())).isEqualTo(inner.value());
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        RestartPolicy policy = RestartPolicy.DEFAULT;
        Random random = new Random(1);

        for (int failure = 1; failure <= 100; failure++) {
            Duration pause = policy.pause(failure, random);

            assertThat(pause).isBetween(Duration.ofMillis(250), policy.longest());
        }
        assertThat(policy.pause(1, random)).isLessThanOrEqualTo(policy.first());
        assertThat(policy.pause(100, random)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
