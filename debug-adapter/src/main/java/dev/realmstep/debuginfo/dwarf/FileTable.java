package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;

/** The source files of a line table, by the numbers it gives them; paths are complete where that is known. */
public final class FileTable {
    private final List<String> paths;
    private final int firstNumber;

    FileTable(List<String> paths, int firstNumber) {
        this.paths = List.copyOf(paths);
        this.firstNumber = firstNumber;
    }

    /** The path of a file; empty when there is no such file. */
    public String path(int number) {
        int index = number - firstNumber;
        return index < 0 || index >= paths.size() ? "" : paths.get(index);
    }

    public List<String> paths() {
        return paths;
    }

    /** The number of the file at a place in {@link #paths}. */
    public int numberOf(int index) {
        return firstNumber + index;
    }

    /** A path below a folder, with {@code .}, {@code ..} and repeated slashes taken out, as text on any host. */
    static String join(String directory, String name) {
        String path = name.startsWith("/") || directory.isEmpty() ? name : directory + "/" + name;
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
