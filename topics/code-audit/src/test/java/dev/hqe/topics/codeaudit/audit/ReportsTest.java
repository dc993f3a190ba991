package dev.hqe.topics.codeaudit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.codeaudit.patterns.Language;
import dev.hqe.topics.kit.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ReportsTest {
    private static final String KEY = "AKIA" + "2345ABCD".repeat(2);

    @Test
    void sarifHasWhatAConsumerNeeds() {
        JsonNode run = sarif(audited()).at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");

        assertThat(run.get("results").size()).isEqualTo(4);
        for (JsonNode result : run.get("results")) {
            JsonNode rule = rules.get(result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(result.at("/message/text").asString()).isNotBlank();
            assertThat(result.get("level").asString()).isIn("error", "warning", "note");
            assertThat(result.at("/partialFingerprints/hqeRuleInFile~1v1").asString()).hasSize(16);
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").asString()).matches("[\\w.%/~-]+");
            assertThat(place.at("/region/startLine").asInt()).isPositive();
        }
        assertThat(rules.findValuesAsString("id")).doesNotHaveDuplicates();
    }

    @Test
    void noReportHoldsTheSecret() {
        Audit audit = audited();

        assertThat(sarif(audit).toString()).doesNotContain(KEY);
        assertThat(MarkdownReport.of(audit)).doesNotContain(KEY).contains("AKIA****(20)");
    }

    @Test
    void aNameCannotBreakTheTable() {
        Audit audit = new Audit(10, 0, 3);
        add(audit, "a|b<i>.py", "eval(x)\n");
        audit.finish();

        assertThat(MarkdownReport.of(audit)).contains("| a\\|b&lt;i>.py:1 |");
    }

    @Test
    void aPathIsARelativeReference() {
        assertThat(SarifReport.uri("a b/ü:c.py")).isEqualTo("a%20b/%C3%BC%3Ac.py");
    }

    @Test
    void aFindingKeepsItsKeyWhenItsLineMoves() {
        Audit before = new Audit(10, 0, 3);
        add(before, "a.py", "eval(x)\n");
        Audit after = new Audit(10, 0, 3);
        add(after, "a.py", "\n\n\neval(x)\n");

        assertThat(keys(after)).isEqualTo(keys(before)).hasSize(1);
    }

    @Test
    void theScoreNeverLeavesItsRange() {
        Audit audit = new Audit(10, 0, 3);
        for (int i = 0; i < 9; i++) {
            add(audit, "a" + i + ".py", ("k='" + KEY + "'\neval(x)\n").repeat(50));
        }
        add(audit, "package.json", "{\"dependencies\": {\"a\": \"*\"}}");
        audit.finish();

        assertThat(audit.health("").score()).isZero();
        assertThat(audit.leftOut()).isPositive();
    }

    private static List<String> keys(Audit audit) {
        return audit.findings().stream().map(Finding::key).toList();
    }

    private static Audit audited() {
        Audit audit = new Audit(100, 1, 3);
        add(audit, "src/ä b.py", "import os\nos.system(x)\nK = '" + KEY + "'\n");
        add(audit, "package.json", "{\"dependencies\": {\"a\": \"*\"}}");
        audit.finish();
        return audit;
    }

    private static void add(Audit audit, String path, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        audit.add(path, "r", Language.ofPath(path), utf8, 0, utf8.length, () -> text);
    }

    private static JsonNode sarif(Audit audit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(out::write);
        SarifReport.write(audit.findings(), "1.0.0", json);
        json.flush();
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }
}
