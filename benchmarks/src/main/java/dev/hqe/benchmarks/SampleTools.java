package dev.hqe.benchmarks;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tools as real servers describe them: 24 services, the things each has, and what is done with
/// them, with the parameters, enumerations and sentences that such tools have in the wild. The same
/// ones every time.
final class SampleTools {

    private static final List<Service> SERVICES =
            List.of(
                    service(
                            "github",
                            "repository",
                            "issue",
                            "pull_request",
                            "branch",
                            "commit",
                            "release",
                            "workflow_run"),
                    service(
                            "gitlab",
                            "project",
                            "merge_request",
                            "pipeline",
                            "issue",
                            "snippet",
                            "milestone",
                            "runner"),
                    service(
                            "jira",
                            "ticket",
                            "sprint",
                            "board",
                            "epic",
                            "worklog",
                            "component",
                            "version"),
                    service(
                            "linear", "issue", "cycle", "team", "label", "roadmap", "comment",
                            "view"),
                    service(
                            "slack",
                            "message",
                            "channel",
                            "user",
                            "reaction",
                            "reminder",
                            "file",
                            "workspace"),
                    service(
                            "mail",
                            "message",
                            "thread",
                            "draft",
                            "label",
                            "filter",
                            "attachment",
                            "contact"),
                    service(
                            "calendar",
                            "event",
                            "calendar",
                            "attendee",
                            "reminder",
                            "room",
                            "invitation",
                            "holiday"),
                    service(
                            "drive",
                            "file",
                            "folder",
                            "permission",
                            "comment",
                            "revision",
                            "shortcut",
                            "shared_drive"),
                    service(
                            "notion",
                            "page",
                            "database",
                            "block",
                            "comment",
                            "user",
                            "template",
                            "property"),
                    service(
                            "airtable",
                            "base",
                            "table",
                            "record",
                            "field",
                            "view",
                            "webhook",
                            "comment"),
                    service(
                            "postgres",
                            "table",
                            "row",
                            "index",
                            "schema",
                            "role",
                            "extension",
                            "query_plan"),
                    service(
                            "s3",
                            "bucket",
                            "object",
                            "lifecycle_rule",
                            "policy",
                            "multipart_upload",
                            "tag",
                            "version"),
                    service(
                            "kubernetes",
                            "pod",
                            "deployment",
                            "service",
                            "config_map",
                            "namespace",
                            "node",
                            "cron_job"),
                    service(
                            "sentry",
                            "issue",
                            "event",
                            "release",
                            "alert_rule",
                            "project",
                            "team",
                            "replay"),
                    service(
                            "datadog",
                            "monitor",
                            "dashboard",
                            "metric",
                            "log_query",
                            "incident",
                            "synthetic_test",
                            "host"),
                    service(
                            "pagerduty",
                            "incident",
                            "schedule",
                            "escalation_policy",
                            "service",
                            "override",
                            "note",
                            "user"),
                    service(
                            "stripe",
                            "customer",
                            "invoice",
                            "payment_intent",
                            "refund",
                            "subscription",
                            "price",
                            "dispute"),
                    service(
                            "shopify",
                            "product",
                            "order",
                            "customer",
                            "discount",
                            "collection",
                            "fulfillment",
                            "inventory_item"),
                    service(
                            "hubspot",
                            "contact",
                            "company",
                            "deal",
                            "task",
                            "pipeline",
                            "note",
                            "campaign"),
                    service(
                            "salesforce",
                            "account",
                            "lead",
                            "opportunity",
                            "case",
                            "report",
                            "contact",
                            "quote"),
                    service(
                            "zendesk",
                            "ticket",
                            "user",
                            "organization",
                            "macro",
                            "article",
                            "view",
                            "satisfaction_rating"),
                    service(
                            "figma",
                            "file",
                            "component",
                            "comment",
                            "style",
                            "variable",
                            "version",
                            "project"),
                    service(
                            "browser",
                            "page",
                            "tab",
                            "cookie",
                            "screenshot",
                            "form",
                            "download",
                            "bookmark"),
                    service(
                            "weather",
                            "forecast",
                            "alert",
                            "station",
                            "observation",
                            "radar_image",
                            "air_quality",
                            "tide"));

    private static final List<Verb> VERBS =
            List.of(
                    new Verb(
                            "list",
                            "Lists the %2$ss in %1$s that match the filters, newest first. Returns at most `per_page` entries; use `page` to get more.",
                            true),
                    new Verb(
                            "get",
                            "Gets one %2$s from %1$s by its id, with all of its fields.",
                            true),
                    new Verb(
                            "search",
                            "Searches %2$ss in %1$s by free text. Supports quoted phrases and field filters such as `author:` and `updated:`. Results are ranked by relevance.",
                            true),
                    new Verb(
                            "create",
                            "Creates a %2$s in %1$s and returns it with its new id. Required fields depend on the account's settings; ask for them if the call fails.",
                            false),
                    new Verb(
                            "update",
                            "Updates fields of a %2$s in %1$s. Fields that are left out keep their values; pass null to clear one.",
                            false),
                    new Verb(
                            "delete",
                            "Deletes a %2$s from %1$s for good. This cannot be undone.",
                            false));

