package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.agent.ToolsOptions;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.mcp.profile.ProfileFile;
import dev.hqe.mcp.profile.Profiles;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "profile",
        description = {
            "Says what an agent sees that is started with 'hqe mcp --profile NAME'.",
            "A running workbench notices each change; agents that are connected are told."
        },
        subcommands = {
            ProfileCommand.ListProfiles.class,
            ProfileCommand.New.class,
            ProfileCommand.Remove.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Example: hqe profile new research --topic code_audit"})
final class ProfileCommand extends Subcommand {

    ProfileCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    /// A command on the file of profiles, which may be changed beside a running workbench: that
    /// notices.
    abstract static class OnProfiles extends Subcommand {

        OnProfiles(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() {
            OwnWords.instead(OwnWords.PROFILES);
            WorkbenchHome.createPrivately(homeDirectory());
            int exitCode = run(new ProfileFile(homeDirectory().resolve(ProfileFile.NAME)));
            out().flush();
            err().flush();
            return exitCode;
        }

        /// Does the work and says the exit code.
        abstract int run(ProfileFile profiles);
    }

    @Command(name = "list", description = "Lists the profiles and what they open.")
    static final class ListProfiles extends OnProfiles {

        @Option(names = "--json", description = "Print the profiles as JSON.")
        private boolean json;

        ListProfiles(Installation installation) {
            super(installation);
        }

        @Override
        int run(ProfileFile file) {
            List<Profile> profiles = file.profiles().list();
            file.problems()
                    .forEach(problem ->
                            err().println(
                                            "hqe: "
                                                    + problem
                                                    + ". Until it is mended agents with a profile"
                                                    + " see nothing."));
            if (json) {
                ObjectNode answer = Json.object();
                ArrayNode list = answer.putArray("profiles");
                profiles.forEach(profile -> list.add(toJson(profile)));
                printJson(answer);
            } else {
                profiles.forEach(profile -> out().println(told(profile)));
                if (profiles.isEmpty() && file.problems().isEmpty()) {
                    out().println("No profiles. Make one with: hqe profile new NAME");
                }
            }
            return file.problems().isEmpty() ? Failures.DONE : Failures.BAD_INPUT;
        }
    }

    @Command(
            name = "new",
            description = {
                "Makes a profile.",
                "Without --topic and --tool it opens everything. With --topic alone it opens the"
                        + " tools of that Topic; with both, the tools that match, and of Topics"
                        + " only the named ones."
            },
            footer = {
                "",
                "Example: hqe profile new research --topic code_audit --tool 'code_audit.*'"
                        + " --tool 'github.*'"
            })
    static final class New extends OnProfiles {

        @Parameters(paramLabel = "NAME", description = "What agents name it by.")
        private String name = "";

        @Mixin private ScopeOptions opens = new ScopeOptions();

        @Mixin private ToolsOptions display = new ToolsOptions();

        @Option(names = "--force", description = "Replace the profile of that name.")
        private boolean force;

        @Option(names = "--json", description = "Print the profile as JSON.")
        private boolean json;

        New(Installation installation) {
            super(installation);
        }

        @Override
        int run(ProfileFile file) {
            Profile made = new Profile(name, opens.scope(), display.display());
            file.change(all -> force ? all.replacing(made) : all.with(made));
            opens.warn(homeDirectory(), installation(), err());
            if (json) {
                printJson(toJson(made));
            } else {
                out().println(told(made));
                err().println(
                                "Connect an agent: hqe connect CLIENT --profile "
                                        + made.name()
                                        + ", or start it with: hqe mcp --profile "
                                        + made.name());
            }
            return Failures.DONE;
        }
    }

    @Command(
            name = "remove",
            description = "Removes a profile; agents that are connected under it see nothing more.")
    static final class Remove extends OnProfiles {

        @Parameters(paramLabel = "NAME", description = "As 'hqe profile list' shows it.")
        private String name = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Remove it without a question.")
        private boolean yes;

        Remove(Installation installation) {
            super(installation);
        }

        @Override
        int run(ProfileFile file) {
            file.require(name);
            if (!yes && !Consent.given("Remove the profile " + name + "?")) {
                return Failures.FAILED;
            }
            file.change((Profiles all) -> all.without(name));
            out().println("removed " + name);
            return Failures.DONE;
        }
    }

    private static String told(Profile profile) {
        StringBuilder text = new StringBuilder(profile.name()).append("  ");
        AccessScope scope = profile.scope();
        text.append(
                scope.equals(AccessScope.ALL)
                        ? "every tool and Topic"
                        : "tools " + listed(scope.tools()) + "; Topics " + listed(scope.topics()));
        profile.show().ifPresent(how -> text.append("; shown ").append(how));
        profile.naming().ifPresent(how -> text.append("; names ").append(how));
        return text.toString();
    }

    private static String listed(List<String> patterns) {
        return patterns.isEmpty() ? "none" : String.join(", ", patterns);
    }

    private static ObjectNode toJson(Profile profile) {
        ObjectNode json = Json.object();
        json.put("name", profile.name());
        profile.scope().topics().forEach(json.putArray("topics")::add);
        profile.scope().tools().forEach(json.putArray("tools")::add);
        profile.show().ifPresent(how -> json.put("show", how));
        profile.naming().ifPresent(how -> json.put("names", how));
        return json;
    }
}
