package dev.hqe.app.door;

import java.io.DataInputStream;

/// A command whose own process has no way to the data, because this workbench holds it: it runs
/// here, and all that it reads and writes goes through the door.
///
/// @param commands runs it
record RunWish(Commands commands) implements Wish {

    /// What it is called at the door.
    static final String NAME = "run";

    /// What a shell says of a command that Ctrl-C has ended.
    private static final int INTERRUPTED = 130;

    @Override
    public void serve(Guest guest, Opening opening) throws Exception {
        guest.introducedBy(() -> String.join(" ", guest.greeting().arguments()));
        Streams streams = opening.accept();
        DataInputStream in = new DataInputStream(streams.in());
        TypedCommand command = TypedCommand.of(Frame.require(in));
        try (VisitStation station = new VisitStation(command, in, streams.out())) {
            int exitCode = commands.run(command.arguments(), station);
            station.end(station.isInterrupted() ? INTERRUPTED : exitCode);
        }
    }
}
