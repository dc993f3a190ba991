package dev.hqe.app.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A language that a new Topic's program can be written in. What each compiler makes is a WASI
/// command.
public enum Language {
    JAVA,
    C,
    ASSEMBLYSCRIPT,
    RUST,
    GO;

    /// As it is typed: its name in small letters.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As they are typed, in order.
    public static List<String> ids() {
        return Arrays.stream(values()).map(Language::id).toList();
    }

    /// The files of its own that a new Topic gets, the program's source first.
    List<String> files() {
        return switch (this) {
            case JAVA -> List.of("src/Main.java");
            case C -> List.of("src/main.c", TopicBuild.SCRIPT);
            case ASSEMBLYSCRIPT -> List.of("src/main.ts", "package.json", TopicBuild.SCRIPT);
            case RUST -> List.of("src/main.rs", "Cargo.toml", TopicBuild.SCRIPT);
            case GO -> List.of("src/main.go", "src/go.mod", TopicBuild.SCRIPT);
        };
    }

    /// What a build needs, for the README of a new Topic.
    String toolchain() {
        return switch (this) {
            case JAVA ->
                    "The build needs nothing but `hqe`, which has the compiler to Wasm and the"
                            + " library that the\nprogram uses.";
            case C -> "The build runs `build.sh`, which needs clang and the C library for WASI.";
            case ASSEMBLYSCRIPT ->
                    "The build runs `build.sh`, which needs Node.js; npm brings the compiler on"
                            + " first use.";
            case RUST ->
                    "The build runs `build.sh`, which needs cargo and its target wasm32-wasip1.";
            case GO ->
                    "The build runs `build.sh`, which needs Go 1.21 or later. Every program that Go"
                            + " makes asks for the\ntime and for random bytes when it starts, so"
                            + " topic.yaml names both.";
        };
    }

    /// Lines of `permissions` that no program in it can do without.
    List<String> permissions() {
        return switch (this) {
            case JAVA, C, ASSEMBLYSCRIPT, RUST -> List.of();
            case GO ->
                    List.of(
                            "  clock: true # Go asks for it when it starts",
                            "  entropy: true # likewise");
        };
    }
}
