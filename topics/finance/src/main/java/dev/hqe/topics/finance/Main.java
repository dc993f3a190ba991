package dev.hqe.topics.finance;

/// What `_start` of the Wasm module runs: one call of one tool.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Finance.TOOLS.serve(args);
    }
}
