package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.CatalogBench.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TopicPackTest {

    @TempDir Path temp;

    private Path topic() throws IOException {
        Path folder = temp.resolve("topic");
        write(folder, "topic.yaml", "id: notes\nname: Notes\nversion: 1.0.0\n");
        write(folder, "tools/a.wasm", "a");
        write(folder, "tests/one.yaml", "tests: []\n");
        write(folder, ".git/config", "never packed");
        write(folder, "node_modules/x/index.js", "never packed");
        return folder;
    }

    /// A zip with these names, each with its own name for content.
    private Path zip(String... names) throws IOException {
        Path zip = temp.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private Path target() throws IOException {
        return Files.createTempDirectory(temp, "target");
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(temp)) {
            return all.map(path -> temp.relativize(path).toString()).sorted().toList();
        }
    }

    private void assertRefused(Path zip, String why) throws IOException {
        Path target = target();
        List<String> before = everything();

        assertThatThrownBy(() -> TopicPack.unpack(zip, target))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining(why);

        String inside = temp.relativize(target).toString();
        assertThat(everything())
                .filteredOn(path -> !path.startsWith(inside))
                .isEqualTo(before.stream().filter(path -> !path.startsWith(inside)).toList());
    }

    @Test
    void theSameFilesMakeTheSameBytesWhateverTheirTimes() throws IOException {
        Path folder = topic();
        String first = TopicPack.write(folder, temp.resolve("one.zip"));
        Files.setLastModifiedTime(
                folder.resolve("tools/a.wasm"),
                FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));

        String second = TopicPack.write(folder, temp.resolve("two.zip"));

        assertThat(second).isEqualTo(first);
        assertThat(temp.resolve("two.zip")).hasSameBinaryContentAs(temp.resolve("one.zip"));
    }

    @Test
    void theFirstEntryHasTheSumOfEachOther() throws IOException {
        Path zip = temp.resolve("one.zip");
        TopicPack.write(topic(), zip);

        try (ZipFile packed = new ZipFile(zip.toFile())) {
            assertThat(packed.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "topic.sha256", "tests/one.yaml", "tools/a.wasm", "topic.yaml");
            assertThat(
                            new String(
                                    packed.getInputStream(packed.getEntry("topic.sha256"))
                                            .readAllBytes(),
                                    StandardCharsets.UTF_8))
                    .contains(Sha256.of("a") + "  tools/a.wasm\n");
        }
    }

    @Test
    void whatIsPackedIsUnpackedAsItWas() throws IOException {
        Path folder = topic();
        TopicPack.write(folder, temp.resolve("one.zip"));
        Path target = target();

        TopicPack.unpack(temp.resolve("one.zip"), target);

        assertThat(target.resolve("topic.yaml"))
                .hasSameBinaryContentAs(folder.resolve("topic.yaml"));
        assertThat(target.resolve("tests/one.yaml")).hasContent("tests: []");
        assertThat(target.resolve("topic.sha256")).doesNotExist();
    }

    @Test
    void aZipOfTheFolderItselfIsUnpackedWithoutIt() throws IOException {
        Path target = target();

        TopicPack.unpack(zip("notes-main/topic.yaml", "notes-main/tools/a.wasm"), target);

        assertThat(target.resolve("tools/a.wasm")).hasContent("notes-main/tools/a.wasm");
    }

    @Test
    void aFileThatIsNotWhatTheSumsSayIsRefused() throws IOException {
        Path zip = temp.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("topic.sha256"));
            out.write((Sha256.of("other") + "  topic.yaml\n").getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("topic.yaml"));
            out.write("id: notes".getBytes(StandardCharsets.UTF_8));
        }

        assertRefused(zip, "topic.yaml is not what its topic.sha256 says");
    }

    @Test
    void aFileThatTheSumsDoNotNameIsRefused() throws IOException {
        Path zip = temp.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("topic.sha256"));
            out.putNextEntry(new ZipEntry("topic.yaml"));
        }

        assertRefused(zip, "topic.yaml is not in its topic.sha256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "tools/../../evil.txt",
                "/etc/evil.txt",
                "C:/evil.txt",
                "C:evil.txt",
                "..\\evil.txt",
                "tools\\evil.txt",
                "tools//evil.txt",
                "./evil.txt"
            })
    void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
        assertRefused(zip("topic.yaml", name), "is not a name inside the zip's own folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "tools/nul.wasm", "com1.txt", "a:b", "what?.md", "tools/aux"})
    void aNameThatWindowsCannotHaveIsRefused(String name) throws IOException {
        assertRefused(
                zip("topic.yaml", name),
                name.equals("a:b") ? "is not a name inside" : "cannot have this name on Windows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/a.wasm ", "tools/a.", "tools/a\u202ecod.wasm", "a\nb"})
    void aNameThatLooksLikeAnotherIsRefused(String name) throws IOException {
        assertRefused(zip("topic.yaml", name), "");
    }

    @Test
    void namesThatDifferOnlyInCaseAreRefused() throws IOException {
        assertRefused(zip("topic.yaml", "Topic.YAML"), "Topic.YAML is there twice");
        assertRefused(zip("topic.yaml", "tools/a.wasm", "Tools/b.wasm"), "Tools is there twice");
        assertRefused(zip("topic.yaml", "tools", "tools/b.wasm"), "tools is there twice");
        assertRefused(zip("topic.yaml", "stra\u00dfe", "STRASSE"), "STRASSE is there twice");
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Path zip = zip("topic.yaml", "tools/link");
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int last = 0;
        for (int at = 0; at < bytes.length - 4; at++) {
            last = buffer.getInt(at) == 0x02014b50 ? at : last;
        }
        buffer.putInt(last + 38, 0xa1ff << 16); // a link, as the zip program of Unix writes it
        Files.write(zip, bytes);

        assertRefused(zip, "tools/link is a link or a device");
    }

    @Test
    void aBombIsStoppedWhileItGrows() throws IOException {
        Path zip = temp.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bomb"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }

        assertRefused(zip, "becomes more than 200 times larger");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        String[] names = new String[PackNames.MAX_FILES + 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "f" + i;
        }

        assertRefused(zip(names), "has more than 2000 files");
    }

    @Test
    void whatIsNoZipIsSaidToBeNone() throws IOException {
        Path zip = Files.writeString(temp.resolve("made.zip"), "no zip at all");

        assertRefused(zip, "is no zip that can be read");
    }
}
