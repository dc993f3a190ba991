package dev.hqe.mcp.outbound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// How the body of an answer is packed, and unpacking it within a limit.
///
/// @param host for messages
/// @param maxBytes unpacked
/// @param headers of the answer; those that say how it is packed are removed once it is not
record Packing(String host, int maxBytes, Map<String, String> headers) {

    private static final int PIECE = 16 << 10;

    static String tooLarge(int maxBytes) {
        return "has more than " + maxBytes + " bytes; ask for less";
    }

    private boolean isPacked() {
        String packing = headers.getOrDefault("content-encoding", "identity").strip();
        if (packing.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!packing.equalsIgnoreCase("gzip") && !packing.equalsIgnoreCase("x-gzip")) {
            throw unanswered("is packed in a way that was not asked for");
        }
        return true;
    }

    private void forget() {
        headers.remove("content-encoding");
        headers.remove("content-length");
    }

    /// @throws WebException.Unanswered if it cannot be unpacked, or is too large then
    byte[] unpacked(byte[] body) {
        if (body.length == 0 || !isPacked()) {
            headers.remove("content-encoding");
            return body;
        }
        forget();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(maxBytes + 1);
            if (plain.length > maxBytes) {
                throw unanswered(tooLarge(maxBytes));
            }
            return plain;
        } catch (IOException e) {
            throw unanswered("is not packed as it says");
        }
    }

    /// Unpacks a file, as far as it can be unpacked.
    ///
    /// @return what is wrong with it; empty if it could be unpacked to its end
    /// @throws IOException if the disk fails
    String unpack(Path file) throws IOException {
        if (Files.size(file) == 0 || !isPacked()) {
            headers.remove("content-encoding");
            return "";
        }
        forget();
        Path plain = Files.createTempFile(file.toAbsolutePath().getParent(), "hqe-page-", ".tmp");
        try {
            String problem;
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = Files.newOutputStream(plain)) {
                problem = copy(in, out);
            }
            Files.move(plain, file, StandardCopyOption.REPLACE_EXISTING);
            return problem.isEmpty() ? "" : said(problem);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private String copy(InputStream packed, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long size = 0;
        try (InputStream in = new GZIPInputStream(packed)) {
            while (true) {
                int count = in.read(piece);
                if (count < 0) {
                    return "";
                }
                size += count;
                if (size > maxBytes) {
                    return tooLarge(maxBytes);
                }
                write(out, piece, count);
            }
        } catch (NoRoom e) {
            throw e;
        } catch (IOException e) {
            return "is not packed as it says";
        }
    }

    /// Of the two that can fail here, the one that is this machine's.
    private static final class NoRoom extends IOException {

        private static final long serialVersionUID = 1L;

        NoRoom(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static void write(OutputStream out, byte[] piece, int count) throws NoRoom {
        try {
            out.write(piece, 0, count);
        } catch (IOException e) {
            throw new NoRoom(e);
        }
    }

    private String said(String what) {
        return "the answer of " + host + " " + what;
    }

    private WebException unanswered(String what) {
        return new WebException.Unanswered(said(what));
    }
}
