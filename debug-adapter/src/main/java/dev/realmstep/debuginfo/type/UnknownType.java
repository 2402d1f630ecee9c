package dev.realmstep.debuginfo.type;

/**
 * A type that cannot be read or is not of C.
 *
 * @param reason what is wrong with it
 */
public record UnknownType(String reason) implements Type {
    @Override
    public long size() {
        return 0;
    }

    @Override
    public String declare(String declarator) {
        return TypeNames.named("<" + reason + ">", declarator);
    }
}
