package dev.hqe.memory.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.hqe.memory.embed.LocalModel.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A loaded model; the only class that knows ONNX Runtime. Several threads may run it at once, each
/// on its own processor; nobody may when it is closed.
///
/// One text goes through it at a time. The weights have 8 bits, and what flows between them is
/// brought to 8 bits by the least and the greatest value of everything in the same run, so texts
/// that ran together would change each other's vectors.
final class OnnxNetwork implements AutoCloseable {

    private static final String TYPES = "token_type_ids";

    private final LocalModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final boolean takesTypes;
    private final Set<String> output;

    private OnnxNetwork(LocalModel model, OrtEnvironment environment, OrtSession session)
            throws OrtException {
        this.model = model;
        this.environment = environment;
        this.session = session;
        this.takesTypes = session.getInputNames().contains(TYPES);
        this.output = Set.of(session.getOutputNames().iterator().next());
    }

    /// Loads a model, about 0.2 s; the first of a process unpacks the native library before.
    ///
    /// @param folder where to unpack it
    /// @throws EmbeddingException if it cannot be loaded
    static OnnxNetwork load(LocalModel model, Path folder) {
        OnnxLibrary.prepare(folder);
        try (InputStream network = OnnxNetwork.class.getResourceAsStream(model.network())) {
            if (network == null) {
                throw new EmbeddingException(
                        "The program has no " + model.network() + ". Install it again.");
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false); // on Windows it is on
            OnnxLibrary.deleteTemporaryFolder();
            try (OrtSession.SessionOptions options = options()) {
                OrtSession session = environment.createSession(network.readAllBytes(), options);
                return new OnnxNetwork(model, environment, session);
            }
        } catch (OrtException | IOException | IllegalStateException | LinkageError e) {
            throw new EmbeddingException(
                    "The model " + model.id() + " cannot be loaded from " + folder + ": " + e, e);
        }
    }

    /// The thread that calls does the work: we have threads of our own, and those of ONNX Runtime
    /// spin while they wait.
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return options;
    }

    /// The vector of length 1 of a text in pieces.
    ///
    /// @throws EmbeddingException if the model fails
    float[] vector(int[] ids) {
        long[] shape = {1, ids.length};
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] pieces = Arrays.stream(ids).asLongStream().toArray();
        try (OnnxTensor input = tensor(pieces, shape);
                OnnxTensor attention = tensor(ones, shape);
                OnnxTensor types = tensor(new long[ids.length], shape)) {
            Map<String, OnnxTensorLike> inputs = new HashMap<>();
            inputs.put("input_ids", input);
            inputs.put("attention_mask", attention);
            if (takesTypes) {
                inputs.put(TYPES, types);
            }
            try (OrtSession.Result result = session.run(inputs, output)) {
                return pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
            }
        } catch (OrtException e) {
            throw new EmbeddingException("The model " + model.id() + " fails: " + e, e);
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private float[] pooled(FloatBuffer tokens, int count) {
        float[] sum = new float[LocalModel.DIMENSIONS];
        int used = model.pooling() == Pooling.MEAN ? count : 1;
        for (int token = 0; token < used; token++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += tokens.get();
            }
        }
        return UnitVector.of(sum);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EmbeddingException("The model " + model.id() + " cannot be closed: " + e, e);
        }
    }
}
