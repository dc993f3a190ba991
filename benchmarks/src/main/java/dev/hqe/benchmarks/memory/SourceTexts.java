package dev.hqe.benchmarks.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Texts that people wrote, cut into distinct pieces of 20 to 60 words: the Javadoc and the code of
/// the JDK, from the `lib/src.zip` that comes with it, or the text files of some folder.
///
/// One file in 64 is held out: no piece of it is in the corpus, and the queries are taken from
/// there. The pieces are in a random order that is the same in each run, so that any first part of
/// them is a sample of all.
///
/// @param pieces first those that share no words, then those cut at half of the way from one of
///   these to the next, as the overlapping chunks of a document are
/// @param passages of held-out files
/// @param sentences the first ones of the Javadoc, or of the paragraphs, of held-out files
record SourceTexts(List<Piece> pieces, List<String> passages, List<String> sentences) {

    /// @param area the file's folder: the first four names of its path
    record Piece(String area, String text) {}

    private static final Pattern WORD = Pattern.compile("[\\p{Alnum}]+");
    private static final Pattern PARAGRAPH_END = Pattern.compile("\n\\s*\n");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:])\\s+");
    private static final Pattern NAME_END = Pattern.compile("[/\\\\]");
    private static final Pattern TAG = Pattern.compile("<[^<>]{1,200}>");
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^{}]*)}");
    private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*\\*+ ?");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /// Tables and names in many languages: written by programs, for programs.
    private static final Pattern DATA =
            Pattern.compile("jdk\\.localedata/.*|jdk\\.charsets/.*|.*/nio/cs/.*|.*/resources/.*");

    private static final Pattern TEXT_FILE =
            Pattern.compile(".*\\.(java|md|txt|html?|adoc|rst|py|js|ts|c|h|cpp|go|rs|kt|xml)");
    private static final int LEAST_WORDS = 20;
    private static final int MOST_WORDS = 60;

    /// How long a piece is to be at least goes around in so many steps of so many words.
    private static final int WAYS = 4;

    private static final int STEP = 6;
    private static final int AREA_NAMES = 4;
    private static final int HELD_OUT = 64;
    private static final long MOST_BYTES = 4_000_000;
    private static final long SEED = 2026;

    /// Reads and cuts them.
    ///
    /// @param source a zip file or a folder
    static SourceTexts read(Path source) throws IOException {
        Reading reading = new Reading();
        if (Files.isDirectory(source)) {
            reading.folder(source);
        } else {
            try (FileSystem zip = FileSystems.newFileSystem(source)) {
                reading.folder(zip.getPath("/"));
            }
        }
        return reading.texts();
    }

    /// The one that every JDK has, if it was installed with its sources.
    static Path ofTheJdk() {
        return Path.of(System.getProperty("java.home"), "lib", "src.zip");
    }

    private static int words(String text) {
        return (int) WORD.matcher(text).results().count();
    }

    /// One pass over the files.
    private static final class Reading {

        private final Set<String> seen = new HashSet<>();
        private final List<Piece> apart = new ArrayList<>();
        private final List<Piece> between = new ArrayList<>();
        private final List<String> passages = new ArrayList<>();
        private final List<String> sentences = new ArrayList<>();

        SourceTexts texts() {
            Collections.shuffle(apart, new Random(SEED));
            Collections.shuffle(between, new Random(SEED));
            Collections.shuffle(passages, new Random(SEED));
            Collections.shuffle(sentences, new Random(SEED));
            apart.addAll(between);
            return new SourceTexts(apart, passages, sentences);
        }

        void folder(Path root) throws IOException {
            List<Path> files;
            try (Stream<Path> all = Files.walk(root)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                String name = root.relativize(file).toString();
                if (TEXT_FILE.matcher(name.toLowerCase(Locale.ROOT)).matches()
                        && !DATA.matcher(name).matches()
                        && Files.size(file) <= MOST_BYTES) {
                    file(name, decode(Files.readAllBytes(file)));
                }
            }
        }

        private static String decode(byte[] bytes) throws IOException {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }

        private void file(String name, String text) {
            boolean heldOut = Math.floorMod(name.hashCode(), HELD_OUT) == 0;
            List<String> units = new ArrayList<>();
            if (name.endsWith(".java")) {
                java(text, units, heldOut);
            } else {
                for (String paragraph : PARAGRAPH_END.splitAsStream(text).toList()) {
                    prose(paragraph, units, heldOut);
                }
            }
            String area = area(name);
            int way = Math.floorMod(name.hashCode() >> Byte.SIZE, WAYS);
            List<Integer> starts = new ArrayList<>();
            cut(units, 0, way, starts).forEach(piece -> keep(piece, area, heldOut, apart));
            if (!heldOut && starts.size() > 1) {
                int half = (starts.get(0) + starts.get(1)) / 2;
                cut(units, half, way, new ArrayList<>())
                        .forEach(piece -> keep(piece, area, false, between));
            }
        }

        private static String area(String name) {
            List<String> names = NAME_END.splitAsStream(name).toList();
            return String.join("/", names.subList(0, Math.min(AREA_NAMES, names.size() - 1)));
        }

        private void keep(String piece, String area, boolean heldOut, List<Piece> kept) {
            if (seen.add(piece)) {
                if (heldOut) {
                    passages.add(piece);
                } else {
                    kept.add(new Piece(area, piece));
                }
            }
        }

        /// Javadoc sentence by sentence, what is around it line by line.
        private void java(String text, List<String> units, boolean heldOut) {
            int at = Math.max(0, text.indexOf("package ")); // the licence is before it
            while (at < text.length()) {
                int begin = text.indexOf("/**", at);
                int end = begin < 0 ? -1 : text.indexOf("*/", begin + 3);
                int code = end < 0 ? text.length() : begin;
                text.substring(at, code).lines().map(String::strip).forEach(units::add);
                if (end < 0) {
                    return;
                }
                String comment = text.substring(begin + 3, end);
                prose(MARGIN.matcher(comment).replaceAll(" "), units, heldOut);
                at = end + 2;
            }
        }

        private void prose(String paragraph, List<String> units, boolean heldOut) {
            String plain = INLINE.matcher(paragraph).replaceAll("$1");
            plain = TAG.matcher(plain).replaceAll(" ");
            plain = SPACE.matcher(plain).replaceAll(" ").strip();
            List<String> split = SENTENCE_END.splitAsStream(plain).toList();
            units.addAll(split);
            String first = split.getFirst();
            int words = words(first);
            if (heldOut && words >= 4 && words < LEAST_WORDS && seen.add(first)) {
                sentences.add(first);
            }
        }

        /// Puts units together until there are 20 to 40 words, and cuts off what is above 60.
        private static List<String> cut(
                List<String> units, int from, int way, List<Integer> starts) {
            List<String> pieces = new ArrayList<>();
            StringBuilder piece = new StringBuilder();
            int words = 0;
            int wanted = LEAST_WORDS + STEP * way;
            for (int i = from; i < units.size(); i++) {
                String unit = units.get(i);
                if (words == 0) {
                    starts.add(i);
                }
                piece.append(unit).append(' ');
                words += words(unit);
                if (words >= wanted) {
                    pieces.add(atMost(piece.toString().strip(), words));
                    piece.setLength(0);
                    words = 0;
                    wanted = LEAST_WORDS + STEP * ((pieces.size() + way) % WAYS);
                }
            }
            return pieces;
        }

        private static String atMost(String piece, int words) {
            if (words <= MOST_WORDS) {
                return piece;
            }
            return piece.substring(
                    0,
                    WORD.matcher(piece)
                            .results()
                            .skip(MOST_WORDS - 1)
                            .findFirst()
                            .orElseThrow()
                            .end());
        }
    }
}
