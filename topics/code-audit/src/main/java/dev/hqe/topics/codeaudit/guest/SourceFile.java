package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.patterns.Language;
import dev.hqe.topics.codeaudit.secrets.Text;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonReader;
import dev.hqe.topics.kit.json.Utf8Slice;
import java.util.Optional;

/// A text that a call is about: the argument `text`, or an entity that the host streams. Valid
/// until the next one is read.
///
/// @param path empty for a text without one
/// @param root label of the ingested folder; empty for a text
record SourceFile(String path, String root, Optional<Language> language, Utf8Slice slice) {

    /// Does something with one file; false ends the reading.
    @FunctionalInterface
    interface Visitor {
        boolean visit(SourceFile file);
    }

    /// Goes through the text of the arguments, or else through all files of the call.
    static void each(Call call, Arguments arguments, Visitor visitor) {
        Optional<Utf8Slice> text = arguments.text();
        if (text.isPresent()) {
            String path = arguments.path().map(Utf8Slice::text).orElse("");
            Optional<Language> language =
                    arguments.language().isPresent() ? arguments.language() : Language.ofPath(path);
            visitor.visit(new SourceFile(path, "", language, text.get()));
            return;
        }
        boolean more = true;
        while (more && call.nextEntity()) {
            more = visitor.visit(read(call.entityReader()));
        }
    }

    private static SourceFile read(JsonReader json) {
        Optional<Utf8Slice> text = Optional.empty();
        String path = "";
        String root = "";
        String language = "";
        json.beginObject();
        while (json.nextKey()) {
            if (!json.key().is("data")) {
                json.skip();
                continue;
            }
            json.beginObject();
            while (json.nextKey()) {
                if (json.key().is("text")) {
                    text = Optional.of(json.string());
                } else if (json.key().is("path")) {
                    path = json.string().text();
                } else if (json.key().is("root")) {
                    root = json.string().text();
                } else if (json.key().is("language")) {
                    language = json.string().text();
                } else {
                    json.skip();
                }
            }
        }
        json.finish();
        if (text.isEmpty()) {
            throw json.malformed("an entity without data.text");
        }
        Optional<Language> byPath = Language.ofPath(path);
        return new SourceFile(
                path, root, byPath.isPresent() ? byPath : Language.named(language), text.get());
    }

    /// As the engines read it.
    Text text() {
        return new Text(slice.bytes(), slice.from(), slice.to());
    }

    int length() {
        return slice.to() - slice.from();
    }

    /// The file's name without its folders.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
