package dev.hqe.memory.embed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// The tokenizer that the models come with: native code by those who made the format.
final class RealTokenizer {

    private RealTokenizer() {}

    static HuggingFaceTokenizer of(LocalModel model) {
        try (InputStream in = RealTokenizer.class.getResourceAsStream(model.tokenizer())) {
            return HuggingFaceTokenizer.newInstance(
                    Objects.requireNonNull(in), Map.of("padding", "false", "truncation", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
        long[] ids = tokenizer.encode(text, true, false).getIds();
        int[] narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = Math.toIntExact(ids[i]);
        }
        return narrow;
    }
}
