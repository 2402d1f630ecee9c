package dev.realmstep.host;

import dev.realmstep.config.RealmConfiguration;
import java.util.List;

/** A realm laid out: every page that has contents before the first instruction, and where execution starts. */
public final class RealmPlan {
    private final RealmConfiguration configuration;
    private final List<PlannedPage> pages;
    private final long entry;
    private final long deviceTree;

    RealmPlan(RealmConfiguration configuration, List<PlannedPage> pages, long entry, long deviceTree) {
        this.configuration = configuration;
        this.pages = List.copyOf(pages);
        this.entry = entry;
        this.deviceTree = deviceTree;
    }

    /** What the plan was made from. */
    public RealmConfiguration configuration() {
        return configuration;
    }

    /** In ascending order of IPA: the order in which they are measured. */
    List<PlannedPage> pages() {
        return pages;
    }

    /** IPA of the first instruction. */
    public long entry() {
        return entry;
    }

    /** IPA of the device tree, which X0 holds at the start; 0 if there is none. */
    public long deviceTree() {
        return deviceTree;
    }

    /** Whether an IPA is in the realm's RAM, whatever its RIPAS. */
    boolean isRam(long ipa) {
        return configuration.ram().stream().anyMatch(region -> region.contains(ipa, 1));
    }
}
