package dev.hqe.mcp.policy;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The rules, in order: the first one that speaks of a call decides it.
///
/// @param rules at most 1000
public record PolicyRules(List<PolicyRule> rules) {

    /// No rules at all.
    public static final PolicyRules NONE = new PolicyRules(List.of());

    private static final int MAX_RULES = 1000;
    private static final List<String> MEMBERS = List.of("principal", "tool", "ruling", "until");

    private static final String HEADER =
            """
            # Who may call which tool. The first rule that speaks of a call decides it.
            #   principal: "*", agent, person, flow, key, profile, or one with a name: "agent:claude*"
            #   tool:      a tool's name, with * for any characters: "github.*"
            #   ruling:    allow, ask (a person is asked before it runs) or deny
            #   until:     a time such as "2026-01-31T00:00:00Z"; left out: for good
            # `hqe policy` and the window write this file anew, without further comments.
            """;

    public PolicyRules {
        rules = List.copyOf(rules);
        if (rules.size() > MAX_RULES) {
            throw new PolicyException(
                    "there are "
                            + rules.size()
                            + " rules, at most "
                            + MAX_RULES
                            + " are kept: remove some, or use patterns");
        }
    }

    /// The first rule that speaks of a call.
    public Optional<PolicyRule> ruleFor(Principal principal, ToolName tool, Instant now) {
        return rules.stream().filter(rule -> rule.speaksOf(principal, tool, now)).findFirst();
    }

    /// The same with a rule before all others. One about the same principals and tools makes place
    /// for it, and so do those that have ended.
    public PolicyRules with(PolicyRule added, Instant now) {
        Stream<PolicyRule> kept =
                rules.stream()
                        .filter(rule -> !rule.sameSubject(added) && now.isBefore(rule.until()));
        return new PolicyRules(Stream.concat(Stream.of(added), kept).toList());
    }

    /// The same without the rules about exactly these.
    public PolicyRules without(PrincipalPattern principal, ToolPattern tool) {
        PolicyRule removed = PolicyRule.of(principal, tool, Ruling.ASK);
        return new PolicyRules(rules.stream().filter(rule -> !rule.sameSubject(removed)).toList());
    }

    /// Reads `policy.yaml`.
    ///
    /// @throws InvalidDocumentException with every problem and its line
    static PolicyRules parse(SourceDocument document) {
        List<Problem> problems = new ArrayList<>();
        JsonNode root = document.root();
        for (String name : root.propertyNames()) {
            if (!name.equals("rules")) {
                problems.add(
                        document.problem(
                                root.path(name), "unknown member '" + name + "': only 'rules'"));
            }
        }
        JsonNode list = root.path("rules");
        if (!root.isObject() || !(list.isArray() || list.isMissingNode() || list.isNull())) {
            problems.add(document.problem(root, "must be an object with a list of 'rules' in it"));
        }
        List<PolicyRule> rules = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(entry -> rule(document, entry, problems).ifPresent(rules::add));
        }
        if (rules.size() > MAX_RULES) {
            problems.add(
                    document.problem(
                            list, rules.size() + " rules; at most " + MAX_RULES + " are read"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems, null);
        }
        return new PolicyRules(rules);
    }

    private static Optional<PolicyRule> rule(
            SourceDocument document, JsonNode entry, List<Problem> problems) {
        int before = problems.size();
        if (!entry.isObject()) {
            problems.add(document.problem(entry, "a rule is an object with 'tool' and 'ruling'"));
            return Optional.empty();
        }
        for (String name : entry.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                problems.add(
                        document.problem(
                                entry.path(name),
                                "a rule has no '" + name + "'" + Suggestion.among(name, MEMBERS)));
            }
        }
        Optional<Ruling> ruling = Ruling.of(entry.path("ruling").asString(""));
        if (ruling.isEmpty()) {
            problems.add(document.problem(entry, "'ruling' must be allow, ask or deny"));
        }
        Instant until = Instant.MAX;
        if (entry.has("until")) {
            String text = entry.path("until").asString("");
            try {
                until = OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                problems.add(
                        document.problem(
                                entry, "'until' is not a time such as 2026-01-31T00:00:00Z"));
            }
        }
        try {
            PrincipalPattern principal =
                    new PrincipalPattern(entry.path("principal").asString("*"));
            ToolPattern tool = new ToolPattern(entry.path("tool").asString(""));
            if (problems.size() == before && ruling.isPresent()) {
                return Optional.of(new PolicyRule(principal, tool, ruling.get(), until));
            }
        } catch (PolicyException e) {
            problems.add(document.problem(entry, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /// The rules as `policy.yaml` has them.
    String toYaml() {
        StringBuilder yaml = new StringBuilder(HEADER);
        if (rules.isEmpty()) {
            return yaml.append("rules: []\n").toString();
        }
        yaml.append("rules:\n");
        rules.forEach(rule -> yaml.append(toYaml(rule)));
        return yaml.toString();
    }

    /// One rule on one line. Every value stands in JSON quotes, which YAML reads alike.
    private static String toYaml(PolicyRule rule) {
        return "  - {principal: "
                + quoted(rule.principal().text())
                + ", tool: "
                + quoted(rule.tool().text())
                + ", ruling: "
                + rule.ruling().word()
                + rule.end().map(end -> ", until: " + quoted(end.toString())).orElse("")
                + "}\n";
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
