package dev.hqe.mcp.sandbox;

import java.util.Arrays;
import java.util.Optional;

/// A [HostCall] as a module imports it.
record UserFunction(HostCall call) implements ImportedFunction {
    static final String MODULE = "extism:host/user";
    private static final Signature SIGNATURE = new Signature("j", "j");

    static Optional<UserFunction> named(String name) {
        return Arrays.stream(HostCall.values())
                .filter(call -> call.function().equals(name))
                .findFirst()
                .map(UserFunction::new);
    }

    @Override
    public String module() {
        return MODULE;
    }

    @Override
    public String name() {
        return call.function();
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Optional<Permission> permission() {
        return Optional.of(call.permission());
    }
}
