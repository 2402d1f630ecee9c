package dev.realmstep.config;

/**
 * The name of a file that a {@code .realm} file mentions.
 *
 * @param written as the file has it, relative to the folder of the {@code .realm} file
 * @param range the name between its quotes
 */
public record FileReference(String written, TextRange range) {}
