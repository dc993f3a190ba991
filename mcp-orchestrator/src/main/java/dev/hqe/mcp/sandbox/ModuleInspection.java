package dev.hqe.mcp.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a module says about itself, read from its bytes without compiling or running anything.
///
/// @param name the module's file name
/// @param sha256 of its bytes, in lower-case hexadecimal
/// @param command whether it can be started as a WASI command: it has `_start`
/// @param imports the functions it imports, in order
/// @param callable the exports that can be called as an Extism plugin's
/// @param memoryPages linear memory it starts with, in pages of 64 KiB
public record ModuleInspection(
        String name,
        String sha256,
        boolean command,
        List<Import> imports,
        List<String> callable,
        int memoryPages) {

    /// A function that a module imports.
    ///
    /// @param module for example `extism:host/env`
    /// @param function for example `http_request`
    /// @param permission what must be granted before it can be called; empty if nothing
    public record Import(String module, String function, Optional<Permission> permission) {
        public Import {
            Objects.requireNonNull(module, "module");
            Objects.requireNonNull(function, "function");
            Objects.requireNonNull(permission, "permission");
        }

        /// Whether language runtimes import it on their own, so that it says little about what the
        /// module does. Extism's and the workbench's functions a module imports only on purpose.
        public boolean ofRuntime() {
            return module.equals(WasiFunction.MODULE);
        }
    }

    public ModuleInspection {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sha256, "sha256");
        imports = List.copyOf(imports);
        callable = List.copyOf(callable);
    }

    /// Inspects a file with the default limits.
    ///
    /// @throws ModuleRefusedException if the sandbox would not admit it
    public static ModuleInspection of(Path file) {
        return of(file, SandboxLimits.DEFAULT);
    }

    /// Inspects a file.
    ///
    /// @throws ModuleRefusedException if a sandbox with these limits would not admit it; that the
    ///   code is valid is checked only by [WasmSandbox#load(Path)]
    public static ModuleInspection of(Path file, SandboxLimits limits) {
        byte[] bytes = read(file, limits.module());
        return of(name(file), sha256(bytes), ModuleScan.scan(name(file), bytes, limits));
    }

    static ModuleInspection of(String name, String sha256, ModuleShape shape) {
        return new ModuleInspection(
                name,
                sha256,
                shape.isCommand(),
                shape.imports().stream()
                        .map(f -> new Import(f.module(), f.name(), f.permission()))
                        .toList(),
                shape.callable(),
                shape.initialPages());
    }

    /// Every permission that some import needs.
    public Set<Permission> permissions() {
        return permissions(false);
    }

    /// The permissions that the module's author must have meant to use: those of imports that no
    /// language runtime brings along. One that the manifest does not declare is an error in it.
    public Set<Permission> intended() {
        return permissions(true);
    }

    private Set<Permission> permissions(boolean intended) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (Import each : imports) {
            if (!intended || !each.ofRuntime()) {
                each.permission().ifPresent(all::add);
            }
        }
        return Collections.unmodifiableSet(all);
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static byte[] read(Path file, SandboxLimits.Module limits) {
        int limit = limits.fileBytes();
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than the limit says that it is too large, whatever the file does
            // meanwhile.
            byte[] bytes = in.readNBytes(limit < Integer.MAX_VALUE ? limit + 1 : limit);
            if (bytes.length > limit) {
                throw new ModuleRefusedException(
                        "%s: more than the limit of %d bytes".formatted(name(file), limit));
            }
            return bytes;
        } catch (IOException e) {
            throw new ModuleRefusedException(name(file) + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
