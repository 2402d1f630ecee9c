package dev.realmstep.config.reader;

import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.RealmConfiguration;
import java.util.List;

/** What a file describes, each in the order of the file. */
public record Descriptions(List<RealmConfiguration> realms, List<MachineConfiguration> machines) {
    public Descriptions {
        realms = List.copyOf(realms);
        machines = List.copyOf(machines);
    }
}
