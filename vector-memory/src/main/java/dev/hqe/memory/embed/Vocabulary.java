package dev.hqe.memory.embed;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The pieces of words that a model knows, as a tree by their characters: one for pieces that begin
/// a word and one for those within. Immutable; thread-safe.
final class Vocabulary {

    /// What [#begin] and [#within] say where nothing goes on.
    static final int NONE = -1;

    private static final int BEGIN = 0;
    private static final int WITHIN = 1;
    private static final String WITHIN_MARK = "##";
    private static final double FILL = 0.5;

    private final int unknown;
    private final int first;
    private final int last;
    private final int padding;
    private final int mask;

    /// Open addressing: the parent and the character of a branch, and the node it leads to.
    private long[] branches = new long[1 << 18];

    private int[] nodes = new int[1 << 18];
    private int nodeCount = 2;
    private int[] ids = new int[1 << 16];

    private Vocabulary(JsonNode pieces) {
        Arrays.fill(branches, NONE);
        Arrays.fill(ids, NONE);
        pieces.forEachEntry((piece, id) -> add(piece, id.asInt(NONE)));
        unknown = required(pieces, "[UNK]");
        first = required(pieces, "[CLS]");
        last = required(pieces, "[SEP]");
        padding = required(pieces, "[PAD]");
        mask = required(pieces, "[MASK]");
    }

    /// Reads the `tokenizer.json` of a model.
    ///
    /// @throws EmbeddingException if it is missing or not what it should be
    static Vocabulary read(LocalModel model) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(model.tokenizer())) {
            if (in == null) {
                throw incomplete(model, "has no " + model.tokenizer(), null);
            }
            JsonNode tokenizer = Json.MAPPER.readTree(in).path("model");
            if (!tokenizer.path("type").asString("").equals("WordPiece")) {
                throw incomplete(model, "has a tokenizer of another type", null);
            }
            return new Vocabulary(tokenizer.path("vocab"));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw incomplete(model, "has a damaged " + model.tokenizer(), e);
        }
    }

    private static EmbeddingException incomplete(
            LocalModel model, String what, @Nullable Throwable cause) {
        String message = "The model " + model.id() + " " + what + ". Install the program again.";
        return cause == null
                ? new EmbeddingException(message)
                : new EmbeddingException(message, cause);
    }

    private static int required(JsonNode pieces, String piece) {
        int id = pieces.path(piece).asInt(NONE);
        if (id == NONE) {
            throw new IllegalArgumentException("there is no " + piece);
        }
        return id;
    }

    private void add(String piece, int id) {
        boolean within = piece.length() > 2 && piece.startsWith(WITHIN_MARK);
        int node = within ? WITHIN : BEGIN;
        for (int i = within ? 2 : 0; i < piece.length(); i++) {
            node = grow(node, piece.charAt(i));
        }
        ids[node] = id;
    }

    private int grow(int node, char character) {
        int known = step(node, character);
        if (known != NONE) {
            return known;
        }
        if (nodeCount > branches.length * FILL) {
            enlarge();
        }
        if (nodeCount == ids.length) {
            ids = Arrays.copyOf(ids, nodeCount * 2);
            Arrays.fill(ids, nodeCount, ids.length, NONE);
        }
        put(branch(node, character), nodeCount);
        return nodeCount++;
    }

    private void enlarge() {
        long[] oldBranches = branches;
        int[] oldNodes = nodes;
        branches = new long[oldBranches.length * 2];
        nodes = new int[branches.length];
        Arrays.fill(branches, NONE);
        for (int i = 0; i < oldBranches.length; i++) {
            if (oldBranches[i] != NONE) {
                put(oldBranches[i], oldNodes[i]);
            }
        }
    }

    private void put(long branch, int node) {
        int slot = slot(branch);
        while (branches[slot] != NONE) {
            slot = (slot + 1) & (branches.length - 1);
        }
        branches[slot] = branch;
        nodes[slot] = node;
    }

    private static long branch(int node, char character) {
        return ((long) node << Character.SIZE) | character;
    }

    private int slot(long branch) {
        return (int) ((branch * 0x9E3779B97F4A7C15L) >>> 40) & (branches.length - 1);
    }

    /// Where the pieces that begin a word branch off.
    static int begin() {
        return BEGIN;
    }

    /// Where the pieces within a word branch off.
    static int within() {
        return WITHIN;
    }

    /// One character further, or [#NONE].
    int step(int node, char character) {
        long branch = branch(node, character);
        int slot = slot(branch);
        while (branches[slot] != branch) {
            if (branches[slot] == NONE) {
                return NONE;
            }
            slot = (slot + 1) & (branches.length - 1);
        }
        return nodes[slot];
    }

    /// The number of the piece that ends here, or [#NONE].
    int id(int node) {
        return ids[node];
    }

    /// Stands for a word that has no pieces.
    int unknown() {
        return unknown;
    }

    /// Stands before each text.
    int first() {
        return first;
    }

    /// Stands behind each text.
    int last() {
        return last;
    }

    int padding() {
        return padding;
    }

    int mask() {
        return mask;
    }
}
