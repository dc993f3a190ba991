package dev.hqe.ingestion.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.map.RecordMapping.Mapped;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RecordMappingTest {

    private static final JsonNode RECORD =
            Json.MAPPER.readTree("{\"n\": 7, \"name\": \"Ada\", \"list\": [1]}");

    private static MappingSpec kind(String kind) {
        return MappingSpec.DEFAULT.with("kind", kind);
    }

    @Test
    void mapsEveryField() {
        MappingSpec spec =
                new MappingSpec(
                        ".n", "\"Person\"", "{name}", "\"2026-11-22\"", ".name + \" was here\"");

        Mapped mapped = RecordMapping.compile(spec).map(RECORD);

        assertThat(mapped.id()).isEqualTo("7");
        assertThat(mapped.kind()).isEqualTo(new Kind("Person"));
        assertThat(mapped.data()).hasToString("{\"name\":\"Ada\",\"text\":\"Ada was here\"}");
        assertThat(mapped.createdAt()).contains(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void takesTheRecordItselfByDefault() {
        RecordMapping mapping = RecordMapping.compile(kind("Person"));

        Mapped mapped = mapping.map(RECORD);

        assertThat(mapped.data()).isEqualTo(RECORD).isNotSameAs(RECORD);
        assertThat(mapped.id()).hasSize(32).isEqualTo(mapping.map(RECORD.deepCopy()).id());
        assertThat(mapped.createdAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"2026-11-22\"', 2026-11-22T00:00:00Z",
        "'\"2026-11-22T10:00:00+02:00\"', 2026-11-22T08:00:00Z",
        "'\"2026-11-22T10:00:00\"', 2026-11-22T10:00:00Z",
        "'\"2026-11-22 10:00:00\"', 2026-11-22T10:00:00Z",
        "1700000000, 2023-11-14T22:13:20Z",
        "1700000000000, 2023-11-14T22:13:20Z"
    })
    void readsTimes(String expression, Instant expected) {
        MappingSpec spec = kind("Person").with("created_at", expression);

        assertThat(RecordMapping.compile(spec).map(RECORD).createdAt()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "id, .missing, map.id gives nothing",
        "id, .list, map.id gives array",
        "id, '\"\"', map.id gives an empty text",
        "kind, .missing, map.kind gives nothing",
        "kind, '\"a b\"', map.kind gives a text that is no name of a kind",
        "data, .list, map.data gives array",
        "data, .name.first, 'map.data: '",
        "created_at, .name, map.created_at gives what is no time",
        "text, .list, map.text gives array"
    })
    void saysWhichFieldCannotBeMapped(String key, String expression, String message) {
        RecordMapping mapping = RecordMapping.compile(kind("Person").with(key, expression));

        assertThatThrownBy(() -> mapping.map(RECORD))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith(message);
    }
}
