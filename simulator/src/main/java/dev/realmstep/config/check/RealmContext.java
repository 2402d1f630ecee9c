package dev.realmstep.config.check;

import dev.realmstep.config.FileReference;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.RealmConfiguration;
import java.util.List;

/** A realm being checked, and what several checks need to know of it. */
final class RealmContext {
    private final RealmConfiguration realm;
    private final ReachableFiles files;
    private final MemoryMap ram;
    private final List<LoadedExtent> loaded;

    RealmContext(RealmConfiguration realm, ReachableFiles files) {
        this.realm = realm;
        this.files = files;
        this.ram = new MemoryMap(realm.ram());
        this.loaded = LoadedExtent.of(realm, files);
    }

    RealmConfiguration realm() {
        return realm;
    }

    IpaSpace space() {
        return realm.ipaSpace();
    }

    MemoryMap ram() {
        return ram;
    }

    /** The stretches of memory that files are loaded to, as far as the addresses are known. */
    List<LoadedExtent> loaded() {
        return loaded;
    }

    FileFacts inspect(FileReference file) {
        return files.inspect(realm, file);
    }
}
