package dev.hqe.mcp.http;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Which of the two forms of an answer a client takes. Clients must say both; one that says nothing
/// takes anything (RFC 9110, "Accept").
///
/// @param json one JSON object
/// @param events a stream of events
record Accepted(boolean json, boolean events) {

    private static final Accepted BOTH = new Accepted(true, true);
    private static final String USUAL = "application/json, text/event-stream";

    static Accepted of(HttpFields headers) {
        List<String> values = headers.getValuesList(HttpHeader.ACCEPT);
        if (values.isEmpty() || values.getFirst().equals(USUAL)) {
            return BOTH;
        }
        boolean json = false;
        boolean events = false;
        for (String value : values) {
            for (String range : value.toLowerCase(Locale.ROOT).split(",", 50)) {
                String type = range.split(";", 2)[0].strip();
                boolean any = type.equals("*/*");
                json |= any || type.equals("application/json") || type.equals("application/*");
                events |= any || type.equals("text/event-stream") || type.equals("text/*");
            }
        }
        return new Accepted(json, events);
    }
}
