package dev.hqe.kernel.json;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Compiles schemas. Apart from [JsonSchema], so that a start which compiles none need not set the
/// validator up. Thread-safe.
final class SchemaCompiler {

    /// Where the drafts have their names; what stands there is part of the validator.
    private static final Pattern STANDARD_SCHEMAS =
            Pattern.compile(
                    "https://json-schema\\.org/draft/.*|http://json-schema\\.org/draft-0.*");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .locale(Locale.ENGLISH)
                                                    .pathType(PathType.JSON_POINTER)
                                                    .regularExpressionFactory(
                                                            BoundedPattern::compile)
                                                    .build())
                                    .schemaLoader(loader ->
                                            loader.fetchRemoteResources(false)
                                                    .allow(SchemaCompiler::isStandard)));

    /// What schemas themselves have to follow, by draft: each is a document of many parts, compiled
    /// when the first schema of its draft comes.
    private static final Map<SpecificationVersion, Schema> SCHEMAS_OF_SCHEMAS =
            new ConcurrentHashMap<>();

    private SchemaCompiler() {}

    /// @throws InvalidDocumentException if it is not a valid schema, with every reason
    static Schema compile(SourceDocument source) {
        JsonNode dialect = source.root().path("$schema");
        SpecificationVersion version =
                SpecificationVersion.fromDialectId(dialect.asString(""))
                        .orElse(SpecificationVersion.DRAFT_2020_12);
        Schema metaSchema =
                SCHEMAS_OF_SCHEMAS.computeIfAbsent(version, SchemaCompiler::schemaOfSchemas);
        List<Problem> problems =
                JsonSchema.violations(metaSchema, source.root()).stream()
                        .map(v -> source.problem(v.node(), "not a valid JSON Schema: " + v))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems, null);
        }
        try {
            Schema schema = REGISTRY.getSchema(source.root());
            schema.initializeValidators();
            return schema;
        } catch (StackOverflowError e) {
            throw new InvalidDocumentException(
                    List.of(
                            source.problem(
                                    source.root(),
                                    "not a valid JSON Schema: " + JsonSchema.ENDLESS)),
                    e);
        } catch (SchemaException | IllegalArgumentException e) {
            throw new InvalidDocumentException(
                    List.of(
                            source.problem(
                                    source.root(),
                                    "not a valid JSON Schema: "
                                            + String.valueOf(e.getMessage()).split("\n", 2)[0])),
                    e);
        }
    }

    private static Schema schemaOfSchemas(SpecificationVersion version) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(version.getDialectId()));
        schema.initializeValidators();
        return schema;
    }

    private static boolean isStandard(AbsoluteIri iri) {
        return STANDARD_SCHEMAS.matcher(iri.toString()).matches();
    }
}
