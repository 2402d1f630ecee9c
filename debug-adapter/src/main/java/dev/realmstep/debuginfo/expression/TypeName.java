package dev.realmstep.debuginfo.expression;

/**
 * The name of a type in a cast.
 *
 * @param keyword {@code struct}, {@code union} or {@code enum}, or empty for a name that stands by itself
 * @param name as it was written, words separated by one blank
 * @param pointers how many stars follow it
 */
public record TypeName(String keyword, String name, int pointers) {
    @Override
    public String toString() {
        String text = keyword.isEmpty() ? name : keyword + " " + name;
        return pointers == 0 ? text : text + " " + "*".repeat(pointers);
    }
}
