package dev.hqe.topics.legal;

/// What `_start` of the Wasm module runs: one call of one tool.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Legal.TOOLS.serve(args);
    }
}
