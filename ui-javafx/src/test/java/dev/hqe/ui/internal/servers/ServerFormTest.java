package dev.hqe.ui.internal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServerConfig.Http;
import dev.hqe.mcp.config.HostedServerConfig.Stdio;
import dev.hqe.mcp.config.ServerName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerFormTest {

    @Test
    void saysNothingBeforeAnythingIsTyped() {
        ServerForm form = new ServerForm(List.of("files"));

        for (ServerForm.Part part : ServerForm.Part.values()) {
            assertThat(form.problem(part).get()).as("%s", part).isEmpty();
        }
    }

    @Test
    void saysWhatIsMissingOnceItIsToBeSaved() {
        ServerForm form = new ServerForm(List.of());

        assertThat(form.read()).isEmpty();

        assertThat(form.complete()).contains(ServerForm.Part.NAME);
        assertThat(form.problem(ServerForm.Part.COMMAND).get()).isEqualTo("Name the program.");
    }

    @Test
    void refusesANameThatIsTakenWhileItIsTyped() {
        ServerForm form = new ServerForm(List.of("files"));

        form.name().set("Files");

        assertThat(form.problem(ServerForm.Part.NAME).get()).contains("in use");
    }

    @Test
    void asksForArgumentsApartFromTheCommand() {
        ServerForm form = new ServerForm(List.of());

        form.command().set("npx -y server-everything");

        assertThat(form.problem(ServerForm.Part.COMMAND).get()).contains("one on each line");
    }

    @Test
    void makesAProgramOfWhatWasTyped() {
        ServerForm form = new ServerForm(List.of());
        form.name().set(" files ");
        form.command().set("npx");
        form.arguments().set("-y\n\nserver-filesystem\n/home/ana/my notes\n");

        HostedServerConfig read = form.read().orElseThrow();

        assertThat(read)
                .isEqualTo(
                        new Stdio(
                                new ServerName("files"),
                                "npx",
                                List.of("-y", "server-filesystem", "/home/ana/my notes"),
                                Map.of(),
                                null,
                                false,
                                List.of()));
    }

    @Test
    void refusesASecretInClearAndTakesItAsASecret() {
        ServerForm form = new ServerForm(List.of());
        form.name().set("github");
        form.command().set("npx");
        form.addEntry();
        FormEntry entry = form.variables().getFirst();
        entry.name.set("GITHUB_TOKEN");
        entry.value.set("ghp_0123456789abcdefghijABCDEFGHIJ012345");
        String inClear = form.problem(ServerForm.Part.ENTRIES).get();

        entry.secret.set(true);
        entry.typed.set("ghp_0123456789abcdefghijABCDEFGHIJ012345");

        assertThat(inClear).contains("Choose Secret").doesNotContain("ghp_0123");
        assertThat(((Stdio) form.read().orElseThrow()).env())
                .containsEntry("GITHUB_TOKEN", "${secret:github/GITHUB_TOKEN}");
        assertThat(form.secrets()).containsOnlyKeys("github/GITHUB_TOKEN");
    }

    @Test
    void sendsATokenAsABearerInTheAuthorizationHeader() {
        ServerForm form = new ServerForm(List.of());
        form.name().set("tickets");
        form.way().set(ServerForm.Way.ADDRESS);
        form.url().set("https://tickets.example/mcp");
        form.addEntry();
        FormEntry entry = form.headers().getFirst();
        entry.name.set("Authorization");
        entry.secret.set(true);
        entry.secretName.set("tickets/token");

        Http read = (Http) form.read().orElseThrow();

        assertThat(read.headers()).containsEntry("Authorization", "Bearer ${secret:tickets/token}");
    }

    @Test
    void checksAnAddressWhileItIsTyped() {
        ServerForm form = new ServerForm(List.of());
        form.way().set(ServerForm.Way.ADDRESS);

        form.url().set("tickets.example/mcp");
        String noScheme = form.problem(ServerForm.Part.URL).get();
        form.url().set("https://");
        String noHost = form.problem(ServerForm.Part.URL).get();
        form.url().set("https://tickets.example/mcp");

        assertThat(noScheme).contains("https://");
        assertThat(noHost).isNotEmpty();
        assertThat(form.problem(ServerForm.Part.URL).get()).isEmpty();
    }

    @Test
    void keepsWhatItDoesNotShowWhenAServerIsChanged() {
        Stdio before =
                new Stdio(
                        new ServerName("files"),
                        "npx",
                        List.of("-y", "x"),
                        Map.of("KEY", "${secret:files/KEY}", "MODE", "ro"),
                        "notes",
                        true,
                        List.of("read"));
        ServerForm form = new ServerForm(before);

        form.folder().set("other");

        Stdio after = (Stdio) form.read().orElseThrow();
        assertThat(after.cwd()).isEqualTo("other");
        assertThat(after.env()).isEqualTo(before.env());
        assertThat(after.disabled()).isTrue();
        assertThat(after.autoApprove()).containsExactly("read");
        assertThat(form.secrets()).isEmpty();
    }

    @Test
    void refusesAReferenceThatIsNotClosed() {
        ServerForm form = new ServerForm(List.of());
        form.command().set("npx");

        form.arguments().set("--key=${secret:a/b");

        assertThat(form.problem(ServerForm.Part.ARGUMENTS).get()).contains("Line 1", "closed");
    }
}
