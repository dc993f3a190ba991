package dev.hqe.kernel.secret;

import dev.hqe.kernel.file.FileTurn;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;

/// The right to write the secrets of a directory, among all threads and processes. Held for about a
/// second at a time.
final class VaultLock {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private VaultLock() {}

    /// Waits for it, then does the work.
    ///
    /// @throws SecretException.Unavailable if it is not free within a minute
    static void run(Path directory, Runnable work) {
        Path file = directory.resolve("secrets.lock");
        try {
            new FileTurn(file, PATIENCE)
                    .take(() -> {
                        work.run();
                        return work;
                    });
        } catch (FileTurn.Busy e) {
            throw new SecretException.Unavailable(
                    file + ": another process is storing secrets and does not end. Stop it.", e);
        } catch (InterruptedIOException e) {
            throw new SecretException.Unavailable(file + ": waiting for it was interrupted", e);
        } catch (IOException e) {
            throw new SecretException.Unavailable(
                    file + ": cannot be locked (" + e.getMessage() + ")", e);
        }
    }
}
