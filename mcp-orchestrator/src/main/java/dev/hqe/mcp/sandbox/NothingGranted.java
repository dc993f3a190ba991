package dev.hqe.mcp.sandbox;

import java.lang.System.Logger.Level;
import java.util.Optional;

/// See [GuestHost#none()].
enum NothingGranted implements GuestHost {
    INSTANCE;

    @Override
    public HostAnswer<byte[]> call(HostCall function, byte[] request) {
        return refused(function.permission());
    }

    @Override
    public HostAnswer<HttpAnswer> http(HttpCall request) {
        return refused(Permission.HTTP);
    }

    private static <T> HostAnswer<T> refused(Permission permission) {
        return new HostAnswer.Refused<>(permission, permission.remedy());
    }

    @Override
    public Optional<String> config(String key) {
        return Optional.empty();
    }

    @Override
    public void log(Level level, String text) {
        // Nobody to tell.
    }
}
