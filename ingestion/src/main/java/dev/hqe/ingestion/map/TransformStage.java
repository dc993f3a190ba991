package dev.hqe.ingestion.map;

import dev.hqe.ingestion.IngestException;
import dev.hqe.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts the records of one run through a transform, and holds what comes back to its bounds: one
/// JSON value, an object or an array of at most [#MOST_RECORDS] objects.
///
/// A transform that fails [#MOST_ALIKE] times in a row in the same way is broken, not its records:
/// the run ends instead of turning all of them into dead letters. Thread-safe.
public final class TransformStage {

    /// Most records that come of one.
    public static final int MOST_RECORDS = 500;

    /// After so many failures in a row that say the same, but for the numbers in them, it is asked
    /// no more.
    public static final int MOST_ALIKE = 20;

    private final String name;
    private final RecordTransform transform;
    private String failure = "";
    private String last = "";
    private int alike;

    /// What has come of a record.
    public sealed interface Outcome {

        /// These, perhaps none.
        ///
        /// @param bytes of the answer
        record Records(List<JsonNode> records, int bytes) implements Outcome {

            public Records {
                records = List.copyOf(records);
            }
        }

        /// Nothing.
        ///
        /// @param why what the transform did wrong, or its own words
        record Refused(String why) implements Outcome {}
    }

    /// @param name as the source file names it
    public TransformStage(String name, RecordTransform transform) {
        this.name = name;
        this.transform = transform;
    }

    /// What makes the same of the same record has the same version.
    public String version() {
        return transform.version();
    }

    /// Puts a record through.
    ///
    /// @throws IngestException.Failed if the transform is broken, or cannot be asked any more
    public Outcome apply(JsonNode record) throws InterruptedException {
        requireWorking();
        RecordTransform.Answer answer = transform.apply(Json.MAPPER.writeValueAsBytes(record));
        Outcome outcome =
                switch (answer) {
                    case RecordTransform.Answer.Given(byte[] json) -> read(json);
                    case RecordTransform.Answer.Refused(String why) -> refused(why);
                };
        note(outcome);
        return outcome;
    }

    private Outcome read(byte[] json) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            return refused("it answered with what is not one JSON value" + place(e));
        }
        if (answer.isMissingNode()) {
            return refused("it answered with nothing; the answer for no record is []");
        }
        List<JsonNode> records = answer.isArray() ? answer.valueStream().toList() : List.of(answer);
        if (records.size() > MOST_RECORDS) {
            return refused(
                    "it made "
                            + records.size()
                            + " records of one, and "
                            + MOST_RECORDS
                            + " is the most");
        }
        for (JsonNode one : records) {
            if (!(one instanceof ObjectNode)) {
                return refused(
                        "it answered with "
                                + JqExpression.kind(one)
                                + " where an object, or an array of objects, is wanted");
            }
        }
        return new Outcome.Records(new ArrayList<>(records), json.length);
    }

    /// Not the parser's words, which have a piece of the answer in them.
    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private Outcome refused(String why) {
        return new Outcome.Refused("transform '" + name + "': " + why);
    }

    private synchronized void note(Outcome outcome) {
        switch (outcome) {
            case Outcome.Records _ -> alike = 0;
            case Outcome.Refused(String why) -> {
                String same = why.replaceAll("\\d+", "#");
                alike = same.equals(failure) ? alike + 1 : 1;
                failure = same;
                last = why;
            }
        }
    }

    private synchronized void requireWorking() {
        if (alike >= MOST_ALIKE) {
            throw new IngestException.Failed(
                    MOST_ALIKE
                            + " records in a row failed in the same way, the last with: "
                            + last
                            + ". They are dead letters. Mend the transform, then try them again with"
                            + " hqe dead-letters replay");
        }
    }
}
