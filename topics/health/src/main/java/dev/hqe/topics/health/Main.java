package dev.hqe.topics.health;

/// What `_start` of the Wasm module runs: one call of one tool.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Health.TOOLS.serve(args);
    }
}