    private record Service(String name, List<String> things) {}

    private record Verb(String name, String sentence, boolean reads) {}

    /// A tool and how a person would ask for what it does.
    ///
    /// @param question in other words than the tool's own
    record Sample(ToolDefinition tool, String question) {}

    private SampleTools() {}

    private static Service service(String name, String... things) {
        return new Service(name, List.of(things));
    }

    /// The first so many: whole services, verb by verb, as somebody adds servers one by one.
    static List<Sample> of(int count) {
        List<Sample> samples = new ArrayList<>();
        for (Service service : SERVICES) {
            for (String thing : service.things) {
                for (Verb verb : VERBS) {
                    if (samples.size() == count) {
                        return samples;
                    }
                    samples.add(sample(service, thing, verb, samples.size()));
                }
            }
        }
        if (samples.size() < count) {
            throw new IllegalArgumentException("there are only " + samples.size() + " samples");
        }
        return samples;
    }

    private static Sample sample(Service service, String thing, Verb verb, int number) {
        String words = thing.replace('_', ' ');
        String plural = verb.name.equals("list") || verb.name.equals("search") ? "s" : "";
        ToolDefinition tool =
                ToolDefinition.of(
                                new ToolName(service.name + "." + verb.name + "_" + thing + plural),
                                String.format(verb.sentence, service.name, words),
                                schema(verb.name, words, number))
                        .titled(verb.name + " " + words + plural)
                        .annotated(Json.object().put("readOnlyHint", verb.reads))
                        .from(ToolOrigin.server(service.name));
        return new Sample(tool, question(verb.name, service.name, words));
    }

    private static String question(String verb, String service, String thing) {
        return switch (verb) {
            case "list" -> "which " + thing + "s are there in " + service;
            case "get" -> "show me the details of a " + service + " " + thing;
            case "search" -> "find " + service + " " + thing + "s that mention a word";
            case "create" -> "add a new " + thing + " to " + service;
            case "update" -> "change a " + thing + " in " + service;
            default -> "remove a " + thing + " from " + service;
        };
    }

    private static ObjectNode schema(String verb, String thing, int number) {
        ObjectNode schema = Json.object();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        if (number % 3 == 0) {
            text(properties, "account", "Account or owner (case-sensitive)");
            required.add("account");
        }
        switch (verb) {
            case "list" -> {
                enumeration(
                        properties,
                        "state",
                        "Only " + thing + "s in this state",
                        "open",
                        "closed",
                        "all");
                enumeration(properties, "sort", "What to sort by", "created", "updated", "name");
                paging(properties);
            }
            case "search" -> {
                text(
                        properties,
                        "query",
                        "Search query, for example: " + thing + " updated:>2026-01-01");
                required.add("query");
                paging(properties);
            }
            case "create", "update" -> {
                if (verb.equals("update")) {
                    text(properties, "id", "The unique identifier of the " + thing);
                    required.add("id");
                }
                text(properties, "title", "Title of the " + thing);
                text(properties, "description", "Markdown body of the " + thing + "; may be long");
                strings(properties, "labels", "Labels to attach");
                text(properties, "assignee", "User id of the person who is responsible");
                if (verb.equals("create")) {
                    required.add("title");
                }
            }
            default -> {
                text(properties, "id", "The unique identifier of the " + thing);
                required.add("id");
                strings(properties, "fields", "Only these fields; all when left out");
            }
        }
        return schema.put("additionalProperties", false);
    }

    private static void text(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void strings(ObjectNode properties, String name, String description) {
        ObjectNode list = properties.putObject(name).put("type", "array");
        list.putObject("items").put("type", "string");
        list.put("description", description);
    }

    private static void enumeration(
            ObjectNode properties, String name, String description, String... values) {
        ArrayNode list =
                properties
                        .putObject(name)
                        .put("type", "string")
                        .put("description", description)
                        .putArray("enum");
        for (String value : values) {
            list.add(value);
        }
    }

    private static void paging(ObjectNode properties) {
        properties
                .putObject("page")
                .put("type", "integer")
                .put("minimum", 1)
                .put("description", "Page number for pagination (min 1)");
        properties
                .putObject("per_page")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", 100)
                .put("description", "Results per page for pagination (min 1, max 100)");
    }
}
