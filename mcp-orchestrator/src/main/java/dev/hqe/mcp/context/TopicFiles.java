package dev.hqe.mcp.context;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.FlowSpec;
import dev.hqe.kernel.topic.TopicManifest.PromptSpec;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The texts that Topics are made of: manifest, schemas, prompts, flows. Only files that a manifest
/// names are there, so no address leads out of a Topic's folder. Thread-safe.
public final class TopicFiles implements ResourceProvider {

    private static final String COLLECTION = "topics";
    private static final int MAX_BYTES = 4 << 20;

    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile Map<String, TopicFile> files = Map.of();

    private record TopicFile(ResourceDefinition definition, String mimeType, Path path) {}

    /// The files of these Topics.
    public TopicFiles(Collection<Topic> topics) {
        this.files = files(topics);
    }

    /// Offers the files of these Topics instead, and tells the listeners.
    public void reload(Collection<Topic> topics) {
        files = files(topics);
        listeners.tell(Runnable::run);
    }

    private static Map<String, TopicFile> files(Collection<Topic> topics) {
        Map<String, TopicFile> files = new LinkedHashMap<>();
        for (Topic topic : topics) {
            List<String> names = new ArrayList<>();
            if (Files.isRegularFile(topic.file("topic.yaml"))) { // an Agent Plugin needs none
                names.add("topic.yaml");
            }
            names.addAll(topic.manifest().dataSchema().values());
            topic.manifest().capabilities().prompts().stream()
                    .map(PromptSpec::file)
                    .forEach(names::add);
            topic.manifest().capabilities().flows().stream()
                    .map(FlowSpec::file)
                    .forEach(names::add);
            for (String name : names) {
                String uri = new HqeUri(COLLECTION, topic.id().value() + "/" + name).toString();
                String mimeType = mimeType(name);
                ResourceDefinition definition =
                        ResourceDefinition.of(
                                uri,
                                topic.id() + "/" + name,
                                "A file of the Topic " + topic.manifest().name() + ".",
                                mimeType);
                files.putIfAbsent(uri, new TopicFile(definition, mimeType, topic.file(name)));
            }
        }
        return files;
    }

    private static String mimeType(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "yaml", "yml" -> "application/yaml";
            case "json" -> "application/json";
            case "md" -> "text/markdown";
            default -> "text/plain";
        };
    }

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return files.values().stream().map(TopicFile::definition).toList();
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) {
        TopicFile file = files.get(read.uri());
        if (file == null) {
            return Optional.empty();
        }
        try {
            if (Files.size(file.path) > MAX_BYTES) {
                throw new McpException(read.uri() + " is larger than " + MAX_BYTES + " bytes");
            }
            String text = Files.readString(file.path);
            return Optional.of(Contents.text(read.uri(), file.mimeType, text));
        } catch (CharacterCodingException e) {
            throw new McpException(read.uri() + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new McpException(read.uri() + " cannot be read any more", e);
        }
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
