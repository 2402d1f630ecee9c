package dev.realmstep.host;

import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.Ripas;
import dev.realmstep.config.TextRange;
import dev.realmstep.cpu.ProcessingElement;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a realm from its plan, through RMI calls alone and in the order in which KVM makes them, since it is measured:
 * create the realm, initialise the RIPAS of its RAM, populate pages in ascending order, create its RECs, activate it.
 */
final class RealmBuilder {
    private static final long RMI_VERSION_1_0 = 0x1_0000;
    private static final int VMID = 1;

    private final RealmManagementInterface rmi;
    private final SharedMemory shared;
    private final GranuleAllocator granules;
    private final NormalWorldMemory memory;
    private final RealmPlan plan;

    RealmBuilder(RealmManagementInterface rmi, SharedMemory shared, NormalWorldMemory memory, RealmPlan plan) {
        this.rmi = rmi;
        this.shared = shared;
        this.granules = shared.granules();
        this.memory = memory;
        this.plan = plan;
    }

    RealmPlan plan() {
        return plan;
    }

    /**
     * Makes all calls, on one processing element.
     *
     * @throws RmiRefusedException at the first command that the RMM refuses, with the statement that led to it
     */
    RealmUnderHost build(ProcessingElement element) throws RmiRefusedException {
        RealmConfiguration configuration = plan.configuration();
        require("agree on RMI 1.0", rmi.version(element, RMI_VERSION_1_0), configuration.rangeOf(RealmProperty.RMM));
        long rd = createRealm(element);
        RealmMemory realmMemory = new RealmMemory(rmi, memory, rd, configuration.ipaSpace(), shared);
        for (RamRegion region : configuration.ram()) {
            if (region.ripas() == Ripas.RAM) {
                at(region.range(), () -> realmMemory.initializeRipas(element, region.base(), region.end()));
            } else {
                realmMemory.giveUp(region.base(), region.end());
            }
        }
        for (PlannedPage page : plan.pages()) {
            at(page.origin(), () -> realmMemory.populate(element, page.ipa(), page.contents()));
        }
        List<VirtualProcessor> processors = new ArrayList<>();
        for (int index = 0; index < configuration.vcpus(); index++) {
            processors.add(createRec(element, realmMemory, rd, index));
        }
        require(
                "activate the realm",
                rmi.realmActivate(element, rd),
                configuration.source().range());
        return new RealmUnderHost(configuration.ipaBits(), rd, realmMemory, processors);
    }

    private long createRealm(ProcessingElement element) throws RmiRefusedException {
        RealmConfiguration configuration = plan.configuration();
        TextRange range = configuration.source().range();
        StartTables tables = StartTables.forIpaBits(configuration.ipaBits());
        long rd = delegate(element, granules.allocate(), range);
        long rtt = granules.allocateContiguous(tables.count());
        for (int i = 0; i < tables.count(); i++) {
            delegate(element, rtt + (long) i * RealmMemory.PAGE_SIZE, range);
        }
        long parameters = granules.allocate();
        memory.write(element, parameters, RealmParameters.encode(configuration, VMID, rtt, tables));
        require("create the realm", rmi.realmCreate(element, rd, parameters), range);
        memory.clear(element, parameters);
        granules.release(parameters);
        return rd;
    }

    private VirtualProcessor createRec(ProcessingElement element, RealmMemory realmMemory, long rd, int index)
            throws RmiRefusedException {
        TextRange range = plan.configuration().rangeOf(RealmProperty.VCPUS);
        RmiReply count = rmi.recAuxCount(element, rd);
        require("ask how many auxiliary granules a REC needs", count, range);
        List<Long> auxiliary = new ArrayList<>();
        for (int i = 0; i < count.x1(); i++) {
            auxiliary.add(realmMemory.delegated(element));
        }
        boolean first = index == 0;
        long mpidr = RecParameters.mpidr(index);
        long rec = realmMemory.delegated(element);
        long parameters = granules.allocate();
        byte[] encoded =
                RecParameters.encode(first, mpidr, first ? plan.entry() : 0, first ? plan.deviceTree() : 0, auxiliary);
        memory.write(element, parameters, encoded);
        require("create the REC of vCPU %d".formatted(index), rmi.recCreate(element, rd, rec, parameters), range);
        memory.clear(element, parameters);
        granules.release(parameters);
        return new VirtualProcessor(index, mpidr, rec, new RunPage(memory, granules.allocate()), first);
    }

    private long delegate(ProcessingElement element, long granule, TextRange range) throws RmiRefusedException {
        require("delegate granule 0x%x".formatted(granule), rmi.granuleDelegate(element, granule), range);
        return granule;
    }

    private interface Step {
        void run() throws RmiRefusedException;
    }

    private static void at(TextRange range, Step step) throws RmiRefusedException {
        try {
            step.run();
        } catch (RmiRefusedException e) {
            throw e.at(range);
        }
    }

    private static void require(String action, RmiReply reply, TextRange range) throws RmiRefusedException {
        if (!reply.isSuccess()) {
            throw new RmiRefusedException(action, reply).at(range);
        }
    }
}
