package dev.hqe.benchmarks.wasm;

import dev.hqe.topics.codeaudit.guest.CodeAudit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The classes of which `code-audit.wasm` is made, called directly: what Wasm itself costs.
final class PlainJava implements Contestant {

    @Override
    public String name() {
        return "the same Java, no Wasm";
    }

    @Override
    public boolean makes(Workload work) {
        return work.name().startsWith(Workload.SECRETS);
    }

    @Override
    public Round call(Workload work, Turn turn) throws IOException {
        byte[] input = work.readInput();
        return Contestant.here(
                turn,
                () -> {
                    ByteArrayInputStream in = new ByteArrayInputStream(input);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    CodeAudit.TOOLS.call("find_secrets", in::read, out::write);
                    return out.toByteArray();
                });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
