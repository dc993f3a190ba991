package dev.hqe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RemovedTopicTest {

    private static final TopicId WEATHER = new TopicId("weather");

    @Test
    @Timeout(120)
    void takesTheValuesAlongThatItsProgramsKept(@TempDir Path home, @TempDir Path source)
            throws Exception {
        Path folder = Files.createDirectory(source.resolve("weather"));
        Files.writeString(
                folder.resolve("topic.yaml"), "id: weather\nname: Weather\nversion: 1.0.0\n");
        try (Workbench workbench = Workbench.open(home, HqeProcess.installation())) {
            workbench.topics().install(folder);
            workbench.topicValues().set(WEATHER, "last", "1".getBytes(UTF_8));
        }

        try (Workbench workbench = Workbench.open(home, HqeProcess.installation())) {
            assertThat(workbench.topicValues().names(WEATHER)).containsExactly("last");
            workbench.topics().remove("weather");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> workbench.topicValues().names(WEATHER).isEmpty());
        }
    }
}
