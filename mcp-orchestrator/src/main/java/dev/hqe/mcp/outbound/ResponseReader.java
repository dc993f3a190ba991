package dev.hqe.mcp.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// Reads one answer of HTTP/1.1 from a connection that ends with it, and passes its body on as it
/// comes. Used once, by one thread.
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
    private final OutputStream body;
    private int bodyBytes;
    private boolean tooLarge;
    private int status;
    private boolean headed;
    private boolean ended;
    private @Nullable String problem;

    /// @param body is written to as the answer comes, packed as it comes
    ResponseReader(String host, boolean head, WebLimits limits, OutputStream body) {
        this.host = host;
        this.limits = limits;
        this.body = body;
        this.parser = new HttpParser(this, limits.responseHeaderBytes());
        parser.setHeadResponse(head);
    }

    /// Reads up to the end of the answer.
    ///
    /// @throws WebException.Unanswered if there is no whole one within the limits
    /// @throws UncheckedIOException if the body cannot be passed on
    void read(InputStream in) throws IOException {
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
    }

    int status() {
        return status;
    }

    /// As they came, but for those of the connection.
    Map<String, String> headers() {
        return headers;
    }

    /// Whether status and headers are all there.
    boolean hasHead() {
        return headed;
    }

    /// Whether it ended because there was more than there may be.
    boolean isTooLarge() {
        return tooLarge;
    }

    /// How the body is packed.
    Packing packing() {
        return new Packing(host, limits.responseBytes(), headers);
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
        headed = status / 100 != 1;
        return false;
    }

    @Override
    public boolean content(ByteBuffer content) {
        if (content.remaining() > limits.responseBytes() - bodyBytes) {
            tooLarge = true;
            problem = Packing.tooLarge(limits.responseBytes());
            return true;
        }
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        bodyBytes += bytes.length;
        try {
            body.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
