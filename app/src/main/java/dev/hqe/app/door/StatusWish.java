package dev.hqe.app.door;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who asks how things stand: one JSON object, on one line.
///
/// @param status as it is now
public record StatusWish(Supplier<ObjectNode> status) implements Wish {

    /// What it is called at the door.
    public static final String NAME = "status";

    @Override
    public void serve(Guest guest, Opening opening) throws Exception {
        ObjectNode now = status.get();
        opening.accept().out().write((now + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
