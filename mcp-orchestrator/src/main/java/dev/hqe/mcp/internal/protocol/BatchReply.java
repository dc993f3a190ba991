package dev.hqe.mcp.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gathers the responses of a batch and sends them as one array when the last one is in (JSON-RPC
/// 2.0, "Batch"); sends nothing when there are none. Thread-safe.
final class BatchReply implements ReplyTo {

    private final Consumer<byte[]> out;
    private final List<byte[]> responses = new ArrayList<>();
    private int open = 1;

    BatchReply(Consumer<byte[]> out) {
        this.out = out;
    }

    /// One more response is to come. The batch itself counts as one until [#drop] is called for it.
    synchronized void expectOne() {
        open++;
    }

    @Override
    public void send(byte[] response) {
        settle(List.of(response));
    }

    @Override
    public void drop() {
        settle(List.of());
    }

    private void settle(List<byte[]> response) {
        byte[] whole;
        synchronized (this) {
            responses.addAll(response);
            open--;
            if (open > 0 || responses.isEmpty()) {
                return;
            }
            whole = Frames.batch(responses);
        }
        out.accept(whole);
    }
}
