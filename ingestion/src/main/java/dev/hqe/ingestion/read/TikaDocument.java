package dev.hqe.ingestion.read;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A document as Apache Tika reads it. The one place that knows Tika's parsers, so that they are
/// loaded with the first document and not before.
///
/// Each parser is named here: none is looked for on the class path, none reads images or calls
/// another program. Attachments are named and not opened.
final class TikaDocument {

    private static final int MAX_METADATA = 60;
    private static final int MAX_METADATA_CHARS = 1000;
    private static final int MAX_ATTACHMENTS = 1000;
    private static final long PDF_MEMORY = 64L << 20;

    /// They warn of each font that a PDF does not bring along. Held, or their level is forgotten.
    private static final List<Logger> QUIET =
            Stream.of(
                            "org.apache.pdfbox",
                            "org.apache.fontbox",
                            "org.apache.poi",
                            "org.apache.tika")
                    .map(Logger::getLogger)
                    .toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /// What a document came to.
    ///
    /// @param value its record
    /// @param tooLong whether its text is longer than a record may be
    record Parsed(ObjectNode value, boolean tooLong) {}

    private TikaDocument() {}

    /// Reads a document. What its parser throws is to be explained.
    static Parsed read(
            Path file,
            Format format,
            Optional<Charset> encoding,
            int maxChars,
            BooleanSupplier stopped)
            throws IOException, TikaException, SAXException {
        Metadata metadata = new Metadata();
        Attachments attachments = new Attachments();
        ParseContext context = context(attachments, encoding);
        DocumentText text = new DocumentText(maxChars, format == Format.HTML, stopped);
        boolean tooLong = false;
        try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
            metadata.remove(TikaCoreProperties.RESOURCE_NAME_KEY);
            metadata.set(Metadata.CONTENT_TYPE, format.mediaType());
            SecureContentHandler secure = new SecureContentHandler(text, in);
            try {
                parser(format).parse(in, secure, metadata, context);
            } catch (SAXException e) {
                secure.throwIfCauseOf(e);
                if (!causedBy(e, DocumentText.TooLong.class)) {
                    throw e;
                }
                tooLong = true;
            }
        }
        return new Parsed(value(format, metadata, attachments.names, text), tooLong);
    }

    private static boolean causedBy(Throwable e, Class<?> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static ParseContext context(Attachments attachments, Optional<Charset> encoding) {
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        pdf.setMaxMainMemoryBytes(PDF_MEMORY); // the rest goes to a file
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true); // as a stream, not as a tree
        office.setUseSAXPptxExtractor(true);
        office.setExtractMacros(false);
        office.setIncludeDeletedContent(false);
        ParseContext context = new ParseContext();
        context.set(PDFParserConfig.class, pdf);
        context.set(OfficeParserConfig.class, office);
        context.set(EmbeddedDocumentExtractor.class, attachments);
        // what is in a document, such as the parts of a mail, is text or HTML or is not read
        context.set(
                Parser.class,
                new CompositeParser(
                        new CompositeParser().getMediaTypeRegistry(),
                        new TXTParser(),
                        new JSoupParser()));
        encoding.ifPresent(
                is -> context.set(EncodingDetector.class, (EncodingDetector) (in, about) -> is));
        return context;
    }

    private static Parser parser(Format format) {
        return switch (format) {
            case PDF -> new PDFParser();
            case DOCX, PPTX -> new OOXMLParser();
            case DOC, PPT, XLS, MSG -> new OfficeParser();
            case RTF -> new RTFParser();
            case HTML -> new JSoupParser();
            case EML -> new RFC822Parser();
            case CSV, TSV, JSON, JSONL, XML, YAML, XLSX, ODT, MARKDOWN, CODE, TEXT ->
                    throw new IllegalArgumentException(format + " is not read by Tika");
        };
    }

    private static final class Attachments implements EmbeddedDocumentExtractor {

        final List<String> names = new ArrayList<>();

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return true; // so that it is named
        }

        @Override
        public void parseEmbedded(
                InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
            if (name != null && !name.isBlank() && names.size() < MAX_ATTACHMENTS) {
                names.add(cut(name.strip()));
            }
        }
    }

    private static ObjectNode value(
            Format format, Metadata metadata, List<String> attachments, DocumentText text) {
        ObjectNode value = Json.object();
        put(value, "title", metadata, TikaCoreProperties.TITLE);
        put(value, "author", metadata, TikaCoreProperties.CREATOR);
        put(value, "created", metadata, TikaCoreProperties.CREATED);
        put(value, "modified", metadata, TikaCoreProperties.MODIFIED);
        put(value, "language", metadata, TikaCoreProperties.LANGUAGE);
        value.put("media_type", mediaType(format, metadata));
        String encoding = metadata.get(Metadata.CONTENT_ENCODING);
        if (encoding != null) {
            value.put("encoding", encoding);
        }
        if (text.pages() > 0) {
            value.put("pages", text.pages());
        }
        if (!attachments.isEmpty()) {
            ArrayNode names = value.putArray("attachments");
            attachments.forEach(names::add);
        }
        value.put("text", text.text());
        ObjectNode others = value.putObject("metadata");
        for (String name : metadata.names()) {
            boolean ours = name.startsWith("X-TIKA") || name.contains("PerPage");
            if (!ours && others.size() < MAX_METADATA) {
                others.put(cut(name), cut(String.join(", ", metadata.getValues(name))));
            }
        }
        return value;
    }

    private static void put(ObjectNode value, String name, Metadata metadata, Property property) {
        String is = String.join(", ", metadata.getValues(property)).strip();
        if (!is.isEmpty()) {
            value.put(name, cut(is));
        }
    }

    private static String mediaType(Format format, Metadata metadata) {
        String found = metadata.get(Metadata.CONTENT_TYPE);
        return found == null || format == Format.HTML ? format.mediaType() : cut(found);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MAX_METADATA_CHARS));
    }
}
