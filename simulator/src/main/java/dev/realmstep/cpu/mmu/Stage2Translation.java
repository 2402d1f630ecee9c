package dev.realmstep.cpu.mmu;

import dev.realmstep.cpu.mmu.DescriptorMemory.Walk;
import dev.realmstep.cpu.mmu.TranslationFault.Finder;
import dev.realmstep.memory.PhysicalAddressSpace;
import java.util.Objects;

/** Stage 2 of the EL1&0 regime (Arm ARM D8.2.2): from an intermediate physical address to a physical one. */
final class Stage2Translation {
    private static final int STAGE = 2;
    private static final int READ = 6;
    private static final int WRITE = 7;
    private static final int EXECUTE_NEVER = 53;
    private static final int NON_SECURE = 55;
    private static final int MANAGE_ACCESS_FLAG = 21;
    private static final int MANAGE_DIRTY_STATE = 22;
    private static final int START_LEVEL = 6;
    private static final int PHYSICAL_SIZE = 16;
    /** Up to 16 tables lie side by side at the start level. */
    private static final int LARGEST_INDEX_BITS = Descriptor.INDEX_BITS + 4;

    private static final long WRITE_BIT = 1L << WRITE;
    private static final long TABLE_BASE = 0x0000_FFFF_FFFF_FFFEL;

    private final DescriptorMemory descriptors;

    Stage2Translation(DescriptorMemory descriptors) {
        this.descriptors = descriptors;
    }

    /** Translates what stage 1 made of an access. */
    StageOutput translate(TranslationRequest request, StageOutput first) throws TranslationFault {
        StageOutput second = new Lookup(request, first.address(), request.kind(), Finder.STAGE2).translate();
        // The stricter type wins: Device of either stage is Device.
        int attribute =
                Translation.isDevice(first.memoryAttribute()) ? first.memoryAttribute() : second.memoryAttribute();
        return new StageOutput(
                second.space(),
                second.address(),
                attribute,
                first.mappedBits(),
                first.readable() && second.readable(),
                first.guarded());
    }

    /** Translates the address of a stage 1 descriptor. */
    StageOutput translateForWalk(TranslationRequest request, long address, AccessKind kind) throws TranslationFault {
        return new Lookup(request, address, kind, Finder.STAGE2_OF_STAGE1_WALK).translate();
    }

    private final class Lookup {
        private final TranslationRequest request;
        private final Stage2Configuration configuration;
        private final long input;
        private final AccessKind kind;
        private final Walk walk;
        private final int outputBits;

        Lookup(TranslationRequest request, long input, AccessKind kind, Finder finder) {
            this.request = request;
            this.configuration = Objects.requireNonNull(request.context().stage2());
            this.input = input;
            this.kind = kind;
            this.walk = new Walk(request, finder, input);
            this.outputBits = Descriptor.physicalBits((int) (configuration.control() >>> PHYSICAL_SIZE) & 7);
        }

        StageOutput translate() throws TranslationFault {
            int inputBits = 64 - (int) (configuration.control() & 0x3F);
            int level = startLevel();
            int indexBits = inputBits - Descriptor.mappedBits(level);
            boolean consistent = level >= 0
                    && inputBits <= Descriptor.PHYSICAL_ADDRESS_BITS
                    && indexBits >= 1
                    && indexBits <= LARGEST_INDEX_BITS;
            if (!consistent || Descriptor.exceeds(input, inputBits)) {
                throw fault(FaultStatus.TRANSLATION, 0);
            }
            return walk(level, indexBits);
        }

        /** VTCR_EL2.SL0 counts from level 2 upward; the fourth value is reserved. */
        private int startLevel() {
            return 2 - ((int) (configuration.control() >>> START_LEVEL) & 3);
        }

