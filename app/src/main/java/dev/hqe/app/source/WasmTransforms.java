package dev.hqe.app.source;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.map.RecordTransform;
import dev.hqe.ingestion.map.RecordTransforms;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.sandbox.SandboxException;
import dev.hqe.mcp.tools.TopicTools;
import dev.hqe.mcp.tools.TopicTransform;
import dev.hqe.mcp.tools.Transformed;

/// Runs the transforms of Topics in the sandbox, beside their tools. Thread-safe.
///
/// @param programs those of the Topics that run
record WasmTransforms(TopicTools programs) implements RecordTransforms {

    @Override
    public RecordTransform of(Topic topic, String name) {
        return programs.transform(topic.id(), name)
                .map(found -> new InSandbox(name, found))
                .orElseThrow(() ->
                        new IngestException.Refused(
                                "the transform '"
                                        + name
                                        + "' of the Topic "
                                        + topic.id()
                                        + " does not run. See: hqe topic show "
                                        + topic.id()));
    }

    private record InSandbox(String name, TopicTransform transform) implements RecordTransform {

        @Override
        public String version() {
            try {
                return transform.version();
            } catch (SandboxException e) {
                throw new IngestException.Failed(broken(String.valueOf(e.getMessage())), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IngestException.Failed(broken("stopped"), e);
            }
        }

        @Override
        public Answer apply(byte[] record) throws InterruptedException {
            return switch (transform.apply(record)) {
                case Transformed.Answered(byte[] output) -> new Answer.Given(output);
                case Transformed.Failed(String why) -> new Answer.Refused(why);
                case Transformed.Stopped(String why) ->
                        throw new IngestException.Failed(broken(why));
            };
        }

        private String broken(String why) {
            return "transform '" + name + "': " + why;
        }
    }
}
