package dev.hqe.app.doctor;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.doctor.Check.Finding;
import dev.hqe.app.doctor.Outcome.Fine;
import dev.hqe.app.doctor.Outcome.Wrong;
import dev.hqe.app.door.DoorReport;
import dev.hqe.kernel.HomeOwner;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.mcp.config.HostedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at an installation and its data directory.
public final class Doctor {

    private final Path home;
    private final Installation installation;
    private final Supplier<HostedServers> servers;

    /// @param servers reads the servers of the data directory
    public Doctor(Path home, Installation installation, Supplier<HostedServers> servers) {
        this.home = home;
        this.installation = installation;
        this.servers = servers;
    }

    /// Runs every check. Where a workbench runs on the data directory, what only that one can look
    /// at is left out.
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        run(new InstallationChecks(installation).all(), findings);
        run(new HomeChecks(home).all(), findings);
        run(new ServerChecks(home, servers).all(), findings);
        try {
            Optional<HomeOwner> holder = WorkbenchHome.holder(home);
            door(holder).stream().map(Doctor::finding).forEach(findings::add);
            holder.ifPresentOrElse(one -> findings.add(running(one)), () -> open(findings));
        } catch (KernelException e) {
            findings.add(new Finding("workbench", new Wrong(String.valueOf(e.getMessage()), "")));
        }
        return findings;
    }

    private List<DoorReport.Line> door(Optional<HomeOwner> holder) {
        List<DoorReport.Line> lines = new ArrayList<>();
        try {
            lines.addAll(new DoorReport(home, installation.build(), holder).lines());
        } catch (IOException e) {
            lines.add(new DoorReport.Line("build", false, String.valueOf(e.getMessage()), ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Path distribution = installation.folder();
        if (distribution != null) {
            lines.add(DoorReport.shimCache(distribution));
        }
        return lines;
    }

    private static Finding finding(DoorReport.Line line) {
        return new Finding(
                line.what(),
                line.fine() ? new Fine(line.detail()) : new Wrong(line.detail(), line.fix()));
    }

    private static Finding running(HomeOwner holder) {
        return new Finding(
                "workbench",
                new Fine(
                        "is running ("
                                + holder
                                + "), so the database, Topics and server starts are not looked"
                                + " at"));
    }

    private void open(List<Finding> findings) {
        try (Workbench workbench = Workbench.open(home, installation)) {
            run(new WorkbenchChecks(workbench).all(), findings);
        }
    }

    private static void run(List<Check> checks, List<Finding> findings) {
        checks.forEach(check -> findings.add(check.run()));
    }
}
