package dev.hqe.app.door;

import dev.hqe.app.Workbench;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.mcp.McpException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Somebody who wants MCP served over HTTP as long as he is there.
///
/// @param workbench that is served
/// @param keep keeps it for something with this name; gives what takes that back
public record ServeWish(Workbench workbench, Function<String, Runnable> keep) implements Wish {

    /// What it is called at the door.
    public static final String NAME = "serve";

    @Override
    public void serve(Guest guest, Opening opening) throws Exception {
        try (Listening listening = listen(Listening.Wanted.of(guest.greeting().arguments()))) {
            guest.introducedBy(() -> "hqe serve");
            LongVisit.last(guest, opening.accept(), listening.toJson(), new CompletableFuture<>());
        }
    }

    private Listening listen(Listening.Wanted wanted) throws Refusal {
        try {
            return Listening.start(workbench, wanted, keep);
        } catch (SecretException e) {
            throw new Refusal(
                    "the workbench that is running (process "
                            + ProcessHandle.current().pid()
                            + ") cannot read the keys: "
                            + e.getMessage()
                            + " It was started without that and cannot ask for it. End it with hqe"
                            + " stop, then run hqe serve, which asks.");
        } catch (McpException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }
}
