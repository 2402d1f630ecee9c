package dev.realmstep.debuginfo.type;

/**
 * An array.
 *
 * @param count how many elements; 0 when the declaration does not say, as for a flexible array member
 */
public record ArrayType(Type element, long count) implements Type {
    @Override
    public long size() {
        return element.size() * count;
    }

    @Override
    public String declare(String declarator) {
        return element.declare(declarator + (count == 0 ? "[]" : "[" + count + "]"));
    }
}
