package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hqe.ingestion.DeadLetters.Filter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Names and files that are not as one expects.
@Timeout(60)
class OddFilesTest {

    @TempDir Path home;
    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsNamesAsTheyAre() throws IOException {
        String composed = "caf\u00E9.txt";
        String decomposed = "cafe\u0301.txt";
        for (String name : new String[] {" two  spaces .txt", composed, decomposed, "😀.md"}) {
            raw(name, "x");
        }

        bench.run();
        bench.run();

        assertThat(bench.stored())
                .containsOnlyKeys(" two  spaces .txt", composed, decomposed, "😀.md");
        assertThat(bench.stored().values()).allMatch(e -> e.version() == 1);
    }

    @Test
    void refusesNamesThatCannotBeShownAndShowsThemEscaped() throws IOException {
        assumeTrue(isUnix(), "such names need a file system that takes any byte");
        raw("new\nline.txt", "x");
        raw("new\\x0Aline.txt", "a file that is really called so");
        Path latin = bench.files.resolve("x").resolveSibling("latin");
        Files.writeString(Path.of(URI.create(latin.toUri() + "%E9.txt")), "x");
        Files.createDirectory(Path.of(URI.create(latin.toUri() + "%E9")));
        Files.writeString(Path.of(URI.create(latin.toUri() + "%E9/below.txt")), "x");

        bench.run();
        bench.run();

        assertThat(bench.reasons())
                .isEqualTo(
                        Map.of(
                                "new\\x0Aline.txt", "invalid",
                                "latin\\xE9.txt", "invalid",
                                "latin\\xE9/", "invalid"));
        assertThat(bench.stored()).containsOnlyKeys("new\\x0Aline.txt");
    }

    @Test
    void refusesPathsTooLongForAnEntityAndGoesOn() throws IOException {
        String name = "d".repeat(200);
        Path deep = bench.files;
        for (int i = 0; i < 6; i++) {
            deep = Files.createDirectory(deep.resolve(name));
            Files.writeString(deep.resolve("f.txt"), "x");
        }
        bench.file("z.txt", "x");

        IngestReport report = bench.run();

        assertThat(bench.stored()).hasSize(5).containsKey("z.txt");
        assertThat(report.reasons()).isEqualTo(Map.of(Reason.INVALID, 1L));
        assertThat(bench.letters.list(Filter.all(), 0, 9).items().getFirst().detail())
                .contains("is longer than")
                .contains("Shorten it");
    }

    @Test
    void goesDownManyLevels() throws IOException {
        Path deep = bench.files;
        for (int i = 0; i < 400; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.writeString(deep.resolve("f.txt"), "x");

        bench.run();

        assertThat(bench.stored()).hasSize(1);
    }

    @Test
    void followsNoLinks() throws IOException {
        assumeTrue(isUnix(), "making links needs a privilege on this system");
        bench.file("real/a.txt", "x");
        Path outside = Files.writeString(home.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(bench.files.resolve("loop"), bench.files);
        Files.createSymbolicLink(bench.files.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(bench.files.resolve("out.txt"), outside);
        Files.createSymbolicLink(bench.files.resolve(".gitignore"), outside);

        IngestReport report = bench.run();

        assertThat(bench.stored()).containsOnlyKeys("real/a.txt");
        assertThat(bench.reasons()).containsOnlyKeys(".gitignore", "loop", "out.txt", "self");
        assertThat(report.reasons()).isEqualTo(Map.of(Reason.LINK, 4L));
    }

    @Test
    void takesTheFolderBehindALinkThatItIsGiven() throws IOException {
        assumeTrue(isUnix(), "making links needs a privilege on this system");
        bench.file("a.txt", "x");
        Path link = Files.createSymbolicLink(home.resolve("link"), bench.files);

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            ingest.run(bench.files, bench.topic, p -> {});
            IngestReport report = ingest.run(link, bench.topic, p -> {});

            assertThat(report.counts().unchanged()).isEqualTo(1);
        }
    }

    @Test
    void doesNotWaitForPipesAndSockets() throws IOException, InterruptedException {
        assumeTrue(isUnix(), "there are no named pipes in this system's folders");
        Path pipe = bench.files.resolve("pipe");
        assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
                "there is no mkfifo to make a pipe with");
        Files.createDirectory(bench.files.resolve("sub"));
        new ProcessBuilder("mkfifo", bench.files.resolve("sub/.gitignore").toString())
                .start()
                .waitFor(10, TimeUnit.SECONDS);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(bench.files.resolve("s")));

            bench.run();
        }

