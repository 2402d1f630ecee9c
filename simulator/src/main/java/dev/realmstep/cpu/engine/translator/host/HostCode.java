package dev.realmstep.cpu.engine.translator.host;

import java.util.List;

/**
 * A block in the host's instructions, before it has a place.
 *
 * @param bytes the code, which runs anywhere
 * @param indirectEntry offset where whoever does not know the block's beginning enters
 * @param directEntry offset where blocks of the same page enter
 * @param exits by their numbers
 */
public record HostCode(byte[] bytes, int indirectEntry, int directEntry, List<Exit> exits) {}
