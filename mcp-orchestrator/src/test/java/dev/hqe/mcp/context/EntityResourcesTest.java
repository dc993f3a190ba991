package dev.hqe.mcp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.tools.WorkbenchForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class EntityResourcesTest {

    static final Principal AGENT = new Principal(Principal.Kind.AGENT, "test", "1");

    private final WorkbenchForTests workbench;
    private final EntityResources resources;

    EntityResourcesTest(@TempDir Path work) {
        workbench = new WorkbenchForTests(work);
        resources = new EntityResources(workbench.entities(), workbench.bus());
        workbench.store("notes/a file+b%.txt", "a/one", "apples and pears");
        workbench.store("notes/2", "b/two", "plums");
    }

    @AfterEach
    void close() {
        resources.close();
        workbench.close();
    }

    private Optional<ObjectNode> read(String uri) {
        return resources.read(new ResourceRead(AGENT, uri, Caller.NONE));
    }

    @Test
    void readsAnEntityAndItsTextByAddressesThatNeedEncoding() {
        String id = "notes/a file+b%.txt";
        String entity = new HqeUri("entities", id).toString();
        String document = new HqeUri("documents", id).toString();

        assertThat(entity).isEqualTo("hqe://entities/notes/a%20file%2Bb%25.txt");
        assertThat(read(entity).orElseThrow().at("/contents/0/text").asString())
                .contains("\"path\":\"a/one\"");
        assertThat(read(document).orElseThrow().at("/contents/0/text").asString())
                .isEqualTo("apples and pears");
    }

    @Test
    void knowsNothingOfOtherAddresses() {
        for (String uri :
                List.of(
                        "hqe://entities/none",
                        "hqe://entities/",
                        "hqe://entities",
                        "hqe://documents/%zz",
                        "hqe://documents/%00",
                        "hqe://secrets/notes/2",
                        "file:///etc/passwd",
                        "")) {
            assertThat(read(uri)).as(uri).isEmpty();
        }
    }

    @Test
    void suggestsIds() {
        CompletionRequest request =
                new CompletionRequest(AGENT, "hqe://entities/{+id}", "id", "notes/2", Map.of());

        assertThat(resources.complete(request).orElseThrow().values()).containsExactly("notes/2");
    }

    @Test
    void tellsOfChangesOnlyWhileSomebodyWatches() {
        List<String> updates = new CopyOnWriteArrayList<>();
        resources.onUpdate(updates::add);
        int before = workbench.bus().subscriptions().size();

        resources.watched("hqe://entities/notes/2", true);
        workbench.store("notes/2", "b/two", "changed");
        await("told, of the first version too if that was slow to be known")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(updates).containsOnly("hqe://entities/notes/2"));
        resources.watched("hqe://entities/notes/2", false);

        assertThat(workbench.bus().subscriptions()).hasSize(before);
    }
}
