package dev.hqe.shim;

import java.io.IOException;

/// There is no way in; the message says why and what to do.
public class DoorException extends IOException {

    private static final long serialVersionUID = 1L;

    /// With what to tell a person.
    public DoorException(String message) {
        super(message);
    }

    /// What was asked for at the door makes no sense, such as a profile that is not there.
    public static final class Misused extends DoorException {

        private static final long serialVersionUID = 1L;

        /// With what to tell a person.
        public Misused(String message) {
            super(message);
        }
    }

    /// There is a workbench, but it does not say whether one may come in.
    public static final class NoAnswer extends DoorException {

        private static final long serialVersionUID = 1L;

        /// With what to tell a person.
        public NoAnswer(String message) {
            super(message);
        }
    }
}
