package dev.hqe.app.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.GoldenCases;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {

    @TempDir private Path temp = Path.of("");

    @ParameterizedTest
    @EnumSource(Language.class)
    void isATopicWithCasesAsSoonAsItsProgramIsThere(Language language) throws IOException {
        Path folder = temp.resolve("weather");
        new TopicTemplate(new TopicId("weather"), language).writeTo(folder);
        Files.createDirectories(folder.resolve("tools"));
        Files.writeString(folder.resolve("tools/weather.wasm"), "");

        Topic topic = TopicReader.read(folder, "weather");

        assertThat(topic.manifest().name()).isEqualTo("Weather");
        assertThat(GoldenCases.read(topic, "weather")).hasSize(3);
        assertThat(texts(folder)).noneMatch(text -> text.matches("(?s).*%[A-Z]+%.*"));
        assertThat(Files.readString(folder.resolve("README.md")))
                .contains(language.files().getFirst(), "hqe topic build weather");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void asksForNothingBesideItsOwnNotesButWhatTheLanguageCannotDoWithout(Language language)
            throws IOException {
        Path folder = temp.resolve("weather");
        new TopicTemplate(new TopicId("weather"), language).writeTo(folder);
        Files.createDirectories(folder.resolve("tools"));
        Files.writeString(folder.resolve("tools/weather.wasm"), "");

        var items = TopicReader.read(folder, "weather").manifest().permissions().items();

        assertThat(items.getFirst().key()).isEqualTo("read weather.Note");
        assertThat(items).hasSize(language == Language.GO ? 3 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-topic", "My Topic", "7 topics", "", "a.b", "topic/../x"})
    void refusesANameThatIsNoId(String name) {
        assertThatThrownBy(() -> TopicTemplate.id(name))
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining("cannot be a Topic's id");
    }

    @Test
    void saysWhichNameWouldDo() {
        assertThatThrownBy(() -> TopicTemplate.id("My-Topic"))
                .hasMessageContaining("(such as 'my_topic')");
        assertThatThrownBy(() -> TopicTemplate.id(TopicId.RESERVED.iterator().next()))
                .hasMessageContaining("is kept for the workbench's own tools");
    }

    @Test
    void leavesAFolderAloneThatHasSomethingInIt() throws IOException {
        Path mine = Files.writeString(temp.resolve("topic.yaml"), "mine");
        TopicTemplate template = new TopicTemplate(new TopicId("weather"), Language.JAVA);

        assertThatThrownBy(() -> template.writeTo(temp)).hasMessageContaining("not empty");
        assertThatThrownBy(() -> template.writeTo(mine)).hasMessageContaining("is a file");

        assertThat(mine).hasContent("mine");
        assertThat(temp).isDirectoryNotContaining("glob:**README.md");
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
