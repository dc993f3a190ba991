package dev.hqe.topics.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keeps `docs/topics/java.md` complete.
class KitDocumentTest {

    @ParameterizedTest
    @ValueSource(
            classes = {Tools.class, Call.class, JsonObject.class, JsonWriter.class, Host.class})
    void everyMethodThatAToolCanCallIsExplained(Class<?> type) throws IOException {
        Set<String> methods = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                methods.add(method.getName());
            }
        }

        String page = Files.readString(Path.of("..", "..", "docs", "topics", "java.md"));

        assertThat(methods).isNotEmpty().allSatisfy(name -> assertThat(page).contains(name + "("));
    }
}
