package dev.hqe.topics.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class JsonTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void readsAndWritesStringsAsJacksonDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String value = randomString(random);
            String json = JACKSON.writeValueAsString(value);
            String escaped = escapeAll(value);

            String copy = copy(json);

            assertThat(JACKSON.readValue(copy, String.class)).isEqualTo(value);
            assertThat(JACKSON.readValue(copy(escaped), String.class)).isEqualTo(value);
        }
    }

    @Test
    void keepsALoneSurrogate() {
        assertThat(copy("\"a\\ud800b\\udc00\"")).isEqualTo("\"a\\ud800b\\udc00\"");
        assertThat(copy("\"\\ud83d\\ud83d\\udd11\"")).isEqualTo("\"\\ud83d🔑\"");
    }

    @Test
    void passesOverWhatIsNotAskedFor() {
        JsonReader json =
                reader("{\"a\":[1,-2.5e3,{\"x\":[]},[]],\"b\":{},\"c\":null,\"d\":\"e\\\"\"} ");
        List<Boolean> keys = new ArrayList<>();

        json.beginObject();
        while (json.nextKey()) {
            keys.add(json.key().is("d"));
            json.skip();
        }
        json.finish();

        assertThat(keys).containsExactly(false, false, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":tru}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":1}x",
                "{\"a\":--}",
                "{\"a\":[1,}",
                "{\"a\":\"\u0001\"}",
                "[]",
                "{\"a\":[1 2]}",
                "{'a':1}",
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> skipObject(text))
                .isInstanceOf(MalformedInput.class)
                .hasMessageStartingWith("line 3, byte ");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"a\":" + "[".repeat(10_000);

        assertThatThrownBy(() -> skipObject(deep))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining("deeper than 64");
    }

    @Test
    void refusesInvalidUtf8() {
        byte[][] invalid = {
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xc0, (byte) 0x80, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {'"', (byte) 0xe2, (byte) 0x82, '"'},
            {'"', (byte) 0xf0, (byte) 0x9f},
        };

        for (byte[] bytes : invalid) {
            assertThatThrownBy(() -> new JsonReader(bytes, 0, bytes.length, 1).string())
                    .isInstanceOf(MalformedInput.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @Test
    void readsLinesOfAnyLengthInPiecesOfAnySize() {
        String text = "\"a\"\n\n  \n\"" + "b".repeat(200_000) + "\"\n\"c\"";
        for (int piece : new int[] {1, 7, 1 << 20}) {
            LineReader lines = new LineReader(source(text.getBytes(StandardCharsets.UTF_8), piece));
            List<Integer> lengths = new ArrayList<>();

            while (lines.next()) {
                Utf8Slice slice = lines.json().string();
                lengths.add(slice.to() - slice.from());
            }

            assertThat(lengths).containsExactly(1, 200_000, 1);
        }
    }

    @Test
    void takesALineOfTheLimitAndRefusesALongerOne() {
        byte[] longest = new byte[LineReader.LINE_MAX];
        java.util.Arrays.fill(longest, (byte) '1');
        byte[] tooLong = java.util.Arrays.copyOf(longest, longest.length + 3);
        java.util.Arrays.fill(tooLong, (byte) '1');

        assertThat(new LineReader(source(longest, 1 << 20)).next()).isTrue();
        LineReader refusing = new LineReader(source(tooLong, 1 << 20));
        assertThatThrownBy(refusing::next)
                .isInstanceOf(MalformedInput.class)
                .hasMessage("line 1 is longer than 16777216 bytes");
    }

    @Test
    void writesNumbersOfHundredthsWithoutTrailingZeros() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(out::write);

        json.beginArray()
                .hundredths(300)
                .hundredths(350)
                .hundredths(7)
                .bool(true)
                .endArray()
                .flush();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[3,3.5,0.07,true]");
    }

    private static void skipObject(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonReader json = new JsonReader(bytes, 0, bytes.length, 3);
        json.beginObject();
        while (json.nextKey()) {
            json.skip();
        }
        json.finish();
    }

    private static JsonReader reader(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new JsonReader(bytes, 0, bytes.length, 1);
    }

    private static String copy(String json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter writer = new JsonWriter(out::write);
        writer.string(reader(json).string()).flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ByteSource source(byte[] bytes, int piece) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return (buffer, offset, length) -> in.read(buffer, offset, Math.min(piece, length));
    }

    private static String randomString(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            int limit = new int[] {0x20, 0x80, 0x800, 0xd800, 0x110000}[random.nextInt(5)];
            int codePoint = random.nextInt(limit);
            out.appendCodePoint(codePoint >= 0xd800 && codePoint < 0xe000 ? 'x' : codePoint);
        }
        return out.toString();
    }

    private static String escapeAll(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.chars().forEach(unit -> out.append("\\u%04X".formatted(unit)));
        return out.append('"').toString();
    }
}
