package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlRecordReaderTest {

    private static final ReadSettings BOOKS = ReadSettings.DEFAULT.withRecords("/catalog/book");
    private static final ReadSettings SMALL =
            BOOKS.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(1024));

    @Test
    void mapsElementsAttributesAndText() {
        String xml =
                """
                <?xml version="1.0"?>
                <catalog xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <info>not a book</info>
                  <book id="1"><dc:title>  Tea &amp; <![CDATA[<Rum>]]> </dc:title>
                    <tag>a</tag><tag>b</tag><tag c="d">e</tag><empty/></book>
                  <!-- between --><book>plain</book>
                  <book><p>mixed <b>text</b> here</p></book>
                </catalog>
                """;

        Reading read = Reading.of(xml, "c.xml", BOOKS);

        assertThat(read.failure()).isEmpty();
        assertThat(read.shown())
                .containsExactly(
                        "{\"@id\":\"1\",\"dc:title\":\"Tea & <Rum>\","
                                + "\"tag\":[\"a\",\"b\",{\"@c\":\"d\",\"#text\":\"e\"}],\"empty\":\"\"}",
                        "\"plain\"",
                        "{\"p\":{\"b\":\"text\",\"#text\":\"mixed  here\"}}");
        assertThat(((SourceRecord) read.items().getFirst()).place()).isEqualTo("element 1, line 4");
    }

    @Test
    void theRootIsTheRecordIfNoPathIsNamed() {
        assertThat(Reading.of("<a><b>1</b><b>2</b></a>", "c.xml").shown())
                .containsExactly("{\"b\":[\"1\",\"2\"]}");
    }

    @Test
    void aPathMayLeaveANameOpen() {
        assertThat(
                        Reading.of(
                                        "<x><a><i>1</i></a><b><i>2</i></b></x>",
                                        "c.xml",
                                        ReadSettings.DEFAULT.withRecords("/x/*/i"))
                                .shown())
                .containsExactly("\"1\"", "\"2\"");
    }

    @Test
    void saysWhatIsWhereTheRecordsAreNot() {
        assertThat(Reading.of("<feed><entry/></feed>", "c.xml", BOOKS).failed())
                .isEqualTo(
                        "c.xml has no elements at /catalog/book: its root is feed."
                                + " Correct `records`.");
        assertThat(Reading.of("<catalog><cd/></catalog>", "c.xml", BOOKS).notices())
                .containsExactly("There is no element book where `records` says; there is cd.");
        assertThat(Reading.of("<catalog/>", "c.xml", BOOKS).notices()).isEmpty();
    }

    @Test
    void brokenXmlSaysWhereAfterWhatWasBeforeIt() {
        Reading read =
                Reading.of("<catalog><book>1</book>\n<book>2</buch></catalog>", "c.xml", BOOKS);

        assertThat(read.shown()).containsExactly("\"1\"");
        assertThat(read.failed()).startsWith("c.xml:2:").contains("not valid XML");
        assertThat(Reading.of("<catalog><book>1</book>", "c.xml", BOOKS).failed())
                .contains("not valid XML");
        assertThat(Reading.of("", "c.xml", BOOKS).failed()).contains("not valid XML");
    }

    @Test
    void entitiesOfADocumentAreNeitherReadNorMultiplied() {
        String outside =
                "<!DOCTYPE catalog [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<catalog><book>&x;</book><book>2</book></catalog>";
        String laughs =
                "<!DOCTYPE catalog [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
                        + "<catalog><book>&b;</book></catalog>";

        assertThat(Reading.of(outside, "c.xml", BOOKS).shown().toString()).doesNotContain("root:");
        assertThat(Reading.of(laughs, "c.xml", BOOKS).shown().toString()).doesNotContain("haha");
    }

    @Test
    void anElementThatIsTooLongOrTooDeepLeavesTheOthersReadable() {
        String xml =
                "<catalog><book>"
                        + "x".repeat(100_000)
                        + "</book><book>"
                        + "<a>".repeat(300)
                        + "</a>".repeat(300)
                        + "</book><book>3</book></catalog>";

        Reading read =
                Reading.of(
                        xml,
                        "c.xml",
                        BOOKS.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(50_000)));

        assertThat(read.broken(0).why()).contains("longer than 50,000 characters");
        assertThat(read.broken(1).why()).contains("more than 200 levels");
        assertThat(read.shown().getLast()).isEqualTo("\"3\"");
    }

    @Test
    void anEndlessAttributeAndBottomlessNestingEndTheFile() {
        assertThat(
                        Reading.of(
                                        "<catalog><book a=\""
                                                + "x".repeat(1_000_000)
                                                + "\"/></catalog>",
                                        "c.xml",
                                        SMALL)
                                .failed())
                .contains("one value is longer than 1,024 characters");
        assertThat(Reading.of("<a>".repeat(100_000), "c.xml", BOOKS).failed()).contains("c.xml");
    }

    @Test
    void readsTheEncodingThatItDeclares() {
        String xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>K\u00F6ln</a>";

        assertThat(
                        Reading.of(
                                        xml.getBytes(StandardCharsets.ISO_8859_1),
                                        "c.xml",
                                        ReadSettings.DEFAULT)
                                .shown())
                .containsExactly("\"K\u00F6ln\"");
        assertThat(
                        Reading.of(
                                        "<a>K\u00F6ln</a>".getBytes(StandardCharsets.ISO_8859_1),
                                        "c.xml",
                                        ReadSettings.DEFAULT)
                                .failed())
                .contains("not valid XML", "a byte cannot be decoded");
        assertThat(
                        Reading.of(
                                        "<a>K\u00F6ln</a>".getBytes(StandardCharsets.UTF_16LE),
                                        "c.xml",
                                        ReadSettings.DEFAULT)
                                .shown())
                .containsExactly("\"K\u00F6ln\"");
    }
}
