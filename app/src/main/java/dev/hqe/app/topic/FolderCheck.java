package dev.hqe.app.topic;

import dev.hqe.app.Workbench;
import dev.hqe.ingestion.source.SourceFiles;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.CapabilityCard;
import dev.hqe.kernel.topic.GoldenCases;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.Entry;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.kernel.topic.TopicManifest.TransformSpec;
import dev.hqe.kernel.topic.TopicPreview;
import dev.hqe.mcp.guest.ProgramNeeds;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.ModuleInspection;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that can be said about a Topic folder without running it.
///
/// @param problems all that is wrong; empty if it can be granted as it is
/// @param warnings what is worth a look, though nothing is wrong
/// @param topicOrNull what lies there, if its manifest holds together
/// @param cardOrNull what a person would be shown, likewise
public record FolderCheck(
        List<Problem> problems,
        List<String> warnings,
        @Nullable Topic topicOrNull,
        @Nullable CapabilityCard cardOrNull) {

    private static final int DEEPEST_SOURCE = 12;
    private static final int MOST_SOURCES = 5_000;

    public FolderCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /// Looks at a folder.
    ///
    /// @param folder absolute
    /// @param name as problems shall call it
    public static FolderCheck of(Path folder, String name) {
        List<Problem> problems = new ArrayList<>();
        try (WasmSandbox sandbox =
                new WasmSandbox(Workbench.sandboxLimits(), CompileMode.INTERPRETED)) {
            TopicPreview preview = TopicPreview.of(folder, name, new ProgramNeeds(sandbox));
            Topic topic = preview.topic();
            problems.addAll(preview.problems());
            for (ToolSpec tool : topic.manifest().capabilities().tools()) {
                String what = "the tool " + tool.name();
                entryProblem(topic.file(tool.wasm()), tool.entry(), sandbox)
                        .map(wrong -> new Problem(name + "/" + tool.wasm(), 0, wrong.of(what)))
                        .ifPresent(problems::add);
            }
            for (TransformSpec transform : topic.manifest().capabilities().transforms()) {
                String what = "the transform " + transform.name();
                entryProblem(topic.file(transform.wasm()), transform.entry(), sandbox)
                        .map(wrong -> new Problem(name + "/" + transform.wasm(), 0, wrong.of(what)))
                        .ifPresent(problems::add);
            }
            GoldenCases.read(topic, name);
            SourceFiles.read(topic, name);
            return new FolderCheck(problems, outdated(topic, name), topic, preview.card());
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
            return new FolderCheck(problems.stream().sorted().toList(), List.of(), null, null);
        }
    }

    /// The programs that a file in `src` was written after, by the times of the files.
    private static List<String> outdated(Topic topic, String name) {
        Path sources = topic.folder().resolve("src");
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(sources, DEEPEST_SOURCE)) {
            Optional<Path> newest =
                    all.limit(MOST_SOURCES)
                            .filter(Files::isRegularFile)
                            .max(Comparator.comparing(FolderCheck::written));
            return newest.stream()
                    .flatMap(source -> olderThan(source, topic, name).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(sources + ": cannot be read: " + e.getMessage());
        }
    }

    private static List<String> olderThan(Path source, Topic topic, String name) {
        return topic.programs().stream()
                .filter(wasm -> written(topic.file(wasm)).compareTo(written(source)) < 0)
                .map(wasm ->
                        name
                                + "/"
                                + wasm
                                + ": is older than "
                                + topic.folder().relativize(source)
                                + ", so what was changed there is not in it. Build it: hqe topic"
                                + " build "
                                + name)
                .toList();
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Why a program cannot be entered as the manifest says.
    ///
    /// @param callable what could be entered instead
    private record WrongEntry(String words, List<String> callable) {

        /// @param what names the program in the manifest
        String of(String what) {
            return words
                    + " for "
                    + what
                    + (callable.isEmpty() ? "" : ". There are: " + String.join(", ", callable));
        }
    }

    /// Whether the program can be entered as the manifest says. What is not admitted at all has
    /// been said before.
    private static Optional<WrongEntry> entryProblem(
            Path program, Entry entry, WasmSandbox sandbox) {
        ModuleInspection found;
        try {
            found = ModuleInspection.of(program, sandbox.limits());
        } catch (ModuleRefusedException e) {
            return Optional.empty();
        }
        String wrong =
                switch (entry) {
                    case Entry.Command(var args) ->
                            found.command()
                                    ? ""
                                    : "is no WASI command; say in 'export' which function";
                    case Entry.Export(String function) ->
                            found.callable().contains(function)
                                    ? ""
                                    : "has no function '"
                                            + function
                                            + "' that can be called"
                                            + Suggestion.among(function, found.callable());
                };
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new WrongEntry(wrong, found.callable()));
    }

    /// What lies there.
    public Optional<Topic> topic() {
        return Optional.ofNullable(topicOrNull);
    }

    /// What a person would be shown.
    public Optional<CapabilityCard> card() {
        return Optional.ofNullable(cardOrNull);
    }
}
