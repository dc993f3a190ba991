package dev.hqe.shim;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What the workbench says to a [Greeting]: one line, after which the wish begins.
public sealed interface Welcome {

    /// Come in.
    ///
    /// @param pid of the workbench's process
    record In(long pid) implements Welcome {}

    /// Not now, but soon somebody else may open: the workbench is on its way out.
    record Closing() implements Welcome {}

    /// No.
    ///
    /// @param reason for a person: what is the matter, and what to do
    /// @param misused whether it is what the visitor has asked for that makes no sense
    record Refused(String reason, boolean misused) implements Welcome {

        /// For a reason that is not the visitor's.
        public Refused(String reason) {
            this(reason, false);
        }
    }

    /// As it goes over the wire.
    default byte[] toBytes() {
        String line =
                switch (this) {
                    case In(long pid) -> "IN " + pid;
                    case Closing() -> "CLOSING";
                    case Refused(String reason, boolean misused) ->
                            (misused ? "BAD " : "NO ")
                                    + URLEncoder.encode(reason, StandardCharsets.UTF_8);
                };
        return (line + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /// Reads it and not a byte beyond it.
    static Welcome read(InputStream in) throws IOException {
        String line = Greeting.line(in, new int[] {64 << 10});
        if (line.startsWith("IN ")) {
            return new In(Long.parseLong(line.substring(3)));
        }
        if (line.equals("CLOSING")) {
            return new Closing();
        }
        if (line.startsWith("NO ")) {
            return new Refused(URLDecoder.decode(line.substring(3), StandardCharsets.UTF_8));
        }
        if (line.startsWith("BAD ")) {
            return new Refused(URLDecoder.decode(line.substring(4), StandardCharsets.UTF_8), true);
        }
        throw new IOException("who answers at the door is no workbench of this kind");
    }
}
