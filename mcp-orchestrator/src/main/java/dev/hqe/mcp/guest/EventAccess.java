package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.guest.CallBudget.Item;
import dev.hqe.mcp.sandbox.Permission;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Events on the Topic's own subjects.
final class EventAccess {

    private static final int MAX_SUBJECT = 200;
    private static final int MAX_DATA_BYTES = 64 << 10;
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final TopicId topic;
    private final List<String> granted;
    private final GuestServices services;
    private final EventRate rate;
    private final CallBudget budget;

    EventAccess(
            TopicId topic,
            List<String> granted,
            GuestServices services,
            EventRate rate,
            CallBudget budget) {
        this.topic = topic;
        this.granted = granted;
        this.services = services;
        this.rate = rate;
        this.budget = budget;
    }

    JsonNode publish(byte[] request) {
        Question question = Question.read("hqe_publish", request, "subject", "data");
        String subject = question.text("subject", MAX_SUBJECT);
        if (!SUBJECT.matcher(subject).matches()) {
            throw question.unfit(
                    "'"
                            + Question.shown(subject)
                            + "' is no subject: names of letters, digits, _ and -, with dots"
                            + " between them");
        }
        if (granted.stream().noneMatch(pattern -> covers(pattern, subject))) {
            throw Denied.because(
                    Permission.EVENTS,
                    "publishing on " + subject + " is not granted",
                    topic,
                    "publish: [" + subject + "]");
        }
        JsonNode data = question.value("data");
        int bytes = Json.MAPPER.writeValueAsBytes(data).length;
        if (bytes > MAX_DATA_BYTES) {
            throw question.unfit(
                    "data has " + bytes + " bytes, and " + MAX_DATA_BYTES + " is the most");
        }
        budget.spend(Item.EVENTS, 1);
        rate.take();
        services.facts().accept(new TopicPublished(topic, subject, data));
        return Json.object();
    }

    /// As NATS has it: `*` stands for one name, `>` at the end for one or more.
    static boolean covers(String pattern, String subject) {
        String[] wanted = pattern.split("\\.", -1);
        String[] given = subject.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(">")) {
                return given.length > i;
            }
            if (i >= given.length || !(wanted[i].equals("*") || wanted[i].equals(given[i]))) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
