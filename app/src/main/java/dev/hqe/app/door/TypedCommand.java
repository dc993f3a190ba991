package dev.hqe.app.door;

import dev.hqe.app.terminal.Station;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A command as it goes to the workbench.
///
/// @param arguments as they were typed
/// @param directory where
/// @param attended whether a person sits there
/// @param outCharset of its standard output
/// @param errCharset of its standard error
record TypedCommand(
        List<String> arguments,
        Path directory,
        boolean attended,
        Charset outCharset,
        Charset errCharset) {

    private static final int MOST_ARGUMENTS_SHOWN = 8;
    private static final int MOST_CHARS_SHOWN = 80;

    TypedCommand {
        arguments = List.copyOf(arguments);
    }

    static TypedCommand at(Station station, List<String> arguments) {
        return new TypedCommand(
                arguments,
                station.directory(),
                station.isAttended(),
                station.outCharset(),
                station.errCharset());
    }

    /// The frame of it, which may be too long to be read.
    Frame toFrame() {
        ObjectNode json =
                Json.object()
                        .put("directory", directory.toString())
                        .put("attended", attended)
                        .put("out", outCharset.name())
                        .put("err", errCharset.name());
        ArrayNode list = json.putArray("arguments");
        arguments.forEach(list::add);
        return Frame.of(Frame.Kind.COMMAND, Json.MAPPER.writeValueAsBytes(json));
    }

    static TypedCommand of(Frame frame) throws IOException {
        if (frame.kind() != Frame.Kind.COMMAND) {
            throw new IOException("a command begins with itself, not with " + frame.kind());
        }
        try {
            JsonNode json = Json.MAPPER.readTree(frame.bytes());
            List<String> arguments = new ArrayList<>();
            json.path("arguments").forEach(argument -> arguments.add(argument.asString()));
            Path directory = Path.of(json.path("directory").asString());
            if (!directory.isAbsolute()) {
                throw new IOException("a command whose folder is not absolute");
            }
            return new TypedCommand(
                    arguments,
                    directory,
                    json.path("attended").asBoolean(),
                    Charset.forName(json.path("out").asString()),
                    Charset.forName(json.path("err").asString()));
        } catch (JacksonException | InvalidPathException e) {
            throw new IOException("a command that cannot be read", e);
        } catch (IllegalArgumentException e) { // of the character sets
            throw new IOException("a command of an unknown character set", e);
        }
    }

    /// What others see of the arguments.
    static List<String> shown(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        for (String argument : arguments) {
            if (shown.size() == MOST_ARGUMENTS_SHOWN) {
                shown.add("...");
                break;
            }
            shown.add(
                    argument.length() <= MOST_CHARS_SHOWN
                            ? argument
                            : argument.substring(0, MOST_CHARS_SHOWN) + "...");
        }
        return List.copyOf(shown);
    }
}
