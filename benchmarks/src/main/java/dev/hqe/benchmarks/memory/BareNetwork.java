package dev.hqe.benchmarks.memory;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hqe.benchmarks.memory.EmbeddingBenchmark.Timed;
import dev.hqe.memory.embed.LocalModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A model on ONNX Runtime with nothing around it, on one thread.
public final class BareNetwork implements AutoCloseable {

    private static final int[] BATCHES = {1, 4, 16};

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public BareNetwork(LocalModel model) throws OrtException, IOException {
        String file =
                switch (model) {
                    case ALL_MINILM_L6_V2 -> "/all-minilm-l6-v2-q.onnx";
                    case BGE_SMALL_EN_V15 -> "/bge-small-en-v1.5-q.onnx";
                };
        try (InputStream network = BareNetwork.class.getResourceAsStream(file);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            byte[] bytes = Objects.requireNonNull(network, file).readAllBytes();
            session = environment.createSession(bytes, options);
        }
    }

    /// Runs each text by itself; several threads may.
    public void runEach(List<long[]> texts) throws OrtException {
        for (long[] text : texts) {
            run(List.of(text));
        }
    }

    /// The vectors of the first tokens.
    private float[][] run(List<long[]> texts) throws OrtException {
        int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        long[] ids = new long[longest * texts.size()];
        long[] attention = new long[ids.length];
        for (int i = 0; i < texts.size(); i++) {
            System.arraycopy(texts.get(i), 0, ids, i * longest, texts.get(i).length);
            Arrays.fill(attention, i * longest, i * longest + texts.get(i).length, 1);
        }
        long[] shape = {texts.size(), longest};
        Map<String, OnnxTensorLike> inputs = new HashMap<>();
        try (OnnxTensor input = tensor(ids, shape);
                OnnxTensor mask = tensor(attention, shape);
                OnnxTensor types = tensor(new long[ids.length], shape)) {
            inputs.put("input_ids", input);
            inputs.put("attention_mask", mask);
            inputs.put("token_type_ids", types);
            try (OrtSession.Result result = session.run(inputs)) {
                FloatBuffer tokens = ((OnnxTensor) result.get(0)).getFloatBuffer();
                int values = tokens.remaining() / ids.length;
                float[][] firsts = new float[texts.size()][values];
                for (int i = 0; i < firsts.length; i++) {
                    tokens.get(i * longest * values, firsts[i]);
                }
                return firsts;
            }
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    /// What calls with several texts of like length cost, and how much the vectors of their first
    /// tokens, at length 1, differ from those of each text alone; rows of a table.
    String batches(String name, List<long[]> texts, int rounds) throws Exception {
        List<long[]> sorted =
                texts.stream().sorted(Comparator.comparingInt(text -> text.length)).toList();
        StringBuilder rows = new StringBuilder();
        for (int size : BATCHES) {
            Timed timed = new Timed();
            float[] difference = {0};
            for (int round = 0; round < rounds; round++) {
                for (int from = 0; from < sorted.size(); from += size) {
                    List<long[]> batch = sorted.subList(from, Math.min(sorted.size(), from + size));
                    float[][][] together = new float[1][][];
                    timed.time(() -> together[0] = run(batch));
                    if (round == 0) {
                        for (int i = 0; i < batch.size(); i++) {
                            float[] alone = run(List.of(batch.get(i)))[0];
                            difference[0] =
                                    Math.max(difference[0], difference(together[0][i], alone));
                        }
                    }
                }
            }
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %.2f | %.0e |%n",
                            name,
                            size,
                            timed.cpuMillis() / sorted.size() / rounds,
                            difference[0]));
        }
        return rows.toString();
    }

    private static float difference(float[] a, float[] b) {
        double lengthA = length(a);
        double lengthB = length(b);
        float greatest = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, (float) Math.abs(a[i] / lengthA - b[i] / lengthB));
        }
        return greatest;
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
