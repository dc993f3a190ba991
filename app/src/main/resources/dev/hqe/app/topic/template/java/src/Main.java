import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Tools;
import dev.hqe.topics.kit.json.JsonObject;

/** The tools of this Topic, by the names that `args` in topic.yaml gives them. */
public final class Main {

    public static void main(String[] args) {
        new Tools().with("count_words", Main::countWords).serve(args);
    }

    /** Counts the words of the argument `text` or, without it, of the stored notes. */
    private static void countWords(Call call) {
        JsonObject arguments = call.arguments();
        long words = 0;
        long texts = 0;
        if (arguments.has("text")) {
            words = words(arguments.text("text"));
            texts = 1;
        }
        while (call.nextEntity()) {
            words += words(call.entity().data().text("text"));
            texts++;
        }
        call.result().beginObject();
        call.result().key("words").number(words).key("texts").number(texts);
        call.result().endObject();
    }

    private static long words(String text) {
        long words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (!space && !inWord) {
                words++;
            }
            inWord = !space;
        }
        return words;
    }
}
