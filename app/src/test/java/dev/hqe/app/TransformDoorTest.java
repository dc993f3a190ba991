package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A Topic whose transform is compiled from Java, and a source that goes through it.
class TransformDoorTest {

    private static final String PROGRAM =
            """
            import dev.hqe.topics.kit.Call;
            import dev.hqe.topics.kit.ToolError;
            import dev.hqe.topics.kit.Tools;

            public final class Main {

                public static void main(String[] args) {
                    new Tools().with("split", Main::split).serve(args);
                }

                private static void split(Call call) {
                    String lines = call.arguments().text("lines");
                    if (lines.isEmpty()) {
                        throw new ToolError("there are no lines");
                    }
                    if (lines.equals("trap")) {
                        throw new IllegalStateException();
                    }
                    call.result().beginArray();
                    for (String line : lines.split(";")) {
                        call.result().beginObject();
                        call.result().key("item").string(line.trim());
                        call.result().endObject();
                    }
                    call.result().endArray();
                }
            }
            """;

    private static final String MANIFEST =
            """
            id: orders
            name: Orders
            version: 1.0.0
            data_schema: {Line: line.json}
            capabilities:
              transforms:
                - name: split
                  description: One record of each line.
                  wasm: orders.wasm
                  args: [split]
            """;

    @TempDir private Path work = Path.of("");

    @Test
    void recordsGoThroughTheProgramOfTheirTopic() throws Exception {
        Path home = work.resolve("home");
        Path folder = work.resolve("orders");
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/Main.java"), PROGRAM);
        Files.writeString(folder.resolve("topic.yaml"), MANIFEST);
        Files.writeString(folder.resolve("line.json"), "{\"required\": [\"item\"]}");
        Path proposed = Files.createDirectory(folder.resolve("sources")).resolve("shop.yaml");
        Files.writeString(
                proposed, "type: file\ntransform: splitt\nmap: {kind: Line, id: .item}\n");
        Path data =
                Files.writeString(
                        work.resolve("shop.jsonl"),
                        "{\"lines\": \"pen; ink\"}\n{\"lines\": \"\"}\n{\"lines\": \"trap\"}\n");

        HqeProcess.run(home, "topic", "build", folder.toString());
        Result wrong = HqeProcess.run(home, "topic", "check", folder.toString());
        Files.writeString(proposed, "type: file\ntransform: split\nmap: {kind: Line, id: .item}\n");
        Result check = HqeProcess.run(home, "topic", "check", folder.toString());
        HqeProcess.run(home, "topic", "install", folder.toString());
        HqeProcess.run(home, "topic", "grant", "orders", "--yes");
        String file = data.toString();
        JsonNode run =
                HqeProcess.run(
                                home, "source", "add", file, "--topic", "orders", "--from", "shop",
                                "--run", "--json")
                        .json();
        Result letters = HqeProcess.run(home, "dead-letters", "list");

        assertThat(wrong.err() + wrong.out())
                .contains(
                        "sources/shop.yaml:2: 'splitt' is no transform of the Topic orders (did you"
                                + " mean 'split'?). It has: split");
        assertThat(check.out()).contains("split: One record of each line.");
        assertThat(run.path("outcome").asString()).isEqualTo("completed");
        assertThat(run.path("created").asInt()).isEqualTo(2);
        assertThat(run.at("/reasons/untransformed").asInt()).isEqualTo(2);
        assertThat(letters.out())
                .contains("transform 'split': there are no lines")
                .contains("transform 'split': orders.wasm: trap");
    }
}
