package dev.hqe.app.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A language that a new Topic's program can be written in. What each compiler makes is a WASI
/// command.
public enum Language {
    JAVA(
            List.of("src/Main.java"),
            "The build needs nothing but `hqe`, which has the compiler to Wasm and the library"
                    + " that the\nprogram uses.",
            List.of()),
    C(
            List.of("src/main.c", "build.sh"),
            "The build runs `build.sh`, which needs clang and the C library for WASI.",
            List.of()),
    ASSEMBLYSCRIPT(
            List.of("src/main.ts", "package.json", "build.sh"),
            "The build runs `build.sh`, which needs Node.js; npm brings the compiler on first"
                    + " use.",
            List.of()),
    RUST(
            List.of("src/main.rs", "Cargo.toml", "build.sh"),
            "The build runs `build.sh`, which needs cargo and its target wasm32-wasip1.",
            List.of()),
    GO(
            List.of("src/main.go", "src/go.mod", "build.sh"),
            "The build runs `build.sh`, which needs Go 1.21 or later. Every program that Go makes"
                    + " asks for the\ntime and for random bytes when it starts, so topic.yaml names"
                    + " both.",
            List.of("  clock: true # Go asks for it when it starts", "  entropy: true # likewise"));

    private final List<String> files;
    private final String toolchain;
    private final List<String> permissions;

    Language(List<String> files, String toolchain, List<String> permissions) {
        this.files = files;
        this.toolchain = toolchain;
        this.permissions = permissions;
    }

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
        return files;
    }

    /// What a build needs, for the README of a new Topic.
    String toolchain() {
        return toolchain;
    }

    /// Lines of `permissions` that no program in it can do without.
    List<String> permissions() {
        return permissions;
    }
}
