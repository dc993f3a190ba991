package dev.hqe.memory.embed;

import dev.hqe.memory.embed.BertFolding.Role;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes a text apart as the uncased BERT models do: by spaces and punctuation, then each word into
/// the longest pieces that the vocabulary has. Thread-safe; linear in the text.
///
/// This is the tokenizer of the models in plain Java: the one that they come with is a native
/// library of its own, which is unpacked into the home directory and may ask the network for
/// another one. That both give the same is tested for every character.
final class WordPiece {

    /// A longer word is one unknown piece, as the tokenizer of the models has it.
    private static final int MAX_WORD = 100;

    /// As many as the names in brackets have at least and at most.
    private static final int MIN_NAME = 5;

    private static final int MAX_NAME = 6;

    private final Vocabulary vocabulary;

    WordPiece(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// How many pieces a text has, those around it left out.
    int count(String text) {
        Run run = new Run(null);
        run.take(text);
        return run.count;
    }

    /// The numbers of the first `limit` pieces, with those that stand before and behind each text.
    int[] ids(String text, int limit) {
        Run run = new Run(new int[limit]);
        run.take(text);
        int[] ids = new int[run.count + 2];
        ids[0] = vocabulary.first();
        System.arraycopy(run.kept(), 0, ids, 1, run.count);
        ids[ids.length - 1] = vocabulary.last();
        return ids;
    }

    /// One walk through a text.
    private final class Run {

        private final int @Nullable [] ids;
        private final char[] word = new char[2 * MAX_WORD];
        private int wordChars;
        private int wordCharacters;
        private int count;

        /// @param ids where to put the pieces, until it is full; if null they are only counted
        Run(int @Nullable [] ids) {
            this.ids = ids;
        }

        int[] kept() {
            return ids == null ? new int[0] : Arrays.copyOf(ids, count);
        }

        private boolean isFull() {
            return ids != null && count == ids.length;
        }

        void take(String text) {
            int length = text.length();
            int i = 0;
            while (i < length && !isFull()) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    int codePoint = text.codePointAt(i);
                    fold(codePoint);
                    i += Character.charCount(codePoint);
                } else if (c == '[' && named(text, i) != Vocabulary.NONE) {
                    endWord();
                    emit(named(text, i));
                    i = text.indexOf(']', i) + 1;
                } else {
                    take(c, BertFolding.ascii(c));
                    i++;
                }
            }
            endWord();
        }

        private void fold(int codePoint) {
            String folded = BertFolding.fold(codePoint);
            for (int i = 0; i < folded.length(); ) {
                int part = folded.codePointAt(i);
                take(part, BertFolding.role(part));
                i += Character.charCount(part);
            }
        }

        private void take(int codePoint, Role role) {
            switch (role) {
                case LETTER -> append(codePoint);
                case SPACE -> endWord();
                case PUNCTUATION -> {
                    endWord();
                    append(codePoint);
                    endWord();
                }
                case NOTHING -> {}
            }
        }

        private void append(int codePoint) {
            wordCharacters++;
            if (wordCharacters > MAX_WORD) {
                return;
            }
            if (codePoint < 0x80) {
                boolean capital = codePoint >= 'A' && codePoint <= 'Z';
                word[wordChars++] = (char) (capital ? codePoint | 0x20 : codePoint);
            } else {
                wordChars += Character.toChars(codePoint, word, wordChars);
            }
        }

        private void endWord() {
            if (wordCharacters == 0) {
                return;
            }
            int before = count;
            if (wordCharacters > MAX_WORD || !pieces()) {
                count = before;
                emit(vocabulary.unknown());
            }
            wordCharacters = 0;
            wordChars = 0;
        }

        /// Emits the pieces of the word, the longest first.
        ///
        /// @return false if it has none at some place, whatever was emitted before
        private boolean pieces() {
            int from = 0;
            while (from < wordChars) {
                int node = from == 0 ? Vocabulary.begin() : Vocabulary.within();
                int end = from;
                int id = Vocabulary.NONE;
                for (int i = from; i < wordChars; i++) {
                    node = vocabulary.step(node, word[i]);
                    if (node == Vocabulary.NONE) {
                        break;
                    }
                    if (vocabulary.id(node) != Vocabulary.NONE) {
                        id = vocabulary.id(node);
                        end = i + 1;
                    }
                }
                if (id == Vocabulary.NONE) {
                    return false;
                }
                emit(id);
                from = end;
            }
            return true;
        }

        private void emit(int id) {
            if (ids == null) {
                count++;
            } else if (count < ids.length) {
                ids[count++] = id;
            }
        }
    }

    /// The piece that a name in brackets stands for where it is written in a text, as `[MASK]`; the
    /// models take it so.
    private int named(String text, int at) {
        int end = text.indexOf(']', at, Math.min(text.length(), at + MAX_NAME)) + 1;
        if (end - at < MIN_NAME) {
            return Vocabulary.NONE;
        }
        return switch (text.substring(at, end)) {
            case "[PAD]" -> vocabulary.padding();
            case "[UNK]" -> vocabulary.unknown();
            case "[CLS]" -> vocabulary.first();
            case "[SEP]" -> vocabulary.last();
            case "[MASK]" -> vocabulary.mask();
            default -> Vocabulary.NONE;
        };
    }
}
