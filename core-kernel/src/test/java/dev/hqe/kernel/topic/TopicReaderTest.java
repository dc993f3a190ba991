package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hqe.kernel.entity.Condition.Operator;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.TopicManifest.Entry;
import dev.hqe.kernel.topic.TopicManifest.Filter;
import dev.hqe.kernel.topic.TopicManifest.PromptArgument;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TopicReaderTest {

    private static final String GOOD =
            """
            id: finance
            name: Finance
            version: 1.2.3-rc.1
            description: Invoices and what they tell.
            capabilities:
              tools:
                - name: overdue
                  description: Finds invoices that are overdue.
                  wasm: tools/finance.wasm
                  args: [overdue]
                  reads:
                    kind: Invoice
                    unless: invoices
                    where:
                      - {field: customer.name, op: starts_with, argument: customer}
                  input_schema:
                    type: object
                    properties:
                      customer: {type: string}
                      invoices: {type: array}
                  output_schema:
                    type: object
                  annotations: {readOnlyHint: true}
              prompts:
                - name: remind
                  file: prompts/remind.md
                  arguments:
                    - {name: customer, description: Who owes., required: true}
              flows:
                - {name: monthly, file: flows/monthly.yaml}
            permissions:
              entities: {read: [Invoice, audit.Finding], write: [Invoice]}
              memory: true
              publish: [alerts.>]
              http: [{host: rates.example.org}, {host: 'localhost:8080', methods: [POST, GET], private: true}]
              secrets: [{name: rates_key, hosts: [rates.example.org]}]
              clock: true
              store: true
              limits: {cpu_ms: 500}
            config: {currency: EUR}
            data_schema:
              Invoice: schemas/invoice.json
            """;

    @TempDir Path temp;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = temp.resolve("topics/finance");
        write("topic.yaml", GOOD);
        write("tools/finance.wasm", "\0asm");
        write("prompts/remind.md", "Dear {{ customer }},\nplease pay. {not} {{}a variable}}\n");
        write("flows/monthly.yaml", "do: []\n");
        write("schemas/invoice.json", "{\"type\": \"object\", \"required\": [\"total\"]}");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> problems() {
        InvalidDocumentException e =
                catchThrowableOfType(
                        InvalidDocumentException.class,
                        () -> TopicReader.read(folder, "topics/finance"));
        assertThat(e).as("the folder is refused").isNotNull();
        return e.problems().stream().map(Problem::toString).toList();
    }

    private List<String> problemsOf(String from, String to) throws IOException {
        assertThat(GOOD).contains(from);
        write("topic.yaml", GOOD.replace(from, to));
        return problems();
    }

    @Test
    void whatIsHandedToAToolHasToBePermitted() throws IOException {
        List<String> problems = problemsOf("read: [Invoice, audit.Finding]", "read: []");

        assertThat(problems)
                .containsExactly(
                        "topics/finance/topic.yaml:12: the tool is handed entities of kind"
                                + " 'Invoice', so permissions.entities.read has to name it");
    }

    @Test
    void permissionsNameWhatThereIs() throws IOException {
        assertThat(problemsOf("write: [Invoice]", "write: [Invoise]"))
                .containsExactly(
                        "topics/finance/topic.yaml:32: 'Invoise' is no kind of this Topic (did you"
                                + " mean 'Invoice'?)");
        assertThat(problemsOf("hosts: [rates.example.org]", "hosts: [rates.example.com]"))
                .containsExactly(
                        "topics/finance/topic.yaml:36: 'rates.example.com' is no host of"
                                + " permissions.http (did you mean 'rates.example.org'?)");
        assertThat(problemsOf("host: rates.example.org", "host: '*.example.org'"))
                .first()
                .asString()
                .startsWith("topics/finance/topic.yaml:35: ");
    }

    @Test
    void noMoreMemoryAndAnswerCanBeAskedForThanTheSandboxGives() throws IOException {
        assertThat(problemsOf("{cpu_ms: 500}", "{memory_pages: 1281}"))
                .singleElement()
                .asString()
                .contains("/permissions/limits/memory_pages")
                .contains(String.valueOf(Permissions.CallLimits.MOST_MEMORY_PAGES));
        assertThat(problemsOf("{cpu_ms: 500}", "{output_bytes: 16777217}")).hasSize(1);
    }

    @Test
    void aGoodFolderIsReadCompletely() {
        Topic topic = TopicReader.read(folder, "topics/finance");

        TopicManifest manifest = topic.manifest();
        assertThat(topic.id()).isEqualTo(new TopicId("finance"));
        assertThat(manifest.name()).isEqualTo("Finance");
        assertThat(manifest.version()).isEqualTo("1.2.3-rc.1");
        assertThat(manifest.description()).isEqualTo("Invoices and what they tell.");
        assertThat(manifest.dataSchema())
                .isEqualTo(Map.of(new Kind("Invoice"), "schemas/invoice.json"));
        ToolSpec tool = manifest.capabilities().tools().getFirst();
        assertThat(tool.name()).isEqualTo("overdue");
        assertThat(tool.title()).isEqualTo("overdue");
        assertThat(tool.entry()).isEqualTo(new Entry.Command(List.of("overdue")));
        assertThat(tool.inputSchema().at("/properties/customer/type").asString())
                .isEqualTo("string");
        assertThat(tool.outputSchema()).isPresent();
        assertThat(tool.annotations().path("readOnlyHint").asBoolean()).isTrue();
        assertThat(tool.reads())
                .hasValueSatisfying(reads -> {
                    assertThat(reads.kind()).isEqualTo(new Kind("Invoice"));
                    assertThat(reads.unless()).hasValue("invoices");
                    assertThat(reads.where())
                            .containsExactly(
                                    new Filter(
                                            "$.customer.name", Operator.STARTS_WITH, "customer"));
                });
        assertThat(manifest.capabilities().prompts().getFirst().arguments())
                .containsExactly(
                        new PromptArgument(
                                "customer",
                                "Who owes.",
                                true,
                                PromptArgument.Type.TEXT,
                                List.of()));
        assertThat(manifest.capabilities().flows().getFirst().file())
                .isEqualTo("flows/monthly.yaml");
        assertThat(topic.file("tools/finance.wasm")).isRegularFile();
        assertThat(manifest.config()).isEqualTo(Map.of("currency", "EUR"));
        assertThat(manifest.permissions().items())
                .extracting(Permissions.Item::key)
                .containsExactly(
                        "read audit.Finding",
                        "read finance.Invoice",
                        "write Invoice",
                        "memory",
                        "publish alerts.>",
                        "http GET localhost:8080",
                        "http POST localhost:8080",
                        "http private localhost:8080",
                        "http GET rates.example.org",
                        "secret rates_key rates.example.org",
                        "clock",
                        "store");
        assertThat(manifest.permissions().limits())
                .isEqualTo(new Permissions.CallLimits(500, 1_280, 16 << 20));
        assertThat(topic.schema(new Kind("Invoice")).orElseThrow().violations(Json.object()))
                .extracting(Object::toString)
                .containsExactly("'total' is missing");
        assertThat(topic.schema(new Kind("Other"))).isEmpty();
    }

    @Test
    void aManifestAloneMakesATopic() throws IOException {
        write("topic.yaml", "id: a\nname: A\nversion: 0.0.1\n");

        Topic topic = TopicReader.read(folder, "a");

        assertThat(topic.manifest().capabilities().tools()).isEmpty();
        assertThat(topic.schemas()).isEmpty();
    }

    @Test
    void everythingWrongWithAFolderIsReportedTogetherWithItsPlace() throws IOException {
        write(
                "topic.yaml",
                """
                id: Finance
                nmae: Finance
                version: 1.2
                capabilities:
                  tools:
                    - name: overdue
                      description: Finds invoices.
                      wasm: tools/finanse.wasm
                      reads:
                        kind: Invoise
                        unless: invoice
                        where:
                          - {field: x, op: like, argument: custmer}
                      input_schema:
                        type: object
                        properties:
                          customer: {type: strin}
                          invoices: {type: array}
                    - name: overdue
                      description: ""
                      wasm: ../../etc/x.wasm
                      input_schema: {type: array}
                      colour: red
                  prompts:
                    - name: remind
                      file: prompts/remind.md
                      arguments:
                        - name: custommer
                data_schema:
                  Invoice: schemas/invoice.json
                  2nd: schemas/second.json
                """);
        write("schemas/invoice.json", "{\n  \"type\": \"object\",\n  \"minProperties\": -1\n}");

        assertThat(problems())
                .containsExactly(
                        "topics/finance/prompts/remind.md:1: {{customer}} is not among the prompt's"
                                + " arguments (did you mean 'custommer'?)",
                        "topics/finance/schemas/invoice.json:3: not a valid JSON Schema:"
                                + " /minProperties: must have a minimum value of 0",
                        "topics/finance/topic.yaml:1: 'name' is missing",
                        "topics/finance/topic.yaml:1: /id: \"Finance\" does not match"
                                + " \"^[a-z][a-z0-9_]{0,47}$\"",
                        "topics/finance/topic.yaml:2: unknown field 'nmae' (did you mean 'name'?)",
                        "topics/finance/topic.yaml:3: /version: must be string, not number",
                        "topics/finance/topic.yaml:8: there is no file 'tools/finanse.wasm' in the"
                                + " Topic's folder",
                        "topics/finance/topic.yaml:10: 'Invoise' is no kind of this Topic (did you"
                                + " mean 'Invoice'?)",
                        "topics/finance/topic.yaml:11: 'invoice' is no argument of this tool (did"
                                + " you mean 'invoices'?)",
                        "topics/finance/topic.yaml:13: 'custmer' is no argument of this tool (did"
                                + " you mean 'customer'?)",
                        "topics/finance/topic.yaml:13: /capabilities/tools/0/reads/where/0/op:"
                                + " \"like\" is not one of [\"equal\",\"not_equal\",\"less\","
                                + "\"less_or_equal\",\"greater\",\"greater_or_equal\",\"starts_with\"]",
                        "topics/finance/topic.yaml:17: not a valid JSON Schema:"
                                + " /properties/customer/type: \"strin\" is not one of [\"array\","
                                + "\"boolean\",\"integer\",\"null\",\"number\",\"object\",\"string\"]",
                        "topics/finance/topic.yaml:17: not a valid JSON Schema:"
                                + " /properties/customer/type: must be array, not string",
                        "topics/finance/topic.yaml:19: there is a tool 'overdue' already",
                        "topics/finance/topic.yaml:20: /capabilities/tools/1/description: must be at"
                                + " least 1 characters long",
                        "topics/finance/topic.yaml:21: '../../etc/x.wasm' lies outside the Topic's"
                                + " folder",
                        "topics/finance/topic.yaml:22: /capabilities/tools/1/input_schema/type: must"
                                + " be the constant value 'object'",
                        "topics/finance/topic.yaml:23: /capabilities/tools/1: unknown field"
                                + " 'colour'",
                        "topics/finance/topic.yaml:30: /data_schema: property '2nd' name is not"
                                + " valid: does not match the regex pattern"
                                + " ^[A-Za-z][A-Za-z0-9_]{0,63}$",
                        "topics/finance/topic.yaml:31: there is no file 'schemas/second.json' in"
                                + " the Topic's folder");
    }

    @Test
    void kindsAreLabelledAndWhatIsNotIsInternal() throws IOException {
        write("topic.yaml", GOOD + "labels: {Invoice: sensitive}\n");
        TopicManifest labelled = TopicReader.read(folder, "topics/finance").manifest();
        write("topic.yaml", GOOD);
        TopicManifest plain = TopicReader.read(folder, "topics/finance").manifest();
        write("topic.yaml", GOOD + "labels: {Invoise: public, Invoice: secret}\n");

        assertThat(labelled.sensitivities())
                .isEqualTo(Map.of(new Kind("Invoice"), Sensitivity.SENSITIVE));
        assertThat(plain.sensitivities())
                .isEqualTo(Map.of(new Kind("Invoice"), Sensitivity.INTERNAL));
        assertThat(problems())
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem)
                                .contains("there is no kind 'Invoise' in data_schema (did you mean")
                                .contains("'Invoice'?)"))
                .anySatisfy(problem ->
                        assertThat(problem)
                                .contains("/labels/Invoice: \"secret\" is not one of [\"public\""));
    }

    @Test
    void filesOutsideTheFolderAreRefusedHoweverTheyAreNamed() throws IOException {
        Files.writeString(temp.resolve("topics/outside.json"), "{}");
        Path absolute = temp.resolve("topics/outside.json").toAbsolutePath();

        for (String name :
                List.of(
                        "../outside.json",
                        "schemas/../../outside.json",
                        absolute.toString().replace('\\', '/'),
                        "..\\\\outside.json",
                        "../finance/../outside.json")) {
            assertThat(problemsOf("schemas/invoice.json", "\"" + name + "\""))
                    .as(name)
                    .singleElement()
                    .asString()
                    .endsWith("lies outside the Topic's folder");
        }
        assertThat(problemsOf("schemas/invoice.json", "."))
                .containsExactly(
                        "topics/finance/topic.yaml:42: there is no file '.' in the Topic's folder");
        assertThat(problemsOf("schemas/invoice.json", "\"a\\0b\""))
                .containsExactly("topics/finance/topic.yaml:42: 'a\0b' is not a usable file name");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege on Windows")
    void linksThatLeaveTheFolderAreRefused() throws IOException {
        Path outside = Files.writeString(temp.resolve("secret.json"), "{\"id\": \"password\"}");
        Files.createSymbolicLink(folder.resolve("schemas/link.json"), outside);
        Files.createSymbolicLink(folder.resolve("up"), temp);
        Files.createSymbolicLink(folder.resolve("inside.json"), Path.of("schemas/invoice.json"));

        assertThat(problemsOf("schemas/invoice.json", "schemas/link.json"))
                .containsExactly(
                        "topics/finance/topic.yaml:42: 'schemas/link.json' is a link to a file"
                                + " outside the Topic's folder");
        assertThat(problemsOf("schemas/invoice.json", "up/secret.json"))
                .singleElement()
                .asString()
                .contains("is a link to a file outside");
        write("topic.yaml", GOOD.replace("schemas/invoice.json", "inside.json"));
        assertThat(TopicReader.read(folder, "finance").schemas()).hasSize(1);
        Files.delete(folder.resolve("topic.yaml"));
        Files.createSymbolicLink(folder.resolve("topic.yaml"), outside);
        assertThat(problems())
                .containsExactly(
                        "topics/finance/topic.yaml: is a link to a file outside the folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege on Windows")
    void theFolderItselfMayBeALinkOrNamedInARoundaboutWay() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
        Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());

        assertThat(TopicReader.read(link, "x").schemas()).hasSize(1);
        assertThat(TopicReader.read(folder.resolve("../finance/."), "x").schemas()).hasSize(1);
        assertThat(TopicReader.read(relative, "x").file("topic.yaml")).isRegularFile();
    }

    @Test
    void partsOfTheWrongShapeAreReportedAndNothingFails() throws IOException {
        for (String text :
                List.of(
                        "[]",
                        "just text",
                        "id: [1]\ncapabilities: 5\ndata_schema: []\n",
                        "capabilities: {tools: {a: {wasm: 3}}, prompts: [1, null], flows: x}\n",
                        "data_schema: {Invoice: {a: 1}, B: null}\ncapabilities: {tools: [[], {reads: 1}]}\n")) {
            write("topic.yaml", text);

            assertThat(problems()).as(text).isNotEmpty();
        }
    }

    @Test
    void theNumberOfReportedProblemsIsBounded() throws IOException {
        write("prompts/remind.md", "{{x}}\n".repeat(10_000));

        assertThat(problems())
                .hasSize(201)
                .contains("topics/finance/topic.yaml: and more; mend these first");
    }

    @Test
    void aPromptThatIsNoTextIsReported() throws IOException {
        Files.write(folder.resolve("prompts/remind.md"), new byte[] {(byte) 0xff});
        assertThat(problems())
                .containsExactly(
                        "topics/finance/topic.yaml:26: the template is not readable UTF-8 text");

        write("prompts/remind.md", "x".repeat((1 << 20) + 1));
        assertThat(problems())
                .containsExactly("topics/finance/topic.yaml:26: the template is larger than 1 MiB");
    }

    @Test
    void aTransformNamesAProgramThatIsThere() throws IOException {
        String transforms =
                """
                id: finance
                name: Finance
                version: 1.0.0
                capabilities:
                  transforms:
                    - {name: split, wasm: tools/finance.wasm, args: [split]}
                    - {name: split, wasm: tools/none.wasm}
                    - {name: text, wasm: prompts/remind.md}
                """;
        write("topic.yaml", transforms);

        assertThat(problems())
                .containsExactly(
                        "topics/finance/topic.yaml:7: there is a transform 'split' already",
                        "topics/finance/topic.yaml:7: there is no file 'tools/none.wasm' in the"
                                + " Topic's folder",
                        "topics/finance/topic.yaml:8: the program must be a .wasm file");

        write(
                "topic.yaml",
                transforms.substring(
                        0, transforms.indexOf("    - {name: split, wasm: tools/none")));
        Topic topic = TopicReader.read(folder, "topics/finance");
        assertThat(topic.transforms()).containsExactly("split");
        assertThat(topic.programs()).containsExactly("tools/finance.wasm");
    }
}
