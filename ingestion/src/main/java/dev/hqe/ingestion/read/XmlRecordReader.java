package dev.hqe.ingestion.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The elements at a path of an XML document, each as [XmlValue] says; without a path, the root
/// element. Nothing outside the document is read: no external entities, no DTD; entities that a
/// document declares itself are not known, so there is nothing to blow up.
final class XmlRecordReader extends StreamedReader {

    private static final int MAX_DEPTH = 2000;
    private static final int NAMES_SHOWN = 20;

    private static final Pattern DECLARATION =
            Pattern.compile(
                    "(?:\u00EF\u00BB\u00BF)?<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)");

    private final ReadSettings settings;
    private @Nullable XMLStreamReader opened;
    private @Nullable SourceChars chars;
    private final List<String> path;
    private final List<String> open = new ArrayList<>();
    private final Set<String> beside = new TreeSet<>();
    private int matched;
    private int deepest;

    XmlRecordReader(SourceBytes source, ReadSettings settings) {
        super(source, settings.limits());
        String records = settings.records();
        if (!records.isEmpty() && !records.startsWith("/")) {
            throw new ReadException(
                    "`records` of "
                            + source.name()
                            + " must be the path of elements such as /catalog/book, and is "
                            + records);
        }
        this.path = records.isEmpty() ? List.of("*") : List.of(records.substring(1).split("/", -1));
        this.settings = settings;
    }

    private XMLStreamReader open() throws XMLStreamException {
        allow();
        // decoded here: what the JDK cannot decode it writes to the console
        SourceChars text = settings.encoding().isPresent() ? chars(settings) : declared();
        chars = text;
        XMLStreamReader xml = factory().createXMLStreamReader(text);
        opened = xml;
        return xml;
    }

    /// The text in the encoding that the document declares, unless a byte order mark says another;
    /// without any, UTF-8 (XML 1.0, section 4.3.3), or UTF-16 where zero bytes speak for it.
    private SourceChars declared() {
        byte[] head = source.head();
        String start = new String(head, 0, Math.min(head.length, 200), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(start);
        if (declaration.lookingAt()) {
            String name = declaration.group(1);
            if (!Charset.isSupported(name)) {
                throw new ReadException(
                        source.name() + " is in the encoding " + name + ", which is not known");
            }
            return new SourceChars(source, TextEncoding.named(Charset.forName(name), head));
        }
        TextEncoding found =
                TextEncoding.of(head, head.length < SourceBytes.HEAD_BYTES)
                        .orElse(TextEncoding.UTF_8);
        boolean unicode = found.charset().name().startsWith("UTF-");
        return new SourceChars(source, unicode ? found : TextEncoding.UTF_8);
    }

    /// A parser that reads nothing but its document.
    static XMLInputFactory factory() {
        // the JDK's own, whatever else is on the class path: these settings are tested with it
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH);
        factory.setXMLReporter((message, type, about, at) -> {
            // is thrown too; the JDK's own reporter writes to the console
        });
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /// A text that the parser holds until it is whole, such as an attribute, cannot be endless.
    private void allow() {
        source.allow(4L * limits.maxRecordChars() + SourceBytes.HEAD_BYTES, tooLong("one value"));
    }

    @Override
    Optional<ReadItem> read() throws XMLStreamException {
        XMLStreamReader xml = opened == null ? open() : opened;
        while (xml.hasNext()) {
            allow();
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (isRecord(xml)) {
                        return Optional.of(record(xml));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    open.removeLast();
                    matched = Math.min(matched, open.size());
                }
                default -> {
                    // what is between the records
                }
            }
        }
        source.verify();
        if (deepest == 0) {
            throw new ReadException(
                    source.name()
                            + " has no elements at "
                            + settings.records()
                            + ": its root is "
                            + String.join(", ", beside)
                            + ". Correct `records`.");
        }
        if (deepest < path.size() && !beside.isEmpty()) {
            notice(
                    "There is no element "
                            + path.get(deepest)
                            + " where `records` says; there is "
                            + String.join(", ", beside)
                            + ".");
        }
        return Optional.empty();
    }

    private boolean isRecord(XMLStreamReader xml) throws XMLStreamException {
        String name = name(xml);
        boolean onPath = matched == open.size() && matched < path.size();
        if (onPath && fits(path.get(matched), name, xml.getLocalName())) {
            if (matched + 1 == path.size()) {
                deepest = path.size();
                return true;
            }
            matched++;
            if (matched > deepest) {
                deepest = matched;
                beside.clear();
            }
        } else if (onPath && matched == deepest && beside.size() < NAMES_SHOWN) {
            beside.add(name);
        }
        open.add(name);
        checkDepth(open.size());
        return false;
    }

    private boolean fits(String wanted, String name, String local) {
        return wanted.equals("*") || wanted.equals(name) || wanted.equals(local);
    }

    private ReadItem record(XMLStreamReader xml) throws XMLStreamException {
        long number = nextNumber();
        String place = "element " + number + ", line " + xml.getLocation().getLineNumber();
        JsonValue.Read value = XmlValue.of(xml, limits.maxRecordChars(), this::allow);
        return value.refused().isEmpty()
                ? new SourceRecord(value.node(), number, place)
                : new BrokenRecord(number, place, value.node().toString(), value.refused());
    }

    /// The name of the element as it is written, with its prefix.
    static String name(XMLStreamReader xml) {
        String prefix = xml.getPrefix();
        return prefix == null || prefix.isEmpty()
                ? xml.getLocalName()
                : prefix + ":" + xml.getLocalName();
    }

    /// The parser holds the names of all open elements.
    static void checkDepth(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("elements are nested more than 2,000 levels deep");
        }
    }

    @Override
    ReadException explained(Exception e) {
        String place = "";
        String message = String.valueOf(e.getMessage());
        if (e instanceof XMLStreamException broken) {
            Location at = broken.getLocation();
            if (at != null && at.getLineNumber() > 0) {
                place = ":" + at.getLineNumber() + ":" + at.getColumnNumber();
            }
            int picture = message.indexOf("Message: "); // behind a picture of the place
            message = picture < 0 ? message : message.substring(picture + "Message: ".length());
        }
        SourceChars text = chars;
        if (text != null && text.hasEscapes()) {
            message =
                    "a byte cannot be decoded. Save it as UTF-8, or name its encoding"
                            + " (encoding: windows-1252).";
        }
        return new ReadException(
                source.name()
                        + place
                        + ": it is not valid XML from here on: "
                        + message.strip()
                        + " What is before it was read.",
                e);
    }

    @Override
    public void close() {
        try {
            XMLStreamReader xml = opened;
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException e) {
            // it was only read: nothing can be lost by this
        }
        super.close();
    }
}
