package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.host.ServerStatus;
import dev.hqe.mcp.oauth.SignInNeeded;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Tries a server out before it is saved: starts it, asks what it offers, and stops it. For the
/// JavaFX thread.
final class TrialModel implements AutoCloseable {

    /// How far it is.
    sealed interface Trial {

        /// Nobody has tried.
        record None() implements Trial {}

        /// It is being started.
        record Running() implements Trial {}

        /// It works.
        ///
        /// @param speaks its name, version and protocol
        /// @param tools what it calls its tools
        record Worked(String speaks, List<String> tools, int prompts, int resources, Duration took)
                implements Trial {

            public Worked {
                tools = List.copyOf(tools);
            }
        }

        /// It can be reached, and wants a person to sign in, which is done when it is saved.
        record WantsSignIn(String words) implements Trial {}

        /// It does not work.
        record Failed(Failing failing, List<String> stderr) implements Trial {

            public Failed {
                stderr = List.copyOf(stderr);
            }
        }
    }

    private static final Trial NONE = new Trial.None();

    private final ServerHosting hosting;
    private final FxDispatcher dispatcher;
    private final ReadOnlyObjectWrapper<Trial> trial = new ReadOnlyObjectWrapper<>(NONE);
    private @Nullable Thread running;
    private long number;

    TrialModel(ServerHosting hosting, FxDispatcher dispatcher) {
        this.hosting = hosting;
        this.dispatcher = dispatcher;
    }

    ReadOnlyObjectProperty<Trial> trial() {
        return trial.getReadOnlyProperty();
    }

    /// Tries this one, and gives up one that is being tried.
    ///
    /// @param secrets that were typed for it, by name; overwritten when it is over
    void begin(HostedServerConfig server, Map<String, char[]> secrets) {
        cancel();
        long mine = ++number;
        trial.set(new Trial.Running());
        running =
                Thread.ofVirtual()
                        .name("window-trial")
                        .start(() -> {
                            Trial came = attempt(server, secrets);
                            dispatcher.post(() -> {
                                if (number == mine) {
                                    running = null;
                                    trial.set(came);
                                }
                            });
                        });
    }

    private Trial attempt(HostedServerConfig server, Map<String, char[]> typed) {
        try (PendingSecrets secrets = new PendingSecrets(hosting.secrets(), typed);
                ServerHosting.Trial one =
                        hosting.tryOut(
                                server,
                                secrets,
                                page -> {
                                    throw new SignInNeeded(
                                            page, Texts.of("servers.trial.signIn.after"));
                                },
                                ServerHosting.Waiting.FOR_THE_SERVER)) {
            return connected(server, one.host());
        } catch (IOException e) {
            return new Trial.Failed(Failing.of(String.valueOf(e.getMessage())), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        } catch (RuntimeException e) { // the edge: shown to the person
            return new Trial.Failed(Failing.of(String.valueOf(e.getMessage())), List.of());
        } finally {
            typed.values().forEach(value -> Arrays.fill(value, '\0'));
        }
    }

    private static Trial connected(HostedServerConfig server, ServerHost host)
            throws InterruptedException {
        long began = System.nanoTime();
        try {
            host.connect(server.name());
        } catch (McpException e) {
            ServerStatus status = host.status(server.name());
            String reason = status.reason().isEmpty() ? e.getMessage() : status.reason();
            return status.wantsSignIn()
                    ? new Trial.WantsSignIn(Failing.of(String.valueOf(reason)).what())
                    : new Trial.Failed(Failing.of(String.valueOf(reason)), status.stderr());
        }
        ServerStatus status = host.status(server.name());
        return new Trial.Worked(
                status.speaks(),
                host.tools().stream()
                        .map(tool -> tool.definition().name().value())
                        .map(name -> name.substring(server.name().value().length() + 1))
                        .toList(),
                status.prompts(),
                status.resources(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /// Gives up; also what was found is not shown any more.
    void cancel() {
        number++;
        Thread now = running;
        running = null;
        if (now != null) {
            now.interrupt();
        }
        trial.set(NONE);
    }

    @Override
    public void close() {
        cancel();
    }
}
