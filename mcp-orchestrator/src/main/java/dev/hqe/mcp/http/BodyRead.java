package dev.hqe.mcp.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Reads the body of one request, as it comes, into one array. Runs on whatever thread has the next
/// part.
final class BodyRead implements Runnable {

    /// Room is made as bytes come in, not as they are announced: an announcement costs nothing.
    private static final int FIRST = 16 * 1024;

    private final Request request;
    private final int maxBytes;
    private final ByteBudget budget;
    private final Done done;
    private byte[] bytes = new byte[0];
    private int length;
    private long taken;

    /// What comes of it; one of the two is called, once.
    interface Done {

        /// The body is in.
        ///
        /// @param held what was taken from the budget and is to be given back
        void body(byte[] bytes, int length, long held);

        /// It will not come in.
        ///
        /// @param status for the response
        void refused(int status, String message);
    }

    BodyRead(Request request, int maxBytes, ByteBudget budget, Done done) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.done = done;
    }

    /// Starts.
    void start() {
        long announced = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        if (announced > maxBytes) {
            tooLarge();
        } else if (grow((int) Math.min(announced >= 0 ? announced : FIRST, FIRST))) {
            run();
        }
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                refuse(400, "Bad request: the body did not come in completely");
                return;
            }
            boolean last = chunk.isLast();
            boolean fits = append(chunk.getByteBuffer());
            chunk.release();
            if (!fits) {
                return;
            }
            if (last) {
                done.body(bytes, length, taken);
                return;
            }
        }
    }

    private boolean append(ByteBuffer part) {
        int more = part.remaining();
        if (more > maxBytes - length) {
            tooLarge();
            return false;
        }
        if (length + more > bytes.length
                && !grow(Math.clamp(2L * bytes.length, length + more, maxBytes))) {
            return false;
        }
        part.get(bytes, length, more);
        length += more;
        return true;
    }

    private boolean grow(int to) {
        int more = to - bytes.length;
        if (!budget.take(more)) {
            refuse(503, "Service unavailable: too much is being sent at once, try again");
            return false;
        }
        taken += more;
        bytes = Arrays.copyOf(bytes, to);
        return true;
    }

    private void tooLarge() {
        refuse(413, "Invalid request: message larger than " + maxBytes + " bytes");
    }

    private void refuse(int status, String message) {
        budget.giveBack(taken);
        done.refused(status, message);
    }
}
