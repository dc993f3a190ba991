package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TreeRecordReaderTest {

    private static final ReadSettings SMALL =
            ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(1024));

    @Test
    void eachElementOfTheArrayAtTheRootIsARecord() {
        Reading read = Reading.of("[{\"a\":1},\n {\"a\":[true,null,1.5]}, \"x\"]", "p.json");

        assertThat(read.shown()).containsExactly("{\"a\":1}", "{\"a\":[true,null,1.5]}", "\"x\"");
        assertThat(((SourceRecord) read.items().get(1)).place()).isEqualTo("element 2, line 2");
    }

    @Test
    void anObjectAtTheRootIsOneRecord() {
        assertThat(Reading.of("{\"a\":{\"b\":[1]}}", "p.json").shown())
                .containsExactly("{\"a\":{\"b\":[1]}}");
    }

    @Test
    void findsTheRecordsAtAPointer() {
        ReadSettings at = ReadSettings.DEFAULT.withRecords("/data/it~1ems");
        String text =
                "{\"total\":2,\"skip\":[[1]],\"data\":{\"it/ems\":[1,2]},\"next\":{\"a\":[1]}}";

        assertThat(Reading.of(text, "p.json", at).shown()).containsExactly("1", "2");
        assertThat(Reading.of("{\"data\":{\"it/ems\":{\"a\":1}}}", "p.json", at).shown())
                .containsExactly("{\"a\":1}");
    }

    @Test
    void saysWhatIsWhereTheRecordsAreNot() {
        Reading read =
                Reading.of(
                        "{\"total\":2,\"results\":[]}",
                        "p.json",
                        ReadSettings.DEFAULT.withRecords("/items"));

        assertThat(read.failed())
                .isEqualTo(
                        "p.json has nothing at /items: the root has total, results."
                                + " Correct `records`.");
    }

    @Test
    void brokenSyntaxEndsTheFileAfterWhatWasBeforeIt() {
        Reading read = Reading.of("[{\"a\":1},\n{\"a\":2},\n{\"a\" 3}]", "p.json");

        assertThat(read.shown()).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(read.failed())
                .startsWith("p.json:3:")
                .contains("it is not valid JSON", "What is before it was read.");
    }

    @Test
    void aFileThatIsCutOffIsNoticed() {
        assertThat(Reading.of("[{\"a\":1},{\"a\":2}", "p.json").failed()).contains("p.json:1:");
        assertThat(
                        Reading.of(
                                        "{\"items\":[1,2],\"next\":",
                                        "p.json",
                                        ReadSettings.DEFAULT.withRecords("/items"))
                                .failed())
                .contains("not valid JSON");
        assertThat(Reading.of("", "p.json").failed()).contains("is empty");
    }

    @Test
    void moreThanOneValueIsNoJson() {
        assertThat(Reading.of("{\"a\":1}\n{\"a\":2}\n", "p.json").failed())
                .contains("p.json:2: there is more", "jsonl");
        assertThat(Reading.of("[1] [2]", "p.json").failed()).contains("there is more");
    }

    @Test
    void aRecordThatIsRefusedLeavesTheOthersReadable() {
        String deep = "[".repeat(300) + "]".repeat(300);
        String longer = "[" + "1,".repeat(2000) + "1]";
        byte[] noText =
                ("[1,{\"a\":1,\"a\":2}," + deep + "," + longer + ",\"K\u00F6ln\",5]")
                        .getBytes(StandardCharsets.ISO_8859_1);

        Reading read =
                Reading.of(
                        noText,
                        "p.json",
                        ReadSettings.DEFAULT
                                .withLimits(ReadLimits.DEFAULT.withMaxRecordChars(8192))
                                .withEncoding(StandardCharsets.UTF_8));

        assertThat(read.items()).hasSize(6);
        assertThat(read.shown().getFirst()).isEqualTo("1");
        assertThat(read.broken(1).why()).isEqualTo("it has the key \"a\" twice");
        assertThat(read.broken(1).raw()).isEqualTo("{\"a\":1,\"a\":2}");
        assertThat(read.broken(2).why()).contains("more than 200 levels");
        assertThat(read.broken(2).raw()).isEqualTo(deep);
        assertThat(read.broken(3).why()).contains("longer than 8,192 characters");
        assertThat(read.broken(3).raw()).isEqualTo(longer);
        assertThat(read.broken(4).why()).contains("byte 0xF6");
        assertThat(read.shown().getLast()).isEqualTo("5");
    }

    @Test
    void bottomlessNestingEndsTheFile() {
        assertThat(Reading.of("[".repeat(1_000_000), "p.json").failed()).contains("2000");
        assertThat(Reading.of("[".repeat(1_000_000), "p.yaml").failed()).contains("p.yaml");
        assertThat(Reading.of("- ".repeat(1_000_000), "p.yaml").failed()).contains("p.yaml");
    }

    @Test
    void readsUtf16() {
        assertThat(
                        Reading.of(
                                        "[{\"city\":\"Gy\u0151r\"}]"
                                                .getBytes(StandardCharsets.UTF_16),
                                        "p.json",
                                        ReadSettings.DEFAULT)
                                .shown())
                .containsExactly("{\"city\":\"Gy\u0151r\"}");
    }

    @Test
    void eachYamlDocumentAndEachElementOfAListIsARecord() {
        Reading read =
                Reading.of(
                        """
                        ---
                        name: Ada \uD83D\uDE00
                        born: 1815
                        ---
                        - 1
                        - {a: [x]}
                        ---
                        --- last
                        ...
                        """,
                        "p.yaml");

        assertThat(read.failure()).isEmpty();
        assertThat(read.shown())
                .containsExactly(
                        "{\"name\":\"Ada \uD83D\uDE00\",\"born\":1815}",
                        "1",
                        "{\"a\":[\"x\"]}",
                        "\"last\"");
    }

    @Test
    void yamlAliasesAreRefusedAndNothingIsMultiplied() {
        Reading read =
                Reading.of("- &a [x, x, x]\n- &b [*a, *a, *a]\n- [*b, *b, *b]\n- fine\n", "p.yaml");

        assertThat(read.shown().getFirst()).isEqualTo("[\"x\",\"x\",\"x\"]");
        assertThat(read.broken(1).why()).contains("aliases");
        assertThat(read.broken(2).why()).contains("aliases");
        assertThat(read.shown().getLast()).isEqualTo("\"fine\"");
    }

    @Test
    void brokenYamlSaysWhere() {
        assertThat(Reading.of("- a\n- b: [\n- c\n", "p.yaml").failed())
                .startsWith("p.yaml:2:")
                .contains("not valid YAML");
    }

    @Test
    void yamlLargerThanTheParserTakesByItselfIsRead() {
        String list = "- {name: \"\u00E4\uD83D\uDE00 some text that fills the line\"}\n";

        Reading read = Reading.of(list.repeat(60_000), "p.yaml");

        assertThat(read.failure()).isEmpty();
        assertThat(read.items()).hasSize(60_000).allMatch(SourceRecord.class::isInstance);
    }

    @Test
    void anEndlessYamlTextIsNotHeld() {
        assertThat(Reading.of("- a\n- \"" + "x".repeat(200_000), "p.yaml", SMALL).failed())
                .contains("record 2 is longer than 1,024 characters");
    }
}
