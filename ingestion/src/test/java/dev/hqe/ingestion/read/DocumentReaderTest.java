package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DocumentReaderTest {

    @TempDir Path folder;

    private JsonNode value(byte[] bytes, String name) throws IOException {
        return value(bytes, name, ReadSettings.DEFAULT);
    }

    private JsonNode value(byte[] bytes, String name, ReadSettings settings) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        JsonNode ofFile = Reading.of(file, settings).only().value();
        JsonNode ofStream = Reading.of(bytes, name, settings.withScratch(folder)).only().value();
        assertThat(ofStream).isEqualTo(ofFile);
        try (var files = Files.list(folder)) {
            assertThat(files).as("copies are removed").containsExactly(file);
        }
        return ofFile;
    }

    private String failure(byte[] bytes, String name) throws IOException {
        Reading read = Reading.of(Files.write(folder.resolve(name), bytes));
        assertThat(read.items()).isEmpty();
        return read.failed();
    }

    @Test
    void aPdfWithoutATitleIsCalledByItsFile() throws IOException {
        for (String title : List.of("", "untitled", "Untitled Document 2", "(anonymous)", " - ")) {
            byte[] pdf = MadeDocuments.pdf(title, List.of("Words."));

            assertThat(value(pdf, "plan.pdf").path("title").asString()).isEqualTo("plan.pdf");
        }
        byte[] printed = MadeDocuments.pdf("Microsoft Word - offer.docx", List.of("Words."));
        byte[] named = MadeDocuments.pdf("Title deeds", List.of("Words."));
        assertThat(value(printed, "plan.pdf").path("title").asString()).isEqualTo("offer.docx");
        assertThat(value(named, "plan.pdf").path("title").asString()).isEqualTo("Title deeds");
    }

    @Test
    void readsAPdfPageByPage() throws IOException {
        byte[] pdf = MadeDocuments.pdf("Report", List.of("First page\nits second line", "Last"));

        JsonNode value = value(pdf, "r.pdf");

        assertThat(value.path("title").asString()).isEqualTo("Report");
        assertThat(value.path("author").asString()).isEqualTo("Ada");
        assertThat(value.path("pages").asInt()).isEqualTo(2);
        assertThat(value.path("media_type").asString()).isEqualTo("application/pdf");
        assertThat(value.path("text").asString()).isEqualTo("First page\nits second line\fLast");
    }

    @Test
    void readsAPdfWhateverItIsCalled() throws IOException {
        byte[] pdf = MadeDocuments.pdf("Report", List.of("Hello"));

        assertThat(value(pdf, "r.csv").path("text").asString()).isEqualTo("Hello");
    }

    @Test
    void pagesWithoutTextAreCounted() throws IOException {
        byte[] pdf = MadeDocuments.pdf("Scan", List.of("", "", "x"));

        assertThat(value(pdf, "r.pdf").path("text").asString()).isEqualTo("\f\fx");
        Reading empty =
                Reading.of(MadeDocuments.pdf("Scan", List.of("")), "r.pdf", ReadSettings.DEFAULT);
        assertThat(empty.notices()).anyMatch(notice -> notice.contains("no text"));
    }

    @Test
    void anEncryptedPdfIsRefusedAndOneThatAsksForNothingIsRead() throws IOException {
        assertThat(failure(MadeDocuments.encryptedPdf("user"), "r.pdf"))
                .isEqualTo("r.pdf is encrypted. Save it without a password to read it.");
        assertThat(value(MadeDocuments.encryptedPdf(""), "r.pdf").path("text").asString())
                .isEqualTo("Locked away");
    }

    @Test
    void aDamagedPdfIsRefused() throws IOException {
        byte[] garbage = new byte[100_000];
        new java.util.Random(1).nextBytes(garbage);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, garbage, 0, 9);

        assertThat(failure(garbage, "r.pdf")).startsWith("r.pdf cannot be read as pdf: it is");
        assertThat(failure("no PDF".getBytes(StandardCharsets.US_ASCII), "r.pdf"))
                .startsWith("r.pdf cannot be read as pdf");
        assertThat(failure(new byte[0], "r.pdf")).isEqualTo("r.pdf is empty");
    }

    @Test
    void readsHeadingsAndTablesOfWord() throws IOException {
        JsonNode value = value(MadeDocuments.docx(), "p.docx");

        assertThat(value.path("title").asString()).isEqualTo("Plan");
        assertThat(value.path("author").asString()).isEqualTo("Grace");
        assertThat(value.path("text").asString())
                .isEqualTo(
                        "# First part\n\nSome text.\n\n## A detail\n\nMore text.\n\n"
                                + "a | b\n1 | 2");
    }

    @Test
    void anEncryptedWordFileIsRefused() throws Exception {
        assertThat(failure(MadeDocuments.encryptedOffice(), "p.docx"))
                .isEqualTo("p.docx is encrypted. Save it without a password to read it.");
    }

    @Test
    void aBombIsRefusedBeforeAnythingIsHeld() throws IOException {
        Path bomb = Files.write(folder.resolve("p.docx"), MadeDocuments.bomb(100));
        ReadSettings settings =
                ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxDocumentBytes(50 << 20));

        assertThat(Files.size(bomb)).isLessThan(200_000);
        assertThat(Reading.of(bomb, settings).failed())
                .isEqualTo(
                        "p.docx unpacks to more than 52,428,800 bytes, the limit."
                                + " Raise most_document_mb of the source if it can be trusted.");
        assertThat(Reading.of(bomb).failed()).startsWith("p.docx cannot be read as docx");
    }

    @Test
    void aWordFileThatIsCutOffIsRefused() throws IOException {
        byte[] docx = MadeDocuments.docx();

        assertThat(failure(java.util.Arrays.copyOf(docx, docx.length / 2), "p.docx"))
                .startsWith("p.docx is damaged: it is no whole ZIP archive");
    }

    @Test
    void entitiesInAWordFileAreNotRead() throws IOException {
        String xml =
                "<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">"
                        + "]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                        + "<w:body><w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></w:body></w:document>";
        byte[] docx =
                MadeDocuments.zip(
                        "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                + "<Default Extension=\"rels\""
                                + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                + "<Override PartName=\"/word/document.xml\""
                                + " ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
                                + "</Types>",
                        "_rels/.rels",
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                + "<Relationship Id=\"r1\""
                                + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
                                + " Target=\"word/document.xml\"/></Relationships>",
                        "word/document.xml",
                        xml);

        Reading read = Reading.of(Files.write(folder.resolve("p.docx"), docx));

        assertThat(read.shown().toString()).doesNotContain("root:");
    }

    @Test
    void readsHtmlWithItsHeadings() throws IOException {
        String html =
                """
                <!DOCTYPE html><html lang="de"><head><title>Grüße</title>
                <meta charset="windows-1252"><style>p { color: red }</style></head>
                <body><h1>Über
                uns</h1><p>Ein <b>kurzer</b> Text &amp; mehr.</p><script>alert(1)</script>
                <ul><li>eins</li><li>zwei</li></ul>
                <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
                <pre>x
                  y</pre></body></html>
                """;

        JsonNode value = value(html.getBytes(Charset.forName("windows-1252")), "g.html");

        assertThat(value.path("title").asString()).isEqualTo("Grüße");
        assertThat(value.path("encoding").asString()).isEqualTo("windows-1252");
        assertThat(value.path("text").asString())
                .isEqualTo(
                        "# Über uns\n\nEin kurzer Text & mehr.\n\n- eins\n- zwei\n\n"
                                + "a | b\n1 | 2\n\nx\n  y");
    }

    @Test
    void htmlThatIsNestedDeeplyEnds() throws IOException {
        String html = "<html><body>" + "<div>".repeat(200_000) + "x";

        Reading read = Reading.of(Files.writeString(folder.resolve("g.html"), html));

        assertThat(read.failure().isPresent() || read.items().size() == 1).isTrue();
    }

    @Test
    void readsAMailAndNamesItsAttachments() throws IOException {
        String mail =
                """
                From: Ada <ada@example.org>
                To: Grace <grace@example.org>
                Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
                Date: Mon, 05 Jan 2026 10:00:00 +0000
                Message-ID: <1@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Liebe Gr=C3=BC=C3=9Fe
                second line

                --b
                Content-Type: application/pdf; name="bill.pdf"
                Content-Disposition: attachment; filename="bill.pdf"
                Content-Transfer-Encoding: base64

                JVBERi0xLjQK

                --b--
                """
                        .replace("\n", "\r\n");

        JsonNode value = value(mail.getBytes(StandardCharsets.US_ASCII), "m.eml");

        assertThat(value.path("title").asString()).isEqualTo("Grüße");
        assertThat(value.path("author").asString()).contains("ada@example.org");
        assertThat(value.path("created").asString()).startsWith("2026-01-05T10:00:00");
        assertThat(value.path("text").asString()).isEqualTo("Liebe Grüße\nsecond line");
        assertThat(value.path("attachments").toString()).isEqualTo("[\"bill.pdf\"]");
        assertThat(
                        Reading.of(
                                        mail.getBytes(StandardCharsets.US_ASCII),
                                        "mail",
                                        ReadSettings.DEFAULT)
                                .only()
                                .value()
                                .path("title")
                                .asString())
                .as("known by its first lines")
                .isEqualTo("Grüße");
    }

    @Test
    void readsRichText() throws IOException {
        String rtf =
                "{\\rtf1\\ansi{\\info{\\title Note}}\\pard Hello {\\b bold} world.\\par Second.\\par}";

        JsonNode value = value(rtf.getBytes(StandardCharsets.US_ASCII), "n.rtf");

        assertThat(value.path("title").asString()).isEqualTo("Note");
        assertThat(value.path("text").asString()).isEqualTo("Hello bold world.\n\nSecond.");
    }

    @Test
    void readsOpenDocument() throws IOException {
        String office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
        String text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
        byte[] odt =
                MadeDocuments.zip(
                        "mimetype",
                        "application/vnd.oasis.opendocument.text",
                        "content.xml",
                        "<o:document-content xmlns:o=\""
                                + office
                                + "\" xmlns:text=\""
                                + text
                                + "\"><o:body><o:text><text:h text:outline-level=\"2\">Head</text:h>"
                                + "<text:p>One<text:s text:c=\"3\"/>two</text:p><text:list>"
                                + "<text:list-item><text:p>item</text:p></text:list-item></text:list>"
                                + "</o:text></o:body></o:document-content>",
                        "meta.xml",
                        "<o:document-meta xmlns:o=\""
                                + office
                                + "\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><o:meta>"
                                + "<dc:title>Note</dc:title><dc:creator>Ada</dc:creator></o:meta>"
                                + "</o:document-meta>");

        JsonNode value = value(odt, "n.odt");

        assertThat(value.path("title").asString()).isEqualTo("Note");
        assertThat(value.path("author").asString()).isEqualTo("Ada");
        assertThat(value.path("text").asString()).isEqualTo("## Head\n\nOne   two\n\n- item");
    }

    @Test
    void moreTextThanARecordMayHaveIsBrokenAndNotCut() throws IOException {
        ReadSettings small =
                ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(1024));
        String html = "<html><body>" + "<p>some text of a paragraph</p>".repeat(1000);

        Reading read = Reading.of(html, "g.html", small);

        assertThat(read.failure()).isEmpty();
        assertThat(read.broken(0).why())
                .contains("the text is longer than 1,024", "most_record_mb");
    }
}
