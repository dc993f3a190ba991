package dev.hqe.shim;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The first thing that is said at the door of a workbench: lines of a name and a value, then an
/// empty line. Values are percent-encoded, so that they can be anything.
///
/// ```
/// HQE 1 mcp
/// version 2.0.0
/// stamp mcl1-9x
/// pid 4711
/// arg --profile
/// arg research
///
/// ```
///
/// @param wish what the visitor wants: `mcp`, `status`, ...
/// @param build of the visitor
/// @param pid of the visitor's process
/// @param arguments of the wish
public record Greeting(String wish, Build build, long pid, List<String> arguments) {

    private static final String FIRST = "HQE 1 ";
    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_ARGUMENTS = 1000;

    public Greeting {
        arguments = List.copyOf(arguments);
    }

    /// As it goes over the wire.
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder(FIRST).append(wish).append('\n');
        text.append("version ").append(encoded(build.version())).append('\n');
        text.append("stamp ").append(encoded(build.stamp())).append('\n');
        text.append("pid ").append(pid).append('\n');
        for (String argument : arguments) {
            text.append("arg ").append(encoded(argument)).append('\n');
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Reads a greeting and not a byte beyond it.
    ///
    /// @throws IOException if it is none, or the visitor leaves in the middle
    public static Greeting read(InputStream in) throws IOException {
        int[] room = {MAX_BYTES};
        String first = line(in, room);
        if (!first.startsWith(FIRST)) {
            throw new IOException("a visitor that does not speak this door's language, version 1");
        }
        String version = "";
        String stamp = "";
        long pid = 0;
        List<String> arguments = new ArrayList<>();
        for (String line = line(in, room); !line.isEmpty(); line = line(in, room)) {
            int space = line.indexOf(' ');
            String name = space < 0 ? line : line.substring(0, space);
            String value = space < 0 ? "" : decoded(line.substring(space + 1));
            switch (name) {
                case "version" -> version = value;
                case "stamp" -> stamp = value;
                case "pid" -> pid = number(value);
                case "arg" -> arguments.add(value);
                default -> {
                    // A later build may say more; what it must be understood by is the number.
                }
            }
            if (arguments.size() > MAX_ARGUMENTS) {
                throw new IOException("a greeting has at most " + MAX_ARGUMENTS + " arguments");
            }
        }
        try {
            return new Greeting(
                    first.substring(FIRST.length()), new Build(version, stamp), pid, arguments);
        } catch (IllegalArgumentException e) {
            throw new IOException("a greeting without its build", e);
        }
    }

    private static String decoded(String value) throws IOException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("a greeting that is not percent-encoded", e);
        }
    }

    private static long number(String value) throws IOException {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IOException("a greeting whose pid is not a number", e);
        }
    }

    static String line(InputStream in, int[] room) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the other side has closed the door");
            }
            if (--room[0] < 0) {
                throw new IOException("what was said at the door is too long");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
