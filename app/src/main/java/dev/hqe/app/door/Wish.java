package dev.hqe.app.door;

import dev.hqe.shim.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What a visitor can come for. Safe from many threads at once.
@FunctionalInterface
public interface Wish {

    /// Serves one visitor; the connection is closed when this returns.
    ///
    /// @param guest who it is, with what it said at the door
    /// @param opening lets it in
    /// @throws Refusal before it is let in, to send it away with a reason
    /// @throws Exception if the connection broke; nobody is told
    void serve(Guest guest, Opening opening) throws Exception;

    /// The door, still shut.
    @FunctionalInterface
    interface Opening {

        /// Says welcome. Once, and before anything else.
        Streams accept() throws IOException;
    }

    /// To and from a visitor.
    ///
    /// @param in its end is the visitor's
    /// @param out what is written goes out at once
    record Streams(InputStream in, OutputStream out) {}

    /// A visitor that is not let in.
    final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean misused;

        /// With what to tell a person: what is the matter, and what to do.
        public Refusal(String reason) {
            this(reason, false);
        }

        private Refusal(String reason, boolean misused) {
            super(reason);
            this.misused = misused;
        }

        /// Because the visitor's arguments make no sense.
        public static Refusal ofArguments(String reason) {
            return new Refusal(reason, true);
        }

        Welcome told() {
            return new Welcome.Refused(String.valueOf(getMessage()), misused);
        }
    }
}
