package dev.hqe.ingestion.read;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import tools.jackson.databind.node.ObjectNode;

/// Text of OpenDocument files (ISO/IEC 26300): `content.xml` as a stream of paragraphs, headings,
/// items and rows; title, author and dates from `meta.xml`. Tika's own reader of them would bring
/// JAXB and formats that nobody asked for.
final class OpenDocument {

    private static final int MAX_META_CHARS = 1000;
    private static final int MAX_SPACES = 1000;

    private OpenDocument() {}

    /// @throws SAXException if nobody waits any more
    static TikaDocument.Parsed read(Path file, int maxChars, BooleanSupplier stopped)
            throws IOException, XMLStreamException, SAXException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ObjectNode value = Json.object();
            meta(zip, value);
            value.put("media_type", mediaType(zip));
            DocumentText text = new DocumentText(maxChars, false, stopped);
            boolean tooLong = false;
            try {
                content(zip, text);
            } catch (DocumentText.TooLong e) {
                tooLong = true;
            }
            if (text.pages() > 0) {
                value.put("pages", text.pages());
            }
            value.put("text", text.text());
            value.putObject("metadata");
            return new TikaDocument.Parsed(value, tooLong);
        }
    }

    private static String mediaType(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry("mimetype");
        if (entry == null) {
            return Format.ODT.mediaType();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(200), StandardCharsets.US_ASCII).strip();
        }
    }

    private static XMLStreamReader open(String part, InputStream in) throws XMLStreamException {
        return XmlRecordReader.factory().createXMLStreamReader(part, in);
    }

    private static InputStream part(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static void meta(ZipFile zip, ObjectNode value) throws IOException, XMLStreamException {
        if (zip.getEntry("meta.xml") == null) {
            return;
        }
        try (InputStream in = part(zip, "meta.xml")) {
            XMLStreamReader xml = open("meta.xml", in);
            String field = "";
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    field =
                            switch (xml.getLocalName()) {
                                case "title" -> "title";
                                case "initial-creator", "creator" -> "author";
                                case "creation-date" -> "created";
                                case "date" -> "modified";
                                case "language" -> "language";
                                default -> "";
                            };
                } else if (event == XMLStreamConstants.CHARACTERS
                        && !field.isEmpty()
                        && !value.has(field)
                        && !xml.getText().isBlank()) {
                    String is = xml.getText().strip();
                    value.put(field, is.substring(0, Math.min(is.length(), MAX_META_CHARS)));
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    field = "";
                }
            }
        }
    }

    private static void content(ZipFile zip, DocumentText text)
            throws IOException, XMLStreamException, SAXException {
        try (InputStream in = part(zip, "content.xml")) {
            XMLStreamReader xml = open("content.xml", in);
            int depth = 0;
            int body = 0;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        XmlRecordReader.checkDepth(depth);
                        body += xml.getLocalName().equals("body") ? 1 : 0;
                        if (body > 0) {
                            start(xml, text);
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        body -= xml.getLocalName().equals("body") ? 1 : 0;
                        String mark = mark(xml);
                        if (body > 0 && !mark.isEmpty()) {
                            text.endElement("", mark, mark);
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (body > 0) {
                            text.characters(
                                    xml.getTextCharacters(),
                                    xml.getTextStart(),
                                    xml.getTextLength());
                        }
                    }
                    default -> {
                        // comments and processing instructions
                    }
                }
            }
        }
    }

    private static void start(XMLStreamReader xml, DocumentText text) throws SAXException {
        switch (xml.getLocalName()) {
            case "tab" -> text.characters(new char[] {'\t'}, 0, 1);
            case "s" -> {
                int count = Math.clamp(number(xml, "c", 1), 1, MAX_SPACES);
                text.characters(" ".repeat(count).toCharArray(), 0, count);
            }
            default -> {
                String mark = mark(xml);
                if (!mark.isEmpty()) {
                    AttributesImpl attributes = new AttributesImpl();
                    if (xml.getLocalName().equals("page")) {
                        attributes.addAttribute("", "class", "class", "CDATA", "slide-content");
                    }
                    text.startElement("", mark, mark, attributes);
                }
            }
        }
    }

    /// The mark of HTML that means the same; empty if none does.
    private static String mark(XMLStreamReader xml) {
        return switch (xml.getLocalName()) {
            case "h" -> "h" + Math.clamp(number(xml, "outline-level", 1), 1, 6);
            case "p" -> "p";
            case "list-item" -> "li";
            case "line-break" -> "br";
            case "table" -> "table";
            case "table-row" -> "tr";
            case "table-cell" -> "td";
            case "page" -> "div";
            case "annotation", "tracked-changes" -> "noscript"; // left out
            default -> "";
        };
    }

    private static int number(XMLStreamReader xml, String attribute, int otherwise) {
        if (!xml.isStartElement()) {
            return otherwise; // any heading ends alike
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String is = xml.getAttributeValue(i);
            if (xml.getAttributeLocalName(i).equals(attribute) && is.matches("[0-9]{1,4}")) {
                return Integer.parseInt(is);
            }
        }
        return otherwise;
    }
}
