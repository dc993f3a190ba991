package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "policy",
        description = {
            "Says who may call which tool.",
            "Where no rule speaks, agents may call what only reads and what runs in the sandbox;",
            "a person is asked about the rest."
        },
        subcommands = {
            PolicyCommand.ListRules.class,
            PolicyCommand.Allow.class,
            PolicyCommand.Ask.class,
            PolicyCommand.Deny.class,
            PolicyCommand.Remove.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Example: hqe policy allow --principal agent:claude-code --tool 'github.*' --for 8h"
        })
final class PolicyCommand extends Subcommand {

    PolicyCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    private static ObjectNode toJson(PolicyRule rule) {
        ObjectNode json = Json.object();
        json.put("principal", rule.principal().text());
        json.put("tool", rule.tool().text());
        json.put("ruling", rule.ruling().word());
        rule.end().ifPresent(end -> json.put("until", end.toString()));
        return json;
    }

    private static String told(PolicyRule rule) {
        return rule.ruling().word()
                + "  "
                + rule.principal().text()
                + "  "
                + rule.tool().text()
                + rule.end().map(end -> "  until " + end).orElse("");
    }

    /// What takes a rule away, to be typed as it is.
    private static String removal(PolicyRule rule) {
        return "hqe policy remove --principal '%s' --tool '%s'"
                .formatted(rule.principal().text(), rule.tool().text());
    }

    /// A command on the file of rules, which may be changed beside a running workbench: that
    /// notices.
    abstract static class OnRules extends Subcommand {

        OnRules(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() {
            OwnWords.instead(OwnWords.POLICY);
            WorkbenchHome.createPrivately(homeDirectory());
            Path file = homeDirectory().resolve(PolicyFile.NAME);
            int exitCode = run(new PolicyFile(file, InstantSource.system()));
            out().flush();
            return exitCode;
        }

        /// Does the work and says the exit code.
        abstract int run(PolicyFile policy);
    }

    @Command(
            name = "list",
            description = {
                "Lists the rules; the first one that speaks of a call decides it.",
                "Those that have ended are left out."
            })
    static final class ListRules extends OnRules {

        @Option(names = "--json", description = "Print the rules as JSON.")
        private boolean json;

        @Option(
                names = {"-v", "--verbose"},
                description = "Print under each rule the command that removes it.")
        private boolean verbose;

        ListRules(Installation installation) {
            super(installation);
        }

        @Override
        int run(PolicyFile policy) {
            Instant now = Instant.now();
            List<PolicyRule> rules =
                    policy.rules().rules().stream()
                            .filter(rule -> now.isBefore(rule.until()))
                            .toList();
            policy.problems()
                    .forEach(problem ->
                            err().println(
                                            "hqe: "
                                                    + problem
                                                    + ". Until it is mended agents may call"
                                                    + " nothing."));
            if (json) {
                ArrayNode list = Json.MAPPER.createArrayNode();
                rules.forEach(rule -> list.add(toJson(rule)));
                printJson(list);
            } else {
                rules.forEach(this::print);
                if (!rules.isEmpty() && !verbose) {
                    out().println("(how to remove each: hqe policy list --verbose)");
                }
                if (rules.isEmpty() && policy.problems().isEmpty()) {
                    out().println("There are no rules. See: hqe policy --help");
                }
            }
            return policy.problems().isEmpty() ? Failures.DONE : Failures.BAD_INPUT;
        }

        private void print(PolicyRule rule) {
            out().println(told(rule));
            if (verbose) {
                out().println("    " + removal(rule));
            }
        }
    }

    /// What the commands that change rules have: whom and what they are about.
    abstract static class Change extends OnRules {

        @Option(
                names = "--principal",
                paramLabel = "WHO",
                description = {
                    "*, agent, person, flow, key, profile, or one of these with a name, such as",
                    "agent:claude*, key:ID or profile:NAME (default ${DEFAULT-VALUE})."
                })
        private String principal = "agent";

        Change(Installation installation) {
            super(installation);
        }

        final PrincipalPattern principal() {
            return read(() -> new PrincipalPattern(principal));
        }

