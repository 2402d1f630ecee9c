package dev.realmstep.config;

import java.util.OptionalLong;

/**
 * A file whose contents are in the realm's memory before its first instruction, and measured.
 *
 * @param kind what it is to the guest
 * @param file where its contents come from
 * @param address IPA of its first byte; an ELF says itself where it belongs, an initrd is placed by the host
 * @param source where the file says so
 */
public record LoadDirective(LoadKind kind, FileReference file, OptionalLong address, SourceLocation source) {
    /** The whole statement. */
    public TextRange range() {
        return source.range();
    }
}
