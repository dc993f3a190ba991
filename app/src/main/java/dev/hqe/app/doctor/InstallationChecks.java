package dev.hqe.app.doctor;

import dev.hqe.app.Installation;
import dev.hqe.app.doctor.Outcome.Fine;
import dev.hqe.app.doctor.Outcome.Wrong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/// What the program runs on: Java, its flags, the start-up cache.
final class InstallationChecks {

    private static final int JAVA = 25;
    private static final String CACHE_FLAG = "-XX:AOTCache=";
    private static final long MIB = 1 << 20;

    private final Installation installation;
    private final List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();

    InstallationChecks(Installation installation) {
        this.installation = installation;
    }

    List<Check> all() {
        return List.of(
                new Check("java", this::java),
                new Check("flags", this::flags),
                new Check("start-up cache", this::cache));
    }

    private Outcome java() {
        int feature = Runtime.version().feature();
        String detail = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return feature == JAVA
                ? new Fine(detail)
                : new Wrong(
                        detail
                                + "; this program is built for a JDK "
                                + JAVA
                                + ", which its"
                                + " launcher finds",
                        launcher() + " doctor");
    }

    private Outcome flags() {
        if (!InstallationChecks.class.getModule().isNativeAccessEnabled()) {
            return new Wrong("native access is not allowed", launcher() + " doctor");
        }
        String own = System.getenv().getOrDefault("HQE_JAVA_OPTS", "");
        return new Fine(
                "native access allowed, heap up to "
                        + Runtime.getRuntime().maxMemory() / MIB
                        + " MiB"
                        + (own.isBlank() ? "" : ", with HQE_JAVA_OPTS"));
    }

    /// Without the launcher nobody asked for the cache, and a packaged installation cannot train
    /// it, so there it is no illness.
    private Outcome cache() {
        Path dist = installation.folder();
        boolean launched = !System.getProperty("hqe.launcher", "").isEmpty();
        if (dist == null || !launched) {
            return new Fine("not looked at: this Java was not started by the launcher");
        }
        Path cache = dist.resolve("hqe.aot");
        String ill = isUsed() ? "" : whyUnused(cache, dist.resolve("lib"));
        if (ill.isEmpty()) {
            return new Fine(cache + " is used");
        }
        return System.getProperty("hqe.source", "").isEmpty()
                ? new Fine(ill + "; commands start slower")
                : new Wrong(ill + "; commands start slower", launcher() + " --rebuild");
    }

    /// A JVM that cannot use the cache it was given goes on without, and then shares no classes.
    private boolean isUsed() {
        return flags.stream().anyMatch(flag -> flag.startsWith(CACHE_FLAG))
                && System.getProperty("java.vm.info", "").contains("sharing");
    }

    private static String whyUnused(Path cache, Path jars) {
        if (!Files.exists(cache)) {
            return "there is none (" + cache + ")";
        }
        return isFresh(cache, jars)
                ? cache + " is there, but this Java does not take it"
                : cache + " is older than the program";
    }

    private static boolean isFresh(Path cache, Path jars) {
        try (Stream<Path> files = Files.list(jars)) {
            FileTime trained = Files.getLastModifiedTime(cache);
            for (Path jar : files.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(trained) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(cache + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    private String launcher() {
        return String.join(" ", installation.command());
    }
}
