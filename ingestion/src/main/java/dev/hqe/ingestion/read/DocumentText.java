package dev.hqe.ingestion.read;

import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// The text of a document from the XHTML that a parser makes of it: headings as Markdown (`## `),
/// items of lists with `- `, a row of a table in a line with ` | ` between its cells, a blank line
/// between paragraphs, and a form feed between pages and slides, so that page n is what is behind
/// the (n-1)th of them. For one thread.
final class DocumentText extends DefaultHandler {

    /// There is more text than one record may have.
    static final class TooLong extends SAXException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("more text than a record may have");
        }
    }

    private static final Set<String> SKIPPED = Set.of("head", "script", "style", "noscript");
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "section",
                    "article",
                    "blockquote",
                    "pre",
                    "ul",
                    "ol",
                    "table",
                    "dl");

    private final StringBuilder text = new StringBuilder();
    private final int maxChars;
    private final boolean collapse;
    private final BooleanSupplier stopped;
    private int skipped;
    private int preformatted;
    private int cells;
    private boolean heading;
    private boolean prefixed;
    private int pages;

    /// @param collapse whether white space is one space, as in HTML
    /// @param stopped whether nobody waits for the text any more
    DocumentText(int maxChars, boolean collapse, BooleanSupplier stopped) {
        this.maxChars = maxChars;
        this.collapse = collapse;
        this.stopped = stopped;
    }

    /// What was read up to now.
    String text() {
        return text.toString().stripTrailing();
    }

    /// 0 if it has no pages.
    int pages() {
        return pages;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes)
            throws SAXException {
        if (stopped.getAsBoolean()) {
            throw new SAXException("stopped");
        }
        String name = (local.isEmpty() ? qualified : local).toLowerCase(Locale.ROOT);
        if (SKIPPED.contains(name)) {
            skipped++;
        } else if (isHeading(name)) {
            lineBreaks(2);
            text.append("#".repeat(name.charAt(1) - '0')).append(' ');
            heading = true;
            prefixed = true;
        } else if (BLOCKS.contains(name)) {
            if (isPage(name, attributes)) {
                page();
            }
            preformatted += name.equals("pre") ? 1 : 0;
            lineBreaks(2);
        } else {
            startPart(name);
        }
    }

    private void startPart(String name) {
        switch (name) {
            case "li" -> {
                lineBreaks(1);
                text.append("- ");
                prefixed = true;
            }
            case "tr", "dt", "dd" -> lineBreaks(1);
            case "br" -> {
                if (!heading && cells == 0) {
                    text.append('\n');
                }
            }
            case "td", "th" -> {
                cells++;
                if (cells == 1 && !atLineStart()) {
                    text.append(" | ");
                    prefixed = true;
                }
            }
            default -> {
                // marks within a line
            }
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        String name = (local.isEmpty() ? qualified : local).toLowerCase(Locale.ROOT);
        if (SKIPPED.contains(name)) {
            skipped--;
        } else if (isHeading(name)) {
            heading = false;
            prefixed = false;
            lineBreaks(2);
        } else if (BLOCKS.contains(name)) {
            preformatted -= name.equals("pre") ? 1 : 0;
            lineBreaks(2);
        } else if (name.equals("td") || name.equals("th")) {
            cells--;
            prefixed = false;
            if (atLineStart()) { // an empty cell is a cell too
                text.append(' ');
            }
        } else if (name.equals("li") || name.equals("tr")) {
            prefixed = false;
            lineBreaks(1);
        }
    }

    @Override
    public void characters(char[] from, int start, int length) throws SAXException {
        if (skipped > 0) {
            return;
        }
        for (int i = start; i < start + length; i++) {
            append(from[i]);
        }
        if (text.length() > maxChars) {
            throw new TooLong();
        }
    }

    /// Ends of lines within a paragraph of a PDF come so, and so does how Tika sets its marks
    /// apart.
    @Override
    public void ignorableWhitespace(char[] from, int start, int length) {
        for (int i = start; i < start + length && skipped == 0 && !collapse; i++) {
            if (from[i] == '\n' && !atLineStart()) {
                append('\n');
            }
        }
    }

    private void append(char c) {
        boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        boolean inLine = heading || cells > 0;
        if (!space) {
            text.append(c == '\f' ? ' ' : c); // a form feed is a page
            prefixed = false;
        } else if (preformatted > 0 || (!collapse && !inLine)) {
            boolean atTop = text.isEmpty() || endsWith("\f");
            if (!atTop && c != '\r' && !(c == '\n' && endsWith("\n\n"))) {
                text.append(c);
            }
        } else if (!atLineStart() && !prefixed && !endsWith(" ")) {
            text.append(' ');
        }
    }

    private void page() {
        pages++;
        if (pages > 1) {
            while (!text.isEmpty() && text.charAt(text.length() - 1) <= ' ' && !endsWith("\f")) {
                text.setLength(text.length() - 1);
            }
            text.append('\f');
        }
    }

    private static boolean isPage(String name, Attributes attributes) {
        String kind = attributes.getValue("class");
        return name.equals("div")
                && kind != null
                && (kind.equals("page") || kind.equals("slide-content"));
    }

    private static boolean isHeading(String name) {
        return name.length() == 2
                && name.charAt(0) == 'h'
                && name.charAt(1) >= '1'
                && name.charAt(1) <= '6';
    }

    /// Ends the line, and leaves one blank if there shall be two breaks; none within a table's row,
    /// behind a list's dash, or at the beginning of a page.
    private void lineBreaks(int wanted) {
        if (heading || prefixed) {
            return;
        }
        if (cells > 0) {
            if (!atLineStart() && !endsWith(" ")) {
                text.append(' ');
            }
            return;
        }
        while (endsWith(" ") || endsWith("\t")) {
            text.setLength(text.length() - 1);
        }
        if (text.isEmpty() || endsWith("\f")) {
            return;
        }
        int has = 0;
        while (has < wanted && text.charAt(text.length() - 1 - has) == '\n') {
            has++;
        }
        text.repeat('\n', wanted - has);
    }

    private boolean atLineStart() {
        return text.isEmpty() || endsWith("\n") || endsWith("\f");
    }

    private boolean endsWith(String end) {
        int from = text.length() - end.length();
        return from >= 0 && text.indexOf(end, from) == from;
    }
}
