package dev.hqe.kernel.secret;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Another keychain that answers in time, or with [SecretException.Unavailable], whatever it does.
///
/// Each call runs on a daemon platform thread (it can be native code, and can block for ever). One
/// that does not come back is left behind, and until it does no further one is started: at most one
/// thread is ever lost. Thread-safe; one call at a time.
final class BoundedKeychain implements Keychain {

    private static final int MAX_REASON_CHARS = 300;

    private final Keychain keychain;
    private final Duration patience;
    private @Nullable Thread lost;

    BoundedKeychain(Keychain keychain, Duration patience) {
        this.keychain = keychain;
        this.patience = patience;
    }

    @Override
    public String name() {
        return keychain.name();
    }

    @Override
    public String read(String account) {
        return call(() -> keychain.read(account));
    }

    @Override
    public void write(String account, String value) {
        call(() -> {
            keychain.write(account, value);
            return true;
        });
    }

    @Override
    public void remove(String account) {
        call(() -> {
            keychain.remove(account);
            return true;
        });
    }

    private synchronized <T> T call(Callable<T> work) {
        if (lost != null && lost.isAlive()) {
            throw unavailable("it still has not answered the last question", null);
        }
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().daemon().name("keychain").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lost = thread;
            task.cancel(true);
            throw unavailable("it does not answer within " + seconds(), e);
        } catch (InterruptedException e) {
            lost = thread;
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("waiting for it was interrupted", e);
        } catch (ExecutionException e) {
            // Whatever it is, a locked keyring throws a NullPointerException, a missing library a
            // LinkageError: it means that this keychain cannot be used now.
            throw unavailable(reason(e.getCause()), e.getCause());
        }
    }

    private String seconds() {
        return patience.toMillis() < 1000
                ? patience.toMillis() + " ms"
                : patience.toSeconds() + " seconds";
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof SecretException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        if (cause == null || cause instanceof RuntimeException || cause instanceof Error) {
            return "it is locked, or refuses";
        }
        String message = String.valueOf(cause.getMessage());
        return message.length() <= MAX_REASON_CHARS
                ? message
                : message.substring(0, MAX_REASON_CHARS) + "...";
    }

    private static SecretException unavailable(String reason, @Nullable Throwable cause) {
        return new SecretException.Unavailable(reason, cause);
    }
}
