package dev.hqe.app.cli;

import java.util.regex.Pattern;

/// Text of somebody else's, made fit for a terminal and for a person's judgement: characters that
/// steer the terminal or do not show stand there by their number.
final class Foreign {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]");

    private Foreign() {}

    static String text(String foreign) {
        return UNSEEN.matcher(foreign)
                .replaceAll(found -> "<U+%04X>".formatted(found.group().codePointAt(0)));
    }
}
