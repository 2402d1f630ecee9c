package dev.realmstep.cpu.mmu;

import dev.realmstep.cpu.mmu.DescriptorMemory.Walk;
import dev.realmstep.cpu.mmu.TranslationFault.Finder;
import dev.realmstep.memory.PhysicalAddressSpace;

/** Stage 1 of all regimes (Arm ARM D8.2 to D8.5): from a virtual address to an intermediate or a physical one. */
final class Stage1Translation {
    private static final int STAGE = 1;
    private static final int NON_SECURE = 5;
    private static final int NON_SECURE_EXTENSION = 11;
    private static final int GUARDED_PAGE = 50;
    private static final int NON_SECURE_TABLE = 63;
    private static final long READ_ONLY_BIT = 1L << Stage1Permissions.READ_ONLY;
    /** NSTable, APTable, UXNTable and PXNTable accumulate from level to level. */
    private static final long TABLE_ATTRIBUTES = 0xF800_0000_0000_0000L;

    private static final long NON_SECURE_TABLE_BIT = 1L << NON_SECURE_TABLE;
    private static final long TABLE_BASE = 0x0000_FFFF_FFFF_FFFEL;

    private final DescriptorMemory descriptors;
    private final Stage2Translation stage2;

    Stage1Translation(DescriptorMemory descriptors, Stage2Translation stage2) {
        this.descriptors = descriptors;
        this.stage2 = stage2;
    }

    StageOutput translate(TranslationRequest request) throws TranslationFault {
        TranslationContext context = request.context();
        Walk walk = new Walk(request, Finder.STAGE1, 0);
        Stage1Range range = Stage1Range.of(context, request.address(), request.kind() == AccessKind.FETCH);
        if (!context.stage1().enabled()) {
            return untranslated(walk, range);
        }
        boolean kept = range.unprivilegedDisabled() && !context.privileged();
        if (!range.holds(request.address()) || range.walkDisabled() || kept) {
            throw walk.fault(FaultStatus.TRANSLATION, 0);
        }
        return output(walk, range, lookUp(walk, range));
    }

    private StageOutput untranslated(Walk walk, Stage1Range range) throws TranslationFault {
        TranslationRequest request = walk.request();
        TranslationContext context = request.context();
        // The top byte is dropped where it is ignored; nothing else of the address is.
        long address = range.topBits() == 64 ? request.address() : request.address() & (1L << 56) - 1;
        if (Descriptor.exceeds(address, Descriptor.PHYSICAL_ADDRESS_BITS)) {
            throw walk.fault(FaultStatus.ADDRESS_SIZE, 0);
        }
        request.record(new TranslationStep.StageOff(STAGE, address));
        boolean normal = context.stage1().defaultCacheable() || request.kind() == AccessKind.FETCH;
        return new StageOutput(
                context.world(),
                address,
                normal ? Translation.NORMAL : Translation.DEVICE,
                Descriptor.PHYSICAL_ADDRESS_BITS,
                true,
                false);
    }

    /** A descriptor that maps something, where it lies, and what the tables above it say. */
    private record Leaf(long descriptor, int level, PhysicalAddressSpace space, long location, long tables) {}

    private Leaf lookUp(Walk walk, Stage1Range range) throws TranslationFault {
        long input = range.input(walk.request().address());
        int level = Descriptor.startLevel(range.inputBits());
        int indexBits = range.inputBits() - Descriptor.mappedBits(level);
        // A table is aligned to its size, and to 64 bytes at least.
        long table = range.table() & TABLE_BASE & -(1L << Math.max(indexBits + 3, 6));
        PhysicalAddressSpace space = walk.request().context().world();
        long tables = 0;
        if (Descriptor.exceeds(table, range.outputBits())) {
            throw walk.fault(FaultStatus.ADDRESS_SIZE, 0);
        }
        while (true) {
            long index = input >>> Descriptor.mappedBits(level) & (1L << indexBits) - 1;
            Leaf found = read(walk, space, table + index * 8, level, tables);
            if (Descriptor.isInvalid(found.descriptor, level)) {
                throw walk.fault(FaultStatus.TRANSLATION, level);
            }
            if (!Descriptor.isTable(found.descriptor, level)) {
                return found;
            }
            table = Descriptor.tableAddress(found.descriptor);
            if (Descriptor.exceeds(table, range.outputBits())) {
                throw walk.fault(FaultStatus.ADDRESS_SIZE, level);
            }
            tables |= found.descriptor & (range.hierarchicalDisabled() ? NON_SECURE_TABLE_BIT : TABLE_ATTRIBUTES);
            if (space == PhysicalAddressSpace.SECURE && Descriptor.bit(tables, NON_SECURE_TABLE)) {
                space = PhysicalAddressSpace.NON_SECURE;
            }
            indexBits = Descriptor.INDEX_BITS;
            level++;
        }
    }

