package dev.hqe.shim;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/// Somebody who was let in: the wish has begun.
///
/// @param channel to and from the workbench
/// @param workbench the id of its process
public record Visit(SocketChannel channel, long workbench) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
