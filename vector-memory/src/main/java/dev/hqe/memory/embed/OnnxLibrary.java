package dev.hqe.memory.embed;

import dev.hqe.kernel.WorkbenchHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// The native part of ONNX Runtime.
///
/// As it comes it is unpacked into the temporary folder by each process, 17 MB, and deleted when
/// the process ends well. Here it is unpacked once into a folder of ours, and only compared from
/// then on, so that nothing is left behind however a process ends. A process with the system
/// property `onnxruntime.native.path` takes it from that folder.
final class OnnxLibrary {

    private static final Logger LOG = System.getLogger(OnnxLibrary.class.getName());

    /// Read by ONNX Runtime when its first class is loaded.
    private static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final String RUNTIME = "ai.onnxruntime.OnnxRuntime";

    private OnnxLibrary() {}

    /// Lays it into a folder, where it is not there yet, and says that it shall be loaded from
    /// there.
    ///
    /// @throws EmbeddingException if there is none for this machine, or the folder cannot be
    ///   written
    static synchronized void prepare(Path folder) {
        if (System.getProperty(PATH_PROPERTY) != null) {
            return;
        }
        try {
            WorkbenchHome.createPrivately(folder);
            for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
                unpack(folder, System.mapLibraryName(name).replace("jnilib", "dylib"));
            }
            System.setProperty(PATH_PROPERTY, folder.toAbsolutePath().toString());
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddingException(
                    folder
                            + ": the library of the embedding models cannot be unpacked: "
                            + e.getMessage()
                            + ". It needs 20 MB there.",
                    e);
        }
    }

    private static void unpack(Path folder, String file) throws IOException {
        URL resource =
                OnnxLibrary.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
        if (resource == null) {
            throw new EmbeddingException(
                    "The embedding models of the program do not run on "
                            + platform()
                            + ": it has no "
                            + file
                            + ". Name an endpoint for embeddings in the settings.");
        }
        Path target = folder.resolve(file);
        if (isThere(target, resource)) {
            return;
        }
        Path fresh = folder.resolve(file + ".new");
        try (InputStream in = resource.openStream()) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Whether the file is the one of this program, byte for byte as far as a checksum tells.
    private static boolean isThere(Path file, URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        if (!Files.isRegularFile(file) || !(connection instanceof JarURLConnection inJar)) {
            return false;
        }
        inJar.setUseCaches(false);
        try (var jar = inJar.getJarFile()) {
            JarEntry entry = inJar.getJarEntry();
            if (entry.getSize() != Files.size(file)) {
                return false;
            }
            CRC32 sum = new CRC32();
            try (OutputStream summing =
                    new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
                Files.copy(file, summing);
            }
            LOG.log(Level.TRACE, "{0} of {1} compared", file, jar.getName());
            return sum.getValue() == entry.getCrc();
        }
    }

    /// As ONNX Runtime names its folders.
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    /// Deletes the temporary folder that ONNX Runtime makes in any case, empty, and would leave
    /// behind if this process were killed.
    static void deleteTemporaryFolder() {
        try {
            Field folder = Class.forName(RUNTIME).getDeclaredField("tempDirectory");
            folder.setAccessible(true);
            if (folder.get(null) instanceof Path made) {
                Files.deleteIfExists(made);
            }
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "an empty folder onnxruntime-java… stays until the end", e);
        }
    }
}