        static ToolPattern toolPattern(String text) {
            return read(() -> new ToolPattern(text));
        }

        private static <T> T read(java.util.function.Supplier<T> value) {
            try {
                return value.get();
            } catch (McpException e) {
                throw new Failures.BadInput(String.valueOf(e.getMessage()));
            }
        }
    }

    /// Puts a rule before all others.
    abstract static class Add extends Change {

        private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

        private final Ruling ruling;

        @Option(
                names = "--tool",
                required = true,
                paramLabel = "TOOL",
                description = "A tool's name, with * for any characters, such as github.*.")
        private String tool = "";

        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "How long, such as 30m, 8h or 7d; left out: for good.")
        private String time = "";

        @Option(names = "--json", description = "Print the rule as JSON.")
        private boolean json;

        Add(Installation installation, Ruling ruling) {
            super(installation);
            this.ruling = ruling;
        }

        @Override
        int run(PolicyFile policy) {
            PolicyRule rule = PolicyRule.of(principal(), toolPattern(tool), ruling);
            if (!time.isEmpty()) {
                rule = rule.until(Instant.now().plus(duration(time)));
            }
            policy.add(rule);
            if (json) {
                printJson(toJson(rule));
            } else {
                out().println(told(rule));
            }
            return Failures.DONE;
        }

        private static Duration duration(String text) {
            Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new Failures.BadInput(
                        "--for: '" + text + "' is not a time such as 30m, 8h or 7d");
            }
            long number = Long.parseLong(matcher.group(1));
            try {
                Duration duration =
                        switch (matcher.group(2)) {
                            case "s" -> Duration.ofSeconds(number);
                            case "m" -> Duration.ofMinutes(number);
                            case "h" -> Duration.ofHours(number);
                            default -> Duration.ofDays(number);
                        };
                if (duration.isPositive()) {
                    return duration;
                }
            } catch (DateTimeException | ArithmeticException e) {
                throw new Failures.BadInput("--for: '" + text + "' is too long: leave it out");
            }
            throw new Failures.BadInput("--for: a rule lasts longer than nothing");
        }
    }

    @Command(name = "allow", description = "Lets calls run without asking.")
    static final class Allow extends Add {
        Allow(Installation installation) {
            super(installation, Ruling.ALLOW);
        }
    }

    @Command(name = "ask", description = "Has a person asked before each call.")
    static final class Ask extends Add {
        Ask(Installation installation) {
            super(installation, Ruling.ASK);
        }
    }

    @Command(name = "deny", description = "Refuses calls, and leaves the tools out of listings.")
    static final class Deny extends Add {
        Deny(Installation installation) {
            super(installation, Ruling.DENY);
        }
    }

    @Command(
            name = "remove",
            description = {
                "Takes away the rules about exactly these. Rules have no numbers: a rule is named by",
                "whom and what it is about, as 'hqe policy list --verbose' prints it."
            },
            footer = {"", "Example: hqe policy remove --principal agent --tool 'github.*'"})
    static final class Remove extends Change {

        @Option(
                names = "--tool",
                paramLabel = "TOOL",
                description = "As the rule has it, such as github.*. Must be given.")
        private String tool = "";

        /// Taken only to say what to give in its place.
        @Parameters(hidden = true)
        private List<String> words = List.of();

        Remove(Installation installation) {
            super(installation);
        }

        @Override
        int run(PolicyFile policy) {
            if (tool.isEmpty() || !words.isEmpty()) {
                throw new Failures.BadInput(
                        "name the rule by whom and what it is about: hqe policy remove --principal"
                                + " WHO --tool TOOL. The command for each rule: hqe policy list"
                                + " --verbose");
            }
            int before = policy.rules().rules().size();
            policy.change(rules -> rules.without(principal(), toolPattern(tool)));
            int removed = before - policy.rules().rules().size();
            out().println(removed + (removed == 1 ? " rule" : " rules") + " removed");
            if (removed == 0) {
                err().println("hqe: there is no such rule. See: hqe policy list --verbose");
            }
            return removed == 0 ? Failures.BAD_INPUT : Failures.DONE;
        }
    }
}
