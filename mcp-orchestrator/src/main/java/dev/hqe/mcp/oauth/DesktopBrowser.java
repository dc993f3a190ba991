package dev.hqe.mcp.oauth;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The browser of the desktop that this process runs on, by the system's own opener. Thread-safe.
public final class DesktopBrowser implements Browser {

    /// An opener that finds no browser says so at once; one that has found one may stay as long as
    /// the browser does.
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final List<String> opener;

    /// The one of this system.
    public DesktopBrowser() {
        this(opener(System.getProperty("os.name")));
    }

    /// @param opener the program and its first arguments; the address follows
    DesktopBrowser(List<String> opener) {
        this.opener = List.copyOf(opener);
    }

    static List<String> opener(String osName) {
        String system = osName.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open");
    }

    /// The address is one argument, so nothing in it is read as a command. Waits two seconds at
    /// most.
    @Override
    public void open(URI page) {
        List<String> command =
                java.util.stream.Stream.concat(
                                opener.stream(), java.util.stream.Stream.of(page.toString()))
                        .toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                    && process.exitValue() != 0) {
                throw none(opener.getFirst() + " found none", null);
            }
        } catch (IOException e) {
            throw none(opener.getFirst() + " is not there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was started, and is not waited for
        }
    }

    private static OAuthException none(
            String why, @org.jspecify.annotations.Nullable IOException e) {
        String message = "no browser could be opened: " + why + ". Open the address yourself.";
        return e == null ? new OAuthException(message) : new OAuthException(message, e);
    }
}
