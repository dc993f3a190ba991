package dev.hqe.shim;

import java.io.IOException;

/// There is no way in; the message says why and what to do.
public final class DoorException extends IOException {

    private static final long serialVersionUID = 1L;

    /// With what to tell a person.
    public DoorException(String message) {
        super(message);
    }
}
