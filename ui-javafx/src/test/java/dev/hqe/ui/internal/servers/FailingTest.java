package dev.hqe.ui.internal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailingTest {

    @Test
    void leavesOutWhatAButtonDoes() {
        Failing failing =
                Failing.of(
                        "it is not started: npx is not on the PATH. Install Node.js, or give the"
                                + " full path. Then restart it: hqe server restart files");

        assertThat(failing.what())
                .isEqualTo(
                        "The program npx is not on the PATH. Install Node.js, or give the full path.");
        assertThat(failing.said()).isEmpty();
    }

    @Test
    void setsApartWhatTheServerSaid() {
        Failing failing =
                Failing.of(
                        "it is not started: it failed 5 times within 60 s, the last time it ended"
                                + " with exit code 3; it said last:\n"
                                + "  no config\n  bye\n"
                                + "Correct its configuration, then restart it: hqe server restart"
                                + " files");

        assertThat(failing.what())
                .isEqualTo(
                        "It failed 5 times within 60 s, the last time it ended with exit code 3; it"
                                + " said last:\nCorrect its configuration.");
        assertThat(failing.said()).containsExactly("no config", "bye");
    }

    @Test
    void saysWhereASecretIsTyped() {
        Failing failing = Failing.of("There is no secret 'a/b'. Store it with: hqe secret set a/b");

        assertThat(failing.what())
                .isEqualTo("There is no secret 'a/b'. Edit the server and type its value.");
    }

    @Test
    void isNothingForNoReason() {
        assertThat(Failing.of("")).isEqualTo(Failing.NONE);
    }
}
