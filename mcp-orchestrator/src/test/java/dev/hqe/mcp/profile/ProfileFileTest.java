package dev.hqe.mcp.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.NameStyle;
import dev.hqe.mcp.ToolDisplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {

    private static final ToolDisplay SEARCH_SAFE =
            new ToolDisplay(ToolDisplay.Mode.BROKERED, NameStyle.SAFE);

    @TempDir private Path folder = Path.of("");

    private Path path() {
        return folder.resolve(ProfileFile.NAME);
    }

    private ProfileFile file(String text) throws Exception {
        Files.writeString(path(), text);
        return new ProfileFile(path());
    }

    private static Profile profile(String name, List<String> topics, List<String> tools) {
        return new Profile(name, AccessScope.of(topics, tools), ToolDisplay.UNSAID);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        ProfileFile file = new ProfileFile(path());
        Profile one = profile("one", List.of("notes"), List.of("notes.*", "github.*"));
        Profile two = new Profile("2", new AccessScope(List.of(), List.of()), SEARCH_SAFE);

        file.change(all -> all.with(one).with(two));

        assertThat(new ProfileFile(path()).profiles().list()).containsExactly(two, one);
    }

    @Test
    void whoLooksSeesAChangeThatWasMadeBefore() throws Exception {
        ProfileFile elsewhere = new ProfileFile(path());
        ProfileFile file = new ProfileFile(path());
        List<Integer> seen = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            Profile next = profile("p" + i, List.of(), List.of());
            elsewhere.change(all -> all.with(next));
            file.look();
            seen.add(file.profiles().list().size());
        }
        Files.writeString(path(), "profiles: [");
        file.look();

        assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(file.problems()).isNotEmpty();
    }

    @Test
    void whatIsLeftOutIsNotBoundedAndWhatIsEmptyOpensNothing() throws Exception {
        ProfileFile file =
                file(
                        """
                        profiles:
                          all: {}
                          topic: {topics: [notes], show: search, names: safe}
                          no-topic: {topics: []}
                          no-tool: {topics: [notes], tools: []}
                        """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.require("all").scope()).isEqualTo(AccessScope.ALL);
        assertThat(file.require("topic").scope())
                .isEqualTo(new AccessScope(List.of("notes"), List.of("notes.*")));
        assertThat(file.require("topic").display()).isEqualTo(SEARCH_SAFE);
        assertThat(file.require("no-topic").scope())
                .isEqualTo(new AccessScope(List.of(), List.of()));
        assertThat(file.require("no-tool").scope())
                .isEqualTo(new AccessScope(List.of("notes"), List.of()));
    }

    @Test
    void everyProblemIsNamedWithItsLine() throws Exception {
        ProfileFile file =
                file(
                        """
                        profiles:
                          good: {topics: [notes]}
                          "bad name": {}
                          wrong:
                            topics: ["a b"]
                            show: loud
                            tool: ["x"]
                        """);

        assertThat(file.problems()).extracting(Problem::line).contains(3, 5, 6);
        assertThat(file.problems().toString())
                .contains("bad name", "'a b' is not a pattern", "/profiles/wrong/show", "tool");
        assertThat(file.profiles()).isEqualTo(Profiles.NONE);
        assertThatThrownBy(() -> file.require("good"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("profiles.yaml:3");
        assertThatThrownBy(() -> file.change(all -> all))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("is not changed");
    }

    @Test
    void aProfileThatIsNotThereIsNamedWithTheNearest() throws Exception {
        ProfileFile file = file("profiles: {research: {}}");

        assertThatThrownBy(() -> file.require("reserch"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("no profile 'reserch'")
                .hasMessageContaining("did you mean 'research'?");
        assertThatThrownBy(() -> file.profiles().without("other"))
                .isInstanceOf(ProfileException.class);
        assertThatThrownBy(() -> file.profiles().with(profile("research", List.of(), List.of())))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("already");
    }

    @Test
    void aChangeByAnotherHandIsSeenAndTold() throws Exception {
        ProfileFile file = file("profiles: {research: {}}");
        AtomicInteger told = new AtomicInteger();
        file.onChange(told::incrementAndGet);

        Files.writeString(path(), "profiles: {other-name: {}}");

        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> file.profiles().find("other-name").isPresent());
        assertThat(file.profiles().find("research")).isEmpty();
        assertThat(told).hasValue(1);
    }

    @Test
    void saysWhetherAChangeWouldLoseWhatAPersonHasWritten() throws Exception {
        Path file = path();
        ProfileFile profiles = new ProfileFile(file);
        boolean withoutFile = profiles.isAsWritten();
        profiles.change(
                all -> all.with(new Profile("research", AccessScope.ALL, ToolDisplay.UNSAID)));
        boolean written = profiles.isAsWritten();
        Files.writeString(file, Files.readString(file) + "# mine\n");

        assertThat(withoutFile).isTrue();
        assertThat(written).isTrue();
        assertThat(new ProfileFile(file).isAsWritten()).isFalse();
    }
}
