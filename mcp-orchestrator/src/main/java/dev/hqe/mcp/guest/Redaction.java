package dev.hqe.mcp.guest;

import dev.hqe.kernel.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes values out of what a server answers: as they are, and in the ways in which servers
/// commonly write what they were sent (JSON, HTML, URLs, Base64, hexadecimal).
///
/// A server that works together with a program can always find another way; it has the value
/// anyway. This is for servers that merely echo. Immutable.
public final class Redaction {

    /// Stands in a value's place.
    public static final String MARK = "[redacted]";

    private static final int PIECE = 256 << 10;

    /// Encodings of shorter values would be found in what has nothing to do with them.
    private static final int MIN_ENCODED = 6;

    private final List<String> forms;

    private Redaction(List<String> forms) {
        this.forms = forms;
    }

    /// For these values.
    ///
    /// @param values printable ASCII, not empty
    public static Redaction of(Collection<String> values) {
        TreeSet<String> forms =
                new TreeSet<>(
                        Comparator.comparingInt(String::length)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()));
        for (String value : values) {
            forms.add(value);
            String quoted = Json.MAPPER.writeValueAsString(value);
            String json = quoted.substring(1, quoted.length() - 1);
            forms.add(json);
            forms.add(json.replace("/", "\\/"));
            String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
            forms.add(url);
            forms.add(url.replace("+", "%20"));
            forms.add(lowerEscapes(url.replace("+", "%20")));
            String html = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            forms.add(html.replace("\"", "&quot;"));
            forms.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
            forms.add(html.replace("\"", "&#34;").replace("'", "&#x27;"));
            if (value.length() >= MIN_ENCODED) {
                String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1));
                forms.add(hex);
                forms.add(hex.toUpperCase(Locale.ROOT));
                forms.addAll(base64(value));
            }
        }
        return new Redaction(List.copyOf(forms));
    }

    private static String lowerEscapes(String url) {
        StringBuilder text = new StringBuilder(url);
        for (int at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
            text.setCharAt(at + 1, Character.toLowerCase(text.charAt(at + 1)));
            text.setCharAt(at + 2, Character.toLowerCase(text.charAt(at + 2)));
        }
        return text.toString();
    }

    /// How the value looks inside a longer text that was encoded as a whole, for the three places
    /// at which it can begin in a group of three bytes; without the characters at its ends that its
    /// neighbours have a part in.
    private static List<String> base64(String value) {
        List<String> forms = new ArrayList<>();
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            String standard = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(standard.substring(from, to));
            forms.add(standard.substring(from, to).replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    /// Takes them out of a file, which is read piece by piece.
    ///
    /// @throws IOException if the disk fails
    public void in(Path file) throws IOException {
        if (!isIn(file)) {
            return;
        }
        Path clean = Files.createTempFile(file.toAbsolutePath().getParent(), "hqe-page-", ".tmp");
        try {
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(clean))) {
                copy(in, out);
            }
            Files.move(clean, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(clean);
        }
    }

    private boolean isIn(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String carried = "";
            for (byte[] piece = in.readNBytes(PIECE);
                    piece.length > 0;
                    piece = in.readNBytes(PIECE)) {
                String text = carried + new String(piece, StandardCharsets.ISO_8859_1);
                if (forms.stream().anyMatch(text::contains)) {
                    return true;
                }
                carried = text.substring(Math.max(0, text.length() - overlap()));
            }
            return false;
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        Pattern any =
                Pattern.compile(
                        forms.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        String carried = "";
        boolean last = false;
        while (!last) {
            byte[] piece = in.readNBytes(PIECE);
            last = piece.length == 0;
            String text = carried + new String(piece, StandardCharsets.ISO_8859_1);
            int sure = last ? text.length() : Math.max(0, text.length() - overlap());
            StringBuilder clean = new StringBuilder();
            Matcher found = any.matcher(text);
            int done = 0;
            while (found.find() && found.start() < sure) {
                clean.append(text, done, found.start()).append(MARK);
                done = found.end();
            }
            int end = Math.max(done, sure);
            clean.append(text, done, end);
            carried = text.substring(end);
            out.write(clean.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /// What may be the beginning of a form that ends in the next piece.
    private int overlap() {
        return forms.isEmpty() ? 0 : forms.getFirst().length() - 1;
    }

    /// Takes them out of a text.
    public String in(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, MARK);
        }
        return clean;
    }

    byte[] in(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1); // each byte one character
        String clean = in(text);
        return clean.equals(text) ? body : clean.getBytes(StandardCharsets.ISO_8859_1);
    }
}
