package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands, handing the installation to those whose constructor asks for it, and tells them
/// which run they are for.
final class CommandFactory implements IFactory {

    private final IFactory otherwise = CommandLine.defaultFactory();
    private final Installation installation;
    private final CommandRun run;

    CommandFactory(Installation installation, CommandRun run) {
        this.installation = installation;
        this.run = run;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (!Subcommand.class.isAssignableFrom(type)) {
            return otherwise.create(type);
        }
        Constructor<K> constructor = type.getDeclaredConstructor(Installation.class);
        try {
            K command = constructor.newInstance(installation);
            if (command instanceof Subcommand subcommand) {
                subcommand.belongTo(run);
            }
            return command;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot make " + type.getName(), e.getCause());
        }
    }
}
