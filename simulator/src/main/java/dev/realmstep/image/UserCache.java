package dev.realmstep.image;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the user's system keeps what can be made again. */
final class UserCache {
    private static final String NAME = "realmstep";

    private UserCache() {}

    /**
     * The folder for this program's.
     *
     * @param environment the process's variables
     * @param system name of the operating system, as Java has it
     * @param home the user's folder
     */
    static Path folder(Map<String, String> environment, String system, String home) {
        String chosen = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG Base Directory Specification has relative ones ignored.
        if (!chosen.isEmpty() && Path.of(chosen).isAbsolute()) {
            return Path.of(chosen, NAME);
        }
        String lowerCase = system.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("mac")) {
            return Path.of(home, "Library", "Caches", NAME);
        }
        if (lowerCase.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return local.isEmpty() ? Path.of(home, "AppData", "Local", NAME, "cache") : Path.of(local, NAME, "cache");
        }
        return Path.of(home, ".cache", NAME);
    }
}