        assertThat(bench.reasons())
                .isEqualTo(Map.of("pipe", "special", "s", "special", "sub/.gitignore", "special"));
    }

    @Test
    void keepsWhatItCannotReadAnyMore() throws IOException {
        assumeTrue(isUnix(), "permissions are other ones on this system");
        Path file = bench.file("closed.txt", "x");
        Path folder = bench.file("folder/a.txt", "x").getParent();
        bench.file("folder/sub/b.txt", "x");
        bench.file("gone.txt", "x");
        bench.run();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        Files.delete(bench.files.resolve("gone.txt"));
        assumeFalse(Files.isReadable(file), "root may read everything");

        IngestReport report = bench.run();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        assertThat(bench.stored())
                .containsOnlyKeys("closed.txt", "folder/a.txt", "folder/sub/b.txt");
        assertThat(bench.reasons())
                .isEqualTo(Map.of("closed.txt", "unreadable", "folder/", "unreadable"));
        assertThat(report.counts().deleted()).isEqualTo(1);
    }

    @Test
    void refusesFolderThatCannotBeRead() throws IOException {
        assumeTrue(isUnix(), "permissions are other ones on this system");
        Files.setPosixFilePermissions(bench.files, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(bench.files), "root may read everything");

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            assertThatThrownBy(() -> ingest.start(bench.files, bench.topic))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void takesNothingFromAFolderWhoseRulesAreTooManyAndKeepsWhatIsStoredOfIt() throws IOException {
        bench.file("folder/a.txt", "x");
        bench.file("folder/sub/b.txt", "x");
        bench.file("c.txt", "x");
        bench.run();
        Path rules = bench.file("folder/.gitignore", "x.log\n".repeat(10_001));
        bench.file("folder/new.txt", "x");

        IngestReport report = bench.run();

        assertThat(bench.stored()).containsOnlyKeys("c.txt", "folder/a.txt", "folder/sub/b.txt");
        assertThat(bench.reasons()).isEqualTo(Map.of("folder/", "unreadable"));
        assertThat(bench.letters.list(Filter.all(), 0, 9).items().getFirst().detail())
                .isEqualTo(
                        rules
                                + ": has more than 10000 lines, so what it excludes is not known."
                                + " Shorten it.");
        assertThat(report.counts().deleted()).isZero();
    }

    @Test
    void refusesAFolderWhoseRulesAreTooLong() throws IOException {
        bench.file(".gitignore", "x".repeat(300_000));

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            assertThatThrownBy(() -> ingest.start(bench.files, bench.topic))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessageContaining(".gitignore: has more than 262144 bytes");
        }
    }

    @Test
    void leavesOutGitFolders() throws IOException {
        bench.file(".git/config", "x");
        bench.file("sub/.git", "gitdir: elsewhere");
        bench.file("sub/a.txt", "x");

        bench.run();

        assertThat(bench.stored()).containsOnlyKeys("sub/a.txt");
        assertThat(bench.reasons()).isEmpty();
    }

    /// Writes a file whose name the platform's encoding may not have.
    private void raw(String name, String text) throws IOException {
        StringBuilder uri = new StringBuilder(bench.files.toUri().toString());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            uri.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
        Files.writeString(Path.of(URI.create(uri.toString())), text);
    }

    private static boolean isUnix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
