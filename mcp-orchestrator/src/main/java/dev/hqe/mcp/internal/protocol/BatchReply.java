package dev.hqe.mcp.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Gathers the responses of a batch and sends them as one array when the last one is in (JSON-RPC
/// 2.0, "Batch"); sends nothing when there are none. A response for which there is no room becomes
/// an error that says so. Thread-safe.
final class BatchReply implements ReplyTo {

    private final ReplyTo connection;
    private final Room room;
    private final List<byte[]> responses = new ArrayList<>();
    private long taken;
    private int open = 1;
    private boolean expected;

    /// What all open batches of one connection may hold together. Thread-safe.
    static final class Room {

        private final long bytes;
        private final AtomicLong free;

        Room(long bytes) {
            this.bytes = bytes;
            this.free = new AtomicLong(bytes);
        }

        private boolean take(long wanted) {
            return free.getAndUpdate(now -> now >= wanted ? now - wanted : now) >= wanted;
        }

        private void giveBack(long unused) {
            free.addAndGet(unused);
        }
    }

    BatchReply(Room room, ReplyTo connection) {
        this.room = room;
        this.connection = connection;
    }

    /// One more response is to come. The batch itself counts as one until [#drop] is called for it.
    synchronized void expectOne() {
        open++;
        expected = true;
    }

    @Override
    public void send(Optional<RequestId> id, byte[] response) {
        if (room.take(response.length)) {
            settle(List.of(response), response.length);
            return;
        }
        RpcError error =
                new RpcError(
                        RpcError.INTERNAL_ERROR,
                        "the batch's answers are larger than "
                                + room.bytes
                                + " bytes: send this request by itself");
        settle(List.of(Frames.error(id, error)), 0);
    }

    @Override
    public void drop() {
        settle(List.of(), 0);
    }

    @Override
    public boolean offer(byte[] notification) {
        return connection.offer(notification);
    }

    @Override
    public boolean ask(byte[] request) {
        return connection.ask(request);
    }

    private void settle(List<byte[]> response, long bytes) {
        byte[] whole;
        long held;
        synchronized (this) {
            responses.addAll(response);
            taken += bytes;
            open--;
            if (open > 0) {
                return;
            }
            if (responses.isEmpty()) {
                if (expected) {
                    connection.drop();
                }
                return;
            }
            whole = Frames.batch(responses);
            held = taken;
            responses.clear();
        }
        try {
            connection.send(Optional.empty(), whole);
        } finally {
            room.giveBack(held);
        }
    }
}
