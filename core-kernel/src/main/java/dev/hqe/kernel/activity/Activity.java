package dev.hqe.kernel.activity;

import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Something that has happened, in a form that can be shown to a person as it is: whoever makes one
/// hides secrets first. Too long texts are cut, a detail that is too long is left out and says so.
///
/// @param actor who did it: an agent's name, `you`, a source, the workbench; may be empty
/// @param subject what it was done to: a tool, a Topic, a server
/// @param millis how long it took; 0 for what takes no time
/// @param text one line about it; may be empty
/// @param detail what else is known; treat it as read-only
public record Activity(
        Instant at,
        Kind kind,
        Result result,
        String actor,
        String subject,
        long millis,
        String text,
        ObjectNode detail) {

    /// Most characters of an actor, and of a subject.
    public static final int MAX_NAME = 200;

    /// Most characters of a text.
    public static final int MAX_TEXT = 500;

    /// Most characters of a detail, as JSON.
    public static final int MAX_DETAIL = 16_384;

    /// What sort of thing it is.
    public enum Kind {
        /// A tool was called.
        CALL,
        /// A person was asked, or has answered.
        APPROVAL,
        /// Something became of a Topic.
        TOPIC,
        /// Something became of a hosted server.
        SERVER,
        /// A folder or a source was read.
        SOURCE,
        /// Entities were stored, changed or deleted.
        DATA,
        /// The workbench itself.
        WORKBENCH;

        /// As it is written in JSON and for people.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How it went.
    public enum Result {
        /// Well, or it is not a thing that can go wrong.
        OK,
        /// It waits for a person.
        WAITING,
        /// Somebody or a rule said no, or took it back.
        REFUSED,
        /// It went wrong.
        FAILED;

        /// As it is written in JSON and for people.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Activity {
        actor = cut(actor, MAX_NAME);
        subject = cut(subject, MAX_NAME);
        text = cut(text, MAX_TEXT);
        millis = Math.max(0, millis);
        int length = detail.isEmpty() ? 0 : detail.toString().length();
        if (length > MAX_DETAIL) {
            detail = Json.object().put("left_out_characters", length);
        }
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
