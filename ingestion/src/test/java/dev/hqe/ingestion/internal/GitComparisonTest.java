package dev.hqe.ingestion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hqe.ingestion.internal.FolderWalk.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The walk against `git ls-files --cached --others --exclude-standard` on the same folder.
class GitComparisonTest {

    private static final List<String> NAMES =
            List.of(
                    "a",
                    "b",
                    "ab",
                    "foo",
                    "bar",
                    "build",
                    "a.log",
                    "b.log",
                    "Foo.java",
                    "x.class",
                    "é.txt",
                    "a b",
                    "[x]",
                    "a-b",
                    "a!",
                    "#c",
                    "!d",
                    "x.tar.gz",
                    "\uD83D\uDE00",
                    "\uFF5E",
                    "back\\slash",
                    "star*",
                    "q?",
                    "tail ",
                    "1",
                    "z9",
                    "Z");

    private static final List<String> PARTS =
            List.of(
                    "*",
                    "**",
                    "?",
                    "a",
                    "b",
                    "foo",
                    "bar",
                    "build",
                    "*.log",
                    "a*",
                    "*b",
                    "[a-c]*",
                    "[!a]*",
                    "[^a-f]*",
                    "é*",
                    "*\\ ",
                    "\\#c",
                    "\\!d",
                    "[[:upper:]]*",
                    "[[:digit:]]",
                    "[]x]*",
                    "*[x]",
                    "\\[x\\]",
                    "x.*",
                    "*.*",
                    "??",
                    "f[!/]o",
                    "**o",
                    "a**",
                    "back\\\\*",
                    "[",
                    "[a",
                    "[[:nope:]]",
                    "tail\\ ",
                    "tail ",
                    "\\",
                    "[a\\-b]",
                    "[\\]x]",
                    "*a*b*");

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsWhatGitFinds(long seed) throws IOException, InterruptedException {
        assumeTrue(gitRuns(), "there is no git on the PATH to compare with");
        Random random = new Random(seed);
        Path folder = Files.createDirectories(home.resolve("repo"));
        git(folder, "init", "-q");
        grow(folder, random, 0);
        Files.writeString(
                Files.createDirectories(folder.resolve(".git/info")).resolve("exclude"),
                rules(random, 2));

        assertThat(walk(folder)).containsExactlyElementsOf(gitLsFiles(folder));
    }

    @Test
    void knowsTheRulesOfTheRepositoryAroundTheFolder() throws IOException, InterruptedException {
        assumeTrue(gitRuns(), "there is no git on the PATH to compare with");
        Path folder = Files.createDirectories(home.resolve("repo/sub/dir"));
        git(home.resolve("repo"), "init", "-q");
        Files.writeString(home.resolve("repo/.gitignore"), "*.log\n/sub/dir/x\n/y\n");
        Files.writeString(home.resolve("repo/sub/.gitignore"), "!b.log\ndir/z\n");
        for (String name : List.of("a.log", "b.log", "x", "y", "z", "kept")) {
            Files.writeString(folder.resolve(name), name);
        }

        assertThat(walk(folder))
                .containsExactlyElementsOf(gitLsFiles(folder))
                .containsExactly("b.log", "kept", "y");
    }

    private static void grow(Path folder, Random random, int depth) throws IOException {
        for (int i = 0; i < 9; i++) {
            Path child = folder.resolve(NAMES.get(random.nextInt(NAMES.size())));
            if (Files.exists(child)) {
                continue;
            }
            if (depth < 3 && random.nextInt(3) > 0) {
                Files.createDirectory(child);
                grow(child, random, depth + 1);
            } else {
                Files.writeString(child, "x");
            }
        }
        if (random.nextInt(3) == 0) {
            Files.writeString(folder.resolve(".gitignore"), rules(random, 4));
        }
    }

    private static String rules(Random random, int most) {
        StringBuilder rules = new StringBuilder();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            rules.append(random.nextInt(4) == 0 ? "!" : "").append(pick(random, "", "", "/"));
            int parts = 1 + random.nextInt(3) * random.nextInt(2);
            List<String> names = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                names.add(
                        random.nextBoolean()
                                ? PARTS.get(random.nextInt(PARTS.size()))
                                : NAMES.get(random.nextInt(NAMES.size())));
            }
            rules.append(String.join("/", names)).append(pick(random, "", "", "/"));
            rules.append(pick(random, "\n", "\n", "\r\n", "\n\n# comment\n"));
        }
        return rules.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static List<String> walk(Path folder) throws IOException {
        FolderWalk walk =
                new FolderWalk(
                        folder.toRealPath(),
                        100_000,
                        1000,
                        PathFilter.ALL,
                        FolderWalk.Entering.ALL);
        List<String> found = new ArrayList<>();
        for (Optional<Entry> entry = walk.next(); entry.isPresent(); entry = walk.next()) {
            if (entry.get() instanceof Entry.RegularFile file) {
                found.add(file.path());
            }
        }
        return found;
    }

    private static List<String> gitLsFiles(Path folder) throws IOException, InterruptedException {
        String listing =
                git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        TreeSet<String> sorted = new TreeSet<>(Utf8Order.INSTANCE);
        for (String path : listing.split("\0", -1)) {
            if (!path.isEmpty()) {
                sorted.add(path);
            }
        }
        return List.copyOf(sorted);
    }

    private static boolean gitRuns() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String git(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "HOME", folder.toString(),
                                "XDG_CONFIG_HOME", folder.toString(),
                                "GIT_CONFIG_NOSYSTEM", "1"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return out;
    }
}