    private Leaf read(Walk walk, PhysicalAddressSpace space, long location, int level, long tables)
            throws TranslationFault {
        TranslationRequest request = walk.request();
        PhysicalAddressSpace physicalSpace = space;
        long physical = location;
        if (request.context().stage2() != null) {
            StageOutput second = stage2.translateForWalk(request, location, AccessKind.READ);
            physicalSpace = second.space();
            physical = second.address();
        }
        long descriptor = descriptors.read(walk, physicalSpace, physical, level);
        request.record(new TranslationStep.DescriptorRead(
                STAGE, level, request.address(), physicalSpace, physical, descriptor));
        return new Leaf(descriptor, level, space, location, tables);
    }

    private StageOutput output(Walk walk, Stage1Range range, Leaf leaf) throws TranslationFault {
        TranslationRequest request = walk.request();
        int level = leaf.level;
        long base = Descriptor.outputAddress(leaf.descriptor, level);
        if (Descriptor.exceeds(base, range.outputBits())) {
            throw walk.fault(FaultStatus.ADDRESS_SIZE, level);
        }
        long descriptor = leaf.descriptor | (range.managesAccessFlag() ? Descriptor.ACCESS_FLAG : 0);
        if ((descriptor & Descriptor.ACCESS_FLAG) == 0) {
            throw walk.fault(FaultStatus.ACCESS_FLAG, level);
        }
        boolean dirties = request.kind().writes()
                && range.managesAccessFlag()
                && range.managesDirtyState()
                && (descriptor & Descriptor.DIRTY_BIT_MODIFIER) != 0;
        if (dirties) {
            descriptor &= ~READ_ONLY_BIT;
        }
        Stage1Permissions permissions = Stage1Permissions.of(request.context(), descriptor, leaf.tables);
        PhysicalAddressSpace space = outputSpace(request.context(), descriptor, leaf.tables);
        if (permissions.deny(request.kind()) || fetchesFromAnotherWorld(request, space)) {
            throw walk.fault(FaultStatus.PERMISSION, level);
        }
        if (descriptor != leaf.descriptor && request.maintainsFlags()) {
            update(walk, leaf, descriptor);
        }
        int mappedBits = Descriptor.mappedBits(level);
        long address = base | (request.address() & ((1L << mappedBits) - 1));
        request.record(new TranslationStep.StageOutput(STAGE, level, request.address(), address, space));
        int attribute = (int) (request.context().stage1().memoryAttributes() >>> ((descriptor >>> 2 & 7) * 8)) & 0xFF;
        return new StageOutput(
                space,
                address,
                attribute,
                mappedBits,
                permissions.dataReadable(),
                Descriptor.bit(descriptor, GUARDED_PAGE));
    }

    /** Writes the Access flag and dirty state back; stage 2 must let the walker write. */
    private void update(Walk walk, Leaf leaf, long descriptor) throws TranslationFault {
        PhysicalAddressSpace space = leaf.space;
        long location = leaf.location;
        if (walk.request().context().stage2() != null) {
            StageOutput second = stage2.translateForWalk(walk.request(), location, AccessKind.UPDATE);
            space = second.space();
            location = second.address();
        }
        descriptors.write(walk, space, location, descriptor, leaf.level);
    }

    private static PhysicalAddressSpace outputSpace(TranslationContext context, long descriptor, long tables) {
        boolean nonSecure = Descriptor.bit(descriptor, NON_SECURE);
        return switch (context.world()) {
            case NON_SECURE -> PhysicalAddressSpace.NON_SECURE;
            case SECURE ->
                nonSecure || Descriptor.bit(tables, NON_SECURE_TABLE)
                        ? PhysicalAddressSpace.NON_SECURE
                        : PhysicalAddressSpace.SECURE;
            // In a realm's own tables the bit means nothing: stage 2 chooses the space.
            case REALM ->
                nonSecure && context.regime() != TranslationRegime.EL1_0
                        ? PhysicalAddressSpace.NON_SECURE
                        : PhysicalAddressSpace.REALM;
            case ROOT -> rootOutputSpace(nonSecure, Descriptor.bit(descriptor, NON_SECURE_EXTENSION));
        };
    }

    private static PhysicalAddressSpace rootOutputSpace(boolean nonSecure, boolean extension) {
        if (extension) {
            return nonSecure ? PhysicalAddressSpace.REALM : PhysicalAddressSpace.ROOT;
        }
        return nonSecure ? PhysicalAddressSpace.NON_SECURE : PhysicalAddressSpace.SECURE;
    }

    /** Realm and Root execute nothing that another world could have written (Arm ARM D8.4.8). */
    private static boolean fetchesFromAnotherWorld(TranslationRequest request, PhysicalAddressSpace space) {
        PhysicalAddressSpace world = request.context().world();
        boolean closed = world == PhysicalAddressSpace.REALM || world == PhysicalAddressSpace.ROOT;
        return request.kind() == AccessKind.FETCH && closed && space != world;
    }
}
