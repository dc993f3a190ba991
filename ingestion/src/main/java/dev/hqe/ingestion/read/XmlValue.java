package dev.hqe.ingestion.read;

import dev.hqe.kernel.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// An element as a JSON value, and never more of it held than a record may have.
///
/// - An element without attributes and without elements in it is its text, stripped: a string.
/// - Any other is an object: attributes as `@name`, elements by their names as they are written
///   (`dc:title`), in their order; several of one name are an array; text between them, stripped
///   and joined, is `#text`.
/// - Comments, processing instructions and declarations of namespaces are left out.
final class XmlValue {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int NODE_CHARS = 16; // about the memory of one, as in JsonValue

    private final XMLStreamReader xml;
    private final int maxChars;
    private final Runnable eachEvent;
    private final Deque<Level> open = new ArrayDeque<>();
    private long size;
    private String refused = "";

    private static final class Level {
        final String name;
        final ObjectNode object = NODES.objectNode();
        final StringBuilder text = new StringBuilder();

        Level(String name) {
            this.name = name;
        }

        JsonNode value() {
            String stripped = text.toString().strip();
            if (object.isEmpty()) {
                return NODES.stringNode(stripped);
            }
            if (!stripped.isEmpty()) {
                object.put("#text", stripped);
            }
            return object;
        }
    }

    private XmlValue(XMLStreamReader xml, int maxChars, Runnable eachEvent) {
        this.xml = xml;
        this.maxChars = maxChars;
        this.eachEvent = eachEvent;
    }

    /// Reads the element that has just begun, up to its end, whether it is refused or not.
    ///
    /// @param eachEvent is run before each event is read
    static JsonValue.Read of(XMLStreamReader xml, int maxChars, Runnable eachEvent)
            throws XMLStreamException {
        return new XmlValue(xml, maxChars, eachEvent).read();
    }

    private JsonValue.Read read() throws XMLStreamException {
        int depth = 1;
        begin();
        JsonNode value = NODES.nullNode();
        while (depth > 0) {
            eachEvent.run();
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    XmlRecordReader.checkDepth(depth);
                    if (depth > Json.MAX_DEPTH) {
                        refuse("it is nested more than " + Json.MAX_DEPTH + " levels deep");
                    }
                    begin();
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text();
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        refuse("the entity &" + xml.getLocalName() + "; is not known");
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (refused.isEmpty()) {
                        value = end();
                    }
                }
                default -> {
                    // comments and processing instructions
                }
            }
        }
        return new JsonValue.Read(refused.isEmpty() ? value : kept(), refused);
    }

    private void begin() {
        if (!refused.isEmpty()) {
            return;
        }
        Level level = new Level(XmlRecordReader.name(xml));
        count(level.name.length() + NODE_CHARS);
        for (int i = 0; i < xml.getAttributeCount() && refused.isEmpty(); i++) {
            String prefix = xml.getAttributePrefix(i);
            String name =
                    prefix == null || prefix.isEmpty()
                            ? xml.getAttributeLocalName(i)
                            : prefix + ":" + xml.getAttributeLocalName(i);
            count(name.length() + xml.getAttributeValue(i).length() + NODE_CHARS);
            level.object.put("@" + name, xml.getAttributeValue(i));
        }
        open.push(level);
    }

    private void text() {
        if (refused.isEmpty()) {
            count(xml.getTextLength());
            open.element().text.append(xml.getText());
        }
    }

    private JsonNode end() {
        Level level = open.pop();
        JsonNode value = level.value();
        Level parent = open.peek();
        if (parent != null) {
            add(parent.object, level.name, value);
        }
        return value;
    }

    private static void add(ObjectNode parent, String name, JsonNode value) {
        switch (parent.get(name)) {
            case null -> parent.set(name, value);
            case ArrayNode several -> several.add(value);
            case JsonNode first -> parent.set(name, NODES.arrayNode().add(first).add(value));
        }
    }

    private void count(int chars) {
        size += chars;
        if (size > maxChars) {
            refuse(
                    String.format(
                            Locale.ROOT,
                            "the element is longer than %,d characters. Raise most_record_mb of the source if it"
                                    + " should be read, or let `records` name the path of the"
                                    + " elements in it.",
                            maxChars));
        }
    }

    private void refuse(String why) {
        refused = refused.isEmpty() ? why : refused;
    }

    /// What was read of a refused element, as the value it would have become.
    private JsonNode kept() {
        JsonNode value = StringNode.valueOf("");
        while (!open.isEmpty()) {
            value = end();
        }
        return value;
    }
}
