package dev.hqe.mcp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Messages of both eras, damaged in a way that is the same at every run: cut, doubled, spliced,
/// bits turned, types changed, nested deeply, made too long, out of order.
public final class Mutations {

    /// For each transport.
    public static final int MESSAGES = 20_000;

    private static final List<String> SEEDS =
            List.of(
                    Wire.ping(1),
                    Wire.call(2, "test.echo", "{\"message\":\"hello\"}"),
                    Wire.modernCall(3, "test.echo", "{\"message\":\"hello\"}"),
                    request(4, "tools/list", ""),
                    modern(5, "server/discover", ""),
                    Wire.cancel(2),
                    request(
                            6,
                            "tools/call",
                            "\"name\":\"test.progress\",\"_meta\":{\"progressToken\":7}"),
                    "[" + Wire.ping(7) + "," + Wire.ping(8) + "]",
                    Wire.initialize("2025-11-25"),
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                    request(9, "resources/read", "\"uri\":\"test://one\""),
                    modern(10, "resources/read", "\"uri\":\"hqe://entities/x\""),
                    request(11, "resources/subscribe", "\"uri\":\"test://one\""),
                    request(
                            12,
                            "prompts/get",
                            "\"name\":\"test.prompt\",\"arguments\":{\"a\":\"b\"}"),
                    request(
                            13,
                            "completion/complete",
                            "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"},"
                                    + "\"argument\":{\"name\":\"a\",\"value\":\"b\"}"),
                    request(14, "logging/setLevel", "\"level\":\"debug\""),
                    modern(15, "tasks/get", "\"taskId\":\"none\""),
                    modern(16, "tasks/update", "\"taskId\":\"none\",\"inputResponses\":{\"a\":{}}"),
                    modern(
                            17,
                            "tools/call",
                            "\"name\":\"test.echo\",\"arguments\":{\"message\":\"x\"},"
                                    + "\"requestState\":\"none\",\"inputResponses\":{\"k\":{}}"),
                    "{\"jsonrpc\":\"2.0\",\"id\":\"hqe-1\",\"result\":{\"action\":\"accept\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"no\"}}");

    private static final List<String> SPLICES =
            List.of(
                    "null",
                    "{}",
                    "[]",
                    "\"\\ud800\"",
                    "1e999",
                    "-0",
                    "\\u0000",
                    "{\"a\":",
                    "99999999999999999999",
                    "true",
                    "\"\"",
                    ",",
                    "\"id\":",
                    "\u00e9",
                    "]");

    private final Random random;
    private final int maxBytes;

    /// @param maxBytes the largest message that is taken; some are longer
    public Mutations(long seed, int maxBytes) {
        this.random = new Random(seed);
        this.maxBytes = maxBytes;
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + "}}";
    }

    private static String modern(int id, String method, String params) {
        String comma = params.isEmpty() ? "" : ",";
        return request(id, method, params + comma + Wire.MODERN_META);
    }

    /// The next damaged message; it may hold line breaks.
    public byte[] next() {
        int kind = random.nextInt(200);
        if (kind == 0) {
            byte[] tooLong = new byte[maxBytes + 1 + random.nextInt(maxBytes)];
            Arrays.fill(tooLong, (byte) 'a');
            return tooLong;
        }
        if (kind == 1) {
            String bracket = random.nextBoolean() ? "[" : "{\"a\":";
            return bytes(bracket.repeat(Math.min(maxBytes / 8, 20_000)));
        }
        byte[] message = seed();
        int edits = random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            message = edit(message);
        }
        return message;
    }

    /// A number below `bound`, of the same source.
    public int number(int bound) {
        return random.nextInt(bound);
    }

    private byte[] seed() {
        return bytes(SEEDS.get(random.nextInt(SEEDS.size())));
    }

    private byte[] edit(byte[] message) {
        int at = random.nextInt(message.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 -> out.writeBytes(bytes(SPLICES.get(random.nextInt(SPLICES.size()))));
            case 2 -> at = Math.min(message.length - 1, at + 1 + random.nextInt(20));
            case 3 -> {
                int length = Math.min(message.length - at, 1 + random.nextInt(20));
                out.write(message, at, length);
            }
            case 4 -> {
                out.write(message[at] ^ (1 << random.nextInt(8)));
                at++;
            }
            default -> {
                byte[] other = seed();
                out.write(other, 0, random.nextInt(other.length));
            }
        }
        out.write(message, at, message.length - at);
        return out.size() == 0 ? message : out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
