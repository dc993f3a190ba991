/* count_words: counts the words of every "text" that comes in. The arguments are the first line; if
   they have no text, a line for each stored note follows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *message) {
    fprintf(stderr, "%s\n", message);
    exit(1);
}

static int hex_digits(void) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int c = getchar();
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) fail("the input is not JSON");
        value = value * 16 + digit;
    }
    return value;
}

/* The next byte of a JSON string whose opening quote has been read; EOF behind its closing quote.
   What stands there as \uXXXX beyond ASCII becomes an x: here only spaces matter. */
static int in_string(void) {
    int c = getchar();
    if (c == EOF) fail("the input ends in a string");
    if (c == '"') return EOF;
    if (c != '\\') return c;
    c = getchar();
    switch (c) {
        case 'n': case 't': case 'r': case 'f': return ' ';
        case 'u': c = hex_digits(); return c < 128 ? c : 'x';
        default: return c;
    }
}

static int is_space(int c) { return c == ' ' || (c >= 9 && c <= 13); }

int main(void) {
    long words = 0, texts = 0;
    int wanted = 0; /* whether the key before this value was "text" */
    int c;
    while ((c = getchar()) != EOF) {
        if (c == '"' && wanted) {
            int in_word = 0;
            while ((c = in_string()) != EOF) {
                if (!in_word && !is_space(c)) words++;
                in_word = !is_space(c);
            }
            texts++;
            wanted = 0;
        } else if (c == '"') {
            char key[8] = "";
            size_t length = 0;
            while ((c = in_string()) != EOF)
                if (length++ < sizeof key - 1) key[length - 1] = (char) c;
            do c = getchar(); while (is_space(c)); /* a key has a colon behind it */
            wanted = c == ':' && length == 4 && strcmp(key, "text") == 0;
        } else if (!is_space(c)) {
            wanted = 0;
        }
    }
    printf("{\"words\": %ld, \"texts\": %ld}\n", words, texts);
    return 0;
}
