package dev.hqe.mcp.policy;

/// A text in which `*` stands for any characters, none included. Matching takes at most the product
/// of the two lengths, whatever the pattern.
///
/// @param text 1 to 200 printable characters
record Glob(String text) {

    private static final int MAX_LENGTH = 200;

    Glob {
        boolean printable =
                text.codePoints()
                        .noneMatch(c ->
                                Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT
                                        || Character.getType(c) == Character.SURROGATE);
        if (text.isEmpty() || text.length() > MAX_LENGTH || !printable) {
            throw new PolicyException(
                    "a pattern has 1 to "
                            + MAX_LENGTH
                            + " printable characters, * for any: this one has "
                            + text.length());
        }
    }

    boolean matches(String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int resume = 0;
        while (v < value.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                resume = v;
            } else if (p < text.length() && text.charAt(p) == value.charAt(v)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++resume;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }
}
