package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The ways of other platforms, as far as this one has them.
@EnabledOnOs(value = OS.LINUX, disabledReason = "uses the options of Linux's ps")
class ProcessTreeTest {

    private static final List<String> LINUX_PS =
            List.of("ps", "axeww", "-o", "pid=,ppid=,pgid=,stat=,command=");

    @Test
    void psFindsTheWholeTreeWhereThereIsNoProc() throws Exception {
        Marker marker = Marker.next();
        Process process = start(marker, OwnSession.viaPerl("/usr/bin/perl"), Servers.STUBBORN);
        List<Long> pids = Servers.ids(process.inputReader(), Servers.STUBBORN_IDS);
        ProcessTree tree = new ProcessTree(marker, process.pid(), new PsTable(LINUX_PS));

        assertThat(tree.living()).containsAll(pids);
        assertThat(tree.end(Servers.LONG)).isTrue();

        Servers.assertGone(pids);
    }

    @Test
    void theGuardEndsTheWholeTreeWithPs() throws Exception {
        Marker marker = Marker.next();
        Process process = start(marker, OwnSession.viaPerl("/usr/bin/perl"), Servers.STUBBORN);
        List<Long> pids = Servers.ids(process.inputReader(), Servers.STUBBORN_IDS);
        ProcessGuard guard = new ProcessGuard(List.of("ps", String.join(" ", LINUX_PS)));
        guard.add(marker, process.pid());

        guard.close();

        Servers.awaitGone(pids);
    }

    @Test
    void theJdkFindsDescendants() throws Exception {
        Process process =
                start(Marker.next(), new OwnSession(List.of()), "sleep 1000 & echo $!; wait");
        List<Long> pids = Servers.ids(process.inputReader(), 1);
        ProcessTree tree = new ProcessTree(Marker.next(), 0, new HandleTable(process.toHandle()));

        assertThat(tree.living()).contains(process.pid()).containsAll(pids);
        assertThat(tree.end(Servers.LONG)).isTrue();

        Servers.awaitGone(pids);
    }

    @Test
    void whatIsNotOfTheTreeStays() throws Exception {
        Marker marker = Marker.next();
        Process other = start(Marker.next(), OwnSession.HERE, "echo $$; exec cat");
        Servers.ids(other.inputReader(), 1);
        Process same = start(marker, new OwnSession(List.of()), "echo $$; exec cat");
        Servers.ids(same.inputReader(), 1);

        boolean ended = new ProcessTree(marker, 0, new ProcTable()).end(Servers.LONG);

        assertThat(ended).isTrue();
        assertThat(same.waitFor()).isNotZero();
        assertThat(other.isAlive()).isTrue();
        other.getOutputStream().close();
        assertThat(other.waitFor()).isZero();
    }

    private static Process start(Marker marker, OwnSession session, String script)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script));
        ProcessBuilder builder = new ProcessBuilder(session.of(command));
        builder.environment().put(Marker.VARIABLE, marker.value());
        return builder.start();
    }
}
