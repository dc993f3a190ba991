package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopBrowserTest {

    private static final URI PAGE = URI.create("https://login.example/a?x=1&y=$(id)");

    @TempDir private Path folder = Path.of("");

    @Test
    void handsTheAddressOverAsOneArgument() throws Exception {
        Path script = folder.resolve("open.sh");
        Path got = folder.resolve("got");
        Files.writeString(script, "printf '%s|%s' \"$#\" \"$1\" > '" + got + "'\n");

        new DesktopBrowser(List.of("sh", script.toString())).open(PAGE);

        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> Files.exists(got) && Files.size(got) > 0);
        assertThat(Files.readString(got)).isEqualTo("1|" + PAGE);
    }

    @Test
    void saysSoWhereThereIsNoOpener() {
        DesktopBrowser none = new DesktopBrowser(List.of("hqe-no-such-opener"));

        assertThatThrownBy(() -> none.open(PAGE))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("Open the address yourself");
    }

    @Test
    void knowsTheOpenerOfEachSystem() {
        assertThat(DesktopBrowser.opener("Linux")).containsExactly("xdg-open");
        assertThat(DesktopBrowser.opener("Mac OS X")).containsExactly("open");
        assertThat(DesktopBrowser.opener("Windows 11")).startsWith("rundll32");
    }
}
