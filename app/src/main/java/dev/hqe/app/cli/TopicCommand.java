package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "topic",
        description = {
            "Topics, the folders that bring a domain into the workbench: writes, checks, tests and"
                    + " grants them."
        },
        subcommands = {
            TopicListCommand.class,
            TopicShowCommand.class,
            TopicNewCommand.class,
            TopicBuildCommand.class,
            TopicCheckCommand.class,
            TopicTestCommand.class,
            TopicSchemaCommand.class,
            TopicPackCommand.class,
            TopicInstallCommand.class,
            TopicGrantCommand.class,
            TopicRevokeCommand.class,
            TopicResumeCommand.class,
            TopicRemoveCommand.class,
            TopicRestoreCommand.class,
            CommandLine.HelpCommand.class
        })
final class TopicCommand extends Subcommand {

    TopicCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }
}
