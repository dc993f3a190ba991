package dev.hqe.app.door;

/// A person who wants the workbench to end.
///
/// @param stop asks for it and returns at once
public record StopWish(Runnable stop) implements Wish {

    /// What it is called at the door.
    public static final String NAME = "stop";

    @Override
    public void serve(Guest guest, Opening opening) throws Exception {
        Streams streams = opening.accept();
        stop.run();
        // The end of the connection is the end of the workbench, or nearly.
        streams.in().skip(Long.MAX_VALUE);
    }
}
