package dev.hqe.mcp.tools;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.mcp.ToolDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The pictures of a tool, in its definition (2025-11-25, Tools, "Icons"): files of the Topic as
/// `data:` URIs, since no client can read the Topic's folder.
final class ToolIcons {

    /// Most bytes of one tool's pictures together: they go along with every list of the tools.
    static final int MAX_BYTES = 64 << 10;

    private static final Logger LOG = System.getLogger(ToolIcons.class.getName());

    private ToolIcons() {}

    /// The definition with its pictures; without those that do not fit or cannot be read.
    static ToolDefinition on(ToolDefinition plain, Topic topic, ToolSpec spec) {
        ArrayNode icons = JsonNodeFactory.instance.arrayNode();
        int left = MAX_BYTES;
        for (String file : spec.icons()) {
            try (InputStream in = Files.newInputStream(topic.file(file))) {
                byte[] bytes = in.readNBytes(left + 1);
                if (bytes.length > left) {
                    continue; // a smaller one behind it may fit
                }
                left -= bytes.length;
                icons.add(icon(file.toLowerCase(Locale.ROOT), bytes));
            } catch (IOException e) {
                LOG.log(Level.WARNING, () -> topic.id() + ": the icon " + file + " is unreadable");
            }
        }
        if (icons.isEmpty()) {
            return plain;
        }
        ObjectNode json = plain.toJson();
        json.set("icons", icons);
        return new ToolDefinition(plain.name(), json, plain.origin());
    }

    private static ObjectNode icon(String file, byte[] bytes) {
        String mimeType =
                switch (file.substring(file.lastIndexOf('.') + 1)) {
                    case "svg" -> "image/svg+xml";
                    case "png" -> "image/png";
                    case "webp" -> "image/webp";
                    default -> "image/jpeg";
                };
        ObjectNode icon = JsonNodeFactory.instance.objectNode();
        icon.put(
                "src", "data:" + mimeType + ";base64," + Base64.getEncoder().encodeToString(bytes));
        icon.put("mimeType", mimeType);
        if (mimeType.equals("image/svg+xml")) {
            icon.putArray("sizes").add("any");
        }
        return icon;
    }
}
