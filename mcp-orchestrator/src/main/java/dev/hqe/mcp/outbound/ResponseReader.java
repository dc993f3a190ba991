package dev.hqe.mcp.outbound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// Reads one answer of HTTP/1.1 from a connection that ends with it. Used once, by one thread.
final class ResponseReader implements HttpParser.ResponseHandler {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final String NO_HTTP = "is not HTTP/1.1, or its head is too large";

    private final String host;
    private final WebLimits limits;
    private final HttpParser parser;
    private final Map<String, String> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private boolean ended;
    private @Nullable String problem;

    ResponseReader(String host, boolean head, WebLimits limits) {
        this.host = host;
        this.limits = limits;
        this.parser = new HttpParser(this, limits.responseHeaderBytes());
        parser.setHeadResponse(head);
    }

    /// Reads up to the end of the answer.
    ///
    /// @throws WebException.Unanswered if there is no whole one within the limits
    WebResponse read(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        while (!ended) {
            int count = in.read(buffer);
            if (count < 0) {
                parser.atEOF();
                parse(ByteBuffer.allocate(0));
                break;
            }
            parse(ByteBuffer.wrap(buffer, 0, count));
        }
        if (!ended) {
            throw unanswered("ended in the middle");
        }
        return new WebResponse(status, headers, unpacked());
    }

    private void parse(ByteBuffer bytes) {
        do {
            int before = bytes.remaining();
            try {
                parser.parseNext(bytes);
            } catch (AssertionError e) {
                // The parser makes its complaint an error of the answer's own status, and with
                // assertions enabled stumbles over one below 400.
                throw unanswered(NO_HTTP);
            }
            if (problem != null) {
                throw unanswered(problem);
            }
            if (ended && status / 100 == 1) { // an interim answer; the real one follows
                ended = false;
                headers.clear();
                parser.reset();
            } else if (bytes.remaining() == before && before > 0) {
                throw unanswered(NO_HTTP);
            }
        } while (bytes.hasRemaining() && !ended);
    }

    private byte[] unpacked() throws IOException {
        String packing = headers.getOrDefault("content-encoding", "identity").strip();
        if (body.size() == 0 || packing.equalsIgnoreCase("identity")) {
            headers.remove("content-encoding");
            return body.toByteArray();
        }
        if (!packing.equalsIgnoreCase("gzip") && !packing.equalsIgnoreCase("x-gzip")) {
            throw unanswered("is packed in a way that was not asked for");
        }
        headers.remove("content-encoding");
        headers.remove("content-length");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.toByteArray()))) {
            byte[] plain = in.readNBytes(limits.responseBytes() + 1);
            if (plain.length > limits.responseBytes()) {
                throw unanswered(tooLarge());
            }
            return plain;
        } catch (IOException e) {
            throw unanswered("is not packed as it says");
        }
    }

    private String tooLarge() {
        return "has more than " + limits.responseBytes() + " bytes; ask for less";
    }

    private WebException unanswered(String what) {
        return new WebException.Unanswered("the answer of " + host + " " + what);
    }

    @Override
    public void startResponse(HttpVersion version, int code, String reason) {
        status = code;
        if (code == 101 || code < 100 || code > 599) {
            problem = "has the status " + code + ", which was not asked for";
        }
    }

    @Override
    public void parsedHeader(HttpField field) {
        String name = field.getName().toLowerCase(Locale.ROOT);
        if (!OF_THE_CONNECTION.contains(name)) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(name, value, (first, next) -> first + ", " + next);
        }
    }

    @Override
    public boolean headerComplete() {
        return false;
    }

    @Override
    public boolean content(ByteBuffer content) {
        if (content.remaining() > limits.responseBytes() - body.size()) {
            problem = tooLarge();
            return true;
        }
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        body.writeBytes(bytes);
        return false;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public boolean messageComplete() {
        ended = true;
        return true;
    }

    @Override
    public void earlyEOF() {
        problem = "ended in the middle";
    }

    @Override
    public void badMessage(HttpException failure) {
        problem = NO_HTTP;
    }
}