        private StageOutput walk(int startLevel, int startIndexBits) throws TranslationFault {
            PhysicalAddressSpace space = request.context().world();
            int level = startLevel;
            int indexBits = startIndexBits;
            long table = configuration.table() & TABLE_BASE & -(1L << Math.max(indexBits + 3, 6));
            if (Descriptor.exceeds(table, outputBits)) {
                throw fault(FaultStatus.ADDRESS_SIZE, 0);
            }
            while (true) {
                long index = input >>> Descriptor.mappedBits(level) & (1L << indexBits) - 1;
                long location = table + index * 8;
                long descriptor = descriptors.read(walk, space, location, level);
                request.record(new TranslationStep.DescriptorRead(STAGE, level, input, space, location, descriptor));
                if (Descriptor.isInvalid(descriptor, level)) {
                    throw fault(FaultStatus.TRANSLATION, level);
                }
                if (!Descriptor.isTable(descriptor, level)) {
                    return output(descriptor, level, location);
                }
                table = Descriptor.tableAddress(descriptor);
                if (Descriptor.exceeds(table, outputBits)) {
                    throw fault(FaultStatus.ADDRESS_SIZE, level);
                }
                indexBits = Descriptor.INDEX_BITS;
                level++;
            }
        }

        private StageOutput output(long leaf, int level, long location) throws TranslationFault {
            long base = Descriptor.outputAddress(leaf, level);
            if (Descriptor.exceeds(base, outputBits)) {
                throw fault(FaultStatus.ADDRESS_SIZE, level);
            }
            boolean managesAccessFlag = Descriptor.bit(configuration.control(), MANAGE_ACCESS_FLAG);
            long descriptor = leaf | (managesAccessFlag ? Descriptor.ACCESS_FLAG : 0);
            if ((descriptor & Descriptor.ACCESS_FLAG) == 0) {
                throw fault(FaultStatus.ACCESS_FLAG, level);
            }
            boolean dirties = kind.writes()
                    && managesAccessFlag
                    && Descriptor.bit(configuration.control(), MANAGE_DIRTY_STATE)
                    && (descriptor & Descriptor.DIRTY_BIT_MODIFIER) != 0;
            if (dirties) {
                descriptor |= WRITE_BIT;
            }
            PhysicalAddressSpace space = outputSpace(descriptor);
            // MemAttr[3:2] is 0b00 for Device, with or without FEAT_S2FWB in use.
            int attribute = (descriptor >>> 4 & 3) == 0 ? Translation.DEVICE : Translation.NORMAL;
            if (denies(descriptor, space) || isDeviceWalk(attribute)) {
                throw fault(FaultStatus.PERMISSION, level);
            }
            if (descriptor != leaf && request.maintainsFlags()) {
                descriptors.write(walk, request.context().world(), location, descriptor, level);
            }
            int mappedBits = Descriptor.mappedBits(level);
            long address = base | (input & ((1L << mappedBits) - 1));
            request.record(new TranslationStep.StageOutput(STAGE, level, input, address, space));
            return new StageOutput(space, address, attribute, mappedBits, Descriptor.bit(descriptor, READ), false);
        }

        private PhysicalAddressSpace outputSpace(long descriptor) {
            PhysicalAddressSpace world = request.context().world();
            return world == PhysicalAddressSpace.REALM && Descriptor.bit(descriptor, NON_SECURE)
                    ? PhysicalAddressSpace.NON_SECURE
                    : world;
        }

        private boolean denies(long descriptor, PhysicalAddressSpace space) {
            boolean refused = (kind.reads() && !Descriptor.bit(descriptor, READ))
                    || (kind.writes() && !Descriptor.bit(descriptor, WRITE));
            return refused || (kind == AccessKind.FETCH && !executable(descriptor, space));
        }

        /** XN[1:0] with FEAT_XNX; a realm executes nothing from Non-secure memory. */
        private boolean executable(long descriptor, PhysicalAddressSpace space) {
            if (space != request.context().world()) {
                return false;
            }
            return switch ((int) (descriptor >>> EXECUTE_NEVER) & 3) {
                case 0b00 -> true;
                case 0b01 -> !request.context().privileged();
                case 0b10 -> false;
                default -> request.context().privileged();
            };
        }

        private boolean isDeviceWalk(int attribute) {
            return walk.finder() == Finder.STAGE2_OF_STAGE1_WALK
                    && configuration.deviceWalksFault()
                    && Translation.isDevice(attribute);
        }

        private TranslationFault fault(FaultStatus status, int level) {
            return walk.fault(status, level, kind.writes(), null);
        }
    }
}
