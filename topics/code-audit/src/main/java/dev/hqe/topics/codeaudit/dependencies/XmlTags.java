package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Goes through XML 1.0 tag by tag: elements, attributes, text. No entities but the five of XML and
/// no document type, so nothing can be expanded or fetched. Not thread-safe.
final class XmlTags {
    private static final int DEPTH_MAX = 64;

    private final String xml;
    private int at;
    private int line = 1;
    private final List<String> open = new ArrayList<>();
    private Map<String, String> attributes = Map.of();
    private String text = "";
    private String closed = "";
    private int tagLine = 1;
    private boolean closing;

    XmlTags(String xml) {
        this.xml = xml;
    }

    /// Moves to the next start or end of an element; false at the end.
    boolean next() {
        if (closing) {
            open.remove(open.size() - 1);
            closing = false;
        } else if (!closed.isEmpty()) {
            closed = "";
            closing = true;
            text = "";
            return true;
        }
        StringBuilder content = new StringBuilder();
        while (at < xml.length()) {
            int tag = xml.indexOf('<', at);
            int end = tag < 0 ? xml.length() : tag;
            content.append(xml, at, end);
            count(at, end);
            at = end;
            if (tag < 0) {
                return false;
            }
            if (xml.startsWith("<!--", tag)) {
                skip("-->");
            } else if (xml.startsWith("<![CDATA[", tag)) {
                int close = xml.indexOf("]]>", tag);
                content.append(xml, tag + 9, close < 0 ? xml.length() : close);
                skip("]]>");
            } else if (xml.startsWith("<?", tag)) {
                skip("?>");
            } else if (xml.startsWith("<!", tag)) {
                throw new Unreadable(line, "a document type, which is not read");
            } else {
                tag(content.toString());
                return true;
            }
        }
        return false;
    }

    private void tag(String content) {
        int end = tagEnd();
        String tag = xml.substring(at + 1, end);
        tagLine = line;
        count(at, end);
        at = end + 1;
        if (tag.startsWith("/")) {
            String name = tag.substring(1).trim();
            if (open.isEmpty() || !open.get(open.size() - 1).equals(name)) {
                throw new Unreadable(tagLine, "</" + name + "> closes nothing");
            }
            text = decoded(content.trim());
            closing = true;
            return;
        }
        boolean empty = tag.endsWith("/");
        int name = 0;
        while (name < tag.length() && " \t\r\n/".indexOf(tag.charAt(name)) < 0) {
            name++;
        }
        if (open.size() >= DEPTH_MAX) {
            throw new Unreadable(tagLine, "elements nested deeper than " + DEPTH_MAX);
        }
        open.add(tag.substring(0, name));
        attributes = attributes(tag, name);
        closed = empty ? "empty" : "";
        text = "";
    }

    private int tagEnd() {
        char quote = 0;
        for (int i = at; i < xml.length(); i++) {
            char c = xml.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        throw new Unreadable(line, "a tag without '>'");
    }

    private static Map<String, String> attributes(String tag, int from) {
        Map<String, String> attributes = new LinkedHashMap<>();
        int i = from;
        while (true) {
            int equals = tag.indexOf('=', i);
            if (equals < 0) {
                return attributes;
            }
            String name = tag.substring(i, equals).trim();
            int start = equals + 1;
            while (start < tag.length() && tag.charAt(start) <= ' ') {
                start++;
            }
            int end = start < tag.length() ? tag.indexOf(tag.charAt(start), start + 1) : -1;
            if (end < 0) {
                return attributes;
            }
            attributes.put(name, decoded(tag.substring(start + 1, end)));
            i = end + 1;
        }
    }

    private void skip(String mark) {
        int end = xml.indexOf(mark, at);
        if (end < 0) {
            throw new Unreadable(line, "'" + mark + "' is missing");
        }
        count(at, end);
        at = end + mark.length();
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            line += xml.charAt(i) == '\n' ? 1 : 0;
        }
    }

    private static String decoded(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    /// Whether this is the end of an element; [#text] is then what stood in it last.
    boolean isEnd() {
        return closing;
    }

    /// The elements from the outermost to this one, as `a/b/c`.
    String path() {
        return String.join("/", open);
    }

    String name() {
        return open.isEmpty() ? "" : open.get(open.size() - 1);
    }

    String text() {
        return text;
    }

    /// Of the element that began last; empty if it is not there.
    String attribute(String name) {
        String value = attributes.get(name);
        return value == null ? "" : value;
    }

    /// Of the tag.
    int line() {
        return tagLine;
    }
}
