package dev.hqe.app.demo;

/// A step of the demo did not do what it should; the message says which and why.
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
