package dev.hqe.mcp.sandbox;

import java.util.Objects;

/// A function type, one letter per value: `i` i32, `j` i64, `f` f32, `d` f64, `r` a reference.
record Signature(String params, String results) {
    Signature {
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(results, "results");
    }

    @Override
    public String toString() {
        return "(" + params + ")->(" + results + ")";
    }
}
