package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.entity.Buckets;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityVersion;
import dev.hqe.kernel.entity.ExtractPage;
import dev.hqe.kernel.entity.Facets;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.entity.Sort;
import dev.hqe.kernel.json.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "entities",
        description = {
            "Lists stored entities, counts them, writes them to a file, or shows what one was before."
        },
        footer = {
            "",
            "Examples:",
            "  hqe entities -t finance --where '$.amount>1000' --sort -'$.amount'",
            "  hqe entities -k SourceFile --facet '$.language'",
            "  hqe entities -k Invoice --buckets month --time '$.date' --number '$.amount'",
            "  hqe entities --restore notes/1@3"
        },
        subcommands = {EntitiesImportCommand.class, CommandLine.HelpCommand.class})
final class EntitiesCommand extends WorkbenchCommand {

    @Mixin private EntityFilter filter = new EntityFilter();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description =
                    "How many, 1 to 1000 (default ${DEFAULT-VALUE}); of values, with --facet.")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on after this cursor.")
    private @Nullable String after;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description =
                    "id, created_at, updated_at, relevance (with --text) or a path such as '$.size';"
                            + " with - in front descending.")
    private @Nullable String sort;

    @Option(names = "--newest", description = "The newest first, as --sort -created_at.")
    private boolean newest;

    @Option(
            names = "--field",
            paramLabel = "PATH",
            description = "Give this path instead of the whole data; give it again for more.")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--count", description = "Only say how many there are.")
    private boolean count;

    @Option(
            names = "--facet",
            paramLabel = "PATH",
            description = "Count the values of a path such as '$.language', of topic or of kind.")
    private @Nullable String facet;

    @Option(
            names = "--buckets",
            paramLabel = "WIDTH",
            description = "Count over time: minute, hour, day, week, month, quarter or year.")
    private @Nullable String buckets;

    @Option(
            names = "--time",
            paramLabel = "PATH",
            description =
                    "With --buckets: which time; created_at unless given, updated_at or a path.")
    private String time = "created_at";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "With --buckets: whose calendar, such as Europe/Berlin (default UTC).")
    private String zone = "UTC";

    @Option(
            names = "--number",
            paramLabel = "PATH",
            description = "With --buckets: the numbers to sum up.")
    private @Nullable String number;

    @Option(
            names = "--history",
            paramLabel = "ID",
            description = "Which versions of an entity there are, also of a deleted one.")
    private @Nullable String history;

    @Option(
            names = "--restore",
            paramLabel = "ID@VERSION",
            description = "Make a version the present one again.")
    private @Nullable String restore;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write them as JSON Lines to a file, or with - to standard output.")
    private @Nullable String export;

    @Option(names = "--json", description = "Print the answer as JSON, entities whole.")
    private boolean json;

    EntitiesCommand(Installation installation) {
        super(installation);
    }

    @Override
    boolean takesLong() {
        return export != null;
    }

    @Override
    int run(Workbench workbench) throws Exception {
        long ways =
                Stream.of(count ? "" : null, facet, buckets, history, restore, export)
                        .filter(way -> way != null)
                        .count();
        if (ways > 1) {
            throw new Failures.BadInput(
                    "--count, --facet, --buckets, --history, --restore and --export do not go"
                            + " together; give one of them");
        }
        try {
            return answer(workbench);
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private int answer(Workbench workbench) throws Exception {
        filter.topics().forEach(topic -> warnOfUnknownTopic(workbench, topic));
        EntityQuery query = filter.query();
        if (history != null) {
            return history(workbench, new EntityId(history));
        }
        if (restore != null) {
            return restore(workbench, restore);
        }
        if (export != null) {
            EntityQuery sorted = query.sort(sort());
            return new EntityExportRun(workbench.entities(), station(), out(), err())
                    .run(sorted, export);
        }
        if (count) {
            return count(workbench.entities().count(query));
        }
        if (facet != null) {
            return facets(workbench.entities().figures().facets(query, facet, limit));
        }
        return buckets == null ? list(workbench, query) : buckets(workbench, query, buckets);
    }

    private Sort sort() {
        if (sort == null) {
            return newest ? Sort.NEWEST_FIRST : Sort.ID;
        }
        return Sort.parse(sort);
    }

    private int list(Workbench workbench, EntityQuery filtered) {
        EntityQuery wanted = filtered.limit(limit).sort(sort());
        EntityQuery query = after == null ? wanted : wanted.after(after);
        List<ObjectNode> items;
        Optional<String> next;
        if (fields.isEmpty()) {
            Page page = workbench.entities().query(query);
            items = page.items().stream().map(one -> one.toJson()).toList();
            next = page.next();
        } else {
            ExtractPage page = workbench.entities().extract(query, fields);
            items = page.items().stream().map(one -> one.toJson()).toList();
            next = page.next();
        }
        long total = workbench.entities().count(query);
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode entities = answer.putArray("entities");
            items.forEach(entities::add);
            answer.put("total", total);
            next.ifPresent(cursor -> answer.put("next_cursor", cursor));
            printJson(answer);
            return Failures.DONE;
        }
        items.forEach(this::printLine);
        out().println(items.size() + " of " + total);
        next.ifPresent(cursor -> out().println("more: --after '" + cursor + "'"));
        return Failures.DONE;
    }

    private void printLine(ObjectNode entity) {
        String label = entity.path("sensitivity").asString();
        out().println(
                        entity.path("kind").asString()
                                + "  "
                                + entity.path("id").asString()
                                + "  v"
                                + entity.path("version").asLong()
                                + (label.equals("internal") ? "" : "  " + label)
                                + (fields.isEmpty() ? "" : "  " + entity.path("fields")));
    }

    private int count(long entities) {
        if (json) {
            printJson(Json.object().put("count", entities));
        } else {
            out().println(entities);
        }
        return Failures.DONE;
    }

    private int facets(Facets facets) {
        if (json) {
            printJson(facets.toJson());
            return Failures.DONE;
        }
        facets.top().forEach(one -> out().println(one.entities() + "  " + one.value()));
        out().println(facets.other() + "  (other values)");
        out().println(facets.missing() + "  (no value)");
        return Failures.DONE;
    }

    private int buckets(Workbench workbench, EntityQuery query, String width) {
        Buckets counted =
                workbench
                        .entities()
                        .figures()
                        .buckets(
                                query,
                                time,
                                Buckets.Width.of(width),
                                zone(),
                                Optional.ofNullable(number));
        if (json) {
            printJson(counted.toJson());
            return Failures.DONE;
        }
        for (Buckets.Bucket bucket : counted.buckets()) {
            String numbers =
                    bucket.numbers()
                            .map(n ->
                                    "  sum %s  average %s  min %s  max %s"
                                            .formatted(n.sum(), n.average(), n.min(), n.max()))
                            .orElse("");
            out().println(bucket.from().atZone(zone()) + "  " + bucket.count() + numbers);
        }
        out().println(counted.without() + "  (no time)");
        return Failures.DONE;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + zone + "' is not a zone such as Europe/Berlin", e);
        }
    }

    private int history(Workbench workbench, EntityId id) {
        List<EntityVersion> versions = workbench.entities().history().of(id);
        if (versions.isEmpty()) {
            throw new Failures.BadInput(
                    "there is no entity '" + id + "', and none is remembered. See: hqe entities");
        }
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode list = answer.putArray("versions");
            versions.forEach(version -> list.add(version.toJson()));
            printJson(answer);
            return Failures.DONE;
        }
        for (EntityVersion version : versions) {
            String until =
                    version.endedAt()
                            .map(end -> (version.deleted() ? "deleted " : "until ") + end)
                            .orElse("now");
            out().println("v" + version.version() + "  " + version.storedAt() + "  " + until);
        }
        return Failures.DONE;
    }

    private int restore(Workbench workbench, String wanted) {
        int at = wanted.lastIndexOf('@');
        if (at < 1 || !wanted.substring(at + 1).matches("[0-9]{1,18}")) {
            throw new Failures.BadInput(
                    "'" + wanted + "' is not like notes/1@3: an id, @ and a version");
        }
        EntityId id = new EntityId(wanted.substring(0, at));
        long version = Long.parseLong(wanted.substring(at + 1));
        long now = workbench.entities().history().restore(id, version);
        if (json) {
            printJson(Json.object().put("id", id.value()).put("version", now));
        } else {
            out().println(id + " is again what it was at version " + version + "; now v" + now);
        }
        return Failures.DONE;
    }
}
