package dev.realmstep.host;

import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.TextRange;
import dev.realmstep.device.disk.Disk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A realm laid out: every page that has contents before the first instruction, and where execution starts. */
public final class RealmPlan implements MemoryPlan {
    private final RealmConfiguration configuration;
    private final List<PlannedPage> pages;
    private final PlannedDisks disks;
    private final RootOfTrust rootOfTrust;
    private final long entry;
    private final long deviceTree;

    RealmPlan(
            RealmConfiguration configuration,
            List<PlannedPage> pages,
            PlannedDisks disks,
            RootOfTrust rootOfTrust,
            long entry,
            long deviceTree) {
        this.configuration = configuration;
        this.pages = List.copyOf(pages);
        this.disks = disks;
        this.rootOfTrust = rootOfTrust;
        this.entry = entry;
        this.deviceTree = deviceTree;
    }

    @Override
    public RealmConfiguration configuration() {
        return configuration;
    }

    /** In ascending order of IPA: the order in which they are measured. */
    List<PlannedPage> pages() {
        return pages;
    }

    /** What is on a disk of the configuration's before the first instruction. */
    public Disk disk(DeviceDescription device) {
        return disks.disk(device);
    }

    /** The keys of the platform that the realm is to run on. */
    public RootOfTrust rootOfTrust() {
        return rootOfTrust;
    }

    /** The statement that put the first contents into the page at an IPA, if the page has contents. */
    public Optional<TextRange> originOf(long ipa) {
        return pageAt(ipa).map(PlannedPage::origin);
    }

    @Override
    public long entry() {
        return entry;
    }

    /** IPA of the device tree, which X0 holds at the start; 0 if there is none. */
    public long deviceTree() {
        return deviceTree;
    }

    @Override
    public byte[] contents(long ipa, int bytes) {
        byte[] contents = new byte[bytes];
        int done = 0;
        while (done < bytes) {
            long at = ipa + done;
            int offset = (int) at & RealmMemory.PAGE_SIZE - 1;
            Optional<PlannedPage> page = pageAt(at - offset);
            if (page.isEmpty()) {
                return Arrays.copyOf(contents, done);
            }
            int length = Math.min(bytes - done, RealmMemory.PAGE_SIZE - offset);
            System.arraycopy(page.get().contents(), offset, contents, done, length);
            done += length;
        }
        return contents;
    }

    private Optional<PlannedPage> pageAt(long ipa) {
        int low = 0;
        int high = pages.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(pages.get(middle).ipa(), ipa) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < pages.size() && pages.get(low).ipa() == ipa ? Optional.of(pages.get(low)) : Optional.empty();
    }

    /** Whether an IPA is in the realm's RAM, whatever its RIPAS. */
    boolean isRam(long ipa) {
        return configuration.ram().stream().anyMatch(region -> region.contains(ipa, 1));
    }
}
