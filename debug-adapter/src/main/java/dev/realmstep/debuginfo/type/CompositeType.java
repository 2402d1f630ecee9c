package dev.realmstep.debuginfo.type;

import java.util.List;
import java.util.function.Supplier;

/** A structure, a union or a class. */
public final class CompositeType implements Type {
    /** Which of them it is. */
    public enum Kind {
        STRUCT("struct"),
        UNION("union"),
        CLASS("class");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }
    }

    /**
     * A member.
     *
     * @param name empty for an unnamed structure or union, whose members count as the outer one's
     * @param bitOffset where it begins in the object, in bits
     * @param bitSize its size in bits if it is a bit-field, else 0
     */
    public record Member(String name, Type type, long bitOffset, long bitSize) {}

    private final Kind kind;
    private final String tag;
    private final long size;
    private final Lazy<List<Member>> members;

    CompositeType(Kind kind, String tag, long size, Supplier<List<Member>> members) {
        this.kind = kind;
        this.tag = tag;
        this.size = size;
        this.members = new Lazy<>(members);
    }

    public Kind kind() {
        return kind;
    }

    /** Its name after the keyword, empty when it has none. */
    public String tag() {
        return tag;
    }

    /** Its members; none when only its name is known. */
    public List<Member> members() {
        return members.get();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String declare(String declarator) {
        return TypeNames.named(kind.keyword + " " + (tag.isEmpty() ? "{...}" : tag), declarator);
    }
}
