package dev.hqe.conformance;

import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.ResourceTemplate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// A text, an image, something to watch, and a family.
final class FixtureResources implements ResourceProvider {

    private static final String TEXT = "test://static-text";
    private static final String BINARY = "test://static-binary";
    private static final String WATCHED = "test://watched-resource";
    private static final String FAMILY = "test://template/{id}/data";
    private static final Pattern MEMBER = Pattern.compile("test://template/([^/]{1,100})/data");

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return List.of(
                ResourceDefinition.of(TEXT, "static-text", "A text.", "text/plain"),
                ResourceDefinition.of(BINARY, "static-binary", "An image.", "image/png"),
                ResourceDefinition.of(
                        WATCHED, "watched-resource", "Something to watch.", "text/plain"));
    }

    @Override
    public List<ResourceTemplate> templates(Principal principal) {
        return List.of(ResourceTemplate.of(FAMILY, "template", "Data by id.", "application/json"));
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) {
        String uri = read.uri();
        Matcher member = MEMBER.matcher(uri);
        if (member.matches()) {
            String id = member.group(1);
            ObjectNode data = FixtureTool.json("{}");
            data.put("id", id).put("templateTest", true).put("data", "Data for ID: " + id);
            return Optional.of(contents(uri, "application/json", "text", data.toString()));
        }
        return switch (uri) {
            case TEXT ->
                    Optional.of(
                            contents(
                                    uri,
                                    "text/plain",
                                    "text",
                                    "This is the content of the static text resource."));
            case BINARY -> Optional.of(contents(uri, "image/png", "blob", ContentTools.PNG));
            case WATCHED -> Optional.of(contents(uri, "text/plain", "text", "Watched."));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Completion> complete(CompletionRequest request) {
        return request.reference().equals(FAMILY)
                ? Optional.of(Completion.among(List.of("123", "124", "200"), request.value()))
                : Optional.empty();
    }

    private static ObjectNode contents(String uri, String mimeType, String member, String value) {
        ObjectNode result = FixtureTool.json("{}");
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", mimeType)
                .put(member, value);
        return result;
    }
}
